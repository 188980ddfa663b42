"""A short hash of what is printed of a finding, to see whether it has changed underneath a text."""

from __future__ import annotations

import hashlib
import json

from wardmote.assessment.printed.finding import PrintedFinding

LENGTH = 8  # of 2^32: the few hundred findings of one partnership do not meet by chance
PLACES = 2  # an interval is printed in whole per cents: less than that is nothing to a reader


def fingerprint(one: PrintedFinding) -> str:
    """Short hash of a finding's verdict, counts and interval.

    Answers "are these still the figures that the text was written against?".

    Parameters
    ----------
    one
        The finding.

    Returns
    -------
    str
        Eight hexadecimal digits. The interval counts at the precision at which it is printed,
        so that another machine's rounding is not a change.

    Notes
    -----
    The title and the theme do not count: to give a chapter another name changes no figure.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from wardmote.assessment.printed import read_finding
    >>> one = read_finding({"id": "change-asb", "theme": "asb_and_environment",
    ...     "category": "asb", "area": "E06999001", "verdict": "no_clear_change",
    ...     "polarity": "lower_better", "before": 11280, "after": 10931, "lower": 0.93,
    ...     "ratio": 0.969, "upper": 1.01})
    >>> fingerprint(one) == fingerprint(replace(one, lower=0.9300001))
    True
    >>> fingerprint(one) == fingerprint(replace(one, after=10932))
    False
    """
    ends = [None if end is None else round(end, PLACES) for end in (one.lower, one.upper)]
    kept = [one.id, one.area, str(one.verdict), one.before, one.after, *ends]
    return hashlib.sha256(json.dumps(kept).encode()).hexdigest()[:LENGTH]
