"""The plain data of packs/open-source.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/open-source.yaml': {'schema': 'tpm/pack/1',
                            'name': 'open-source',
                            'title': 'Open-source projects',
                            'about': 'Libraries and tools given to strangers: licence, interface, '
                                     'contribution, reporting',
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
                                                                          'find': ['docs/options*.md',
                                                                                   'docs/alternatives*.md',
                                                                                   'README*',
                                                                                   'docs/adr/*.md']},
                                                             'refs': ['mscode', 'ropensci']}],
                                                    'pm': [{'id': 'oss-licence-file-present',
                                                            'title': 'A licence file stands at the '
                                                                     'root of the repository',
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
                                                                         'find': ['LICEN*']},
                                                            'standing': True,
                                                            'repeats': 'product',
                                                            'checks': [{'file': {'glob': 'LICEN*',
                                                                                 'min-count': 1}}],
                                                            'answered-by': 'checks',
                                                            'refs': ['osps', 'badge', 'scorecard']},
                                                           {'id': 'oss-licences-compatible',
                                                            'title': 'The licences of the '
                                                                     'dependencies are compatible '
                                                                     'with its own',
                                                            'why': 'One wrong dependency makes the '
                                                                   'licence a promise that cannot '
                                                                   'be kept.',
                                                            'level': 'must',
                                                            'evidence': {'expect': 'a licence '
                                                                                   'report of the '
                                                                                   'dependencies, '
                                                                                   'and what was '
                                                                                   'decided about '
                                                                                   'odd ones',
                                                                         'required': True,
                                                                         'find': ['docs/licences*.md',
                                                                                  'docs/licenses*.md',
                                                                                  'THIRD_PARTY*',
                                                                                  'NOTICE*',
                                                                                  'reports/licen*.*'],
                                                                         'template': 'licence-review'},
                                                            'valid-for': '180d',
                                                            'refs': ['osps', 'badge']}]},
                                    'requirements': {'pm': [{'id': 'oss-scope-published',
                                                             'title': 'The README says what the '
                                                                      'project is for, what it is '
                                                                      'not, and how mature it is',
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
                                                                                   'docs/scope*.md']},
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
                                                                           'find': ['docs/api*.md',
                                                                                    'docs/versioning*.md',
                                                                                    'docs/compatibility*.md',
                                                                                    'README*',
                                                                                    'CONTRIBUTING.md',
                                                                                    'docs/reference/**/*'],
                                                                           'template': 'versioning-policy'},
                                                              'valid-for': '365d',
                                                              'repeats': 'product',
                                                              'refs': ['semver', 'badge']}]},
                                    'development': {'pm': [{'id': 'oss-contribution-path-open',
                                                            'title': 'Contributing guide, code of '
                                                                     'conduct and issue templates '
                                                                     'are in the repository',
                                                            'why': 'Strangers need a door.',
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
                                                                         'find': ['CONTRIBUTING*',
                                                                                  '.github/CONTRIBUTING*',
                                                                                  'CODE_OF_CONDUCT*',
                                                                                  '.github/CODE_OF_CONDUCT*',
                                                                                  '.github/ISSUE_TEMPLATE/*'],
                                                                         'template': 'contributing-guide'},
                                                            'valid-for': '365d',
                                                            'repeats': 'product',
                                                            'refs': ['badge', 'osps', 'cncf']}]},
                                    'testing': {'tpm': [{'id': 'oss-support-matrix-tested',
                                                         'title': 'CI tests the language versions '
                                                                  'and platforms that it claims to '
                                                                  'support',
                                                         'why': 'Supported means tested.',
                                                         'level': 'must',
                                                         'evidence': {'expect': 'the matrix in the '
                                                                                'pipeline beside '
                                                                                'the claim in the '
                                                                                'documentation',
                                                                      'required': True,
                                                                      'find': ['.github/workflows/*.yml',
                                                                               '.github/workflows/*.yaml',
                                                                               '.gitlab-ci.yml',
                                                                               'tox.ini',
                                                                               'noxfile.py',
                                                                               '.cirrus.yml',
                                                                               'azure-pipelines.yml']},
                                                         'refs': ['ropensci', 'badge']}]},
                                    'release': {'tpm': [{'id': 'oss-release-verifiable',
                                                         'title': 'The release is signed or '
                                                                  'attested, and the steps to '
                                                                  'verify it are written down',
                                                         'why': 'Users must be able to check where '
                                                                'it came from.',
                                                         'level': 'should',
                                                         'evidence': {'expect': 'signature or '
                                                                                'attestation, and '
                                                                                'the commands that '
                                                                                'verify it',
                                                                      'find': ['docs/verify*.md',
                                                                               'SECURITY.md',
                                                                               'README*',
                                                                               'docs/release*.md']},
                                                         'refs': ['slsa', 'osps', 'scorecard']},
                                                        {'id': 'oss-security-reporting-private',
                                                         'title': 'A security policy gives a '
                                                                  'private way to report, a '
                                                                  'response time and versions '
                                                                  'covered',
                                                         'why': 'A public tracker is the wrong '
                                                                'place for a flaw.',
                                                         'level': 'must',
                                                         'evidence': {'expect': 'SECURITY.md with '
                                                                                'the private '
                                                                                'channel, the time '
                                                                                'to a first answer '
                                                                                'and the versions '
                                                                                'that get fixes',
                                                                      'required': True,
                                                                      'find': ['SECURITY.md',
                                                                               '.github/SECURITY.md',
                                                                               'docs/SECURITY.md'],
                                                                      'template': 'security-policy'},
                                                         'valid-for': '365d',
                                                         'repeats': 'product',
                                                         'refs': ['osps', 'badge', 'scorecard']}],
                                                'pm': [{'id': 'oss-quickstart-runs',
                                                        'title': "The README's installation and "
                                                                 'first example were run on a '
                                                                 'clean machine',
                                                        'why': 'The example is the first '
                                                               'impression.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'install line, an '
                                                                               'example of five '
                                                                               'minutes, and the '
                                                                               'CI job or dated '
                                                                               'note that shows it '
                                                                               'running',
                                                                     'required': True,
                                                                     'find': ['README*',
                                                                              'docs/quickstart*.md',
                                                                              'docs/getting-started*.md',
                                                                              'examples/**/*']},
                                                        'refs': ['ropensci', 'osps']}]},
                                    'post-launch': {'pm': [{'id': 'oss-succession-planned',
                                                            'title': 'At least two people can '
                                                                     'release, and it is written '
                                                                     'how more are added',
                                                            'why': 'One person is not a project.',
                                                            'level': 'should',
                                                            'evidence': {'expect': 'who has which '
                                                                                   'access, and '
                                                                                   'how somebody '
                                                                                   'becomes a '
                                                                                   'maintainer',
                                                                         'find': ['MAINTAINERS*',
                                                                                  'GOVERNANCE*',
                                                                                  'docs/governance*.md',
                                                                                  'CODEOWNERS',
                                                                                  '.github/CODEOWNERS']},
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
                                       'feasibility.market-need-sized': {'level': 'should',
                                                                         'reason': 'users of a '
                                                                                   'free library '
                                                                                   'can seldom be '
                                                                                   'counted '
                                                                                   'beforehand'},
                                       'requirements.interfaces-drafted': {'level': 'must',
                                                                           'evidence-required': True,
                                                                           'reason': 'the '
                                                                                     'interface is '
                                                                                     'the product'},
                                       'development.newcomer-can-build': {'level': 'must',
                                                                          'evidence-required': True,
                                                                          'reason': 'contributors '
                                                                                    'arrive with '
                                                                                    'nothing but '
                                                                                    'the README'},
                                       'testing.test-report-green': {'level': 'must',
                                                                     'reason': 'users run the same '
                                                                               'tests'},
                                       'post-launch.tag-has-changelog-entry': {'level': 'must',
                                                                               'reason': 'users '
                                                                                         'choose '
                                                                                         'versions '
                                                                                         'by the '
                                                                                         'change '
                                                                                         'log'},
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
