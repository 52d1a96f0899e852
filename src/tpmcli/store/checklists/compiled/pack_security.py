"""The plain data of packs/security.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/security.yaml': {'schema': 'tpm/pack/1',
                         'name': 'security',
                         'title': 'Security has a say',
                         'about': 'A security role with items of its own: attackers, keys, '
                                  'findings, a test from outside; it signs off architecture and '
                                  'release',
                         'roles': {'security': {'title': 'Security',
                                                'short': 'SEC',
                                                'question': 'Who could misuse it, and would '
                                                            'anybody notice?'}},
                         'signoffs': [{'role': 'security', 'at': ['architecture', 'release']}],
                         'add': {'architecture': {'security': [{'id': 'sec-attackers-named',
                                                                'title': 'The likely attackers are '
                                                                         'named, each with an aim '
                                                                         'and a way in',
                                                                'why': 'A threat without an '
                                                                       'attacker gets no budget, '
                                                                       'and one without an entry '
                                                                       'gets no test.',
                                                                'level': 'must',
                                                                'evidence': {'expect': 'attacker, '
                                                                                       'aim, entry '
                                                                                       'point, '
                                                                                       'worst '
                                                                                       'outcome; '
                                                                                       'which of '
                                                                                       'them are '
                                                                                       'out of '
                                                                                       'scope and '
                                                                                       'why',
                                                                             'required': True,
                                                                             'find': ['docs/security/attackers*.md',
                                                                                      'docs/security/adversar*.md'],
                                                                             'template': 'attacker-list'},
                                                                'valid-for': '365d',
                                                                'repeats': 'product',
                                                                'checks': [{'table': {'file': 'evidence',
                                                                                      'columns': ['Attacker '
                                                                                                  '| '
                                                                                                  'Threat '
                                                                                                  'actor '
                                                                                                  '| '
                                                                                                  'Actor '
                                                                                                  '| '
                                                                                                  'Adversary',
                                                                                                  'Aim '
                                                                                                  '| '
                                                                                                  'Goal '
                                                                                                  '| '
                                                                                                  'Motive',
                                                                                                  'Entry '
                                                                                                  'point '
                                                                                                  '| '
                                                                                                  'Entry '
                                                                                                  '| '
                                                                                                  'Way '
                                                                                                  'in '
                                                                                                  '| '
                                                                                                  'Vector',
                                                                                                  'Worst '
                                                                                                  'outcome '
                                                                                                  '| '
                                                                                                  'Outcome '
                                                                                                  '| '
                                                                                                  'Impact'],
                                                                                      'filled': True,
                                                                                      'unread': 'warn'}}],
                                                                'refs': ['samm', 'asvs']},
                                                               {'id': 'sec-objections-answered',
                                                                'title': 'Each objection of '
                                                                         'security to the threat '
                                                                         'model has an owner and '
                                                                         'an answer',
                                                                'why': 'A review that nobody has '
                                                                       'to answer changes nothing.',
                                                                'level': 'must',
                                                                'evidence': {'expect': 'objection, '
                                                                                       'who raised '
                                                                                       'it and '
                                                                                       'when, the '
                                                                                       'answer, '
                                                                                       'its owner, '
                                                                                       'what is '
                                                                                       'still open',
                                                                             'required': True,
                                                                             'find': ['docs/security/objections*.md',
                                                                                      'docs/security/design-review*.md'],
                                                                             'template': 'objection-list'},
                                                                'checks': [{'table': {'file': 'evidence',
                                                                                      'columns': ['Objection '
                                                                                                  '| '
                                                                                                  'Finding '
                                                                                                  '| '
                                                                                                  'Concern '
                                                                                                  '| '
                                                                                                  'Issue',
                                                                                                  'Answer '
                                                                                                  '| '
                                                                                                  'Response '
                                                                                                  '| '
                                                                                                  'Decision',
                                                                                                  'Owner '
                                                                                                  '| '
                                                                                                  'Responsible '
                                                                                                  '| '
                                                                                                  'Who '
                                                                                                  '| '
                                                                                                  'Assignee'],
                                                                                      'filled': True,
                                                                                      'min-rows': 0,
                                                                                      'unread': 'warn'}}],
                                                                'refs': ['samm', 'ssdf']},
                                                               {'id': 'sec-keys-and-secrets-designed',
                                                                'title': 'Each key and secret has '
                                                                         'a place, an owner, a '
                                                                         'life span and a way to '
                                                                         'replace it',
                                                                'why': 'What cannot be replaced in '
                                                                       'an hour stays in use after '
                                                                       'it leaked.',
                                                                'level': 'must',
                                                                'evidence': {'expect': 'secret or '
                                                                                       'key, where '
                                                                                       'it is '
                                                                                       'kept, '
                                                                                       'owner, '
                                                                                       'life span, '
                                                                                       'steps to '
                                                                                       'replace '
                                                                                       'it, when '
                                                                                       'they were '
                                                                                       'last tried',
                                                                             'required': True,
                                                                             'find': ['docs/security/keys*.md',
                                                                                      'docs/security/secrets*.md'],
                                                                             'template': 'key-plan'},
                                                                'valid-for': '365d',
                                                                'repeats': 'product',
                                                                'checks': [{'table': {'file': 'evidence',
                                                                                      'columns': ['Key '
                                                                                                  'or '
                                                                                                  'secret '
                                                                                                  '| '
                                                                                                  'Key '
                                                                                                  '| '
                                                                                                  'Secret '
                                                                                                  '| '
                                                                                                  'Credential',
                                                                                                  'Kept '
                                                                                                  'where '
                                                                                                  '| '
                                                                                                  'Kept '
                                                                                                  'in '
                                                                                                  '| '
                                                                                                  'Where '
                                                                                                  '| '
                                                                                                  'Store',
                                                                                                  'Owner '
                                                                                                  '| '
                                                                                                  'Responsible '
                                                                                                  '| '
                                                                                                  'Who',
                                                                                                  'Life '
                                                                                                  'span '
                                                                                                  '| '
                                                                                                  'Lifetime '
                                                                                                  '| '
                                                                                                  'Rotation '
                                                                                                  '| '
                                                                                                  'Replaced '
                                                                                                  'every '
                                                                                                  '| '
                                                                                                  'Expires'],
                                                                                      'filled': True,
                                                                                      'unread': 'warn'}}],
                                                                'refs': ['asvs', 'ssdf']},
                                                               {'id': 'sec-detection-designed',
                                                                'title': 'For each top threat a '
                                                                         'signal is named that '
                                                                         'would show the attack',
                                                                'why': 'An attack that leaves no '
                                                                       'trace is found by the '
                                                                       'customers.',
                                                                'level': 'should',
                                                                'evidence': {'expect': 'threat, '
                                                                                       'signal, '
                                                                                       'where it '
                                                                                       'is kept '
                                                                                       'and for '
                                                                                       'how long, '
                                                                                       'who looks '
                                                                                       'at it',
                                                                             'find': ['docs/security/detection*.md']},
                                                                'refs': ['samm']},
                                                               {'id': 'sec-component-rules-set',
                                                                'title': 'Rules say which '
                                                                         'third-party code may '
                                                                         'enter the build and who '
                                                                         'grants exceptions',
                                                                'why': 'Most of what ships was '
                                                                       'written by strangers.',
                                                                'level': 'should',
                                                                'evidence': {'expect': 'accepted '
                                                                                       'sources '
                                                                                       'and '
                                                                                       'licences, '
                                                                                       'age and '
                                                                                       'upkeep, '
                                                                                       'who grants '
                                                                                       'exceptions, '
                                                                                       'how they '
                                                                                       'end',
                                                                             'find': ['docs/security/components*.md',
                                                                                      'docs/security/supply-chain*.md']},
                                                                'valid-for': '365d',
                                                                'repeats': 'product',
                                                                'refs': ['ssdf', 'slsa', 'osps']}]},
                                 'release': {'security': [{'id': 'sec-findings-closed-or-dated',
                                                           'title': 'Each finding of the security '
                                                                    'tests is fixed, or a named '
                                                                    'person accepted it until a '
                                                                    'date',
                                                           'why': 'A finding without an end date '
                                                                  'is a decision that nobody took.',
                                                           'level': 'must',
                                                           'evidence': {'expect': 'finding, '
                                                                                  'severity, fixed '
                                                                                  'in which '
                                                                                  'version; '
                                                                                  'otherwise who '
                                                                                  'accepts it, why '
                                                                                  'and until when',
                                                                        'required': True,
                                                                        'find': ['docs/security/findings*.md',
                                                                                 'docs/security/findings*.csv',
                                                                                 'docs/reports/security-findings*'],
                                                                        'template': 'finding-decisions',
                                                                        'pin': True},
                                                           'checks': [{'table': {'file': 'evidence',
                                                                                 'columns': ['Finding '
                                                                                             '| '
                                                                                             'Vulnerability '
                                                                                             '| '
                                                                                             'Issue '
                                                                                             '| '
                                                                                             'Title',
                                                                                             'Severity '
                                                                                             '| '
                                                                                             'CVSS '
                                                                                             '| '
                                                                                             'Risk',
                                                                                             'Fixed '
                                                                                             'in, '
                                                                                             'or '
                                                                                             'accepted '
                                                                                             'until '
                                                                                             '| '
                                                                                             'Decision '
                                                                                             '| '
                                                                                             'State '
                                                                                             '| '
                                                                                             'Status',
                                                                                             'Decided '
                                                                                             'by | '
                                                                                             'Accepted '
                                                                                             'by | '
                                                                                             'Owner '
                                                                                             '| '
                                                                                             'Who'],
                                                                                 'filled': True,
                                                                                 'min-rows': 0,
                                                                                 'unread': 'warn'}}],
                                                           'refs': ['asvs', 'samm']},
                                                          {'id': 'sec-outsider-tested',
                                                           'title': 'A tester from outside the '
                                                                    'team tried to break this '
                                                                    'version',
                                                           'why': 'Those who built it do not see '
                                                                  'what they took for granted.',
                                                           'level': 'must',
                                                           'evidence': {'expect': 'who, when, '
                                                                                  'scope and '
                                                                                  'version, '
                                                                                  'method, '
                                                                                  'findings; not '
                                                                                  'applicable to a '
                                                                                  'change without '
                                                                                  'a new surface',
                                                                        'required': True,
                                                                        'find': ['docs/security/outside-test*.md',
                                                                                 'docs/reports/outside-test*.md'],
                                                                        'template': 'outside-test'},
                                                           'not-applicable': True,
                                                           'valid-for': '365d',
                                                           'checks': [{'table': {'file': 'evidence',
                                                                                 'columns': ['Finding '
                                                                                             '| '
                                                                                             'Vulnerability '
                                                                                             '| '
                                                                                             'Issue '
                                                                                             '| '
                                                                                             'Title',
                                                                                             'Severity '
                                                                                             '| '
                                                                                             'CVSS '
                                                                                             '| '
                                                                                             'Risk',
                                                                                             'Reported '
                                                                                             'as | '
                                                                                             'Reported '
                                                                                             'in | '
                                                                                             'Ticket '
                                                                                             '| '
                                                                                             'Issue '
                                                                                             'number'],
                                                                                 'filled': True,
                                                                                 'min-rows': 0,
                                                                                 'unread': 'warn'}}],
                                                           'refs': ['asvs', 'pci']},
                                                          {'id': 'sec-admin-paths-tried',
                                                           'title': 'The paths of administrators '
                                                                    'were tried with an expired, a '
                                                                    'leaked and no credential',
                                                           'why': 'The shortest way in is the one '
                                                                  'that was built for the '
                                                                  'builders.',
                                                           'level': 'should',
                                                           'evidence': {'expect': 'a dated log: '
                                                                                  'path, '
                                                                                  'credential, '
                                                                                  'what happened, '
                                                                                  'what was '
                                                                                  'changed',
                                                                        'find': ['docs/security/admin-trial*.md',
                                                                                 'docs/reports/admin-trial*.md']},
                                                           'refs': ['asvs']},
                                                          {'id': 'sec-urgent-fix-rehearsed',
                                                           'title': 'An urgent fix went from '
                                                                    'report to production in a '
                                                                    'timed rehearsal',
                                                           'why': 'The first try should not be the '
                                                                  'day on which it is used against '
                                                                  'you.',
                                                           'level': 'should',
                                                           'evidence': {'expect': 'a log: report, '
                                                                                  'fix, review, '
                                                                                  'release, time '
                                                                                  'taken, what '
                                                                                  'held it up',
                                                                        'find': ['docs/security/urgent-fix*.md',
                                                                                 'docs/reports/urgent-fix*.md']},
                                                           'valid-for': '365d',
                                                           'refs': ['osps', 'cra']}]}}}}
