"""A small plan in files, sound as it stands, for tests to break one thing of."""

from __future__ import annotations

from pathlib import Path

PLAN = """
[plan]
title = "Smallborough partnership plan 2026 to 2029"
area = "Smallborough"
starts = 2026-04-01
ends = 2029-03-31
state = "adopted"
adopted_on = 2026-03-12
adopted_by = "board"
summary = "What we will do together to make Smallborough safer."
"""
BODIES = """
[[body]]
id = "council"
name = "Smallborough Council"
type = "council"

[[body]]
id = "police"
name = "Northshire Police"
type = "police"

[[board]]
id = "board"
name = "Partnership Board"
kind = "strategy_group"
chair = "Chief executive, Smallborough Council"

[[board]]
id = "asb-group"
name = "Neighbourhood group"
kind = "subgroup"
parent = "board"
"""
PRIORITIES = """
[[priority]]
id = "asb"
number = 1
title = "Anti-social behaviour"
statement = "Fewer people trouble others where they live."
why = "Residents put it first."
entered = "from_concerns"
concerns = ["noise"]
limbs = ["a"]
lead = "asb-group"

[[outcome]]
id = "quiet"
priority = "asb"
statement = "Fewer people lose sleep to noise."
owner = "council"

[[concern]]
id = "noise"
rank = 1
words = "Noise at night"
priorities = ["asb"]
"""
ACTIONS = """
[[action]]
id = "A1"
title = "Answer noise complaints within two hours"
priority = "asb"
outcomes = ["quiet"]
board = "asb-group"
lead = "council"
starts = 2026-04-01
due = 2026-12-31

[[action.milestones]]
id = "A1.1"
title = "Night team in post"
due = 2026-06-30

[[promise]]
id = "P1"
number = 1
wording = "We will answer every noise complaint within two hours."
priority = "asb"
concerns = ["noise"]
accountable = "council"
actions = ["A1"]
starts = 2026-04-01
due = 2026-12-31
why_no_measure = "We cannot measure this, because no clock is kept yet."
"""
FILES = {
    "plan.toml": PLAN,
    "bodies.toml": BODIES,
    "priorities.toml": PRIORITIES,
    "actions.toml": ACTIONS,
}


def write_small_plan(folder: Path, **changed: str) -> Path:
    """The small plan's files; a name such as ``history__2026`` adds or replaces a file."""
    files = {**FILES, **{f"{name.replace('__', '/')}.toml": text for name, text in changed.items()}}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
