"""The plain data of packs/small-team.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/small-team.yaml': {'schema': 'tpm/pack/1',
                           'name': 'small-team',
                           'title': 'Up to eight people',
                           'about': 'The standard gates for up to eight people: it only loosens, '
                                    'and each time says why',
                           'adjust': {'feasibility.owners-and-decision-rights-named': {'level': 'should',
                                                                                       'reason': 'in '
                                                                                                 'eight '
                                                                                                 'people '
                                                                                                 'everybody '
                                                                                                 'knows '
                                                                                                 'who '
                                                                                                 'decides'},
                                      'requirements.stakeholders-consulted': {'level': 'should',
                                                                              'reason': 'those who '
                                                                                        'can stop '
                                                                                        'the '
                                                                                        'launch '
                                                                                        'sit in '
                                                                                        'the team'},
                                      'requirements.engineers-walked-through': {'level': 'should',
                                                                                'reason': 'those '
                                                                                          'who '
                                                                                          'write '
                                                                                          'the '
                                                                                          'requirements '
                                                                                          'build '
                                                                                          'them'},
                                      'requirements.obligations-confirmed-in-writing': {'level': 'should',
                                                                                        'reason': 'without '
                                                                                                  'counsel '
                                                                                                  'the '
                                                                                                  'terms '
                                                                                                  'at '
                                                                                                  'release '
                                                                                                  'are '
                                                                                                  'the '
                                                                                                  'one '
                                                                                                  'must'},
                                      'architecture.failure-modes-analysed': {'level': 'should',
                                                                              'reason': 'eight '
                                                                                        'people '
                                                                                        'keep the '
                                                                                        'main '
                                                                                        'dependencies '
                                                                                        'in their '
                                                                                        'heads'},
                                      'architecture.business-rules-confirmed': {'level': 'should',
                                                                                'reason': 'the '
                                                                                          'owner '
                                                                                          'of the '
                                                                                          'rules '
                                                                                          'is in '
                                                                                          'the '
                                                                                          'room'},
                                      'development.test-strategy-agreed': {'level': 'should',
                                                                           'reason': 'the tests '
                                                                                     'are the '
                                                                                     'strategy of '
                                                                                     'a small '
                                                                                     'team'},
                                      'development.tradeoffs-recorded': {'level': 'should',
                                                                         'reason': 'decision '
                                                                                   'records and '
                                                                                   'the debt list '
                                                                                   'say enough'},
                                      'development.scope-changes-controlled': {'level': 'should',
                                                                               'reason': 'eight '
                                                                                         'people '
                                                                                         'see each '
                                                                                         'change '
                                                                                         'of scope '
                                                                                         'when it '
                                                                                         'is made'},
                                      'testing.exit-criteria-met': {'level': 'should',
                                                                    'reason': 'a green run and the '
                                                                              'launch decision say '
                                                                              'it'},
                                      'testing.launch-criteria-agreed': {'level': 'should',
                                                                         'reason': 'launch targets '
                                                                                   'and the launch '
                                                                                   'decision say '
                                                                                   'it'},
                                      'testing.metrics-show-real-data': {'level': 'should',
                                                                         'reason': 'the review of '
                                                                                   'outcomes shows '
                                                                                   'it after '
                                                                                   'launch'},
                                      'release.launch-watch-staffed': {'level': 'should',
                                                                       'reason': 'the whole team '
                                                                                 'watches a '
                                                                                 'launch'},
                                      'post-launch.tech-debt-budgeted': {'level': 'should',
                                                                         'reason': 'debt is in the '
                                                                                   'backlog that '
                                                                                   'all of them '
                                                                                   'order'},
                                      'post-launch.roadmap-replanned': {'level': 'should',
                                                                        'reason': 'the team plans '
                                                                                  'its next work '
                                                                                  'together'}}}}
