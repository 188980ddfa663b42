"""Coverage of a plan: what each priority does for each principle, theme, limb and group.

A cell is never blank. It holds the actions that show something and how, or that it is claimed
only, or the recorded reason why there is nothing, or a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from wardmote.plan.book import PlanBook
from wardmote.plan.coverage_matrix import Cell, Cover, CoverageMatrix, MatrixRow, Showing
from wardmote.plan.records import (
    Action,
    CoverageReason,
    CrossCuttingTheme,
    EqualityNote,
    Principle,
    Priority,
)
from wardmote.plan.records.ids import PriorityId
from wardmote.vocabulary.groups import PROTECTED_GROUPS
from wardmote.vocabulary.limbs import limbs_in_force
from wardmote.vocabulary.marking import Marking

_Tags = Callable[[Action], Iterable[tuple[str, str]]]


def principle_coverage(book: PlanBook, *, readers: Marking = Marking.PARTNERS) -> CoverageMatrix:
    """Which actions show each principle in each priority, and how.

    Answers "is this principle more than a word?". Use `facet_coverage` for the parts of one.

    Parameters
    ----------
    book
        The whole plan: one with records left out would turn what is not public into gaps.
    readers
        Whose edition it is for. Actions that they may not have are neither named nor counted.

    Returns
    -------
    CoverageMatrix
        Principle by priority.

    Notes
    -----
    It shows that something is said, not that it is done: see `wardmote.plan.status`.
    """
    rows = [(str(one.id), one.title) for one in book.all(Principle)]
    return _matrix("Principles in each priority", book, rows, _principles, readers)


def theme_coverage(book: PlanBook, *, readers: Marking = Marking.PARTNERS) -> CoverageMatrix:
    """Which actions take up each cross-cutting theme in each priority, and how.

    Parameters
    ----------
    book
        The whole plan.
    readers
        Whose edition it is for.

    Returns
    -------
    CoverageMatrix
        Cross-cutting theme by priority.
    """
    rows = [(str(one.id), one.title) for one in book.all(CrossCuttingTheme)]
    return _matrix("Cross-cutting themes in each priority", book, rows, _themes, readers)


def limb_coverage(
    book: PlanBook, *, on: date, readers: Marking = Marking.PARTNERS
) -> CoverageMatrix:
    """Which actions serve each limb of section 6(1), by the law of a day.

    The Act asks for every limb in the plan, not in every priority: a priority that does not
    set out to serve a limb points to those that do. A limb that no priority serves is a gap in
    every cell.

    Parameters
    ----------
    book
        The whole plan.
    on
        Day by whose law: when the plan was adopted, or today.
    readers
        Whose edition it is for.

    Returns
    -------
    CoverageMatrix
        Limb by priority. An action serves its own limbs, or else those of its priority.

    References
    ----------
    Crime and Disorder Act 1998, section 6(1).
    """
    limbs = limbs_in_force(on)
    of_priority = {one.id: one.limbs for one in book.all(Priority)}

    def tags(action: Action) -> Iterable[tuple[str, str]]:
        return ((limb, action.title) for limb in action.limbs or of_priority[action.priority])

    rows = [(one.id, f"({one.id}) {one.title}") for one in limbs]
    filled = _matrix("Limbs of section 6(1) in each priority", book, rows, tags, readers)
    return _with_limbs_of_priorities(filled, readers)


def group_coverage(book: PlanBook, *, readers: Marking = Marking.PARTNERS) -> CoverageMatrix:
    """What each priority means for each group that equality law protects.

    Parameters
    ----------
    book
        The whole plan.
    readers
        Whose edition it is for.

    Returns
    -------
    CoverageMatrix
        Protected group by priority: the equality note's words, not those of actions.
    """
    rows = [(one.id, one.title) for one in PROTECTED_GROUPS]
    empty = _matrix("What each priority means for each group", book, rows, _nothing, readers)
    # of two notes on one cell, one that these readers may have goes first
    closed_first = sorted(book.all(EqualityNote), key=lambda one: one.marking.open_to(readers))
    notes = {(one.group, one.priority): one for one in closed_first}
    return empty.each(lambda cell: _noted(cell, notes.get((cell.row, cell.priority)), readers))


@dataclass(frozen=True)
class FacetCover:
    """One part of a principle, and the actions that show it; none is a gap."""

    principle: str
    facet: str
    shown: tuple[Showing, ...]


def facet_coverage(
    book: PlanBook, *, readers: Marking = Marking.PARTNERS
) -> tuple[FacetCover, ...]:
    """Which actions show each part of each principle, and how.

    Parameters
    ----------
    book
        The whole plan.
    readers
        Whose edition it is for: actions that they may not have are left out.

    Returns
    -------
    tuple of FacetCover
        In the order of the plan; nothing shown is a gap, and stands there.
    """
    applied = [
        (tag, action)
        for action in book.all(Action)
        for tag in action.principles
        if tag.how and action.marking.open_to(readers)
    ]
    return tuple(
        FacetCover(
            str(principle.id),
            facet,
            tuple(
                Showing(tag.how, action.id, action.title)
                for tag, action in applied
                if tag.principle == principle.id and facet in tag.facets
            ),
        )
        for principle in book.all(Principle)
        for facet in principle.facets
    )


def _principles(action: Action) -> Iterable[tuple[str, str]]:
    return ((str(one.principle), one.how) for one in action.principles)


def _themes(action: Action) -> Iterable[tuple[str, str]]:
    return ((str(one.theme), one.how) for one in action.themes)


def _nothing(_action: Action) -> Iterable[tuple[str, str]]:
    return ()


def _matrix(
    title: str,
    book: PlanBook,
    rows: Iterable[tuple[str, str]],
    tags: _Tags,
    readers: Marking,
) -> CoverageMatrix:
    columns = tuple(sorted(book.all(Priority), key=lambda one: one.number))
    return CoverageMatrix(
        title,
        columns,
        tuple(
            MatrixRow(row, name, tuple(_cell(book, row, one.id, tags, readers) for one in columns))
            for row, name in rows
        ),
    )


def _cell(book: PlanBook, row: str, priority: PriorityId, tags: _Tags, readers: Marking) -> Cell:
    tagged = [
        (action, how)
        for action in book.all(Action)
        if action.priority == priority
        for tag, how in tags(action)
        if tag == row
    ]
    open_to = [(action, how) for action, how in tagged if action.marking.open_to(readers)]
    found = [Showing(how, action.id, action.title) for action, how in open_to]
    return Cell(
        row,
        priority,
        shown=tuple(one for one in found if one.how),
        claimed=tuple(one for one in found if not one.how),
        is_withheld=any(how and not action.marking.open_to(readers) for action, how in tagged),
        reason=_reason(book, row, priority, readers),
    )


def _reason(book: PlanBook, row: str, priority: PriorityId, readers: Marking) -> str:
    reasons = (
        one.reason
        for one in book.all(CoverageReason)
        if (one.row, one.priority) == (row, priority) and one.marking.open_to(readers)
    )
    return next(reasons, "")


def _with_limbs_of_priorities(matrix: CoverageMatrix, readers: Marking) -> CoverageMatrix:
    """A priority's own limb without an action is claimed; another's is named."""
    columns = {one.id: one for one in matrix.priorities}

    def settled(cell: Cell) -> Cell:
        if cell.cover in (Cover.SHOWN, Cover.REASON):
            return cell
        own = columns[cell.priority]
        if cell.row in own.limbs:
            return Cell(cell.row, cell.priority, claimed=(Showing("", title="the priority"),))
        others = [one for one in matrix.priorities if cell.row in one.limbs]
        named = tuple(one.number for one in others if one.marking.open_to(readers))
        is_withheld = bool(others) and not named
        return Cell(cell.row, cell.priority, is_withheld=is_withheld, elsewhere=named)

    return matrix.each(settled)


def _noted(cell: Cell, note: EqualityNote | None, readers: Marking) -> Cell:
    if note is None:
        return cell
    if not note.is_confirmed("effect"):
        return Cell(cell.row, cell.priority, claimed=(Showing(""),), reason=cell.reason)
    if not note.marking.open_to(readers):
        return Cell(cell.row, cell.priority, is_withheld=True)
    what_is_done = f" {note.mitigation}" if note.mitigation else ""
    return Cell(cell.row, cell.priority, shown=(Showing(note.effect + what_is_done),))
