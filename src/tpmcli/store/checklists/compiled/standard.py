"""The plain data of standard/architecture.yaml, standard/development.yaml, standard/feasibility.yaml, standard/lifecycle.yaml, standard/post-launch.yaml, standard/release.yaml, standard/requirements.yaml, standard/testing.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'standard/architecture.yaml': {'schema': 'tpm/checklist/1',
                                'phase': 'architecture',
                                'title': 'Design & architecture',
                                'question': 'Will the design hold, and is it what users and the '
                                            'business need?',
                                'tpm': [{'id': 'architecture-documented',
                                         'title': 'A current architecture document shows context, '
                                                  'parts, data flows and trust boundaries',
                                         'why': 'What is not drawn cannot be reviewed.',
                                         'level': 'must',
                                         'evidence': {'expect': 'a page or folder with the '
                                                                'diagrams kept as text where '
                                                                'possible, confirmed as current by '
                                                                'the team',
                                                      'required': True,
                                                      'find': ['docs/architecture*.md',
                                                               '@architecture'],
                                                      'template': 'architecture'},
                                         'valid-for': '180d',
                                         'refs': ['orr', 'sre', 'c4', 'badge']},
                                        {'id': 'decisions-recorded',
                                         'title': 'The decisions that are hard to reverse are '
                                                  'recorded with options and consequences',
                                         'why': 'Whoever comes after needs the reasons, not only '
                                                'the result.',
                                         'level': 'must',
                                         'evidence': {'expect': 'one record per decision: context, '
                                                                'drivers, options, choice, '
                                                                'consequences, how it is '
                                                                'confirmed, status',
                                                      'required': True,
                                                      'find': ['docs/adr/[0-9][0-9][0-9][0-9]-*.md',
                                                               '@adr'],
                                                      'template': 'adr'},
                                         'refs': ['madr', 'nhs', 'mscode']},
                                        {'id': 'threat-model-reviewed',
                                         'title': 'A threat model covers the trust boundaries, '
                                                  'with a decision and owner per threat',
                                         'why': 'Security of a design is decided here, cheaply.',
                                         'level': 'must',
                                         'evidence': {'expect': 'threats per trust boundary; each '
                                                                'mitigated, accepted by a named '
                                                                'person, or scheduled with a date; '
                                                                'who reviewed it',
                                                      'required': True,
                                                      'find': ['docs/threat-model*.md',
                                                               '@threat-model'],
                                                      'template': 'threat-model'},
                                         'valid-for': '365d',
                                         'checks': [{'table': {'file': 'evidence',
                                                               'columns': ['Trust boundary | '
                                                                           'Boundary | Component | '
                                                                           'Element | Asset',
                                                                           'Threat',
                                                                           'Decision (mitigate, '
                                                                           'accept, schedule) | '
                                                                           'Decision | Mitigation '
                                                                           '| Response | Treatment',
                                                                           'Owner | Responsible | '
                                                                           'Who'],
                                                               'filled': True,
                                                               'unread': 'warn'}}],
                                         'refs': ['samm', 'ssdf', 'osps', 'asvs']},
                                        {'id': 'abuse-limits-designed',
                                         'title': 'Sign-up, login and expensive calls have limits '
                                                  'against abuse',
                                         'why': 'The first stranger with a script arrives on '
                                                'launch day.',
                                         'level': 'should',
                                         'evidence': {'expect': 'per entry point: limit, what a '
                                                                'blocked user sees, signal of '
                                                                'abuse, who acts; retry and '
                                                                'back-off rules for our own '
                                                                'clients',
                                                      'find': ['docs/security/abuse*.md',
                                                               'docs/rate-limits*.md',
                                                               'docs/architecture/*limits*.md',
                                                               '**/adr/*rate*.md',
                                                               '**/decisions/*rate*.md']},
                                         'when': ['public-traffic'],
                                         'refs': ['sre', 'asvs']},
                                        {'id': 'failure-modes-analysed',
                                         'title': 'Each dependency has a chosen response for when '
                                                  'it is slow, wrong or down',
                                         'why': 'If nobody chose how it fails, users find out '
                                                'first.',
                                         'level': 'must',
                                         'evidence': {'expect': 'a table: dependency, failure, how '
                                                                'it is noticed, time-out, retry, '
                                                                'fallback, what the user sees',
                                                      'required': True,
                                                      'find': ['docs/failure-modes*.md',
                                                               'docs/failure-modes*.csv',
                                                               'docs/resilience*.md',
                                                               'docs/fmea*'],
                                                      'template': 'failure-modes'},
                                         'not-applicable': True,
                                         'checks': [{'table': {'file': 'evidence',
                                                               'columns': ['Dependency | Component '
                                                                           '| System | Part',
                                                                           'Failure (slow, wrong, '
                                                                           'down) | Failure | '
                                                                           'Failure mode',
                                                                           'How it is noticed | '
                                                                           'Detection | Detected '
                                                                           'by | Noticed by',
                                                                           'Fallback | Mitigation '
                                                                           '| Response'],
                                                               'filled': True,
                                                               'unread': 'warn'}}],
                                         'refs': ['orr', 'sre', 'mercari', 'kep']},
                                        {'id': 'scaling-path-modelled',
                                         'title': 'A capacity model names expected load, the first '
                                                  'bottleneck and the response',
                                         'why': 'You can plan for growth only if you know what '
                                                'breaks first, and when.',
                                         'level': 'should',
                                         'must-when': ['public-traffic'],
                                         'evidence': {'expect': 'load at launch, in a year and at '
                                                                'ten times, with assumptions; the '
                                                                'first limit reached and what is '
                                                                'then done',
                                                      'required': True,
                                                      'find': ['docs/capacity*.md',
                                                               'docs/capacity*.csv',
                                                               'docs/scaling*.md',
                                                               'docs/architecture/capacity*.md'],
                                                      'template': 'capacity-model'},
                                         'not-applicable': True,
                                         'refs': ['sre', 'kep', 'mercari']},
                                        {'id': 'slos-defined',
                                         'title': 'Critical journeys have a service-level '
                                                  'objective and a rule for a spent error budget',
                                         'why': 'Without a number, "it works" means something else '
                                                'to each team.',
                                         'level': 'must',
                                         'evidence': {'expect': 'per journey: indicator, '
                                                                'objective, window, owner, and '
                                                                'what changes when the error '
                                                                'budget is spent',
                                                      'required': True,
                                                      'find': ['docs/slo*.md', '@slo'],
                                                      'template': 'slo'},
                                         'when': ['hosted'],
                                         'checks': [{'table': {'file': 'evidence',
                                                               'columns': ['Journey | Service | '
                                                                           'User journey',
                                                                           'Indicator | SLI | '
                                                                           'Metric',
                                                                           'Objective | Target | '
                                                                           'SLO',
                                                                           'Owner | Responsible | '
                                                                           'Who'],
                                                               'filled': True,
                                                               'unread': 'warn'}}],
                                         'refs': ['mercari', 'kep', 'sre']},
                                        {'id': 'data-lifecycle-designed',
                                         'title': 'The data model, migration, backup, retention '
                                                  'and deletion are designed and owned',
                                         'why': 'Data outlives code and is the hardest thing to '
                                                'change later.',
                                         'level': 'must',
                                         'evidence': {'expect': 'the model, how it migrates, '
                                                                'recovery time and point, how long '
                                                                'what is kept, how it is erased, '
                                                                'who owns it',
                                                      'required': True,
                                                      'find': ['docs/data-design*.md',
                                                               'docs/data-model*.md',
                                                               'docs/architecture/data*.md'],
                                                      'template': 'data-design'},
                                         'when': ['stores-data'],
                                         'refs': ['mercari', 'deon', 'gdpr', 'orr']},
                                        {'id': 'internal-teams-confirmed',
                                         'title': 'Each internal team that the work depends on '
                                                  'confirmed a deliverable and its date',
                                         'why': 'A date another team has never seen is a wish.',
                                         'level': 'should',
                                         'evidence': {'expect': 'a table: team, deliverable, date, '
                                                                'who confirmed it and when',
                                                      'find': ['docs/commitments*.md',
                                                               'docs/dependencies*.md',
                                                               'docs/teams*.md'],
                                                      'template': 'team-commitments'},
                                         'not-applicable': True,
                                         'checks': [{'table': {'file': 'evidence',
                                                               'columns': ['Team | Party',
                                                                           'Deliverable | '
                                                                           'Commitment | What',
                                                                           'Date | Due | Due date '
                                                                           '| By',
                                                                           'Confirmed by | Who '
                                                                           'confirmed it | Who '
                                                                           'confirmed it and when '
                                                                           '| Agreed by | '
                                                                           'Confirmed'],
                                                               'filled': True,
                                                               'unread': 'warn'}}],
                                         'refs': ['d365', 'nasa']},
                                        {'id': 'change-and-exit-planned',
                                         'title': 'The cost and time of leaving each vendor are '
                                                  'stated, with what would trigger it',
                                         'why': 'Leaving is cheapest to plan before the contract '
                                                'is signed.',
                                         'level': 'should',
                                         'evidence': {'expect': 'per vendor: what leaving would '
                                                                'take in cost and time, what would '
                                                                'trigger it, where the data can go',
                                                      'find': ['docs/exit*.md',
                                                               'docs/vendors*.md',
                                                               '**/adr/*vendor*.md',
                                                               '**/adr/*exit*.md',
                                                               '**/adr/*lock-in*.md',
                                                               '**/decisions/*vendor*.md',
                                                               '**/decisions/*exit*.md',
                                                               '**/decisions/*lock-in*.md']},
                                         'refs': ['kep', 'usds', 'semver']},
                                        {'id': 'unit-cost-estimated',
                                         'title': 'Cost per user, tenant or transaction at target '
                                                  'load fits the business case',
                                         'why': 'A design can be sound and still unaffordable.',
                                         'level': 'should',
                                         'evidence': {'expect': 'a unit-cost sheet at target load '
                                                                'beside the number in the business '
                                                                'case',
                                                      'find': ['docs/cost*.md',
                                                               'docs/cost*.csv',
                                                               'docs/unit-cost*.md']},
                                         'when': ['hosted'],
                                         'refs': ['saaslens', 'saasbiz']}],
                                'pm': [{'id': 'design-tested-with-users',
                                        'title': 'Each serious problem that representative users '
                                                 'met in the key flows has a decision',
                                        'why': 'What users expect is observed, not assumed.',
                                        'level': 'must',
                                        'evidence': {'expect': 'findings with severity and '
                                                               'decision from about five people, '
                                                               'one with access needs; for an '
                                                               'interface without screens, '
                                                               'developers who tried the draft; '
                                                               'not applicable to a job that '
                                                               'nobody operates',
                                                     'required': True,
                                                     'find': ['docs/research/usability*.md',
                                                              'docs/usability*.md',
                                                              'docs/research/*design*.md',
                                                              'docs/design/*test*.md'],
                                                     'template': 'usability-findings'},
                                        'not-applicable': True,
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Finding | Observation | '
                                                                          'Issue',
                                                                          'Severity | Priority',
                                                                          'Decision | Action | '
                                                                          'Response'],
                                                              'filled': True,
                                                              'unread': 'warn'}}],
                                        'refs': ['usds', 'gds']},
                                       {'id': 'business-rules-confirmed',
                                        'title': 'Business owners confirmed the rules, limits and '
                                                 'exceptions that the design shows',
                                        'why': 'Developers should not have to invent policy.',
                                        'level': 'must',
                                        'evidence': {'expect': 'the rules with owner and date of '
                                                               'confirmation, in a file that stays '
                                                               'as confirmed',
                                                     'required': True,
                                                     'find': ['docs/business-rules*.md',
                                                              'docs/business-rules*.csv',
                                                              'docs/rules*.md'],
                                                     'template': 'business-rules',
                                                     'pin': True},
                                        'not-applicable': True,
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Rule | Business rule',
                                                                          'Owner | Responsible | '
                                                                          'Who',
                                                                          'Confirmed on | '
                                                                          'Confirmed | Approved on '
                                                                          '| Date'],
                                                              'filled': True,
                                                              'unread': 'warn'}}],
                                        'refs': ['d365']},
                                       {'id': 'impact-assessment-done',
                                        'title': 'A data protection impact assessment, or the '
                                                 'reason for none, is on record',
                                        'why': 'Regulators ask for it first, and it cannot be '
                                               'dated back.',
                                        'level': 'must',
                                        'evidence': {'expect': 'description, necessity, risks to '
                                                               'people, measures, advice of the '
                                                               'data protection officer, outcome; '
                                                               'or the screening that says no, '
                                                               'with a name',
                                                     'required': True,
                                                     'find': ['docs/privacy/impact-assessment*.md',
                                                              'docs/privacy/impact*',
                                                              'docs/privacy/dpia*',
                                                              'docs/**/dpia*.md',
                                                              'docs/**/pia*.md'],
                                                     'template': 'impact-assessment'},
                                        'valid-for': '365d',
                                        'when': ['handles-personal-data'],
                                        'refs': ['gdpr', 'ico']},
                                       {'id': 'design-accessibility-reviewed',
                                        'title': 'The designs passed an accessibility review at '
                                                 'the level that was required',
                                        'why': 'A barrier is cheaper to fix in a drawing than in a '
                                               'release.',
                                        'level': 'should',
                                        'evidence': {'expect': 'result per key flow: contrast, '
                                                               'focus order, target size, labels, '
                                                               'errors, motion; open points with a '
                                                               'decision',
                                                     'find': ['docs/design/accessibility*.md',
                                                              'docs/accessibility/design*.md',
                                                              'docs/accessibility/review*.md'],
                                                     'template': 'accessibility-review'},
                                        'when': ['user-interface'],
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Flow | Page | Screen | '
                                                                          'Component',
                                                                          'Criterion | Success '
                                                                          'criterion | WCAG | Rule',
                                                                          'Result | Outcome | '
                                                                          'Status | Conformance'],
                                                              'filled': True,
                                                              'min-rows': 0,
                                                              'unread': 'warn'}}],
                                        'refs': ['wcag', 'a11y']},
                                       {'id': 'words-reviewed',
                                        'title': 'A named person reviewed interface text, errors '
                                                 'and consent wording',
                                        'why': 'A misread label or message becomes a support '
                                               'ticket, or a wrong consent.',
                                        'level': 'should',
                                        'evidence': {'expect': 'who reviewed what for plain '
                                                               'language, tone and legal accuracy, '
                                                               'and what changed',
                                                     'find': ['docs/content*.md',
                                                              'docs/design/content*.md',
                                                              'docs/copy*.md']},
                                        'when': ['user-interface'],
                                        'refs': ['a11y', 'usds']},
                                       {'id': 'rollout-concept-chosen',
                                        'title': 'A rollout concept names the first users, the '
                                                 'stages and who controls the switch',
                                        'why': 'A staged launch needs switches and groups in the '
                                               'design.',
                                        'level': 'should',
                                        'evidence': {'expect': 'the first group, the stages, how '
                                                               'eligibility is switched, and what '
                                                               'the design needs for it',
                                                     'find': ['docs/rollout*.md',
                                                              'docs/release-plan*.md',
                                                              'docs/launch-plan*.md']},
                                        'refs': ['va', 'kep', 'gds']},
                                       {'id': 'measurement-plan-specified',
                                        'title': 'The events behind each outcome metric are '
                                                 'specified before the build',
                                        'why': 'A launch without instruments cannot be judged.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a tracking plan: event or source, '
                                                               'trigger, properties, metric it '
                                                               'feeds, owner; what must not be '
                                                               'collected',
                                                     'find': ['docs/tracking-plan*.md',
                                                              'docs/tracking-plan*.csv',
                                                              '@measurement'],
                                                     'template': 'tracking-plan'},
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Event or source | Event '
                                                                          '| Event name | Source',
                                                                          'Trigger | When',
                                                                          'Metric it feeds | '
                                                                          'Metric | KPI',
                                                                          'Owner | Responsible | '
                                                                          'Who'],
                                                              'filled': True,
                                                              'unread': 'warn'}}],
                                        'refs': ['gds', 'gitlab', 'usds']},
                                       {'id': 'tradeoffs-accepted-by-business',
                                        'title': 'Design trade-offs on scope, date, cost or '
                                                 'experience are accepted by the sponsor',
                                        'why': 'The business gets what it chose knowingly, or it '
                                               'did not choose.',
                                        'level': 'should',
                                        'evidence': {'expect': 'the list of trade-offs, what each '
                                                               "gives up, the sponsor's name and "
                                                               'the date; none is a valid list if '
                                                               'it says so',
                                                     'find': ['docs/trade-offs*.md',
                                                              'docs/tradeoffs*.md',
                                                              '**/adr/*trade*.md',
                                                              '**/decisions/*trade*.md'],
                                                     'template': 'trade-offs',
                                                     'pin': True},
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['What was given up | '
                                                                          'Trade-off | Given up',
                                                                          'What for | What is '
                                                                          'given up | Reason | '
                                                                          'Effect'],
                                                              'filled': True,
                                                              'min-rows': 0,
                                                              'unread': 'warn'}}],
                                        'refs': ['mscode', 'va']}]},
 'standard/development.yaml': {'schema': 'tpm/checklist/1',
                               'phase': 'development',
                               'title': 'Development',
                               'question': 'Is it being built well, and is it still the right '
                                           'thing?',
                               'tpm': [{'id': 'default-branch-protected',
                                        'title': 'The default branch accepts only reviewed changes '
                                                 'that passed the required checks',
                                        'why': 'The shared state stays shippable when nobody can '
                                               'slip past the door.',
                                        'level': 'must',
                                        'evidence': {'expect': 'a dated export of the branch rules '
                                                               '(such as '
                                                               'reports/branch-rules.json), with '
                                                               'who may bypass them; not '
                                                               'applicable to a single maintainer',
                                                     'required': True,
                                                     'find': ['docs/reports/branch-rules*.md',
                                                              'docs/reports/branch*.*',
                                                              'reports/branch-rules*.json',
                                                              '.github/settings.y*ml',
                                                              '.github/rulesets/*.json'],
                                                     'template': 'branch-rules'},
                                        'not-applicable': True,
                                        'valid-for': '180d',
                                        'standing': True,
                                        'repeats': 'product',
                                        'refs': ['osps', 'mscode', 'scorecard']},
                                       {'id': 'ci-on-every-change',
                                        'title': 'Continuous integration builds and tests each '
                                                 'change before it can be merged',
                                        'why': 'Fast feedback is the cheapest improvement of a '
                                               'workflow there is.',
                                        'level': 'must',
                                        'evidence': {'expect': "the pipeline's configuration that "
                                                               'runs on pull or merge requests, '
                                                               'and a link to its latest run on '
                                                               'the default branch',
                                                     'required': True,
                                                     'find': ['@ci']},
                                        'valid-for': '365d',
                                        'repeats': 'product',
                                        'checks': [{'any-of': [{'text': {'file': 'evidence',
                                                                         'matches': '^\\s*(pull_request|pull_request_target|merge_group)\\b',
                                                                         'unread': 'warn'}},
                                                               {'text': {'file': 'evidence',
                                                                         'matches': '^"?on"?:.*\\b(pull_request|merge_group|push)\\b',
                                                                         'unread': 'warn'}},
                                                               {'text': {'file': 'evidence',
                                                                         'matches': '^\\s+push:\\s*\\n(?!\\s+(branches|tags|paths))',
                                                                         'unread': 'warn'}},
                                                               {'text': {'file': 'evidence',
                                                                         'absent': ['runs-on:'],
                                                                         'unread': 'warn'}}]}],
                                        'refs': ['mercari', 'mscode', 'osps', 'badge']},
                                       {'id': 'environments-from-code',
                                        'title': 'An environment was rebuilt from nothing by code '
                                                 'alone',
                                        'why': 'What was clicked together once cannot be restored.',
                                        'level': 'should',
                                        'evidence': {'expect': 'the infrastructure code, the date '
                                                               'and duration of the latest '
                                                               'rebuild, what still needs hands',
                                                     'find': ['docs/infrastructure*.md',
                                                              '@infrastructure']},
                                        'when': ['hosted'],
                                        'refs': ['nhs', 'orr']},
                                       {'id': 'definition-of-done-enforced',
                                        'title': 'The definition of done appears in the merge '
                                                 'request template or review guide',
                                        'why': 'Done must mean the same thing to the author and '
                                               'the reviewer.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a definition that covers tests, '
                                                               'docs, telemetry, security and '
                                                               'accessibility, shown in the '
                                                               'request template or the review '
                                                               'guide',
                                                     'find': ['docs/definition-of-done*.md',
                                                              '@request-template',
                                                              'CONTRIBUTING*',
                                                              '.github/CONTRIBUTING*'],
                                                     'template': 'definition-of-done'},
                                        'valid-for': '365d',
                                        'repeats': 'product',
                                        'refs': ['mscode', 'scrum']},
                                       {'id': 'newcomer-can-build',
                                        'title': 'A newcomer built, ran and tested the product '
                                                 'from the README within a day',
                                        'why': 'If only veterans can build it, it leaves with '
                                               'them.',
                                        'level': 'should',
                                        'evidence': {'expect': 'who tried it, when, and what was '
                                                               'fixed; the README names the steps',
                                                     'find': ['@setup']},
                                        'refs': ['mscode', 'usds', 'osps']},
                                       {'id': 'dependencies-controlled',
                                        'title': 'Third-party components are pinned, with a bot '
                                                 'that proposes updates',
                                        'why': "Most of the product's code was written elsewhere.",
                                        'level': 'must',
                                        'evidence': {'expect': 'lock file and update bot; the '
                                                               'latest audit of licences',
                                                     'required': True,
                                                     'find': ['@locks', '@update-bot']},
                                        'not-applicable': True,
                                        'valid-for': '90d',
                                        'refs': ['ssdf', 'osps', 'scorecard', 'mercari']},
                                       {'id': 'component-scan-clean',
                                        'title': 'The scan of third-party components reports no '
                                                 'open finding at level error',
                                        'why': 'A list of components helps only when it is '
                                               'compared with the list of flaws.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a SARIF report of the component '
                                                               'scan (osv-scanner, trivy, grype …) '
                                                               'as reports/components.sarif, made '
                                                               'in CI or committed',
                                                     'find': ['reports/components*.sarif']},
                                        'checks': [{'sarif': {'file': 'reports/components*.sarif',
                                                              'below': 'error',
                                                              'tool': ['@component-scan'],
                                                              'within': '30d'}}],
                                        'answered-by': 'checks',
                                        'refs': ['ssdf', 'scorecard']},
                                       {'id': 'secrets-kept-out',
                                        'title': 'A secret scan over the full history has no open '
                                                 'finding',
                                        'why': 'A leaked key is the shortest path to an incident.',
                                        'level': 'must',
                                        'evidence': {'expect': "the scanner's SARIF report over "
                                                               'all commits (for example of '
                                                               'gitleaks, told to redact) as '
                                                               'reports/secrets.sarif, made in CI '
                                                               'or committed',
                                                     'required': True,
                                                     'find': ['@secret-scan']},
                                        'valid-for': '90d',
                                        'checks': [{'sarif': {'file': 'reports/secrets*.sarif',
                                                              'below': 'note',
                                                              'tool': ['@secret-scan'],
                                                              'within': '30d'}}],
                                        'refs': ['mscode', 'osps', 'asvs', 'mercari']},
                                       {'id': 'static-analysis-clean',
                                        'title': 'Static analysis reports no open finding at level '
                                                 'error',
                                        'why': 'A machine reads all of it; a reviewer reads what '
                                               'changed.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a SARIF report of the analyser '
                                                               '(codeql, semgrep, eslint, ruff …) '
                                                               'as reports/static-analysis.sarif, '
                                                               'made in CI or committed',
                                                     'find': ['reports/static*.sarif']},
                                        'checks': [{'sarif': {'file': 'reports/static*.sarif',
                                                              'below': 'error',
                                                              'tool': ['@static-analysis'],
                                                              'within': '45d'}}],
                                        'answered-by': 'checks',
                                        'refs': ['ssdf', 'badge']},
                                       {'id': 'pipeline-hardened',
                                        'title': 'The pipeline runs with least rights and keeps '
                                                 'its secrets from untrusted code',
                                        'why': 'Whoever owns the pipeline owns every release.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a SARIF report of a workflow '
                                                               'scanner (zizmor, scorecard, '
                                                               'checkov ...) as '
                                                               'reports/pipeline.sarif',
                                                     'find': ['reports/pipeline*.sarif',
                                                              '.github/zizmor.yml',
                                                              '.github/workflows/scorecard*.y*ml']},
                                        'checks': [{'sarif': {'file': 'reports/pipeline*.sarif',
                                                              'below': 'error',
                                                              'tool': ['@pipeline-scan'],
                                                              'within': '90d'}}],
                                        'answered-by': 'checks',
                                        'refs': ['osps', 'slsa', 'scorecard']},
                                       {'id': 'test-strategy-agreed',
                                        'title': 'A test strategy says which risk is tested where, '
                                                 'and what ends testing',
                                        'why': 'Testing without a strategy measures effort, not '
                                               'risk.',
                                        'level': 'must',
                                        'evidence': {'expect': 'risks by test level, environments, '
                                                               'test data, coverage floor, exit '
                                                               'criteria, and who agreed to it',
                                                     'required': True,
                                                     'find': ['docs/test-strategy*.md',
                                                              '@test-plan'],
                                                     'template': 'test-strategy'},
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Level | Test level | '
                                                                          'Test type | Type',
                                                                          'Which risk it covers | '
                                                                          'Risk | Risks | Covers',
                                                                          'Who runs it | Owner | '
                                                                          'Responsible | Who'],
                                                              'filled': True,
                                                              'unread': 'warn'}}],
                                        'refs': ['kep', 'd365', 'osps', 'badge']},
                                       {'id': 'blockers-owned',
                                        'title': 'Open blockers on the release milestone have an '
                                                 'owner and a date',
                                        'why': 'A blocker without an owner waits for the next '
                                               'meeting.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a dated export of the open '
                                                               'blockers: owner, next step, date, '
                                                               'whom it goes to if the date passes',
                                                     'find': ['docs/blockers*.md',
                                                              'docs/blockers*.csv',
                                                              'docs/status/*.md',
                                                              'docs/reports/blockers*']},
                                        'refs': ['nhs', 'mscode']},
                                       {'id': 'flow-measured-and-improved',
                                        'title': 'The latest flow review names delivery figures '
                                                 'and one improvement that was tried',
                                        'why': 'You improve a workflow by measuring it and '
                                               'changing one thing.',
                                        'level': 'should',
                                        'evidence': {'expect': 'the latest review: delivery '
                                                               'figures (such as the five of '
                                                               'DORA), age of open work, the '
                                                               'change tried and what came of it',
                                                     'find': ['docs/reviews/flow*.md',
                                                              'docs/reports/flow*.md',
                                                              'docs/metrics/flow*.md']},
                                        'refs': ['dorametrics', 'nhs', 'mscode']},
                                       {'id': 'tradeoffs-recorded',
                                        'title': 'The trade-offs made during the build are '
                                                 'recorded with who decided and the debt left',
                                        'why': 'A tough call is fine; a forgotten one is not.',
                                        'level': 'must',
                                        'evidence': {'expect': 'decision or debt entries made in '
                                                               'this phase: quality, scope or time '
                                                               'given up, by whom, what it leaves '
                                                               'to be paid; or a line that none '
                                                               'was made',
                                                     'required': True,
                                                     'find': ['docs/trade-offs*.md',
                                                              'docs/tech-debt*.md',
                                                              'TECH_DEBT*',
                                                              'docs/technical-debt*.md',
                                                              '**/adr/*trade*.md',
                                                              '**/decisions/*trade*.md'],
                                                     'template': 'trade-offs'},
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['What was given up | '
                                                                          'Trade-off | Given up',
                                                                          'What for | What is '
                                                                          'given up | Reason | '
                                                                          'Effect'],
                                                              'filled': True,
                                                              'min-rows': 0,
                                                              'unread': 'warn'}}],
                                        'refs': ['nhs', 'mscode']}],
                               'pm': [{'id': 'iteration-goals-reviewed',
                                       'title': 'The latest review showed working software and '
                                                'compared it with the goals',
                                       'why': 'Off-goal work is cheap to stop in the week it '
                                              'starts.',
                                       'level': 'must',
                                       'evidence': {'expect': 'the latest review note (not older '
                                                              'than 35 days): the goal and the '
                                                              'outcome it serves, what was shown '
                                                              'and to whom, what was stopped or '
                                                              'justified, tickets and actions',
                                                    'required': True,
                                                    'find': ['docs/iterations/*.md',
                                                             'docs/sprints/*.md',
                                                             'docs/demos/*.md',
                                                             'docs/reviews/iteration*.md',
                                                             'docs/reviews/sprint*.md'],
                                                    'template': 'iteration-review'},
                                       'valid-for': '35d',
                                       'refs': ['gds', 'usds', 'scrum']},
                                      {'id': 'roadmap-current',
                                       'title': 'Stakeholders have a roadmap that shows now, next '
                                                'and later',
                                       'why': 'People align to what they can see.',
                                       'level': 'should',
                                       'evidence': {'expect': 'the roadmap, changed or confirmed '
                                                              'within the last 45 days, and where '
                                                              'it was shared',
                                                    'find': ['@roadmap'],
                                                    'template': 'roadmap'},
                                       'valid-for': '45d',
                                       'refs': ['cncf', 'badge']},
                                      {'id': 'scope-changes-controlled',
                                       'title': 'Scope changes since the requirements gate are '
                                                'logged with reason and approver',
                                       'why': 'Small unlogged additions are how dates and goals '
                                              'slip.',
                                       'level': 'must',
                                       'evidence': {'expect': 'a log: change, reason, effect on '
                                                              'date, cost and goals, approver, '
                                                              'day; or a line that there was none',
                                                    'required': True,
                                                    'find': ['docs/scope-changes*.md',
                                                             'docs/scope-changes*.csv',
                                                             'docs/change-log-scope*.md'],
                                                    'template': 'scope-changes'},
                                       'checks': [{'table': {'file': 'evidence',
                                                             'columns': ['Change | Scope change',
                                                                         'Effect on date, cost and '
                                                                         'goals | Effect | Impact',
                                                                         'Approved by | Approver | '
                                                                         'Decided by'],
                                                             'filled': True,
                                                             'min-rows': 0,
                                                             'unread': 'warn'}}],
                                       'refs': ['nasa', 'd365']},
                                      {'id': 'pilot-users-recruited',
                                       'title': 'Pilot participants are recruited and have agreed '
                                                'to the terms of the pilot',
                                       'why': 'Recruiting takes longer than fixing.',
                                       'level': 'should',
                                       'evidence': {'expect': 'how many, which segments, what they '
                                                              'agreed to; names stay where '
                                                              'personal data belongs',
                                                    'find': ['docs/pilot*.md',
                                                             'docs/beta*.md',
                                                             'docs/research/pilot*.md']},
                                       'not-applicable': True,
                                       'refs': ['va', 'saasbiz']},
                                      {'id': 'forecast-published',
                                       'title': 'A release forecast with range and confidence is '
                                                'published',
                                       'why': 'A surprise is a forecast nobody published.',
                                       'level': 'should',
                                       'evidence': {'expect': 'the latest forecast, the one before '
                                                              'it, and the slip that would call '
                                                              'for a decision',
                                                    'find': ['docs/forecast*.md',
                                                             'docs/status/*.md',
                                                             'docs/plan*.md']},
                                       'refs': ['nhs']},
                                      {'id': 'launch-work-started',
                                       'title': 'Naming, documentation, support, price and '
                                                'marketing work have owners and dates',
                                       'why': 'Launch work has the longest lead time.',
                                       'level': 'should',
                                       'evidence': {'expect': 'a launch plan with an owner and a '
                                                              'date per line of work',
                                                    'find': ['docs/launch-plan*.md',
                                                             'docs/release-plan*.md']},
                                       'refs': ['saasbiz', 'd365']},
                                      {'id': 'business-case-rechecked',
                                       'title': 'The business case was compared with actual cost '
                                                'and new evidence since the design',
                                       'why': 'Money already spent is not a goal.',
                                       'level': 'should',
                                       'evidence': {'expect': 'a dated note of its own, made since '
                                                              'the architecture gate: cost so far, '
                                                              'what is now known about value, the '
                                                              "sponsor's word to go on",
                                                    'find': ['docs/reviews/business-case*.md',
                                                             'docs/business-case-recheck*.md'],
                                                    'pin': True},
                                       'refs': ['nasa', 'usds']}]},
 'standard/feasibility.yaml': {'schema': 'tpm/checklist/1',
                               'phase': 'feasibility',
                               'title': 'Ideation & planning',
                               'question': 'Can we build it, and should we?',
                               'tpm': [{'id': 'unknowns-spiked',
                                        'title': 'The riskiest technical unknowns were each tried '
                                                 'out in a time-boxed spike',
                                        'why': 'Trying a thing for two days settles what two weeks '
                                               'of debate cannot.',
                                        'level': 'must',
                                        'evidence': {'expect': 'one spike note per unknown '
                                                               '(usually three): question, time '
                                                               'box, what was tried, result, what '
                                                               'it changes; or why there is none',
                                                     'required': True,
                                                     'find': ['docs/spikes/*.md',
                                                              'docs/**/*spike*.md',
                                                              'spikes/**/*.md'],
                                                     'template': 'spike-note'},
                                        'refs': ['mscode', 'gds']},
                                       {'id': 'existing-systems-surveyed',
                                        'title': 'The systems this will touch are listed with '
                                                 'owner, state and known limits',
                                        'why': 'Old systems bring limits that no requirement '
                                               'mentions.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a list or context sketch: system, '
                                                               'owner, how it is reached, what it '
                                                               'cannot do, when it is to be '
                                                               'replaced',
                                                     'find': ['docs/systems*.md',
                                                              'docs/context*.md',
                                                              'docs/landscape*.md',
                                                              'docs/architecture/context*.md']},
                                        'not-applicable': True,
                                        'refs': ['orr', 'd365']},
                                       {'id': 'options-compared',
                                        'title': 'Build, buy, reuse and do nothing were compared '
                                                 'on the same criteria',
                                        'why': 'If only one option was looked at, nobody can say '
                                               'why it is the best.',
                                        'level': 'should',
                                        'evidence': {'expect': 'an options paper: build, buy or '
                                                               'reuse, and do nothing, against the '
                                                               'same criteria, with the choice and '
                                                               'its reason',
                                                     'find': ['docs/options*.md',
                                                              'docs/trade-studies/*.md',
                                                              '**/adr/*option*.md',
                                                              '**/adr/*build-or-buy*.md',
                                                              '**/decisions/*option*.md',
                                                              '**/decisions/*build-or-buy*.md'],
                                                     'template': 'options-paper'},
                                        'refs': ['mscode', 'usds', 'nasa']},
                                       {'id': 'dependencies-confirmed',
                                        'title': 'Every outside system or vendor has a contact, a '
                                                 'checked limit and a usable verdict',
                                        'why': "Plans fail at other people's quotas, contracts and "
                                               'lead times.',
                                        'level': 'must',
                                        'evidence': {'expect': 'a table of dependencies: contact, '
                                                               'limit (quota, licence, service '
                                                               'level) with its source, usable yes '
                                                               'or no',
                                                     'required': True,
                                                     'find': ['docs/dependencies*.md',
                                                              'docs/dependencies*.csv',
                                                              'docs/vendors*.md'],
                                                     'template': 'dependency-table'},
                                        'not-applicable': True,
                                        'valid-for': '180d',
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Dependency | Vendor | '
                                                                          'Supplier | System | '
                                                                          'Service',
                                                                          'Owner or contact | '
                                                                          'Contact | Owner',
                                                                          'Limit (quota, licence, '
                                                                          'service level) | Limit '
                                                                          '| Limits | Quota',
                                                                          'Usable? yes or no | '
                                                                          'Usable? | Usable | '
                                                                          'Verdict'],
                                                              'filled': True,
                                                              'unread': 'warn'}}],
                                        'refs': ['sre', 'orr', 'd365']},
                                       {'id': 'technical-risks-registered',
                                        'title': 'Every high technical risk has an owner, a '
                                                 'response and a review date',
                                        'why': 'A risk shrinks only once somebody must answer for '
                                               'it.',
                                        'level': 'must',
                                        'evidence': {'expect': 'a risk log: likelihood, impact, '
                                                               'owner, response, trigger and '
                                                               'review date; no high risk with an '
                                                               'empty cell',
                                                     'required': True,
                                                     'find': ['docs/risks*.md',
                                                              'docs/risks*.csv',
                                                              'docs/risk-register*.md',
                                                              'docs/raid*.md',
                                                              'docs/**/risk-register*.csv',
                                                              'RISKS*'],
                                                     'template': 'risk-log'},
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Risk',
                                                                          'Owner | Responsible | '
                                                                          'Who | Assignee',
                                                                          'Response | Mitigation | '
                                                                          'Treatment | Action | '
                                                                          'Plan',
                                                                          'Review date | Next '
                                                                          'review | Review on | '
                                                                          'Reviewed on | Review'],
                                                              'filled': True,
                                                              'unread': 'warn'}}],
                                        'refs': ['nasa', 'mscode']},
                                       {'id': 'security-privacy-screened',
                                        'title': 'A screening names the security, privacy and '
                                                 'legal reviews this work needs',
                                        'why': 'These reviews take weeks; finding out at launch '
                                               'stops the launch.',
                                        'level': 'must',
                                        'evidence': {'expect': 'screening answers with the classes '
                                                               'of data, the reviews that follow '
                                                               '(threat model, impact assessment, '
                                                               'regulator), who decided and when',
                                                     'required': True,
                                                     'find': ['docs/security/screening*.md',
                                                              'docs/privacy/screening*.md',
                                                              'docs/compliance/screening*.md',
                                                              'docs/screening*.md'],
                                                     'template': 'security-screening'},
                                        'valid-for': '365d',
                                        'repeats': 'product',
                                        'refs': ['ico', 'samm', 'usds']},
                                       {'id': 'effort-and-run-cost-ranged',
                                        'title': 'Build effort and running cost are ranges given '
                                                 'by those who will do the work',
                                        'why': 'A single number hides the uncertainty the sponsor '
                                               'is buying.',
                                        'level': 'must',
                                        'evidence': {'expect': 'low, likely and high effort with '
                                                               'assumptions and confidence; '
                                                               'monthly running cost at launch '
                                                               'and, where hosted, at ten times '
                                                               'the load',
                                                     'required': True,
                                                     'find': ['docs/estimate*.md',
                                                              'docs/estimate*.csv',
                                                              'docs/estimates/*.md',
                                                              'docs/cost*.md'],
                                                     'template': 'estimate'},
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Low | Best | Optimistic '
                                                                          '| Minimum | Min',
                                                                          'High | Worst | '
                                                                          'Pessimistic | Maximum | '
                                                                          'Max'],
                                                              'filled': True,
                                                              'unread': 'warn'}}],
                                        'refs': ['sre', 'saasbiz']},
                                       {'id': 'skills-and-capacity-checked',
                                        'title': 'Every gap in skills, people or environments has '
                                                 'an owner and a closing date',
                                        'why': 'Feasible for some team is not feasible for this '
                                               'team.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a table of what the first release '
                                                               'needs, what is there, who closes '
                                                               'each gap and by when',
                                                     'find': ['docs/skills*.md',
                                                              'docs/capability*.md',
                                                              'docs/capacity-plan*.md',
                                                              'docs/team*.md']},
                                        'refs': ['usds', 'saasbiz']}],
                               'pm': [{'id': 'problem-statement-agreed',
                                       'title': 'A one-page problem statement is agreed with the '
                                                'sponsor',
                                       'why': 'Without it, no later claim of fitting the need can '
                                              'be tested.',
                                       'level': 'must',
                                       'evidence': {'expect': 'who has the problem, how often, '
                                                              'what they do today, what it costs '
                                                              'them, and who agreed on which day; '
                                                              'without a sponsor, the maintainers',
                                                    'required': True,
                                                    'find': ['docs/problem*.md',
                                                             'docs/product/problem*.md',
                                                             'docs/prd*.md',
                                                             'docs/discovery/*.md'],
                                                    'template': 'problem-statement'},
                                       'refs': ['va', 'gds']},
                                      {'id': 'user-evidence-collected',
                                       'title': 'Research or usage data from the last six months '
                                                'shows that users have this need',
                                       'why': 'It tells a need of users from a wish of the '
                                              'company.',
                                       'level': 'must',
                                       'evidence': {'expect': 'dated notes with consent, or usage '
                                                              'data; five people or more unless '
                                                              'the note says why fewer do',
                                                    'required': True,
                                                    'find': ['docs/research/**/*.md',
                                                             'docs/interviews/*.md',
                                                             'docs/discovery/*.md'],
                                                    'template': 'research-note'},
                                       'valid-for': '180d',
                                       'refs': ['usds', 'gds', 'gitlab']},
                                      {'id': 'market-need-sized',
                                       'title': "The target segment, its size and today's "
                                                'alternatives are stated with sources',
                                       'why': 'A real need can still be too small, or already well '
                                              'served.',
                                       'level': 'should',
                                       'must-when': ['sold-to-customers'],
                                       'evidence': {'expect': 'a market note with a source behind '
                                                              'every number, and the reason to '
                                                              'switch',
                                                    'required': True,
                                                    'find': ['docs/market*.md',
                                                             'docs/discovery/market*.md',
                                                             'docs/competit*.md'],
                                                    'template': 'market-note'},
                                       'refs': ['saasbiz', 'svpg']},
                                      {'id': 'outcome-metrics-baselined',
                                       'title': 'One to three outcome metrics have a source, a '
                                                'baseline and a dated target',
                                       'why': 'A target without a baseline can always be declared '
                                              'met.',
                                       'level': 'must',
                                       'evidence': {'expect': 'a table: metric, definition, '
                                                              "source, today's value, target, "
                                                              'date, owner',
                                                    'required': True,
                                                    'find': ['docs/metrics*.md',
                                                             'docs/metrics*.csv',
                                                             'docs/metrics*.yml',
                                                             'docs/success-metrics*.md',
                                                             'docs/okr*.md'],
                                                    'template': 'metrics-table'},
                                       'checks': [{'table': {'file': 'evidence',
                                                             'columns': ['Metric | Measure | KPI',
                                                                         'Source | Data source | '
                                                                         'Measured by',
                                                                         "Baseline | Today's value "
                                                                         '| Today | Current',
                                                                         'Target | Goal',
                                                                         'Owner | Responsible | '
                                                                         'Who'],
                                                             'filled': True,
                                                             'unread': 'warn'}}],
                                       'refs': ['gds', 'usds', 'va']},
                                      {'id': 'owners-and-decision-rights-named',
                                       'title': 'A document names who decides scope, who decides '
                                                'technology and who breaks a tie',
                                       'why': 'Two decision makers without a written border stop '
                                              'each other.',
                                       'level': 'must',
                                       'evidence': {'expect': 'one accountable product manager and '
                                                              'one technical product manager by '
                                                              'name, with their decision rights '
                                                              'and the tie-breaker',
                                                    'required': True,
                                                    'find': ['docs/owners*.md',
                                                             'docs/decision-rights*.md',
                                                             '@governance'],
                                                    'template': 'decision-rights'},
                                       'valid-for': '365d',
                                       'repeats': 'product',
                                       'checks': [{'table': {'file': 'evidence',
                                                             'columns': ['Decision | Decisions | '
                                                                         'Person | Role',
                                                                         'Decides | Decider | '
                                                                         'Accountable | Approver | '
                                                                         'A'],
                                                             'filled': True,
                                                             'unread': 'warn'}}],
                                       'refs': ['usds', 'osps']},
                                      {'id': 'strategy-fit-stated',
                                       'title': 'The idea names the company goal served and the '
                                                'work that moves down for it',
                                       'why': 'Saying yes is free until the displaced work is '
                                              'named.',
                                       'level': 'should',
                                       'evidence': {'expect': 'the objective and the work that '
                                                              'moves down or out because of it, '
                                                              'for example in a press release with '
                                                              'questions and answers',
                                                    'find': ['docs/press-release*.md',
                                                             'docs/strategy*.md',
                                                             '@roadmap'],
                                                    'template': 'press-release-faq'},
                                       'refs': ['gitlab', 'svpg']},
                                      {'id': 'business-case-approved',
                                       'title': 'A business case with value, cost and funding is '
                                                'approved by a named sponsor',
                                       'why': 'Somebody with the money must have said yes to the '
                                              'numbers, not to the pitch.',
                                       'level': 'must',
                                       'evidence': {'expect': 'expected value, cost range, payback '
                                                              'assumption, conditions that would '
                                                              'stop the work, funding decision, '
                                                              "sponsor's name and date; a file, "
                                                              'not a link, that stays as approved',
                                                    'required': True,
                                                    'find': ['docs/business-case*.md',
                                                             'docs/business-case*.pdf',
                                                             'docs/**/business-case*.md'],
                                                    'template': 'business-case',
                                                    'pin': True},
                                       'refs': ['svpg', 'usds', 'saasbiz']}]},
 'standard/lifecycle.yaml': {'schema': 'tpm/lifecycle/1',
                             'name': 'standard',
                             'title': 'Seven gates from idea to maintenance',
                             'phases': ['feasibility',
                                        'requirements',
                                        'architecture',
                                        'development',
                                        'testing',
                                        'release',
                                        'post-launch']},
 'standard/post-launch.yaml': {'schema': 'tpm/checklist/1',
                               'phase': 'post-launch',
                               'title': 'Post-launch & maintenance',
                               'question': 'Is it staying healthy, and what should come next?',
                               'tpm': [{'id': 'operations-handover-accepted',
                                        'title': 'The team that will run the product accepted '
                                                 'ownership, access and runbooks in writing',
                                        'why': 'The launch is over when another team says: this is '
                                               'ours now.',
                                        'level': 'should',
                                        'evidence': {'expect': 'what was handed over, what is '
                                                               'still open, who accepted it and '
                                                               'when',
                                                     'find': ['docs/handover*.md',
                                                              'docs/operations/handover*.md'],
                                                     'pin': True},
                                        'not-applicable': True,
                                        'refs': ['d365', 'orr', 'nasa']},
                                       {'id': 'slo-reviewed',
                                        'title': 'The latest service review compares objectives '
                                                 'with reality and names its actions',
                                        'why': 'An objective nobody reviews is a wish.',
                                        'level': 'must',
                                        'evidence': {'expect': 'the latest review, not older than '
                                                               '35 days: objectives, budget left, '
                                                               'breaches, actions with owners',
                                                     'required': True,
                                                     'find': ['docs/service-reviews/*.md',
                                                              'docs/ops-reviews/*.md',
                                                              'docs/slo-reviews/*.md',
                                                              'docs/reviews/service*.md'],
                                                     'template': 'service-review'},
                                        'valid-for': '35d',
                                        'standing': True,
                                        'when': ['hosted'],
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Objective | SLO | '
                                                                          'Indicator',
                                                                          'Target | Goal',
                                                                          'Actual | Result | '
                                                                          'Measured'],
                                                              'filled': True,
                                                              'unread': 'warn'}}],
                                        'refs': ['sre', 'orr', 'mercari']},
                                       {'id': 'incidents-reviewed',
                                        'title': 'Serious incidents since launch have a review '
                                                 'with tracked actions, or none occurred',
                                        'why': 'An incident should be paid for once.',
                                        'level': 'must',
                                        'evidence': {'expect': 'a blameless review per incident of '
                                                               'severity 1 or 2, within five '
                                                               'working days, with impact, time to '
                                                               'detect and to repair, and the '
                                                               'state of its actions; or a dated '
                                                               'line that there was none',
                                                     'required': True,
                                                     'find': ['docs/incidents/*.md',
                                                              '@incident-reviews'],
                                                     'template': 'incident-review'},
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Action | Action item | '
                                                                          'Follow-up',
                                                                          'Owner | Responsible | '
                                                                          'Who | Assignee',
                                                                          'By | Due | Due date | '
                                                                          'Deadline | Date'],
                                                              'filled': True,
                                                              'min-rows': 0,
                                                              'unread': 'warn'}}],
                                        'refs': ['sre', 'nhs', 'samm']},
                                       {'id': 'alerts-tuned',
                                        'title': 'Every alert since launch was kept, changed or '
                                                 'removed on purpose',
                                        'why': 'Whoever is woken for nothing sleeps through the '
                                               'next one.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a list of alerts since launch with '
                                                               'their count and what became of '
                                                               'them',
                                                     'find': ['docs/alerts*.md',
                                                              'docs/ops-reviews/*.md',
                                                              'docs/service-reviews/*.md']},
                                        'when': ['hosted'],
                                        'refs': ['sre', 'orr']},
                                       {'id': 'vulnerabilities-fixed-in-time',
                                        'title': 'Open vulnerabilities are within the time limit '
                                                 'set for their severity',
                                        'why': 'Time to repair is the security figure customers '
                                               'ask for.',
                                        'level': 'must',
                                        'evidence': {'expect': 'time limits per severity, and the '
                                                               'dated list of open vulnerabilities '
                                                               'with their age, or that none is '
                                                               'open',
                                                     'required': True,
                                                     'find': ['docs/security/vulnerabilities*.md',
                                                              'docs/security/vulnerabilities*.csv',
                                                              'docs/reports/vulnerabilities*'],
                                                     'template': 'vulnerability-list'},
                                        'valid-for': '35d',
                                        'standing': True,
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Identifier | CVE | ID | '
                                                                          'Finding',
                                                                          'Severity | CVSS',
                                                                          'Owner | Responsible | '
                                                                          'Who | Assignee',
                                                                          'Fixed by | Fix by | Due '
                                                                          '| Due date'],
                                                              'filled': True,
                                                              'min-rows': 0,
                                                              'unread': 'warn'}}],
                                        'refs': ['badge', 'osps', 'ssdf', 'cncf']},
                                       {'id': 'restore-tested',
                                        'title': 'A timed restore from backup was carried out '
                                                 'within the last six months',
                                        'why': 'Backups stop working without anybody noticing.',
                                        'level': 'must',
                                        'evidence': {'expect': 'a log of the latest restore: from '
                                                               'which backup, to where, checks, '
                                                               'time taken, against the target',
                                                     'required': True,
                                                     'find': ['docs/reports/restore*.md',
                                                              'docs/reports/recovery*.md',
                                                              'docs/restore*.md',
                                                              'docs/recovery*.md',
                                                              'docs/dr/*.md'],
                                                     'template': 'recovery-log'},
                                        'valid-for': '183d',
                                        'standing': True,
                                        'when': ['stores-data'],
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Time | When',
                                                                          'Step | Action',
                                                                          'Result | Outcome'],
                                                              'filled': True,
                                                              'unread': 'warn'}}],
                                        'refs': ['mercari', 'orr']},
                                       {'id': 'tech-debt-budgeted',
                                        'title': 'Technical debt is listed with its cost and the '
                                                 'share of capacity set aside',
                                        'why': 'What is maintained on purpose lasts; the rest is '
                                               'kept alive.',
                                        'level': 'must',
                                        'evidence': {'expect': 'the list with the cost of leaving '
                                                               'each, the share agreed for the '
                                                               'coming quarter, and what the last '
                                                               'one was spent on',
                                                     'required': True,
                                                     'find': ['docs/tech-debt*.md',
                                                              'TECH_DEBT*',
                                                              'docs/tech-debt*.csv',
                                                              'docs/technical-debt*.md'],
                                                     'template': 'debt-register'},
                                        'valid-for': '100d',
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['What | Debt | Item | '
                                                                          'Description',
                                                                          'Owner | Responsible | '
                                                                          'Who | Assignee',
                                                                          'Decision | Plan | '
                                                                          'Action | Status'],
                                                              'filled': True,
                                                              'unread': 'warn'}}],
                                        'refs': ['nhs']},
                                       {'id': 'performance-and-cost-improved',
                                        'title': 'A comparison of speed and unit cost with launch '
                                                 'led to one planned improvement',
                                        'why': 'Small losses add up where nobody compares.',
                                        'level': 'should',
                                        'evidence': {'expect': 'latency and unit cost at launch '
                                                               'and now, the candidates for '
                                                               'improvement, the one chosen with '
                                                               'its date',
                                                     'find': ['docs/reports/performance*.md',
                                                              'docs/performance*.md',
                                                              'docs/cost*.md',
                                                              'docs/ops-reviews/*.md']},
                                        'when': ['hosted'],
                                        'refs': ['saaslens', 'usds']},
                                       {'id': 'temporary-code-removed',
                                        'title': 'Launch flags, double writes and migration code '
                                                 'are gone or have a removal date',
                                        'why': 'A temporary switch becomes a permanent trap.',
                                        'level': 'should',
                                        'evidence': {'expect': 'the list of what was temporary, '
                                                               'what is gone, and the date for the '
                                                               'rest (within 60 days)',
                                                     'find': ['docs/flags*.md',
                                                              'docs/cleanup*.md',
                                                              'docs/tech-debt*.md',
                                                              'TECH_DEBT.md']},
                                        'refs': ['va', 'nhs']},
                                       {'id': 'support-and-eol-policy-published',
                                        'title': 'Supported versions, notice of deprecation and '
                                                 'end of support are published',
                                        'why': 'Customers plan around what you publish.',
                                        'level': 'should',
                                        'evidence': {'expect': 'the policy where users see it: '
                                                               'versions, dates, how long a '
                                                               'warning precedes a removal',
                                                     'find': ['docs/support-policy*.md',
                                                              'docs/versions*.md',
                                                              'docs/lifecycle*.md',
                                                              'SUPPORT*',
                                                              'SECURITY.md'],
                                                     'template': 'support-policy'},
                                        'not-applicable': True,
                                        'valid-for': '365d',
                                        'repeats': 'product',
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Version | Release',
                                                                          'Supported until | End '
                                                                          'of support | Until'],
                                                              'filled': True,
                                                              'unread': 'warn'}}],
                                        'refs': ['osps', 'cncf', 'sunset']}],
                               'pm': [{'id': 'outcomes-compared-with-targets',
                                       'title': 'Outcomes compared with baseline and target led to '
                                                'a decision: keep, change or stop',
                                       'why': 'It closes the loop that the business case opened.',
                                       'level': 'must',
                                       'evidence': {'expect': 'a review at 30, 60 or 90 days: '
                                                              'baseline, target, actual per '
                                                              'metric, what was learned, the '
                                                              'decision and who took it',
                                                    'required': True,
                                                    'find': ['docs/outcomes*.md',
                                                             'docs/reviews/outcome*.md',
                                                             'docs/reports/outcomes*.md',
                                                             'docs/reviews/launch*.md'],
                                                    'template': 'outcome-review'},
                                       'checks': [{'table': {'file': 'evidence',
                                                             'columns': ['Metric | Measure | KPI',
                                                                         'Target | Goal',
                                                                         'Actual | Result | '
                                                                         'Measured'],
                                                             'filled': True,
                                                             'unread': 'warn'}}],
                                       'refs': ['va', 'gds']},
                                      {'id': 'adoption-and-retention-tracked',
                                       'title': 'Adoption and retention by cohort are on record, '
                                                'with a plan for those at risk',
                                       'why': 'A launch spike can hide a leaking product.',
                                       'level': 'should',
                                       'must-when': ['sold-to-customers'],
                                       'evidence': {'expect': 'a dated export by cohort (downloads '
                                                              'or dependents where there is '
                                                              'nothing better), and the plan for '
                                                              'the weak ones',
                                                    'required': True,
                                                    'find': ['docs/reports/adoption*.md',
                                                             'docs/reports/adoption*.*',
                                                             'docs/reports/retention*.*',
                                                             'docs/adoption*.md'],
                                                    'template': 'metrics-export',
                                                    'pin': True},
                                       'refs': ['saasbiz', 'va']},
                                      {'id': 'feedback-triaged',
                                       'title': 'Feedback from support, sales, reviews and surveys '
                                                'is sorted in one list',
                                       'why': 'Feedback is gathered by a habit, not by an inbox.',
                                       'level': 'must',
                                       'evidence': {'expect': 'the list (export), its sources, the '
                                                              'response time promised and kept, '
                                                              'the latest sorting within 35 days',
                                                    'required': True,
                                                    'find': ['docs/feedback*.md',
                                                             'docs/feedback*.csv',
                                                             'docs/triage*.md',
                                                             'docs/reports/feedback*.*'],
                                                    'template': 'feedback-log'},
                                       'valid-for': '35d',
                                       'checks': [{'table': {'file': 'evidence',
                                                             'columns': ['Theme | Feedback | Topic '
                                                                         '| Issue | Finding',
                                                                         'Decision (fix, later, '
                                                                         'will not do) | Decision '
                                                                         '| Action | Response',
                                                                         'Owner | Responsible | '
                                                                         'Who | Assignee'],
                                                             'filled': True,
                                                             'unread': 'warn'}}],
                                       'refs': ['usds', 'badge']},
                                      {'id': 'user-research-continued',
                                       'title': "The team has the notes of this month's "
                                                'conversations with users',
                                       'why': 'Usage data says what; people say why.',
                                       'level': 'should',
                                       'evidence': {'expect': 'dated notes of the last month '
                                                              '(about four conversations), shared '
                                                              'with the team',
                                                    'find': ['docs/research/**/*.md',
                                                             'docs/interviews/*.md']},
                                       'valid-for': '45d',
                                       'refs': ['gds', 'usds']},
                                      {'id': 'launch-retrospective-held',
                                       'title': 'A launch retrospective across functions left at '
                                                'most three actions with owners',
                                       'why': 'The next launch gets better while memory is fresh.',
                                       'level': 'should',
                                       'evidence': {'expect': 'who was there, what went well and '
                                                              'badly, up to three actions with '
                                                              'owner and date; within 30 days of '
                                                              'launch',
                                                    'find': ['docs/retrospectives/*.md',
                                                             'docs/retros/*.md',
                                                             'docs/reviews/retro*.md',
                                                             'docs/retro*.md'],
                                                    'template': 'retrospective'},
                                       'refs': ['mscode', 'va']},
                                      {'id': 'commitments-tracked',
                                       'title': 'Promises made to customers are logged and were '
                                                'checked before re-planning',
                                       'why': 'A broken promise costs more than a missing feature.',
                                       'level': 'should',
                                       'evidence': {'expect': 'contracts, roadmap statements and '
                                                              'deprecations: promised to whom, '
                                                              'until when, state',
                                                    'find': ['docs/promises*.md',
                                                             'docs/customer-commitments*.md',
                                                             'docs/commitments*.md',
                                                             'docs/commitments*.csv']},
                                       'not-applicable': True,
                                       'refs': ['saasbiz', 'd365']},
                                      {'id': 'roadmap-replanned',
                                       'title': 'The published next roadmap was planned from '
                                                'outcomes and feedback',
                                       'why': 'A plan for what comes next should show what was '
                                              'learned.',
                                       'level': 'must',
                                       'evidence': {'expect': 'the roadmap changed since the '
                                                              'release, with the outcome or '
                                                              'feedback behind each change, and '
                                                              'where it was shared',
                                                    'required': True,
                                                    'find': ['@roadmap'],
                                                    'template': 'roadmap'},
                                       'refs': ['cncf', 'gitlab']},
                                      {'id': 'sunset-criteria-defined',
                                       'title': 'The conditions for retiring the product are set: '
                                                'usage, cost, notice and data export',
                                       'why': 'Everything shipped is retired one day; the terms '
                                              'are easier to agree now.',
                                       'level': 'should',
                                       'evidence': {'expect': 'usage floor, cost ceiling, notice '
                                                              'period, what users may take with '
                                                              'them, who decides',
                                                    'find': ['docs/sunset*.md',
                                                             'docs/retirement*.md',
                                                             'docs/lifecycle*.md']},
                                       'valid-for': '365d',
                                       'repeats': 'product',
                                       'refs': ['nasa', 'sunset', 'gds']}]},
 'standard/release.yaml': {'schema': 'tpm/checklist/1',
                           'phase': 'release',
                           'title': 'Launch',
                           'question': 'Will it go out safely, and will those it is for take it '
                                       'up?',
                           'tpm': [{'id': 'screened-reviews-closed',
                                    'title': 'Every review that the screening called for has a '
                                             'recorded outcome',
                                    'why': 'A review that was announced and never held is found by '
                                           'the auditor.',
                                    'level': 'must',
                                    'evidence': {'expect': 'the list from the screening with the '
                                                           'outcome, date and reviewer of each: '
                                                           'threat model, impact assessment, '
                                                           'regulator, accessibility, export '
                                                           'control',
                                                 'required': True,
                                                 'find': ['docs/security/screening-outcomes*.md',
                                                          'docs/security/screening*.md',
                                                          'docs/reviews/screening*.md',
                                                          'docs/compliance/screening*.md'],
                                                 'template': 'screening-outcomes'},
                                    'checks': [{'table': {'file': 'evidence',
                                                          'columns': ['Review',
                                                                      'Outcome | Result | Verdict',
                                                                      'Date | Day | Closed on',
                                                                      'Reviewer | Reviewed by | '
                                                                      'By'],
                                                          'filled': True,
                                                          'min-rows': 0,
                                                          'unread': 'warn'}}],
                                    'refs': ['gdpr', 'samm', 'nasa']},
                                   {'id': 'changelog-entry-written',
                                    'title': 'The changelog has an entry for this version, with '
                                             'breaking changes and upgrade steps',
                                    'why': 'Managing a release starts with knowing what changed.',
                                    'level': 'should',
                                    'must-when': ['public-api'],
                                    'evidence': {'expect': 'version, date, changes as users see '
                                                           'them, breaking changes, upgrade steps, '
                                                           'security fixes; later also an entry '
                                                           'for each newest tag',
                                                 'required': True,
                                                 'find': ['@changelog'],
                                                 'template': 'changelog'},
                                    'checks': [{'any-of': [{'changelog': {'file': 'CHANGELOG*',
                                                                          'version': 'increment'}},
                                                           {'changelog': {'file': 'evidence',
                                                                          'version': 'increment',
                                                                          'unread': 'warn'}}]}],
                                    'refs': ['keepachangelog', 'badge', 'osps', 'semver']},
                                   {'id': 'artifact-built-once',
                                    'title': 'The shipped build was made once, by CI, from a tag',
                                    'why': 'What was tested must be what is shipped.',
                                    'level': 'must',
                                    'evidence': {'expect': 'the tag, the build that made it, '
                                                           'checksum or signature, and where the '
                                                           'tested artefact lies',
                                                 'required': True,
                                                 'find': ['docs/reports/build*.md',
                                                          '@release-build'],
                                                 'template': 'build-record'},
                                    'refs': ['ssdf', 'slsa', 'osps', 'badge']},
                                   {'id': 'deploys-by-pipeline-only',
                                    'title': 'Production is deployed by the pipeline alone, '
                                             'without losing a request',
                                    'why': 'A release that needs a person with a shell cannot be '
                                           'repeated at night.',
                                    'level': 'should',
                                    'evidence': {'expect': 'the deploy job, who may start it, and '
                                                           'the error rate during one deployment '
                                                           'under load',
                                                 'find': ['docs/reports/deploy*.md',
                                                          'docs/deployment*.md',
                                                          '.github/workflows/*deploy*.y*ml',
                                                          '.gitlab-ci.yml',
                                                          '**/argocd/**/*.yaml',
                                                          '**/flux*/**/*.yaml']},
                                    'when': ['hosted'],
                                    'refs': ['mercari', 'orr', 'dorametrics']},
                                   {'id': 'spend-capped',
                                    'title': 'Spending has hard limits and a budget alarm that was '
                                             'tried',
                                    'why': "A loop or an attacker can spend a year's budget in a "
                                           'weekend.',
                                    'level': 'should',
                                    'evidence': {'expect': 'budgets and quotas per account or API, '
                                                           'who is told, the date the alarm was '
                                                           'fired on purpose',
                                                 'find': ['docs/reports/budget*.md',
                                                          'docs/cost*.md',
                                                          '**/budget*.tf']},
                                    'when': ['hosted'],
                                    'refs': ['saaslens', 'orr']},
                                   {'id': 'bill-of-materials-made',
                                    'title': 'The release ships with a bill of materials that '
                                             'names its version',
                                    'why': 'When the next flaw is published, the question is who '
                                           'has it.',
                                    'level': 'should',
                                    'evidence': {'expect': 'CycloneDX or SPDX as '
                                                           'reports/sbom.json, with the version of '
                                                           'the product in it, made in CI or '
                                                           'committed',
                                                 'find': ['reports/sbom*.json',
                                                          'sbom*.json',
                                                          '**/*.cdx.json',
                                                          '**/*.spdx.json']},
                                    'checks': [{'sbom': {'file': 'reports/sbom*.json',
                                                         'min-components': 3,
                                                         'within': '90d'}}],
                                    'answered-by': 'checks',
                                    'refs': ['ssdf', 'slsa', 'osps']},
                                   {'id': 'migrations-rehearsed',
                                    'title': 'Schema, data and configuration changes were '
                                             'rehearsed both ways on a copy',
                                    'why': 'Data changes are what a rollback trips over.',
                                    'level': 'must',
                                    'evidence': {'expect': 'a log on a production-like copy: '
                                                           'forward, time taken, checks, and the '
                                                           'tested way back or proof of '
                                                           'compatibility',
                                                 'required': True,
                                                 'find': ['docs/reports/migration-rehearsal*.md',
                                                          '@migration'],
                                                 'template': 'migration-rehearsal'},
                                    'not-applicable': True,
                                    'when': ['stores-data'],
                                    'checks': [{'table': {'file': 'evidence',
                                                          'columns': ['Step | Change | Migration',
                                                                      'Time taken | Duration | '
                                                                      'Time'],
                                                          'filled': True,
                                                          'unread': 'warn'}}],
                                    'refs': ['kep', 'saasbiz', 'd365']},
                                   {'id': 'rollback-plan-rehearsed',
                                    'title': 'The rollback plan with trigger, decider, steps and '
                                             'time limit was rehearsed',
                                    'why': 'The way back must be known before the way forward.',
                                    'level': 'must',
                                    'evidence': {'expect': 'the plan with the day of the rehearsal '
                                                           'for this release and the time it took; '
                                                           'for a package: how a bad version is '
                                                           'withdrawn and replaced',
                                                 'required': True,
                                                 'find': ['docs/rollback*.md',
                                                          'docs/runbooks/rollback*.md',
                                                          'runbooks/rollback*.md',
                                                          'docs/reports/rollback*.md'],
                                                 'template': 'rollback-plan'},
                                    'refs': ['kep', 'orr', 'va', 'mercari']},
                                   {'id': 'vulnerability-reporting-published',
                                    'title': 'A private way to report a vulnerability is '
                                             'published, with a promised reply time',
                                    'why': 'Whoever finds a flaw should not have to look for '
                                           'somebody to tell.',
                                    'level': 'must',
                                    'evidence': {'expect': 'a security policy or contact page that '
                                                           'outsiders find: where to report, what '
                                                           'to expect, which versions are covered',
                                                 'required': True,
                                                 'find': ['@security-policy'],
                                                 'template': 'security-policy'},
                                    'valid-for': '365d',
                                    'repeats': 'product',
                                    'when': ['external-users'],
                                    'refs': ['badge', 'osps']},
                                   {'id': 'staged-rollout-configured',
                                    'title': 'The rollout goes in stages with a metric to pass '
                                             'before the next stage',
                                    'why': 'Stages bound how many people meet the first bug.',
                                    'level': 'should',
                                    'evidence': {'expect': 'a stage table: share (at most a tenth '
                                                           'first), metric, threshold, time to '
                                                           'watch, who moves it on',
                                                 'find': ['@rollout']},
                                    'not-applicable': True,
                                    'refs': ['va', 'sre', 'mercari']},
                                   {'id': 'mail-authenticated',
                                    'title': 'Test mail from each sending domain passed '
                                             'authentication',
                                    'why': 'An unauthenticated launch mail lands in spam, with '
                                           'every password reset after it.',
                                    'level': 'should',
                                    'evidence': {'expect': 'SPF, DKIM and DMARC results from a '
                                                           'received test mail per sending domain, '
                                                           'bounce handling, one-click unsubscribe '
                                                           'in marketing mail',
                                                 'find': ['docs/reports/mail*.md',
                                                          'docs/email*.md',
                                                          'docs/deliverability*.md']},
                                    'not-applicable': True,
                                    'when': ['external-users'],
                                    'refs': ['sre']},
                                   {'id': 'monitoring-live-and-tested',
                                    'title': 'Alerts for objectives and rollback triggers were '
                                             'test-fired and reached on-call',
                                    'why': 'An alert nobody has seen fire may never fire.',
                                    'level': 'must',
                                    'evidence': {'expect': 'alert rules or dashboards, and a '
                                                           'record of the test within the last 30 '
                                                           'days: fired, reached whom, after how '
                                                           'long',
                                                 'required': True,
                                                 'find': ['docs/reports/alert-test*.md', '@alerts'],
                                                 'template': 'alert-test'},
                                    'valid-for': '30d',
                                    'when': ['hosted'],
                                    'checks': [{'table': {'file': 'evidence',
                                                          'columns': ['Alert | Alarm | Rule',
                                                                      'How it was fired | Fired by '
                                                                      '| Test | Trigger',
                                                                      'Reached | Who was reached | '
                                                                      'Recipient | Paged'],
                                                          'filled': True,
                                                          'unread': 'warn'}}],
                                    'refs': ['mercari', 'orr', 'mscode', 'sre']},
                                   {'id': 'production-access-limited',
                                    'title': 'Access to production and customer data is listed, '
                                             'minimal and behind two factors',
                                    'why': "A stolen login with broad rights is an attacker's "
                                           'easiest way in.',
                                    'level': 'must',
                                    'evidence': {'expect': 'an export of people and service '
                                                           'accounts with their rights, the date '
                                                           'of the review, proof that a second '
                                                           'factor is enforced, the break-glass '
                                                           'path',
                                                 'required': True,
                                                 'find': ['docs/reports/access-review*.md',
                                                          'docs/reports/access*',
                                                          'docs/security/access*.md',
                                                          'docs/operations/access*.md'],
                                                 'template': 'access-review'},
                                    'valid-for': '100d',
                                    'standing': True,
                                    'when': ['hosted'],
                                    'checks': [{'table': {'file': 'evidence',
                                                          'columns': ['Person or account | Account '
                                                                      '| Person | User | Name',
                                                                      'Rights | Role | Permissions '
                                                                      '| Access',
                                                                      'Decision | Outcome | Result '
                                                                      '| Action'],
                                                          'filled': True,
                                                          'unread': 'warn'}}],
                                    'refs': ['asvs', 'mercari', 'osps']},
                                   {'id': 'runbooks-and-on-call-ready',
                                    'title': 'On-call people with runbooks for alerts and critical '
                                             'operations cover the launch window',
                                    'why': 'Nights go well when the next step is written down.',
                                    'level': 'must',
                                    'evidence': {'expect': 'a runbook per alert and critical '
                                                           'operation (symptom, diagnosis, steps, '
                                                           'escalation), and the on-call schedule '
                                                           'with its escalation',
                                                 'required': True,
                                                 'find': ['docs/runbooks/*.md', '@runbooks'],
                                                 'template': 'runbook'},
                                    'when': ['hosted'],
                                    'refs': ['mercari', 'orr', 'sre']},
                                   {'id': 'incident-response-ready',
                                    'title': 'A tried incident plan says who declares, who tells '
                                             'whom and by which legal deadline',
                                    'why': 'In the first hour nobody has time to look up who may '
                                           'speak to customers or regulators.',
                                    'level': 'must',
                                    'evidence': {'expect': 'severities, roles, contact list, '
                                                           'status-page and customer wording, each '
                                                           'reporting duty with its clock as '
                                                           'counsel confirmed it, date of the '
                                                           'latest exercise',
                                                 'required': True,
                                                 'find': ['docs/runbooks/incident*.md',
                                                          'docs/incident-response*.md',
                                                          'docs/security/incident*.md',
                                                          'docs/operations/incident*.md'],
                                                 'template': 'incident-plan'},
                                    'valid-for': '365d',
                                    'when': ['hosted'],
                                    'checks': [{'table': {'file': 'evidence',
                                                          'columns': ['Severity | Level | Priority',
                                                                      'Who is called | Called | On '
                                                                      'call | Escalation | Contact',
                                                                      'First update within | First '
                                                                      'update | Update within | '
                                                                      'Response time'],
                                                          'filled': True,
                                                          'unread': 'warn'}}],
                                    'refs': ['sre', 'orr', 'ssdf', 'gdpr']},
                                   {'id': 'launch-runsheet-timed',
                                    'title': 'A timed run sheet lists steps with owner, check and '
                                             'stop point',
                                    'why': 'Steps that are invented on the day are forgotten or '
                                           'done in the wrong order.',
                                    'level': 'should',
                                    'evidence': {'expect': 'time, step, owner, check, stop point; '
                                                           'channel, roll call, freeze windows and '
                                                           'other teams cleared',
                                                 'find': ['docs/runsheet*.md',
                                                          'docs/launch-runsheet*.md'],
                                                 'template': 'launch-runsheet'},
                                    'checks': [{'table': {'file': 'evidence',
                                                          'columns': ['Time | When | Start',
                                                                      'Step | Task | Activity',
                                                                      'Owner | Responsible | Who | '
                                                                      'Assignee | Lead | '
                                                                      'Accountable'],
                                                          'filled': True,
                                                          'unread': 'warn'}}],
                                    'refs': ['d365', 'sre']},
                                   {'id': 'launch-watch-staffed',
                                    'title': 'Named people watch agreed signals after launch until '
                                             'a written condition ends it',
                                    'why': 'Without names on a schedule, everybody believes that '
                                           'somebody else is watching.',
                                    'level': 'must',
                                    'evidence': {'expect': 'who watches what and when (24 to 72 '
                                                           'hours at least), what they do on which '
                                                           'signal, what ends the watch',
                                                 'required': True,
                                                 'find': ['docs/launch-watch*.md',
                                                          'docs/hypercare*.md'],
                                                 'template': 'launch-watch'},
                                    'checks': [{'table': {'file': 'evidence',
                                                          'columns': ['Signal | Metric | Measure | '
                                                                      'Alert',
                                                                      'Act at | Threshold | Limit',
                                                                      'What to do | Action | '
                                                                      'Response | Runbook'],
                                                          'filled': True,
                                                          'unread': 'warn'}}],
                                    'refs': ['d365', 'va']}],
                           'pm': [{'id': 'launch-targets-set',
                                   'title': 'Targets for the first day, week and month have '
                                            'thresholds, actions and an owner',
                                   'why': 'It defines a successful launch before there is one to '
                                          'defend.',
                                   'level': 'must',
                                   'evidence': {'expect': 'a table: metric, day 1, day 7, day 30, '
                                                          'what happens below the threshold, owner',
                                                'required': True,
                                                'find': ['docs/launch-targets*.md',
                                                         'docs/metrics*.md',
                                                         'docs/metrics*.csv'],
                                                'template': 'launch-targets'},
                                   'checks': [{'table': {'file': 'evidence',
                                                         'columns': ['Metric | Measure | KPI',
                                                                     'Day 30 | Target | Month 1 | '
                                                                     '30 days',
                                                                     'Below that we | What happens '
                                                                     'below the threshold | If '
                                                                     'missed | If below | Action',
                                                                     'Owner | Responsible | Who'],
                                                         'filled': True,
                                                         'unread': 'warn'}}],
                                   'refs': ['va', 'gds']},
                                  {'id': 'gtm-plan-approved',
                                   'title': 'A go-to-market plan is approved by marketing and by '
                                            'sales',
                                   'why': 'A release that nobody sells or announces brings no '
                                          'customers.',
                                   'level': 'must',
                                   'evidence': {'expect': 'segment, positioning, channels, price, '
                                                          'budget, dates, owner, and both names; '
                                                          'where one person does both, that name',
                                                'required': True,
                                                'find': ['docs/go-to-market*.md',
                                                         'docs/gtm*.md',
                                                         'docs/marketing/launch*.md',
                                                         'docs/marketing/plan*.md'],
                                                'template': 'go-to-market-plan',
                                                'pin': True},
                                   'when': ['sold-to-customers'],
                                   'checks': [{'table': {'file': 'evidence',
                                                         'columns': ['Asset | Deliverable | '
                                                                     'Material',
                                                                     'Owner | Responsible | Who',
                                                                     'Ready on | Ready by | Due | '
                                                                     'Date'],
                                                         'filled': True,
                                                         'unread': 'warn'}}],
                                   'refs': ['saasbiz']},
                                  {'id': 'price-and-tax-confirmed',
                                   'title': 'Finance confirmed the price list, invoicing and tax '
                                            'set-up with a test invoice',
                                   'why': 'A wrong tax rate is found by the auditor, years later.',
                                   'level': 'must',
                                   'evidence': {'expect': 'who in finance confirmed what on which '
                                                          'day; the test invoice',
                                                'required': True,
                                                'find': ['docs/finance/price-and-tax*.md',
                                                         'docs/finance/*.md',
                                                         'docs/launch/finance*.md'],
                                                'template': 'price-confirmation',
                                                'pin': True},
                                   'when': ['sold-to-customers'],
                                   'refs': ['saasbiz']},
                                  {'id': 'terms-and-privacy-cleared',
                                   'title': 'A named adviser cleared the terms and the privacy '
                                            'notice for this release',
                                   'why': 'One missing clause can pull a launch.',
                                   'level': 'must',
                                   'evidence': {'expect': 'what was cleared (terms, privacy '
                                                          'notice, third-party licences, marks), '
                                                          'by whom and when, for which version',
                                                'required': True,
                                                'find': ['docs/legal/clearance*.md',
                                                         'docs/compliance/clearance*.md',
                                                         'docs/reports/legal*.md',
                                                         'docs/legal/terms*.md'],
                                                'template': 'approval-record',
                                                'pin': True},
                                   'when': ['external-users'],
                                   'refs': ['usds', 'gdpr']},
                                  {'id': 'processors-listed',
                                   'title': 'Every processor of personal data is listed with a '
                                            'signed agreement and a region',
                                   'why': 'The first customer questionnaire asks for this list.',
                                   'level': 'must',
                                   'evidence': {'expect': 'processor, purpose, data, region, '
                                                          'transfer ground, date of the agreement; '
                                                          'where customers can read it',
                                                'required': True,
                                                'find': ['docs/privacy/processors*.md',
                                                         'docs/privacy/processors*',
                                                         'docs/privacy/subprocessors*',
                                                         'docs/**/subprocessors*'],
                                                'template': 'processor-list'},
                                   'valid-for': '180d',
                                   'when': ['handles-personal-data', 'external-users'],
                                   'checks': [{'table': {'file': 'evidence',
                                                         'columns': ['Processor | Subprocessor | '
                                                                     'Vendor | Supplier',
                                                                     'Purpose | Service',
                                                                     'Region | Location | Country',
                                                                     'Agreement signed on | '
                                                                     'Agreement | DPA | Contract'],
                                                         'filled': True,
                                                         'unread': 'warn'}}],
                                   'refs': ['gdpr']},
                                  {'id': 'accessibility-statement-published',
                                   'title': 'An accessibility statement with known gaps and a '
                                            'contact is published',
                                   'why': 'The law in many markets asks for the statement as well '
                                          'as for the access.',
                                   'level': 'must',
                                   'evidence': {'expect': 'the published statement: level, '
                                                          'exceptions with dates, contact, date of '
                                                          'the audit behind it',
                                                'required': True,
                                                'find': ['docs/accessibility/statement*.md',
                                                         'docs/accessibility/statement*',
                                                         'docs/**/accessibility-statement*',
                                                         '**/accessibility.md'],
                                                'template': 'accessibility-statement'},
                                   'valid-for': '365d',
                                   'when': ['user-interface', 'external-users'],
                                   'checks': [{'table': {'file': 'evidence',
                                                         'columns': ['Gap | Issue | Limitation | '
                                                                     'Barrier',
                                                                     'Fixed by | Planned for | '
                                                                     'Target date | By'],
                                                         'filled': True,
                                                         'min-rows': 0,
                                                         'unread': 'warn'}}],
                                   'refs': ['wcag', 'eaa', 'gds']},
                                  {'id': 'affected-customers-told',
                                   'title': 'Customers affected by breaking changes were told, '
                                            'with dates and a way to migrate',
                                   'why': 'A change they learn from their own outage ends the '
                                          'trust.',
                                   'level': 'must',
                                   'evidence': {'expect': 'who is hit by what (names stay where '
                                                          'personal data belongs), what they were '
                                                          'told and when, how long the old way '
                                                          'lasts; or that nothing breaks',
                                                'required': True,
                                                'find': ['docs/breaking-changes*.md',
                                                         'docs/migration-guide*.md',
                                                         'docs/customers*.md'],
                                                'template': 'customer-notice'},
                                   'when': ['has-existing-users'],
                                   'refs': ['semver', 'kep', 'sunset']},
                                  {'id': 'field-teams-enabled',
                                   'title': 'Sales, success and partners were trained on pitch, '
                                            'demo, objections and price',
                                   'why': 'They meet the customer first.',
                                   'level': 'should',
                                   'evidence': {'expect': 'who was trained (nine in ten, unless '
                                                          'agreed otherwise), the material, and '
                                                          'questions left open',
                                                'find': ['docs/enablement*.md',
                                                         'docs/sales/*.md',
                                                         'docs/training*.md']},
                                   'not-applicable': True,
                                   'refs': ['saasbiz', 'd365']},
                                  {'id': 'support-ready',
                                   'title': 'Support has articles, known issues, an escalation '
                                            'path and people on duty',
                                   'why': 'Users who get no answer in the first week leave or '
                                          'complain in public.',
                                   'level': 'must',
                                   'evidence': {'expect': 'articles, ready replies, known issues, '
                                                          'escalation path, staffing for the '
                                                          'expected volume; for a small team: who '
                                                          'answers and when',
                                                'required': True,
                                                'find': ['docs/support/plan*.md', '@support'],
                                                'template': 'support-plan'},
                                   'refs': ['d365', 'va']},
                                  {'id': 'customer-docs-published',
                                   'title': 'User documentation and release notes for this version '
                                            'are published',
                                   'why': 'A feature nobody can find out about is not used.',
                                   'level': 'must',
                                   'evidence': {'expect': 'documentation of what is new, migration '
                                                          'guide where something breaks, release '
                                                          'notes, and the result of the link check',
                                                'required': True,
                                                'find': ['docs/release-notes/*.md', '@user-docs'],
                                                'template': 'release-note'},
                                   'refs': ['badge', 'osps', 'kep']},
                                  {'id': 'announcements-scheduled',
                                   'title': 'Announcements are approved and scheduled, including '
                                            'one for delay or rollback',
                                   'why': 'The hardest message to write is the one needed at once.',
                                   'level': 'should',
                                   'evidence': {'expect': 'a plan: message, audience, channel, '
                                                          'time, approver, including the one '
                                                          'nobody wants to send',
                                                'find': ['docs/comms*.md',
                                                         'docs/communication*.md',
                                                         'docs/announcements*.md']},
                                   'refs': ['saasbiz', 'd365']}]},
 'standard/requirements.yaml': {'schema': 'tpm/checklist/1',
                                'phase': 'requirements',
                                'title': 'Requirement gathering',
                                'question': 'Do we know what to build, in words engineers and '
                                            'customers both accept?',
                                'tpm': [{'id': 'must-haves-traced',
                                         'title': 'Each must-have is traced to a goal, a need and '
                                                  'a part of the design',
                                         'why': 'A trace shows what got lost on the way from goal '
                                                'to requirement, and what was invented.',
                                         'level': 'should',
                                         'evidence': {'expect': 'a table with one row per '
                                                                'must-have: goal, need (research, '
                                                                'ticket, usage data), where the '
                                                                'design meets it; no goal without '
                                                                'a row',
                                                      'find': ['docs/traceability*.md',
                                                               'docs/traceability*.csv',
                                                               'docs/requirements*.md',
                                                               'docs/requirements*.csv',
                                                               'docs/prd*.md'],
                                                      'template': 'traceability-table'},
                                         'checks': [{'table': {'file': 'evidence',
                                                               'columns': ['Requirement | '
                                                                           'Must-have | Req | ID',
                                                                           'Goal it serves | Goal'],
                                                               'filled': True,
                                                               'unread': 'warn'}}],
                                         'refs': ['nasa']},
                                        {'id': 'nfrs-quantified',
                                         'title': 'Non-functional requirements carry numbers, '
                                                  'units and a way to verify them',
                                         'why': 'Nobody can test, or refuse, the word fast.',
                                         'level': 'must',
                                         'evidence': {'expect': 'latency percentile, throughput, '
                                                                'availability, recovery time and '
                                                                'point, volume, retention: those '
                                                                'that matter, each with a number '
                                                                'and how it will be measured',
                                                      'required': True,
                                                      'find': ['docs/nfr*.md',
                                                               'docs/nfr*.csv',
                                                               'docs/non-functional*.md',
                                                               'docs/quality-requirements*.md',
                                                               'docs/requirements*.md'],
                                                      'template': 'nfr'},
                                         'checks': [{'table': {'file': 'evidence',
                                                               'columns': ['Quality | Attribute | '
                                                                           'Category | Requirement',
                                                                           'Target with unit | '
                                                                           'Target | Threshold | '
                                                                           'Goal',
                                                                           'How it is verified | '
                                                                           'How it is measured | '
                                                                           'Verification | '
                                                                           'Verified by | Measured '
                                                                           'by | Measure | Test'],
                                                               'filled': True,
                                                               'unread': 'warn'}}],
                                         'refs': ['mscode', 'orr', 'mercari']},
                                        {'id': 'constraints-and-assumptions-logged',
                                         'title': 'Constraints and assumptions are logged with an '
                                                  'owner and a date to re-check',
                                         'why': 'An assumption with a date gets tested; one '
                                                'without becomes a surprise.',
                                         'level': 'should',
                                         'evidence': {'expect': 'platforms, browsers, regions, '
                                                                'law, budget; per assumption the '
                                                                'owner and the re-check date',
                                                      'find': ['docs/assumptions*.md',
                                                               'docs/assumptions*.csv',
                                                               'docs/constraints*.md',
                                                               'docs/raid*.md'],
                                                      'template': 'assumption-log'},
                                         'checks': [{'table': {'file': 'evidence',
                                                               'columns': ['Assumption',
                                                                           'Owner | Responsible | '
                                                                           'Who | Assignee',
                                                                           'Re-check on | Recheck '
                                                                           'on | Review date | '
                                                                           'Next review | Check '
                                                                           'by'],
                                                               'filled': True,
                                                               'unread': 'warn'}}],
                                         'refs': ['va', 'nhs']},
                                        {'id': 'interfaces-drafted',
                                         'title': 'External interfaces have a draft contract with '
                                                  'a version rule and an error model',
                                         'why': 'Contracts let teams build in parallel and expose '
                                                'misunderstandings early.',
                                         'level': 'should',
                                         'must-when': ['public-api'],
                                         'evidence': {'expect': 'OpenAPI, AsyncAPI, protobuf, a '
                                                                'schema, or a written contract for '
                                                                'each interface that others will '
                                                                'call or feed, with what happens '
                                                                'to old callers',
                                                      'required': True,
                                                      'find': ['@api-contract'],
                                                      'template': 'api-contract'},
                                         'not-applicable': True,
                                         'refs': ['usds', 'osps', 'mscode']},
                                        {'id': 'data-inventory-classified',
                                         'title': 'Each kind of personal data has a purpose, legal '
                                                  'ground, retention and owner',
                                         'why': 'Privacy, security and cost all follow from what '
                                                'is kept and for how long.',
                                         'level': 'must',
                                         'evidence': {'expect': 'a data inventory: kind of data, '
                                                                'purpose, legal ground, class, '
                                                                'retention, owner, recipients, '
                                                                'region and ground of each '
                                                                'transfer',
                                                      'required': True,
                                                      'find': ['docs/data-inventory*.md',
                                                               'docs/data-inventory*.csv',
                                                               'docs/privacy/inventory*.md',
                                                               'docs/privacy/data*.md',
                                                               'docs/privacy/*.csv'],
                                                      'template': 'data-inventory'},
                                         'valid-for': '365d',
                                         'repeats': 'product',
                                         'when': ['handles-personal-data'],
                                         'checks': [{'table': {'file': 'evidence',
                                                               'columns': ['Kind of data | Data | '
                                                                           'Data category | '
                                                                           'Category | Personal '
                                                                           'data | Field',
                                                                           'Purpose | Used for',
                                                                           'Class | Classification '
                                                                           '| Sensitivity',
                                                                           'Kept how long | Kept | '
                                                                           'Retention | Retention '
                                                                           'period',
                                                                           'Owner | Responsible | '
                                                                           'Who'],
                                                               'filled': True,
                                                               'unread': 'warn'}}],
                                         'refs': ['gdpr', 'asvs', 'deon', 'usds']},
                                        {'id': 'security-requirements-selected',
                                         'title': 'A security baseline is chosen and the parts '
                                                  'that apply are in the backlog',
                                         'why': 'Security asked for late is security left out.',
                                         'level': 'should',
                                         'evidence': {'expect': 'the baseline and level (ASVS 5.0 '
                                                                'level 2, for example), what '
                                                                'applies, owner and state of each',
                                                      'find': ['docs/security/requirements*.md',
                                                               'docs/security/requirements*.csv',
                                                               'docs/security-requirements*.md',
                                                               'docs/security/asvs*']},
                                         'valid-for': '365d',
                                         'repeats': 'product',
                                         'refs': ['asvs', 'samm', 'ssdf']},
                                        {'id': 'acceptance-criteria-testable',
                                         'title': 'In-scope stories have acceptance criteria that '
                                                  'a tester can turn into pass or fail',
                                         'why': 'A story that only describes success ships with '
                                                'undefined behaviour.',
                                         'level': 'must',
                                         'evidence': {'expect': 'the list of stories of this '
                                                                'increment with their criteria (an '
                                                                'export, or feature files); each '
                                                                'has a failure case',
                                                      'required': True,
                                                      'find': ['**/*.feature',
                                                               'docs/stories/*.md',
                                                               'docs/backlog*.md',
                                                               'docs/backlog*.csv',
                                                               'docs/acceptance*.md'],
                                                      'template': 'story-list'},
                                         'refs': ['mscode', 'kep']},
                                        {'id': 'edge-and-misuse-cases-listed',
                                         'title': 'The riskiest flows list edge and misuse cases '
                                                  'with the expected behaviour',
                                         'why': 'A case named now becomes a test; one found later '
                                                'becomes an incident.',
                                         'level': 'should',
                                         'evidence': {'expect': 'per risky flow the cases that '
                                                                'matter: empty, duplicate, huge, '
                                                                'concurrent, offline, expired, '
                                                                'other time zone, no permission',
                                                      'find': ['docs/edge-cases*.md',
                                                               'docs/edge-cases*.csv',
                                                               'docs/misuse-cases*.md',
                                                               'docs/abuse-cases*.md'],
                                                      'template': 'edge-cases'},
                                         'checks': [{'table': {'file': 'evidence',
                                                               'columns': ['Flow | Feature | Story',
                                                                           'Case | Edge case | '
                                                                           'Scenario | Misuse case',
                                                                           'Expected behaviour | '
                                                                           'Expected behavior | '
                                                                           'Expected | Expected '
                                                                           'result | What must '
                                                                           'happen | What happens'],
                                                               'filled': True,
                                                               'unread': 'warn'}}],
                                         'refs': ['asvs', 'samm', 'kep']},
                                        {'id': 'engineers-walked-through',
                                         'title': 'The engineers who will build the product '
                                                  'reviewed the requirements',
                                         'why': 'If the builders still ask what is meant, the '
                                                'requirements are not finished.',
                                         'level': 'must',
                                         'evidence': {'expect': 'notes of the walk-through: who '
                                                                'was there, questions, answers; '
                                                                'every open question with an owner '
                                                                'and a date',
                                                      'required': True,
                                                      'find': ['docs/reviews/requirements*.md',
                                                               'docs/walkthrough*.md',
                                                               'docs/reviews/walkthrough*.md'],
                                                      'template': 'walkthrough-notes'},
                                         'checks': [{'table': {'file': 'evidence',
                                                               'columns': ['Question | Point | '
                                                                           'Finding',
                                                                           'Owner | Responsible | '
                                                                           'Who'],
                                                               'filled': True,
                                                               'min-rows': 0,
                                                               'unread': 'warn'}}],
                                         'refs': ['mscode', 'gitlab']}],
                                'pm': [{'id': 'stakeholders-consulted',
                                        'title': 'Every group that can stop the launch was '
                                                 'consulted in the last 60 days',
                                        'why': 'The group nobody asked is the one that says no in '
                                               'launch week.',
                                        'level': 'must',
                                        'evidence': {'expect': 'the groups that can stop the '
                                                               'launch, when each was last '
                                                               'consulted and what was said; '
                                                               'private ratings stay out of it',
                                                     'required': True,
                                                     'find': ['docs/stakeholders*.md',
                                                              'docs/stakeholders*.csv',
                                                              'docs/product/stakeholders*.md'],
                                                     'template': 'stakeholder-map'},
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Group | Stakeholder | '
                                                                          'Party | Name',
                                                                          'Last consulted | '
                                                                          'Consulted on | Last '
                                                                          'contact',
                                                                          'What they said | '
                                                                          'Feedback | Position'],
                                                              'filled': True,
                                                              'unread': 'warn'}}],
                                        'refs': ['d365', 'usds']},
                                       {'id': 'journeys-mapped-end-to-end',
                                        'title': 'Primary journeys are mapped from first contact '
                                                 'to finish, support included',
                                        'why': 'People live through the whole path, not through '
                                               'the feature.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a map per primary journey, with '
                                                               'the steps outside the product and '
                                                               'where it hurts today',
                                                     'find': ['docs/journeys/**/*',
                                                              'docs/journey*.md',
                                                              'docs/design/journey*']},
                                        'refs': ['usds', 'gds']},
                                       {'id': 'prd-complete',
                                        'title': 'A requirements document states problem, goals, '
                                                 'non-goals and open questions',
                                        'why': 'One place to disagree before code exists.',
                                        'level': 'must',
                                        'evidence': {'expect': 'problem, users, goals, non-goals, '
                                                               'scope, journeys, metrics, open '
                                                               'questions with owner and date; '
                                                               'owner, status and target release',
                                                     'required': True,
                                                     'find': ['docs/prd*.md',
                                                              'docs/product-outline*.md',
                                                              'docs/product/prd*.md',
                                                              'docs/product-requirements*.md',
                                                              'docs/product/requirements*.md',
                                                              'docs/**/prd*.md'],
                                                     'template': 'prd'},
                                        'checks': [{'text': {'file': 'evidence',
                                                             'headings': ['Problem | Problem '
                                                                          'statement | Background',
                                                                          'Goals | Objectives | '
                                                                          'Outcomes | Goal',
                                                                          'Non-goals | Out of '
                                                                          'scope | Not in scope | '
                                                                          'Nongoals',
                                                                          'Open questions | '
                                                                          'Questions | Open '
                                                                          'issues'],
                                                             'unread': 'warn'}}],
                                        'refs': ['va', 'kep']},
                                       {'id': 'scope-and-non-goals-agreed',
                                        'title': 'What is in, what is out and what comes later is '
                                                 'agreed by sponsor and TPM',
                                        'why': 'What was ruled out in writing saves more weeks '
                                               'than what was planned in.',
                                        'level': 'must',
                                        'evidence': {'expect': 'three lists (in, out, later) with '
                                                               'both names and the date, in a file '
                                                               'or section that stays as agreed',
                                                     'required': True,
                                                     'find': ['docs/scope*.md',
                                                              'docs/product/scope*.md',
                                                              'docs/agreements/scope*.md'],
                                                     'template': 'scope-agreement',
                                                     'pin': True},
                                        'refs': ['kep', 'va', 'd365']},
                                       {'id': 'backlog-ordered-by-method',
                                        'title': 'The backlog is ordered by a stated method that '
                                                 'shows the scores of the top items',
                                        'why': 'People can then argue about the inputs instead of '
                                               'the rank.',
                                        'level': 'should',
                                        'evidence': {'expect': 'the method, and the inputs for '
                                                               'about the top twenty items (an '
                                                               'export is enough)',
                                                     'find': ['docs/backlog*.csv',
                                                              'docs/backlog*.md',
                                                              'docs/prioriti*.md']},
                                        'refs': ['usds', 'mscode']},
                                       {'id': 'accessibility-and-locale-required',
                                        'title': 'The accessibility level, languages and supported '
                                                 'devices are set as requirements',
                                        'why': 'Accessibility added later costs far more, and in '
                                               'many markets it is law.',
                                        'level': 'must',
                                        'evidence': {'expect': 'the standard and level (WCAG 2.2 '
                                                               'AA unless stated), languages and '
                                                               'formats, devices, browsers, '
                                                               'assistive technology',
                                                     'required': True,
                                                     'find': ['docs/accessibility-requirements*.md',
                                                              'docs/accessibility/requirements*.md',
                                                              'docs/accessibility*.md',
                                                              'docs/nfr*.md'],
                                                     'template': 'accessibility-requirements'},
                                        'valid-for': '365d',
                                        'repeats': 'product',
                                        'when': ['user-interface'],
                                        'refs': ['wcag', 'eaa', 'gds', 'a11y']},
                                       {'id': 'obligations-confirmed-in-writing',
                                        'title': 'A named adviser confirmed in writing which laws '
                                                 'and contracts apply',
                                        'why': 'The lawyer asked too late decides the launch date.',
                                        'level': 'must',
                                        'evidence': {'expect': 'the list of obligations (law, '
                                                               'contract, policy) with adviser, '
                                                               'date, what each demands and who '
                                                               'reports a change of law; where '
                                                               'there is no lawyer, who took on '
                                                               'the question',
                                                     'required': True,
                                                     'find': ['docs/compliance/obligations*.md',
                                                              'docs/legal/obligations*.md',
                                                              'docs/obligations*.md',
                                                              'docs/compliance/*.csv'],
                                                     'template': 'obligations-list',
                                                     'pin': True},
                                        'not-applicable': True,
                                        'valid-for': '365d',
                                        'repeats': 'product',
                                        'checks': [{'table': {'file': 'evidence',
                                                              'columns': ['Law, contract or policy '
                                                                          '| Obligation | '
                                                                          'Obligations | Law | '
                                                                          'Regulation',
                                                                          'Applies? yes or no | '
                                                                          'Applies? | Applies | '
                                                                          'Applicable'],
                                                              'filled': True,
                                                              'unread': 'warn'}}],
                                        'refs': ['usds', 'gdpr']},
                                       {'id': 'packaging-and-pricing-hypothesis',
                                        'title': 'Packaging and price are stated as a hypothesis, '
                                                 'with what billing must be able to do',
                                        'why': 'Pricing decided at launch asks the architecture '
                                               'for things nobody built.',
                                        'level': 'should',
                                        'evidence': {'expect': 'plans or editions, price logic, '
                                                               'who is entitled to what, and the '
                                                               'requirements that follow',
                                                     'find': ['docs/pricing*.md',
                                                              'docs/packaging*.md',
                                                              'docs/business-case*.md']},
                                        'when': ['sold-to-customers'],
                                        'refs': ['saasbiz']},
                                       {'id': 'name-cleared',
                                        'title': 'The product name and domain were searched for '
                                                 'conflicts in the launch markets',
                                        'why': "A letter from somebody's lawyer is a poor start to "
                                               'a campaign.',
                                        'level': 'should',
                                        'evidence': {'expect': 'registers searched, hits, who '
                                                               'judged them, domains and handles '
                                                               'held',
                                                     'find': ['docs/legal/name*.md',
                                                              'docs/legal/trademark*.md',
                                                              'docs/marketing/naming*.md']},
                                        'repeats': 'product',
                                        'when': ['sold-to-customers'],
                                        'refs': ['saasbiz']}]},
 'standard/testing.yaml': {'schema': 'tpm/checklist/1',
                           'phase': 'testing',
                           'title': 'Testing & QA',
                           'question': 'Does it work as specified, and do real users agree?',
                           'tpm': [{'id': 'test-data-lawful',
                                    'title': 'Test environments hold no real personal data unless '
                                             'a named person approved it',
                                    'why': 'Test environments leak first.',
                                    'level': 'must',
                                    'evidence': {'expect': 'how the test data is made or made '
                                                           'anonymous, what was checked and when, '
                                                           'and any approval with its end date',
                                                 'required': True,
                                                 'find': ['docs/test-data*.md',
                                                          'docs/privacy/test-data*.md'],
                                                 'template': 'test-data-note'},
                                    'when': ['handles-personal-data'],
                                    'refs': ['gdpr', 'asvs', 'nhs']},
                                   {'id': 'test-report-green',
                                    'title': 'The report of the automated tests lists tests, none '
                                             'of them failed',
                                    'why': 'A green badge may stand over an empty run; a report '
                                           'that lists its tests cannot.',
                                    'level': 'must',
                                    'evidence': {'expect': 'a JUnit report as reports/junit.xml, '
                                                           'made in CI or committed',
                                                 'find': ['reports/junit*.xml']},
                                    'checks': [{'junit': {'file': 'reports/junit*.xml',
                                                          'min-tests': 1,
                                                          'within': '45d'}}],
                                    'answered-by': 'checks',
                                    'refs': ['mercari', 'badge']},
                                   {'id': 'coverage-at-floor',
                                    'title': 'Coverage is at or above the floor that the test '
                                             'strategy sets',
                                    'why': 'A floor, not a goal: it shows what no test has ever '
                                           'touched.',
                                    'level': 'should',
                                    'evidence': {'expect': 'the coverage report beside the floor, '
                                                           'with a reason where critical modules '
                                                           'have a higher one',
                                                 'find': ['coverage.xml',
                                                          'coverage.json',
                                                          'lcov.info',
                                                          'reports/coverage*',
                                                          'reports/jacoco*.xml',
                                                          'target/site/jacoco/jacoco.xml',
                                                          'coverage/lcov.info']},
                                    'checks': [{'coverage': {'file': 'evidence',
                                                             'min': 1,
                                                             'not-below': 'base',
                                                             'within': '45d',
                                                             'unread': 'warn'}}],
                                    'refs': ['mercari', 'badge']},
                                   {'id': 'edge-cases-covered',
                                    'title': 'Every listed edge and misuse case has a test, or a '
                                             'reason the TPM accepted',
                                    'why': 'An untested case gets its first test from a user.',
                                    'level': 'must',
                                    'evidence': {'expect': 'the edge-case table with a test name, '
                                                           'or a reason and a name, in each row',
                                                 'required': True,
                                                 'find': ['docs/edge-cases*.md',
                                                          'docs/edge-cases*.csv',
                                                          'docs/misuse-cases*.md',
                                                          'docs/reports/edge-cases*'],
                                                 'template': 'edge-cases'},
                                    'checks': [{'table': {'file': 'evidence',
                                                          'columns': ['Flow | Feature | Story',
                                                                      'Case | Edge case | Scenario '
                                                                      '| Misuse case',
                                                                      'Expected behaviour | '
                                                                      'Expected behavior | '
                                                                      'Expected | Expected result '
                                                                      '| What must happen | What '
                                                                      'happens',
                                                                      'Test, or reason for none | '
                                                                      'Test or reason | Test | '
                                                                      'Test case | Covered by'],
                                                          'filled': True,
                                                          'unread': 'warn'}}],
                                    'refs': ['kep', 'asvs', 'd365']},
                                   {'id': 'regression-automated-and-stable',
                                    'title': 'End-to-end tests of critical journeys ran for two '
                                             'weeks without unexplained failures',
                                    'why': 'A flaky test trains people to ignore red.',
                                    'level': 'should',
                                    'evidence': {'expect': 'pass history of the last two weeks; '
                                                           'each failure with its cause',
                                                 'find': ['docs/reports/regression*.md',
                                                          'docs/reports/flak*.md',
                                                          'reports/e2e*.xml']},
                                    'refs': ['kep', 'usds']},
                                   {'id': 'load-tested-to-target',
                                    'title': 'A load test at the stated peak meets the '
                                             'non-functional requirements',
                                    'why': 'Launch day is a bad day to learn the limit.',
                                    'level': 'must',
                                    'evidence': {'expect': 'the report beside the required '
                                                           'numbers: load shape, percentiles, '
                                                           'errors, and where it broke (twice the '
                                                           'peak unless the strategy says '
                                                           'otherwise)',
                                                 'required': True,
                                                 'find': ['docs/reports/load*.md', '@load-test'],
                                                 'template': 'load-test-report',
                                                 'pin': True},
                                    'when': ['public-traffic'],
                                    'refs': ['orr', 'sre', 'mercari']},
                                   {'id': 'security-tested',
                                    'title': 'No high finding of the security tests is open '
                                             'without a named acceptance',
                                    'why': 'It shows that the mitigations of the threat model '
                                           'exist.',
                                    'level': 'must',
                                    'evidence': {'expect': 'what ran (static, components, secrets; '
                                                           'dynamic or penetration where it is '
                                                           'exposed), findings, and who accepted '
                                                           'what until when',
                                                 'required': True,
                                                 'find': ['docs/reports/security*.md',
                                                          'docs/security/*test*.md',
                                                          'docs/security/pentest*',
                                                          'docs/reports/pentest*'],
                                                 'template': 'security-test-report',
                                                 'pin': True},
                                    'checks': [{'table': {'file': 'evidence',
                                                          'columns': ['Finding | Vulnerability | '
                                                                      'Issue | Title',
                                                                      'Severity | CVSS | Risk',
                                                                      'State | Status'],
                                                          'filled': True,
                                                          'min-rows': 0,
                                                          'unread': 'warn'}}],
                                    'refs': ['asvs', 'ssdf', 'badge', 'samm']},
                                   {'id': 'rights-requests-work',
                                    'title': "A person's request for access, export and deletion "
                                             'was carried out end to end',
                                    'why': 'Deletion is easy to promise and hard to find in five '
                                           'systems and a backup.',
                                    'level': 'must',
                                    'evidence': {'expect': 'a log of one request of each kind on a '
                                                           'test person: systems touched, days '
                                                           'taken, what stays in backups and until '
                                                           'when',
                                                 'required': True,
                                                 'find': ['docs/reports/rights*.md',
                                                          'docs/privacy/requests*.md',
                                                          'docs/runbooks/*deletion*.md',
                                                          'docs/runbooks/*dsar*.md'],
                                                 'template': 'rights-requests'},
                                    'valid-for': '365d',
                                    'when': ['handles-personal-data'],
                                    'checks': [{'table': {'file': 'evidence',
                                                          'columns': ['Request | Kind | Type',
                                                                      'Systems touched | Systems',
                                                                      'Days taken | Days | '
                                                                      'Duration | Time taken',
                                                                      'Result | Outcome'],
                                                          'filled': True,
                                                          'unread': 'warn'}}],
                                    'refs': ['gdpr', 'asvs']},
                                   {'id': 'logs-useful-and-clean',
                                    'title': 'Logs follow a request across parts without secrets '
                                             'or unneeded personal data',
                                    'why': 'Logs are copied to more places than any database.',
                                    'level': 'should',
                                    'evidence': {'expect': 'a sample of one request across all '
                                                           'parts, the result of a search for '
                                                           'secrets and personal data, how long '
                                                           'logs are kept',
                                                 'find': ['docs/logging*.md',
                                                          'docs/observability*.md',
                                                          'docs/reports/logs*.md']},
                                    'when': ['hosted'],
                                    'refs': ['mercari', 'asvs']},
                                   {'id': 'interface-compatibility-tested',
                                    'title': 'A test against the last version lists every break of '
                                             'the published interface',
                                    'why': 'Whoever built on it finds the break otherwise, in '
                                           'production.',
                                    'level': 'must',
                                    'evidence': {'expect': 'the result of the comparison or '
                                                           'contract tests, the list of breaks (or '
                                                           'none), and the version number that '
                                                           'follows',
                                                 'required': True,
                                                 'find': ['docs/reports/api-compat*.md',
                                                          'docs/reports/compat*.md',
                                                          'docs/reports/contract*.md',
                                                          'reports/contract*.xml',
                                                          'reports/api-compat*.xml'],
                                                 'template': 'compatibility-report'},
                                    'when': ['public-api'],
                                    'checks': [{'any-of': [{'junit': {'file': 'reports/api-compat*.xml',
                                                                      'min-tests': 1,
                                                                      'within': '90d'}},
                                                           {'table': {'file': 'evidence',
                                                                      'columns': ['Part | '
                                                                                  'Interface | '
                                                                                  'Endpoint | API',
                                                                                  'What breaks | '
                                                                                  'Break | '
                                                                                  'Breaking change '
                                                                                  '| Change',
                                                                                  'Planned? | '
                                                                                  'Planned | '
                                                                                  'Intended'],
                                                                      'filled': True,
                                                                      'min-rows': 0,
                                                                      'unread': 'warn'}}]}],
                                    'refs': ['semver', 'kep']},
                                   {'id': 'payment-paths-tested',
                                    'title': 'Refund, decline, duplicate and time-out were tested '
                                             'on the payment path',
                                    'why': 'Money goes wrong on the way back, not on the way in.',
                                    'level': 'must',
                                    'evidence': {'expect': 'cases and results against the '
                                                           "provider's test system, with the sums "
                                                           'reconciled',
                                                 'required': True,
                                                 'find': ['docs/reports/payment*.md',
                                                          'docs/payments*.md',
                                                          'reports/payment*.xml'],
                                                 'template': 'payment-tests'},
                                    'when': ['handles-payments'],
                                    'checks': [{'table': {'file': 'evidence',
                                                          'columns': ['Case | Test case | Scenario',
                                                                      'Expected | Expected result',
                                                                      'Actual | Actual result | '
                                                                      'Result',
                                                                      'Sum reconciled? | '
                                                                      'Reconciled? | Reconciled'],
                                                          'filled': True,
                                                          'unread': 'warn'}}],
                                    'refs': ['asvs', 'pci']},
                                   {'id': 'recovery-rehearsed',
                                    'title': 'Restore, with failover where there is one, was '
                                             'rehearsed within the recovery targets',
                                    'why': 'A recovery that was never tried fails on the day it is '
                                           'needed.',
                                    'level': 'must',
                                    'evidence': {'expect': 'a log of the rehearsal: what was '
                                                           'broken on purpose, steps, time taken, '
                                                           'data lost, against recovery time and '
                                                           'point; the same log serves the '
                                                           'standing restore test',
                                                 'required': True,
                                                 'find': ['docs/reports/recovery*.md',
                                                          'docs/reports/restore*.md',
                                                          'docs/reports/failover*.md',
                                                          'docs/recovery*.md',
                                                          'docs/dr/*.md'],
                                                 'template': 'recovery-log',
                                                 'pin': True},
                                    'when': ['stores-data'],
                                    'checks': [{'table': {'file': 'evidence',
                                                          'columns': ['Time | When',
                                                                      'Step | Action',
                                                                      'Result | Outcome'],
                                                          'filled': True,
                                                          'unread': 'warn'}}],
                                    'refs': ['orr', 'mercari', 'kep']},
                                   {'id': 'exit-criteria-met',
                                    'title': 'The exit criteria of the test strategy are met, '
                                             'criterion by criterion',
                                    'why': 'It turns finished testing into a question with one '
                                           'answer.',
                                    'level': 'must',
                                    'evidence': {'expect': 'a test summary: planned and run, '
                                                           'failures, open defects by severity '
                                                           '(none of severity 1 or 2 unless the '
                                                           'strategy says otherwise), each '
                                                           'criterion met or not',
                                                 'required': True,
                                                 'find': ['docs/reports/test-summary*.md',
                                                          'docs/qa/*summary*.md',
                                                          'docs/test-report*.md'],
                                                 'template': 'test-summary',
                                                 'pin': True},
                                    'checks': [{'table': {'file': 'evidence',
                                                          'columns': ['Criterion | Exit criterion',
                                                                      'Met? yes or no | Met? | Met '
                                                                      '| Result',
                                                                      'Evidence | Proof | Link'],
                                                          'filled': True,
                                                          'unread': 'warn'}}],
                                    'refs': ['d365', 'nasa']},
                                   {'id': 'accessibility-automated-clean',
                                    'title': 'The automated accessibility tests of the key flows '
                                             'found no failure',
                                    'why': 'What a machine can find should not cost an expert an '
                                           'hour.',
                                    'level': 'should',
                                    'evidence': {'expect': 'a JUnit report of accessibility rules '
                                                           'in the end-to-end tests (axe, pa11y '
                                                           '...) as reports/a11y.xml',
                                                 'find': ['reports/a11y*.xml']},
                                    'when': ['user-interface'],
                                    'checks': [{'junit': {'file': 'reports/a11y*.xml',
                                                          'min-tests': 5,
                                                          'within': '90d'}}],
                                    'answered-by': 'checks',
                                    'refs': ['wcag', 'a11y']}],
                           'pm': [{'id': 'launch-criteria-agreed',
                                   'title': 'Launch criteria have thresholds that were agreed '
                                            'before launch week',
                                   'why': 'Criteria written after the results are excuses.',
                                   'level': 'must',
                                   'evidence': {'expect': 'criteria with threshold and source, who '
                                                          'agreed, and the date, before the launch '
                                                          'window opens',
                                                'required': True,
                                                'find': ['docs/launch-criteria*.md',
                                                         'docs/go-no-go*.md',
                                                         'docs/release-plan*.md'],
                                                'template': 'launch-criteria'},
                                   'checks': [{'table': {'file': 'evidence',
                                                         'columns': ['Criterion | Criteria | '
                                                                     'Metric',
                                                                     'Threshold | Target | Limit',
                                                                     'Owner | Responsible | Who'],
                                                         'filled': True,
                                                         'unread': 'warn'}}],
                                   'refs': ['va', 'd365', 'nasa']},
                                  {'id': 'acceptance-tested-by-users',
                                   'title': 'Users or business owners ran the acceptance tests and '
                                            'a named person accepted',
                                   'why': 'The people who must live with it should be the ones who '
                                          'say it is good enough.',
                                   'level': 'must',
                                   'evidence': {'expect': 'scope, result per criterion, open '
                                                          'points, name and date of acceptance',
                                                'required': True,
                                                'find': ['docs/reports/acceptance*.md',
                                                         'docs/reports/uat*.md',
                                                         'docs/uat*.md',
                                                         'docs/acceptance*.md',
                                                         'docs/reports/uat*.csv'],
                                                'template': 'acceptance-record',
                                                'pin': True},
                                   'checks': [{'table': {'file': 'evidence',
                                                         'columns': ['Acceptance criterion | '
                                                                     'Criterion | Test case | '
                                                                     'Scenario | Requirement',
                                                                     'Result | Outcome | Status | '
                                                                     'Accepted | Passed'],
                                                         'filled': True,
                                                         'unread': 'warn'}}],
                                   'refs': ['d365', 'va']},
                                  {'id': 'usability-targets-met',
                                   'title': 'Representative users met the targets for task '
                                            'success, time or satisfaction',
                                   'why': 'It works is not the same as people can work with it.',
                                   'level': 'should',
                                   'evidence': {'expect': 'results beside the targets, with the '
                                                          'number of people and the day',
                                                'find': ['docs/reports/usability*.md',
                                                         'docs/research/usability*.md',
                                                         'docs/usability*.md']},
                                   'when': ['user-interface'],
                                   'refs': ['gds', 'usds']},
                                  {'id': 'tracking-consent-works',
                                   'title': 'Nothing that needs consent is stored or sent before '
                                            'the user has agreed',
                                   'why': 'Trackers that load before the choice are what '
                                          'regulators fine.',
                                   'level': 'should',
                                   'evidence': {'expect': 'a recording of network calls and '
                                                          'storage before the choice, after a no '
                                                          'and after a yes, per platform; the list '
                                                          'of third-party scripts and SDKs',
                                                'find': ['docs/reports/consent*.md',
                                                         'docs/privacy/consent*.md',
                                                         'docs/privacy/cookies*.md']},
                                   'when': ['external-users', 'user-interface'],
                                   'refs': ['gdpr']},
                                  {'id': 'accessibility-verified',
                                   'title': 'An audit at the required accessibility level found no '
                                            'blocking failure',
                                   'why': 'Automated tests alone find a part of the barriers.',
                                   'level': 'must',
                                   'evidence': {'expect': 'automated, manual and '
                                                          'assistive-technology results; open '
                                                          'points with a date; the drafted '
                                                          'statement',
                                                'required': True,
                                                'find': ['docs/reports/accessibility*.md',
                                                         'docs/accessibility/audit*.md',
                                                         '@accessibility'],
                                                'template': 'accessibility-review',
                                                'pin': True},
                                   'when': ['user-interface'],
                                   'checks': [{'table': {'file': 'evidence',
                                                         'columns': ['Flow | Page | Screen | '
                                                                     'Component',
                                                                     'Criterion | Success '
                                                                     'criterion | WCAG | Rule',
                                                                     'Result | Outcome | Status | '
                                                                     'Conformance'],
                                                         'filled': True,
                                                         'min-rows': 0,
                                                         'unread': 'warn'}}],
                                   'refs': ['wcag', 'a11y', 'gds']},
                                  {'id': 'locales-verified',
                                   'title': 'A speaker checked each language and region sold: '
                                            'text, formats, tax and length',
                                   'why': 'A clipped button or a wrong date reads as carelessness.',
                                   'level': 'should',
                                   'evidence': {'expect': 'per locale: who looked, what was found, '
                                                          'what was fixed; right-to-left and '
                                                          'long-text screens',
                                                'find': ['docs/reports/locale*.md',
                                                         'docs/localisation*.md',
                                                         'docs/localization*.md',
                                                         'docs/i18n*.md']},
                                   'not-applicable': True,
                                   'when': ['user-interface'],
                                   'refs': ['gds']},
                                  {'id': 'pilot-feedback-decided',
                                   'title': 'Each theme of the feedback from user tests or a pilot '
                                            'has a decision',
                                   'why': 'Listening refines a product only where something is '
                                          'decided.',
                                   'level': 'must',
                                   'evidence': {'expect': 'a feedback log: theme, how many said '
                                                          'it, fix, later or will not do, owner',
                                                'required': True,
                                                'find': ['docs/feedback*.md',
                                                         'docs/feedback*.csv',
                                                         'docs/research/pilot*.md',
                                                         'docs/pilot*.md',
                                                         'docs/reports/pilot*.md',
                                                         'docs/reports/beta*.md'],
                                                'template': 'feedback-log'},
                                   'checks': [{'table': {'file': 'evidence',
                                                         'columns': ['Theme | Feedback | Topic | '
                                                                     'Issue | Finding',
                                                                     'Decision (fix, later, will '
                                                                     'not do) | Decision | Action '
                                                                     '| Response',
                                                                     'Owner | Responsible | Who | '
                                                                     'Assignee'],
                                                         'filled': True,
                                                         'unread': 'warn'}}],
                                   'refs': ['va', 'saasbiz', 'usds']},
                                  {'id': 'metrics-show-real-data',
                                   'title': 'The outcome metrics show real data from test or pilot',
                                   'why': 'A metric without data on the first day cannot show '
                                          'whether the launch worked.',
                                   'level': 'must',
                                   'evidence': {'expect': 'a dated export per outcome metric with '
                                                          'data in it',
                                                'required': True,
                                                'find': ['docs/reports/metrics*.md',
                                                         'docs/reports/metrics*.*',
                                                         'docs/metrics/*.*',
                                                         'reports/metrics*.*'],
                                                'template': 'metrics-export',
                                                'pin': True},
                                   'refs': ['gds', 'gitlab']},
                                  {'id': 'support-dry-run-done',
                                   'title': 'Support staff used the product with the draft help '
                                            'and answered likely questions',
                                   'why': 'It finds the missing help page before customers do.',
                                   'level': 'should',
                                   'evidence': {'expect': 'notes of the dry run: questions asked, '
                                                          'answered or not, what was added',
                                                'find': ['docs/support/*.md',
                                                         'docs/reports/support*.md',
                                                         'docs/reports/dry-run*.md']},
                                   'not-applicable': True,
                                   'refs': ['va', 'd365']},
                                  {'id': 'known-issues-accepted',
                                   'title': 'Known issues are described in plain words and '
                                            'accepted by the PM',
                                   'why': 'Customers forgive what they were told about.',
                                   'level': 'must',
                                   'evidence': {'expect': 'issue, whom it hits, workaround, '
                                                          'accepted by whom; or the statement that '
                                                          'none is known',
                                                'required': True,
                                                'find': ['docs/known-issues*.md',
                                                         'KNOWN_ISSUES*',
                                                         'docs/reports/known-issues*.md'],
                                                'template': 'known-issues'},
                                   'checks': [{'table': {'file': 'evidence',
                                                         'columns': ['What users notice | Issue | '
                                                                     'Known issue | Problem | '
                                                                     'Symptom',
                                                                     'Whom it hits | Affected | '
                                                                     'Impact | Who',
                                                                     'Fixed by | Fix | Fix version '
                                                                     '| Planned fix | Plan'],
                                                         'filled': True,
                                                         'min-rows': 0,
                                                         'unread': 'warn'}}],
                                   'refs': ['d365']}]}}
