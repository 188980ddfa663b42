"""Adoption: what is not in place, the day written down, and the plan frozen. Never blocked.

Boards, mayors and councils adopt. Nothing here stands in their way: what is not in place is
listed, and a recorded exception says why it was adopted all the same.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from wardmote.assessment.duties import DutyEvidence, DutyRecord, Result
from wardmote.errors import ConfigurationError
from wardmote.plan.book import PlanBook
from wardmote.plan.duties import PlanDutyCheck, check_plan
from wardmote.plan.folder import append_record, read_plan
from wardmote.plan.frozen import ADOPTED_FOLDER, frozen_bytes
from wardmote.plan.records import AdoptionException, Board, Revision
from wardmote.plan.records.ids import AssessmentId, BoardId
from wardmote.plan.records.plan import PlanState

EXCEPTIONS_FILE: Final = "history/exceptions.toml"
REVISIONS_FILE: Final = "history/revisions.toml"

PLAN_RULES: Final = (
    "CDA-04",
    "CDA-05",
    "REG-05",
    "REG-06",
    "REG-10",
    "REG-11",
    "REG-12-1",
    "CON-04",
    "CON-05",
)
"""Start of the rules about what a plan should hold or rest on when it is adopted. What comes
after adoption, and what only people can judge, is not asked after."""


@dataclass(frozen=True)
class Adopted:
    """What an adoption came to.

    Parameters
    ----------
    frozen
        File of the frozen version.
    missing
        Duties about the plan that its records do not show, without a recorded exception.
    """

    frozen: Path
    missing: tuple[DutyRecord, ...]


def not_in_place(check: PlanDutyCheck) -> tuple[DutyRecord, ...]:
    """Duties about the plan that its records do not show, and that no exception covers.

    Answers "what should be recorded as an exception before the plan is adopted?". What the
    law is, is not asked: a part that is missing is missing.

    Parameters
    ----------
    check
        Of the plan, on the day of adoption.
    """
    covered = {one.rule for one in check.record.all(AdoptionException)}
    return tuple(
        one
        for one in check.records
        if one.id.startswith(PLAN_RULES)
        and one.today.result not in (Result.MET, Result.NOT_APPLICABLE)
        and not one.is_there
        and one.id not in covered
        and one.id.partition("(")[0] not in covered
    )


def adopt(
    folder: Path, *, on: date, by: str, run_by: str, evidence: DutyEvidence | None = None
) -> Adopted:
    """Write a plan's adoption down, and freeze it.

    A plan whose file says already that it was adopted on that day is only frozen.

    Parameters
    ----------
    folder
        The plan's folder.
    on
        Day of the adoption.
    by
        Id of the board that adopted it.
    run_by
        Body that runs this.
    evidence
        What people recorded of duties in the workspace.

    Returns
    -------
    Adopted
        The frozen file, and what is not in place and has no exception.

    Raises
    ------
    ConfigurationError
        It was adopted on another day, the board is not in the plan, it is frozen already, or its
        file cannot be changed safely. Nothing was changed then.
    """
    book = read_plan(folder)
    book.one(Board, by)
    if book.plan.adopted_on not in (None, on):
        raise ConfigurationError(
            "This plan was adopted already. Nothing was changed.",
            found=f"adopted on {book.plan.adopted_on}",
            next_step="Record a yearly revision: wardmote plan revise",
        )
    if book.plan.adopted_on is None:
        book = _written_down(folder, on, BoardId(by))
    frozen = freeze(book, folder, on)
    check = check_plan(book, today=on, run_by=run_by, evidence=evidence)
    return Adopted(frozen, not_in_place(check))


def _written_down(folder: Path, on: date, by: BoardId) -> PlanBook:
    """The plan with its adoption in its file; the file as it was where that cannot be."""
    if _frozen_file(folder, on).exists():
        raise _frozen_already(_frozen_file(folder, on))
    path = _file_of_the_plan(folder)
    before = path.read_bytes()
    _replace(path, _with_adoption(before.decode("utf-8-sig"), on, by).encode())
    try:
        return read_plan(folder)
    except ConfigurationError:
        _replace(path, before)
        raise


def freeze(book: PlanBook, folder: Path, on: date) -> Path:
    """Write a plan's frozen version, once.

    Parameters
    ----------
    book
        The plan.
    folder
        Its folder.
    on
        Day of the adoption, which names the file.

    Raises
    ------
    ConfigurationError
        There is a version of that day.
    """
    path = _frozen_file(folder, on)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as out:
            out.write(frozen_bytes(book, on))
            out.flush()
            os.fsync(out.fileno())
    except FileExistsError:
        raise _frozen_already(path) from None
    return path


def _frozen_file(folder: Path, on: date) -> Path:
    return folder / ADOPTED_FOLDER / f"{on:%Y-%m-%d}.json"


def _frozen_already(path: Path) -> ConfigurationError:
    return ConfigurationError(
        "There is a frozen version of that day. Nothing was changed.",
        where={"File": str(path)},
        next_step="For a later version give its own day: wardmote plan revise",
    )


def record_exception(folder: Path, exception: AdoptionException) -> Path:
    """Add an exception to the plan's history.

    Parameters
    ----------
    folder
        The plan's folder.
    exception
        What is not in place, why, who takes it, and by when it is put right.
    """
    path = folder / EXCEPTIONS_FILE
    append_record(path, exception)
    return path


def revise(folder: Path, revision: Revision) -> Path:
    """Record a yearly revision with its change note, and freeze the plan as revised.

    Parameters
    ----------
    folder
        The plan's folder.
    revision
        Adopted: with its day and its note.

    Returns
    -------
    pathlib.Path
        The frozen file.

    Raises
    ------
    ConfigurationError
        The plan was never adopted, the year is not one of its term, there is a revision for it
        already, or a version of that day.
    """
    book = read_plan(folder)
    faults = [
        (
            book.plan.state not in (PlanState.ADOPTED, PlanState.SUPERSEDED),
            "the plan was never adopted",
        ),
        (revision.adopted_on is None, "the day of its adoption is missing"),
        (not revision.note.strip(), "the change note is missing"),
        (
            revision.adopted_on is not None and revision.adopted_on <= _newest_version(book),
            f"the version before was adopted on {_newest_version(book)}, no earlier than this",
        ),
        (
            revision.for_year not in [one.starting_in for one in book.plan.years[1:]],
            f"{revision.for_year} is no later year of the plan's term",
        ),
        (
            any(one.for_year == revision.for_year for one in book.all(Revision)),
            f"there is a revision for {revision.for_year} already",
        ),
    ]
    wrong = [problem for is_wrong, problem in faults if is_wrong]
    if wrong or revision.adopted_on is None:
        raise ConfigurationError(
            f"The revision cannot be recorded: {'; '.join(wrong)}.",
            expected="an adopted plan, a later year of its term, a day and a note",
            next_step="Correct it; nothing was changed.",
        )
    frozen = freeze(book.with_records([revision]), folder, revision.adopted_on)
    append_record(folder / REVISIONS_FILE, revision)
    return frozen


def _newest_version(book: PlanBook) -> date:
    """Day on which the newest version of a plan was adopted."""
    revised = [one.adopted_on for one in book.all(Revision) if one.adopted_on]
    return max([book.plan.adopted_on or date.min, *revised])


def revision_of(year: int, note: str, on: date, assessment: str = "") -> Revision:
    """A revision as a command takes it down."""
    return Revision(for_year=year, note=note, adopted_on=on, assessment=AssessmentId(assessment))


def _file_of_the_plan(folder: Path) -> Path:
    found = [path for path in sorted(folder.glob("*.toml")) if _TABLE.search(_text(path))]
    if len(found) != 1:
        raise ConfigurationError(
            "The plan's own table was not found. Nothing was changed.",
            where={"Folder": str(folder)},
            expected="one file with a line [plan]",
            found=", ".join(path.name for path in found) or "none",
            next_step="Write state, adopted_on and adopted_by into it by hand.",
        )
    return found[0]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


_TABLE: Final = re.compile(r"^\[plan\][^\n]*\n", re.MULTILINE)
_NEXT_TABLE: Final = re.compile(r"^\[", re.MULTILINE)
_OLD_LINES: Final = re.compile(r"^(state|adopted_on|adopted_by)\s*=[^\n]*\n", re.MULTILINE)


def _with_adoption(text: str, on: date, by: BoardId) -> str:
    r"""The file's text with the adoption written in; every other line as a person wrote it.

    Examples
    --------
    >>> print(_with_adoption('[plan]\ntitle = "P"\nstate = "drafting"\n', date(2026, 3, 12),
    ...     BoardId("board")), end="")
    [plan]
    state = "adopted"
    adopted_on = 2026-03-12
    adopted_by = "board"
    title = "P"
    """
    table = _TABLE.search(text)
    assert table is not None  # _file_of_the_plan looked
    following = _NEXT_TABLE.search(text, table.end())
    end = following.start() if following else len(text)
    own = _OLD_LINES.sub("", text[table.end() : end])
    said = f'state = "adopted"\nadopted_on = {on:%Y-%m-%d}\nadopted_by = "{by}"\n'
    return text[: table.end()] + said + own + text[end:]


def _replace(path: Path, content: bytes) -> None:
    """Put a file in place whole or not at all."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)
