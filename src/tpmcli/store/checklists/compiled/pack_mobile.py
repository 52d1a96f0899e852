"""The plain data of packs/mobile.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/mobile.yaml': {'schema': 'tpm/pack/1',
                       'name': 'mobile',
                       'title': 'Mobile apps',
                       'about': 'Apps from a store, on devices nobody here controls, with no way '
                                'back after release',
                       'traits': ['external-users', 'user-interface'],
                       'add': {'feasibility': {'tpm': [{'id': 'mobile-platform-approach-tried',
                                                        'title': 'Native, shared or web was chosen '
                                                                 'after a try on the weakest '
                                                                 'device to support',
                                                        'why': 'The approach decides what every '
                                                               'later feature costs.',
                                                        'level': 'should',
                                                        'evidence': {'expect': 'spike note: '
                                                                               'device, what was '
                                                                               'tried, frame rate, '
                                                                               'start time, size, '
                                                                               'what it rules out',
                                                                     'find': ['docs/spikes/*platform*.md',
                                                                              '**/adr/*platform*.md',
                                                                              '**/adr/*native*.md',
                                                                              '**/decisions/*platform*.md',
                                                                              '**/decisions/*native*.md']},
                                                        'refs': ['play', 'mscode']}]},
                               'requirements': {'pm': [{'id': 'mobile-support-matrix-set',
                                                        'title': 'Lowest system versions and '
                                                                 'device classes are set, with the '
                                                                 'share of users covered',
                                                        'why': 'One more system version is one '
                                                               'more round of tests.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'platform, lowest '
                                                                               'version, device '
                                                                               'classes, share of '
                                                                               'users, date to '
                                                                               'look again',
                                                                     'required': True,
                                                                     'find': ['docs/support-matrix*.md',
                                                                              'docs/devices*.md',
                                                                              'docs/prd*.md'],
                                                                     'template': 'support-matrix'},
                                                        'valid-for': '365d',
                                                        'repeats': 'product',
                                                        'checks': [{'table': {'file': 'evidence',
                                                                              'columns': ['Platform '
                                                                                          '| '
                                                                                          'System '
                                                                                          '| OS',
                                                                                          'Lowest '
                                                                                          'version '
                                                                                          '| '
                                                                                          'Minimum '
                                                                                          'version '
                                                                                          '| '
                                                                                          'Minimum'],
                                                                              'filled': True,
                                                                              'unread': 'warn'}}],
                                                        'refs': ['play', 'apple']},
                                                       {'id': 'mobile-store-payments-decided',
                                                        'title': 'A decision says what is sold '
                                                                 'through the store, what outside '
                                                                 'and under which rule',
                                                        'why': 'Payment rules are a frequent '
                                                               'reason to be rejected, and they '
                                                               'differ by country.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'per item sold and '
                                                                               'storefront: in-app '
                                                                               'purchase or not, '
                                                                               'fee, link rules, '
                                                                               'who checked and '
                                                                               'when',
                                                                     'required': True,
                                                                     'find': ['docs/store/payments*.md',
                                                                              'docs/pricing*.md',
                                                                              '**/adr/*payment*.md',
                                                                              '**/decisions/*payment*.md'],
                                                                     'template': 'store-payments'},
                                                        'valid-for': '180d',
                                                        'when': ['sold-to-customers'],
                                                        'checks': [{'table': {'file': 'evidence',
                                                                              'columns': ['Item | '
                                                                                          'Product '
                                                                                          '| Good',
                                                                                          'Storefront '
                                                                                          '| '
                                                                                          'Market',
                                                                                          'In-app '
                                                                                          'purchase? '
                                                                                          '| '
                                                                                          'In-app '
                                                                                          'purchase '
                                                                                          '| IAP'],
                                                                              'filled': True,
                                                                              'unread': 'warn'}}],
                                                        'refs': ['apple', 'play']},
                                                       {'id': 'mobile-age-signals-decided',
                                                        'title': 'Target age, rating answers and '
                                                                 'the handling of store age '
                                                                 'signals are decided',
                                                        'why': 'Several states and both stores now '
                                                               'pass an age range to the app and '
                                                               'expect it to act.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'age groups served, '
                                                                               'rating '
                                                                               'questionnaire, '
                                                                               'which age and '
                                                                               'consent signals '
                                                                               'are read, what '
                                                                               'each switches off, '
                                                                               "counsel's name",
                                                                     'required': True,
                                                                     'find': ['docs/store/age*.md',
                                                                              'docs/compliance/age*.md',
                                                                              'docs/privacy/children*.md'],
                                                                     'template': 'age-signals'},
                                                        'valid-for': '180d',
                                                        'when': ['external-users'],
                                                        'checks': [{'table': {'file': 'evidence',
                                                                              'columns': ['Signal '
                                                                                          '| Age '
                                                                                          'signal',
                                                                                          'Read '
                                                                                          'from | '
                                                                                          'Source',
                                                                                          'Switches '
                                                                                          'off | '
                                                                                          'Effect'],
                                                                              'filled': True,
                                                                              'unread': 'warn'}}],
                                                        'refs': ['apple', 'play', 'coppa']}]},
                               'architecture': {'tpm': [{'id': 'mobile-offline-and-update-designed',
                                                         'title': 'Behaviour offline, after a kill '
                                                                  'and with old versions in the '
                                                                  'field is designed',
                                                         'why': 'Old versions live on for years on '
                                                                "other people's phones.",
                                                         'level': 'must',
                                                         'evidence': {'expect': 'behaviour offline '
                                                                                'and after a kill; '
                                                                                'how old a version '
                                                                                'the server '
                                                                                'serves; what '
                                                                                'forces an update',
                                                                      'required': True,
                                                                      'find': ['docs/offline*.md',
                                                                               'docs/architecture/offline*.md',
                                                                               '**/adr/*offline*.md',
                                                                               '**/adr/*update*.md',
                                                                               '**/decisions/*offline*.md',
                                                                               '**/decisions/*update*.md'],
                                                                      'template': 'offline-design'},
                                                         'refs': ['play', 'masvs']}]},
                               'development': {'tpm': [{'id': 'mobile-libraries-inventoried',
                                                        'title': 'Each third-party library is '
                                                                 'listed with its permissions, '
                                                                 'data, manifest and signature',
                                                        'why': 'The app answers for what its '
                                                               'libraries do.',
                                                        'level': 'should',
                                                        'evidence': {'expect': 'library, version, '
                                                                               'why it is there, '
                                                                               'permissions it '
                                                                               'adds, data it '
                                                                               'sends, privacy '
                                                                               'manifest and '
                                                                               'signature where '
                                                                               'the store asks',
                                                                     'find': ['docs/security/libraries*',
                                                                              'docs/privacy/sdks*',
                                                                              '**/PrivacyInfo.xcprivacy']},
                                                        'valid-for': '180d',
                                                        'refs': ['apple', 'play', 'masvs']}]},
                               'testing': {'tpm': [{'id': 'mobile-masvs-verified',
                                                    'title': 'The chosen MASVS control groups were '
                                                             'verified on a release build',
                                                    'why': 'The client runs on hardware you do not '
                                                           'own.',
                                                    'level': 'should',
                                                    'must-when': ['handles-personal-data'],
                                                    'evidence': {'expect': 'result per control: '
                                                                           'passed, failed, not '
                                                                           'relevant with a '
                                                                           'reason; who verified '
                                                                           'it on which build',
                                                                 'required': True,
                                                                 'find': ['docs/security/masvs*.md',
                                                                          'docs/security/masvs*.csv',
                                                                          'docs/reports/masvs*'],
                                                                 'template': 'control-verification',
                                                                 'pin': True},
                                                    'valid-for': '365d',
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Control | '
                                                                                      'Requirement',
                                                                                      'Passed, '
                                                                                      'failed, not '
                                                                                      'relevant | '
                                                                                      'Result | '
                                                                                      'Status | '
                                                                                      'Verdict',
                                                                                      'Verified by '
                                                                                      '| Tester | '
                                                                                      'By'],
                                                                          'filled': True,
                                                                          'unread': 'warn'}}],
                                                    'refs': ['masvs']},
                                                   {'id': 'mobile-device-tests-passed',
                                                    'title': 'Tests on physical devices passed, an '
                                                             'upgrade from the last version among '
                                                             'them',
                                                    'why': 'An emulator does not run out of '
                                                           'battery.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'device by test: low '
                                                                           'memory, call, no '
                                                                           'network, upgrade; '
                                                                           'crash-free share '
                                                                           'against the target',
                                                                 'required': True,
                                                                 'find': ['docs/reports/device*.md',
                                                                          'docs/reports/device*.csv',
                                                                          'reports/device*.xml'],
                                                                 'template': 'device-tests',
                                                                 'pin': True},
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Device and '
                                                                                      'system | '
                                                                                      'Device',
                                                                                      'No network '
                                                                                      '| Offline',
                                                                                      'Upgrade | '
                                                                                      'Update'],
                                                                          'filled': True,
                                                                          'unread': 'warn'}}],
                                                    'refs': ['play']},
                                                   {'id': 'mobile-account-deletion-works',
                                                    'title': 'A user can delete the account '
                                                             'wherever the store asks for it',
                                                    'why': 'Store reviewers test this path and '
                                                           'reject apps without it.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'dated recording of the '
                                                                           'path, what is erased '
                                                                           'when, the web link in '
                                                                           'the store entry',
                                                                 'required': True,
                                                                 'find': ['docs/reports/account-deletion*.md',
                                                                          'docs/reports/account-deletion*',
                                                                          'docs/privacy/deletion*.md'],
                                                                 'template': 'account-deletion'},
                                                    'not-applicable': True,
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Where | '
                                                                                      'Place | '
                                                                                      'Path | '
                                                                                      'Platform',
                                                                                      'Steps | How '
                                                                                      '| Route',
                                                                                      'Date | Day '
                                                                                      '| Tested '
                                                                                      'on'],
                                                                          'filled': True,
                                                                          'unread': 'warn'}}],
                                                    'refs': ['apple', 'play', 'gdpr']},
                                                   {'id': 'mobile-size-start-battery-measured',
                                                    'title': 'Download size, cold start and '
                                                             'battery use are within limits on the '
                                                             'weakest device',
                                                    'why': 'People uninstall what is slow before '
                                                           'they read what it does.',
                                                    'level': 'should',
                                                    'evidence': {'expect': 'limits, device, '
                                                                           'figures for this build '
                                                                           'and the last one',
                                                                 'find': ['docs/reports/perf*.md',
                                                                          'reports/startup*',
                                                                          'reports/size*']},
                                                    'refs': ['play']}]},
                               'release': {'tpm': [{'id': 'mobile-target-level-met',
                                                    'title': 'The build meets the SDK and API '
                                                             'level the stores require today',
                                                    'why': 'An old target ends the updates.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'per store the level '
                                                                           'asked for, since when, '
                                                                           'and the level of this '
                                                                           'build',
                                                                 'required': True,
                                                                 'find': ['docs/store/target-level*.md',
                                                                          'reports/aapt*.txt',
                                                                          'docs/reports/build*.md'],
                                                                 'template': 'store-levels'},
                                                    'valid-for': '180d',
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Store',
                                                                                      'Level asked '
                                                                                      'for | '
                                                                                      'Required '
                                                                                      'level | '
                                                                                      'Required',
                                                                                      'Level of '
                                                                                      'this build '
                                                                                      '| This '
                                                                                      'build | '
                                                                                      'Actual'],
                                                                          'filled': True,
                                                                          'unread': 'warn'}}],
                                                    'refs': ['play', 'apple']},
                                                   {'id': 'mobile-signing-keys-kept',
                                                    'title': 'The signing keys have a keeper, a '
                                                             'deputy and a tested way to recover '
                                                             'them',
                                                    'why': 'A lost key ends the updates for those '
                                                           'who have the app.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'where the keys are '
                                                                           'kept, who has access, '
                                                                           'how they are recovered '
                                                                           'or replaced; no key in '
                                                                           'the repository',
                                                                 'required': True,
                                                                 'find': ['docs/security/signing*.md',
                                                                          'docs/signing*.md',
                                                                          'docs/runbooks/signing*.md'],
                                                                 'template': 'signing-keys'},
                                                    'valid-for': '365d',
                                                    'repeats': 'product',
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Key | '
                                                                                      'Certificate',
                                                                                      'Kept where '
                                                                                      '| Location '
                                                                                      '| Stored in',
                                                                                      'Keeper | '
                                                                                      'Owner | '
                                                                                      'Holder',
                                                                                      'Expires | '
                                                                                      'Expires on '
                                                                                      '| Expiry'],
                                                                          'filled': True,
                                                                          'unread': 'warn'}}],
                                                    'refs': ['play', 'apple']},
                                                   {'id': 'mobile-phased-release-and-switch-ready',
                                                    'title': 'The phased release has halt '
                                                             'thresholds and a remote switch that '
                                                             'was tried',
                                                    'why': 'The only way back is the next build.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'phases, thresholds, '
                                                                           'who halts; the day the '
                                                                           'switch or the forced '
                                                                           'update was tried',
                                                                 'required': True,
                                                                 'find': ['docs/phased-release*.md',
                                                                          'docs/rollout*.md',
                                                                          'docs/reports/switch*.md'],
                                                                 'template': 'phased-release'},
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Phase | '
                                                                                      'Stage | '
                                                                                      'Step',
                                                                                      'Share | '
                                                                                      'Percentage '
                                                                                      '| Percent',
                                                                                      'Halt at | '
                                                                                      'Stop at | '
                                                                                      'Threshold',
                                                                                      'Who halts | '
                                                                                      'Owner | '
                                                                                      'Who'],
                                                                          'filled': True,
                                                                          'unread': 'warn'}}],
                                                    'refs': ['play', 'apple']}],
                                           'pm': [{'id': 'mobile-privacy-declarations-match',
                                                   'title': "The stores' privacy answers match "
                                                            'what the app and its libraries '
                                                            'collect',
                                                   'why': 'A mismatch is a common reason for '
                                                          'rejection.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'answers per store '
                                                                          'beside an inventory of '
                                                                          'the libraries and what '
                                                                          'each collects',
                                                                'required': True,
                                                                'find': ['docs/store/privacy*.md',
                                                                         '**/PrivacyInfo.xcprivacy'],
                                                                'template': 'store-privacy'},
                                                   'checks': [{'table': {'file': 'evidence',
                                                                         'columns': ['Store',
                                                                                     'Kind of data '
                                                                                     '| Data type '
                                                                                     '| Data',
                                                                                     'Answer | '
                                                                                     'Declared'],
                                                                         'filled': True,
                                                                         'unread': 'warn'}}],
                                                   'refs': ['apple', 'play']},
                                                  {'id': 'mobile-store-listing-ready',
                                                   'title': 'Store texts, screenshots, rating '
                                                            'answers and a demo account are ready',
                                                   'why': 'A reviewer rejects an app that cannot '
                                                          'be logged in to.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'per locale: text, '
                                                                          'screenshots, rating '
                                                                          'answers, notes for the '
                                                                          'reviewer, demo account',
                                                                'required': True,
                                                                'find': ['docs/store/listing*.md',
                                                                         'fastlane/metadata/**/*',
                                                                         'docs/store/*.md'],
                                                                'template': 'store-listing'},
                                                   'checks': [{'table': {'file': 'evidence',
                                                                         'columns': ['Locale | '
                                                                                     'Language',
                                                                                     'Texts | Text',
                                                                                     'Screenshots',
                                                                                     'Checked by | '
                                                                                     'Reviewed by '
                                                                                     '| Reviewer'],
                                                                         'filled': True,
                                                                         'unread': 'warn'}}],
                                                   'refs': ['apple', 'play']},
                                                  {'id': 'mobile-review-time-planned',
                                                   'title': 'The plan leaves time for store '
                                                            'review, a rejection and a '
                                                            'resubmission',
                                                   'why': 'The date you announce is not yours to '
                                                          'keep.',
                                                   'level': 'should',
                                                   'evidence': {'expect': 'review times assumed, '
                                                                          'expedited path, what is '
                                                                          'announced only after '
                                                                          'approval, developer '
                                                                          'accounts verified and '
                                                                          'paid',
                                                                'find': ['docs/store/review*.md',
                                                                         'docs/release-plan*.md']},
                                                   'refs': ['apple', 'play']}]},
                               'post-launch': {'pm': [{'id': 'mobile-vitals-and-reviews-watched',
                                                       'title': 'The trends of crashes, freezes '
                                                                'and ratings of this version were '
                                                                'reviewed',
                                                       'why': 'Ratings are the shop window.',
                                                       'level': 'should',
                                                       'evidence': {'expect': 'the latest review: '
                                                                              'figures per '
                                                                              'version, themes of '
                                                                              'low ratings, reply '
                                                                              'and decision',
                                                                    'find': ['docs/reports/vitals*.*',
                                                                             'docs/reviews/vitals*.md']},
                                                       'valid-for': '35d',
                                                       'refs': ['play']}]}},
                       'adjust': {'architecture.rollout-concept-chosen': {'level': 'must',
                                                                          'evidence-required': True,
                                                                          'reason': 'what went out '
                                                                                    'through a '
                                                                                    'store cannot '
                                                                                    'be called '
                                                                                    'back'}}}}
