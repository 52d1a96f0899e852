"""The plain data of packs/erp.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/erp.yaml': {'schema': 'tpm/pack/1',
                    'name': 'erp',
                    'title': 'ERP and business systems',
                    'about': "Systems a company's processes run on: scope, fit, migration, "
                             'controls, cutover, first close',
                    'traits': ['stores-data', 'user-interface'],
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
                                                                          'docs/raci*.md'],
                                                                 'template': 'process-owners'},
                                                    'valid-for': '365d',
                                                    'repeats': 'product',
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Process',
                                                                                      'Owner | '
                                                                                      'Responsible',
                                                                                      'Deputy | '
                                                                                      'Substitute '
                                                                                      '| Backup'],
                                                                          'filled': True,
                                                                          'unread': 'warn'}}],
                                                    'refs': ['d365']},
                                                   {'id': 'erp-scope-of-companies-set',
                                                    'title': 'Companies, countries, sites and '
                                                             'processes in scope are listed, with '
                                                             'what stays outside',
                                                    'why': 'Each country brings its own tax, '
                                                           'payroll and calendar.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'table: company, '
                                                                           'country, sites, '
                                                                           'processes, statutory '
                                                                           'needs, wave; signed by '
                                                                           'the sponsor',
                                                                 'required': True,
                                                                 'find': ['docs/scope-of-companies*.md',
                                                                          'docs/rollout-waves*'],
                                                                 'template': 'company-scope'},
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Company | '
                                                                                      'Legal '
                                                                                      'entity | '
                                                                                      'Entity',
                                                                                      'Country | '
                                                                                      'Region',
                                                                                      'Processes | '
                                                                                      'Process',
                                                                                      'Wave | '
                                                                                      'Phase'],
                                                                          'filled': True,
                                                                          'unread': 'warn'}}],
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
                                                     'checks': [{'table': {'file': 'evidence',
                                                                           'columns': ['Process',
                                                                                       'Gap',
                                                                                       'Decision '
                                                                                       '(adopt, '
                                                                                       'configure, '
                                                                                       'extend, '
                                                                                       'drop) | '
                                                                                       'Decision | '
                                                                                       'Resolution',
                                                                                       'Owner | '
                                                                                       'Responsible '
                                                                                       '| Who'],
                                                                           'filled': True,
                                                                           'unread': 'warn'}}],
                                                     'refs': ['d365']},
                                                    {'id': 'erp-change-impact-mapped',
                                                     'title': 'Who works differently after go-live '
                                                              'is mapped, with the training and '
                                                              'help each group gets',
                                                     'why': 'A process changes only when '
                                                            "somebody's Monday changes.",
                                                     'level': 'should',
                                                     'evidence': {'expect': 'role, what changes, '
                                                                            'how much, training, '
                                                                            'local champion, '
                                                                            'readiness measure',
                                                                  'find': ['docs/change-impact*',
                                                                           'docs/training*']},
                                                     'refs': ['d365', 'gds']}]},
                            'architecture': {'tpm': [{'id': 'erp-migration-strategy-set',
                                                      'title': 'Each data object to migrate has a '
                                                               'source, mapping, cleansing owner '
                                                               'and cut-off date',
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
                                                      'checks': [{'table': {'file': 'evidence',
                                                                            'columns': ['Object | '
                                                                                        'Entity | '
                                                                                        'Table | '
                                                                                        'Data',
                                                                                        'Source | '
                                                                                        'From',
                                                                                        'Cut-off | '
                                                                                        'Cutoff | '
                                                                                        'Cut off',
                                                                                        'Reconciled '
                                                                                        'by | '
                                                                                        'Reconciliation '
                                                                                        '| Check'],
                                                                            'filled': True,
                                                                            'unread': 'warn'}}],
                                                      'refs': ['d365']},
                                                     {'id': 'erp-duties-segregated',
                                                      'title': 'Each conflict of duties among the '
                                                               'roles has a control',
                                                      'why': 'One person with two conflicting '
                                                             'duties can pay out unseen, and '
                                                             'auditors look for it first.',
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
                                                      'checks': [{'table': {'file': 'evidence',
                                                                            'columns': ['Duty A | '
                                                                                        'Duty | '
                                                                                        'First '
                                                                                        'duty',
                                                                                        'Duty B | '
                                                                                        'Conflicting '
                                                                                        'duty | '
                                                                                        'Second '
                                                                                        'duty',
                                                                                        'Why they '
                                                                                        'conflict '
                                                                                        '| Reason '
                                                                                        '| Risk'],
                                                                            'filled': True,
                                                                            'unread': 'warn'}}],
                                                      'refs': ['sox', 'd365']},
                                                     {'id': 'erp-extensions-justified',
                                                      'title': 'Each customisation has an owner, a '
                                                               'reason and the price of keeping it '
                                                               'through upgrades',
                                                      'why': 'Customisations are paid for again at '
                                                             'every upgrade.',
                                                      'level': 'should',
                                                      'evidence': {'expect': 'list of extensions '
                                                                             'and modifications, '
                                                                             'standard feature '
                                                                             'rejected, upgrade '
                                                                             'test, yearly cost',
                                                                   'find': ['docs/extensions*',
                                                                            'docs/fit-gap*',
                                                                            'docs/customisations*']},
                                                      'refs': ['d365']}]},
                            'testing': {'tpm': [{'id': 'erp-mock-migrations-passed',
                                                 'title': 'Two full migration rehearsals fitted '
                                                          'the window and reconciled',
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
                                                              'template': 'migration-rehearsal',
                                                              'pin': True},
                                                 'checks': [{'table': {'file': 'evidence',
                                                                       'columns': ['Step | Change '
                                                                                   '| Migration',
                                                                                   'Time taken | '
                                                                                   'Duration | '
                                                                                   'Time'],
                                                                       'filled': True,
                                                                       'unread': 'warn'}}],
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
                                                              'template': 'integration-tests',
                                                              'pin': True},
                                                 'not-applicable': True,
                                                 'checks': [{'table': {'file': 'evidence',
                                                                       'columns': ['Integration | '
                                                                                   'Interface',
                                                                                   'Peak volume | '
                                                                                   'Volume | Load',
                                                                                   'Partner down: '
                                                                                   'what happened '
                                                                                   '| Partner down '
                                                                                   '| Outage'],
                                                                       'filled': True,
                                                                       'unread': 'warn'}}],
                                                 'refs': ['d365', 'orr']},
                                                {'id': 'erp-controls-tested',
                                                 'title': 'The auditor saw the tests of key '
                                                          'financial controls in the new system',
                                                 'why': 'Controls that existed in the old system '
                                                        'do not move by themselves.',
                                                 'level': 'must',
                                                 'evidence': {'expect': 'control, test, result, '
                                                                        'owner; access and change '
                                                                        'controls among them; the '
                                                                        "auditor's name and date",
                                                              'required': True,
                                                              'find': ['docs/reports/controls*.md',
                                                                       'docs/reports/controls*',
                                                                       'docs/compliance/controls*'],
                                                              'template': 'control-tests'},
                                                 'not-applicable': True,
                                                 'checks': [{'table': {'file': 'evidence',
                                                                       'columns': ['Control',
                                                                                   'Test | Test '
                                                                                   'performed',
                                                                                   'Result | '
                                                                                   'Outcome',
                                                                                   'Owner | '
                                                                                   'Responsible | '
                                                                                   'Who'],
                                                                       'filled': True,
                                                                       'unread': 'warn'}}],
                                                 'refs': ['sox', 'd365']}],
                                        'pm': [{'id': 'erp-statutory-outputs-accepted',
                                                'title': 'Invoices, tax returns and statutory '
                                                         'reports of each country were accepted in '
                                                         'a test',
                                                'why': 'An invoice that the tax platform rejects '
                                                       'is not an invoice.',
                                                'level': 'must',
                                                'evidence': {'expect': 'per country and document: '
                                                                       'format and channel (such '
                                                                       'as Peppol or a clearance '
                                                                       'platform), test receipt, '
                                                                       "finance's name and date",
                                                             'required': True,
                                                             'find': ['docs/reports/statutory*.md',
                                                                      'docs/reports/statutory*',
                                                                      'docs/reports/e-invoic*',
                                                                      'docs/compliance/tax*.md'],
                                                             'template': 'statutory-outputs'},
                                                'checks': [{'table': {'file': 'evidence',
                                                                      'columns': ['Country | '
                                                                                  'Market',
                                                                                  'Document | '
                                                                                  'Output | Report',
                                                                                  'Test receipt | '
                                                                                  'Receipt',
                                                                                  'Accepted on | '
                                                                                  'Accepted | '
                                                                                  'Date'],
                                                                      'filled': True,
                                                                      'unread': 'warn'}}],
                                                'refs': ['d365']},
                                               {'id': 'erp-parallel-run-compared',
                                                'title': 'Each difference in the parallel run of '
                                                         'payroll, ledger or stock is explained',
                                                'why': 'Two systems that agree for a month need no '
                                                       'argument in the next.',
                                                'level': 'should',
                                                'evidence': {'expect': 'period, totals of both '
                                                                       'systems, differences with '
                                                                       'cause, who accepted',
                                                             'find': ['docs/reports/parallel*']},
                                                'not-applicable': True,
                                                'refs': ['d365']}]},
                            'release': {'tpm': [{'id': 'erp-cutover-plan-approved',
                                                 'title': 'The cutover plan has times, owners, '
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
                                                                       'docs/cutover*.csv'],
                                                              'template': 'cutover-plan',
                                                              'pin': True},
                                                 'checks': [{'table': {'file': 'evidence',
                                                                       'columns': ['Time | When | '
                                                                                   'Start',
                                                                                   'Step | Task | '
                                                                                   'Activity',
                                                                                   'Owner | '
                                                                                   'Responsible | '
                                                                                   'Who | Assignee '
                                                                                   '| Lead | '
                                                                                   'Accountable'],
                                                                       'filled': True,
                                                                       'unread': 'warn'}}],
                                                 'refs': ['d365']}],
                                        'pm': [{'id': 'erp-users-trained',
                                                'title': 'Users and the key users named per site '
                                                         'are trained for their role',
                                                'why': 'Untrained users fall back on spreadsheets '
                                                       'in the first week.',
                                                'level': 'must',
                                                'evidence': {'expect': 'trained by role (95 % '
                                                                       'unless agreed otherwise), '
                                                                       'key users, result of the '
                                                                       'readiness survey',
                                                             'required': True,
                                                             'find': ['docs/training*.md',
                                                                      'docs/training*.csv',
                                                                      'docs/reports/training*.*'],
                                                             'template': 'training-record'},
                                                'checks': [{'table': {'file': 'evidence',
                                                                      'columns': ['Role | Group',
                                                                                  'Trained | '
                                                                                  'Number trained',
                                                                                  'Date | Day'],
                                                                      'filled': True,
                                                                      'unread': 'warn'}}],
                                                'refs': ['d365']}]},
                            'post-launch': {'tpm': [{'id': 'erp-old-system-retired',
                                                     'title': 'The old system is read-only or off, '
                                                              'with records readable as long as '
                                                              'the law asks',
                                                     'why': 'A forgotten system keeps its '
                                                            'licences, its data and its holes.',
                                                     'level': 'should',
                                                     'evidence': {'expect': 'date of read-only and '
                                                                            'shutdown, archive, '
                                                                            'retention, interfaces '
                                                                            'removed, access '
                                                                            'removed',
                                                                  'find': ['docs/retirement*',
                                                                           'docs/decommission*']},
                                                     'refs': ['d365', 'gdpr']}],
                                            'pm': [{'id': 'erp-first-close-verified',
                                                    'title': 'The first period close agreed with '
                                                             'the old figures, confirmed by '
                                                             'finance',
                                                    'why': 'A wrong opening balance shows at the '
                                                           'first close, when it can still be '
                                                           'traced.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'the comparison, '
                                                                           'differences explained, '
                                                                           "finance's name and "
                                                                           'date, and the criteria '
                                                                           'that ended the extra '
                                                                           'support; not '
                                                                           'applicable before the '
                                                                           'first close',
                                                                 'required': True,
                                                                 'find': ['docs/reports/first-close*.md',
                                                                          'docs/reports/close*.md',
                                                                          'docs/reports/first-close*.*'],
                                                                 'template': 'approval-record',
                                                                 'pin': True},
                                                    'not-applicable': True,
                                                    'refs': ['d365']}]}},
                    'adjust': {'feasibility.existing-systems-surveyed': {'level': 'must',
                                                                         'evidence-required': True,
                                                                         'reason': 'it replaces or '
                                                                                   'feeds systems '
                                                                                   'that the '
                                                                                   'company runs '
                                                                                   'on'},
                               'requirements.must-haves-traced': {'level': 'must',
                                                                  'evidence-required': True,
                                                                  'reason': 'process owners sign '
                                                                            'what each of their '
                                                                            'needs became'},
                               'architecture.data-lifecycle-designed': {'when': [],
                                                                        'reason': 'records must be '
                                                                                  'kept, found and '
                                                                                  'closed by law'},
                               'release.migrations-rehearsed': {'when': [],
                                                                'reason': 'opening balances cannot '
                                                                          'be corrected quietly '
                                                                          'later'},
                               'release.launch-runsheet-timed': {'level': 'must',
                                                                 'evidence-required': True,
                                                                 'reason': 'a cutover is many '
                                                                           'teams in one '
                                                                           'weekend'}}}}
