"""The plain data of packs/operations.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/operations.yaml': {'schema': 'tpm/pack/1',
                           'name': 'operations',
                           'title': 'Operations have a say',
                           'about': 'A role for those who run the product, with items of its own: '
                                    'rota, rollback, dashboards, outages; it signs off release',
                           'traits': ['hosted'],
                           'roles': {'sre': {'title': 'Site reliability',
                                             'short': 'SRE',
                                             'question': 'Who is woken, and can they put it '
                                                         'right?'}},
                           'signoffs': [{'role': 'sre', 'at': ['release']}],
                           'add': {'architecture': {'sre': [{'id': 'ops-design-reviewed-by-operators',
                                                             'title': 'Those who will run the '
                                                                      'product reviewed the design '
                                                                      'for operation',
                                                             'why': 'What cannot be operated is '
                                                                    'found out at night.',
                                                             'level': 'should',
                                                             'evidence': {'expect': 'who reviewed, '
                                                                                    'when, what '
                                                                                    'was asked '
                                                                                    'for, the '
                                                                                    'answer to '
                                                                                    'each',
                                                                          'find': ['docs/operations/design-review*.md']},
                                                             'refs': ['orr', 'mercari']},
                                                            {'id': 'ops-limits-have-alarms',
                                                             'title': 'Each limit of the capacity '
                                                                      'model has a point of alarm '
                                                                      'and a response',
                                                             'why': 'A limit without an alarm is '
                                                                    'found by reaching it.',
                                                             'level': 'should',
                                                             'evidence': {'expect': 'limit, point '
                                                                                    'of alarm, '
                                                                                    'time left '
                                                                                    'from there, '
                                                                                    'response, who '
                                                                                    'carries it '
                                                                                    'out',
                                                                          'find': ['docs/operations/limits*.md']},
                                                             'valid-for': '180d',
                                                             'refs': ['sre', 'orr']}]},
                                   'release': {'sre': [{'id': 'ops-rollback-run-by-on-call',
                                                        'title': 'A person on call carried out the '
                                                                 'rollback from the runbook alone',
                                                        'why': 'The author of the runbook is '
                                                               'asleep when it is needed.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'who, when, version '
                                                                               'back to, time '
                                                                               'taken, where the '
                                                                               'runbook failed, '
                                                                               'what was changed '
                                                                               'in it',
                                                                     'required': True,
                                                                     'find': ['docs/operations/rollback*.md'],
                                                                     'template': 'rollback-trial'},
                                                        'refs': ['orr', 'sre']},
                                                       {'id': 'ops-rota-covers-launch',
                                                        'title': 'A rota names two people on call '
                                                                 'for each hour of the launch '
                                                                 'weeks',
                                                        'why': 'One person on call is nobody on '
                                                               'call for as long as a flight '
                                                               'takes.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'week, hours, first '
                                                                               'and second person, '
                                                                               'how each is '
                                                                               'reached, who '
                                                                               'agreed',
                                                                     'required': True,
                                                                     'find': ['docs/operations/rota*.md',
                                                                              'docs/operations/rota*.csv',
                                                                              'docs/operations/on-call*.md'],
                                                                     'template': 'on-call-rota'},
                                                        'checks': [{'table': {'file': 'evidence',
                                                                              'columns': ['Week, '
                                                                                          'hours | '
                                                                                          'Week | '
                                                                                          'Shift | '
                                                                                          'Hours | '
                                                                                          'Date | '
                                                                                          'From',
                                                                                          'First | '
                                                                                          'Primary '
                                                                                          '| First '
                                                                                          'on call',
                                                                                          'Second '
                                                                                          '| '
                                                                                          'Secondary '
                                                                                          '| '
                                                                                          'Backup '
                                                                                          '| '
                                                                                          'Second '
                                                                                          'on '
                                                                                          'call'],
                                                                              'filled': True,
                                                                              'unread': 'warn'}}],
                                                        'refs': ['sre', 'mercari']},
                                                       {'id': 'ops-first-view-shows-health',
                                                        'title': 'One dashboard shows traffic, '
                                                                 'errors, delay and saturation of '
                                                                 'this product',
                                                        'why': 'The first question in an incident '
                                                               'is whether this product is the '
                                                               'cause.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'address, a dated '
                                                                               'picture, what is '
                                                                               'normal for each '
                                                                               'line, who may '
                                                                               'change it',
                                                                     'required': True,
                                                                     'find': ['docs/operations/dashboard*.md',
                                                                              'docs/operations/dashboard*.png'],
                                                                     'template': 'dashboard-guide'},
                                                        'checks': [{'table': {'file': 'evidence',
                                                                              'columns': ['Line | '
                                                                                          'Signal '
                                                                                          '| '
                                                                                          'Metric '
                                                                                          '| Panel',
                                                                                          'Normal '
                                                                                          '| What '
                                                                                          'is '
                                                                                          'normal '
                                                                                          '| Usual '
                                                                                          '| '
                                                                                          'Baseline',
                                                                                          'Look '
                                                                                          'closer '
                                                                                          'at | '
                                                                                          'Threshold '
                                                                                          '| Alarm '
                                                                                          '| '
                                                                                          'Alert'],
                                                                              'filled': True,
                                                                              'unread': 'warn'}}],
                                                        'refs': ['sre', 'mercari']},
                                                       {'id': 'ops-outage-tried',
                                                        'title': 'The outage of a dependency was '
                                                                 'tried on a system like '
                                                                 'production',
                                                        'why': 'A fallback that was never used '
                                                               'does not work.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'dependency, how it '
                                                                               'was taken away, '
                                                                               'what users would '
                                                                               'have seen, time to '
                                                                               'recover, changes',
                                                                     'required': True,
                                                                     'find': ['docs/operations/outage*.md'],
                                                                     'template': 'outage-trial'},
                                                        'valid-for': '365d',
                                                        'refs': ['orr', 'eudora']},
                                                       {'id': 'ops-manual-work-listed',
                                                        'title': 'The manual work of running the '
                                                                 'product is listed with its hours '
                                                                 'per week',
                                                        'why': 'Work that nobody counted is paid '
                                                               'for with sleep.',
                                                        'level': 'should',
                                                        'evidence': {'expect': 'task, how often, '
                                                                               'hours, what would '
                                                                               'remove it, owner',
                                                                     'find': ['docs/operations/manual-work*.md',
                                                                              'docs/operations/toil*.md']},
                                                        'valid-for': '180d',
                                                        'refs': ['sre']},
                                                       {'id': 'ops-launch-change-rule-set',
                                                        'title': 'A rule says who may change what '
                                                                 'in production during the launch '
                                                                 'weeks',
                                                        'why': 'The second change hides the fault '
                                                               'of the first.',
                                                        'level': 'should',
                                                        'evidence': {'expect': 'from when to when, '
                                                                               'what may change, '
                                                                               'who allows '
                                                                               'exceptions, how '
                                                                               'everybody is told',
                                                                     'find': ['docs/operations/change-rule*.md',
                                                                              'docs/operations/freeze*.md']},
                                                        'refs': ['sre', 'gitlab']}]}}}}
