"""A plan with one of everything that other formats can hold, small numbers among it."""

from __future__ import annotations

from pathlib import Path

from unit.plan.small_plan import ACTIONS, BODIES, PLAN, PRIORITIES, write_small_plan
from wardmote.plan.book import PlanBook
from wardmote.plan.folder import read_plan

AIM = """
overarching_title = "Trust and confidence"
overarching_words = "People trust the police and the partnership."
stated_basis = "Crime and Disorder Act 1998"
"""
MORE_BODIES = """
[[board]]
id = "closed"
name = "Tasking meeting"
kind = "forum"
marking = "partners"
"""
MORE_PRIORITIES = """
[[outcome]]
id = "trust"
statement = "More people say that they trust us."

[[principle]]
id = "early"
title = "Early help"
words = "Help comes before harm."

[[group]]
name = "People who sleep rough"
why_affected = "They are asked to move on."

[[concern]]
id = "speed"
rank = 2
words = "=2+5"

[[risk]]
id = "R1"
title = "The night team may lose its grant"
likelihood = 3
impact = 4
owner = "council"
mitigation = "A second bid."
raised_on = 2026-05-01

[[theory]]
priority = "asb"
order = 1
kind = "need"
words = "One in ten lose sleep to noise."

[[theory]]
priority = "asb"
order = 2
kind = "activity"
words = "A night team answers within two hours."
assumes = "People call."

[[theory]]
priority = "asb"
order = 3
kind = "outcome"
words = "Fewer people lose sleep to noise."
"""
MORE_ACTIONS = """
[[action]]
id = "A2"
title = "Meet those who complain most"
description = "Once a quarter, in the evening."
priority = "asb"
board = "asb-group"
lead = "police"
partners = ["council"]
depends_on = ["A1"]
starts = 2026-07-01
due = 2027-03-31
"""
INDICATORS = """
[[indicator]]
id = "noise-reports"
title = "Noise complaints at night"
why = "It is what residents put first."
numerator = "complaints between 11 at night and 7 in the morning"
unit = "count"
polarity = "lower_better"
owner = "council"
frequency = "quarterly"
supplied_by = "council"
priority = "asb"
outcomes = ["quiet"]
baseline = { starts = 2025-04-01, ends = 2025-06-30, value = 40.0 }
targets = [{ value = 30.0, by = 2027-06-30 }, { value = 20.0, by = 2028-06-30 }]
caveat = "More people may call once they trust the team."

[[indicator]]
id = "moves"
title = "Households moved for their safety"
why = "Safety first."
numerator = "households"
unit = "count"
polarity = "ambiguous"
owner = "council"
frequency = "quarterly"
supplied_by = "council"
priority = "asb"
small_numbers = "sensitive"
baseline = { starts = 2025-04-01, ends = 2025-06-30, value = 7.0 }

[[indicator]]
id = "confidence"
title = "Trust in the partnership"
why = "It is the aim above all."
numerator = "people who say that they trust the partnership"
denominator = "people asked"
unit = "share"
polarity = "higher_better"
owner = "police"
frequency = "yearly"
supplied_by = "police"
outcomes = ["trust"]
"""
READINGS = """
[[reading]]
indicator = "noise-reports"
starts = 2026-04-01
ends = 2026-06-30
value = 36.0
provider = "council"
received_on = 2026-07-10

[[reading]]
indicator = "confidence"
starts = 2025-04-01
ends = 2026-03-31
value = 0.48
base = 1104
provider = "police"
received_on = 2026-05-10
revised = true

[[reading]]
indicator = "moves"
starts = 2026-04-01
ends = 2026-06-30
value = 3.0
provider = "council"
received_on = 2026-07-10
note = "All three in one street."

[[reading]]
indicator = "moves"
starts = 2026-07-01
ends = 2026-09-30
value = 12.0
provider = "council"
received_on = 2026-10-10

[[reading]]
indicator = "moves"
starts = 2026-04-01
ends = 2026-09-30
value = 15.0
provider = "council"
received_on = 2026-10-10
"""


def write_full_plan(folder: Path) -> Path:
    """Its files."""
    return write_small_plan(
        folder,
        plan=PLAN + AIM,
        bodies=BODIES + MORE_BODIES,
        priorities=PRIORITIES + MORE_PRIORITIES,
        actions=ACTIONS + MORE_ACTIONS,
        indicators__asb=INDICATORS,
        history__readings=READINGS,
    )


def full_plan(folder: Path) -> PlanBook:
    """The same, read."""
    return read_plan(write_full_plan(folder))
