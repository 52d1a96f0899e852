"""The plain data of packs/edtech.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/edtech.yaml': {'schema': 'tpm/pack/1',
                       'name': 'edtech',
                       'title': 'Education technology',
                       'about': 'Products for schools and learners: student data, age, safety, '
                                'accessibility, calendar, learning',
                       'traits': ['handles-personal-data', 'used-by-children', 'user-interface'],
                       'add': {'feasibility': {'pm': [{'id': 'edtech-buyer-and-learner-heard',
                                                       'title': 'Teachers, learners and buyers '
                                                                'were each heard about the need',
                                                       'why': 'The one who pays, the one who '
                                                              'teaches and the one who learns want '
                                                              'different things.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'dated notes with '
                                                                              'each of the three '
                                                                              'groups, children '
                                                                              'only with consent, '
                                                                              'and where their '
                                                                              'needs conflict',
                                                                    'required': True,
                                                                    'find': ['docs/research/**/*.md',
                                                                             'docs/interviews/*.md',
                                                                             'docs/discovery/*.md'],
                                                                    'template': 'research-note'},
                                                       'valid-for': '180d',
                                                       'refs': ['usds', 'gds']},
                                                      {'id': 'edtech-ai-and-monitoring-ruled',
                                                       'title': 'Grading, proctoring and emotion '
                                                                'detection by machine are ruled '
                                                                'out or cleared by counsel',
                                                       'why': 'Some of these uses are banned in '
                                                              'schools, others need an assessment '
                                                              'first.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'each automated '
                                                                              'judgement about a '
                                                                              'learner, its legal '
                                                                              'class per market, '
                                                                              "counsel's name and "
                                                                              'date',
                                                                    'required': True,
                                                                    'find': ['docs/compliance/automated-judgements*.md',
                                                                             'docs/compliance/ai*.md',
                                                                             'docs/ai/intended-use*'],
                                                                    'template': 'automated-judgements'},
                                                       'not-applicable': True,
                                                       'checks': [{'table': {'file': 'evidence',
                                                                             'columns': ['Judgement '
                                                                                         '| '
                                                                                         'Decision '
                                                                                         '| '
                                                                                         'Automated '
                                                                                         'decision',
                                                                                         'Used or '
                                                                                         'ruled '
                                                                                         'out | '
                                                                                         'Used | '
                                                                                         'Use',
                                                                                         'Legal '
                                                                                         'class '
                                                                                         'per '
                                                                                         'market | '
                                                                                         'Legal '
                                                                                         'class | '
                                                                                         'Risk '
                                                                                         'class | '
                                                                                         'Class'],
                                                                             'filled': True,
                                                                             'unread': 'warn'}}],
                                                       'refs': ['euai']}]},
                               'requirements': {'pm': [{'id': 'edtech-student-data-agreement-ready',
                                                        'title': 'The agreement with schools '
                                                                 'limits what student data is used '
                                                                 'for, and by whom',
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
                                                        'title': 'The way children get notice and '
                                                                 'consent is specified and cleared '
                                                                 'by counsel',
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
                                                                     'find': ['docs/compliance/consent*.md',
                                                                              'docs/compliance/coppa*.md',
                                                                              'docs/privacy/children*.md'],
                                                                     'template': 'consent-path',
                                                                     'pin': True},
                                                        'when': ['used-by-children'],
                                                        'refs': ['coppa', 'gdpr']}]},
                               'architecture': {'tpm': [{'id': 'edtech-retention-and-use-limited',
                                                         'title': 'A written schedule limits how '
                                                                  'long student data is kept and '
                                                                  'what it is used for',
                                                         'why': 'Data about children that is kept '
                                                                'just in case is a breach waiting '
                                                                'for a date.',
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
                                                                               'docs/retention*.md'],
                                                                      'template': 'retention-schedule'},
                                                         'valid-for': '365d',
                                                         'repeats': 'product',
                                                         'when': ['handles-personal-data'],
                                                         'checks': [{'table': {'file': 'evidence',
                                                                               'columns': ['Class '
                                                                                           'of '
                                                                                           'data | '
                                                                                           'Data | '
                                                                                           'Category',
                                                                                           'Ends '
                                                                                           'when | '
                                                                                           'Retention '
                                                                                           '| Kept '
                                                                                           'until',
                                                                                           'Erased '
                                                                                           'how | '
                                                                                           'Erasure '
                                                                                           '| '
                                                                                           'Deletion',
                                                                                           'Owner '
                                                                                           '| '
                                                                                           'Responsible '
                                                                                           '| Who'],
                                                                               'filled': True,
                                                                               'unread': 'warn'}}],
                                                         'refs': ['coppa', 'ferpa', 'gdpr']},
                                                        {'id': 'edtech-safeguarding-designed',
                                                         'title': 'Where learners can post, '
                                                                  'moderation, reporting and adult '
                                                                  'oversight are designed',
                                                         'why': 'Where pupils can post, harm can '
                                                                'be posted.',
                                                         'level': 'must',
                                                         'evidence': {'expect': 'what is moderated '
                                                                                'how fast, how a '
                                                                                'child reports, '
                                                                                'which adult sees '
                                                                                'what',
                                                                      'required': True,
                                                                      'find': ['docs/safeguarding*.md',
                                                                               'docs/safety*.md',
                                                                               'docs/moderation*.md'],
                                                                      'template': 'safeguarding-design'},
                                                         'not-applicable': True,
                                                         'when': ['used-by-children'],
                                                         'refs': ['coppa']}],
                                                'pm': [{'id': 'edtech-defaults-suit-children',
                                                        'title': 'Default settings protect '
                                                                 'children: private, no ads, no '
                                                                 'nudges to share more',
                                                        'why': 'Few children change a setting.',
                                                        'level': 'should',
                                                        'evidence': {'expect': 'per setting: '
                                                                               'default, reason, '
                                                                               'who can change it; '
                                                                               'location, '
                                                                               'profiling and '
                                                                               'notifications '
                                                                               'among them',
                                                                     'find': ['docs/privacy/defaults*',
                                                                              'docs/privacy/children*.md',
                                                                              'docs/design/children*.md']},
                                                        'when': ['used-by-children'],
                                                        'refs': ['coppa', 'gdpr']}]},
                               'testing': {'tpm': [{'id': 'edtech-platforms-tested',
                                                    'title': 'Launch, roster and grades were '
                                                             'tested with the learning platforms '
                                                             'that are claimed',
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
                                                                 'template': 'interop-matrix',
                                                                 'pin': True},
                                                    'not-applicable': True,
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Platform '
                                                                                      'and version '
                                                                                      '| Platform',
                                                                                      'Launch',
                                                                                      'Grades | '
                                                                                      'Grade '
                                                                                      'return'],
                                                                          'filled': True,
                                                                          'unread': 'warn'}}],
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
                                                                'find': ['docs/accessibility/conformance*.md',
                                                                         'docs/accessibility/*vpat*',
                                                                         'docs/accessibility/*acr*',
                                                                         'docs/accessibility/*conformance*'],
                                                                'template': 'conformance-report'},
                                                   'valid-for': '365d',
                                                   'when': ['public-sector'],
                                                   'checks': [{'table': {'file': 'evidence',
                                                                         'columns': ['Criterion | '
                                                                                     'Criteria | '
                                                                                     'Success '
                                                                                     'criterion',
                                                                                     'Supports, '
                                                                                     'partly, does '
                                                                                     'not | '
                                                                                     'Conformance '
                                                                                     'level | '
                                                                                     'Conformance '
                                                                                     '| Support'],
                                                                         'filled': True,
                                                                         'unread': 'warn'}}],
                                                   'refs': ['ada2', 'wcag']}]},
                               'release': {'tpm': [{'id': 'edtech-security-programme-written',
                                                    'title': 'A written security programme for '
                                                             "children's data names its owner, "
                                                             'risks and yearly test',
                                                    'why': "For children's data, good practice "
                                                           'that nobody wrote down does not count.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'owner, yearly risk '
                                                                           'assessment, safeguards '
                                                                           'with their test, '
                                                                           "vendors' written "
                                                                           'assurances',
                                                                 'required': True,
                                                                 'find': ['docs/security/programme*.md',
                                                                          'docs/security/program*',
                                                                          'docs/compliance/security*.md'],
                                                                 'template': 'security-programme'},
                                                    'valid-for': '365d',
                                                    'when': ['used-by-children'],
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Risk',
                                                                                      'Safeguard | '
                                                                                      'Control | '
                                                                                      'Measure',
                                                                                      'Tested on | '
                                                                                      'Last test | '
                                                                                      'Tested',
                                                                                      'Result | '
                                                                                      'Outcome'],
                                                                          'filled': True,
                                                                          'unread': 'warn'}}],
                                                    'refs': ['coppa']}],
                                           'pm': [{'id': 'edtech-calendar-respected',
                                                   'title': 'The release date avoids exams and '
                                                            'enrolment in the markets it serves',
                                                   'why': 'A release during exams or enrolment '
                                                          'reaches teachers when they cannot deal '
                                                          'with it.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'the calendars looked '
                                                                          'at, the date chosen, '
                                                                          'who in the schools was '
                                                                          'told',
                                                                'required': True,
                                                                'find': ['docs/calendar*.md',
                                                                         'docs/release-calendar*.md'],
                                                                'template': 'release-calendar'},
                                                   'checks': [{'table': {'file': 'evidence',
                                                                         'columns': ['Market | '
                                                                                     'Country | '
                                                                                     'Region',
                                                                                     'Exams | Exam '
                                                                                     'periods',
                                                                                     'Holidays | '
                                                                                     'Breaks'],
                                                                         'filled': True,
                                                                         'unread': 'warn'}}],
                                                   'refs': ['d365']},
                                                  {'id': 'edtech-teachers-can-start',
                                                   'title': 'A teacher new to the product set up a '
                                                            'class with the guide within one '
                                                            'lesson',
                                                   'why': 'What does not work in the first lesson '
                                                          'is not opened in the second.',
                                                   'level': 'should',
                                                   'evidence': {'expect': 'who tried, how long it '
                                                                          'took, what was fixed',
                                                                'find': ['docs/research/*teacher*.md',
                                                                         'docs/reports/usability*.md']},
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
                       'adjust': {'architecture.words-reviewed': {'level': 'must',
                                                                  'evidence-required': True,
                                                                  'reason': 'learners and parents '
                                                                            'must understand what '
                                                                            'they agree to'}}}}
