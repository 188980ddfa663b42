"""A plan cleared to be handed on, withholding whatever the plan's documents withhold."""

from __future__ import annotations

from datetime import date

from wardmote.plan.book import PlanBook
from wardmote.plan.exchange import ClearedBook, clear_book
from wardmote.publish.plans.released import released_readings
from wardmote.vocabulary.marking import Marking


def book_to_hand_on(book: PlanBook, readers: Marking, *, on: date) -> ClearedBook:
    """The plan as readers may have it, in no format with more than its documents print.

    Answers "what do exports and slides show of our partners' figures?". Two rules look at every
    value: that of one indicator's periods, and the release of counts beside all that came before
    them. What either withholds is in no format.

    Parameters
    ----------
    book
        The whole plan.
    readers
        Whom it is for.
    on
        Day that it stands for.

    Raises
    ------
    DisclosureError
        The plan itself is not for these readers.
    """
    held = released_readings(book, on=on, readers=readers)
    out = {(str(one.indicator), one.starts, one.ends) for one in held if not one.is_figure}
    return clear_book(book, readers, on=on, also_withheld=out)
