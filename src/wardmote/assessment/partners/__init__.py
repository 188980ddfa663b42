"""What partners' own records show: counts that are not open, released before they are told.

::

    shared rows ──► Feed ──► release (fixed quarters) ──► Line ──► judge_family ──► PartnerRecords
                                                          └──► withheld where a quarter is

Only whole calendar quarters leave, and their sums; never a rolling window that starts inside
one. A year is told only where each of its quarters is, and months only where each of them may
be. So nothing printed, in this assessment or any other, is made of a number that is not.
"""

from wardmote.assessment.partners.feeds import Feed, feeds_of
from wardmote.assessment.partners.lines import Line, lines_of
from wardmote.assessment.partners.records import FeedFound, PartnerRecords, partner_records

__all__ = [
    "Feed",
    "FeedFound",
    "Line",
    "PartnerRecords",
    "feeds_of",
    "lines_of",
    "partner_records",
]
