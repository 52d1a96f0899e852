"""The plain data of packs/design.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/design.yaml': {'schema': 'tpm/pack/1',
                       'name': 'design',
                       'title': 'Design has a say',
                       'about': 'A design role with items of its own: users seen, the riskiest '
                                'flow, states, friction; it signs off requirements and testing',
                       'traits': ['user-interface'],
                       'roles': {'design': {'title': 'Design',
                                            'short': 'UX',
                                            'question': 'Can people do with it what they came '
                                                        'for?'}},
                       'signoffs': [{'role': 'design', 'at': ['requirements', 'testing']}],
                       'add': {'requirements': {'design': [{'id': 'ux-users-described-from-observation',
                                                            'title': 'Users, tasks and situations '
                                                                     'of use are described from '
                                                                     'observation',
                                                            'why': 'A persona that nobody met '
                                                                   'agrees with every plan.',
                                                            'level': 'must',
                                                            'evidence': {'expect': 'who was '
                                                                                   'observed, when '
                                                                                   'and where; '
                                                                                   'task, '
                                                                                   'situation, '
                                                                                   'what stood in '
                                                                                   'the way',
                                                                         'required': True,
                                                                         'find': ['docs/design/users*.md',
                                                                                  'docs/ux/users*.md'],
                                                                         'template': 'user-contexts'},
                                                            'valid-for': '365d',
                                                            'repeats': 'product',
                                                            'checks': [{'table': {'file': 'evidence',
                                                                                  'columns': ['Task '
                                                                                              '| '
                                                                                              'Job '
                                                                                              '| '
                                                                                              'Goal',
                                                                                              'Situation '
                                                                                              '| '
                                                                                              'Context '
                                                                                              '| '
                                                                                              'Where',
                                                                                              'What '
                                                                                              'stood '
                                                                                              'in '
                                                                                              'the '
                                                                                              'way '
                                                                                              '| '
                                                                                              'Obstacle '
                                                                                              '| '
                                                                                              'Difficulty '
                                                                                              '| '
                                                                                              'Pain '
                                                                                              'point'],
                                                                                  'filled': True,
                                                                                  'unread': 'warn'}}],
                                                            'refs': ['gds', 'usds']},
                                                           {'id': 'ux-riskiest-flow-seen',
                                                            'title': 'The riskiest flow was tried '
                                                                     'by users as a sketch or a '
                                                                     'prototype',
                                                            'why': 'The dear mistake is the one '
                                                                   'that was built before anybody '
                                                                   'saw it.',
                                                            'level': 'must',
                                                            'evidence': {'expect': 'the flow and '
                                                                                   'why it is the '
                                                                                   'riskiest, who '
                                                                                   'tried it, what '
                                                                                   'failed, what '
                                                                                   'was changed',
                                                                         'required': True,
                                                                         'find': ['docs/design/prototype*.md',
                                                                                  'docs/ux/prototype*.md',
                                                                                  'docs/design/sessions*.md'],
                                                                         'template': 'flow-trial'},
                                                            'checks': [{'table': {'file': 'evidence',
                                                                                  'columns': ['Step '
                                                                                              '| '
                                                                                              'Screen '
                                                                                              '| '
                                                                                              'Task',
                                                                                              'What '
                                                                                              'happened '
                                                                                              '| '
                                                                                              'Problem '
                                                                                              '| '
                                                                                              'Finding '
                                                                                              '| '
                                                                                              'Observation',
                                                                                              'Change '
                                                                                              '| '
                                                                                              'Action '
                                                                                              '| '
                                                                                              'What '
                                                                                              'was '
                                                                                              'changed'],
                                                                                  'filled': True,
                                                                                  'min-rows': 0,
                                                                                  'unread': 'warn'}}],
                                                            'refs': ['gds', 'svpg']},
                                                           {'id': 'ux-targets-of-use-set',
                                                            'title': 'Success, time and errors '
                                                                     'have a target for each key '
                                                                     'task',
                                                            'why': 'Easy is an opinion until there '
                                                                   'is a number.',
                                                            'level': 'should',
                                                            'evidence': {'expect': 'task, success '
                                                                                   'rate, time, '
                                                                                   'errors, how it '
                                                                                   'will be '
                                                                                   'measured and '
                                                                                   'with whom',
                                                                         'find': ['docs/design/targets*.md',
                                                                                  'docs/ux/targets*.md']},
                                                            'refs': ['gds', 'nhs']},
                                                           {'id': 'ux-terms-and-tone-set',
                                                            'title': 'A guide sets terms, tone and '
                                                                     'reading level for the texts '
                                                                     'of the interface',
                                                            'why': 'Two words for one thing are '
                                                                   'two things to a user.',
                                                            'level': 'should',
                                                            'evidence': {'expect': 'term and what '
                                                                                   'it means, '
                                                                                   'terms to '
                                                                                   'avoid, tone '
                                                                                   'with examples, '
                                                                                   'reading level, '
                                                                                   'languages',
                                                                         'find': ['docs/design/content*.md',
                                                                                  'docs/ux/content*.md']},
                                                            'valid-for': '365d',
                                                            'repeats': 'product',
                                                            'refs': ['gds']}]},
                               'testing': {'design': [{'id': 'ux-differences-decided',
                                                       'title': 'Each difference between the built '
                                                                'flows and the design has a '
                                                                'decision',
                                                       'why': 'Small differences add up to another '
                                                              'product.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'screen or step, '
                                                                              'difference, '
                                                                              'decision (change, '
                                                                              'accept, later), who '
                                                                              'took it and when',
                                                                    'required': True,
                                                                    'find': ['docs/design/differences*.md',
                                                                             'docs/ux/differences*.md'],
                                                                    'template': 'design-differences'},
                                                       'checks': [{'table': {'file': 'evidence',
                                                                             'columns': ['Screen '
                                                                                         'or step '
                                                                                         '| Screen '
                                                                                         '| Step | '
                                                                                         'Flow | '
                                                                                         'Page',
                                                                                         'Difference '
                                                                                         '| '
                                                                                         'Deviation '
                                                                                         '| Gap',
                                                                                         'Decision '
                                                                                         '| '
                                                                                         'Verdict',
                                                                                         'By, on | '
                                                                                         'By | '
                                                                                         'Decided '
                                                                                         'by | '
                                                                                         'Owner | '
                                                                                         'Who'],
                                                                             'filled': True,
                                                                             'min-rows': 0,
                                                                             'unread': 'warn'}}],
                                                       'refs': ['gds']},
                                                      {'id': 'ux-states-reviewed',
                                                       'title': 'Empty, slow, failed and offline '
                                                                'states of the key flows were '
                                                                'reviewed as built',
                                                       'why': 'The first screen that a new user '
                                                              'sees is an empty one.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'flow, state, what '
                                                                              'is shown, what the '
                                                                              'user can do next, '
                                                                              'who reviewed it and '
                                                                              'when',
                                                                    'required': True,
                                                                    'find': ['docs/design/states*.md',
                                                                             'docs/ux/states*.md'],
                                                                    'template': 'state-review'},
                                                       'checks': [{'table': {'file': 'evidence',
                                                                             'columns': ['Flow | '
                                                                                         'Screen | '
                                                                                         'Page',
                                                                                         'State | '
                                                                                         'Case',
                                                                                         'Shown | '
                                                                                         'What is '
                                                                                         'shown | '
                                                                                         'Message',
                                                                                         'Next '
                                                                                         'step for '
                                                                                         'the user '
                                                                                         '| Next '
                                                                                         'step | '
                                                                                         'Way on | '
                                                                                         'Action'],
                                                                             'filled': True,
                                                                             'unread': 'warn'}}],
                                                       'refs': ['gds', 'nhs']},
                                                      {'id': 'ux-assistive-session-held',
                                                       'title': 'A person who uses assistive '
                                                                'technology worked through the key '
                                                                'flows',
                                                       'why': 'A scanner finds the missing label, '
                                                              'a person finds the dead end.',
                                                       'level': 'should',
                                                       'evidence': {'expect': 'who, technology, '
                                                                              'flows, where help '
                                                                              'was needed, what '
                                                                              'was changed',
                                                                    'find': ['docs/design/assistive*.md',
                                                                             'docs/ux/assistive*.md']},
                                                       'valid-for': '365d',
                                                       'refs': ['wcag', 'a11y']},
                                                      {'id': 'ux-friction-ranked',
                                                       'title': 'The friction left in the key '
                                                                'flows is ranked with a date for '
                                                                'the worst of it',
                                                       'why': 'What is shipped without a date '
                                                              'stays.',
                                                       'level': 'should',
                                                       'evidence': {'expect': 'flow, friction, how '
                                                                              'often it was seen, '
                                                                              'rank, owner, date',
                                                                    'find': ['docs/design/friction*.md',
                                                                             'docs/ux/friction*.md']},
                                                       'refs': ['gds', 'va']}]}}}}
