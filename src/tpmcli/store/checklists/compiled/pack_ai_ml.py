"""The plain data of packs/ai-ml.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/ai-ml.yaml': {'schema': 'tpm/pack/1',
                      'name': 'ai-ml',
                      'title': 'AI and machine learning',
                      'about': 'Features that rest on a model: use, data rights, evaluation, '
                               'oversight, drift',
                      'add': {'feasibility': {'pm': [{'id': 'ai-intended-use-and-risk-tier-set',
                                                      'title': 'Intended use, prohibited use and '
                                                               'risk tier are written, with the '
                                                               'law that applies',
                                                      'why': 'The tier decides what follows.',
                                                      'level': 'must',
                                                      'evidence': {'expect': 'use, misuse to '
                                                                             'prevent, people '
                                                                             'affected, tier with '
                                                                             'its reason, law per '
                                                                             'market',
                                                                   'required': True,
                                                                   'find': ['docs/ai/intended-use*.md',
                                                                            'docs/ai/*.md',
                                                                            'docs/model*/intended*.md'],
                                                                   'template': 'intended-use'},
                                                      'valid-for': '365d',
                                                      'repeats': 'product',
                                                      'refs': ['airmf', 'euai']}],
                                              'tpm': [{'id': 'ai-simple-baseline-set',
                                                       'title': 'A simple baseline without a model '
                                                                'was tried and its result is the '
                                                                'mark to beat',
                                                       'why': 'Much that looks like learning is a '
                                                              'rule nobody wrote down.',
                                                       'level': 'should',
                                                       'evidence': {'expect': 'the rule or simple '
                                                                              'model, the data, '
                                                                              'the measure, the '
                                                                              'result',
                                                                    'find': ['docs/spikes/*.md',
                                                                             'docs/ai/baseline*.md']},
                                                       'refs': ['mscode']}]},
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
                                                                     'find': ['docs/ai/data*.md',
                                                                              'docs/data/*.md',
                                                                              'DATASHEET*',
                                                                              'docs/datasheets/*.md'],
                                                                     'template': 'data-sheet'},
                                                        'valid-for': '365d',
                                                        'refs': ['deon', 'mscode']}],
                                               'pm': [{'id': 'ai-error-cost-agreed',
                                                       'title': 'The cost of a wrong answer is '
                                                                'agreed, and the error rate that '
                                                                'is still acceptable',
                                                       'why': 'Without a price on errors any '
                                                              'accuracy looks good.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'kinds of error, '
                                                                              'whom each hurts, '
                                                                              'acceptable rate, '
                                                                              'who agreed',
                                                                    'required': True,
                                                                    'find': ['docs/ai/errors*.md',
                                                                             'docs/ai/requirements*.md',
                                                                             'docs/nfr*.md'],
                                                                    'template': 'error-costs'},
                                                       'refs': ['airmf', 'deon']}]},
                              'architecture': {'pm': [{'id': 'ai-human-oversight-designed',
                                                       'title': 'It is designed who can see, '
                                                                'override, appeal or switch off '
                                                                'what the model decides',
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
                                                                             'docs/design/**/*.md'],
                                                                    'template': 'oversight-design'},
                                                       'refs': ['airmf', 'deon', 'euai']}]},
                              'testing': {'tpm': [{'id': 'ai-baseline-beaten',
                                                   'title': 'On a held-out set fixed beforehand '
                                                            'the model beats the baseline by the '
                                                            'stated margin',
                                                   'why': 'Complexity must earn its keep.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'the set and when it was '
                                                                          'frozen, the margin, '
                                                                          'results with intervals, '
                                                                          'also for the groups '
                                                                          'that matter',
                                                                'required': True,
                                                                'find': ['docs/ai/eval*.md',
                                                                         'docs/ai/eval*.json',
                                                                         'docs/reports/eval*.*'],
                                                                'template': 'model-evaluation',
                                                                'pin': True},
                                                   'refs': ['mscode', 'deon']},
                                                  {'id': 'ai-misuse-tests-passed',
                                                   'title': 'Injection, leakage, unsafe output and '
                                                            'tool abuse tests pass the agreed '
                                                            'threshold',
                                                   'why': 'Where language is input, language is '
                                                          'the attack.',
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
                                                                'template': 'test-report',
                                                                'pin': True},
                                                   'not-applicable': True,
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
                                                  'refs': ['deon', 'airmf']}]},
                              'release': {'tpm': [{'id': 'ai-model-card-published',
                                                   'title': 'A model card states version, data, '
                                                            'measures, limits and whom to ask',
                                                   'why': 'Limits must travel with the model.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'intended use, data, '
                                                                          'evaluation, limits, '
                                                                          'version, contact; for a '
                                                                          "vendor's model: its "
                                                                          'card and your own '
                                                                          'limits',
                                                                'required': True,
                                                                'find': ['MODEL_CARD.md',
                                                                         'docs/ai/model-card*.md',
                                                                         'docs/model-card*.md',
                                                                         'model_card*.md'],
                                                                'template': 'model-card'},
                                                   'refs': ['modelcard', 'deon']}],
                                          'pm': [{'id': 'ai-users-told',
                                                  'title': 'Users are told where a model is at '
                                                           'work, what it cannot do and how to '
                                                           'object',
                                                  'why': 'Trust breaks when people find out by '
                                                         'themselves.',
                                                  'level': 'should',
                                                  'evidence': {'expect': 'the wording and where it '
                                                                         'stands in the product',
                                                               'find': ['docs/ai/notice*.md',
                                                                        'docs/legal/*.md',
                                                                        'docs/content*.md']},
                                                  'refs': ['euai', 'airmf']}]},
                              'post-launch': {'tpm': [{'id': 'ai-drift-and-rollback-ready',
                                                       'title': 'Drift, quality and cost are '
                                                                'watched with triggers to retrain '
                                                                'or go back a version',
                                                       'why': 'A model ages without being touched.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'signals, '
                                                                              'thresholds, who '
                                                                              'acts, pinned '
                                                                              'versions, the way '
                                                                              'back tried',
                                                                    'required': True,
                                                                    'find': ['docs/ai/monitoring*.md',
                                                                             'docs/ai/drift*.md',
                                                                             'docs/runbooks/model*.md',
                                                                             'monitoring/**/*.y*ml'],
                                                                    'template': 'drift-plan'},
                                                       'valid-for': '90d',
                                                       'standing': True,
                                                       'refs': ['mscode', 'deon']}]}},
                      'adjust': {'feasibility.options-compared': {'level': 'must',
                                                                  'evidence-required': True,
                                                                  'reason': 'doing it without a '
                                                                            'model is an option to '
                                                                            'rule out in writing'},
                                 'architecture.unit-cost-estimated': {'level': 'must',
                                                                      'evidence-required': True,
                                                                      'reason': 'each answer of a '
                                                                                'model costs '
                                                                                'money'},
                                 'testing.test-data-lawful': {'level': 'must',
                                                              'evidence-required': True,
                                                              'reason': 'evaluation data comes '
                                                                        'from people'},
                                 'post-launch.performance-and-cost-improved': {'level': 'must',
                                                                               'evidence-required': True,
                                                                               'reason': 'model '
                                                                                         'prices '
                                                                                         'and '
                                                                                         'speeds '
                                                                                         'change '
                                                                                         'within '
                                                                                         'months'}}}}
