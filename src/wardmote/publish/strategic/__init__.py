"""The strategic assessment as a document: what was found, in words, tables, charts and maps.

wording.py     a finding as a sentence: the verb is the test's
front.py       the front page: one A4 side
changed.py     what changed, and what did not
overview.py    month by month, where, how concentrated, beside others
chapters.py    one chapter a theme
people.py      the area and its people
powers.py      stop and search
commentary.py  what people wrote beside a finding
proposed.py    themes considered as priorities, for partners
method.py      basis, method, limits, sources
evidence.py    receipts: the files and rows behind every number
compose.py     the whole document
"""
