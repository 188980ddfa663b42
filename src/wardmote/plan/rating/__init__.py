"""How an indicator stands on a day: statistics rule S8, over the plan's indicators together.

results.py    what is said: `Rated`, its figures, its status
figures.py    readings and monthly counts by period, and their sums
wording.py    figures in words, small numbers left out
testing.py    the change since the baseline, or why it is not rated
judging.py    the status that a test allows, and its sentence
overdue.py    what has not come
rate.py       all of it, for every indicator of a plan
"""

from wardmote.plan.rating.overdue import Arrival, arrivals
from wardmote.plan.rating.rate import MonthlyCounts, rate_indicators
from wardmote.plan.rating.results import SUPPRESSED, Difference, Point, Rag, Rated, Tested

__all__ = [
    "SUPPRESSED",
    "Arrival",
    "Difference",
    "MonthlyCounts",
    "Point",
    "Rag",
    "Rated",
    "Tested",
    "arrivals",
    "rate_indicators",
]
