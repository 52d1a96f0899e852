"""The plain data of packs/mobile.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/mobile.yaml': {'schema': 'tpm/pack/1',
                       'name': 'mobile',
                       'title': 'Mobile apps',
                       'about': 'Apps from a store, on devices nobody here controls, with no way '
                                'back after release',
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
                                                                     'find': ['docs/spikes/*.md',
                                                                              'docs/adr/*.md',
                                                                              'docs/decisions/*.md']},
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
                                                        'refs': ['play', 'apple']}]},
                               'architecture': {'tpm': [{'id': 'mobile-offline-and-update-designed',
                                                         'title': 'It is designed what happens '
                                                                  'offline, on a killed app and '
                                                                  'with an old version in the '
                                                                  'field',
                                                         'why': 'Old versions live on for years on '
                                                                "other people's phones.",
                                                         'level': 'should',
                                                         'evidence': {'expect': 'behaviour offline '
                                                                                'and after a kill; '
                                                                                'how old a version '
                                                                                'the server '
                                                                                'serves; what '
                                                                                'forces an update',
                                                                      'find': ['docs/architecture*.md',
                                                                               'docs/offline*.md',
                                                                               'docs/adr/*.md',
                                                                               'docs/decisions/*.md']},
                                                         'refs': ['play', 'masvs']}]},
                               'testing': {'tpm': [{'id': 'mobile-masvs-verified',
                                                    'title': 'The chosen groups of the mobile '
                                                             'security standard are verified, '
                                                             'control by control',
                                                    'why': 'The client runs on hardware you do not '
                                                           'own.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'result per control: '
                                                                           'passed, failed, not '
                                                                           'relevant with a '
                                                                           'reason; who verified '
                                                                           'it on which build',
                                                                 'required': True,
                                                                 'find': ['docs/security/masvs*.md',
                                                                          'docs/security/masvs*.csv',
                                                                          'docs/reports/masvs*'],
                                                                 'template': 'test-report',
                                                                 'pin': True},
                                                    'valid-for': '365d',
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
                                                                 'template': 'test-report',
                                                                 'pin': True},
                                                    'refs': ['play']}]},
                               'release': {'tpm': [{'id': 'mobile-target-level-met',
                                                    'title': 'The build meets the target level '
                                                             'that the stores ask for today',
                                                    'why': 'An old target ends the updates.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'per store the level '
                                                                           'asked for, since when, '
                                                                           'and the level of this '
                                                                           'build',
                                                                 'required': True,
                                                                 'find': ['docs/release-plan*.md',
                                                                          'docs/reports/build*.md',
                                                                          'docs/store/*.md',
                                                                          '**/build.gradle',
                                                                          '**/build.gradle.kts',
                                                                          '**/Info.plist']},
                                                    'valid-for': '180d',
                                                    'refs': ['play', 'apple']},
                                                   {'id': 'mobile-signing-keys-kept',
                                                    'title': 'The signing keys have a keeper, a '
                                                             'second who has access, and a way to '
                                                             'recover them',
                                                    'why': 'A lost key ends the updates for those '
                                                           'who have the app.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'where the keys are '
                                                                           'kept, who has access, '
                                                                           'how they are recovered '
                                                                           'or replaced; no key in '
                                                                           'the repository',
                                                                 'required': True,
                                                                 'find': ['docs/signing*.md',
                                                                          'docs/security/signing*.md',
                                                                          'docs/runbooks/signing*.md']},
                                                    'valid-for': '365d',
                                                    'repeats': 'product',
                                                    'refs': ['play', 'apple']},
                                                   {'id': 'mobile-phased-release-and-switch-ready',
                                                    'title': 'The phased release has halt '
                                                             'thresholds, and a remote switch or '
                                                             'forced update was tried',
                                                    'why': 'The only way back is the next build.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'phases, thresholds, '
                                                                           'who halts; the day the '
                                                                           'switch or the forced '
                                                                           'update was tried',
                                                                 'required': True,
                                                                 'find': ['docs/rollout*.md',
                                                                          'docs/release-plan*.md',
                                                                          'docs/rollback*.md',
                                                                          'docs/reports/switch*.md'],
                                                                 'template': 'rollback-plan'},
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
                                                                          'the libraries; account '
                                                                          'deletion inside the app '
                                                                          'where there are '
                                                                          'accounts',
                                                                'required': True,
                                                                'find': ['**/PrivacyInfo.xcprivacy',
                                                                         'docs/privacy/*.md',
                                                                         'docs/store/privacy*.md'],
                                                                'template': 'data-inventory'},
                                                   'refs': ['apple', 'play']},
                                                  {'id': 'mobile-store-listing-ready',
                                                   'title': 'Listing, screenshots, rating answers '
                                                            'and a demo account are ready for the '
                                                            'locales sold',
                                                   'why': 'A reviewer rejects what cannot be '
                                                          'logged in to.',
                                                   'level': 'should',
                                                   'evidence': {'expect': 'per locale: text, '
                                                                          'screenshots, rating '
                                                                          'answers, notes for the '
                                                                          'reviewer, demo account',
                                                                'find': ['fastlane/metadata/**/*',
                                                                         'docs/store/*.md']},
                                                   'refs': ['apple', 'play']}]},
                               'post-launch': {'pm': [{'id': 'mobile-vitals-and-reviews-watched',
                                                       'title': 'Crash, freeze and rating trends '
                                                                'of this version were reviewed, '
                                                                'low ratings answered',
                                                       'why': 'Ratings are the shop window.',
                                                       'level': 'should',
                                                       'evidence': {'expect': 'the latest review: '
                                                                              'figures per '
                                                                              'version, themes of '
                                                                              'low ratings, reply '
                                                                              'and decision',
                                                                    'find': ['docs/reports/vitals*.*',
                                                                             'docs/reviews/*.md',
                                                                             'docs/feedback*.md']},
                                                       'valid-for': '35d',
                                                       'refs': ['play']}]}},
                       'adjust': {'architecture.rollout-concept-chosen': {'level': 'must',
                                                                          'evidence-required': True,
                                                                          'reason': 'what went out '
                                                                                    'through a '
                                                                                    'store cannot '
                                                                                    'be called '
                                                                                    'back'},
                                  'testing.usability-targets-met': {'level': 'must',
                                                                    'evidence-required': True,
                                                                    'reason': 'users leave a hard '
                                                                              'app for the next '
                                                                              'one in the store'},
                                  'post-launch.temporary-code-removed': {'level': 'must',
                                                                         'evidence-required': True,
                                                                         'reason': 'old switches '
                                                                                   'stay on '
                                                                                   'devices that '
                                                                                   'no longer '
                                                                                   'update'}}}}
