"""The plain data of packs/erp.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/erp.yaml': {'schema': 'tpm/pack/1',
                    'name': 'erp',
                    'title': 'ERP and business systems',
                    'about': "Systems a company's processes run on: fit, migration, duties, "
                             'cut-over, first close',
                    'add': {'feasibility': {'pm': [{'id': 'erp-process-owners-named',
                                                    'title': 'The processes in scope each have an '
                                                             'owner with the right to decide',
                                                    'why': 'A project about processes stands still '
                                                           'where nobody may change one.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'process, owner, '
                                                                           'deputy, what they may '
                                                                           'decide, signed by the '
                                                                           'sponsor',
                                                                 'required': True,
                                                                 'find': ['docs/process-owners*.md',
                                                                          'docs/raci*.md',
                                                                          'docs/owners*.md'],
                                                                 'template': 'decision-rights'},
                                                    'valid-for': '365d',
                                                    'repeats': 'product',
                                                    'refs': ['d365']}]},
                            'requirements': {'pm': [{'id': 'erp-fit-gap-signed',
                                                     'title': 'A fit-gap list is signed by the '
                                                              'process owners, with a decision per '
                                                              'gap',
                                                     'why': 'An unsigned gap comes back as a '
                                                            'customisation.',
                                                     'level': 'must',
                                                     'evidence': {'expect': 'process, gap, adopt, '
                                                                            'configure, extend or '
                                                                            'drop, owner, date',
                                                                  'required': True,
                                                                  'find': ['docs/fit-gap*.md',
                                                                           'docs/fit-gap*.csv'],
                                                                  'template': 'fit-gap',
                                                                  'pin': True},
                                                     'refs': ['d365']}]},
                            'architecture': {'tpm': [{'id': 'erp-migration-strategy-set',
                                                      'title': 'Source, mapping, cleansing owner '
                                                               'and cut-off are decided for the '
                                                               'data objects to move',
                                                      'why': 'A migration is a data-quality '
                                                             'project in disguise.',
                                                      'level': 'must',
                                                      'evidence': {'expect': 'object, source, '
                                                                             'mapping, who cleans '
                                                                             'it, history cut-off, '
                                                                             'opening balance, how '
                                                                             'it is reconciled',
                                                                   'required': True,
                                                                   'find': ['docs/migration*.md',
                                                                            'docs/migration*.csv',
                                                                            'docs/data-migration*.md'],
                                                                   'template': 'migration-map'},
                                                      'refs': ['d365']},
                                                     {'id': 'erp-duties-segregated',
                                                      'title': 'Roles were held against a matrix '
                                                               'of conflicting duties, and '
                                                               'conflicts have a control',
                                                      'why': 'Auditors start here.',
                                                      'level': 'must',
                                                      'evidence': {'expect': 'roles, conflicting '
                                                                             'pairs, the '
                                                                             'compensating control '
                                                                             'and its owner for '
                                                                             'each conflict left',
                                                                   'required': True,
                                                                   'find': ['docs/sod*.md',
                                                                            'docs/sod*.csv',
                                                                            'docs/segregation*.md',
                                                                            'docs/security/duties*.md'],
                                                                   'template': 'duties-matrix'},
                                                      'valid-for': '365d',
                                                      'refs': ['sox', 'd365']}]},
                            'testing': {'tpm': [{'id': 'erp-mock-migrations-passed',
                                                 'title': 'Two full rehearsals of the migration '
                                                          'fit the window and reconciled',
                                                 'why': 'The first full run must not be the real '
                                                        'one.',
                                                 'level': 'must',
                                                 'evidence': {'expect': 'per rehearsal: time per '
                                                                        'step, record counts, '
                                                                        "control totals, finance's "
                                                                        'name and date',
                                                              'required': True,
                                                              'find': ['docs/reports/mock-migration*.md',
                                                                       'docs/reports/migration*.md'],
                                                              'template': 'test-report',
                                                              'pin': True},
                                                 'refs': ['d365']},
                                                {'id': 'erp-integrations-tested-at-peak',
                                                 'title': 'Integrations passed at peak volume and '
                                                          'with a partner system down',
                                                 'why': 'Month-end finds the slowest link.',
                                                 'level': 'must',
                                                 'evidence': {'expect': 'per integration: volume, '
                                                                        'time, what happened while '
                                                                        'the partner was down and '
                                                                        'after',
                                                              'required': True,
                                                              'find': ['docs/reports/integration*.md',
                                                                       'docs/reports/sit*.md'],
                                                              'pin': True},
                                                 'not-applicable': True,
                                                 'refs': ['d365', 'orr']}]},
                            'release': {'tpm': [{'id': 'erp-cutover-plan-approved',
                                                 'title': 'The cut-over plan has times, owners, '
                                                          'checks, a fallback and a point of no '
                                                          'return',
                                                 'why': 'After that point there is only forward.',
                                                 'level': 'must',
                                                 'evidence': {'expect': 'the plan, the point of no '
                                                                        'return with who decides '
                                                                        'there, and who approved '
                                                                        'it',
                                                              'required': True,
                                                              'find': ['docs/cutover*.md',
                                                                       'docs/cutover*.csv',
                                                                       'docs/runsheet*.md'],
                                                              'template': 'cutover-plan',
                                                              'pin': True},
                                                 'refs': ['d365']}],
                                        'pm': [{'id': 'erp-users-trained',
                                                'title': 'Users are trained for their role, and '
                                                         'key users are named per site',
                                                'why': 'Such a system fails at desks, not in data '
                                                       'centres.',
                                                'level': 'must',
                                                'evidence': {'expect': 'trained by role (95 % '
                                                                       'unless agreed otherwise), '
                                                                       'key users, result of the '
                                                                       'readiness survey',
                                                             'required': True,
                                                             'find': ['docs/training*.md',
                                                                      'docs/training*.csv',
                                                                      'docs/reports/training*.*']},
                                                'refs': ['d365']}]},
                            'post-launch': {'pm': [{'id': 'erp-first-close-verified',
                                                    'title': 'The first period close agreed with '
                                                             'the old figures, and finance '
                                                             'confirmed it',
                                                    'why': 'A system is live when the books close.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'the comparison, '
                                                                           'differences explained, '
                                                                           "finance's name and "
                                                                           'date, and the criteria '
                                                                           'that ended the extra '
                                                                           'support',
                                                                 'required': True,
                                                                 'find': ['docs/reports/close*.md',
                                                                          'docs/reports/first-close*.*'],
                                                                 'template': 'approval-record',
                                                                 'pin': True},
                                                    'refs': ['d365']}]}},
                    'adjust': {'feasibility.existing-systems-surveyed': {'level': 'must',
                                                                         'evidence-required': True,
                                                                         'reason': 'it replaces or '
                                                                                   'feeds systems '
                                                                                   'that the '
                                                                                   'company runs '
                                                                                   'on'},
                               'architecture.data-lifecycle-designed': {'when': [],
                                                                        'level': 'must',
                                                                        'evidence-required': True,
                                                                        'reason': 'records must be '
                                                                                  'kept, found and '
                                                                                  'closed by law'},
                               'release.migrations-rehearsed': {'when': [],
                                                                'level': 'must',
                                                                'evidence-required': True,
                                                                'reason': 'opening balances cannot '
                                                                          'be corrected quietly '
                                                                          'later'},
                               'release.launch-runsheet-timed': {'level': 'must',
                                                                 'evidence-required': True,
                                                                 'reason': 'a cut-over is many '
                                                                           'teams in one '
                                                                           'weekend'}}}}
