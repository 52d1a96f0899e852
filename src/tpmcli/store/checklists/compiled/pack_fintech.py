"""The plain data of packs/fintech.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/fintech.yaml': {'schema': 'tpm/pack/1',
                        'name': 'fintech',
                        'title': 'Financial technology',
                        'about': 'Products that hold, move or lend money: licence, customer money, '
                                 'controls, ledger, incidents',
                        'traits': ['handles-personal-data', 'handles-payments'],
                        'add': {'feasibility': {'tpm': [{'id': 'fintech-money-flow-drawn',
                                                         'title': 'A drawing shows who holds whose '
                                                                  'money at each step, and what '
                                                                  'happens when a step fails',
                                                         'why': 'Licence, ledger and partner '
                                                                'contract all follow from this one '
                                                                'drawing.',
                                                         'level': 'must',
                                                         'evidence': {'expect': 'parties, '
                                                                                'accounts, legal '
                                                                                'owner of the '
                                                                                'money at each '
                                                                                'step, timing, '
                                                                                'reversal, who '
                                                                                'carries the loss',
                                                                      'required': True,
                                                                      'find': ['docs/money-flow*.md',
                                                                               'docs/money-flow*',
                                                                               'docs/architecture/money*',
                                                                               'docs/compliance/money*'],
                                                                      'template': 'money-flow'},
                                                         'checks': [{'table': {'file': 'evidence',
                                                                               'columns': ['Step',
                                                                                           'Holds '
                                                                                           'the '
                                                                                           'money '
                                                                                           '| '
                                                                                           'Holder '
                                                                                           '| Held '
                                                                                           'by',
                                                                                           'Legal '
                                                                                           'owner '
                                                                                           '| '
                                                                                           'Owner',
                                                                                           'If it '
                                                                                           'fails '
                                                                                           '| On '
                                                                                           'failure '
                                                                                           '| '
                                                                                           'Failure'],
                                                                               'filled': True,
                                                                               'unread': 'warn'}}],
                                                         'refs': ['psd2']}],
                                                'pm': [{'id': 'fintech-regulatory-perimeter-opinion',
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
                                                                              'docs/legal/perimeter*.md'],
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
                                                         'refs': ['fatf']},
                                                        {'id': 'fintech-scam-and-payee-rules-set',
                                                         'title': 'Payee name checks, warnings, '
                                                                  'holds and refunds for scams are '
                                                                  'specified by market',
                                                         'why': 'Who pays for a scam is moving '
                                                                'from the customer to the '
                                                                'provider.',
                                                         'level': 'should',
                                                         'evidence': {'expect': 'per market: name '
                                                                                'check, warning '
                                                                                'text, delay, '
                                                                                'reimbursement '
                                                                                'rule, evidence '
                                                                                'kept',
                                                                      'find': ['docs/compliance/scam*.md',
                                                                               'docs/compliance/payee*.md']},
                                                         'not-applicable': True,
                                                         'refs': ['psd2']},
                                                        {'id': 'fintech-vulnerable-customers-considered',
                                                         'title': 'Customers in difficulty have a '
                                                                  'path that a person answers',
                                                         'why': 'The customer who cannot pay is '
                                                                'also the one the regulator asks '
                                                                'about.',
                                                         'level': 'should',
                                                         'evidence': {'expect': 'signals, what '
                                                                                'support may '
                                                                                'offer, what the '
                                                                                'interface avoids, '
                                                                                'results by group',
                                                                      'find': ['docs/compliance/vulnerable*',
                                                                               'docs/support/vulnerable*']},
                                                         'when': ['external-users'],
                                                         'refs': ['gds']}]},
                                'architecture': {'tpm': [{'id': 'fintech-card-scope-minimised',
                                                          'title': 'The card-data flow shows what '
                                                                   'is in PCI scope and how it was '
                                                                   'reduced',
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
                                                          'title': 'Strong authentication, limits, '
                                                                   'step-up and their exemptions '
                                                                   'are designed',
                                                          'why': 'Fraudsters test it from the '
                                                                 'first day.',
                                                          'level': 'must',
                                                          'evidence': {'expect': 'when which '
                                                                                 'factor is asked, '
                                                                                 'limits by time '
                                                                                 'and sum, '
                                                                                 'exemptions, what '
                                                                                 'happens on '
                                                                                 'suspicion; not '
                                                                                 'applicable to a '
                                                                                 'product without '
                                                                                 'end users',
                                                                       'required': True,
                                                                       'find': ['docs/security/auth*.md',
                                                                                'docs/security/fraud*.md',
                                                                                '**/adr/*auth*.md',
                                                                                '**/adr/*fraud*.md',
                                                                                '**/adr/*sca*.md',
                                                                                '**/decisions/*auth*.md',
                                                                                '**/decisions/*fraud*.md',
                                                                                '**/decisions/*sca*.md'],
                                                                       'template': 'auth-and-fraud'},
                                                          'not-applicable': True,
                                                          'refs': ['psd2', 'asvs']},
                                                         {'id': 'fintech-audit-trail-kept',
                                                          'title': 'Every change to money, limits '
                                                                   'and access leaves a record '
                                                                   'that nobody can alter',
                                                          'why': 'What cannot be reconstructed has '
                                                                 'to be assumed.',
                                                          'level': 'must',
                                                          'evidence': {'expect': 'events recorded, '
                                                                                 'where, '
                                                                                 'protection '
                                                                                 'against change, '
                                                                                 'how long kept, a '
                                                                                 'reconstruction '
                                                                                 'of one case',
                                                                       'required': True,
                                                                       'find': ['docs/security/audit-trail*.md',
                                                                                'docs/audit-trail*',
                                                                                'docs/security/audit*',
                                                                                '**/adr/*audit*.md',
                                                                                '**/decisions/*audit*.md'],
                                                                       'template': 'audit-trail'},
                                                          'checks': [{'table': {'file': 'evidence',
                                                                                'columns': ['Event '
                                                                                            '| '
                                                                                            'Action',
                                                                                            'Recorded '
                                                                                            'where '
                                                                                            '| '
                                                                                            'Where '
                                                                                            '| Log',
                                                                                            'Protected '
                                                                                            'how | '
                                                                                            'Protection',
                                                                                            'Kept '
                                                                                            'how '
                                                                                            'long '
                                                                                            '| '
                                                                                            'Retention '
                                                                                            '| '
                                                                                            'Retention '
                                                                                            'period'],
                                                                                'filled': True,
                                                                                'unread': 'warn'}}],
                                                          'refs': ['pci', 'sox', 'asvs']}],
                                                 'pm': [{'id': 'fintech-customer-money-protected',
                                                         'title': 'Customer money is held apart, '
                                                                  'with the method, the account '
                                                                  'and the insolvency path named',
                                                         'why': 'When a payment firm fails, the '
                                                                'missing records cost customers as '
                                                                'much as the missing money.',
                                                         'level': 'must',
                                                         'evidence': {'expect': 'method, bank, '
                                                                                'account titles, '
                                                                                'what counts as '
                                                                                'customer money, '
                                                                                'how a shortfall '
                                                                                'is seen and '
                                                                                'fixed, '
                                                                                "compliance's name",
                                                                      'required': True,
                                                                      'find': ['docs/compliance/safeguarding*.md',
                                                                               'docs/compliance/safeguarding*',
                                                                               'docs/compliance/client-money*'],
                                                                      'template': 'customer-money',
                                                                      'pin': True},
                                                         'not-applicable': True,
                                                         'refs': ['psd2']},
                                                        {'id': 'fintech-ict-providers-registered',
                                                         'title': 'Each technology provider is '
                                                                  'registered, with criticality, '
                                                                  'contract terms and an exit plan',
                                                         'why': 'Supervisors ask for this '
                                                                'register, and an outage shows its '
                                                                'gaps.',
                                                         'level': 'must',
                                                         'evidence': {'expect': 'provider, '
                                                                                'service, function '
                                                                                'supported, '
                                                                                'critical or not, '
                                                                                'data region, '
                                                                                'subcontractors, '
                                                                                'required clauses, '
                                                                                'exit plan and its '
                                                                                'test',
                                                                      'required': True,
                                                                      'find': ['docs/compliance/providers*.md',
                                                                               'docs/compliance/providers*',
                                                                               'docs/compliance/register*',
                                                                               'docs/vendors*'],
                                                                      'template': 'provider-register'},
                                                         'not-applicable': True,
                                                         'valid-for': '180d',
                                                         'checks': [{'table': {'file': 'evidence',
                                                                               'columns': ['Provider '
                                                                                           '| '
                                                                                           'Vendor '
                                                                                           '| '
                                                                                           'Supplier',
                                                                                           'Service '
                                                                                           '| '
                                                                                           'Function',
                                                                                           'Critical? '
                                                                                           '| '
                                                                                           'Critical '
                                                                                           '| '
                                                                                           'Criticality',
                                                                                           'Exit '
                                                                                           'plan '
                                                                                           'tested '
                                                                                           'on | '
                                                                                           'Exit '
                                                                                           'plan | '
                                                                                           'Exit'],
                                                                               'filled': True,
                                                                               'unread': 'warn'}}],
                                                         'refs': ['eudora']}]},
                                'development': {'tpm': [{'id': 'fintech-duties-separated-in-pipeline',
                                                         'title': 'Nobody who writes a change can '
                                                                  'approve and deploy it alone',
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
                                                                      'find': ['docs/compliance/change-control*.md',
                                                                               'docs/reports/branch*.*'],
                                                                      'template': 'change-control'},
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
                                                                  'template': 'ledger-tests'},
                                                     'not-applicable': True,
                                                     'checks': [{'any-of': [{'junit': {'file': 'reports/ledger*.xml',
                                                                                       'min-tests': 5,
                                                                                       'within': '90d'}},
                                                                            {'table': {'file': 'evidence',
                                                                                       'columns': ['Property '
                                                                                                   '| '
                                                                                                   'Invariant',
                                                                                                   'Test '
                                                                                                   'name '
                                                                                                   '| '
                                                                                                   'Test',
                                                                                                   'Latest '
                                                                                                   'result '
                                                                                                   '| '
                                                                                                   'Result '
                                                                                                   '| '
                                                                                                   'Status'],
                                                                                       'filled': True,
                                                                                       'unread': 'warn'}}]}],
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
                                                              'listed, authorised and monitored '
                                                              'for tampering',
                                                     'why': 'Card skimmers arrive in other '
                                                            "people's scripts.",
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
                                                     'checks': [{'table': {'file': 'evidence',
                                                                           'columns': ['Script',
                                                                                       'Reason | '
                                                                                       'Purpose | '
                                                                                       'Justification',
                                                                                       'Authorised '
                                                                                       'by | '
                                                                                       'Authorized '
                                                                                       'by | '
                                                                                       'Approved '
                                                                                       'by',
                                                                                       'Integrity '
                                                                                       'control | '
                                                                                       'Integrity'],
                                                                           'filled': True,
                                                                           'unread': 'warn'}}],
                                                     'refs': ['pci']},
                                                    {'id': 'fintech-daily-reconciliation-running',
                                                     'title': 'Breaks in the daily reconciliation '
                                                              'of ledger, bank and processor have '
                                                              'an owner',
                                                     'why': 'A difference found the same day can '
                                                            'be explained; after a month it '
                                                            'cannot.',
                                                     'level': 'must',
                                                     'evidence': {'expect': 'the latest runs: '
                                                                            'three sources, '
                                                                            'breaks, age of the '
                                                                            'oldest, who closes '
                                                                            'them',
                                                                  'required': True,
                                                                  'find': ['docs/reports/reconciliation*.md',
                                                                           'docs/reports/reconciliation*',
                                                                           'reports/reconciliation*',
                                                                           'docs/runbooks/reconciliation*'],
                                                                  'template': 'reconciliation-log'},
                                                     'valid-for': '10d',
                                                     'standing': True,
                                                     'checks': [{'table': {'file': 'evidence',
                                                                           'columns': ['Day | Date',
                                                                                       'Ledger',
                                                                                       'Bank',
                                                                                       'Breaks | '
                                                                                       'Differences'],
                                                                           'filled': True,
                                                                           'unread': 'warn'}}],
                                                     'refs': ['psd2', 'sox']},
                                                    {'id': 'fintech-major-incident-report-ready',
                                                     'title': 'A first report on a major incident '
                                                              'can be filed within the legal hours',
                                                     'why': 'The clock starts while the outage is '
                                                            'still being fixed.',
                                                     'level': 'must',
                                                     'evidence': {'expect': 'classification '
                                                                            'criteria, who files '
                                                                            'where, templates, '
                                                                            'deadlines as counsel '
                                                                            'confirmed them, date '
                                                                            'of the exercise and '
                                                                            'the time it took',
                                                                  'required': True,
                                                                  'find': ['docs/compliance/incident-reporting*.md',
                                                                           'docs/compliance/incident*',
                                                                           'docs/runbooks/incident*'],
                                                                  'template': 'incident-report-drill'},
                                                     'not-applicable': True,
                                                     'valid-for': '365d',
                                                     'checks': [{'table': {'file': 'evidence',
                                                                           'columns': ['Report | '
                                                                                       'Notice | '
                                                                                       'Step',
                                                                                       'Within | '
                                                                                       'Deadline | '
                                                                                       'Due '
                                                                                       'within'],
                                                                           'filled': True,
                                                                           'unread': 'warn'}}],
                                                     'refs': ['eudora', 'psd2']},
                                                    {'id': 'fintech-payouts-can-be-stopped',
                                                     'title': 'A stop of payouts for one customer, '
                                                              'one rail or all was tried',
                                                     'why': 'Money that has left does not come '
                                                            'back.',
                                                     'level': 'must',
                                                     'evidence': {'expect': 'who may stop what, '
                                                                            'how fast, the latest '
                                                                            'trial, how it is '
                                                                            'released',
                                                                  'required': True,
                                                                  'find': ['docs/reports/stop*.md',
                                                                           'docs/reports/stop*',
                                                                           'docs/runbooks/*payout*',
                                                                           'docs/runbooks/*kill*'],
                                                                  'template': 'stop-trial'},
                                                     'not-applicable': True,
                                                     'checks': [{'table': {'file': 'evidence',
                                                                           'columns': ['What is '
                                                                                       'stopped | '
                                                                                       'What | '
                                                                                       'Feature',
                                                                                       'Who may | '
                                                                                       'Who | '
                                                                                       'Owner',
                                                                                       'Time taken '
                                                                                       '| Duration '
                                                                                       '| Minutes'],
                                                                           'filled': True,
                                                                           'unread': 'warn'}}],
                                                     'refs': ['orr']}],
                                            'pm': [{'id': 'fintech-fees-and-redress-disclosed',
                                                    'title': 'Compliance approved how fees, risks '
                                                             'and complaints are shown before '
                                                             'commitment',
                                                    'why': 'Unclear fees become enforcement.',
                                                    'level': 'must',
                                                    'evidence': {'expect': 'dated screenshots of '
                                                                           'the flow, the wording, '
                                                                           "compliance's name and "
                                                                           'date',
                                                                 'required': True,
                                                                 'find': ['docs/compliance/disclosure*.md',
                                                                          'docs/compliance/disclosure*.*',
                                                                          'docs/legal/disclosure*.md'],
                                                                 'template': 'approval-record',
                                                                 'pin': True},
                                                    'refs': ['psd2']}]},
                                'post-launch': {'pm': [{'id': 'fintech-complaints-and-losses-reviewed',
                                                        'title': 'The latest review of complaints, '
                                                                 'fraud losses and false alarms '
                                                                 'names its actions',
                                                        'why': 'Tighter rules block honest '
                                                               'customers, looser ones let losses '
                                                               'through: watch both.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'figures against '
                                                                               'limits, causes, '
                                                                               'actions with '
                                                                               'owners; not older '
                                                                               'than 35 days; not '
                                                                               'applicable before '
                                                                               'the first release',
                                                                     'required': True,
                                                                     'find': ['docs/reviews/complaints*.md',
                                                                              'docs/reports/complaints*.md',
                                                                              'docs/reports/fraud*.md'],
                                                                     'template': 'service-review'},
                                                        'not-applicable': True,
                                                        'valid-for': '35d',
                                                        'standing': True,
                                                        'checks': [{'table': {'file': 'evidence',
                                                                              'columns': ['Objective '
                                                                                          '| SLO | '
                                                                                          'Indicator',
                                                                                          'Target '
                                                                                          '| Goal',
                                                                                          'Actual '
                                                                                          '| '
                                                                                          'Result '
                                                                                          '| '
                                                                                          'Measured'],
                                                                              'filled': True,
                                                                              'unread': 'warn'}}],
                                                        'refs': ['fatf', 'psd2']}]}},
                        'adjust': {'requirements.must-haves-traced': {'level': 'must',
                                                                      'evidence-required': True,
                                                                      'reason': 'supervisors ask '
                                                                                'which requirement '
                                                                                'answers which '
                                                                                'rule'},
                                   'requirements.security-requirements-selected': {'level': 'must',
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
                                                                    'reason': 'a failed refund is '
                                                                              "somebody's money"},
                                   'release.bill-of-materials-made': {'level': 'must',
                                                                      'reason': 'supply-chain '
                                                                                'questions come '
                                                                                'with supervision'},
                                   'release.migrations-rehearsed': {'when': [],
                                                                    'reason': 'balances must '
                                                                              'survive a '
                                                                              'migration'}}}}
