"""The plain data of packs/api-platform.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/api-platform.yaml': {'schema': 'tpm/pack/1',
                             'name': 'api-platform',
                             'title': 'APIs and platforms for developers',
                             'about': 'Interfaces that others build on: consumers, style, '
                                      'compatibility, keys, deprecation',
                             'traits': ['public-api'],
                             'add': {'requirements': {'pm': [{'id': 'api-first-consumers-named',
                                                              'title': 'Two or more consumers have '
                                                                       'named the calls they need '
                                                                       'and tried a mock',
                                                              'why': 'Real callers show which '
                                                                     'calls are missing before the '
                                                                     'contract is fixed.',
                                                              'level': 'must',
                                                              'evidence': {'expect': 'consumer, '
                                                                                     'use, calls, '
                                                                                     'what they '
                                                                                     'said of the '
                                                                                     'mock',
                                                                           'required': True,
                                                                           'find': ['docs/api/consumers*.md',
                                                                                    'docs/research/**/*.md'],
                                                                           'template': 'api-consumers'},
                                                              'checks': [{'table': {'file': 'evidence',
                                                                                    'columns': ['Consumer '
                                                                                                '| '
                                                                                                'Client '
                                                                                                '| '
                                                                                                'Team',
                                                                                                'Calls '
                                                                                                'needed '
                                                                                                '| '
                                                                                                'Calls '
                                                                                                '| '
                                                                                                'Endpoints'],
                                                                                    'filled': True,
                                                                                    'unread': 'warn'}}],
                                                              'refs': ['usds', 'mscode']}]},
                                     'architecture': {'tpm': [{'id': 'api-style-and-limits-fixed',
                                                               'title': 'Naming, errors, paging, '
                                                                        'idempotency, rate limits '
                                                                        'and versioning follow one '
                                                                        'written style',
                                                               'why': 'Developers learn an API '
                                                                      'once if every part behaves '
                                                                      'alike.',
                                                               'level': 'must',
                                                               'evidence': {'expect': 'style '
                                                                                      'guide, '
                                                                                      'linter '
                                                                                      'rules, and '
                                                                                      'the '
                                                                                      "linter's "
                                                                                      'report as '
                                                                                      'reports/api-lint.sarif',
                                                                            'required': True,
                                                                            'find': ['.spectral.y*ml',
                                                                                     '.vacuum*',
                                                                                     'docs/api/style*.md',
                                                                                     'reports/api-lint*.sarif']},
                                                               'checks': [{'sarif': {'file': 'reports/api-lint*.sarif',
                                                                                     'below': 'error',
                                                                                     'tool': ['@api-lint'],
                                                                                     'within': '90d'}}],
                                                               'refs': ['usds', 'semver']}]},
                                     'testing': {'tpm': [{'id': 'api-breaking-changes-checked',
                                                          'title': 'A machine compared the '
                                                                   'contract with the last release '
                                                                   'and found no unplanned break',
                                                          'why': 'A break that you did not mean is '
                                                                 'the one that you did not '
                                                                 'announce.',
                                                          'level': 'must',
                                                          'evidence': {'expect': 'JUnit or SARIF '
                                                                                 'report of the '
                                                                                 'comparison '
                                                                                 '(oasdiff, buf, '
                                                                                 'graphql-inspector '
                                                                                 '...) as '
                                                                                 'reports/api-compat.xml',
                                                                       'required': True,
                                                                       'find': ['reports/api-compat*.xml',
                                                                                'docs/reports/api*.md']},
                                                          'checks': [{'junit': {'file': 'reports/api-compat*.xml',
                                                                                'min-tests': 1,
                                                                                'within': '90d'}}],
                                                          'refs': ['semver', 'kep']}]},
                                     'release': {'tpm': [{'id': 'api-keys-and-quota-managed',
                                                          'title': 'Keys can be issued, rotated, '
                                                                   'limited and revoked by the '
                                                                   'consumer alone',
                                                          'why': 'A leaked key at night should not '
                                                                 'need our support.',
                                                          'level': 'should',
                                                          'evidence': {'expect': 'the self-service '
                                                                                 'path, scopes, '
                                                                                 'quota view, time '
                                                                                 'to revoke',
                                                                       'find': ['docs/api/auth*.md',
                                                                                'docs/api/keys*.md']},
                                                          'refs': ['asvs']}],
                                                 'pm': [{'id': 'api-time-to-first-call-measured',
                                                         'title': 'A developer new to the API made '
                                                                  'a successful first call within '
                                                                  'the target time',
                                                         'why': 'Developers decide in the first '
                                                                'half hour.',
                                                         'level': 'must',
                                                         'evidence': {'expect': 'who tried, '
                                                                                'minutes against '
                                                                                'the target, where '
                                                                                'they got stuck, '
                                                                                'what was fixed',
                                                                      'required': True,
                                                                      'find': ['docs/reports/first-call*.md',
                                                                               'docs/reports/first-call*'],
                                                                      'template': 'first-call'},
                                                         'checks': [{'table': {'file': 'evidence',
                                                                               'columns': ['Who | '
                                                                                           'Developer '
                                                                                           '| '
                                                                                           'Participant',
                                                                                           'Minutes '
                                                                                           '| Time '
                                                                                           '| '
                                                                                           'Duration'],
                                                                               'filled': True,
                                                                               'unread': 'warn'}}],
                                                         'refs': ['gds']}]},
                                     'post-launch': {'pm': [{'id': 'api-deprecations-run-by-calendar',
                                                             'title': 'Each deprecated call has a '
                                                                      'date, its remaining callers '
                                                                      'and a named contact for '
                                                                      'each',
                                                             'why': 'Nobody reads a deprecation '
                                                                    'notice that is not addressed '
                                                                    'to them.',
                                                             'level': 'must',
                                                             'evidence': {'expect': 'call, '
                                                                                    'announced, '
                                                                                    'end, '
                                                                                    'remaining '
                                                                                    'traffic by '
                                                                                    'consumer, '
                                                                                    'contacted '
                                                                                    'when',
                                                                          'required': True,
                                                                          'find': ['docs/api/deprecations*.md',
                                                                                   'docs/api/deprecations*'],
                                                                          'template': 'deprecation-calendar'},
                                                             'not-applicable': True,
                                                             'valid-for': '60d',
                                                             'standing': True,
                                                             'checks': [{'table': {'file': 'evidence',
                                                                                   'columns': ['Call '
                                                                                               '| '
                                                                                               'Endpoint '
                                                                                               '| '
                                                                                               'API '
                                                                                               '| '
                                                                                               'Feature '
                                                                                               '| '
                                                                                               'Version',
                                                                                               'Announced '
                                                                                               '| '
                                                                                               'Announced '
                                                                                               'on '
                                                                                               '| '
                                                                                               'Deprecated '
                                                                                               'on',
                                                                                               'Ends '
                                                                                               '| '
                                                                                               'End '
                                                                                               'date '
                                                                                               '| '
                                                                                               'Removed '
                                                                                               'on '
                                                                                               '| '
                                                                                               'Sunset'],
                                                                                   'filled': True,
                                                                                   'min-rows': 0,
                                                                                   'unread': 'warn'}}],
                                                             'refs': ['sunset', 'kep']}]}},
                             'adjust': {'requirements.interfaces-drafted': {'level': 'must',
                                                                            'reason': 'the '
                                                                                      'interface '
                                                                                      'is the '
                                                                                      'product'},
                                        'testing.interface-compatibility-tested': {'when': [],
                                                                                   'reason': 'a '
                                                                                             'break '
                                                                                             'hits '
                                                                                             'everybody '
                                                                                             'who '
                                                                                             'built '
                                                                                             'on '
                                                                                             'it'}}}}
