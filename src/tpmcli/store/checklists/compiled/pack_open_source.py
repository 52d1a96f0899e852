"""The plain data of packs/open-source.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/open-source.yaml': {'schema': 'tpm/pack/1',
                            'name': 'open-source',
                            'title': 'Open-source projects',
                            'about': 'Libraries and tools given to strangers: licence, interface, '
                                     'contribution, accounts, reporting',
                            'traits': ['public-api'],
                            'add': {'feasibility': {'tpm': [{'id': 'oss-prior-projects-compared',
                                                             'title': 'Existing projects were '
                                                                      'looked at, with the reason '
                                                                      'not to join or extend one',
                                                             'why': 'A second library splits the '
                                                                    'people who could maintain '
                                                                    'one.',
                                                             'level': 'should',
                                                             'evidence': {'expect': 'projects '
                                                                                    'looked at, '
                                                                                    'what is '
                                                                                    'missing in '
                                                                                    'each, whether '
                                                                                    'they were '
                                                                                    'asked',
                                                                          'find': ['docs/alternatives*.md',
                                                                                   'docs/options*.md']},
                                                             'refs': ['mscode', 'ropensci']}],
                                                    'pm': [{'id': 'oss-licence-file-present',
                                                            'title': 'A licence approved by the '
                                                                     'OSI stands at the root of '
                                                                     'the repository',
                                                            'why': 'Without a licence nobody may '
                                                                   'use it.',
                                                            'level': 'must',
                                                            'evidence': {'expect': 'LICENSE (or '
                                                                                   'LICENCE) at '
                                                                                   'the root with '
                                                                                   'the full text '
                                                                                   'of an '
                                                                                   'OSI-approved '
                                                                                   'licence, found '
                                                                                   'by people and '
                                                                                   'tools alike',
                                                                         'required': False,
                                                                         'find': ['LICEN*',
                                                                                  'COPYING*']},
                                                            'standing': True,
                                                            'repeats': 'product',
                                                            'checks': [{'text': {'file': 'LICEN*',
                                                                                 'matches': '(?i)(MIT '
                                                                                            'License|Apache '
                                                                                            'License|GNU '
                                                                                            '(Affero '
                                                                                            '|Lesser '
                                                                                            ')?General '
                                                                                            'Public '
                                                                                            'License|Mozilla '
                                                                                            'Public '
                                                                                            'License|Redistribution '
                                                                                            'and '
                                                                                            'use '
                                                                                            'in '
                                                                                            'source '
                                                                                            'and '
                                                                                            'binary '
                                                                                            'forms|ISC '
                                                                                            'License|Permission '
                                                                                            'is '
                                                                                            'hereby '
                                                                                            'granted, '
                                                                                            'free '
                                                                                            'of '
                                                                                            'charge|Eclipse '
                                                                                            'Public '
                                                                                            'License|European '
                                                                                            'Union '
                                                                                            'Public '
                                                                                            'Licen[cs]e|CC0 '
                                                                                            '1[.]0|Boost '
                                                                                            'Software '
                                                                                            'License|The '
                                                                                            'Unlicense)',
                                                                                 'any': True}}],
                                                            'answered-by': 'checks',
                                                            'refs': ['osps',
                                                                     'badge',
                                                                     'scorecard']}]},
                                    'requirements': {'pm': [{'id': 'oss-scope-published',
                                                             'title': 'The README states the '
                                                                      'purpose, the non-goals and '
                                                                      'the maturity of the project',
                                                             'why': 'Strangers decide within a '
                                                                    'minute; so should what they '
                                                                    'ask for.',
                                                             'level': 'must',
                                                             'evidence': {'expect': 'purpose, '
                                                                                    'non-goals, '
                                                                                    'state of '
                                                                                    'maturity, who '
                                                                                    'it is for',
                                                                          'required': True,
                                                                          'find': ['README*',
                                                                                   'docs/index.md',
                                                                                   'docs/scope*.md'],
                                                                          'template': 'readme'},
                                                             'refs': ['badge', 'cncf']}]},
                                    'architecture': {'tpm': [{'id': 'oss-public-interface-and-versioning-documented',
                                                              'title': 'The public interface, the '
                                                                       'version rule and the '
                                                                       'deprecation rule are '
                                                                       'documented',
                                                              'why': 'Users build on what you '
                                                                     'promise, and on what you do '
                                                                     'not.',
                                                              'level': 'must',
                                                              'evidence': {'expect': 'what is '
                                                                                     'public, what '
                                                                                     'a major '
                                                                                     'version '
                                                                                     'means, how '
                                                                                     'long a '
                                                                                     'deprecated '
                                                                                     'part stays',
                                                                           'required': True,
                                                                           'find': ['docs/versioning*.md',
                                                                                    'docs/compatibility*.md',
                                                                                    'docs/api*.md',
                                                                                    'docs/reference/**/*.md'],
                                                                           'template': 'versioning-policy'},
                                                              'valid-for': '365d',
                                                              'repeats': 'product',
                                                              'refs': ['semver', 'badge']}]},
                                    'development': {'tpm': [{'id': 'oss-maintainer-accounts-protected',
                                                             'title': 'The people who can write or '
                                                                      'publish all use a second '
                                                                      'factor',
                                                             'why': 'One stolen account is one '
                                                                    'poisoned release for '
                                                                    'everybody.',
                                                             'level': 'must',
                                                             'evidence': {'expect': 'dated list of '
                                                                                    'people with '
                                                                                    'write or '
                                                                                    'publish '
                                                                                    'rights, proof '
                                                                                    'that the '
                                                                                    'forge and '
                                                                                    'registry '
                                                                                    'enforce a '
                                                                                    'second factor',
                                                                          'required': True,
                                                                          'find': ['MAINTAINERS*',
                                                                                   'docs/governance*',
                                                                                   'docs/reports/access*'],
                                                                          'template': 'maintainers'},
                                                             'valid-for': '180d',
                                                             'standing': True,
                                                             'checks': [{'table': {'file': 'evidence',
                                                                                   'columns': ['Person '
                                                                                               '| '
                                                                                               'Maintainer '
                                                                                               '| '
                                                                                               'Name',
                                                                                               'May '
                                                                                               '| '
                                                                                               'Rights '
                                                                                               '| '
                                                                                               'Role '
                                                                                               '| '
                                                                                               'Access',
                                                                                               'Second '
                                                                                               'factor '
                                                                                               '| '
                                                                                               '2FA '
                                                                                               '| '
                                                                                               'MFA'],
                                                                                   'filled': True,
                                                                                   'unread': 'warn'}}],
                                                             'refs': ['osps', 'scorecard']},
                                                            {'id': 'oss-no-opaque-binaries',
                                                             'title': 'The repository holds no '
                                                                      'executable or binary that '
                                                                      'cannot be reviewed',
                                                             'why': 'The xz backdoor arrived as a '
                                                                    'test file.',
                                                             'level': 'should',
                                                             'evidence': {'expect': 'a list of '
                                                                                    'binaries with '
                                                                                    'reason and '
                                                                                    'origin, or '
                                                                                    'the scan that '
                                                                                    'finds none',
                                                                          'find': ['docs/reports/binaries*']},
                                                             'refs': ['osps', 'scorecard']}],
                                                    'pm': [{'id': 'oss-contribution-path-open',
                                                            'title': 'A contributing guide, code '
                                                                     'of conduct and issue '
                                                                     'templates are in place',
                                                            'why': 'People contribute when they '
                                                                   'can see how.',
                                                            'level': 'must',
                                                            'evidence': {'expect': 'how to set up, '
                                                                                   'test and '
                                                                                   'propose a '
                                                                                   'change; how to '
                                                                                   'behave and '
                                                                                   'whom to tell; '
                                                                                   'what a report '
                                                                                   'should say',
                                                                         'required': True,
                                                                         'find': ['@contributing',
                                                                                  'CODE_OF_CONDUCT*',
                                                                                  '.github/CODE_OF_CONDUCT*',
                                                                                  '.github/ISSUE_TEMPLATE/*'],
                                                                         'template': 'contributing-guide'},
                                                            'valid-for': '365d',
                                                            'repeats': 'product',
                                                            'refs': ['badge', 'osps', 'cncf']},
                                                           {'id': 'oss-contributors-assert-rights',
                                                            'title': 'Every commit carries a '
                                                                     'sign-off that its author may '
                                                                     'give the code',
                                                            'why': "A single line of somebody's "
                                                                   "employer's code can stop a "
                                                                   'distribution.',
                                                            'level': 'should',
                                                            'evidence': {'expect': 'sign-off or '
                                                                                   'contributor '
                                                                                   'agreement, and '
                                                                                   'the check that '
                                                                                   'enforces it',
                                                                         'find': ['CONTRIBUTING*',
                                                                                  '.github/dco.yml',
                                                                                  'DCO*']},
                                                            'refs': ['osps']}]},
                                    'testing': {'tpm': [{'id': 'oss-support-matrix-tested',
                                                         'title': 'CI tests the language versions '
                                                                  'and platforms that are claimed '
                                                                  'as supported',
                                                         'why': 'Supported means tested.',
                                                         'level': 'must',
                                                         'evidence': {'expect': 'the matrix in the '
                                                                                'pipeline beside '
                                                                                'the claim in the '
                                                                                'documentation',
                                                                      'required': True,
                                                                      'find': ['@ci',
                                                                               'tox.ini',
                                                                               'noxfile.py']},
                                                         'refs': ['ropensci', 'badge']}]},
                                    'release': {'tpm': [{'id': 'oss-release-verifiable',
                                                         'title': 'The release is signed or '
                                                                  'attested, with written steps to '
                                                                  'verify it',
                                                         'why': 'Users must be able to check where '
                                                                'it came from.',
                                                         'level': 'should',
                                                         'evidence': {'expect': 'signature or '
                                                                                'attestation, and '
                                                                                'the commands that '
                                                                                'verify it',
                                                                      'find': ['docs/verify*.md',
                                                                               'docs/release-process*.md']},
                                                         'refs': ['slsa', 'osps', 'scorecard']},
                                                        {'id': 'oss-licences-compatible',
                                                         'title': "The dependencies' licences are "
                                                                  "compatible with the project's "
                                                                  'own',
                                                         'why': 'One wrong dependency makes the '
                                                                'licence a promise that cannot be '
                                                                'kept.',
                                                         'level': 'must',
                                                         'evidence': {'expect': 'a licence report '
                                                                                'of the '
                                                                                'dependencies, and '
                                                                                'what was decided '
                                                                                'about odd ones',
                                                                      'required': True,
                                                                      'find': ['docs/licences*.md',
                                                                               'docs/licenses*.md',
                                                                               'THIRD_PARTY*',
                                                                               'NOTICE*',
                                                                               'reports/licen*.*'],
                                                                      'template': 'licence-review'},
                                                         'valid-for': '180d',
                                                         'checks': [{'table': {'file': 'evidence',
                                                                               'columns': ['Dependency '
                                                                                           '| '
                                                                                           'Package '
                                                                                           '| '
                                                                                           'Component '
                                                                                           '| '
                                                                                           'Library',
                                                                                           'Licence '
                                                                                           '| '
                                                                                           'License',
                                                                                           'Compatible? '
                                                                                           '| '
                                                                                           'Compatible '
                                                                                           '| '
                                                                                           'Verdict '
                                                                                           '| '
                                                                                           'Decision'],
                                                                               'filled': True,
                                                                               'unread': 'warn'}}],
                                                         'refs': ['osps', 'badge']},
                                                        {'id': 'oss-published-without-long-lived-tokens',
                                                         'title': 'Packages are published by the '
                                                                  'pipeline with short-lived '
                                                                  'identity, not with a stored '
                                                                  'token',
                                                         'why': "The token in somebody's dotfile "
                                                                "outlives the project's memory of "
                                                                'it.',
                                                         'level': 'should',
                                                         'evidence': {'expect': 'the publish job, '
                                                                                "the registry's "
                                                                                'trusted-publisher '
                                                                                'setting, tokens '
                                                                                'that were revoked',
                                                                      'find': ['.github/workflows/*publish*.y*ml',
                                                                               '.github/workflows/*release*.y*ml']},
                                                         'refs': ['slsa', 'osps']}],
                                                'pm': [{'id': 'oss-quickstart-runs',
                                                        'title': "The README's installation and "
                                                                 'first example were run on a '
                                                                 'clean machine',
                                                        'why': 'If the first example fails, people '
                                                               'leave before they report it.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'install line, an '
                                                                               'example of five '
                                                                               'minutes, and the '
                                                                               'CI job or dated '
                                                                               'note that shows it '
                                                                               'running',
                                                                     'required': True,
                                                                     'find': ['docs/reports/quickstart*.md',
                                                                              'docs/quickstart*.md',
                                                                              'docs/getting-started*.md',
                                                                              'examples/**/README*'],
                                                                     'template': 'quickstart-run'},
                                                        'checks': [{'table': {'file': 'evidence',
                                                                              'columns': ['Step',
                                                                                          'Time | '
                                                                                          'Duration '
                                                                                          '| '
                                                                                          'Minutes',
                                                                                          'Result '
                                                                                          '| '
                                                                                          'Outcome'],
                                                                              'filled': True,
                                                                              'unread': 'warn'}}],
                                                        'refs': ['ropensci', 'osps']}]},
                                    'post-launch': {'tpm': [{'id': 'oss-advisories-published',
                                                             'title': 'Fixed vulnerabilities are '
                                                                      'published as advisories '
                                                                      'that tools can read',
                                                             'why': 'A fix that nobody hears of '
                                                                    'protects nobody.',
                                                             'level': 'should',
                                                             'evidence': {'expect': 'advisories '
                                                                                    'with affected '
                                                                                    'versions and '
                                                                                    'severity, or '
                                                                                    'a dated line '
                                                                                    'that there '
                                                                                    'was none',
                                                                          'find': ['docs/security/advisories*']},
                                                             'refs': ['osps', 'badge']}],
                                                    'pm': [{'id': 'oss-succession-planned',
                                                            'title': 'At least two people can '
                                                                     'release, with a written way '
                                                                     'to add more',
                                                            'why': 'If the one person who can '
                                                                   'release is away, a security '
                                                                   'fix cannot go out.',
                                                            'level': 'should',
                                                            'evidence': {'expect': 'who has which '
                                                                                   'access, and '
                                                                                   'how somebody '
                                                                                   'becomes a '
                                                                                   'maintainer',
                                                                         'find': ['@governance']},
                                                            'not-applicable': True,
                                                            'valid-for': '365d',
                                                            'repeats': 'product',
                                                            'refs': ['badge', 'cncf', 'osps']}]}},
                            'adjust': {'feasibility.business-case-approved': {'level': 'should',
                                                                              'reason': 'few '
                                                                                        'open-source '
                                                                                        'projects '
                                                                                        'have a '
                                                                                        'sponsor '
                                                                                        'with a '
                                                                                        'budget; '
                                                                                        'where one '
                                                                                        'has, '
                                                                                        'raise it '
                                                                                        'again'},
                                       'requirements.stakeholders-consulted': {'level': 'should',
                                                                               'reason': 'few '
                                                                                         'libraries '
                                                                                         'have '
                                                                                         'groups '
                                                                                         'that '
                                                                                         'could '
                                                                                         'stop a '
                                                                                         'launch'},
                                       'requirements.prd-complete': {'level': 'should',
                                                                     'reason': 'an issue and a '
                                                                               'README often say '
                                                                               'it for a library'},
                                       'requirements.engineers-walked-through': {'level': 'should',
                                                                                 'reason': 'those '
                                                                                           'who '
                                                                                           'ask '
                                                                                           'for a '
                                                                                           'library '
                                                                                           'often '
                                                                                           'build '
                                                                                           'it '
                                                                                           'themselves'},
                                       'requirements.obligations-confirmed-in-writing': {'level': 'should',
                                                                                         'reason': 'few '
                                                                                                   'libraries '
                                                                                                   'meet '
                                                                                                   'an '
                                                                                                   'outside '
                                                                                                   'duty '
                                                                                                   'or '
                                                                                                   'have '
                                                                                                   'an '
                                                                                                   'adviser'},
                                       'requirements.interfaces-drafted': {'level': 'must',
                                                                           'reason': 'the '
                                                                                     'interface is '
                                                                                     'the product'},
                                       'architecture.design-tested-with-users': {'level': 'should',
                                                                                 'reason': 'users '
                                                                                           'of a '
                                                                                           'library '
                                                                                           'try '
                                                                                           'its '
                                                                                           'releases, '
                                                                                           'not '
                                                                                           'its '
                                                                                           'drafts'},
                                       'development.newcomer-can-build': {'level': 'must',
                                                                          'evidence-required': True,
                                                                          'reason': 'contributors '
                                                                                    'arrive with '
                                                                                    'nothing but '
                                                                                    'the README'},
                                       'development.iteration-goals-reviewed': {'level': 'should',
                                                                                'reason': 'few '
                                                                                          'open-source '
                                                                                          'projects '
                                                                                          'work in '
                                                                                          'iterations'},
                                       'testing.launch-criteria-agreed': {'level': 'should',
                                                                          'reason': 'a library is '
                                                                                    'released when '
                                                                                    'its tests '
                                                                                    'pass'},
                                       'testing.acceptance-tested-by-users': {'level': 'should',
                                                                              'reason': 'users of '
                                                                                        'a library '
                                                                                        'accept it '
                                                                                        'by using '
                                                                                        'it'},
                                       'testing.pilot-feedback-decided': {'level': 'should',
                                                                          'reason': 'issues are '
                                                                                    'the pilot of '
                                                                                    'a library'},
                                       'release.changelog-entry-written': {'level': 'must',
                                                                           'reason': 'users choose '
                                                                                     'versions by '
                                                                                     'the '
                                                                                     'changelog'},
                                       'release.vulnerability-reporting-published': {'when': [],
                                                                                     'reason': 'a '
                                                                                               'public '
                                                                                               'tracker '
                                                                                               'is '
                                                                                               'the '
                                                                                               'wrong '
                                                                                               'place '
                                                                                               'for '
                                                                                               'a '
                                                                                               'flaw'},
                                       'release.launch-watch-staffed': {'level': 'should',
                                                                        'reason': 'few open-source '
                                                                                  'projects have '
                                                                                  'people on duty'},
                                       'release.launch-targets-set': {'level': 'should',
                                                                      'reason': 'few libraries are '
                                                                                'launched against '
                                                                                'a figure'},
                                       'post-launch.support-and-eol-policy-published': {'level': 'must',
                                                                                        'evidence-required': True,
                                                                                        'reason': 'others '
                                                                                                  'build '
                                                                                                  'on '
                                                                                                  'it '
                                                                                                  'and '
                                                                                                  'must '
                                                                                                  'know '
                                                                                                  'how '
                                                                                                  'long'}}}}
