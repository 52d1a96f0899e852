"""The plain data of packs/edtech.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/edtech.yaml': {'schema': 'tpm/pack/1',
                       'name': 'edtech',
                       'title': 'Education technology',
                       'about': 'Products for schools and learners: student data, age, '
                                'accessibility, calendar, learning',
                       'add': {'feasibility': {'pm': [{'id': 'edtech-buyer-and-learner-heard',
                                                       'title': 'Teachers, learners and whoever '
                                                                'buys were each heard about the '
                                                                'need',
                                                       'why': 'The one who pays, the one who '
                                                              'teaches and the one who learns want '
                                                              'different things.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'dated notes with '
                                                                              'each of the three '
                                                                              'groups, and where '
                                                                              'their needs '
                                                                              'conflict',
                                                                    'required': True,
                                                                    'find': ['docs/research/**/*.md',
                                                                             'docs/interviews/*.md',
                                                                             'docs/discovery/*.md'],
                                                                    'template': 'research-note'},
                                                       'valid-for': '180d',
                                                       'refs': ['usds', 'gds']}]},
                               'requirements': {'pm': [{'id': 'edtech-student-data-agreement-ready',
                                                        'title': 'The agreement with schools '
                                                                 'states purpose, data, their '
                                                                 'control and limits on passing it '
                                                                 'on',
                                                        'why': 'A school may hand over data only '
                                                               'on such terms.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'the agreement or '
                                                                               'its template, '
                                                                               'reviewed by '
                                                                               'counsel, with the '
                                                                               'list of data '
                                                                               'elements',
                                                                     'required': True,
                                                                     'find': ['docs/legal/student-data*.md',
                                                                              'docs/compliance/student*.md',
                                                                              'docs/compliance/ferpa*.md',
                                                                              'docs/privacy/agreement*.md'],
                                                                     'template': 'data-agreement',
                                                                     'pin': True},
                                                        'when': ['handles-personal-data'],
                                                        'refs': ['ferpa']},
                                                       {'id': 'edtech-age-and-consent-path-specified',
                                                        'title': 'The way to notice and consent '
                                                                 'for children is specified and '
                                                                 'cleared by counsel',
                                                        'why': 'Consent built in later locks out '
                                                               'whole classes.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'ages, who consents '
                                                                               '(parent or '
                                                                               'school), how it is '
                                                                               'verified, consent '
                                                                               'for passing data '
                                                                               "on, counsel's name "
                                                                               'and date',
                                                                     'required': True,
                                                                     'find': ['docs/compliance/coppa*.md',
                                                                              'docs/compliance/consent*.md',
                                                                              'docs/privacy/children*.md'],
                                                                     'template': 'consent-path',
                                                                     'pin': True},
                                                        'when': ['used-by-children'],
                                                        'refs': ['coppa', 'gdpr']}]},
                               'architecture': {'tpm': [{'id': 'edtech-retention-and-use-limited',
                                                         'title': 'A retention schedule ends the '
                                                                  'keeping of student data, and '
                                                                  'profiling for ads is ruled out',
                                                         'why': 'Data about children knows no just '
                                                                'in case.',
                                                         'level': 'must',
                                                         'evidence': {'expect': 'per class of '
                                                                                'data: purpose, '
                                                                                'end, how it is '
                                                                                'erased; the '
                                                                                'statement on '
                                                                                'advertising and '
                                                                                'profiling',
                                                                      'required': True,
                                                                      'find': ['docs/privacy/retention*.md',
                                                                               'docs/privacy/retention*.csv',
                                                                               'docs/data-inventory*.md',
                                                                               'docs/retention*.md'],
                                                                      'template': 'retention-schedule'},
                                                         'valid-for': '365d',
                                                         'repeats': 'product',
                                                         'when': ['handles-personal-data'],
                                                         'refs': ['coppa', 'ferpa', 'gdpr']},
                                                        {'id': 'edtech-safeguarding-designed',
                                                         'title': 'Where learners can post, '
                                                                  'moderation, reporting and adult '
                                                                  'oversight are designed',
                                                         'why': 'Where pupils can post, harm can '
                                                                'be posted.',
                                                         'level': 'should',
                                                         'evidence': {'expect': 'what is moderated '
                                                                                'how fast, how a '
                                                                                'child reports, '
                                                                                'which adult sees '
                                                                                'what',
                                                                      'find': ['docs/safeguarding*.md',
                                                                               'docs/safety*.md',
                                                                               'docs/moderation*.md']},
                                                         'not-applicable': True,
                                                         'refs': ['coppa']}]},
                               'testing': {'tpm': [{'id': 'edtech-platforms-tested',
                                                    'title': 'Launch, roster and grades were '
                                                             'tested with the learning platforms '
                                                             'it claims to support',
                                                    'why': 'Teachers adopt what is already in '
                                                           'their platform.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'platform by test, two '
                                                                           'platforms at least '
                                                                           'unless the scope names '
                                                                           'fewer; versions and '
                                                                           'date',
                                                                 'required': True,
                                                                 'find': ['docs/reports/interop*.md',
                                                                          'docs/reports/lti*.md',
                                                                          'docs/integrations*.md'],
                                                                 'template': 'test-report',
                                                                 'pin': True},
                                                    'not-applicable': True,
                                                    'refs': ['lti']}],
                                           'pm': [{'id': 'edtech-conformance-report-current',
                                                   'title': 'An accessibility conformance report '
                                                            'under a year old lists the open '
                                                            'exceptions',
                                                   'why': 'Public schools must buy what all of '
                                                          'their learners can use.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'the report at WCAG 2.1 '
                                                                          'AA or later, its date, '
                                                                          'the exceptions with '
                                                                          'their dates',
                                                                'required': True,
                                                                'find': ['docs/accessibility/*vpat*',
                                                                         'docs/accessibility/*acr*',
                                                                         'docs/accessibility/*conformance*'],
                                                                'template': 'accessibility-review'},
                                                   'valid-for': '365d',
                                                   'when': ['public-sector'],
                                                   'refs': ['ada2', 'wcag']}]},
                               'release': {'pm': [{'id': 'edtech-calendar-respected',
                                                   'title': 'The release date keeps clear of exams '
                                                            'and enrolment in the markets it '
                                                            'serves',
                                                   'why': 'The school year does not move.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'the calendars looked '
                                                                          'at, the date chosen, '
                                                                          'who in the schools was '
                                                                          'told',
                                                                'required': True,
                                                                'find': ['docs/calendar*.md',
                                                                         'docs/release-plan*.md',
                                                                         'docs/launch*.md']},
                                                   'refs': ['sre']},
                                                  {'id': 'edtech-teachers-can-start',
                                                   'title': 'A teacher who had not seen it set up '
                                                            'a class with the guide within one '
                                                            'lesson',
                                                   'why': 'What does not work in the first lesson '
                                                          'is not opened in the second.',
                                                   'level': 'should',
                                                   'evidence': {'expect': 'who tried, how long it '
                                                                          'took, what was mended',
                                                                'find': ['docs/research/**/*.md',
                                                                         'docs/reports/usability*.md',
                                                                         'docs/guide/**/*.md']},
                                                   'refs': ['gds']}]},
                               'post-launch': {'pm': [{'id': 'edtech-learning-value-shown',
                                                       'title': "The latest term's evidence on "
                                                                "learning and teachers' workload "
                                                                'is written up',
                                                       'why': 'Renewals follow outcomes.',
                                                       'level': 'should',
                                                       'evidence': {'expect': 'what was measured, '
                                                                              'with whom, the '
                                                                              'result, what '
                                                                              'changes because of '
                                                                              'it',
                                                                    'find': ['docs/reports/impact*.md',
                                                                             'docs/outcomes*.md']},
                                                       'valid-for': '200d',
                                                       'refs': ['usds']}]}},
                       'adjust': {'testing.test-data-lawful': {'level': 'must',
                                                               'evidence-required': True,
                                                               'reason': 'the data is about '
                                                                         'learners'},
                                  'testing.usability-targets-met': {'level': 'must',
                                                                    'evidence-required': True,
                                                                    'reason': 'it is used by '
                                                                              'learners of all '
                                                                              'ages and abilities'},
                                  'architecture.words-reviewed': {'level': 'must',
                                                                  'evidence-required': True,
                                                                  'reason': 'learners and parents '
                                                                            'must understand what '
                                                                            'they agree to'}}}}
