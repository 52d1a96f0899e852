"""The plain data of packs/legal.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/legal.yaml': {'schema': 'tpm/pack/1',
                      'name': 'legal',
                      'title': 'Legal has a say',
                      'about': 'A legal role with items of its own: markets, licences, claims, '
                               'contracts; it signs off release',
                      'roles': {'legal': {'title': 'Legal',
                                          'question': 'May it be offered, in each market, on these '
                                                      'terms?'}},
                      'signoffs': [{'role': 'legal', 'at': ['release']}],
                      'add': {'requirements': {'legal': [{'id': 'legal-markets-listed',
                                                          'title': 'Each market and kind of '
                                                                   'customer that the product will '
                                                                   'be offered to is listed',
                                                          'why': 'A market that was forgotten here '
                                                                 'has its own law all the same.',
                                                          'level': 'should',
                                                          'evidence': {'expect': 'market, kind of '
                                                                                 'customer, date '
                                                                                 'of launch, what '
                                                                                 'counsel must '
                                                                                 'look at there',
                                                                       'find': ['docs/legal/markets*.md',
                                                                                'docs/legal/markets*.csv']},
                                                          'refs': ['gitlab']},
                                                         {'id': 'legal-works-of-others-listed',
                                                          'title': 'Content, data and marks of '
                                                                   'others are listed with the '
                                                                   'right to use them',
                                                          'why': 'A right is cheap before launch '
                                                                 'and dear afterwards.',
                                                          'level': 'should',
                                                          'evidence': {'expect': 'work, owner, the '
                                                                                 'right to use it '
                                                                                 'and where it is '
                                                                                 'written, its '
                                                                                 'limits and last '
                                                                                 'date',
                                                                       'find': ['docs/legal/rights*.md',
                                                                                'docs/legal/works*.md']},
                                                          'refs': ['deon']}]},
                              'release': {'legal': [{'id': 'legal-markets-cleared',
                                                     'title': 'The terms of this release are '
                                                              'cleared for each market in which it '
                                                              'will be offered',
                                                     'why': 'Terms that hold in one country may be '
                                                            'void in the next.',
                                                     'level': 'must',
                                                     'evidence': {'expect': 'market, version of '
                                                                            "the terms, counsel's "
                                                                            'name and date, what '
                                                                            'may not be offered '
                                                                            'there',
                                                                  'required': True,
                                                                  'find': ['docs/legal/clearance*.md',
                                                                           'docs/legal/market-clearance*.md'],
                                                                  'template': 'market-clearance',
                                                                  'pin': True},
                                                     'checks': [{'table': {'file': 'evidence',
                                                                           'columns': ['Market | '
                                                                                       'Country | '
                                                                                       'Jurisdiction '
                                                                                       '| Region',
                                                                                       'Version of '
                                                                                       'the terms '
                                                                                       '| Terms | '
                                                                                       'Version',
                                                                                       'Counsel, '
                                                                                       'date | '
                                                                                       'Counsel | '
                                                                                       'Cleared by '
                                                                                       '| Approved '
                                                                                       'by'],
                                                                           'filled': True,
                                                                           'unread': 'warn'}}],
                                                     'refs': ['gdpr', 'eudata']},
                                                    {'id': 'legal-licences-cleared',
                                                     'title': 'The licences of all shipped parts '
                                                              'of others are cleared',
                                                     'why': 'One wrong licence can oblige you to '
                                                            'give away the rest.',
                                                     'level': 'must',
                                                     'evidence': {'expect': 'part, version, '
                                                                            'licence, duty that '
                                                                            'follows, where the '
                                                                            'notice ships, '
                                                                            "counsel's name and "
                                                                            'date',
                                                                  'required': True,
                                                                  'find': ['docs/legal/licences*.md',
                                                                           'docs/legal/licenses*.md',
                                                                           'docs/legal/third-party*.md'],
                                                                  'template': 'licence-clearance'},
                                                     'checks': [{'table': {'file': 'evidence',
                                                                           'columns': ['Part, '
                                                                                       'version | '
                                                                                       'Part | '
                                                                                       'Component '
                                                                                       '| Package '
                                                                                       '| Library '
                                                                                       '| '
                                                                                       'Dependency',
                                                                                       'Licence | '
                                                                                       'License | '
                                                                                       'SPDX',
                                                                                       'Duty | '
                                                                                       'Duties | '
                                                                                       'Obligation '
                                                                                       '| '
                                                                                       'Obligations'],
                                                                           'filled': True,
                                                                           'unread': 'warn'}}],
                                                     'refs': ['osps', 'badge']},
                                                    {'id': 'legal-claims-supported',
                                                     'title': 'Each claim of the launch material '
                                                              'has a source that a regulator would '
                                                              'accept',
                                                     'why': 'What marketing says is a promise in '
                                                            'court.',
                                                     'level': 'must',
                                                     'evidence': {'expect': 'claim, where it is '
                                                                            'made, source, who '
                                                                            'checked it and when, '
                                                                            'claims that were '
                                                                            'struck out',
                                                                  'required': True,
                                                                  'find': ['docs/legal/claims*.md',
                                                                           'docs/marketing/claims*.md'],
                                                                  'template': 'claims-table'},
                                                     'not-applicable': True,
                                                     'checks': [{'table': {'file': 'evidence',
                                                                           'columns': ['Claim | '
                                                                                       'Statement',
                                                                                       'Made where '
                                                                                       '| Where | '
                                                                                       'Material',
                                                                                       'Source | '
                                                                                       'Evidence | '
                                                                                       'Substantiation',
                                                                                       'Checked '
                                                                                       'by, on | '
                                                                                       'Checked by '
                                                                                       '| Reviewed '
                                                                                       'by | '
                                                                                       'Approved '
                                                                                       'by'],
                                                                           'filled': True,
                                                                           'unread': 'warn'}}],
                                                     'refs': ['gitlab']},
                                                    {'id': 'legal-supplier-contracts-cover-use',
                                                     'title': 'The signed contracts with suppliers '
                                                              'cover the use that this release '
                                                              'makes of them',
                                                     'why': 'A service that may stop you at any '
                                                            'time is no foundation.',
                                                     'level': 'must',
                                                     'evidence': {'expect': 'supplier, contract '
                                                                            'and date, the use it '
                                                                            'allows, limits, '
                                                                            'notice, what is not '
                                                                            'yet signed',
                                                                  'required': True,
                                                                  'find': ['docs/legal/contracts*.md',
                                                                           'docs/legal/suppliers*.md'],
                                                                  'template': 'contract-list'},
                                                     'not-applicable': True,
                                                     'checks': [{'table': {'file': 'evidence',
                                                                           'columns': ['Supplier | '
                                                                                       'Vendor | '
                                                                                       'Provider',
                                                                                       'Contract, '
                                                                                       'date | '
                                                                                       'Contract | '
                                                                                       'Agreement '
                                                                                       '| Signed '
                                                                                       'on',
                                                                                       'Allowed '
                                                                                       'use | Use '
                                                                                       '| Scope'],
                                                                           'filled': True,
                                                                           'unread': 'warn'}}],
                                                     'refs': ['eudora', 'gitlab']},
                                                    {'id': 'legal-acceptance-recorded',
                                                     'title': 'The version of the terms that a '
                                                              'user accepted can be shown with its '
                                                              'date',
                                                     'why': 'Terms that nobody can be shown to '
                                                            'have accepted bind nobody.',
                                                     'level': 'should',
                                                     'evidence': {'expect': 'where it is recorded, '
                                                                            'one record shown, for '
                                                                            'how long it is kept',
                                                                  'find': ['docs/legal/acceptance*.md']},
                                                     'when': ['external-users'],
                                                     'refs': ['gdpr']},
                                                    {'id': 'legal-authority-contact-named',
                                                     'title': 'A page names who answers a '
                                                              'complaint, a court or an authority '
                                                              'within which time',
                                                     'why': 'A letter that lies in the wrong inbox '
                                                            'runs out of time there.',
                                                     'level': 'should',
                                                     'evidence': {'expect': 'kind of letter, who '
                                                                            'answers, deputy, time '
                                                                            'limit, where it '
                                                                            'arrives',
                                                                  'find': ['docs/legal/complaints*.md',
                                                                           'docs/legal/authorities*.md']},
                                                     'valid-for': '365d',
                                                     'repeats': 'product',
                                                     'refs': ['gdpr', 'pld']}]}}}}
