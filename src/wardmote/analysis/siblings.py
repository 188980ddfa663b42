"""May a sub-category's change be stated, once its siblings and its parent are tested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analysis.verbs import Verdict
from wardmote.analysis.verdicts import JudgedChange
from wardmote.errors import AnalysisError, Fault

OFFSETTING = 0.5  # siblings that take back half of a change are part of its story
_MOVED = (Verdict.ROSE, Verdict.FELL)


@dataclass(frozen=True)
class SiblingReading:
    """What must be said beside a sub-category's change.

    Parameters
    ----------
    child
        The sub-category's change.
    parent
        The change of the category that it is part of.
    offset_by
        Siblings that moved the other way, largest first, where together they take back at
        least half of the child's change.
    must_say
        Words that have to stand beside the child's change; empty where it may stand alone.
    """

    child: JudgedChange
    parent: JudgedChange
    offset_by: tuple[JudgedChange, ...]
    must_say: str

    @property
    def may_stand_alone(self) -> bool:
        """Whether the child's change may be stated without its parent and siblings."""
        return not self.must_say


def judge_with_siblings(
    child: JudgedChange, siblings: Sequence[JudgedChange], parent: JudgedChange
) -> SiblingReading:
    """Whether a sub-category's rise or fall may be stated by itself.

    Answers "is this a change, or have offences moved between two labels?". Ask it before
    any sentence about a sub-category. The test's verdict is kept; the sentence is not free.

    Parameters
    ----------
    child
        The sub-category's judged change.
    siblings
        All other parts of the parent, whatever their size.
    parent
        The parent's judged change.

    Returns
    -------
    SiblingReading
        The siblings that offset it, and the words that must stand beside it.

    Raises
    ------
    AnalysisError
        The parts do not add up to the parent in both periods: a part is missing, and it
        could be the one that offsets.

    Notes
    -----
    Parts offset where those that moved the other way take back at least half of the
    child's change. That can be chance, crime moving, or the way offences are classified;
    the numbers do not say which.

    References
    ----------
    House rule: siblings and parent are tested before a sub-category's change is stated.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.analysis.change import compare_years
    >>> from wardmote.analysis.verdicts import judge_family
    >>> from wardmote.analysis.months import months_from
    >>> months = months_from(date(2024, 3, 1), 24)
    >>> homes, sheds, both = judge_family(
    ...     [
    ...         compare_years([64] * 12 + [48] * 12, months, name="homes"),
    ...         compare_years([52] * 12 + [67] * 12, months, name="sheds"),
    ...         compare_years([116] * 12 + [115] * 12, months, name="residential burglary"),
    ...     ]
    ... )
    >>> judge_with_siblings(homes, [sheds], both).must_say
    'homes 192 fewer, sheds 180 more: together residential burglary shows no clear change'
    """
    _check_sum([child, *siblings], parent)
    if child.verdict not in _MOVED:
        return SiblingReading(child, parent, (), "")
    other_way = [part for part in siblings if _gap(part) * _gap(child) < 0]
    taken_back = sum(abs(_gap(part)) for part in other_way) / abs(_gap(child))
    offset_by = tuple(_largest_first(other_way)) if taken_back >= OFFSETTING else ()
    if not offset_by and parent.verdict is child.verdict:
        return SiblingReading(child, parent, (), "")
    return SiblingReading(child, parent, offset_by, _say([child, *offset_by], parent))


def offsetting_parts(
    parent: JudgedChange, parts: Sequence[JudgedChange]
) -> tuple[JudgedChange, ...]:
    """Parts that moved against each other inside a parent that shows no clear change.

    Answers "does 'no clear change' hide two that cancel?". To judge one part, use
    `judge_with_siblings`.

    Parameters
    ----------
    parent
        The parent's judged change.
    parts
        All its parts.

    Returns
    -------
    tuple
        Those that moved, largest first, if at least one of them clearly rose or fell and
        the others take back at least half of it; otherwise none.

    Raises
    ------
    AnalysisError
        The parts do not add up to the parent.

    Notes
    -----
    As `judge_with_siblings`: that parts cancel does not say why.

    References
    ----------
    House rule: siblings and parent are tested before a sub-category's change is stated.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.analysis.change import compare_years
    >>> from wardmote.analysis.verdicts import judge_family
    >>> from wardmote.analysis.months import months_from
    >>> months = months_from(date(2024, 3, 1), 24)
    >>> homes, sheds, both = judge_family(
    ...     [
    ...         compare_years([64] * 12 + [48] * 12, months, name="homes"),
    ...         compare_years([52] * 12 + [67] * 12, months, name="sheds"),
    ...         compare_years([116] * 12 + [115] * 12, months, name="residential burglary"),
    ...     ]
    ... )
    >>> [part.change.name for part in offsetting_parts(both, [sheds, homes])]
    ['homes', 'sheds']
    """
    if parent.verdict in _MOVED:
        return ()
    for number, part in enumerate(_largest_first(parts)):
        others = [other for place, other in enumerate(_largest_first(parts)) if place != number]
        reading = judge_with_siblings(part, others, parent)
        if reading.offset_by:
            return tuple(_largest_first([part, *reading.offset_by]))
    return ()


def _gap(judged: JudgedChange) -> int:
    return judged.change.after - (judged.change.before or 0)


def _largest_first(parts: Sequence[JudgedChange]) -> list[JudgedChange]:
    return sorted(parts, key=lambda part: -abs(_gap(part)))


def _say(parts: Sequence[JudgedChange], parent: JudgedChange) -> str:
    moves = ", ".join(f"{part.change.name} {_more_or_fewer(_gap(part))}" for part in parts)
    words = _PARENT_WORDS[parent.verdict]
    if len(parts) == 1:
        return f"{moves}, within {parent.change.name}, which {words}"
    return f"{moves}: together {parent.change.name} {words}"


def _more_or_fewer(gap: int) -> str:
    return f"{abs(gap):,} {'more' if gap > 0 else 'fewer'}"


_PARENT_WORDS = {
    Verdict.ROSE: "rose",
    Verdict.FELL: "fell",
    Verdict.LITTLE_CHANGED: "changed little",
    Verdict.NO_CLEAR_CHANGE: "shows no clear change",
    Verdict.TOO_SHORT: "has too short a series to say",
    Verdict.CANNOT_SAY: "cannot be judged",
}


def _check_sum(parts: Sequence[JudgedChange], parent: JudgedChange) -> None:
    faults = []
    for period in ("before", "after"):
        whole = getattr(parent.change, period)
        together = sum(getattr(part.change, period) or 0 for part in parts)
        if whole is not None and together != whole:
            faults.append(Fault(period, f"parts {together:,}, {parent.change.name} {whole:,}"))
    if faults:
        raise AnalysisError(
            f"The parts of {parent.change.name or 'the parent'} do not add up to it.",
            where={"Parts": ", ".join(part.change.name for part in parts)},
            faults=faults,
            next_step="Give every part, however small: a missing one may be what offsets.",
        )
