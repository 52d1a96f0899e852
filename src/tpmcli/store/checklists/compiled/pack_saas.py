"""The plain data of packs/saas.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/saas.yaml': {'schema': 'tpm/pack/1',
                     'name': 'saas',
                     'title': 'Software as a service',
                     'about': 'Many customers on one running system: isolation, plans, billing, '
                              'trust, a way out',
                     'traits': ['sold-to-customers', 'stores-data', 'hosted'],
                     'add': {'feasibility': {'pm': [{'id': 'saas-revenue-model-tested',
                                                     'title': 'Price, churn and cost to serve are '
                                                              'modelled together, with sources',
                                                     'why': 'A subscription earns its cost back '
                                                            'only if customers stay.',
                                                     'level': 'should',
                                                     'evidence': {'expect': 'price per plan, cost '
                                                                            'to serve, churn, '
                                                                            'payback; each '
                                                                            'assumption with its '
                                                                            'source',
                                                                  'find': ['docs/unit-economics*.md',
                                                                           'docs/revenue-model*.md',
                                                                           'docs/pricing*.md']},
                                                     'refs': ['saasbiz']}]},
                             'requirements': {'pm': [{'id': 'saas-plans-and-entitlements-defined',
                                                      'title': 'A plan matrix says what each plan '
                                                               'allows, also on trial, over limit '
                                                               'and expired',
                                                      'why': 'Half the logic of a subscription is '
                                                             'what a plan may not do.',
                                                      'level': 'must',
                                                      'evidence': {'expect': 'plan by feature and '
                                                                             'limit; upgrade, '
                                                                             'downgrade, over '
                                                                             'limit, expired, '
                                                                             'unpaid',
                                                                   'required': True,
                                                                   'find': ['docs/entitlements*.md',
                                                                            'docs/entitlements*.csv',
                                                                            'docs/plans*.md'],
                                                                   'template': 'entitlement-matrix'},
                                                      'valid-for': '365d',
                                                      'repeats': 'product',
                                                      'refs': ['saasbiz', 'saaslens']},
                                                     {'id': 'saas-admin-needs-specified',
                                                      'title': 'Single sign-on, user provisioning, '
                                                               'roles and an audit log are in or '
                                                               'out, by plan',
                                                      'why': 'Buyers with an IT department ask for '
                                                             'these four before they ask for '
                                                             'features.',
                                                      'level': 'should',
                                                      'evidence': {'expect': 'per plan: SSO, SCIM, '
                                                                             'roles, exportable '
                                                                             'audit log; decision '
                                                                             'and date for each',
                                                                   'find': ['docs/admin*.md',
                                                                            'docs/entitlements*',
                                                                            'docs/plans*.md']},
                                                      'refs': ['saasbiz', 'asvs']},
                                                     {'id': 'saas-switching-terms-set',
                                                      'title': 'The contract states notice, '
                                                               'transition, retrieval and cost for '
                                                               'customers who switch away',
                                                      'why': 'A right to switch that the product '
                                                             'cannot deliver becomes a breach.',
                                                      'level': 'must',
                                                      'evidence': {'expect': 'periods and export '
                                                                             'formats per data '
                                                                             'class, which data '
                                                                             'stays ours, charges, '
                                                                             "counsel's name and "
                                                                             'date',
                                                                   'required': True,
                                                                   'find': ['docs/legal/switching*.md',
                                                                            'docs/legal/terms*.md',
                                                                            'docs/offboarding*.md'],
                                                                   'template': 'switching-terms'},
                                                      'not-applicable': True,
                                                      'checks': [{'table': {'file': 'evidence',
                                                                            'columns': ['Class of '
                                                                                        'data | '
                                                                                        'Data | '
                                                                                        'Category',
                                                                                        'Format | '
                                                                                        'Export '
                                                                                        'format'],
                                                                            'filled': True,
                                                                            'unread': 'warn'}}],
                                                      'refs': ['saaslens']}]},
                             'architecture': {'tpm': [{'id': 'saas-tenant-isolation-decided',
                                                       'title': 'The isolation of tenants is '
                                                                'decided for each layer',
                                                       'why': 'A leak between customers is the '
                                                              'incident they do not forgive.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'the decision per '
                                                                              'layer (own, shared '
                                                                              'or mixed) with its '
                                                                              'reason, and where '
                                                                              'each layer is '
                                                                              'tested',
                                                                    'required': True,
                                                                    'find': ['docs/tenancy*.md',
                                                                             'docs/security/isolation*.md',
                                                                             '**/adr/*tenan*.md',
                                                                             '**/adr/*isolation*.md',
                                                                             '**/decisions/*tenan*.md',
                                                                             '**/decisions/*isolation*.md'],
                                                                    'template': 'isolation-decision'},
                                                       'valid-for': '365d',
                                                       'repeats': 'product',
                                                       'checks': [{'table': {'file': 'evidence',
                                                                             'columns': ['Layer',
                                                                                         'Own, '
                                                                                         'shared '
                                                                                         'or mixed '
                                                                                         '| '
                                                                                         'Isolation '
                                                                                         '| Model',
                                                                                         'Reason | '
                                                                                         'Why'],
                                                                             'filled': True,
                                                                             'unread': 'warn'}}],
                                                       'refs': ['saaslens', 'asvs']}]},
                             'development': {'tpm': [{'id': 'saas-onboarding-automated',
                                                      'title': 'The automated set-up and removal '
                                                               'of a tenant was timed',
                                                      'why': 'Manual onboarding caps growth.',
                                                      'level': 'must',
                                                      'evidence': {'expect': 'the script or '
                                                                             'service, and the '
                                                                             'latest timed run '
                                                                             'from sign-up to '
                                                                             'first use and from '
                                                                             'notice to removal',
                                                                   'required': True,
                                                                   'find': ['docs/reports/onboarding*.md',
                                                                            'docs/runbooks/tenant*.md'],
                                                                   'template': 'tenant-onboarding'},
                                                      'checks': [{'table': {'file': 'evidence',
                                                                            'columns': ['Run | '
                                                                                        'Trial | '
                                                                                        'Tenant',
                                                                                        'Time '
                                                                                        'taken | '
                                                                                        'Duration '
                                                                                        '| '
                                                                                        'Minutes'],
                                                                            'filled': True,
                                                                            'unread': 'warn'}}],
                                                      'refs': ['saaslens', 'saasbiz']}]},
                             'testing': {'tpm': [{'id': 'saas-noisy-neighbour-limited',
                                                  'title': 'Limits per tenant kept one heavy '
                                                           "tenant from breaking another's "
                                                           'objectives',
                                                  'why': 'Shared means shared pain unless it is '
                                                         'bounded.',
                                                  'level': 'must',
                                                  'evidence': {'expect': 'limits per tenant, and '
                                                                         'the report of a run with '
                                                                         'one heavy tenant among '
                                                                         'others',
                                                               'required': True,
                                                               'find': ['docs/reports/tenant-load*.md',
                                                                        'docs/reports/load*.md',
                                                                        'docs/reports/tenant*.md'],
                                                               'template': 'load-test-report',
                                                               'pin': True},
                                                  'refs': ['saaslens', 'orr']},
                                                 {'id': 'saas-isolation-tested',
                                                  'title': 'Automated tests show that one tenant '
                                                           "cannot read or change another's data",
                                                  'why': 'A leak between customers is the incident '
                                                         'they do not forgive.',
                                                  'level': 'must',
                                                  'evidence': {'expect': 'a JUnit report of '
                                                                         'cross-tenant tests for '
                                                                         'API, search, files, '
                                                                         'cache, exports and '
                                                                         'background jobs as '
                                                                         'reports/isolation.xml',
                                                               'required': True,
                                                               'find': ['reports/isolation*.xml',
                                                                        'docs/reports/isolation*.md',
                                                                        'docs/security/isolation*.md']},
                                                  'checks': [{'junit': {'file': 'reports/isolation*.xml',
                                                                        'min-tests': 5,
                                                                        'within': '90d'}}],
                                                  'refs': ['saaslens', 'asvs']},
                                                 {'id': 'saas-one-tenant-restored',
                                                  'title': "One tenant's data was restored alone, "
                                                           'without touching the others',
                                                  'why': 'Customers delete their own data by '
                                                         'mistake and ask for it back.',
                                                  'level': 'should',
                                                  'evidence': {'expect': 'a log: tenant, point in '
                                                                         'time, what came back, '
                                                                         'what did not, time taken',
                                                               'find': ['docs/reports/restore*.md',
                                                                        'docs/runbooks/tenant*.md']},
                                                  'refs': ['saaslens']}],
                                         'pm': [{'id': 'saas-billing-reconciled',
                                                 'title': 'A billing run reconciles metered use '
                                                          'with invoices within the agreed '
                                                          'tolerance',
                                                 'why': 'A billing error is an error of trust.',
                                                 'level': 'must',
                                                 'evidence': {'expect': 'the run: use, invoices, '
                                                                        'difference; part months, '
                                                                        'refunds and tax among the '
                                                                        'cases',
                                                              'required': True,
                                                              'find': ['docs/reports/billing*.md',
                                                                       'docs/reports/billing*.csv',
                                                                       'docs/billing*.md'],
                                                              'template': 'billing-reconciliation',
                                                              'pin': True},
                                                 'when': ['sold-to-customers'],
                                                 'checks': [{'table': {'file': 'evidence',
                                                                       'columns': ['Case | '
                                                                                   'Customer | '
                                                                                   'Scenario',
                                                                                   'Use | Usage',
                                                                                   'Invoice | '
                                                                                   'Invoiced | '
                                                                                   'Billed',
                                                                                   'Difference | '
                                                                                   'Delta'],
                                                                       'filled': True,
                                                                       'unread': 'warn'}}],
                                                 'refs': ['saaslens', 'saasbiz']}]},
                             'release': {'tpm': [{'id': 'saas-tenant-aware-telemetry',
                                                  'title': 'Logs and metrics can be filtered by '
                                                           'tenant',
                                                  'why': 'In an incident you must know within '
                                                         'minutes whether one customer is hit or '
                                                         'all.',
                                                  'level': 'must',
                                                  'evidence': {'expect': 'a dated export of one '
                                                                         'view by tenant, and '
                                                                         'where on-call finds it',
                                                               'required': True,
                                                               'find': ['docs/reports/telemetry*.md',
                                                                        'docs/reports/telemetry*.*',
                                                                        'docs/monitoring*.md'],
                                                               'template': 'tenant-telemetry'},
                                                  'refs': ['saaslens']}],
                                         'pm': [{'id': 'saas-service-level-and-status-published',
                                                 'title': 'Service level, maintenance windows and '
                                                          'the status page are published',
                                                 'why': 'Buyers ask before they sign.',
                                                 'level': 'should',
                                                 'evidence': {'expect': 'the published service '
                                                                        'level with credits, the '
                                                                        'windows, the address of '
                                                                        'the status page',
                                                              'find': ['docs/sla*.md',
                                                                       'docs/service-level*.md',
                                                                       'SUPPORT*']},
                                                 'valid-for': '365d',
                                                 'repeats': 'product',
                                                 'refs': ['saasbiz', 'sre']},
                                                {'id': 'saas-export-and-offboarding-works',
                                                 'title': "A customer's export, switch and "
                                                          'deletion were tried within the times of '
                                                          'the contract',
                                                 'why': 'The way out is part of the product.',
                                                 'level': 'must',
                                                 'evidence': {'expect': 'a log of the trial: '
                                                                        'export complete, what a '
                                                                        'switching customer gets '
                                                                        'and when, deletion '
                                                                        'proven, days taken '
                                                                        'against the contract',
                                                              'required': True,
                                                              'find': ['docs/reports/offboarding*.md',
                                                                       'docs/reports/export*.md',
                                                                       'docs/offboarding*.md'],
                                                              'template': 'offboarding-trial'},
                                                 'valid-for': '365d',
                                                 'checks': [{'table': {'file': 'evidence',
                                                                       'columns': ['Step',
                                                                                   'Days taken | '
                                                                                   'Time taken | '
                                                                                   'Duration',
                                                                                   'Complete? | '
                                                                                   'Complete | '
                                                                                   'Result'],
                                                                       'filled': True,
                                                                       'unread': 'warn'}}],
                                                 'refs': ['gdpr', 'saaslens']},
                                                {'id': 'saas-trust-pack-ready',
                                                 'title': 'A security pack for buyers is ready: '
                                                          'controls, reports, processors, contacts',
                                                 'why': 'Without it every deal waits for the same '
                                                        'three engineers.',
                                                 'level': 'should',
                                                 'evidence': {'expect': 'overview of controls, the '
                                                                        'report or certificate '
                                                                        'held or its date, '
                                                                        'processor list, answers '
                                                                        'to the usual '
                                                                        'questionnaire',
                                                              'find': ['docs/trust*.md',
                                                                       'docs/security/overview*.md',
                                                                       'docs/security/questionnaire*']},
                                                 'valid-for': '365d',
                                                 'refs': ['saasbiz']},
                                                {'id': 'saas-cancel-as-easy-as-buy',
                                                 'title': 'A customer can cancel, downgrade or '
                                                          'withdraw online in as few steps as '
                                                          'buying took',
                                                 'why': 'Hidden exits bring chargebacks, fines and '
                                                        'the angriest reviews.',
                                                 'level': 'must',
                                                 'evidence': {'expect': 'dated recording of both '
                                                                        'paths, the confirmation '
                                                                        'the customer gets, what '
                                                                        'happens to data and the '
                                                                        "unused term, counsel's "
                                                                        'word on withdrawal per '
                                                                        'market',
                                                              'required': True,
                                                              'find': ['docs/reports/cancel*.md',
                                                                       'docs/legal/cancellation*.md'],
                                                              'template': 'cancel-path'},
                                                 'when': ['sold-to-customers'],
                                                 'checks': [{'table': {'file': 'evidence',
                                                                       'columns': ['Path | Route | '
                                                                                   'Platform',
                                                                                   'Steps | Clicks',
                                                                                   'Date | Day | '
                                                                                   'Tested on'],
                                                                       'filled': True,
                                                                       'unread': 'warn'}}],
                                                 'refs': ['saasbiz']}]}},
                     'adjust': {'requirements.security-requirements-selected': {'level': 'must',
                                                                                'evidence-required': True,
                                                                                'reason': 'customers '
                                                                                          'send a '
                                                                                          'security '
                                                                                          'questionnaire '
                                                                                          'before '
                                                                                          'they '
                                                                                          'buy'},
                                'architecture.data-lifecycle-designed': {'when': [],
                                                                         'reason': 'the data '
                                                                                   'belongs to '
                                                                                   'customers'},
                                'architecture.unit-cost-estimated': {'level': 'must',
                                                                     'evidence-required': True,
                                                                     'reason': 'margin is made or '
                                                                               'lost per tenant'},
                                'architecture.threat-model-reviewed': {'valid-for': '180d',
                                                                       'reason': 'shared systems '
                                                                                 'change, and '
                                                                                 'their threats '
                                                                                 'with them'},
                                'testing.load-tested-to-target': {'when': [],
                                                                  'reason': 'one system carries '
                                                                            'the peaks of all '
                                                                            'customers'},
                                'release.staged-rollout-configured': {'level': 'must',
                                                                      'evidence-required': True,
                                                                      'reason': 'a release reaches '
                                                                                'all customers at '
                                                                                'once unless it is '
                                                                                'staged'}}}}
