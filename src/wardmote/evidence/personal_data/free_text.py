"""Free text: what people wrote, which may name anyone."""

from __future__ import annotations

import re

from wardmote.evidence.personal_data.columns import Column, Hits, PersonalKind

LEAST_PROSE = 10  # sentences in a silent column; fewer may be the wordy answers of a survey
SHARE_OF_PROSE = 0.4  # titles of offences reach 0.04, remarks on sentencing guidelines 0.2
SHARE_BY_HEADER = 0.05
LEAST_BY_HEADER = 2
MOSTLY_DIFFERENT = 0.5  # distinct values to filled ones: the words of a list repeat
LEAST_WORDS = 5
LEAST_LONG = 20

_SAYS_TEXT = re.compile(
    r" (?:comments?|notes?|narrative|description|details?|remarks?|free text|summary|mo|"
    r"modus operandi|circumstances|explain|why|suggestions?|feedback|what happened|log|message|"
    r"answer|reason given|in your own words|tell us|circs) "
)
_SAYS_LIST = re.compile(
    r" (?:offence|category|type|code|class|title|ethnic|ethnicity|group|id|ref|reference|number|"
    r"no) "
)
# Words of sentences; lists, titles of offences and names of places hardly have them
_PROSE = """
i i'm i've me my we our us you your he she his her him they their them it's was were is are am
been be has have had did do does don't can't would could should will said told because very just
when so if but not that this there please really
"""
PROSE_WORDS = frozenset(_PROSE.split())
LEAST_PROSE_WORDS = 2


def _is_prose(value: str) -> bool:
    words = value.lower().split()
    return len(words) >= LEAST_WORDS and (len(PROSE_WORDS.intersection(words)) >= LEAST_PROSE_WORDS)


def _is_long(value: str) -> bool:
    return sum(map(str.isalpha, value.split())) >= LEAST_WORDS


def find_free_text(column: Column) -> Hits | None:
    """Free text in a column, when there is enough of it to stop an import."""
    says = _SAYS_TEXT.search(column.header)
    prose = sum(map(_is_prose, column.readable))
    total = len(column.values)
    if says and prose >= max(LEAST_BY_HEADER, SHARE_BY_HEADER * total):
        return Hits(PersonalKind.FREE_TEXT, prose, "are sentences", says[0].strip())
    if prose >= max(LEAST_PROSE, SHARE_OF_PROSE * total):
        return Hits(PersonalKind.FREE_TEXT, prose, "are sentences")
    if says and not _SAYS_LIST.search(column.header):
        return _telegraphic(column, says[0].strip())
    return None


def _telegraphic(column: Column, says: str) -> Hits | None:
    """Notes without sentences ("youths throwing stones at bus nr shop"), by the header."""
    long = sum(map(_is_long, column.readable))
    different = len(column.values) >= MOSTLY_DIFFERENT * column.given
    if different and long >= max(LEAST_LONG, len(column.values) / 2):
        return Hits(PersonalKind.FREE_TEXT, long, "are several words, mostly different", says)
    return None
