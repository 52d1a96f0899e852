"""The plain data of packs/fintech.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/fintech.yaml': {'schema': 'tpm/pack/1',
                        'name': 'fintech',
                        'title': 'Financial technology',
                        'about': 'Products that hold, move or lend money: licence, controls, '
                                 'ledger, disclosure',
                        'add': {'feasibility': {'pm': [{'id': 'fintech-regulatory-perimeter-opinion',
                                                        'title': 'A written opinion says which '
                                                                 'licence or partner each market '
                                                                 'needs',
                                                        'why': 'The licence lies on the critical '
                                                               'path.',
                                                        'level': 'must',
                                                        'evidence': {'expect': "counsel's opinion "
                                                                               'per market: '
                                                                               'activity, licence '
                                                                               'or partner, time '
                                                                               'to get it, date',
                                                                     'required': True,
                                                                     'find': ['docs/compliance/perimeter*.md',
                                                                              'docs/compliance/licen*.md',
                                                                              'docs/legal/*.md'],
                                                                     'template': 'approval-record',
                                                                     'pin': True},
                                                        'valid-for': '365d',
                                                        'repeats': 'product',
                                                        'refs': ['psd2']}]},
                                'requirements': {'pm': [{'id': 'fintech-customer-checks-specified',
                                                         'title': 'Identity, sanctions and '
                                                                  'monitoring rules are specified '
                                                                  'with the compliance officer',
                                                         'why': 'Friction and risk are set here, '
                                                                'together.',
                                                         'level': 'must',
                                                         'evidence': {'expect': 'rules, '
                                                                                'thresholds, '
                                                                                'manual review, '
                                                                                'records kept and '
                                                                                'for how long, the '
                                                                                "officer's name "
                                                                                'and date',
                                                                      'required': True,
                                                                      'find': ['docs/compliance/kyc*.md',
                                                                               'docs/compliance/aml*.md',
                                                                               'docs/compliance/rules*.md'],
                                                                      'template': 'customer-checks',
                                                                      'pin': True},
                                                         'not-applicable': True,
                                                         'refs': ['fatf']}]},
                                'architecture': {'tpm': [{'id': 'fintech-card-scope-minimised',
                                                          'title': 'The card-data flow shows what '
                                                                   'is in scope, how it was '
                                                                   'reduced and the assessment '
                                                                   'type',
                                                          'why': 'Scope drives cost and risk.',
                                                          'level': 'must',
                                                          'evidence': {'expect': 'the flow '
                                                                                 'diagram, hosted '
                                                                                 'fields or '
                                                                                 'tokens, what '
                                                                                 'remains in '
                                                                                 'scope, the type '
                                                                                 'of assessment',
                                                                       'required': True,
                                                                       'find': ['docs/security/pci*.md',
                                                                                'docs/compliance/pci*.md',
                                                                                'docs/security/card*.md'],
                                                                       'template': 'card-scope'},
                                                          'not-applicable': True,
                                                          'valid-for': '365d',
                                                          'when': ['handles-payments'],
                                                          'refs': ['pci']},
                                                         {'id': 'fintech-strong-auth-and-fraud-designed',
                                                          'title': 'Strong authentication, limits '
                                                                   'and step-up are designed with '
                                                                   'their exemptions',
                                                          'why': 'Fraudsters test it from the '
                                                                 'first day.',
                                                          'level': 'must',
                                                          'evidence': {'expect': 'when which '
                                                                                 'factor is asked, '
                                                                                 'limits by time '
                                                                                 'and sum, '
                                                                                 'exemptions, what '
                                                                                 'happens on '
                                                                                 'suspicion',
                                                                       'required': True,
                                                                       'find': ['docs/security/auth*.md',
                                                                                'docs/security/fraud*.md',
                                                                                'docs/adr/*.md',
                                                                                'docs/decisions/*.md'],
                                                                       'template': 'auth-and-fraud'},
                                                          'refs': ['psd2', 'asvs']}]},
                                'development': {'tpm': [{'id': 'fintech-duties-separated-in-pipeline',
                                                         'title': 'Whoever writes a change cannot '
                                                                  'alone approve and deploy it',
                                                         'why': 'It is the control that auditors '
                                                                'sample first.',
                                                         'level': 'must',
                                                         'evidence': {'expect': 'the branch and '
                                                                                'deployment rules '
                                                                                '(export), who may '
                                                                                'bypass them, and '
                                                                                'one recent change '
                                                                                'as an example',
                                                                      'required': True,
                                                                      'find': ['CODEOWNERS',
                                                                               '.github/CODEOWNERS',
                                                                               'docs/CODEOWNERS',
                                                                               'docs/compliance/change-control*.md',
                                                                               'docs/reports/branch*.*']},
                                                         'valid-for': '180d',
                                                         'standing': True,
                                                         'repeats': 'product',
                                                         'refs': ['sox', 'osps']}]},
                                'testing': {'tpm': [{'id': 'fintech-ledger-correctness-proven',
                                                     'title': 'Ledger tests cover balance, '
                                                              'repeats, rounding, reversal and '
                                                              'reconciliation',
                                                     'why': 'Errors in money compound.',
                                                     'level': 'must',
                                                     'evidence': {'expect': 'named tests for each '
                                                                            'of the five with '
                                                                            'their latest result; '
                                                                            'reconciliation with '
                                                                            "the processor's file",
                                                                  'required': True,
                                                                  'find': ['docs/reports/ledger*.md',
                                                                           'reports/ledger*.xml',
                                                                           'docs/ledger*.md'],
                                                                  'template': 'test-report'},
                                                     'not-applicable': True,
                                                     'refs': ['asvs']},
                                                    {'id': 'fintech-outage-exercise-held',
                                                     'title': 'An exercise played the loss of a '
                                                              'critical provider, with times and '
                                                              'lessons',
                                                     'why': 'Regulators ask what happens when the '
                                                            'provider is gone.',
                                                     'level': 'should',
                                                     'evidence': {'expect': 'scenario, who took '
                                                                            'part, time to decide '
                                                                            'and to recover, what '
                                                                            'changes',
                                                                  'find': ['docs/reports/exercise*.md',
                                                                           'docs/dr/*.md',
                                                                           'docs/reports/resilience*.md']},
                                                     'valid-for': '365d',
                                                     'refs': ['eudora', 'orr']}]},
                                'release': {'tpm': [{'id': 'fintech-payment-page-scripts-controlled',
                                                     'title': 'Scripts on the payment page are '
                                                              'listed, authorised and watched for '
                                                              'tampering',
                                                     'why': 'Skimmers come in through somebody '
                                                            "else's script.",
                                                     'level': 'must',
                                                     'evidence': {'expect': 'script, reason, who '
                                                                            'authorised it, '
                                                                            'integrity control, '
                                                                            'alert; or the proof '
                                                                            'that a hosted page '
                                                                            'carries this duty',
                                                                  'required': True,
                                                                  'find': ['docs/security/payment-scripts*.md',
                                                                           'docs/security/payment-scripts*.csv'],
                                                                  'template': 'payment-scripts'},
                                                     'not-applicable': True,
                                                     'valid-for': '180d',
                                                     'when': ['handles-payments'],
                                                     'refs': ['pci']}],
                                            'pm': [{'id': 'fintech-fees-and-redress-disclosed',
                                                    'title': 'Fees, risks and the way to complain '
                                                             'are shown before commitment; '
                                                             'compliance approved',
                                                    'why': 'Unclear fees become enforcement.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'dated screenshots of '
                                                                           'the flow, the wording, '
                                                                           "compliance's name and "
                                                                           'date',
                                                                 'required': True,
                                                                 'find': ['docs/compliance/disclosure*.*',
                                                                          'docs/legal/disclosure*.md'],
                                                                 'template': 'approval-record',
                                                                 'pin': True},
                                                    'refs': ['psd2']}]},
                                'post-launch': {'pm': [{'id': 'fintech-complaints-and-losses-reviewed',
                                                        'title': 'The latest review of complaints, '
                                                                 'fraud losses and false alarms '
                                                                 'names its actions',
                                                        'why': 'Losses and blocked honest '
                                                               'customers are two ends of one '
                                                               'setting.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'figures against '
                                                                               'limits, causes, '
                                                                               'actions with '
                                                                               'owners; not older '
                                                                               'than 35 days',
                                                                     'required': True,
                                                                     'find': ['docs/reports/complaints*.md',
                                                                              'docs/reports/fraud*.md',
                                                                              'docs/reviews/*.md'],
                                                                     'template': 'service-review'},
                                                        'valid-for': '35d',
                                                        'standing': True,
                                                        'refs': ['fatf', 'psd2']}]}},
                        'adjust': {'requirements.security-requirements-selected': {'level': 'must',
                                                                                   'evidence-required': True,
                                                                                   'reason': 'supervisors '
                                                                                             'and '
                                                                                             'partner '
                                                                                             'banks '
                                                                                             'ask '
                                                                                             'for '
                                                                                             'the '
                                                                                             'baseline'},
                                   'development.dependencies-controlled': {'valid-for': '30d',
                                                                           'reason': 'card and '
                                                                                     'bank '
                                                                                     'partners '
                                                                                     'expect '
                                                                                     'monthly '
                                                                                     'patching'},
                                   'testing.payment-paths-tested': {'when': [],
                                                                    'level': 'must',
                                                                    'evidence-required': True,
                                                                    'reason': 'a failed refund is '
                                                                              "somebody's money"},
                                   'testing.test-data-lawful': {'level': 'must',
                                                                'evidence-required': True,
                                                                'reason': 'account data counts as '
                                                                          'sensitive'},
                                   'release.bill-of-materials-made': {'level': 'must',
                                                                      'reason': 'supply-chain '
                                                                                'questions come '
                                                                                'with supervision'},
                                   'release.migrations-rehearsed': {'level': 'must',
                                                                    'evidence-required': True,
                                                                    'reason': 'balances must '
                                                                              'survive a '
                                                                              'migration'}}}}
