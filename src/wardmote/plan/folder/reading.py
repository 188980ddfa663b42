"""A plan's folder into a book, with every fault of every file in one error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from wardmote.errors import ConfigurationError, Fault
from wardmote.plan.book import PlanBook
from wardmote.plan.folder.joined import joined_faults
from wardmote.plan.folder.readings import read_readings
from wardmote.plan.folder.references import reference_faults
from wardmote.plan.folder.tables import Placed, read_tables, stated_ids
from wardmote.plan.records import Record

PLAN_FOLDER: Final = "plan"
"""Of a workspace."""

CHAPTERS: Final = (
    "foreword",
    "context",
    "developed",
    "residents",
    "review",
    "drivers",
    "principles",
    "confidence",
    "crime_and_disorder",
    "substances",
    "reoffending",
    "serious_violence",
    "governance",
    "resources",
    "performance",
    "engagement",
    "equality",
    "risk",
)
"""Chapters of a plan that people write, each in ``words/NAME.md``."""


def read_plan(folder: Path) -> PlanBook:
    """Everything that a plan's folder holds.

    Answers "can this plan be used?", and hands it over if so. Any table may stand in any TOML
    file; chapters are Markdown in ``words/``, readings CSV in ``readings/``.

    Parameters
    ----------
    folder
        The plan's folder.

    Returns
    -------
    PlanBook
        Its records, references checked.

    Raises
    ------
    ConfigurationError
        There is no plan there, or it has faults: all of them, with file and entry.
    """
    if not any(folder.glob("*.toml")):
        raise ConfigurationError(
            "There is no plan here.",
            where={"Folder": str(folder)},
            expected="a folder with plan.toml",
            found="no TOML file" if folder.is_dir() else "no such folder",
            next_step="Begin one: wardmote plan new",
        )
    placed: list[Placed] = []
    faults: list[Fault] = []
    for path in _toml_files(folder):
        found, wrong = read_tables(path, path.relative_to(folder).as_posix())
        placed += found
        faults += wrong
    for path in sorted((folder / "readings").glob("*.csv")):
        found, wrong = read_readings(path, path.relative_to(folder).as_posix())
        placed += found
        faults += wrong
    words, unknown = _words(folder)
    faults += unknown
    _refuse(folder, [*faults, *_between(folder, placed, is_whole=not faults)])
    return PlanBook(_by_kind(placed), words)


def _between(folder: Path, placed: list[Placed], *, is_whole: bool) -> Iterator[Fault]:
    """What is wrong between records; those that were set aside are taken to be sound."""
    if is_whole:
        yield from reference_faults(placed)
        yield from joined_faults(placed)
        return
    stated = [stated_ids(path) for path in _toml_files(folder)]
    if None in stated:
        return  # of a file that cannot be read no reference is known to be wrong
    set_aside = frozenset[str]().union(*filter(None, stated))
    yield from reference_faults(placed, set_aside=set_aside)
    yield from joined_faults(placed, set_aside=set_aside)


def _toml_files(folder: Path) -> Iterator[Path]:
    """Files of the plan, then of its history; nothing of what was frozen or built."""
    yield from sorted(folder.glob("*.toml"))
    for inside in ("priorities", "indicators", "readings", "history"):
        yield from sorted((folder / inside).glob("*.toml"))


def _words(folder: Path) -> tuple[dict[str, str], list[Fault]]:
    words, faults = {}, []
    for path in sorted((folder / "words").glob("*.md")):
        if path.stem not in CHAPTERS:
            known = ", ".join(CHAPTERS)
            faults.append(Fault(f"words/{path.name}", f"is no chapter: use {known}"))
            continue
        try:
            words[path.stem] = path.read_text(encoding="utf-8-sig").strip()
        except UnicodeDecodeError:
            faults.append(Fault(f"words/{path.name}", "is not text in UTF-8: save it as UTF-8"))
    return words, faults


def _by_kind(placed: list[Placed]) -> dict[type[Record], tuple[Record, ...]]:
    kinds: dict[type[Record], list[Record]] = {}
    for one in placed:
        kinds.setdefault(type(one.record), []).append(one.record)
    return {kind: tuple(records) for kind, records in kinds.items()}


def _refuse(folder: Path, faults: list[Fault]) -> None:
    if faults:
        raise ConfigurationError(
            f"The plan cannot be used: {len(faults)} {'fault' if len(faults) == 1 else 'faults'}.",
            where={"Folder": str(folder)},
            faults=faults,
            next_step="Correct these in the files named; nothing was changed.",
        )
