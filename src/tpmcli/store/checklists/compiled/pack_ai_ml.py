"""The plain data of packs/ai-ml.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/ai-ml.yaml': {'schema': 'tpm/pack/1',
                      'name': 'ai-ml',
                      'title': 'AI and machine learning',
                      'about': 'Features that rest on a model: use, vendors, rights, evaluation, '
                               'oversight, cost, drift',
                      'add': {'feasibility': {'tpm': [{'id': 'ai-simple-baseline-set',
                                                       'title': 'The result of a simple baseline '
                                                                'without a model is the mark to '
                                                                'beat',
                                                       'why': 'A rule that does as well as the '
                                                              'model is cheaper to run and to '
                                                              'explain.',
                                                       'level': 'should',
                                                       'evidence': {'expect': 'the rule or simple '
                                                                              'model, the data, '
                                                                              'the measure, the '
                                                                              'result',
                                                                    'find': ['docs/ai/baseline*.md',
                                                                             'docs/spikes/*baseline*.md']},
                                                       'refs': ['mscode']},
                                                      {'id': 'ai-vendor-terms-checked',
                                                       'title': "The model provider's terms on "
                                                                'data, region, retention, rights '
                                                                'and end of life are checked',
                                                       'why': 'Your prompts may train their model, '
                                                              'and their model may end before your '
                                                              'contract does.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'per model: training '
                                                                              'on our data or not, '
                                                                              'region, retention, '
                                                                              'output rights, '
                                                                              'indemnity, rate '
                                                                              'limits, announced '
                                                                              'end date, second '
                                                                              'source',
                                                                    'required': True,
                                                                    'find': ['docs/ai/vendors*.md',
                                                                             'docs/ai/vendors*',
                                                                             'docs/ai/models*',
                                                                             'docs/vendors*'],
                                                                    'template': 'vendor-terms'},
                                                       'valid-for': '120d',
                                                       'checks': [{'table': {'file': 'evidence',
                                                                             'columns': ['Model | '
                                                                                         'Vendor | '
                                                                                         'Provider',
                                                                                         'Trains '
                                                                                         'on our '
                                                                                         'data? | '
                                                                                         'Trains '
                                                                                         'on our '
                                                                                         'data | '
                                                                                         'Training',
                                                                                         'Region | '
                                                                                         'Location',
                                                                                         'Retention '
                                                                                         '| Kept '
                                                                                         'how '
                                                                                         'long'],
                                                                             'filled': True,
                                                                             'unread': 'warn'}}],
                                                       'refs': ['airmf', 'ssdf']}],
                                              'pm': [{'id': 'ai-intended-use-and-risk-tier-set',
                                                      'title': 'Intended and prohibited uses are '
                                                               'written, with the risk class and '
                                                               'the law behind it',
                                                      'why': 'The tier decides what follows.',
                                                      'level': 'must',
                                                      'evidence': {'expect': 'use, prohibited '
                                                                             'practices, misuse to '
                                                                             'prevent, people '
                                                                             'affected, our role '
                                                                             '(provider or '
                                                                             'deployer), class '
                                                                             'with its reason, law '
                                                                             'per market as '
                                                                             'counsel confirmed it',
                                                                   'required': True,
                                                                   'find': ['docs/ai/intended-use*.md',
                                                                            'docs/model*/intended*.md'],
                                                                   'template': 'intended-use'},
                                                      'valid-for': '365d',
                                                      'repeats': 'product',
                                                      'refs': ['airmf', 'euai']},
                                                     {'id': 'ai-skills-ensured',
                                                      'title': 'Those who build, sell and run the '
                                                               'product know what the model can '
                                                               'and cannot do',
                                                      'why': 'Users are oversold by colleagues who '
                                                             'believed the demo.',
                                                      'level': 'should',
                                                      'evidence': {'expect': 'who was trained on '
                                                                             'what, for build, '
                                                                             'sales and support; '
                                                                             'date',
                                                                   'find': ['docs/ai/training*.md',
                                                                            'docs/training*.md']},
                                                      'refs': ['euai']}]},
                              'requirements': {'tpm': [{'id': 'ai-data-rights-and-lineage-recorded',
                                                        'title': 'The data sets have source, '
                                                                 'licence or consent, lineage, '
                                                                 'known gaps and owner',
                                                        'why': 'Unlawful data cannot be patched '
                                                               'out.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'one sheet per data '
                                                                               'set for training, '
                                                                               'tuning and '
                                                                               'evaluation',
                                                                     'required': True,
                                                                     'find': ['docs/datasheets/*.md',
                                                                              'docs/ai/data*.md',
                                                                              'docs/data/*sheet*.md',
                                                                              'DATASHEET*'],
                                                                     'template': 'data-sheet'},
                                                        'valid-for': '365d',
                                                        'refs': ['deon', 'mscode']}],
                                               'pm': [{'id': 'ai-error-cost-agreed',
                                                       'title': 'The cost of a wrong answer and '
                                                                'the highest acceptable error rate '
                                                                'are agreed',
                                                       'why': 'Any accuracy looks good until '
                                                              'somebody prices the errors.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'kinds of error, '
                                                                              'whom each hurts, '
                                                                              'acceptable rate, '
                                                                              'who agreed',
                                                                    'required': True,
                                                                    'find': ['docs/ai/errors*.md',
                                                                             'docs/ai/requirements*.md'],
                                                                    'template': 'error-costs'},
                                                       'checks': [{'table': {'file': 'evidence',
                                                                             'columns': ['Kind of '
                                                                                         'error | '
                                                                                         'Error | '
                                                                                         'Error '
                                                                                         'type',
                                                                                         'Whom it '
                                                                                         'hurts | '
                                                                                         'Affected '
                                                                                         '| Who is '
                                                                                         'hurt',
                                                                                         'Acceptable '
                                                                                         'rate | '
                                                                                         'Target '
                                                                                         'rate | '
                                                                                         'Rate | '
                                                                                         'Threshold'],
                                                                             'filled': True,
                                                                             'unread': 'warn'}}],
                                                       'refs': ['airmf', 'deon']}]},
                              'architecture': {'tpm': [{'id': 'ai-agent-rights-bounded',
                                                        'title': "The model's rights are minimal, "
                                                                 'with a person to confirm '
                                                                 'irreversible steps',
                                                        'why': 'Injected text can make the model '
                                                               'use every permission it has.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'tool by tool: '
                                                                               'rights, data '
                                                                               'reach, who '
                                                                               'confirms, limit '
                                                                               'per session, how '
                                                                               'injected '
                                                                               'instructions are '
                                                                               'contained',
                                                                     'required': True,
                                                                     'find': ['docs/ai/agents*.md',
                                                                              'docs/ai/agents*',
                                                                              'docs/ai/tools*',
                                                                              'docs/security/ai*'],
                                                                     'template': 'agent-rights'},
                                                        'not-applicable': True,
                                                        'checks': [{'table': {'file': 'evidence',
                                                                              'columns': ['Tool | '
                                                                                          'Action',
                                                                                          'Rights '
                                                                                          '| '
                                                                                          'Permissions '
                                                                                          '| Scope',
                                                                                          'Limit '
                                                                                          'per '
                                                                                          'session '
                                                                                          '| Limit',
                                                                                          'Who '
                                                                                          'confirms '
                                                                                          '| '
                                                                                          'Confirmed '
                                                                                          'by | '
                                                                                          'Approval'],
                                                                              'filled': True,
                                                                              'unread': 'warn'}}],
                                                        'refs': ['llmtop', 'airmf']},
                                                       {'id': 'ai-prompts-and-traces-governed',
                                                        'title': 'What is kept of prompts, answers '
                                                                 'and traces has a purpose, an '
                                                                 'owner and an end',
                                                        'why': 'People type things into a chat '
                                                               'that they would never put into a '
                                                               'form.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'what is logged '
                                                                               'where, who reads '
                                                                               'it, redaction, '
                                                                               'retention, whether '
                                                                               'it trains or '
                                                                               'evaluates a model, '
                                                                               "how a person's "
                                                                               'data is erased',
                                                                     'required': True,
                                                                     'find': ['docs/ai/logging*.md',
                                                                              'docs/privacy/ai*.md',
                                                                              'docs/privacy/traces*.md'],
                                                                     'template': 'trace-policy'},
                                                        'when': ['handles-personal-data'],
                                                        'checks': [{'table': {'file': 'evidence',
                                                                              'columns': ['What | '
                                                                                          'Data',
                                                                                          'Where | '
                                                                                          'Store',
                                                                                          'Who '
                                                                                          'reads '
                                                                                          'it | '
                                                                                          'Readers '
                                                                                          '| '
                                                                                          'Access',
                                                                                          'Erased '
                                                                                          'after | '
                                                                                          'Retention '
                                                                                          '| Kept '
                                                                                          'how '
                                                                                          'long'],
                                                                              'filled': True,
                                                                              'unread': 'warn'}}],
                                                        'refs': ['gdpr', 'airmf']}],
                                               'pm': [{'id': 'ai-human-oversight-designed',
                                                       'title': 'The design says who can see, '
                                                                'override, appeal or switch off '
                                                                "the model's decisions",
                                                       'why': 'People need a way out of a wrong '
                                                              'answer.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'roles and their '
                                                                              'means, how users '
                                                                              'learn that a model '
                                                                              'is involved, how an '
                                                                              'appeal ends',
                                                                    'required': True,
                                                                    'find': ['docs/ai/oversight*.md',
                                                                             'docs/design/oversight*.md'],
                                                                    'template': 'oversight-design'},
                                                       'refs': ['airmf', 'deon', 'euai']}]},
                              'development': {'tpm': [{'id': 'ai-evals-run-on-change',
                                                       'title': 'A change of prompt, model, data '
                                                                'or tool cannot be merged without '
                                                                'the evaluation run',
                                                       'why': 'A better prompt for one case is a '
                                                              'worse one for ten others.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'the evaluation job, '
                                                                              'its cases and '
                                                                              'threshold, and a '
                                                                              'JUnit report of the '
                                                                              'latest run as '
                                                                              'reports/evals.xml',
                                                                    'required': True,
                                                                    'find': ['reports/evals*.xml',
                                                                             'evals/**/*.y*ml',
                                                                             '**/promptfooconfig*.y*ml',
                                                                             'docs/ai/eval*.md']},
                                                       'checks': [{'junit': {'file': 'reports/evals*.xml',
                                                                             'min-tests': 20,
                                                                             'within': '45d'}}],
                                                       'refs': ['mscode', 'airmf']}]},
                              'testing': {'tpm': [{'id': 'ai-baseline-beaten',
                                                   'title': 'On an evaluation set fixed '
                                                            'beforehand, the model beats the '
                                                            'baseline by the agreed margin',
                                                   'why': 'Complexity must earn its keep.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'the evaluation set (for '
                                                                          'generated text, with '
                                                                          'its grading rule) and '
                                                                          'when it was frozen, the '
                                                                          'margin, results with '
                                                                          'intervals, also for the '
                                                                          'groups that matter',
                                                                'required': True,
                                                                'find': ['docs/ai/eval*.md',
                                                                         'docs/ai/eval*.json',
                                                                         'docs/reports/eval*.*'],
                                                                'template': 'model-evaluation',
                                                                'pin': True},
                                                   'refs': ['mscode', 'deon']},
                                                  {'id': 'ai-misuse-tests-passed',
                                                   'title': 'Injection, data leak, unsafe output '
                                                            'and tool abuse tests meet the agreed '
                                                            'threshold',
                                                   'why': 'Whoever can write to the model can try '
                                                          'to give it orders.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'cases, threshold agreed '
                                                                          'beforehand, results, '
                                                                          'who accepted what was '
                                                                          'left; not applicable '
                                                                          'where nothing free-form '
                                                                          'goes in or out',
                                                                'required': True,
                                                                'find': ['docs/ai/misuse*.md',
                                                                         'docs/ai/red-team*.md',
                                                                         'docs/reports/misuse*.*',
                                                                         'reports/misuse*.xml'],
                                                                'template': 'misuse-tests',
                                                                'pin': True},
                                                   'not-applicable': True,
                                                   'checks': [{'table': {'file': 'evidence',
                                                                         'columns': ['Kind | '
                                                                                     'Category | '
                                                                                     'Attack',
                                                                                     'Cases | '
                                                                                     'Tests',
                                                                                     'Passed | '
                                                                                     'Pass',
                                                                                     'Threshold '
                                                                                     'met? | '
                                                                                     'Threshold '
                                                                                     'met | Met? | '
                                                                                     'Result'],
                                                                         'filled': True,
                                                                         'unread': 'warn'}}],
                                                   'refs': ['llmtop', 'airmf']}],
                                          'pm': [{'id': 'ai-harm-and-fairness-tested',
                                                  'title': 'Error rates across affected groups '
                                                           'were tested and accepted by a named '
                                                           'person',
                                                  'why': 'An average hides who pays.',
                                                  'level': 'must',
                                                  'evidence': {'expect': 'groups, rates, likely '
                                                                         'harms, what was done, '
                                                                         'the name and the date',
                                                               'required': True,
                                                               'find': ['docs/ai/fairness*.md',
                                                                        'docs/ai/harm*.md',
                                                                        'docs/reports/fairness*.*'],
                                                               'template': 'fairness-note',
                                                               'pin': True},
                                                  'not-applicable': True,
                                                  'checks': [{'table': {'file': 'evidence',
                                                                        'columns': ['Group | '
                                                                                    'Segment',
                                                                                    'Cases | '
                                                                                    'Sample | '
                                                                                    'Sample size',
                                                                                    'Error rate | '
                                                                                    'Rate | '
                                                                                    'Result'],
                                                                        'filled': True,
                                                                        'unread': 'warn'}}],
                                                  'refs': ['deon', 'airmf']}]},
                              'release': {'tpm': [{'id': 'ai-model-card-published',
                                                   'title': 'A model card states version, data, '
                                                            'measures, limits and whom to ask',
                                                   'why': 'Limits must travel with the model.',
                                                   'level': 'should',
                                                   'evidence': {'expect': 'intended use, data, '
                                                                          'evaluation, limits, '
                                                                          'version, contact; for a '
                                                                          "vendor's model: its "
                                                                          'card and your own '
                                                                          'limits',
                                                                'find': ['MODEL_CARD*',
                                                                         'docs/ai/model-card*.md',
                                                                         'docs/model-card*.md',
                                                                         'model_card*.md'],
                                                                'template': 'model-card'},
                                                   'refs': ['modelcard', 'deon']},
                                                  {'id': 'ai-drift-and-rollback-ready',
                                                   'title': 'Quality, drift and cost of the model '
                                                            'are watched, with a way back that was '
                                                            'tried',
                                                   'why': 'A model ages without being touched.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'signals, thresholds, '
                                                                          'who acts, pinned '
                                                                          'versions, the way back '
                                                                          'tried',
                                                                'required': True,
                                                                'find': ['docs/ai/drift*.md',
                                                                         'docs/ai/monitoring*.md',
                                                                         'docs/runbooks/model*.md'],
                                                                'template': 'drift-plan'},
                                                   'valid-for': '90d',
                                                   'standing': True,
                                                   'checks': [{'table': {'file': 'evidence',
                                                                         'columns': ['Signal '
                                                                                     '(input, '
                                                                                     'quality, '
                                                                                     'cost) | '
                                                                                     'Signal | '
                                                                                     'Metric',
                                                                                     'Threshold | '
                                                                                     'Limit | Act '
                                                                                     'at',
                                                                                     'Who acts | '
                                                                                     'Owner | '
                                                                                     'Responsible'],
                                                                         'filled': True,
                                                                         'unread': 'warn'}}],
                                                   'refs': ['mscode', 'deon']},
                                                  {'id': 'ai-use-and-cost-capped',
                                                   'title': 'Use per person and spend per day have '
                                                            'hard limits that the product survives',
                                                   'why': 'One loop in an agent can spend the '
                                                          "month's budget before lunch.",
                                                   'level': 'must',
                                                   'evidence': {'expect': 'limits, what the user '
                                                                          'sees, alarm, fallback '
                                                                          'model or answer, the '
                                                                          'date it was tried',
                                                                'required': True,
                                                                'find': ['docs/ai/limits*.md',
                                                                         'docs/cost*.md',
                                                                         'docs/runbooks/model*.md'],
                                                                'template': 'usage-limits'},
                                                   'checks': [{'table': {'file': 'evidence',
                                                                         'columns': ['Limit',
                                                                                     'Value | '
                                                                                     'Amount',
                                                                                     'What the '
                                                                                     'user sees | '
                                                                                     'User sees | '
                                                                                     'Message',
                                                                                     'Alarm to | '
                                                                                     'Alarm | '
                                                                                     'Alert'],
                                                                         'filled': True,
                                                                         'unread': 'warn'}}],
                                                   'refs': ['llmtop']},
                                                  {'id': 'ai-output-marked',
                                                   'title': 'Generated images, sound, video and '
                                                            'public text carry the marks the law '
                                                            'asks for',
                                                   'why': 'Marks cannot be added after the file '
                                                          'has left.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'per kind of output: '
                                                                          'visible label, '
                                                                          'machine-readable mark, '
                                                                          'how it survives export; '
                                                                          "or counsel's word that "
                                                                          'none is needed',
                                                                'required': True,
                                                                'find': ['docs/ai/marking*.md',
                                                                         'docs/ai/marking*'],
                                                                'template': 'output-marking'},
                                                   'not-applicable': True,
                                                   'checks': [{'table': {'file': 'evidence',
                                                                         'columns': ['Kind of '
                                                                                     'output | '
                                                                                     'Output',
                                                                                     'Visible '
                                                                                     'label | '
                                                                                     'Label',
                                                                                     'Machine-readable '
                                                                                     'mark | Mark '
                                                                                     '| Metadata | '
                                                                                     'Watermark'],
                                                                         'filled': True,
                                                                         'unread': 'warn'}}],
                                                   'refs': ['euai']}],
                                          'pm': [{'id': 'ai-users-told',
                                                  'title': 'Users are told when they deal with AI, '
                                                           'what the AI cannot do and how to '
                                                           'object',
                                                  'why': 'Trust breaks when people find out by '
                                                         'themselves.',
                                                  'level': 'must',
                                                  'evidence': {'expect': 'the wording, where it '
                                                                         'stands in the product, '
                                                                         "and counsel's word on "
                                                                         'what the law of each '
                                                                         'market asks',
                                                               'required': True,
                                                               'find': ['docs/ai/notice*.md',
                                                                        'docs/legal/ai-notice*.md'],
                                                               'template': 'ai-notice'},
                                                  'when': ['external-users'],
                                                  'refs': ['euai', 'airmf']}]},
                              'post-launch': {'pm': [{'id': 'ai-bad-answers-handled',
                                                      'title': "Users' latest reports of bad "
                                                               'answers were sorted and answered',
                                                      'why': 'The worst failures are seen by users '
                                                             'long before any metric moves.',
                                                      'level': 'must',
                                                      'evidence': {'expect': 'where users report, '
                                                                             'latest sorting (35 '
                                                                             'days), serious cases '
                                                                             'and what was done, '
                                                                             'which became '
                                                                             'evaluation cases; '
                                                                             'not applicable '
                                                                             'before the first '
                                                                             'release',
                                                                   'required': True,
                                                                   'find': ['docs/ai/reports*.md',
                                                                            'docs/ai/reports*',
                                                                            'docs/ai/incidents*',
                                                                            'docs/feedback*'],
                                                                   'template': 'bad-answer-log'},
                                                      'not-applicable': True,
                                                      'valid-for': '35d',
                                                      'standing': True,
                                                      'checks': [{'table': {'file': 'evidence',
                                                                            'columns': ['Report | '
                                                                                        'Case | '
                                                                                        'Answer',
                                                                                        'Severity '
                                                                                        '| '
                                                                                        'Priority',
                                                                                        'What was '
                                                                                        'done | '
                                                                                        'Action | '
                                                                                        'Response'],
                                                                            'filled': True,
                                                                            'min-rows': 0,
                                                                            'unread': 'warn'}}],
                                                      'refs': ['airmf', 'euai']}]}},
                      'adjust': {'feasibility.options-compared': {'level': 'must',
                                                                  'evidence-required': True,
                                                                  'reason': 'doing it without a '
                                                                            'model is an option to '
                                                                            'rule out in writing'},
                                 'architecture.unit-cost-estimated': {'level': 'must',
                                                                      'evidence-required': True,
                                                                      'reason': 'each answer of a '
                                                                                'model costs '
                                                                                'money'}}}}
