"""The plain data of packs/saas.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/saas.yaml': {'schema': 'tpm/pack/1',
                     'name': 'saas',
                     'title': 'Software as a service',
                     'about': 'Many customers on one running system: isolation, plans, billing, a '
                              'way out',
                     'add': {'feasibility': {'pm': [{'id': 'saas-revenue-model-tested',
                                                     'title': 'Revenue model, churn assumption and '
                                                              'cost to serve add up in one sheet',
                                                     'why': 'A subscription earns its cost back '
                                                            'only if customers stay.',
                                                     'level': 'should',
                                                     'evidence': {'expect': 'price per plan, cost '
                                                                            'to serve, churn, '
                                                                            'payback; each '
                                                                            'assumption with its '
                                                                            'source',
                                                                  'find': ['docs/business-case*.md',
                                                                           'docs/unit-economics*.md',
                                                                           'docs/pricing*.md']},
                                                     'refs': ['saasbiz']}]},
                             'requirements': {'pm': [{'id': 'saas-plans-and-entitlements-defined',
                                                      'title': 'A matrix of plans says what each '
                                                               'may do, on trial, over limit and '
                                                               'expired',
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
                                                      'refs': ['saasbiz', 'saaslens']}]},
                             'architecture': {'tpm': [{'id': 'saas-tenant-isolation-proven',
                                                       'title': 'The isolation of tenants is '
                                                                'decided, and a test shows one '
                                                                "cannot read another's data",
                                                       'why': 'A leak between customers is the '
                                                              'incident they do not forgive.',
                                                       'level': 'must',
                                                       'evidence': {'expect': 'the decision per '
                                                                              'layer (own, shared '
                                                                              'or mixed), and the '
                                                                              'name of the '
                                                                              'automated test with '
                                                                              'its latest result',
                                                                    'required': True,
                                                                    'find': ['docs/adr/*.md',
                                                                             'doc/adr/*.md',
                                                                             'docs/decisions/*.md',
                                                                             'docs/architecture/decisions/*.md',
                                                                             'docs/tenancy*.md',
                                                                             'docs/security/isolation*.md'],
                                                                    'template': 'adr'},
                                                       'valid-for': '365d',
                                                       'repeats': 'product',
                                                       'refs': ['saaslens', 'asvs']}]},
                             'development': {'tpm': [{'id': 'saas-onboarding-automated',
                                                      'title': 'Setting a tenant up and removing '
                                                               'one is automated and was timed',
                                                      'why': 'Manual onboarding caps growth.',
                                                      'level': 'must',
                                                      'evidence': {'expect': 'the script or '
                                                                             'service, and the '
                                                                             'latest timed run '
                                                                             'from sign-up to '
                                                                             'first use and from '
                                                                             'notice to removal',
                                                                   'required': True,
                                                                   'find': ['docs/runbooks/tenant*.md',
                                                                            'docs/reports/onboarding*.md',
                                                                            'docs/tenancy*.md']},
                                                      'refs': ['saaslens', 'saasbiz']}]},
                             'testing': {'tpm': [{'id': 'saas-noisy-neighbour-limited',
                                                  'title': 'A load test shows that one heavy '
                                                           "tenant does not break another's "
                                                           'objectives',
                                                  'why': 'Shared means shared pain unless it is '
                                                         'bounded.',
                                                  'level': 'must',
                                                  'evidence': {'expect': 'limits per tenant, and '
                                                                         'the report of a run with '
                                                                         'one heavy tenant among '
                                                                         'others',
                                                               'required': True,
                                                               'find': ['docs/reports/load*.md',
                                                                        'docs/reports/tenant*.md',
                                                                        'docs/performance*.md'],
                                                               'template': 'load-test-report',
                                                               'pin': True},
                                                  'refs': ['saaslens', 'orr']}],
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
                                                              'template': 'test-report',
                                                              'pin': True},
                                                 'when': ['sold-to-customers'],
                                                 'refs': ['saaslens', 'saasbiz']}]},
                             'release': {'tpm': [{'id': 'saas-tenant-aware-telemetry',
                                                  'title': 'Logs, metrics and cost can be split by '
                                                           'tenant and plan',
                                                  'why': 'Whether it is us or them must be known '
                                                         'within minutes.',
                                                  'level': 'must',
                                                  'evidence': {'expect': 'a dated export of one '
                                                                         'view by tenant, and '
                                                                         'where on-call finds it',
                                                               'required': True,
                                                               'find': ['monitoring/**/*.y*ml',
                                                                        'dashboards/**/*.json',
                                                                        'docs/monitoring*.md',
                                                                        'docs/reports/telemetry*.*']},
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
                                                                       'SUPPORT.md',
                                                                       'README*']},
                                                 'valid-for': '365d',
                                                 'repeats': 'product',
                                                 'refs': ['saasbiz', 'sre']}]},
                             'post-launch': {'pm': [{'id': 'saas-export-and-offboarding-works',
                                                     'title': "A leaving customer's export and "
                                                              'deletion were tried within the time '
                                                              'of the contract',
                                                     'why': 'The way out is part of the product.',
                                                     'level': 'must',
                                                     'evidence': {'expect': 'a log of the trial: '
                                                                            'export complete, '
                                                                            'deletion proven, days '
                                                                            'taken against the '
                                                                            'contract',
                                                                  'required': True,
                                                                  'find': ['docs/reports/offboarding*.md',
                                                                           'docs/reports/export*.md',
                                                                           'docs/offboarding*.md'],
                                                                  'template': 'test-report'},
                                                     'valid-for': '365d',
                                                     'refs': ['gdpr', 'saaslens']}]}},
                     'adjust': {'requirements.security-requirements-selected': {'level': 'must',
                                                                                'evidence-required': True,
                                                                                'reason': 'customers '
                                                                                          'send a '
                                                                                          'security '
                                                                                          'questionnaire '
                                                                                          'before '
                                                                                          'they '
                                                                                          'buy'},
                                'architecture.data-lifecycle-designed': {'level': 'must',
                                                                         'evidence-required': True,
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
