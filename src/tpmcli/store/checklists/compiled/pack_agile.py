"""The plain data of packs/agile.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/agile.yaml': {'schema': 'tpm/pack/1',
                      'name': 'agile',
                      'title': 'Agile practice',
                      'about': 'Work in short iterations: agreement, done, flow, stories with '
                               'tests, retrospectives',
                      'add': {'feasibility': {'tpm': [{'id': 'agile-working-agreement-current',
                                                       'title': 'A written working agreement was '
                                                                'reviewed by the team this quarter',
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
                                                      'title': 'The first slice is small enough '
                                                               'for users to judge within a few '
                                                               'iterations',
                                                      'why': 'A plan of a year learns once; a bet '
                                                             'of six weeks learns eight times.',
                                                      'level': 'should',
                                                      'evidence': {'expect': 'what is in the first '
                                                                             'bet, what it is to '
                                                                             'show, by when, what '
                                                                             'decides the next one',
                                                                   'find': ['docs/bets*.md',
                                                                            '@roadmap']},
                                                      'refs': ['gds', 'usds']}]},
                              'requirements': {'pm': [{'id': 'agile-definition-of-ready-used',
                                                       'title': "The next iteration's stories meet "
                                                                "the team's definition of ready",
                                                       'why': 'A story nobody understands waits '
                                                              'inside the iteration instead of '
                                                              'before it.',
                                                       'level': 'should',
                                                       'evidence': {'expect': 'the definition, and '
                                                                              'the list of the '
                                                                              "next iteration's "
                                                                              'stories held '
                                                                              'against it',
                                                                    'find': ['docs/definition-of-ready*.md',
                                                                             'docs/working-agreement*.md'],
                                                                    'template': 'definition-of-ready'},
                                                       'checks': [{'table': {'file': 'evidence',
                                                                             'columns': ['Story | '
                                                                                         'Item | '
                                                                                         'Ticket',
                                                                                         'Ready? | '
                                                                                         'Ready'],
                                                                             'filled': True,
                                                                             'unread': 'warn'}}],
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
                                                                     'find': ['docs/slice*.md',
                                                                              'docs/reports/slice*.md',
                                                                              '**/adr/*slice*.md',
                                                                              '**/adr/*skeleton*.md',
                                                                              '**/decisions/*slice*.md',
                                                                              '**/decisions/*skeleton*.md']},
                                                        'refs': ['nhs', 'mscode']}]},
                              'development': {'tpm': [{'id': 'agile-work-in-progress-limited',
                                                       'title': 'Limits on work in progress are '
                                                                'set, with a next step for work '
                                                                'over its age limit',
                                                       'why': 'Work that is begun and left lying '
                                                              'delivers nothing and hides what is '
                                                              'late.',
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
                                                            'finished with their automated tests',
                                                   'why': 'A test that is put off is seldom '
                                                          'written.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'the stories of the last '
                                                                          'iteration with their '
                                                                          'tests; what is owed has '
                                                                          'an owner and a date',
                                                                'required': True,
                                                                'find': ['docs/reports/story-tests*.md',
                                                                         'docs/iterations/*.md',
                                                                         'docs/sprints/*.md'],
                                                                'template': 'story-tests'},
                                                   'valid-for': '21d',
                                                   'checks': [{'table': {'file': 'evidence',
                                                                         'columns': ['Story | User '
                                                                                     'story',
                                                                                     'Automated '
                                                                                     'test | Test',
                                                                                     'Done? | '
                                                                                     'Done'],
                                                                         'filled': True,
                                                                         'unread': 'warn'}}],
                                                   'refs': ['mscode', 'scrum']}]},
                              'release': {'pm': [{'id': 'agile-release-decoupled-from-iteration',
                                                  'title': 'A written rule says who may release, '
                                                           'when, and how unfinished work stays '
                                                           'off',
                                                  'why': 'An iteration ends by the calendar; a '
                                                         'release should not.',
                                                  'level': 'should',
                                                  'evidence': {'expect': 'the rule, the switches, '
                                                                         'who turns them',
                                                               'find': ['docs/release-rule*.md',
                                                                        'docs/release-plan*.md',
                                                                        'docs/working-agreement*.md',
                                                                        'docs/flags*.md']},
                                                  'valid-for': '180d',
                                                  'repeats': 'product',
                                                  'refs': ['nhs', 'scrum']}]},
                              'post-launch': {'tpm': [{'id': 'agile-retro-actions-closed',
                                                       'title': 'The actions of the last '
                                                                'retrospective are done or were '
                                                                'dropped on purpose',
                                                       'why': 'If the actions of a retrospective '
                                                              'are never closed, people stop '
                                                              'raising problems.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'the actions of the '
                                                                              'last two '
                                                                              'retrospectives with '
                                                                              'owner, state and '
                                                                              'reason',
                                                                    'required': True,
                                                                    'find': ['docs/retrospectives/*.md',
                                                                             'docs/retros/*.md',
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
                                 'development.definition-of-done-enforced': {'level': 'must',
                                                                             'evidence-required': True,
                                                                             'reason': 'done is '
                                                                                       'what an '
                                                                                       'iteration '
                                                                                       'is '
                                                                                       'measured '
                                                                                       'by'},
                                 'development.iteration-goals-reviewed': {'valid-for': '21d',
                                                                          'reason': 'an iteration '
                                                                                    'is at most '
                                                                                    'three '
                                                                                    'weeks'}}}}
