"""The plain data of packs/agile.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/agile.yaml': {'schema': 'tpm/pack/1',
                      'name': 'agile',
                      'title': 'Agile practice',
                      'about': 'Work in short iterations: agreement, readiness, goals, flow, '
                               'retrospectives',
                      'add': {'feasibility': {'tpm': [{'id': 'agile-working-agreement-current',
                                                       'title': 'A working agreement is written '
                                                                'and was looked at this quarter',
                                                       'why': 'Customs nobody spoke about are not '
                                                              'shared.',
                                                       'level': 'should',
                                                       'evidence': {'expect': 'roles, hours, '
                                                                              'meetings, time to '
                                                                              'review, how to '
                                                                              'disagree; date of '
                                                                              'the last look',
                                                                    'find': ['docs/working-agreement*.md',
                                                                             'docs/team*.md'],
                                                                    'template': 'working-agreement'},
                                                       'valid-for': '100d',
                                                       'refs': ['mscode']}],
                                              'pm': [{'id': 'agile-first-bet-sized-small',
                                                      'title': 'The idea is cut to a first bet '
                                                               'that users can judge within a few '
                                                               'iterations',
                                                      'why': 'A plan of a year learns once; a bet '
                                                             'of six weeks learns eight times.',
                                                      'level': 'should',
                                                      'evidence': {'expect': 'what is in the first '
                                                                             'bet, what it is to '
                                                                             'show, by when, what '
                                                                             'decides the next one',
                                                                   'find': ['docs/roadmap*.md',
                                                                            'docs/prd*.md',
                                                                            'docs/bets*.md']},
                                                      'refs': ['gds', 'usds']}]},
                              'requirements': {'pm': [{'id': 'agile-definition-of-ready-used',
                                                       'title': 'The stories of the next iteration '
                                                                'meet the written definition of '
                                                                'ready',
                                                       'why': 'Unready work is waiting in '
                                                              'disguise.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'the definition, and '
                                                                              'the list of the '
                                                                              "next iteration's "
                                                                              'stories held '
                                                                              'against it',
                                                                    'required': True,
                                                                    'find': ['docs/definition-of-ready*.md',
                                                                             'CONTRIBUTING.md',
                                                                             'docs/working-agreement*.md'],
                                                                    'template': 'definition-of-ready'},
                                                       'refs': ['mscode']}]},
                              'architecture': {'tpm': [{'id': 'agile-slice-deployed',
                                                        'title': 'A thin slice through the parts '
                                                                 'is deployed, or planned as the '
                                                                 'first work',
                                                        'why': 'The risk of integration should be '
                                                               'the first to go.',
                                                        'level': 'should',
                                                        'evidence': {'expect': 'what the slice '
                                                                               'does from end to '
                                                                               'end, and where it '
                                                                               'runs or when it '
                                                                               'will',
                                                                     'find': ['docs/architecture*.md',
                                                                              'docs/plan*.md',
                                                                              'docs/adr/*.md']},
                                                        'refs': ['nhs', 'mscode']}]},
                              'development': {'pm': [{'id': 'agile-iteration-goal-set',
                                                      'title': 'The current iteration has one goal '
                                                               'tied to an outcome, the last one '
                                                               'hit or miss',
                                                      'why': 'A list of tickets is not a goal.',
                                                      'level': 'must',
                                                      'evidence': {'expect': 'goal, the outcome '
                                                                             'metric it serves, '
                                                                             'result of the last '
                                                                             'iteration; not older '
                                                                             'than three weeks',
                                                                   'required': True,
                                                                   'find': ['docs/iterations/*.md',
                                                                            'docs/sprints/*.md',
                                                                            'docs/goals*.md'],
                                                                   'template': 'iteration-review'},
                                                      'valid-for': '21d',
                                                      'refs': ['scrum']}],
                                              'tpm': [{'id': 'agile-work-in-progress-limited',
                                                       'title': 'Limits on work in progress are '
                                                                'set, and work over its age limit '
                                                                'has a next step',
                                                       'why': 'Starting is not finishing.',
                                                       'level': 'should',
                                                       'evidence': {'expect': "the limits, today's "
                                                                              'counts, the oldest '
                                                                              'items with their '
                                                                              'next step',
                                                                    'find': ['docs/working-agreement*.md',
                                                                             'docs/reports/flow*.*']},
                                                       'refs': ['nhs', 'dorametrics']}]},
                              'testing': {'tpm': [{'id': 'agile-tests-written-with-stories',
                                                   'title': 'Stories of the last iteration were '
                                                            'done with their automated tests, none '
                                                            'owed',
                                                   'why': 'A test for later is a test for nobody.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'the stories of the last '
                                                                          'iteration with their '
                                                                          'tests; what is owed has '
                                                                          'an owner and a date',
                                                                'required': True,
                                                                'find': ['docs/iterations/*.md',
                                                                         'docs/sprints/*.md',
                                                                         'docs/reports/test*.md']},
                                                   'valid-for': '21d',
                                                   'refs': ['mscode', 'scrum']}]},
                              'release': {'pm': [{'id': 'agile-release-decoupled-from-iteration',
                                                  'title': 'It is written who may release, when, '
                                                           'and what of an unfinished story stays '
                                                           'switched off',
                                                  'why': 'The calendar should end an iteration, '
                                                         'not decide a release.',
                                                  'level': 'should',
                                                  'evidence': {'expect': 'the rule, the switches, '
                                                                         'who turns them',
                                                               'find': ['docs/release-plan*.md',
                                                                        'docs/working-agreement*.md',
                                                                        'docs/flags*.md']},
                                                  'valid-for': '180d',
                                                  'repeats': 'product',
                                                  'refs': ['nhs', 'scrum']}]},
                              'post-launch': {'tpm': [{'id': 'agile-retro-actions-closed',
                                                       'title': "The last retrospective's actions "
                                                                'are done or dropped on purpose, '
                                                                'the next are owned',
                                                       'why': 'Retrospectives that close nothing '
                                                              'teach cynicism.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'the actions of the '
                                                                              'last two '
                                                                              'retrospectives with '
                                                                              'owner, state and '
                                                                              'reason',
                                                                    'required': True,
                                                                    'find': ['docs/retros/*.md',
                                                                             'docs/retrospectives/*.md',
                                                                             'docs/retro*.md'],
                                                                    'template': 'retrospective'},
                                                       'valid-for': '35d',
                                                       'refs': ['mscode', 'scrum']}]}},
                      'adjust': {'requirements.backlog-ordered-by-method': {'level': 'must',
                                                                            'evidence-required': True,
                                                                            'reason': 'the order '
                                                                                      'of the '
                                                                                      'backlog is '
                                                                                      'the plan'},
                                 'development.iteration-goals-reviewed': {'valid-for': '21d',
                                                                          'reason': 'an iteration '
                                                                                    'is at most '
                                                                                    'three weeks'},
                                 'development.flow-measured-and-improved': {'level': 'must',
                                                                            'evidence-required': True,
                                                                            'reason': 'flow is '
                                                                                      'what an '
                                                                                      'agile team '
                                                                                      'steers by'},
                                 'development.forecast-published': {'level': 'must',
                                                                    'evidence-required': True,
                                                                    'reason': 'without a fixed '
                                                                              'plan the forecast '
                                                                              'is what others rely '
                                                                              'on'}}}}
