"""The plain data of packs/eu-product.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/eu-product.yaml': {'schema': 'tpm/pack/1',
                           'name': 'eu-product',
                           'title': 'Products sold in the European Union',
                           'about': 'Software offered in the EU: role and class, security duties, '
                                    'support period, reporting, liability',
                           'traits': ['external-users'],
                           'add': {'feasibility': {'pm': [{'id': 'eu-roles-and-classes-decided',
                                                           'title': 'Our role under EU product law '
                                                                    "and the product's class are "
                                                                    'written down',
                                                           'why': 'Every later duty follows from '
                                                                  'this one page.',
                                                           'level': 'must',
                                                           'evidence': {'expect': 'Cyber '
                                                                                  'Resilience Act '
                                                                                  'in or out and '
                                                                                  'its class, Data '
                                                                                  'Act, AI Act, '
                                                                                  'accessibility, '
                                                                                  'liability; '
                                                                                  "counsel's name, "
                                                                                  'date',
                                                                        'required': True,
                                                                        'find': ['docs/compliance/eu-roles*.md',
                                                                                 'docs/compliance/eu*',
                                                                                 'docs/compliance/cra*'],
                                                                        'template': 'eu-roles'},
                                                           'valid-for': '365d',
                                                           'repeats': 'product',
                                                           'checks': [{'table': {'file': 'evidence',
                                                                                 'columns': ['Law '
                                                                                             '| '
                                                                                             'Act '
                                                                                             '| '
                                                                                             'Regulation',
                                                                                             'Applies? '
                                                                                             '| '
                                                                                             'Applies '
                                                                                             '| '
                                                                                             'Applicable',
                                                                                             'Our '
                                                                                             'role '
                                                                                             '| '
                                                                                             'Role'],
                                                                                 'filled': True,
                                                                                 'unread': 'warn'}}],
                                                           'refs': ['cra',
                                                                    'eudata',
                                                                    'eaa',
                                                                    'euai']}]},
                                   'requirements': {'tpm': [{'id': 'eu-security-requirements-mapped',
                                                             'title': 'Each essential security '
                                                                      'requirement points to a '
                                                                      'design, a test or a reason '
                                                                      'against it',
                                                             'why': 'The technical file is written '
                                                                    'while building, or it is '
                                                                    'invented afterwards.',
                                                             'level': 'must',
                                                             'evidence': {'expect': 'table: '
                                                                                    'requirement, '
                                                                                    'how met, '
                                                                                    'evidence, '
                                                                                    'risk '
                                                                                    'assessment '
                                                                                    'behind it',
                                                                          'required': True,
                                                                          'find': ['docs/compliance/cra-requirements*.md',
                                                                                   'docs/compliance/technical-file/*'],
                                                                          'template': 'requirement-map'},
                                                             'checks': [{'table': {'file': 'evidence',
                                                                                   'columns': ['Requirement',
                                                                                               'How '
                                                                                               'it '
                                                                                               'is '
                                                                                               'met '
                                                                                               '| '
                                                                                               'How '
                                                                                               'met '
                                                                                               '| '
                                                                                               'Measure '
                                                                                               '| '
                                                                                               'Implementation '
                                                                                               '| '
                                                                                               'How'],
                                                                                   'filled': True,
                                                                                   'unread': 'warn'}}],
                                                             'refs': ['cra', 'ssdf']}]},
                                   'architecture': {'pm': [{'id': 'eu-support-period-set',
                                                            'title': 'The period of free security '
                                                                     'updates is set, justified '
                                                                     'and shown before purchase',
                                                            'why': 'It is a promise of money for '
                                                                   'years; price it before it is '
                                                                   'printed.',
                                                            'level': 'must',
                                                            'evidence': {'expect': 'end date, '
                                                                                   'expected time '
                                                                                   'of use, cost, '
                                                                                   'where buyers '
                                                                                   'see it, '
                                                                                   "counsel's word "
                                                                                   'on the '
                                                                                   'shortest '
                                                                                   'period',
                                                                         'required': True,
                                                                         'find': ['docs/compliance/support-period*.md',
                                                                                  'docs/support-policy*',
                                                                                  'SUPPORT*'],
                                                                         'template': 'support-period'},
                                                            'refs': ['cra']}]},
                                   'testing': {'pm': [{'id': 'eu-liability-evidence-kept',
                                                       'title': 'Test records, update history and '
                                                                'known defects are kept for the '
                                                                'time liability runs',
                                                       'why': 'Whoever cannot show its records is '
                                                              'presumed to have sold a defect.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'what is kept, '
                                                                              'where, who can '
                                                                              'produce it, '
                                                                              'insurance checked, '
                                                                              'and how long as '
                                                                              'counsel confirmed '
                                                                              'it',
                                                                    'required': True,
                                                                    'find': ['docs/compliance/liability*.md',
                                                                             'docs/compliance/retention*'],
                                                                    'template': 'retention-note'},
                                                       'checks': [{'table': {'file': 'evidence',
                                                                             'columns': ['Record | '
                                                                                         'Document',
                                                                                         'Kept '
                                                                                         'where | '
                                                                                         'Where | '
                                                                                         'Location',
                                                                                         'Until | '
                                                                                         'Kept '
                                                                                         'until | '
                                                                                         'Retention',
                                                                                         'Who can '
                                                                                         'produce '
                                                                                         'it | '
                                                                                         'Owner | '
                                                                                         'Contact'],
                                                                             'filled': True,
                                                                             'unread': 'warn'}}],
                                                       'refs': ['pld']}]},
                                   'release': {'tpm': [{'id': 'eu-exploited-flaw-report-ready',
                                                        'title': 'Reporting an exploited flaw or '
                                                                 'severe incident within a day was '
                                                                 'rehearsed',
                                                        'why': 'The duty also covers versions sold '
                                                               'years ago.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'who decides, how '
                                                                               'exploitation is '
                                                                               'noticed, platform '
                                                                               'account, templates '
                                                                               'and deadlines of '
                                                                               'each report as '
                                                                               'counsel confirmed '
                                                                               'them, rehearsal '
                                                                               'date',
                                                                     'required': True,
                                                                     'find': ['docs/compliance/cra-reporting*.md',
                                                                              'docs/runbooks/vulnerability-report*',
                                                                              'docs/security/incident*'],
                                                                     'template': 'flaw-report-drill'},
                                                        'valid-for': '365d',
                                                        'standing': True,
                                                        'checks': [{'table': {'file': 'evidence',
                                                                              'columns': ['Report '
                                                                                          '| '
                                                                                          'Notice '
                                                                                          '| Step',
                                                                                          'Within '
                                                                                          '| '
                                                                                          'Deadline '
                                                                                          '| Due '
                                                                                          'within',
                                                                                          'To whom '
                                                                                          '| '
                                                                                          'Recipient '
                                                                                          '| '
                                                                                          'Authority'],
                                                                              'filled': True,
                                                                              'unread': 'warn'}}],
                                                        'refs': ['cra']},
                                                       {'id': 'eu-bill-of-materials-complete',
                                                        'title': 'The bill of materials covers at '
                                                                 'least the direct components of '
                                                                 'the version shipped',
                                                        'why': 'You cannot report what you do not '
                                                               'know you ship.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'CycloneDX or SPDX '
                                                                               'as '
                                                                               'reports/sbom.json, '
                                                                               'made by the build '
                                                                               'of this version',
                                                                     'required': True,
                                                                     'find': ['reports/sbom*.json',
                                                                              'sbom*.json']},
                                                        'checks': [{'sbom': {'file': 'reports/sbom*.json',
                                                                             'min-components': 3,
                                                                             'within': '90d'}}],
                                                        'refs': ['cra', 'ssdf']},
                                                       {'id': 'eu-updates-safe-and-separate',
                                                        'title': 'Security updates are signed and '
                                                                 'can be installed without feature '
                                                                 'changes',
                                                        'why': 'People who fear updates stop '
                                                               'taking them.',
                                                        'level': 'should',
                                                        'evidence': {'expect': 'update path, '
                                                                               'signature, '
                                                                               'default, how a '
                                                                               'failed update '
                                                                               'recovers',
                                                                     'find': ['docs/updates*.md',
                                                                              'docs/architecture/updates*.md']},
                                                        'not-applicable': True,
                                                        'refs': ['cra']}],
                                               'pm': [{'id': 'eu-declaration-and-instructions-ready',
                                                       'title': 'Declaration, conformity mark, '
                                                                'user instructions and single '
                                                                'contact are ready',
                                                       'why': 'Without the papers, shops and '
                                                              'authorities may refuse the product.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'route of '
                                                                              'assessment, signed '
                                                                              'declaration, '
                                                                              'instructions with '
                                                                              'support end date, '
                                                                              'contact for flaws, '
                                                                              "counsel's word on "
                                                                              'the day from which '
                                                                              'each is due',
                                                                    'required': True,
                                                                    'find': ['docs/compliance/declaration*.md',
                                                                             'docs/compliance/technical-file/*'],
                                                                    'template': 'declaration-file'},
                                                       'not-applicable': True,
                                                       'refs': ['cra']}]}},
                           'adjust': {'post-launch.support-and-eol-policy-published': {'level': 'must',
                                                                                       'evidence-required': True,
                                                                                       'reason': 'buyers '
                                                                                                 'must '
                                                                                                 'see '
                                                                                                 'how '
                                                                                                 'long '
                                                                                                 'updates '
                                                                                                 'come'},
                                      'release.vulnerability-reporting-published': {'when': [],
                                                                                    'reason': 'the '
                                                                                              'law '
                                                                                              'asks '
                                                                                              'for '
                                                                                              'a '
                                                                                              'contact '
                                                                                              'for '
                                                                                              'flaws'}}}}
