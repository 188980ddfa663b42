"""Charts of months show every value where it belongs, and nothing that is not known."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unit.publish.drawings import lettering, lines_of, marks, points
from wardmote.errors import AnalysisError
from wardmote.publish import look
from wardmote.publish.axes import axis_ticks, month_ticks
from wardmote.publish.changes import Change, draw_changes
from wardmote.publish.charts import (
    Break,
    Limits,
    Line,
    Span,
    draw_months,
    draw_small_multiples,
)
from wardmote.publish.series import unbroken_runs

MONTHS = [f"{2021 + n // 12}-{n % 12 + 1:02}" for n in range(36)]
VALUES = tuple(float(100 + 3 * n) for n in range(36))


def drawn(*lines, **given):
    return draw_months(MONTHS, lines or [Line("All", VALUES)], unit="Crimes a month", **given)


@settings(max_examples=25)
@given(st.lists(st.integers(0, 5000), min_size=36, max_size=36).filter(any))
def test_heights_are_in_proportion_to_values_from_zero(values):
    svg = drawn(Line("All", tuple(map(float, values)))).wide
    (line,) = lines_of(svg, look.DARK_BLUE)
    top = axis_ticks(values)[-1]
    base = next(points(p)[0][1] for p in marks(svg, "path") if p["stroke"] == look.INK)
    scale = max(base - y for _, y in line) / max(values)

    assert scale * top <= 240.5
    for value, (_, y) in zip(values, line, strict=True):
        assert abs(base - y - value * scale) <= 0.11 + value * 0.11 / max(values)


def test_months_stand_at_equal_distances():
    (line,) = lines_of(drawn().wide, look.DARK_BLUE)
    steps = {round(after[0] - before[0], 0) for before, after in itertools.pairwise(line)}

    assert len(line) == 36
    assert max(steps) - min(steps) <= 1


def test_no_line_crosses_a_break_and_the_break_says_why():
    drawing = drawn(breaks=[Break("2022-07", "New recording system")])

    for svg in (drawing.wide, drawing.narrow):
        before, after = lines_of(svg, look.DARK_BLUE)
        dashed = [points(p) for p in marks(svg, "path") if p.get("stroke-dasharray") == "5 3"]
        at = dashed[0][0][0]
        assert before[-1][0] < at < after[0][0]
        assert (len(before), len(after)) == (18, 18)
        assert "New recording system" in lettering(svg)


def test_no_line_is_drawn_across_a_missing_month():
    values = (*VALUES[:10], None, *VALUES[11:])

    assert list(map(len, lines_of(drawn(Line("All", values)).wide, look.DARK_BLUE))) == [10, 25]


def test_a_single_month_between_gaps_is_still_seen():
    values = (None, 5.0, *[None] * 34)
    svg = drawn(Line("All", values)).wide

    dots = [points(p) for p in marks(svg, "path") if "h0" in p["d"]]
    assert list(map(len, dots)) == [1]


@given(st.lists(st.one_of(st.none(), st.floats(0, 9)), max_size=20), st.sets(st.integers(0, 19)))
def test_runs_hold_every_value_once_and_no_break_inside(values, breaks):
    runs = list(unbroken_runs(tuple(values), sorted(breaks)))

    assert [n for run in runs for n in run] == [n for n, v in enumerate(values) if v is not None]
    for run in runs:
        assert run == list(range(run[0], run[-1] + 1))
        assert not breaks & set(run[1:])


def test_covid_is_shaded_over_its_months_and_named():
    svg = drawn(spans=[Span("2021-03", "2021-05", "Covid restrictions")]).wide
    (line,) = lines_of(svg, look.DARK_BLUE)
    shade = next(points(p) for p in marks(svg, "path") if p["fill"] == "#F1F1F1")

    assert shade[0][0] < line[2][0] < line[4][0] < shade[1][0]
    assert shade[0][0] > line[1][0]
    assert shade[1][0] < line[5][0]
    assert "Covid restrictions" in lettering(svg)


def test_months_outside_their_limits_are_drawn_larger():
    limits = Limits((90.0,) * 36, (190.0,) * 36, "Ordinary months")
    svg = drawn(Line("All", VALUES, limits)).wide

    outside = sum(value > 190 for value in VALUES)
    assert len(marks(svg, "circle")) == outside == 5
    assert "Ordinary months" in " ".join(lettering(svg))


def test_several_lines_are_named_at_their_ends_without_covering_each_other():
    lines = [Line(f"Line {n}", tuple(v + n for v in VALUES)) for n in range(4)]
    named = [m for m in marks(drawn(*lines).wide, "text") if m[""].startswith("Line")]
    heights = sorted(float(mark["y"]) for mark in named)

    assert len(named) == 4
    assert all(below - above >= 17 for above, below in itertools.pairwise(heights))


def test_lines_are_told_apart_without_colour():
    lines = [Line(f"Line {n}", VALUES) for n in range(4)]
    dashes = [
        path.get("stroke-dasharray", "")
        for path in marks(drawn(*lines).wide, "path")
        if path["stroke"] in look.SERIES_COLOURS and path["stroke-width"] == "2"
    ]
    assert len(set(dashes)) == 4


def test_a_single_line_prints_its_last_value_and_month():
    words = lettering(drawn().wide)

    assert "205" in words
    assert "Dec 2023" in words


def test_lettering_is_the_shipped_typeface_and_does_not_shrink_on_a_phone():
    drawing = drawn()
    for svg, width in ((drawing.wide, "640"), (drawing.narrow, "320")):
        assert f'width="{width}"' in svg
        assert 'font-family="Inter, Arial, sans-serif" font-size="14"' in svg


@pytest.mark.parametrize("svg", ["wide", "narrow"])
def test_no_lettering_leaves_the_picture(svg):
    from wardmote.publish.lettering import width_of

    drawing = draw_months(
        MONTHS,
        [Line("Sheds, garages and other unconnected buildings", VALUES), Line("Homes", VALUES)],
        unit="Burglaries recorded a month",
        breaks=[Break("2023-11", "A new recording system: counted where it happened")],
        spans=[Span("2021-01", "2021-06", "Covid")],
    )
    picture = getattr(drawing, svg)
    width = 640 if svg == "wide" else 320
    for mark in marks(picture, "text"):
        size = width_of(mark[""], float(mark.get("font-size", 14)), bold="font-weight" in mark)
        anchor = mark.get("text-anchor", "start")
        start = float(mark["x"]) - {"start": 0, "middle": size / 2, "end": size}[anchor]
        assert start >= -2, mark
        assert start + size <= width + 2, mark


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e7).map(lambda n: round(n, 3))), max_size=30))
def test_ticks_rise_evenly_from_zero_to_past_the_largest_value(values):
    ticks = axis_ticks(values)
    largest = max((value for value in values if value is not None), default=0)

    assert ticks[0] == 0
    assert ticks[-1] >= largest * (1 - 1e-9)
    assert 2 <= len(ticks) <= 6
    steps = [after - before for before, after in itertools.pairwise(ticks)]
    assert max(steps) - min(steps) <= 1e-6 * max(steps)


@pytest.mark.parametrize("months", [12, 36, 60, 191])
@pytest.mark.parametrize("width", [120, 240, 540])
def test_named_months_never_run_together(months, width):
    names = [f"{2010 + n // 12}-{n % 12 + 1:02}" for n in range(months)]
    places = month_ticks(names, width)

    room = width / (months - 1)
    assert all((b - a) * room >= 60 for a, b in itertools.pairwise(places))


def test_small_multiples_share_their_scale_or_say_that_they_do_not():
    panels = [Line("Large", tuple(v * 10 for v in VALUES)), Line("Small", VALUES)]
    shared = draw_small_multiples(MONTHS, panels).wide
    own = draw_small_multiples(MONTHS, panels, one_scale=False).wide

    assert "All charts have one scale." in lettering(shared)
    assert "Each chart has its own scale." in lettering(own)
    heights = [
        max(y for _, y in line) - min(y for _, y in line)
        for line in lines_of(shared, look.DARK_BLUE)
    ]
    assert abs(heights[0] / heights[1] - 10) < 1


def test_small_multiples_letter_their_breaks_and_explain_them_below():
    panels = [Line(str(n), VALUES) for n in range(5)]
    svg = draw_small_multiples(MONTHS, panels, breaks=[Break("2022-07", "New system")]).wide

    assert lettering(svg).count("A") == 5
    assert "A: New system" in lettering(svg)


@pytest.mark.parametrize(
    ("months", "lines", "given", "says"),
    [
        (MONTHS, [], {}, "lines    none"),
        (MONTHS[:1], [Line("A", (1.0,))], {}, "fewer than two"),
        ([*MONTHS[:5], *MONTHS[6:]], [Line("A", VALUES[1:])], {}, "not consecutive"),
        (MONTHS, [Line("A", VALUES[1:])], {}, "35 values for 36 months"),
        (MONTHS, [Line("A", (-1.0, *VALUES[1:]))], {}, "below 0"),
        (MONTHS, [Line("A", (float("nan"), *VALUES[1:]))], {}, "not a number"),
        (MONTHS, [Line("A", VALUES)], {"breaks": [Break("2030-01", "Later")]}, "2030-01 is not"),
        (MONTHS, [Line("A", VALUES)] * 5, {}, "Draw them beside each other"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_reason(months, lines, given, says):
    with pytest.raises(AnalysisError) as refusal:
        draw_months(months, lines, unit="Crimes", **given)

    assert says in str(refusal.value)
    assert "Next" in str(refusal.value)


CHANGES = [
    Change("Violence", 10, 6, 14, "rose", True),
    Change("Burglary", -1, -21, 24, "no clear change", False),
    Change("Arson", None, None, None, "too short to say", False),
    Change("Drugs", 80, -20, 300, "no clear change", False),
]


def test_changes_lie_where_their_percentages_are():
    svg = draw_changes(CHANGES).wide
    dots = marks(svg, "circle")
    zero = next(points(p)[0][0] for p in marks(svg, "path") if p["stroke"] == look.INK)
    violence, burglary, drugs = (float(dot["cx"]) - zero for dot in dots)

    assert abs(violence / burglary + 10) < 0.6
    assert abs(drugs / violence - 8) < 0.1


def test_only_clear_changes_are_filled_and_all_are_said_in_words():
    for svg in (draw_changes(CHANGES).wide, draw_changes(CHANGES).narrow):
        fills = [dot["fill"] for dot in marks(svg, "circle")]
        assert fills == [look.DARK_BLUE, look.WHITE, look.WHITE]
        for change in CHANGES:
            assert change.name in " ".join(lettering(svg))
            assert change.verdict in " ".join(lettering(svg))


def test_an_interval_beyond_the_axis_ends_in_an_arrow():
    arrows = [p for p in marks(draw_changes(CHANGES).wide, "path") if p["fill"] == look.DARK_BLUE]

    assert len(arrows) == 1


def test_an_interval_that_does_not_hold_its_change_is_refused():
    with pytest.raises(AnalysisError, match="does not hold its change"):
        draw_changes([Change("Violence", 10, 11, 14, "rose", True)])


def test_named_months_are_januaries_where_a_year_has_one_name():
    names = {MONTHS[place] for place in month_ticks(MONTHS, 240)}

    assert names == {"2021-01", "2022-01", "2023-01"}
