"""Records into a plan's folder that is not there yet: whole, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from wardmote.errors import ConfigurationError
from wardmote.plan.folder.reading import read_plan
from wardmote.plan.folder.writing import record_toml
from wardmote.plan.records import TABLES, Record

_TABLES_OF: Final = {
    "plan.toml": ("plan", "revision", "assessment", "knowledge_gap", "previous_plan"),
    "bodies.toml": ("body", "board", "meeting", "sharing_protocol"),
    "voice.toml": ("consultation", "group", "concern", "board_view"),
    "priorities.toml": ("priority", "not_chosen", "outcome", "theory", "principle", "theme"),
    "indicators/indicators.toml": ("indicator",),
    "actions.toml": ("action", "project", "funding", "risk", "decision", "referral", "promise"),
    "readings/readings.toml": ("reading",),
}
_FILE_OF: Final = {table: name for name, tables in _TABLES_OF.items() for table in tables}
_ELSEWHERE: Final = "context.toml"


def begin_plan(folder: Path, records: Iterable[Record]) -> Path:
    """Write a new plan's folder from records.

    Parameters
    ----------
    folder
        Must not hold a plan yet.
    records
        Of a whole plan.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    ConfigurationError
        A plan is there already, or the records do not make a sound plan: nothing is written.
    """
    if any(folder.glob("*.toml")):
        raise ConfigurationError(
            "There is a plan here already. Nothing was changed.",
            where={"Folder": str(folder)},
            next_step="Work on that one, or take it out of the way first.",
        )
    draft = folder.with_name(f".{folder.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    name_of = {kind: name for name, kind in TABLES.items()}
    for record in records:
        path = draft / _FILE_OF.get(name_of[type(record)], _ELSEWHERE)
        path.parent.mkdir(parents=True, exist_ok=True)
        lead = "\n" if path.exists() else ""
        with path.open("a", encoding="utf-8", newline="\n") as out:
            out.write(lead + record_toml(record))
    try:
        read_plan(draft)
        folder.mkdir(parents=True, exist_ok=True)
        for made in sorted(draft.iterdir()):
            made.replace(folder / made.name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder
