"""The plain data of packs/quality.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/quality.yaml': {'schema': 'tpm/pack/1',
                        'name': 'quality',
                        'title': 'Quality has a say',
                        'about': 'A quality role with items of its own: results, exploration, '
                                 'defects, the very build that ships; it signs off testing and '
                                 'release',
                        'roles': {'qa': {'title': 'Quality assurance',
                                         'short': 'QA',
                                         'question': 'What was it seen to do, and what was not '
                                                     'tried?'}},
                        'signoffs': [{'role': 'qa', 'at': ['testing', 'release']}],
                        'add': {'testing': {'qa': [{'id': 'qa-requirements-have-results',
                                                    'title': 'Each must-have requirement has a '
                                                             'test with a result from this version',
                                                    'why': 'A requirement without a result is a '
                                                           'hope.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'requirement, test, '
                                                                           'version, result, date; '
                                                                           'which requirements '
                                                                           'have no test and why',
                                                                 'required': True,
                                                                 'find': ['docs/quality/results*.md',
                                                                          'docs/quality/results*.csv'],
                                                                 'template': 'requirement-results',
                                                                 'pin': True},
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Requirement '
                                                                                      '| Story | '
                                                                                      'Feature',
                                                                                      'Test | Test '
                                                                                      'case | Test '
                                                                                      'name',
                                                                                      'Result | '
                                                                                      'Outcome | '
                                                                                      'Status',
                                                                                      'Date | Day '
                                                                                      '| Run on | '
                                                                                      'Tested on'],
                                                                          'filled': True,
                                                                          'unread': 'warn'}}],
                                                    'refs': ['nasa', 'mscode']},
                                                   {'id': 'qa-exploration-recorded',
                                                    'title': 'Exploratory sessions on the riskiest '
                                                             'areas are on record with what was '
                                                             'found',
                                                    'why': 'Scripts find what was expected to '
                                                           'break.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'area and why it is '
                                                                           'risky, who, time box, '
                                                                           'what was tried, what '
                                                                           'was found',
                                                                 'required': True,
                                                                 'find': ['docs/quality/sessions*.md',
                                                                          'docs/quality/exploratory*.md'],
                                                                 'template': 'exploratory-session'},
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Finding | '
                                                                                      'Issue | '
                                                                                      'Observation '
                                                                                      '| Bug',
                                                                                      'Severity | '
                                                                                      'Priority',
                                                                                      'Reported as '
                                                                                      '| Reported '
                                                                                      'in | Ticket '
                                                                                      '| Issue '
                                                                                      'number'],
                                                                          'filled': True,
                                                                          'min-rows': 0,
                                                                          'unread': 'warn'}}],
                                                    'refs': ['mscode']},
                                                   {'id': 'qa-defects-decided',
                                                    'title': 'Each open defect has a severity and '
                                                             'a decision of a named person',
                                                    'why': 'A defect that nobody decided on is '
                                                           'shipped by accident.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'defect, severity, '
                                                                           'decision (fix, ship, '
                                                                           'drop), who took it, '
                                                                           'date',
                                                                 'required': True,
                                                                 'find': ['docs/quality/defects*.md',
                                                                          'docs/quality/defects*.csv'],
                                                                 'template': 'defect-decisions'},
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Defect | '
                                                                                      'Bug | Issue',
                                                                                      'Severity | '
                                                                                      'Priority',
                                                                                      'Decision | '
                                                                                      'Disposition '
                                                                                      '| '
                                                                                      'Resolution',
                                                                                      'By, on | By '
                                                                                      '| Decided '
                                                                                      'by | Owner '
                                                                                      '| Who'],
                                                                          'filled': True,
                                                                          'min-rows': 0,
                                                                          'unread': 'warn'}}],
                                                    'refs': ['mscode', 'nasa']},
                                                   {'id': 'qa-environment-differences-listed',
                                                    'title': 'Differences between the test '
                                                             'environment and production are '
                                                             'listed with the risk of each',
                                                    'why': 'What was not tested is most often the '
                                                           'environment.',
                                                    'level': 'should',
                                                    'evidence': {'expect': 'data, size, settings, '
                                                                           'services that are '
                                                                           'stood in for; risk of '
                                                                           'each, what covers it',
                                                                 'find': ['docs/quality/environments*.md']},
                                                    'valid-for': '180d',
                                                    'refs': ['mscode', 'orr']},
                                                   {'id': 'qa-unstable-tests-listed',
                                                    'title': 'Unstable tests are listed with an '
                                                             'owner and a date',
                                                    'why': 'A test that fails at times teaches '
                                                           'people to ignore red.',
                                                    'level': 'should',
                                                    'evidence': {'expect': 'test, how often it '
                                                                           'failed, since when, '
                                                                           'owner, date by which '
                                                                           'it is mended or '
                                                                           'removed',
                                                                 'find': ['docs/quality/unstable*.md',
                                                                          'docs/quality/flaky*.md']},
                                                    'refs': ['mscode']}]},
                                'release': {'qa': [{'id': 'qa-candidate-tested',
                                                    'title': 'The tests ran on the very build that '
                                                             'will be shipped',
                                                    'why': 'Another build from the same source is '
                                                           'another build.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'digest or version of '
                                                                           'the build, suites, '
                                                                           'results, date, what '
                                                                           'was left out',
                                                                 'required': True,
                                                                 'find': ['docs/quality/candidate*.md',
                                                                          'docs/reports/candidate*.md'],
                                                                 'template': 'candidate-run',
                                                                 'pin': True},
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Suite | '
                                                                                      'Test suite '
                                                                                      '| Tests of',
                                                                                      'Tests | Run '
                                                                                      '| Total | '
                                                                                      'Number',
                                                                                      'Failed | '
                                                                                      'Failures | '
                                                                                      'Result'],
                                                                          'filled': True,
                                                                          'unread': 'warn'}}],
                                                    'refs': ['slsa', 'orr']},
                                                   {'id': 'qa-smoke-test-tried',
                                                    'title': 'A timed smoke test for production '
                                                             'was tried before the release',
                                                    'why': 'The minutes after a release are too '
                                                           'short to invent a test.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'steps, what each must '
                                                                           'show, who runs it, '
                                                                           'time taken in the '
                                                                           'trial, when to roll '
                                                                           'back',
                                                                 'required': True,
                                                                 'find': ['docs/quality/smoke*.md',
                                                                          'docs/runbooks/smoke*.md'],
                                                                 'template': 'smoke-test'},
                                                    'checks': [{'table': {'file': 'evidence',
                                                                          'columns': ['Step | '
                                                                                      'Action',
                                                                                      'Must show | '
                                                                                      'Expected | '
                                                                                      'Expected '
                                                                                      'result',
                                                                                      'By | Who | '
                                                                                      'Run by | '
                                                                                      'Owner'],
                                                                          'filled': True,
                                                                          'unread': 'warn'}}],
                                                    'refs': ['orr', 'sre']},
                                                   {'id': 'qa-escaped-defects-reviewed',
                                                    'title': 'Each defect that escaped into the '
                                                             'last version has a test or a reason '
                                                             'for none',
                                                    'why': 'A defect that comes twice was not '
                                                           'understood the first time.',
                                                    'level': 'should',
                                                    'evidence': {'expect': 'defect, why no test '
                                                                           'found it, the test '
                                                                           'that finds it now, or '
                                                                           'the reason for none',
                                                                 'find': ['docs/quality/escaped*.md']},
                                                    'not-applicable': True,
                                                    'refs': ['mscode']}]}}}}
