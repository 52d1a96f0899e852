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
                                                      'find': ['ARCHITECTURE.md',
                                                               'docs/architecture*.md',
                                                               'docs/architecture/**/*.md',
                                                               'doc/architecture*.md',
                                                               '**/*.dsl',
                                                               '**/*.puml',
                                                               'docs/arc42/**/*'],
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
                                                                'options, choice, consequences, '
                                                                'status',
                                                      'required': True,
                                                      'find': ['docs/adr/*.md',
                                                               'doc/adr/*.md',
                                                               'docs/decisions/*.md',
                                                               'docs/architecture/decisions/*.md',
                                                               'docs/architecture/adr/*.md',
                                                               'adr/*.md',
                                                               'docs/adrs/*.md',
                                                               'doc/architecture/decisions/*.md',
                                                               'doc/decisions/*.md',
                                                               'decision-records/**/*.md',
                                                               'docs/decision-records/**/*.md',
                                                               'docs/proposals/*.md',
                                                               'docs/rfcs/*.md'],
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
                                                               'docs/security/threat*.md',
                                                               'docs/threat*/**/*.md',
                                                               'threagile.yaml',
                                                               '**/*.tm7',
                                                               '**/threat-model*.json',
                                                               'threatmodel/*.md'],
                                                      'template': 'threat-model'},
                                         'valid-for': '365d',
                                         'refs': ['samm', 'ssdf', 'osps', 'asvs']},
                                        {'id': 'failure-modes-analysed',
                                         'title': 'For each dependency it is decided what happens '
                                                  'when it is slow, wrong or down',
                                         'why': 'A robust system is one whose failures somebody '
                                                'chose.',
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
                                         'refs': ['orr', 'sre', 'mercari', 'kep']},
                                        {'id': 'scaling-path-modelled',
                                         'title': 'A capacity model names the load, the first '
                                                  'bottleneck and the response to it',
                                         'why': 'You can plan for growth only if you know what '
                                                'breaks first, and when.',
                                         'level': 'must',
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
                                         'title': 'User-critical journeys have an indicator, an '
                                                  'objective and a rule for a spent error budget',
                                         'why': 'Development and launch need one meaning of the '
                                                'word working.',
                                         'level': 'must',
                                         'evidence': {'expect': 'per journey: indicator, '
                                                                'objective, window, owner, and '
                                                                'what changes when the error '
                                                                'budget is spent',
                                                      'required': True,
                                                      'find': ['slo*.yaml',
                                                               'slo*.yml',
                                                               'docs/slo*.md',
                                                               'docs/slos/*.md',
                                                               '**/openslo/*.yaml',
                                                               'docs/service-levels*.md'],
                                                      'template': 'slo'},
                                         'when': ['hosted'],
                                         'refs': ['mercari', 'kep', 'sre']},
                                        {'id': 'data-lifecycle-designed',
                                         'title': 'Data model, migration, backup, retention and '
                                                  'deletion are designed and owned',
                                         'why': 'Data outlives code and is the hardest thing to '
                                                'change later.',
                                         'level': 'should',
                                         'evidence': {'expect': 'the model, how it migrates, '
                                                                'recovery time and point, how long '
                                                                'what is kept, how it is erased, '
                                                                'who owns it',
                                                      'find': ['docs/data-model*.md',
                                                               'docs/data-design*.md',
                                                               'docs/architecture/data*.md',
                                                               'docs/schema*.md'],
                                                      'template': 'data-design'},
                                         'when': ['stores-data'],
                                         'refs': ['mercari', 'deon', 'gdpr', 'orr']},
                                        {'id': 'internal-teams-confirmed',
                                         'title': 'Each internal team it depends on has confirmed '
                                                  'its deliverable and its date',
                                         'why': 'A date another team has never seen is a wish.',
                                         'level': 'should',
                                         'evidence': {'expect': 'a table: team, deliverable, date, '
                                                                'who confirmed it and when',
                                                      'find': ['docs/dependencies*.md',
                                                               'docs/plan*.md',
                                                               'docs/commitments*.md',
                                                               'docs/teams*.md'],
                                                      'template': 'team-commitments'},
                                         'not-applicable': True,
                                         'refs': ['d365', 'nasa']},
                                        {'id': 'change-and-exit-planned',
                                         'title': 'Compatibility, deprecation and the cost of '
                                                  'leaving each vendor are stated',
                                         'why': 'A design lasts as long as it can be changed at a '
                                                'price one can pay.',
                                         'level': 'should',
                                         'evidence': {'expect': 'extension points, version and '
                                                                'deprecation policy, and per '
                                                                'vendor what leaving would take',
                                                      'find': ['docs/adr/*.md',
                                                               'docs/architecture*.md',
                                                               'docs/versioning*.md',
                                                               'docs/compatibility*.md',
                                                               'docs/exit*.md']},
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
                                        'title': 'Representative users tried the key flows, and '
                                                 'serious problems have a decision',
                                        'why': 'What users expect is observed, not assumed.',
                                        'level': 'must',
                                        'evidence': {'expect': 'findings with severity and '
                                                               'decision from about five people, '
                                                               'one with access needs; for an '
                                                               'interface without screens, '
                                                               'developers who tried the draft',
                                                     'required': True,
                                                     'find': ['docs/research/usability*.md',
                                                              'docs/research/**/*.md',
                                                              'docs/usability*.md',
                                                              'docs/design/*test*.md'],
                                                     'template': 'usability-findings'},
                                        'refs': ['usds', 'gds']},
                                       {'id': 'requirements-mapped-to-design',
                                        'title': 'Each must-have points to the screen, flow or '
                                                 'interface that meets it',
                                        'why': 'It finds the missing screen before it is a missing '
                                               'feature.',
                                        'level': 'should',
                                        'evidence': {'expect': 'the traceability table with its '
                                                               'design column filled',
                                                     'find': ['docs/traceability*.md',
                                                              'docs/traceability*.csv',
                                                              'docs/design/**/*.md']},
                                        'refs': ['nasa', 'd365']},
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
                                        'refs': ['d365']},
                                       {'id': 'design-accessibility-reviewed',
                                        'title': 'The designs passed an accessibility review at '
                                                 'the level that was required',
                                        'why': 'A barrier is cheaper to fix in a drawing than in a '
                                               'release.',
                                        'level': 'must',
                                        'evidence': {'expect': 'result per key flow: contrast, '
                                                               'focus order, target size, labels, '
                                                               'errors, motion; open points with a '
                                                               'decision',
                                                     'required': True,
                                                     'find': ['docs/accessibility/*.md',
                                                              'docs/accessibility*.md',
                                                              'docs/design/accessibility*.md'],
                                                     'template': 'accessibility-review'},
                                        'when': ['user-interface'],
                                        'refs': ['wcag', 'a11y']},
                                       {'id': 'words-reviewed',
                                        'title': 'Interface text, errors, messages and consent '
                                                 'wording were reviewed',
                                        'why': 'Words are the part of the design that users read.',
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
                                        'title': 'Who gets it first, in which stages and under '
                                                 'whose control is decided',
                                        'why': 'A staged launch needs switches and groups in the '
                                               'design.',
                                        'level': 'should',
                                        'evidence': {'expect': 'the first group, the stages, how '
                                                               'eligibility is switched, and what '
                                                               'the design needs for it',
                                                     'find': ['docs/rollout*.md',
                                                              'docs/release-plan*.md',
                                                              'docs/launch*.md']},
                                        'refs': ['va', 'kep', 'gds']},
                                       {'id': 'measurement-plan-specified',
                                        'title': 'The events and sources that the outcome metrics '
                                                 'need are specified before build',
                                        'why': 'A launch without instruments cannot be judged.',
                                        'level': 'must',
                                        'evidence': {'expect': 'a tracking plan: event or source, '
                                                               'trigger, properties, metric it '
                                                               'feeds, owner; what must not be '
                                                               'collected',
                                                     'required': True,
                                                     'find': ['docs/tracking-plan*.md',
                                                              'docs/tracking-plan*.csv',
                                                              'docs/analytics*.md',
                                                              'docs/measurement*.md',
                                                              'docs/metrics*.md'],
                                                     'template': 'tracking-plan'},
                                        'refs': ['gds', 'gitlab', 'usds']},
                                       {'id': 'tradeoffs-accepted-by-business',
                                        'title': 'Design trade-offs on scope, date, cost or '
                                                 'experience are accepted by the sponsor',
                                        'why': 'The business gets what it chose knowingly, or it '
                                               'did not choose.',
                                        'level': 'must',
                                        'evidence': {'expect': 'the list of trade-offs, what each '
                                                               "gives up, the sponsor's name and "
                                                               'the date; none is a valid list if '
                                                               'it says so',
                                                     'required': True,
                                                     'find': ['docs/trade-offs*.md',
                                                              'docs/tradeoffs*.md',
                                                              'docs/adr/*.md',
                                                              'docs/decisions/*.md'],
                                                     'template': 'trade-offs',
                                                     'pin': True},
                                        'refs': ['mscode', 'va']}]},
 'standard/development.yaml': {'schema': 'tpm/checklist/1',
                               'phase': 'development',
                               'title': 'Development',
                               'question': 'Is it being built well, and is it still the right '
                                           'thing?',
                               'tpm': [{'id': 'default-branch-protected',
                                        'title': 'The default branch takes only reviewed pull '
                                                 'requests that passed the required checks',
                                        'why': 'The shared state stays shippable when nobody can '
                                               'slip past the door.',
                                        'level': 'must',
                                        'evidence': {'expect': 'a dated export or screenshot of '
                                                               'the branch rules, with who may '
                                                               'bypass them',
                                                     'required': True,
                                                     'find': ['.github/settings.yml',
                                                              '.github/rulesets/*.json',
                                                              'docs/reports/branch*.*',
                                                              'docs/evidence/branch*.*']},
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
                                                     'find': ['.github/workflows/*.yml',
                                                              '.github/workflows/*.yaml',
                                                              '.gitlab-ci.yml',
                                                              'Jenkinsfile',
                                                              'azure-pipelines.yml',
                                                              '.circleci/config.yml',
                                                              'bitbucket-pipelines.yml',
                                                              '.buildkite/*.yml']},
                                        'valid-for': '365d',
                                        'repeats': 'product',
                                        'refs': ['mercari', 'mscode', 'osps', 'badge']},
                                       {'id': 'definition-of-done-enforced',
                                        'title': 'A written definition of done stands where '
                                                 'changes are reviewed',
                                        'why': 'Done must mean the same thing to the author and '
                                               'the reviewer.',
                                        'level': 'must',
                                        'evidence': {'expect': 'a definition that covers tests, '
                                                               'docs, telemetry, security and '
                                                               'accessibility, shown in the '
                                                               'request template or the review '
                                                               'guide',
                                                     'required': True,
                                                     'find': ['.github/pull_request_template.md',
                                                              '.github/PULL_REQUEST_TEMPLATE.md',
                                                              '.github/PULL_REQUEST_TEMPLATE/*.md',
                                                              '.gitlab/merge_request_templates/*.md',
                                                              'docs/definition-of-done*.md',
                                                              'CONTRIBUTING.md'],
                                                     'template': 'definition-of-done'},
                                        'valid-for': '365d',
                                        'repeats': 'product',
                                        'refs': ['mscode', 'scrum']},
                                       {'id': 'newcomer-can-build',
                                        'title': 'A newcomer built, ran and tested it by following '
                                                 'the README within a day',
                                        'why': 'If only veterans can build it, it leaves with '
                                               'them.',
                                        'level': 'should',
                                        'evidence': {'expect': 'who tried it, when, and what was '
                                                               'mended; the README names the steps',
                                                     'find': ['README*',
                                                              'docs/getting-started*.md',
                                                              'docs/development*.md',
                                                              'CONTRIBUTING.md']},
                                        'checks': [{'file': {'glob': 'README*', 'min-count': 1}}],
                                        'refs': ['mscode', 'usds', 'osps']},
                                       {'id': 'dependencies-controlled',
                                        'title': 'Third-party components are pinned, and known '
                                                 'critical flaws have a decision',
                                        'why': "Most of the product's code was written elsewhere.",
                                        'level': 'must',
                                        'evidence': {'expect': 'lock file and update bot; the '
                                                               'latest audit with licences; a '
                                                               'decision and a date for each '
                                                               'critical finding',
                                                     'required': True,
                                                     'find': ['package-lock.json',
                                                              'yarn.lock',
                                                              'pnpm-lock.yaml',
                                                              'poetry.lock',
                                                              'uv.lock',
                                                              'requirements*.txt',
                                                              'go.sum',
                                                              'Cargo.lock',
                                                              'gradle.lockfile',
                                                              'Gemfile.lock',
                                                              'composer.lock',
                                                              'packages.lock.json',
                                                              '.github/dependabot.y*ml',
                                                              'renovate.json',
                                                              'docs/reports/audit*']},
                                        'not-applicable': True,
                                        'valid-for': '90d',
                                        'refs': ['ssdf', 'osps', 'scorecard', 'mercari']},
                                       {'id': 'component-scan-clean',
                                        'title': 'The scan of third-party components reports no '
                                                 'open finding at level error',
                                        'why': 'A list of components helps only when it is held '
                                               'against the list of flaws.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a SARIF report of the component '
                                                               'scan (osv-scanner, trivy, grype …) '
                                                               'as reports/components.sarif, made '
                                                               'in CI or committed',
                                                     'find': ['reports/components*.sarif']},
                                        'checks': [{'sarif': {'file': 'reports/components*.sarif',
                                                              'below': 'error'}}],
                                        'answered-by': 'checks',
                                        'refs': ['ssdf', 'scorecard']},
                                       {'id': 'secrets-kept-out',
                                        'title': 'A secret scan of the full history has no open '
                                                 'finding',
                                        'why': 'A leaked key is the shortest path to an incident.',
                                        'level': 'must',
                                        'evidence': {'expect': "the scanner's SARIF report over "
                                                               'all commits (for example of '
                                                               'gitleaks) as '
                                                               'reports/secrets.sarif, made in CI '
                                                               'or committed',
                                                     'required': True,
                                                     'find': ['reports/secrets*.sarif',
                                                              '.gitleaks.toml',
                                                              '.pre-commit-config.yaml']},
                                        'valid-for': '90d',
                                        'checks': [{'sarif': {'file': 'reports/secrets*.sarif',
                                                              'below': 'note'}}],
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
                                                              'below': 'error'}}],
                                        'answered-by': 'checks',
                                        'refs': ['ssdf', 'badge']},
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
                                        'title': 'The latest flow review names lead time, work in '
                                                 'progress and one improvement tried',
                                        'why': 'A workflow gets better by a measure and a change.',
                                        'level': 'should',
                                        'evidence': {'expect': 'the latest review: lead time, '
                                                               'deployment frequency, age of open '
                                                               'work, the change tried and what '
                                                               'came of it',
                                                     'find': ['docs/reviews/flow*.md',
                                                              'docs/retros/*.md',
                                                              'docs/retrospectives/*.md',
                                                              'docs/metrics/*.md']},
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
                                                     'find': ['docs/adr/*.md',
                                                              'doc/adr/*.md',
                                                              'docs/decisions/*.md',
                                                              'docs/architecture/decisions/*.md',
                                                              'TECH_DEBT.md',
                                                              'docs/tech-debt*.md'],
                                                     'template': 'adr'},
                                        'refs': ['nhs', 'mscode']}],
                               'pm': [{'id': 'iteration-goals-reviewed',
                                       'title': 'The latest iteration review compares what was '
                                                'delivered with the business goals',
                                       'why': 'Off-goal work is cheap to stop in the week it '
                                              'starts.',
                                       'level': 'must',
                                       'evidence': {'expect': 'the latest review note (not older '
                                                              'than 35 days): delivered, goal it '
                                                              'served, what was stopped or '
                                                              'justified, actions',
                                                    'required': True,
                                                    'find': ['docs/reviews/*.md',
                                                             'docs/iterations/*.md',
                                                             'docs/sprints/*.md'],
                                                    'template': 'iteration-review'},
                                       'valid-for': '35d',
                                       'refs': ['gds', 'usds', 'scrum']},
                                      {'id': 'roadmap-current',
                                       'title': 'The roadmap shows now, next and later, and '
                                                'stakeholders have this version',
                                       'why': 'People align to what they can see.',
                                       'level': 'must',
                                       'evidence': {'expect': 'the roadmap, changed or confirmed '
                                                              'within the last 45 days, and where '
                                                              'it was shared',
                                                    'required': True,
                                                    'find': ['ROADMAP.md',
                                                             'docs/roadmap*.md',
                                                             'docs/product/roadmap*.md'],
                                                    'template': 'roadmap'},
                                       'valid-for': '45d',
                                       'refs': ['cncf', 'badge']},
                                      {'id': 'scope-changes-controlled',
                                       'title': 'Scope changes since the requirements gate are '
                                                'logged with reason and approver',
                                       'why': 'A product stays on its goals, or it silts up.',
                                       'level': 'must',
                                       'evidence': {'expect': 'a log: change, reason, effect on '
                                                              'date, cost and goals, approver, '
                                                              'day; or a line that there was none',
                                                    'required': True,
                                                    'find': ['docs/scope-changes*.md',
                                                             'docs/scope-changes*.csv',
                                                             'docs/change-log-scope*.md',
                                                             'docs/scope*.md'],
                                                    'template': 'scope-changes'},
                                       'refs': ['nasa', 'd365']},
                                      {'id': 'working-software-shown',
                                       'title': 'The latest demo showed working software, and what '
                                                'was said became tickets',
                                       'why': 'Reactions are cheapest to use while the code is '
                                              'still warm.',
                                       'level': 'must',
                                       'evidence': {'expect': 'notes of the latest demo (not older '
                                                              'than 35 days): who saw it, what '
                                                              'they said, the tickets',
                                                    'required': True,
                                                    'find': ['docs/demos/*.md',
                                                             'docs/reviews/*.md',
                                                             'docs/iterations/*.md'],
                                                    'template': 'demo-notes'},
                                       'valid-for': '35d',
                                       'refs': ['usds', 'gds', 'mscode']},
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
                                                             'docs/launch*.md',
                                                             'docs/release-plan*.md']},
                                       'refs': ['saasbiz', 'd365']},
                                      {'id': 'business-case-rechecked',
                                       'title': 'The business case was re-checked against actual '
                                                'cost and new evidence at mid-build',
                                       'why': 'Money already spent is not a goal.',
                                       'level': 'should',
                                       'evidence': {'expect': 'a dated note of its own: cost so '
                                                              'far, what is now known about value, '
                                                              "the sponsor's word to go on",
                                                    'find': ['docs/reviews/business-case*.md',
                                                             'docs/business-case-recheck*.md'],
                                                    'pin': True},
                                       'refs': ['nasa', 'usds']}]},
 'standard/feasibility.yaml': {'schema': 'tpm/checklist/1',
                               'phase': 'feasibility',
                               'title': 'Ideation & planning',
                               'question': 'Can we build it, and should we?',
                               'tpm': [{'id': 'unknowns-spiked',
                                        'title': 'The top technical unknowns each have a '
                                                 'time-boxed spike with a stated result',
                                        'why': 'Risk falls when something was tried, not when it '
                                               'was discussed.',
                                        'level': 'must',
                                        'evidence': {'expect': 'one spike note per unknown '
                                                               '(usually three): question, time '
                                                               'box, what was tried, result, what '
                                                               'it changes',
                                                     'required': True,
                                                     'find': ['docs/spikes/*.md',
                                                              'doc/spikes/*.md',
                                                              'docs/**/*spike*.md',
                                                              'spikes/**/*.md'],
                                                     'template': 'spike-note'},
                                        'refs': ['mscode', 'gds']},
                                       {'id': 'existing-systems-surveyed',
                                        'title': 'The systems it will touch are listed with their '
                                                 'owner, state and known limits',
                                        'why': 'Half the surprises sit in what is already running.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a list or context sketch: system, '
                                                               'owner, how it is reached, what it '
                                                               'cannot do, when it is to be '
                                                               'replaced',
                                                     'find': ['docs/context*.md',
                                                              'docs/systems*.md',
                                                              'docs/landscape*.md',
                                                              'docs/architecture/context*.md']},
                                        'not-applicable': True,
                                        'refs': ['orr', 'd365']},
                                       {'id': 'options-compared',
                                        'title': 'Two ways forward and doing nothing are compared '
                                                 'on the same criteria',
                                        'why': 'A lone option is a decision already taken, without '
                                               'scrutiny.',
                                        'level': 'should',
                                        'evidence': {'expect': 'an options paper: build, buy or '
                                                               'reuse, and do nothing, against the '
                                                               'same criteria, with the choice and '
                                                               'its reason',
                                                     'find': ['docs/options*.md',
                                                              'docs/trade-studies/*.md',
                                                              'docs/adr/*.md',
                                                              'doc/adr/*.md',
                                                              'docs/decisions/*.md'],
                                                     'template': 'options-paper'},
                                        'refs': ['mscode', 'usds', 'nasa']},
                                       {'id': 'dependencies-confirmed',
                                        'title': 'Each outside system or vendor it needs has a '
                                                 'contact, a known limit and a yes or no',
                                        'why': 'Most plans that looked buildable failed at someone '
                                               "else's boundary.",
                                        'level': 'must',
                                        'evidence': {'expect': 'a table of dependencies: contact, '
                                                               'limit (quota, licence, service '
                                                               'level) with its source, usable or '
                                                               'not usable',
                                                     'required': True,
                                                     'find': ['docs/dependencies*.md',
                                                              'docs/dependencies*.csv',
                                                              'docs/vendors*.md'],
                                                     'template': 'dependency-table'},
                                        'not-applicable': True,
                                        'valid-for': '180d',
                                        'refs': ['sre', 'orr', 'd365']},
                                       {'id': 'technical-risks-registered',
                                        'title': 'Every high technical risk has an owner, a '
                                                 'response and a review date',
                                        'why': 'A risk shrinks only once somebody must answer for '
                                               'it.',
                                        'level': 'must',
                                        'evidence': {'expect': 'a risk register: likelihood, '
                                                               'impact, owner, response and review '
                                                               'date; no high risk with an empty '
                                                               'cell',
                                                     'required': True,
                                                     'find': ['docs/risks*.md',
                                                              'docs/risks*.csv',
                                                              'docs/risk-register*.md',
                                                              'docs/**/risk-register*.csv',
                                                              'RISKS.md'],
                                                     'template': 'risk-register'},
                                        'refs': ['nasa', 'mscode']},
                                       {'id': 'security-privacy-screened',
                                        'title': 'A screening says which security, privacy and '
                                                 'regulatory reviews are needed',
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
                                                              'docs/screening*.md',
                                                              'docs/compliance/screening*.md'],
                                                     'template': 'security-screening'},
                                        'valid-for': '365d',
                                        'repeats': 'product',
                                        'refs': ['ico', 'samm', 'usds']},
                                       {'id': 'effort-and-run-cost-ranged',
                                        'title': 'Build effort and run cost are given as ranges by '
                                                 'the people who would do the work',
                                        'why': 'A single number hides the uncertainty the sponsor '
                                               'is buying.',
                                        'level': 'must',
                                        'evidence': {'expect': 'low, likely and high effort with '
                                                               'assumptions and confidence; '
                                                               'monthly run cost at launch and at '
                                                               'ten times the load',
                                                     'required': True,
                                                     'find': ['docs/estimate*.md',
                                                              'docs/estimate*.csv',
                                                              'docs/estimates/*.md',
                                                              'docs/cost*.md'],
                                                     'template': 'estimate'},
                                        'refs': ['sre', 'saasbiz']},
                                       {'id': 'skills-and-capacity-checked',
                                        'title': 'Gaps in skills, people and environments each '
                                                 'have a date and a way to be filled',
                                        'why': 'Feasible for some team is not feasible for this '
                                               'team.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a table of what the first release '
                                                               'needs, what is there, who closes '
                                                               'each gap and by when',
                                                     'find': ['docs/capability*.md',
                                                              'docs/team*.md',
                                                              'docs/capacity-plan*.md',
                                                              'docs/skills*.md']},
                                        'refs': ['usds', 'saasbiz']}],
                               'pm': [{'id': 'problem-statement-agreed',
                                       'title': 'A one-page problem statement is agreed with the '
                                                'sponsor',
                                       'why': 'Without it, no later claim of fitting the need can '
                                              'be tested.',
                                       'level': 'must',
                                       'evidence': {'expect': 'who has the problem, how often, '
                                                              'what they do today, what it costs '
                                                              'them, and who agreed on which day',
                                                    'required': True,
                                                    'find': ['docs/problem*.md',
                                                             'docs/prd*.md',
                                                             'docs/product/problem*.md',
                                                             'docs/discovery/*.md'],
                                                    'template': 'problem-statement'},
                                       'refs': ['va', 'gds']},
                                      {'id': 'user-evidence-collected',
                                       'title': 'Recent evidence from target users backs the need',
                                       'why': 'It separates a need in the market from a wish '
                                              'inside the company.',
                                       'level': 'must',
                                       'evidence': {'expect': 'dated research notes or usage data, '
                                                              'not older than six months; five '
                                                              'people or more unless the note says '
                                                              'why fewer do',
                                                    'required': True,
                                                    'find': ['docs/research/**/*.md',
                                                             'docs/interviews/*.md',
                                                             'docs/discovery/*.md',
                                                             'doc/research/**/*.md'],
                                                    'template': 'research-note'},
                                       'valid-for': '180d',
                                       'refs': ['usds', 'gds', 'gitlab']},
                                      {'id': 'market-need-sized',
                                       'title': "Target segment, reachable users, today's "
                                                'alternatives and reason to switch have sources',
                                       'why': 'A need that nobody can reach, or that is served '
                                              'well enough, is no market.',
                                       'level': 'must',
                                       'evidence': {'expect': 'a market note with a source behind '
                                                              'every number; for an internal '
                                                              'product: which staff, how many, '
                                                              'what they use now',
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
                                                             'docs/okr*.md',
                                                             'docs/success-metrics*.md'],
                                                    'template': 'metrics-table'},
                                       'refs': ['gds', 'usds', 'va']},
                                      {'id': 'owners-and-decision-rights-named',
                                       'title': 'It is written who decides scope, who decides '
                                                'technology, and who breaks a tie',
                                       'why': 'Two roles are a strength only when the border '
                                              'between them is drawn.',
                                       'level': 'must',
                                       'evidence': {'expect': 'one accountable product manager and '
                                                              'one technical product manager by '
                                                              'name, with their decision rights '
                                                              'and the tie-breaker',
                                                    'required': True,
                                                    'find': ['docs/owners*.md',
                                                             'docs/raci*.md',
                                                             'docs/decision-rights*.md',
                                                             'docs/team*.md',
                                                             'GOVERNANCE.md',
                                                             'CODEOWNERS',
                                                             '.github/CODEOWNERS'],
                                                    'template': 'decision-rights'},
                                       'valid-for': '365d',
                                       'repeats': 'product',
                                       'refs': ['usds', 'osps']},
                                      {'id': 'strategy-fit-stated',
                                       'title': 'The idea names the company objective it serves '
                                                'and what it displaces',
                                       'why': 'Saying yes is free until the displaced work is '
                                              'named.',
                                       'level': 'should',
                                       'evidence': {'expect': 'the objective, the roadmap entry, '
                                                              'and the work that moves down or out '
                                                              'because of it',
                                                    'find': ['ROADMAP.md',
                                                             'docs/roadmap*.md',
                                                             'docs/strategy*.md']},
                                       'refs': ['gitlab', 'svpg']},
                                      {'id': 'stop-criteria-set',
                                       'title': 'Conditions that would stop or redirect the work '
                                                'are written before build starts',
                                       'why': 'Nobody sets a fair stopping rule after falling in '
                                              'love with the idea.',
                                       'level': 'should',
                                       'evidence': {'expect': 'threshold, date and decider per '
                                                              'condition, for example in the '
                                                              'business case',
                                                    'find': ['docs/business-case*.md',
                                                             'docs/stop-criteria*.md',
                                                             'docs/prd*.md']},
                                       'refs': ['gitlab', 'nasa']},
                                      {'id': 'business-case-approved',
                                       'title': 'A business case with value, cost and funding is '
                                                'approved by a named sponsor',
                                       'why': 'Somebody with the money must have said yes to the '
                                              'numbers, not to the pitch.',
                                       'level': 'must',
                                       'evidence': {'expect': 'expected value, cost range, payback '
                                                              'assumption, funding decision, '
                                                              "sponsor's name and date; the "
                                                              'approved file stays as it is',
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
                                        'title': 'The team that runs it has accepted ownership, '
                                                 'access and runbooks in writing',
                                        'why': 'A launch ends when someone else says ours.',
                                        'level': 'should',
                                        'evidence': {'expect': 'what was handed over, what is '
                                                               'still open, who accepted it and '
                                                               'when',
                                                     'find': ['docs/handover*.md',
                                                              'docs/operations/handover*.md'],
                                                     'pin': True},
                                        'not-applicable': True,
                                        'refs': ['d365', 'orr', 'nasa']},
                                       {'id': 'tag-has-changelog-entry',
                                        'title': 'The newest version tag has its entry in the '
                                                 'change log',
                                        'why': 'What runs can be named, and what it changed can be '
                                               'read.',
                                        'level': 'should',
                                        'evidence': {'expect': 'CHANGELOG.md (or another file of '
                                                               'that name) with an entry for the '
                                                               'newest tag',
                                                     'find': ['CHANGELOG*']},
                                        'checks': [{'changelog': {'file': 'CHANGELOG*'}}],
                                        'answered-by': 'checks',
                                        'refs': ['keepachangelog', 'semver']},
                                       {'id': 'slo-reviewed',
                                        'title': 'The latest service review compares objectives '
                                                 'with reality and names its actions',
                                        'why': 'An objective nobody reviews is a wish.',
                                        'level': 'must',
                                        'evidence': {'expect': 'the latest review, not older than '
                                                               '35 days: objectives, budget left, '
                                                               'breaches, actions with owners',
                                                     'required': True,
                                                     'find': ['docs/ops-reviews/*.md',
                                                              'docs/service-reviews/*.md',
                                                              'docs/slo-reviews/*.md',
                                                              'docs/reviews/service*.md'],
                                                     'template': 'service-review'},
                                        'valid-for': '35d',
                                        'standing': True,
                                        'when': ['hosted'],
                                        'refs': ['sre', 'orr', 'mercari']},
                                       {'id': 'incidents-reviewed',
                                        'title': 'Serious incidents since launch have a review '
                                                 'with tracked actions, or none occurred',
                                        'why': 'An incident should be paid for once.',
                                        'level': 'must',
                                        'evidence': {'expect': 'a blameless review per incident of '
                                                               'severity 1 or 2, within five '
                                                               'working days, with the state of '
                                                               'its actions; or a dated line that '
                                                               'there was none',
                                                     'required': True,
                                                     'find': ['docs/incidents/*.md',
                                                              'docs/postmortems/*.md',
                                                              'docs/incident-reviews/*.md',
                                                              'postmortems/*.md'],
                                                     'template': 'incident-review'},
                                        'refs': ['sre', 'nhs', 'samm']},
                                       {'id': 'alerts-tuned',
                                        'title': 'The alerts since launch were sorted into acted '
                                                 'on, changed or removed',
                                        'why': 'Whoever is woken for nothing sleeps through the '
                                               'next one.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a list of alerts since launch with '
                                                               'their count and what became of '
                                                               'them',
                                                     'find': ['docs/ops-reviews/*.md',
                                                              'docs/alerts*.md',
                                                              'docs/service-reviews/*.md']},
                                        'when': ['hosted'],
                                        'refs': ['sre', 'orr']},
                                       {'id': 'vulnerabilities-fixed-in-time',
                                        'title': 'Open vulnerabilities are younger than the limit '
                                                 'the team set for their severity',
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
                                        'refs': ['badge', 'osps', 'ssdf', 'cncf']},
                                       {'id': 'vulnerability-reporting-published',
                                        'title': 'A private way to report a vulnerability is '
                                                 'published, with the time to a first answer',
                                        'why': 'Whoever finds a flaw should not have to look for '
                                               'somebody to tell.',
                                        'level': 'should',
                                        'evidence': {'expect': 'a security policy or contact page '
                                                               'that outsiders find: where to '
                                                               'report, what to expect, which '
                                                               'versions are covered',
                                                     'find': ['SECURITY.md',
                                                              '.github/SECURITY.md',
                                                              'docs/SECURITY.md',
                                                              '**/security.txt'],
                                                     'template': 'security-policy'},
                                        'valid-for': '365d',
                                        'repeats': 'product',
                                        'when': ['external-users'],
                                        'refs': ['badge', 'osps']},
                                       {'id': 'restore-tested',
                                        'title': 'A restore from backup was tested within six '
                                                 'months, with the time it took',
                                        'why': 'Backups decay in silence.',
                                        'level': 'must',
                                        'evidence': {'expect': 'a log of the latest restore: from '
                                                               'which backup, to where, checks, '
                                                               'time taken, against the target',
                                                     'required': True,
                                                     'find': ['docs/reports/restore*.md',
                                                              'docs/restore*.md',
                                                              'docs/recovery*.md',
                                                              'docs/dr/*.md'],
                                                     'template': 'recovery-log'},
                                        'valid-for': '183d',
                                        'standing': True,
                                        'when': ['stores-data'],
                                        'refs': ['mercari', 'orr']},
                                       {'id': 'tech-debt-budgeted',
                                        'title': 'Technical debt is listed with its cost, and a '
                                                 'share of capacity is set for it',
                                        'why': 'What is maintained on purpose lasts; the rest is '
                                               'kept alive.',
                                        'level': 'must',
                                        'evidence': {'expect': 'the list with the cost of leaving '
                                                               'each, the share agreed for the '
                                                               'coming quarter, and what the last '
                                                               'one was spent on',
                                                     'required': True,
                                                     'find': ['TECH_DEBT.md',
                                                              'docs/tech-debt*.md',
                                                              'docs/tech-debt*.csv',
                                                              'docs/technical-debt*.md'],
                                                     'template': 'debt-register'},
                                        'valid-for': '100d',
                                        'refs': ['nhs']},
                                       {'id': 'performance-and-cost-improved',
                                        'title': 'Speed and unit cost are compared with launch, '
                                                 'and the best improvement is planned',
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
                                                     'find': ['SUPPORT.md',
                                                              'SECURITY.md',
                                                              'README*',
                                                              'docs/support-policy*.md',
                                                              'docs/versions*.md',
                                                              'docs/lifecycle*.md']},
                                        'not-applicable': True,
                                        'valid-for': '365d',
                                        'repeats': 'product',
                                        'refs': ['osps', 'cncf', 'sunset']}],
                               'pm': [{'id': 'outcomes-compared-with-targets',
                                       'title': 'Outcomes are compared with baseline and target, '
                                                'and keep, change or stop is decided',
                                       'why': 'It closes the loop that the business case opened.',
                                       'level': 'must',
                                       'evidence': {'expect': 'a review at 30, 60 or 90 days: '
                                                              'baseline, target, actual per '
                                                              'metric, what was learned, the '
                                                              'decision and who took it',
                                                    'required': True,
                                                    'find': ['docs/outcomes*.md',
                                                             'docs/reviews/outcome*.md',
                                                             'docs/reviews/launch*.md',
                                                             'docs/reports/outcomes*.md'],
                                                    'template': 'outcome-review'},
                                       'refs': ['va', 'gds']},
                                      {'id': 'adoption-and-retention-tracked',
                                       'title': 'Adoption and retention by cohort are on record, '
                                                'with a plan for those at risk',
                                       'why': 'A launch spike can hide a leaking product.',
                                       'level': 'must',
                                       'evidence': {'expect': 'a dated export by cohort (downloads '
                                                              'or dependents where there is '
                                                              'nothing better), and the plan for '
                                                              'the weak ones',
                                                    'required': True,
                                                    'find': ['docs/reports/adoption*.*',
                                                             'docs/reports/retention*.*',
                                                             'docs/adoption*.md',
                                                             'docs/metrics/*.*'],
                                                    'template': 'metrics-export',
                                                    'pin': True},
                                       'refs': ['saasbiz', 'va']},
                                      {'id': 'feedback-triaged',
                                       'title': 'Feedback from support, sales, reviews and surveys '
                                                'reaches one sorted list',
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
                                       'refs': ['usds', 'badge']},
                                      {'id': 'user-research-continued',
                                       'title': 'Conversations with users went on this month, and '
                                                'the team has the notes',
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
                                       'title': 'A launch retrospective across functions was held '
                                                'and left at most three owned actions',
                                       'why': 'The next launch gets better while memory is fresh.',
                                       'level': 'must',
                                       'evidence': {'expect': 'who was there, what went well and '
                                                              'badly, up to three actions with '
                                                              'owner and date; within 30 days of '
                                                              'launch',
                                                    'required': True,
                                                    'find': ['docs/retros/*.md',
                                                             'docs/retrospectives/*.md',
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
                                                    'find': ['docs/commitments*.md',
                                                             'docs/commitments*.csv',
                                                             'docs/promises*.md']},
                                       'not-applicable': True,
                                       'refs': ['saasbiz', 'd365']},
                                      {'id': 'roadmap-replanned',
                                       'title': 'The next roadmap was planned from outcomes and '
                                                'feedback, and is published',
                                       'why': 'A plan for what comes next should show what was '
                                              'learned.',
                                       'level': 'must',
                                       'evidence': {'expect': 'the roadmap changed since the '
                                                              'release, with the outcome or '
                                                              'feedback behind each change, and '
                                                              'where it was shared',
                                                    'required': True,
                                                    'find': ['ROADMAP.md',
                                                             'docs/roadmap*.md',
                                                             'docs/product/roadmap*.md'],
                                                    'template': 'roadmap'},
                                       'refs': ['cncf', 'gitlab']},
                                      {'id': 'sunset-criteria-defined',
                                       'title': 'The conditions for retiring it are set: usage, '
                                                'cost, notice and data export',
                                       'why': 'What is shipped is also to be retired some day.',
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
                           'tpm': [{'id': 'changelog-entry-written',
                                    'title': 'The change log has an entry for this version, with '
                                             'breaking changes and upgrade steps',
                                    'why': 'Managing a release starts with knowing what changed.',
                                    'level': 'must',
                                    'evidence': {'expect': 'version, date, changes as users see '
                                                           'them, breaking changes, upgrade steps, '
                                                           'security fixes',
                                                 'required': True,
                                                 'find': ['CHANGELOG*',
                                                          'CHANGES*',
                                                          'HISTORY*',
                                                          'NEWS*',
                                                          'docs/changelog*.md',
                                                          'docs/release-notes/*.md'],
                                                 'template': 'release-note'},
                                    'refs': ['keepachangelog', 'badge', 'osps', 'semver']},
                                   {'id': 'artifact-built-once',
                                    'title': 'The release candidate was built once by CI from a '
                                             'tag, with checksum and origin',
                                    'why': 'What was tested must be what is shipped.',
                                    'level': 'must',
                                    'evidence': {'expect': 'the tag, the build that made it, '
                                                           'checksum or signature, and where the '
                                                           'tested artefact lies',
                                                 'required': True,
                                                 'find': ['docs/reports/release*.md',
                                                          'docs/reports/build*.md',
                                                          'dist/*.sha256',
                                                          '**/*.intoto.jsonl',
                                                          '.github/workflows/release*.y*ml',
                                                          '.gitlab-ci.yml'],
                                                 'template': 'build-record'},
                                    'refs': ['ssdf', 'slsa', 'osps', 'badge']},
                                   {'id': 'bill-of-materials-made',
                                    'title': 'The release has a bill of materials in a standard '
                                             'format',
                                    'why': 'When the next flaw is published, the question is who '
                                           'has it.',
                                    'level': 'should',
                                    'evidence': {'expect': 'CycloneDX or SPDX as '
                                                           'reports/sbom.json, made in CI or '
                                                           'committed',
                                                 'find': ['reports/sbom*.json',
                                                          'sbom*.json',
                                                          '**/*.cdx.json',
                                                          '**/*.spdx.json']},
                                    'checks': [{'sbom': {'file': 'reports/sbom*.json'}}],
                                    'answered-by': 'checks',
                                    'refs': ['ssdf', 'slsa', 'osps']},
                                   {'id': 'migrations-rehearsed',
                                    'title': 'Schema, data and configuration changes were '
                                             'rehearsed forth and back on a copy',
                                    'why': 'Data changes are what a rollback trips over.',
                                    'level': 'should',
                                    'evidence': {'expect': 'a log on a production-like copy: '
                                                           'forward, time taken, checks, and the '
                                                           'tested way back or proof of '
                                                           'compatibility',
                                                 'find': ['docs/reports/migration*.md',
                                                          'docs/migrations/*.md',
                                                          'docs/migration*.md']},
                                    'not-applicable': True,
                                    'when': ['stores-data'],
                                    'refs': ['kep', 'saasbiz', 'd365']},
                                   {'id': 'rollback-plan-rehearsed',
                                    'title': 'The rollback plan has trigger, decider, steps and '
                                             'time limit, and was rehearsed',
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
                                                          'docs/release-plan*.md',
                                                          'docs/reports/rollback*.md'],
                                                 'template': 'rollback-plan'},
                                    'refs': ['kep', 'orr', 'va', 'mercari']},
                                   {'id': 'staged-rollout-configured',
                                    'title': 'The rollout goes in stages with a metric to pass '
                                             'before the next stage',
                                    'why': 'Stages bound how many people meet the first bug.',
                                    'level': 'should',
                                    'evidence': {'expect': 'a stage table: share (at most a tenth '
                                                           'first), metric, threshold, time to '
                                                           'watch, who moves it on',
                                                 'find': ['docs/release-plan*.md',
                                                          'docs/rollout*.md',
                                                          'docs/launch*.md']},
                                    'not-applicable': True,
                                    'refs': ['va', 'sre', 'mercari']},
                                   {'id': 'monitoring-live-and-tested',
                                    'title': 'Alerts for objectives and rollback triggers were '
                                             'fired and reached the one on call',
                                    'why': 'An alert that was not tried is decoration.',
                                    'level': 'must',
                                    'evidence': {'expect': 'alert rules or dashboards, and a '
                                                           'record of the test within the last 30 '
                                                           'days: fired, reached whom, after how '
                                                           'long',
                                                 'required': True,
                                                 'find': ['monitoring/**/*.y*ml',
                                                          'alerts/**/*.y*ml',
                                                          'observability/**/*.y*ml',
                                                          'dashboards/**/*.json',
                                                          'docs/monitoring*.md',
                                                          'docs/reports/alert*.md'],
                                                 'template': 'alert-test'},
                                    'valid-for': '30d',
                                    'when': ['hosted'],
                                    'refs': ['mercari', 'orr', 'mscode', 'sre']},
                                   {'id': 'runbooks-and-on-call-ready',
                                    'title': 'Alerts and critical operations have a runbook, and a '
                                             'rota covers the launch window',
                                    'why': 'Nights go well when the next step is written down.',
                                    'level': 'must',
                                    'evidence': {'expect': 'a runbook per alert and critical '
                                                           'operation (symptom, diagnosis, steps, '
                                                           'escalation), and the rota with its '
                                                           'escalation',
                                                 'required': True,
                                                 'find': ['docs/runbooks/*.md',
                                                          'runbooks/*.md',
                                                          'docs/operations/*.md',
                                                          'docs/runbook*.md',
                                                          'docs/on-call*.md'],
                                                 'template': 'runbook'},
                                    'when': ['hosted'],
                                    'refs': ['mercari', 'orr', 'sre']},
                                   {'id': 'launch-runsheet-timed',
                                    'title': 'A timed run-sheet lists steps with owner, check and '
                                             'stop point',
                                    'why': 'Launch day is for carrying out, not for designing.',
                                    'level': 'should',
                                    'evidence': {'expect': 'time, step, owner, check, stop point; '
                                                           'freeze windows and other teams cleared',
                                                 'find': ['docs/runsheet*.md',
                                                          'docs/launch-runsheet*.md',
                                                          'docs/launch-plan*.md',
                                                          'docs/release-plan*.md'],
                                                 'template': 'launch-runsheet'},
                                    'refs': ['d365', 'sre']},
                                   {'id': 'launch-watch-staffed',
                                    'title': 'Named people watch agreed signals after launch until '
                                             'a written condition ends it',
                                    'why': 'Watching after launch is a rota, not an intention.',
                                    'level': 'must',
                                    'evidence': {'expect': 'who watches what and when (24 to 72 '
                                                           'hours at least), what they do on which '
                                                           'signal, what ends the watch',
                                                 'required': True,
                                                 'find': ['docs/launch-watch*.md',
                                                          'docs/hypercare*.md',
                                                          'docs/launch*.md',
                                                          'docs/release-plan*.md'],
                                                 'template': 'launch-watch'},
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
                                                         'docs/metrics*.csv',
                                                         'docs/launch*.md'],
                                                'template': 'launch-targets'},
                                   'refs': ['va', 'gds']},
                                  {'id': 'gtm-plan-approved',
                                   'title': 'A go-to-market plan is approved by marketing and by '
                                            'sales',
                                   'why': 'Shipped is not launched.',
                                   'level': 'must',
                                   'evidence': {'expect': 'segment, positioning, channels, price, '
                                                          'budget, dates, owner, and both names; '
                                                          'where one person does both, that name',
                                                'required': True,
                                                'find': ['docs/go-to-market*.md',
                                                         'docs/gtm*.md',
                                                         'docs/marketing/*.md'],
                                                'template': 'go-to-market-plan',
                                                'pin': True},
                                   'when': ['sold-to-customers'],
                                   'refs': ['saasbiz']},
                                  {'id': 'price-and-tax-confirmed',
                                   'title': 'Finance confirmed price, invoicing and tax set-up',
                                   'why': 'A wrong tax rate is found by the auditor, years later.',
                                   'level': 'should',
                                   'evidence': {'expect': 'who in finance confirmed what on which '
                                                          'day; the test invoice',
                                                'find': ['docs/pricing*.md',
                                                         'docs/finance/*.md',
                                                         'docs/launch/finance*.md'],
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
                                                'find': ['docs/legal/*.md',
                                                         'docs/compliance/clearance*.md',
                                                         'docs/reports/legal*.md'],
                                                'template': 'approval-record',
                                                'pin': True},
                                   'when': ['external-users'],
                                   'refs': ['usds', 'gdpr']},
                                  {'id': 'affected-customers-told',
                                   'title': 'Customers hit by breaking changes are listed and were '
                                            'told, with the date',
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
                                                         'docs/comms*.md',
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
                                   'title': 'Whoever answers users has articles, known issues, an '
                                            'escalation path and time for it',
                                   'why': "The first week's answers decide the first impression.",
                                   'level': 'must',
                                   'evidence': {'expect': 'articles, ready replies, known issues, '
                                                          'escalation path, staffing for the '
                                                          'expected volume; for a small team: who '
                                                          'answers and when',
                                                'required': True,
                                                'find': ['SUPPORT.md',
                                                         'docs/support/*.md',
                                                         'docs/support*.md',
                                                         'docs/faq*.md',
                                                         '.github/SUPPORT.md'],
                                                'template': 'support-plan'},
                                   'refs': ['d365', 'va']},
                                  {'id': 'customer-docs-published',
                                   'title': 'User documentation and release notes for this version '
                                            'are published, links checked',
                                   'why': 'A feature nobody can find out about is not used.',
                                   'level': 'must',
                                   'evidence': {'expect': 'documentation of what is new, migration '
                                                          'guide where something breaks, release '
                                                          'notes, and the result of the link check',
                                                'required': True,
                                                'find': ['docs/release-notes/*.md',
                                                         'docs/user/**/*.md',
                                                         'docs/guide/**/*.md',
                                                         'README*',
                                                         'docs/index.md',
                                                         'CHANGELOG*'],
                                                'template': 'release-note'},
                                   'refs': ['badge', 'osps', 'kep']},
                                  {'id': 'announcements-scheduled',
                                   'title': 'Announcements are approved and scheduled, one for '
                                            'delay or rollback among them',
                                   'why': 'The hardest message to write is the one needed at once.',
                                   'level': 'should',
                                   'evidence': {'expect': 'a plan: message, audience, channel, '
                                                          'time, approver, including the one '
                                                          'nobody wants to send',
                                                'find': ['docs/comms*.md',
                                                         'docs/communication*.md',
                                                         'docs/launch*.md']},
                                   'refs': ['saasbiz', 'd365']}]},
 'standard/requirements.yaml': {'schema': 'tpm/checklist/1',
                                'phase': 'requirements',
                                'title': 'Requirement gathering',
                                'question': 'Do we know what to build, in words engineers and '
                                            'customers both accept?',
                                'tpm': [{'id': 'must-haves-traced',
                                         'title': 'Each must-have requirement names the goal it '
                                                  'serves and the need behind it',
                                         'why': 'A trace shows what got lost on the way from goal '
                                                'to requirement, and what was invented.',
                                         'level': 'must',
                                         'evidence': {'expect': 'a table with one row per '
                                                                'must-have: goal, need (research, '
                                                                'ticket, usage data), requirement; '
                                                                'no goal without a row',
                                                      'required': True,
                                                      'find': ['docs/traceability*.md',
                                                               'docs/traceability*.csv',
                                                               'docs/requirements*.md',
                                                               'docs/requirements*.csv',
                                                               'docs/prd*.md'],
                                                      'template': 'traceability-table'},
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
                                                               'docs/prd*.md'],
                                                      'template': 'assumption-log'},
                                         'refs': ['va', 'nhs']},
                                        {'id': 'interfaces-drafted',
                                         'title': 'External interfaces have a draft contract with '
                                                  'a version rule and an error model',
                                         'why': 'Contracts let teams build in parallel and expose '
                                                'misunderstandings early.',
                                         'level': 'should',
                                         'evidence': {'expect': 'OpenAPI, AsyncAPI, protobuf, a '
                                                                'schema, or a written contract for '
                                                                'each interface that others will '
                                                                'call or feed',
                                                      'find': ['**/openapi*.yaml',
                                                               '**/openapi*.yml',
                                                               '**/openapi*.json',
                                                               '**/asyncapi*.y*ml',
                                                               '**/*.proto',
                                                               '**/*.graphql',
                                                               'docs/api/**/*.md']},
                                         'not-applicable': True,
                                         'refs': ['usds', 'osps', 'mscode']},
                                        {'id': 'data-inventory-classified',
                                         'title': 'Personal data fields each have a purpose, a '
                                                  'class, a retention period and an owner',
                                         'why': 'Privacy, security and cost all follow from what '
                                                'is kept and for how long.',
                                         'level': 'must',
                                         'evidence': {'expect': 'a data inventory: field, purpose, '
                                                                'lawful ground, class, retention, '
                                                                'owner, where it goes',
                                                      'required': True,
                                                      'find': ['docs/data-inventory*.md',
                                                               'docs/data-inventory*.csv',
                                                               'docs/privacy/*.md',
                                                               'docs/privacy/*.csv'],
                                                      'template': 'data-inventory'},
                                         'valid-for': '365d',
                                         'repeats': 'product',
                                         'when': ['handles-personal-data'],
                                         'refs': ['gdpr', 'asvs', 'deon', 'usds']},
                                        {'id': 'security-requirements-selected',
                                         'title': 'A security baseline is chosen and what applies '
                                                  'from it stands in the backlog',
                                         'why': 'Security asked for late is security left out.',
                                         'level': 'should',
                                         'evidence': {'expect': 'the baseline and level (for '
                                                                'example a verification standard '
                                                                'at its middle level), what '
                                                                'applies, owner and state of each',
                                                      'find': ['docs/security/requirements*.md',
                                                               'docs/security/requirements*.csv',
                                                               'docs/security/asvs*',
                                                               'docs/security*.md']},
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
                                         'level': 'must',
                                         'evidence': {'expect': 'for the three to five riskiest '
                                                                'flows, at least five cases each: '
                                                                'empty, duplicate, huge, '
                                                                'concurrent, offline, expired, '
                                                                'other time zone, no permission',
                                                      'required': True,
                                                      'find': ['docs/edge-cases*.md',
                                                               'docs/edge-cases*.csv',
                                                               'docs/misuse-cases*.md',
                                                               'docs/abuse-cases*.md'],
                                                      'template': 'edge-cases'},
                                         'refs': ['asvs', 'samm', 'kep']},
                                        {'id': 'engineers-walked-through',
                                         'title': 'The engineers who will build it walked through '
                                                  'it, and open questions have an owner',
                                         'why': 'The translation worked when the people who build '
                                                'can repeat it and have stopped asking.',
                                         'level': 'must',
                                         'evidence': {'expect': 'notes of the walk-through: who '
                                                                'was there, questions, answers; '
                                                                'every open question with an owner '
                                                                'and a date',
                                                      'required': True,
                                                      'find': ['docs/reviews/requirements*.md',
                                                               'docs/walkthrough*.md',
                                                               'docs/meetings/*.md',
                                                               'docs/reviews/*.md'],
                                                      'template': 'walkthrough-notes'},
                                         'refs': ['mscode', 'gitlab']}],
                                'pm': [{'id': 'stakeholders-consulted',
                                        'title': 'Stakeholder groups are mapped with interest, '
                                                 'power and the day last consulted',
                                        'why': 'The group nobody asked is the one that blocks the '
                                               'launch.',
                                        'level': 'must',
                                        'evidence': {'expect': 'a stakeholder map; the groups with '
                                                               'power consulted within the last 60 '
                                                               'days, with what they said',
                                                     'required': True,
                                                     'find': ['docs/stakeholders*.md',
                                                              'docs/stakeholders*.csv',
                                                              'docs/product/stakeholders*.md'],
                                                     'template': 'stakeholder-map'},
                                        'refs': ['d365', 'usds']},
                                       {'id': 'needs-cited',
                                        'title': 'Each must-have cites customers: an interview, a '
                                                 'ticket, a lost sale or usage data',
                                        'why': 'It keeps the product close to its customers, not '
                                               'to whoever asked loudest.',
                                        'level': 'should',
                                        'evidence': {'expect': 'the need column of the '
                                                               'traceability table with a link or '
                                                               'note per must-have; what has none '
                                                               'is no must-have',
                                                     'find': ['docs/traceability*.md',
                                                              'docs/traceability*.csv',
                                                              'docs/prd*.md']},
                                        'refs': ['gds', 'usds', 'gitlab']},
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
                                        'title': 'A product requirements document is written and '
                                                 'its open questions have owners',
                                        'why': 'One place to disagree before code exists.',
                                        'level': 'must',
                                        'evidence': {'expect': 'problem, users, goals, non-goals, '
                                                               'scope, journeys, metrics, open '
                                                               'questions with owner and date',
                                                     'required': True,
                                                     'find': ['docs/prd*.md',
                                                              'docs/product-outline*.md',
                                                              'docs/product/*.md',
                                                              'docs/requirements*.md',
                                                              'docs/**/prd*.md'],
                                                     'template': 'prd'},
                                        'refs': ['va', 'kep']},
                                       {'id': 'scope-and-non-goals-agreed',
                                        'title': 'What is in, what is out and what comes later is '
                                                 'agreed by sponsor and TPM',
                                        'why': 'What was ruled out in writing saves more weeks '
                                               'than what was planned in.',
                                        'level': 'must',
                                        'evidence': {'expect': 'three lists with both names and '
                                                               'the date, in a file of its own '
                                                               'that stays as agreed',
                                                     'required': True,
                                                     'find': ['docs/scope*.md',
                                                              'docs/product/scope*.md',
                                                              'docs/agreements/*.md'],
                                                     'template': 'scope-agreement',
                                                     'pin': True},
                                        'refs': ['kep', 'va', 'd365']},
                                       {'id': 'backlog-ordered-by-method',
                                        'title': 'The backlog is ordered by a stated method with '
                                                 'the inputs of the top items visible',
                                        'why': 'It makes priority arguable with facts.',
                                        'level': 'should',
                                        'evidence': {'expect': 'the method, and the inputs for '
                                                               'about the top twenty items (an '
                                                               'export is enough)',
                                                     'find': ['docs/backlog*.csv',
                                                              'docs/backlog*.md',
                                                              'docs/prioriti*.md']},
                                        'refs': ['usds', 'mscode']},
                                       {'id': 'accessibility-and-locale-required',
                                        'title': 'Accessibility level, languages, devices and '
                                                 'assistive technology are requirements',
                                        'why': 'Access bolted on later costs a multiple, and is '
                                               'often law.',
                                        'level': 'must',
                                        'evidence': {'expect': 'the standard and level (WCAG 2.2 '
                                                               'AA unless stated), languages and '
                                                               'formats, devices, browsers, '
                                                               'assistive technology',
                                                     'required': True,
                                                     'find': ['docs/accessibility*.md',
                                                              'docs/accessibility/*.md',
                                                              'docs/nfr*.md',
                                                              'docs/prd*.md'],
                                                     'template': 'accessibility-requirements'},
                                        'valid-for': '365d',
                                        'repeats': 'product',
                                        'when': ['user-interface'],
                                        'refs': ['wcag', 'gds', 'a11y']},
                                       {'id': 'obligations-confirmed-in-writing',
                                        'title': 'A named adviser confirmed in writing which legal '
                                                 'obligations apply and which do not',
                                        'why': 'The lawyer asked too late decides the launch date.',
                                        'level': 'must',
                                        'evidence': {'expect': 'the list of obligations (law, '
                                                               'contract, policy) with adviser, '
                                                               'date and what each demands; where '
                                                               'there is no lawyer, who took on '
                                                               'the question',
                                                     'required': True,
                                                     'find': ['docs/compliance/*.md',
                                                              'docs/legal/*.md',
                                                              'docs/obligations*.md',
                                                              'docs/compliance/*.csv'],
                                                     'template': 'obligations-list',
                                                     'pin': True},
                                        'valid-for': '365d',
                                        'repeats': 'product',
                                        'refs': ['usds', 'gdpr']},
                                       {'id': 'packaging-and-pricing-hypothesis',
                                        'title': 'Packaging and price are stated as a hypothesis, '
                                                 'with what billing must be able to do',
                                        'why': 'Pricing decided at launch is architecture '
                                               'discovered at launch.',
                                        'level': 'should',
                                        'evidence': {'expect': 'plans or editions, price logic, '
                                                               'who is entitled to what, and the '
                                                               'requirements that follow',
                                                     'find': ['docs/pricing*.md',
                                                              'docs/packaging*.md',
                                                              'docs/business-case*.md']},
                                        'when': ['sold-to-customers'],
                                        'refs': ['saasbiz']}]},
 'standard/testing.yaml': {'schema': 'tpm/checklist/1',
                           'phase': 'testing',
                           'title': 'Testing & QA',
                           'question': 'Does it work as specified, and do real users agree?',
                           'tpm': [{'id': 'test-strategy-agreed',
                                    'title': 'A test strategy says which risk is tested where, '
                                             'with which data, and what ends testing',
                                    'why': 'Testing without a strategy measures effort, not risk.',
                                    'level': 'must',
                                    'evidence': {'expect': 'risks by test level, environments, '
                                                           'test data, coverage floor, exit '
                                                           'criteria, and who agreed to it',
                                                 'required': True,
                                                 'find': ['docs/test-strategy*.md',
                                                          'docs/test-plan*.md',
                                                          'docs/testing*.md',
                                                          'TESTING.md',
                                                          'docs/qa/*.md'],
                                                 'template': 'test-strategy'},
                                    'refs': ['kep', 'd365', 'osps', 'badge']},
                                   {'id': 'test-data-lawful',
                                    'title': 'Test environments hold no real personal data without '
                                             'a recorded approval',
                                    'why': 'Test environments leak first.',
                                    'level': 'should',
                                    'evidence': {'expect': 'how the test data is made or made '
                                                           'anonymous, what was checked and when, '
                                                           'and any approval with its end date',
                                                 'find': ['docs/test-data*.md',
                                                          'docs/test-strategy*.md',
                                                          'docs/privacy/test-data*.md']},
                                    'when': ['handles-personal-data'],
                                    'refs': ['gdpr', 'asvs', 'nhs']},
                                   {'id': 'test-report-green',
                                    'title': 'The report of the automated tests shows tests, and '
                                             'none that failed',
                                    'why': 'A green badge may stand over an empty run; a report '
                                           'that lists its tests cannot.',
                                    'level': 'should',
                                    'evidence': {'expect': 'a JUnit report as reports/junit.xml, '
                                                           'made in CI or committed',
                                                 'find': ['reports/junit*.xml']},
                                    'checks': [{'junit': {'file': 'reports/junit*.xml',
                                                          'min-tests': 1}}],
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
                                    'refs': ['mercari', 'badge']},
                                   {'id': 'edge-cases-covered',
                                    'title': 'The listed edge and misuse cases have a test, or a '
                                             'reason that the TPM accepted',
                                    'why': 'A case without a test is a case left to the users.',
                                    'level': 'must',
                                    'evidence': {'expect': 'the edge-case table with a test name, '
                                                           'or a reason and a name, in each row',
                                                 'required': True,
                                                 'find': ['docs/edge-cases*.md',
                                                          'docs/edge-cases*.csv',
                                                          'docs/misuse-cases*.md',
                                                          'docs/reports/edge-cases*'],
                                                 'template': 'edge-cases'},
                                    'refs': ['kep', 'asvs', 'd365']},
                                   {'id': 'regression-automated-and-stable',
                                    'title': 'End-to-end tests of the critical journeys ran two '
                                             'weeks with no unexplained failure',
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
                                                 'find': ['docs/reports/load*.md',
                                                          'docs/reports/load*.html',
                                                          'reports/load*.*',
                                                          'docs/performance*.md',
                                                          'perf/**/*.md'],
                                                 'template': 'load-test-report',
                                                 'pin': True},
                                    'when': ['public-traffic'],
                                    'refs': ['orr', 'sre', 'mercari']},
                                   {'id': 'security-tested',
                                    'title': 'Security tests ran, and no high finding is open '
                                             'without a named acceptance',
                                    'why': 'It shows that the mitigations of the threat model '
                                           'exist.',
                                    'level': 'must',
                                    'evidence': {'expect': 'what ran (static, components, secrets; '
                                                           'dynamic or penetration where it is '
                                                           'exposed), findings, and who accepted '
                                                           'what until when',
                                                 'required': True,
                                                 'find': ['docs/security/*test*.md',
                                                          'docs/security/pentest*',
                                                          'docs/reports/security*.md',
                                                          'docs/reports/pentest*'],
                                                 'template': 'security-test-report',
                                                 'pin': True},
                                    'refs': ['asvs', 'ssdf', 'badge', 'samm']},
                                   {'id': 'interface-compatibility-tested',
                                    'title': 'The published interface was tested against the last '
                                             'version, and breaks are listed',
                                    'why': 'Whoever built on it finds the break otherwise, in '
                                           'production.',
                                    'level': 'should',
                                    'evidence': {'expect': 'the result of the comparison or '
                                                           'contract tests, the list of breaks (or '
                                                           'none), and the version number that '
                                                           'follows',
                                                 'find': ['docs/reports/api*.md',
                                                          'docs/reports/compat*.md',
                                                          'docs/reports/contract*.md',
                                                          'reports/contract*.xml']},
                                    'when': ['public-api'],
                                    'refs': ['semver', 'kep']},
                                   {'id': 'payment-paths-tested',
                                    'title': 'Refund, decline, duplicate and time-out were tested '
                                             'on the payment path',
                                    'why': 'Money goes wrong on the way back, not on the way in.',
                                    'level': 'should',
                                    'evidence': {'expect': 'cases and results against the '
                                                           "provider's test system, with the sums "
                                                           'reconciled',
                                                 'find': ['docs/reports/payment*.md',
                                                          'docs/payments*.md',
                                                          'reports/payment*.xml']},
                                    'when': ['handles-payments'],
                                    'refs': ['asvs', 'pci']},
                                   {'id': 'recovery-rehearsed',
                                    'title': 'Restore, and fail-over where there is one, were '
                                             'timed against the recovery targets',
                                    'why': 'An untried recovery is a hope.',
                                    'level': 'must',
                                    'evidence': {'expect': 'a log of the rehearsal: what was '
                                                           'broken on purpose, steps, time taken, '
                                                           'data lost, against recovery time and '
                                                           'point',
                                                 'required': True,
                                                 'find': ['docs/reports/restore*.md',
                                                          'docs/reports/failover*.md',
                                                          'docs/reports/recovery*.md',
                                                          'docs/recovery*.md',
                                                          'docs/dr/*.md'],
                                                 'template': 'recovery-log',
                                                 'pin': True},
                                    'when': ['stores-data'],
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
                                                          'docs/reports/test*.md',
                                                          'docs/test-report*.md',
                                                          'docs/qa/*summary*.md'],
                                                 'template': 'test-summary',
                                                 'pin': True},
                                    'refs': ['d365', 'nasa']}],
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
                                                         'docs/release-plan*.md',
                                                         'docs/launch*.md'],
                                                'template': 'launch-criteria'},
                                   'refs': ['va', 'd365', 'nasa']},
                                  {'id': 'acceptance-tested-by-users',
                                   'title': 'Users or business owners ran the acceptance tests, '
                                            'and a named person accepted',
                                   'why': 'Those who must live with it have said yes.',
                                   'level': 'must',
                                   'evidence': {'expect': 'scope, result per criterion, open '
                                                          'points, name and date of acceptance',
                                                'required': True,
                                                'find': ['docs/reports/uat*.md',
                                                         'docs/reports/acceptance*.md',
                                                         'docs/uat*.md',
                                                         'docs/acceptance*.md',
                                                         'docs/reports/uat*.csv'],
                                                'template': 'acceptance-record',
                                                'pin': True},
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
                                  {'id': 'accessibility-verified',
                                   'title': 'An accessibility audit at the required level shows no '
                                            'blocking failure',
                                   'why': 'Automated tests alone find a part of the barriers.',
                                   'level': 'must',
                                   'evidence': {'expect': 'automated, manual and '
                                                          'assistive-technology results; open '
                                                          'points with a date; the drafted '
                                                          'statement',
                                                'required': True,
                                                'find': ['docs/accessibility/*.md',
                                                         'docs/reports/accessibility*.md',
                                                         'docs/reports/a11y*.md',
                                                         'docs/accessibility*.md'],
                                                'template': 'accessibility-review',
                                                'pin': True},
                                   'when': ['user-interface'],
                                   'refs': ['wcag', 'a11y', 'gds']},
                                  {'id': 'pilot-feedback-decided',
                                   'title': 'Feedback from user tests or a pilot is grouped, and '
                                            'each theme has a decision',
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
                                   'refs': ['va', 'saasbiz', 'usds']},
                                  {'id': 'metrics-show-real-data',
                                   'title': 'The outcome metrics show real data from test or pilot',
                                   'why': 'It proves that the launch can be judged from its first '
                                          'day.',
                                   'level': 'must',
                                   'evidence': {'expect': 'a dated export per outcome metric with '
                                                          'data in it',
                                                'required': True,
                                                'find': ['docs/reports/metrics*.*',
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
                                   'title': "Known issues of this release are in customers' words, "
                                            "with a PM's acceptance",
                                   'why': 'Customers forgive what they were told about.',
                                   'level': 'must',
                                   'evidence': {'expect': 'issue, whom it hits, workaround, '
                                                          'accepted by whom; or the statement that '
                                                          'none is known',
                                                'required': True,
                                                'find': ['KNOWN_ISSUES.md',
                                                         'docs/known-issues*.md',
                                                         'docs/release-notes/*.md',
                                                         'docs/reports/known-issues*.md'],
                                                'template': 'known-issues'},
                                   'refs': ['d365']}]}}
