"""The plain data of traits.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'traits.yaml': {'schema': 'tpm/traits/1',
                 'traits': {'external-users': {'ask': 'Will people outside your organisation use '
                                                      'it?',
                                               'means': 'it needs terms and a privacy notice that '
                                                        'an adviser has cleared'},
                            'sold-to-customers': {'ask': 'Do customers pay for it?',
                                                  'means': 'it needs a price, an invoice that is '
                                                           'right, and a plan to reach buyers'},
                            'has-existing-users': {'ask': 'Do people use an earlier version of it '
                                                          'today?',
                                                   'means': 'a breaking change hits somebody who '
                                                            'must hear of it in time'},
                            'user-interface': {'ask': 'Do people use it through screens or a '
                                                      'voice?',
                                               'means': 'accessibility, wording and ease of use '
                                                        'are part of the work'},
                            'handles-personal-data': {'ask': 'Does it keep or process data about '
                                                             'people?',
                                                      'means': 'what is kept, why, for how long '
                                                               'and by whom must be known'},
                            'used-by-children': {'ask': 'Will children use it?',
                                                 'means': 'age, consent and safety need rules of '
                                                          'their own'},
                            'stores-data': {'ask': 'Does it keep data that could not simply be '
                                                   'made again?',
                                            'means': 'backup, restore, migration and deletion must '
                                                     'be designed and tried'},
                            'hosted': {'ask': 'Do you run it for its users, as a server or a cloud '
                                              'service?',
                                       'means': 'somebody of yours is called when it fails'},
                            'public-traffic': {'ask': 'Can outsiders put load on it that you do '
                                                      'not control?',
                                               'means': 'a peak must be stated and tested'},
                            'public-api': {'ask': 'Do others build on its interface (an API, a '
                                                  'library, events, files)?',
                                           'means': 'a contract, a version rule and a test against '
                                                    'the last version'},
                            'handles-payments': {'ask': 'Does it take, hold or move money?',
                                                 'means': 'refunds, duplicates and card data need '
                                                          'proof'},
                            'public-sector': {'ask': 'Do public bodies, such as authorities or '
                                                     'public schools, buy or use it?',
                                              'means': 'conformance with accessibility rules must '
                                                       'be shown on paper'}}}}
