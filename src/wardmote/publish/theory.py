"""Theory of change of a priority: because of this, that; as a drawing and as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import groupby
from typing import Final

from wardmote.errors import AnalysisError
from wardmote.plan.book import PlanBook
from wardmote.plan.records import Priority, TheoryStep
from wardmote.publish import look
from wardmote.publish.exhibits import Diagram, Drawing
from wardmote.publish.lettering import wrapped
from wardmote.publish.pen import LINE_HEIGHT, NARROW, SMALL, TEXT_SIZE, WIDE, Pen
from wardmote.publish.tables import Column, Row, Table
from wardmote.publish.words import spelt

KIND_WORDS: Final = {
    "need": "What is wrong",
    "input": "What we put in",
    "activity": "What we do",
    "output": "What that gives",
    "outcome": "What changes",
    "impact": "What it is for",
}
LABEL: Final = 128  # left of the boxes on a page
PADDING: Final = 10
BETWEEN: Final = 12  # boxes of one stage
ARROW: Final = 24
HEAD: Final = 6
MOST_BESIDE: Final = 3  # more boxes in a row than this are too narrow to read

Stage = tuple[str, tuple[TheoryStep, ...]]


def theory_of(book: PlanBook, priority: str) -> tuple[TheoryStep, ...]:
    """Steps of one priority's theory of change, in order; none where it has none."""
    own = (one for one in book.all(TheoryStep) if one.priority == priority)
    return tuple(sorted(own, key=lambda one: one.order))


def theory_exhibit(book: PlanBook, priority: Priority) -> Diagram | None:
    """The theory of change of one priority; None where none is recorded.

    Parameters
    ----------
    book
        The plan, as its readers may have it.
    priority
        Whose theory.

    Returns
    -------
    Diagram or None
        A picture with its list beside it. The list says all that the picture says.
    """
    steps = theory_of(book, priority.id)
    if not steps:
        return None
    last = steps[-1].words.rstrip(".")
    assumed = sum(1 for one in steps if one.assumes)
    rests = f"It rests on what {spelt(assumed)} of them assume{'s' * (assumed == 1)}."
    number_of_steps = f"{spelt(len(steps))} step{'s' * (len(steps) != 1)}"
    marking = reduce(lambda all_, one: all_.within(one.marking), steps, priority.marking)
    return Diagram(
        id=f"theory-{_anchor(priority)}",
        title=f"How we expect to get there: {last}",
        subtitle=f"Theory of change of priority {priority.number}, {priority.title}. "
        f"Source: the partnership plan of {book.plan.area}",
        drawing=draw_theory(steps),
        shows=f"From “{steps[0].words.rstrip('.')}” to “{last}”, in {number_of_steps}.",
        does_not_show=" ".join(
            ["It is what we expect, not what has been shown.", *([rests] if assumed else [])]
        ),
        table=replace(_as_list(priority, steps), marking=marking),
        figure_id="",
        marking=marking,
    )


def _anchor(priority: Priority) -> str:
    return str(priority.number)


def _as_list(priority: Priority, steps: Sequence[TheoryStep]) -> Table:
    rows = tuple(
        Row(
            f"{number}. {KIND_WORDS[one.kind]}",
            (one.words, one.assumes or "Nothing more is stated."),
        )
        for number, one in enumerate(steps, start=1)
    )
    return Table(
        id=f"theory-{_anchor(priority)}-list",
        caption=f"Theory of change of priority {priority.number}, {priority.title}, step by step",
        row_header="Step",
        columns=(Column("What it says"), Column("The next step follows if")),
        rows=rows,
    )


def draw_theory(steps: Sequence[TheoryStep]) -> Drawing:
    """Steps from top to bottom, those of one kind beside each other, with what each assumes.

    Parameters
    ----------
    steps
        In order; at least one.

    Returns
    -------
    Drawing
        With its stages named at the left; on a phone, above.

    Raises
    ------
    AnalysisError
        There is no step.

    Examples
    --------
    >>> from wardmote.plan.records.ids import PriorityId
    >>> asb = PriorityId("asb")
    >>> steps = [TheoryStep(priority=asb, order=1, kind="need", words="Noise", assumes="Calls"),
    ...     TheoryStep(priority=asb, order=2, kind="outcome", words="Quiet")]
    >>> drawing = draw_theory(steps)
    >>> all(f">{words}</text>" in drawing.wide for words in ("Noise", "if: Calls", "Quiet"))
    True
    """
    if not steps:
        raise AnalysisError(
            "A theory of change without steps cannot be drawn.",
            next_step="Record its steps under [[theory]], or leave the drawing out.",
        )
    stages = [(kind, tuple(own)) for kind, own in groupby(steps, key=lambda one: one.kind)]
    return Drawing(wide=_drawn(stages, WIDE, LABEL), narrow=_drawn(stages, NARROW, 0))


def _drawn(stages: Sequence[Stage], width: int, label: int) -> str:
    """The picture; with `label` of 0 the name of a stage stands above its boxes."""
    tall = sum(_height(stage, width, label) for stage in stages)
    tall += sum(_gap(stage, width, label) for stage in stages[:-1])
    pen = Pen(width, tall + 2)
    top = 1.0
    for number, stage in enumerate(stages):
        _draw_stage(pen, stage, top, width, label)
        top += _height(stage, width, label)
        if number < len(stages) - 1:
            _draw_arrow(pen, stage, top, width, label)
            top += _gap(stage, width, label)
    return pen.svg()


def _boxes(stage: Stage, width: int, label: int) -> list[tuple[TheoryStep, ...]]:
    """Steps of a stage in the rows in which they stand."""
    beside = MOST_BESIDE if label else 1
    return [stage[1][at : at + beside] for at in range(0, len(stage[1]), beside)]


def _box_width(row: Sequence[TheoryStep], width: int, label: int) -> float:
    room = width - label - 2
    return (room - BETWEEN * (len(row) - 1)) / len(row)


def _lines(step: TheoryStep, box: float) -> tuple[str, ...]:
    return wrapped(step.words, box - 2 * PADDING, TEXT_SIZE)


def _row_height(row: Sequence[TheoryStep], width: int, label: int) -> float:
    box = _box_width(row, width, label)
    return max(len(_lines(one, box)) for one in row) * LINE_HEIGHT + 2 * PADDING


def _height(stage: Stage, width: int, label: int) -> float:
    rows = _boxes(stage, width, label)
    boxes = sum(_row_height(row, width, label) for row in rows) + BETWEEN * (len(rows) - 1)
    return boxes + (0 if label else LINE_HEIGHT + 4)


def _draw_stage(pen: Pen, stage: Stage, top: float, width: int, label: int) -> None:
    name = KIND_WORDS[stage[0]]
    if label:
        for number, line in enumerate(wrapped(name, label - 12, TEXT_SIZE, bold=True)):
            at = top + PADDING + TEXT_SIZE + number * LINE_HEIGHT
            pen.text((0, at), line, bold=True)
    else:
        pen.text((0, top + TEXT_SIZE), name, bold=True)
        top += LINE_HEIGHT + 4
    for row in _boxes(stage, width, label):
        box, tall = _box_width(row, width, label), _row_height(row, width, label)
        for place, step in enumerate(row):
            left = label + 1 + place * (box + BETWEEN)
            pen.box((left, top), (box, tall), fill=look.WHITE, outline=look.DARK_BLUE)
            for number, line in enumerate(_lines(step, box)):
                at = top + PADDING + TEXT_SIZE - 1 + number * LINE_HEIGHT
                pen.text((left + PADDING, at), line)
        top += tall + BETWEEN


def _assumed(stage: Stage, width: int, label: int) -> list[str]:
    """Lines beside the arrow: what must hold for the next stage to follow."""
    room = width - label - 40
    said = [one.assumes for one in stage[1] if one.assumes]
    return [line for one in said for line in wrapped(f"if: {one}", room, SMALL)]


def _gap(stage: Stage, width: int, label: int) -> float:
    return max(ARROW, 16 * len(_assumed(stage, width, label)) + 14)


def _draw_arrow(pen: Pen, stage: Stage, top: float, width: int, label: int) -> None:
    x, bottom = label + 16.0, top + _gap(stage, width, label)
    pen.line((x, top + 3), (x, bottom - HEAD - 2), colour=look.DARK_BLUE, width=2)
    head = ((x - HEAD, bottom - HEAD - 4), (x + HEAD, bottom - HEAD - 4), (x, bottom - 3))
    pen.area((head,), fill=look.DARK_BLUE)
    for number, line in enumerate(_assumed(stage, width, label)):
        at = (x + 16, top + 18 + number * 16)
        pen.text(at, line, size=SMALL, colour=look.QUIET_TEXT)
