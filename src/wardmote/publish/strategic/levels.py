"""When levels changed: a sentence in the chapter, and one table with the newest of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from wardmote.analysis.levels import LevelChange
from wardmote.analysis.verbs import ALLOWED, Polarity, Verdict, wrong_words
from wardmote.assessment.assessment import Assessment
from wardmote.assessment.findings import Finding
from wardmote.assessment.levels import LevelFound
from wardmote.errors import DisclosureError, Fault
from wardmote.publish import words
from wardmote.publish.blocks import Block, Paragraph, Points, Section
from wardmote.publish.pieces import Number, Piece, Sentence, plain
from wardmote.publish.strategic.wording import subject, verdict_words
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.months import shift_month

YEAR = 12
WHEN_NOT_WHY = (
    "A level is told to have changed at a month, never because of anything: what was done, what "
    "was reported and how it was recorded look the same here."
)


def levels_over_the_years(found: Assessment) -> list[Block]:
    """Every change of level, and of what nothing can be said; nothing where none was looked for."""
    looked = [one for one in found.levels if one.result]
    if not looked:
        return []
    blocks: list[Block] = [Paragraph(_how(looked))]
    changes = [_row(one) for one in found.levels if one.told or one.is_gradual]
    if changes:
        blocks.append(
            Table(
                id="levels-over-the-years",
                caption="The newest change of level in all the months held, season taken out, "
                f"{found.area.name}",
                row_header="What was recorded",
                columns=(
                    Column("New level from about"),
                    Column("Likely between"),
                    Column("Typical month before", "number", 0),
                    Column("Typical month after", "number", 0),
                    Column("Known between those months"),
                    Column("Other changes, about"),
                ),
                rows=tuple(changes),
                as_cards=True,
            )
        )
    blocks.append(Points(tuple(_without(found.levels))))
    return [Section("levels-changed", "When levels changed", tuple(blocks))]


def level_points(findings: Sequence[Finding], found: Assessment) -> list[Sentence]:
    """What the whole history of one theme's categories shows, for its chapter.

    Parameters
    ----------
    findings
        Its categories.
    found
        The assessment.
    """
    by_measure = {one.measure.id: one for one in found.levels}
    said = [
        level_sentence(by_measure[one.measure.id], one)
        for one in findings
        if one.measure.id in by_measure
    ]
    return [one for one in said if one]


def level_sentence(one: LevelFound, finding: Finding) -> Sentence:
    """What a category's whole history shows; nothing where its level did not clearly change.

    Parameters
    ----------
    one
        Its levels.
    finding
        What the comparison of its last two years shows.

    Raises
    ------
    DisclosureError
        The words say more than the test allows: a fault of the software.
    """
    said: Sentence
    if one.is_gradual:
        said = _gradually(one)
    elif one.told:
        said = _stepped(one, finding)
    elif one.is_clear and one.labels:
        said = _as_a_label(one)
    else:
        return ""
    allowed = [ALLOWED[each, Polarity(one.measure.polarity)] for each in _verdicts(one, finding)]
    if wrong := wrong_words(plain(said), *allowed):
        raise DisclosureError(
            f"The sentence about the level of {one.measure.title} says more than its test shows.",
            faults=[Fault("words", word) for word in wrong],
            next_step="Report this: it is a fault of the software.",
        )
    return said


def _verdicts(one: LevelFound, finding: Finding) -> list[Verdict]:
    """The test of the last step, or of the line; and that of two years, which is told beside."""
    told = [_moved(change.ratio) for change in one.told[-1:]]
    if one.is_gradual and one.result and one.result.gradual:
        told = [_moved(one.result.gradual.last / one.result.gradual.first)]
    return [*told, finding.verdict]


def _moved(ratio: float) -> Verdict:
    return Verdict.ROSE if ratio > 1 else Verdict.FELL


def _stepped(one: LevelFound, finding: Finding) -> tuple[Piece, ...]:
    change = one.told[-1]
    several = len(one.told) > 1
    before, after = _level(one, change.before), _level(one, change.after)
    lead = f"{subject(one.measure)}: {_how_many(one)}" if several else subject(one.measure)
    if not one.measure.is_judged:
        joined = ", the last about " if several else ": another level from about "
        return (
            f"{lead}{joined}{words.month(change.month)} ({_between(change)}), in a typical month ",
            before,
            " before it and ",
            after,
            f" after. Counted, not judged.{_later_label(change, one)}",
        )
    verb = "rose to a higher level" if change.ratio > 1 else "fell to a lower level"
    joined = ". It last " if several else " "
    return (
        f"{lead}{joined}{verb} about {words.month(change.month)} ({_between(change)}): in a "
        "typical month ",
        before,
        " before it and ",
        after,
        f" after.{_known_words(change)}{_later_label(change, one)}"
        f"{_beside_two_years(change, one, finding)}",
    )


def _later_label(change: LevelChange, one: LevelFound) -> str:
    """That the level after this change did not last, where what ended it may be another label."""
    later = [words.month(each) for each in one.labels if each > change.month]
    if not later:
        return ""
    return f" A later change, about {words.listed(later)}, is not told: it may be another label."


def _how_many(one: LevelFound) -> str:
    first = words.month(one.months[0])
    return f"{words.spelt(len(one.told))} changes of level since {first}"


def _beside_two_years(change: LevelChange, one: LevelFound, finding: Finding) -> str:
    """Where a step lies in the two years that are compared, what that comparison shows."""
    lately = change.month > shift_month(one.months[1], 1 - 2 * YEAR)
    agrees = finding.verdict is _moved(change.ratio)
    if not lately or agrees:
        return ""
    said = verdict_words(finding)
    return f" The two last years, compared by themselves: {said[0].lower()}{said[1:]}."


def _gradually(one: LevelFound) -> tuple[Piece, ...]:
    assert one.result is not None and one.result.gradual is not None  # asked for only then
    line = one.result.gradual
    first, last = words.month(line.period.first), words.month(line.period.last)
    ends = (_level(one, line.first), f" in a typical month about {first} and ")
    tail = (_level(one, line.last), f" about {last}; a straight line fits as well as steps.")
    if not one.measure.is_judged:
        return (f"{subject(one.measure)}: gradually another level, ", *ends, *tail)
    verb = "rose" if line.last > line.first else "fell"
    return (f"{subject(one.measure)} {verb} gradually: ", *ends, *tail)


def _as_a_label(one: LevelFound) -> str:
    when = words.listed([words.month(one_month) for one_month in one.labels])
    return (
        f"{subject(one.measure)}: about {when} a category that cases are known to move to and from "
        "went the other way by about as much. That can come from how offences are classified, so "
        "no change of level is told."
    )


def _level(one: LevelFound, value: float) -> Number:
    return Number(round(value), one.id)


def _between(change: LevelChange) -> str:
    first, last = words.month(change.earliest), words.month(change.latest)
    span = f"likely in {first}" if first == last else f"likely between {first} and {last}"
    return f"{span}{_beyond(change)}"


def _beyond(change: LevelChange) -> str:
    if change.or_earlier and change.or_later:
        return ", or outside these"
    return ", or earlier" if change.or_earlier else ", or later" if change.or_later else ""


def _known_words(change: LevelChange) -> str:
    return f" Known between those months: {change.known.what}." if change.known else ""


def _without(levels: Sequence[LevelFound]) -> list[Sentence]:
    """Categories without a clear step; then those of which nothing can be said, and why."""
    quiet = _names(one for one in levels if one.result and not one.is_clear)
    labels = _names(one for one in levels if one.is_clear and one.labels)
    said: list[Sentence] = []
    if quiet:
        said.append(f"No clear step: {quiet}.")
    if labels:
        said.append(f"A change is not told, as it may be no more than another label: {labels}.")
    for because in dict.fromkeys(one.because for one in levels if one.because):
        names = _names(one for one in levels if one.because == because)
        said.append(f"Cannot say: {names}, because {because}.")
    return said or ["Every category looked at has a clear change of level."]


def _names(levels: Iterable[LevelFound]) -> str:
    return words.listed([one.measure.title.lower() for one in levels])


def _how(looked: Sequence[LevelFound]) -> str:
    """What was looked at, how many together, and what the register says."""
    first = min(looked, key=lambda one: one.months)
    given = dict.fromkeys(
        f"{event.what} ({words.month(event.first)})"
        for one in looked
        if one.result
        for event in one.result.given
    )
    apart = f" Levels on both sides of a known change are not compared: {'; '.join(given)}."
    return (
        f"Over all months held, {words.month(first.months[0])} to "
        f"{words.month(first.months[1])}: {words.spelt(len(looked))} series were looked at "
        f"together, and a level lasts a year or more. {WHEN_NOT_WHY}{apart if given else ''}"
    )


def _row(one: LevelFound) -> Row:
    if one.is_gradual:
        return _gradual_row(one)
    *earlier, change = one.told
    first, last = words.month(change.earliest), words.month(change.latest)
    return Row(
        one.measure.title,
        (
            words.month(change.month),
            f"{first} and {last}{_beyond(change)}",
            _level(one, change.before),
            _level(one, change.after),
            change.known.what if change.known else "nothing in the register",
            _others(earlier, one.labels),
        ),
    )


def _others(earlier: Sequence[LevelChange], labels: Sequence[date]) -> str:
    """Changes before the newest, each with its range; and months that may be another label."""
    said = [f"{words.short_month(each.month)} ({_short_range(each)})" for each in earlier]
    if labels:
        months = words.listed([words.short_month(one) for one in labels])
        said.append(f"{months} not told: may be another label")
    return "; ".join(said) or "no other"


def _short_range(change: LevelChange) -> str:
    first, last = words.short_month(change.earliest), words.short_month(change.latest)
    return f"{first if first == last else f'{first} to {last}'}{_beyond(change)}"


def _gradual_row(one: LevelFound) -> Row:
    assert one.result is not None and one.result.gradual is not None  # asked for only then
    line = one.result.gradual
    first, last = words.month(line.period.first), words.month(line.period.last)
    return Row(
        one.measure.title,
        (
            "gradually",
            f"{first} and {last}",
            _level(one, line.first),
            _level(one, line.last),
            "not asked: it has no one month",
            "not asked",
        ),
    )
