"""The plain data of packs/data.yaml. Do not edit: run `python scripts/write_compiled_checklists.py`."""

from __future__ import annotations

DOCUMENTS: dict[str, object] = {'packs/data.yaml': {'schema': 'tpm/pack/1',
                     'name': 'data',
                     'title': 'Data has a say',
                     'about': 'A role for data protection and data quality, with items of its own: '
                              'owners, flows, fields, deletion; it signs off architecture and '
                              'release of products that handle personal data',
                     'traits': ['handles-personal-data'],
                     'roles': {'data': {'title': 'Data protection and quality',
                                        'short': 'DATA',
                                        'question': 'May it be kept, by whom, and when does it '
                                                    'go?'}},
                     'signoffs': [{'role': 'data',
                                   'at': ['architecture', 'release'],
                                   'when': ['handles-personal-data']}],
                     'add': {'architecture': {'data': [{'id': 'data-sets-have-owner-and-end',
                                                        'title': 'Each set of personal data has an '
                                                                 'owner, a source and an end',
                                                        'why': 'Data without an owner is never '
                                                               'deleted.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'data set, source, '
                                                                               'owner, ground, '
                                                                               'where it is kept, '
                                                                               'the date or event '
                                                                               'that ends it',
                                                                     'required': True,
                                                                     'find': ['docs/data/sets*.md',
                                                                              'docs/data/sets*.csv',
                                                                              'docs/data/register*.md'],
                                                                     'template': 'data-set-register'},
                                                        'valid-for': '365d',
                                                        'repeats': 'product',
                                                        'when': ['handles-personal-data'],
                                                        'checks': [{'table': {'file': 'evidence',
                                                                              'columns': ['Data '
                                                                                          'set | '
                                                                                          'Dataset '
                                                                                          '| Kind '
                                                                                          'of data '
                                                                                          '| Data',
                                                                                          'Source, '
                                                                                          'ground '
                                                                                          '| '
                                                                                          'Source '
                                                                                          '| '
                                                                                          'Origin',
                                                                                          'Owner | '
                                                                                          'Responsible '
                                                                                          '| Who',
                                                                                          'Ends | '
                                                                                          'End | '
                                                                                          'Deleted '
                                                                                          'after | '
                                                                                          'Kept '
                                                                                          'until | '
                                                                                          'Retention'],
                                                                              'filled': True,
                                                                              'unread': 'warn'}}],
                                                        'refs': ['gdpr', 'ico']},
                                                       {'id': 'data-flow-drawn',
                                                        'title': 'A drawing shows where personal '
                                                                 'data enters, rests, moves and '
                                                                 'leaves',
                                                        'why': 'Nobody can protect a copy that '
                                                               'nobody knows of.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'the drawing with '
                                                                               'systems, borders '
                                                                               'of trust and of '
                                                                               'countries, copies '
                                                                               'in logs and '
                                                                               'backups',
                                                                     'required': True,
                                                                     'find': ['docs/data/flow*.md',
                                                                              'docs/privacy/flow*.md',
                                                                              'docs/data/flow*.svg'],
                                                                     'template': 'data-flow'},
                                                        'valid-for': '365d',
                                                        'when': ['handles-personal-data'],
                                                        'checks': [{'table': {'file': 'evidence',
                                                                              'columns': ['Place | '
                                                                                          'System '
                                                                                          '| Store '
                                                                                          '| '
                                                                                          'Component',
                                                                                          'Data | '
                                                                                          'Kind of '
                                                                                          'data | '
                                                                                          'Categories',
                                                                                          'Country '
                                                                                          '| '
                                                                                          'Region '
                                                                                          '| '
                                                                                          'Location'],
                                                                              'filled': True,
                                                                              'unread': 'warn'}}],
                                                        'refs': ['gdpr', 'ico']},
                                                       {'id': 'data-fields-justified',
                                                        'title': 'Each field that tells one person '
                                                                 'from another has a use that was '
                                                                 'checked',
                                                        'why': 'A field that is not there cannot '
                                                               'leak.',
                                                        'level': 'must',
                                                        'evidence': {'expect': 'field, who reads '
                                                                               'it and for what, '
                                                                               'decision (keep, '
                                                                               'coarsen, drop), '
                                                                               'who checked it',
                                                                     'required': True,
                                                                     'find': ['docs/data/fields*.md',
                                                                              'docs/data/fields*.csv'],
                                                                     'template': 'field-review'},
                                                        'when': ['handles-personal-data'],
                                                        'checks': [{'table': {'file': 'evidence',
                                                                              'columns': ['Field | '
                                                                                          'Attribute '
                                                                                          '| '
                                                                                          'Column',
                                                                                          'Read '
                                                                                          'by, for '
                                                                                          '| Read '
                                                                                          'by | '
                                                                                          'Purpose '
                                                                                          '| Use',
                                                                                          'Decision '
                                                                                          '| '
                                                                                          'Verdict',
                                                                                          'Checked '
                                                                                          'by | '
                                                                                          'Reviewed '
                                                                                          'by | '
                                                                                          'Approved '
                                                                                          'by | '
                                                                                          'Who'],
                                                                              'filled': True,
                                                                              'unread': 'warn'}}],
                                                        'refs': ['gdpr', 'ico']},
                                                       {'id': 'data-readers-set-by-role',
                                                        'title': 'Who may read which data set is '
                                                                 'set by role, with a date of '
                                                                 'review',
                                                        'why': 'Access that was handed out one by '
                                                               'one is taken back by nobody.',
                                                        'level': 'should',
                                                        'evidence': {'expect': 'data set, roles '
                                                                               'that may read it, '
                                                                               'for what, date of '
                                                                               'the next review',
                                                                     'find': ['docs/data/readers*.md',
                                                                              'docs/data/access*.md']},
                                                        'valid-for': '180d',
                                                        'when': ['handles-personal-data'],
                                                        'refs': ['gdpr', 'asvs']},
                                                       {'id': 'data-quality-rules-set',
                                                        'title': 'The key data sets have quality '
                                                                 'rules with a threshold and an '
                                                                 'owner',
                                                        'why': 'A wrong record about a person is a '
                                                               'wrong decision about a person.',
                                                        'level': 'should',
                                                        'evidence': {'expect': 'data set, rule, '
                                                                               'threshold, how it '
                                                                               'is measured, who '
                                                                               'mends what',
                                                                     'find': ['docs/data/quality*.md']},
                                                        'when': ['handles-personal-data'],
                                                        'refs': ['deon']}]},
                             'release': {'data': [{'id': 'data-deletion-carried-out',
                                                   'title': 'The deletion of one person was '
                                                            'carried out in every copy, backups '
                                                            'included',
                                                   'why': 'A deletion that leaves the backups is a '
                                                          'promise broken on restore.',
                                                   'level': 'must',
                                                   'evidence': {'expect': 'a log of the trial: '
                                                                          'systems, exports, '
                                                                          'processors, backups; '
                                                                          'what stays, on which '
                                                                          'ground',
                                                                'required': True,
                                                                'find': ['docs/data/deletion*.md',
                                                                         'docs/reports/data-deletion*.md'],
                                                                'template': 'deletion-trial'},
                                                   'valid-for': '365d',
                                                   'when': ['handles-personal-data'],
                                                   'checks': [{'table': {'file': 'evidence',
                                                                         'columns': ['System | '
                                                                                     'Place | '
                                                                                     'Store',
                                                                                     'Deleted on | '
                                                                                     'Deleted | '
                                                                                     'Date',
                                                                                     'How it was '
                                                                                     'checked | '
                                                                                     'How checked '
                                                                                     '| Verified '
                                                                                     'by | Proof'],
                                                                         'filled': True,
                                                                         'unread': 'warn'}}],
                                                   'refs': ['gdpr', 'ico']},
                                                  {'id': 'data-use-for-analysis-cleared',
                                                   'title': 'Each use of personal data for '
                                                            'analysis or training has a purpose '
                                                            'and an approval',
                                                   'why': 'The second use is the one that people '
                                                          'did not agree to.',
                                                   'level': 'should',
                                                   'evidence': {'expect': 'use, data set, purpose, '
                                                                          'ground, who approved '
                                                                          'it, last date',
                                                                'find': ['docs/data/analysis*.md',
                                                                         'docs/data/training*.md']},
                                                   'when': ['handles-personal-data'],
                                                   'refs': ['gdpr', 'deon']},
                                                  {'id': 'data-breach-decider-named',
                                                   'title': 'A page names who decides within which '
                                                            'hour whether a breach is notified',
                                                   'why': 'The deadline runs while people look for '
                                                          'the one who decides.',
                                                   'level': 'should',
                                                   'evidence': {'expect': 'who decides, deputy, '
                                                                          'what they need to know, '
                                                                          'deadline by authority, '
                                                                          'text that is ready',
                                                                'find': ['docs/data/breach*.md',
                                                                         'docs/privacy/breach*.md']},
                                                   'valid-for': '365d',
                                                   'repeats': 'product',
                                                   'when': ['handles-personal-data'],
                                                   'refs': ['gdpr']}]}}}}
