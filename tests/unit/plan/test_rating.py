"""Status of an indicator: statistics rule S8, branch by branch, and over a whole plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from unit.plan.measured import (
    AIM,
    ON,
    YEAR_BEFORE,
    book,
    counted_indicator,
    indicator,
    monthly,
    named,
    reading,
    series,
    survey,
)  # fmt: skip
from wardmote.analysis.breaks import Break
from wardmote.analysis.change import compare_years
from wardmote.analysis.months import months_from
from wardmote.analysis.share_gaps import gap_between_groups
from wardmote.analysis.surveys import Sample
from wardmote.analysis.verbs import Polarity, Verdict
from wardmote.analysis.verdicts import judge_family
from wardmote.plan.rating import Difference, MonthlyCounts, Rag, Rated, rate_indicators
from wardmote.plan.records import Indicator, Reading
from wardmote.plan.records.measures import Baseline, SeriesBreak, Target, Unit

OCTOBER = date(2026, 10, 1)


def rated(one: Indicator, *readings: Reading, counts: MonthlyCounts | None = None) -> Rated:
    found = rate_indicators(book(one, *readings), on=ON, counted={one.id: counts} if counts else {})
    return found[one.id]


STEADY, FALLING, RISING = (series(3, 60, 60, level) for level in (60, 30, 90))
FIELD = Baseline(
    starts=date(2025, 4, 1), ends=date(2025, 6, 30), value=90, places=("Park",), effort="2 people"
)
AFTER_BREAK = (SeriesBreak(on=date(2026, 6, 1), what="new form"),)

NOT_RATED = {
    "ambiguous": (counted_indicator(polarity=Polarity.AMBIGUOUS), FALLING, Difference.FIGURES_ONLY),
    "no baseline": (counted_indicator(baseline=None), FALLING, Difference.CANNOT_MEASURE),
    "break since": (
        counted_indicator(),
        replace(FALLING, breaks=(Break("the system changed", date(2026, 7, 1)),)),
        Difference.CANNOT_MEASURE,
    ),
    "own break": (counted_indicator(breaks=AFTER_BREAK), FALLING, Difference.CANNOT_MEASURE),
    "count of 29 now": (
        counted_indicator(), monthly([60] * 24 + [2] * 7 + [3] * 5), Difference.CANNOT_MEASURE,
    ),
    "count of 29 then": (
        counted_indicator(), monthly([2] * 12 + [2] * 7 + [3] * 5 + [60] * 12),
        Difference.CANNOT_MEASURE,
    ),
    "too early": (counted_indicator(), monthly([60] * 30), Difference.TOO_EARLY),
    "nothing since": (counted_indicator(), monthly([60] * 24), Difference.TOO_EARLY),
}  # fmt: skip


@pytest.mark.parametrize("case", NOT_RATED)
def test_what_may_not_be_rated_is_not(case: str) -> None:
    one, counts, difference = NOT_RATED[case]
    found = rated(one, counts=counts)

    assert (found.rag, found.difference, found.test) == (Rag.NOT_RATED, difference, None)
    assert found.because


def test_thirty_is_enough_for_a_count() -> None:
    assert rated(counted_indicator(), counts=monthly([60] * 24 + [2] * 6 + [3] * 6)).test


@pytest.mark.parametrize(
    ("counts", "aim", "rag", "difference"),
    [
        (RISING, 800, Rag.RED, Difference.WORSE),
        (FALLING, 400, Rag.GREEN, Difference.BETTER),
        (FALLING, None, Rag.GREEN, Difference.BETTER),
        (FALLING, 10, Rag.AMBER_BEHIND, Difference.BETTER),
        (STEADY, 100, Rag.AMBER_NO_CLEAR_CHANGE, Difference.NO_CLEAR_CHANGE),
        (STEADY, None, Rag.AMBER_NO_CLEAR_CHANGE, Difference.NO_CLEAR_CHANGE),
    ],
)
def test_each_status_by_its_rule(
    counts: MonthlyCounts, aim: int | None, rag: Rag, difference: Difference
) -> None:
    targets = (Target(value=aim, by=date(2027, 6, 30)),) if aim else ()
    found = rated(counted_indicator(targets=targets), counts=counts)

    assert (found.rag, found.difference) == (rag, difference)


def test_at_the_aim_without_a_clear_change_is_amber() -> None:
    down_a_little = monthly([50] * 12 + [61, 59] * 6 + [60, 58] * 6)
    aim = (Target(value=715, by=date(2027, 3, 31)),)

    found = rated(counted_indicator(targets=aim), counts=down_a_little)

    assert found.rag is Rag.AMBER_AT_TARGET


def test_higher_is_better_turns_red_and_green_round() -> None:
    better = counted_indicator(polarity=Polarity.HIGHER_BETTER)

    assert rated(better, counts=RISING).rag is Rag.GREEN
    assert rated(better, counts=FALLING).rag is Rag.RED


def test_counts_are_judged_as_an_assessment_judges_them() -> None:
    many = {f"i{n}": series(n, 60, 60, level) for n, level in enumerate((60, 50, 45, 70, 30, 61))}
    indicators = [named(counted_indicator(), name) for name in many]
    found = rate_indicators(book(*indicators), on=ON, counted=many)  # type: ignore[arg-type]
    changes = [compare_years(one.counts, one.months) for one in many.values()]

    for one, judged in zip(found.values(), judge_family(changes), strict=True):
        assert one.test is not None
        assert (one.test.p, one.test.adjusted_p) == (judged.change.p, judged.adjusted_p)
        clear = judged.verdict in (Verdict.ROSE, Verdict.FELL)
        assert clear == (one.difference is not Difference.NO_CLEAR_CHANGE)


def test_a_change_clear_by_itself_is_not_one_among_many() -> None:
    alone = survey()
    after = reading(0.545, OCTOBER, 1, base=1000)
    others = [named(survey(), f"o{n}") for n in range(9)]
    same = [reading(0.5, OCTOBER, 1, base=1000, indicator=one.id) for one in others]

    assert rated(alone, after).rag is Rag.GREEN
    among = rate_indicators(book(alone, after, *others, *same), on=ON)["i"]  # type: ignore[index]
    assert among.rag is Rag.AMBER_NO_CLEAR_CHANGE
    assert "not as one of 10 measures" in among.because


def test_shares_are_compared_as_two_samples() -> None:
    found = rated(survey(), reading(0.56, OCTOBER, 1, base=900)).test
    gap = gap_between_groups(
        0.56, Sample("", "probability", 900), 0.5, Sample("", "probability", 1000)
    )

    assert found is not None
    assert (found.change, found.lower, found.upper, found.p) == (
        gap.difference, gap.lower, gap.upper, gap.p
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "after"),
    [
        (survey(), reading(0.8, OCTOBER, 1, base=99)),
        (survey(), reading(0.9, OCTOBER, 1)),
        (survey(), reading(0.999, OCTOBER, 1, base=1000)),
        (survey(sample="open"), reading(0.9, OCTOBER, 1, base=1000)),
        (survey(), reading(0.9, date(2026, 11, 1), 1, base=1000)),  # another month of the year
        (survey(unit=Unit.DAYS), reading(0.9, OCTOBER, 1, base=1000)),
    ],
)
def test_a_share_without_base_or_of_another_season_is_not_rated(
    one: Indicator, after: Reading
) -> None:
    assert rated(one, after).rag is Rag.NOT_RATED


def test_a_base_of_a_hundred_is_enough() -> None:
    assert rated(survey(), reading(0.8, OCTOBER, 1, base=100)).rag is Rag.GREEN


def test_a_design_effect_widens_the_range() -> None:
    after = reading(0.56, OCTOBER, 1, base=900)

    assert rated(survey(), after).rag is Rag.GREEN
    assert rated(survey(design_effect=2.5), after).rag is Rag.AMBER_NO_CLEAR_CHANGE


def test_quarters_are_never_set_against_the_quarter_before() -> None:
    one = indicator(unit=Unit.COUNT, baseline=YEAR_BEFORE)
    starts = [date(2025, 4, 1), date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 1)]
    later = [start.replace(year=start.year + 1) for start in starts]
    values = [100, 200, 300, 400, 110, 210, 310, 410]
    readings = [reading(v, s) for v, s in zip(values, [*starts, *later], strict=True)]

    found = rated(one, *readings)

    assert str(found.this_quarter) == "410 (January to March 2027)"
    assert str(found.same_quarter_last_year) == "400 (January to March 2026)"
    assert str(found.last_12_months) == "1,040 (the 12 months to March 2027)"
    assert str(found.previous_12) == str(found.start) == "1,000 (the 12 months to March 2026)"
    assert (found.rag, found.difference) == (Rag.NOT_RATED, Difference.FIGURES_ONLY)


def test_a_partners_counts_of_every_month_are_tested_as_the_evidence_stores_are() -> None:
    one = indicator(unit=Unit.COUNT, baseline=YEAR_BEFORE)
    readings = [
        reading(count, month, 1)
        for month, count in zip(FALLING.months, FALLING.counts, strict=True)
    ]
    asked, supplied = rated(counted_indicator(), counts=FALLING), rated(one, *readings)

    assert supplied.test == asked.test is not None
    assert supplied.because == asked.because


def test_field_counts_are_compared_only_where_and_as_they_were_made() -> None:
    one = indicator(unit=Unit.COUNT, baseline=FIELD)
    same = reading(40, places=("Park",), effort="2 people")
    elsewhere = reading(40, places=("Park", "Quay"), effort="2 people")

    assert "places" in rated(one, elsewhere).because
    assert "places" not in rated(one, same).because
    assert rated(one, same, reading(50, FIELD.starts)).same_quarter_last_year is None


def test_the_newest_revision_counts_and_the_earlier_one_stays_on_record() -> None:
    first = reading(0.4, OCTOBER, 1, base=1000)
    revised = replace(first, value=0.6, received_on=date(2027, 1, 5), revised=True)
    held = book(survey(), revised, first)

    assert rate_indicators(held, on=ON)["i"].latest.value == 0.6  # type: ignore[index, union-attr]
    before = rate_indicators(held, on=date(2026, 12, 1))["i"]  # type: ignore[index]
    assert before.latest.value == 0.4  # type: ignore[union-attr]
    assert len(held.all(Reading)) == 2


def test_the_way_to_the_aim_is_a_straight_line_from_the_baseline() -> None:
    half_way = (Target(value=0.3, by=date(2027, 10, 31)),)
    one = survey(polarity=Polarity.LOWER_BETTER, targets=half_way)

    assert rated(one, reading(0.4, OCTOBER, 1, base=1000)).rag is Rag.GREEN
    assert rated(one, reading(0.41, OCTOBER, 1, base=1000)).rag is Rag.AMBER_BEHIND


def test_silence_is_told_with_the_body_and_the_day() -> None:
    one = survey(frequency="quarterly")

    found = rate_indicators(book(one, reading(0.5, OCTOBER, 1, base=1000)), on=date(2027, 3, 1))
    assert found[one.id].missing == "not received from Northshire Police since 31 October 2026"
    found = rate_indicators(book(one, reading(0.5, OCTOBER, 1, base=1000)), on=date(2027, 2, 28))
    assert found[one.id].missing == ""


def test_what_came_later_is_not_known_on_the_day() -> None:
    found = rate_indicators(
        book(counted_indicator(targets=AIM)), on=date(2026, 5, 1),
        counted={"i": FALLING},  # type: ignore[dict-item]
    )["i"]  # type: ignore[index]  # fmt: skip

    assert found.difference is Difference.TOO_EARLY
    assert found.this_quarter is not None and found.this_quarter.ends == date(2026, 3, 31)


def test_a_small_number_is_left_out_with_every_sum_that_contains_it() -> None:
    one = indicator(unit=Unit.COUNT)
    starts = months_from(date(2026, 4, 1), 12)[::3]
    values = [4, 40, 50, 60]
    readings = [reading(v, s) for v, s in zip(values, starts, strict=True)]

    found = rated(one, *readings)
    assert found.last_12_months is not None and found.last_12_months.is_suppressed
    assert found.last_12_months.value is None
    assert found.this_quarter is not None and found.this_quarter.value == 60
    opened = rated(replace(one, small_numbers="open"), *readings)
    assert opened.last_12_months is not None and opened.last_12_months.value == 154


def test_what_cannot_be_measured_says_why() -> None:
    assert rated(survey(baseline=None)).said == (
        "We cannot measure this, because it has no baseline."
    )


def test_every_status_has_words() -> None:
    assert len({one.words for one in Rag}) == len(Rag)
    assert all(one.words.lower().startswith(one.colour) for one in Rag)


def test_planted_changes_are_found_and_few_steady_measures_are_called_changed() -> None:
    levels = [60] * 30 + [40] * 5 + [85] * 5
    many = {f"i{n}": series(100 + n, 60, 60, level) for n, level in enumerate(levels)}
    indicators = [named(counted_indicator(), name) for name in many]
    found = rate_indicators(book(*indicators), on=ON, counted=many)  # type: ignore[arg-type]
    words = [one.difference for one in found.values()]

    assert words[30:35] == [Difference.BETTER] * 5
    assert words[35:] == [Difference.WORSE] * 5
    assert words[:30].count(Difference.NO_CLEAR_CHANGE) >= 28


def test_a_small_number_that_a_person_wrote_as_the_baseline_is_left_out_too() -> None:
    few = indicator(
        unit=Unit.COUNT,
        small_numbers="sensitive",
        baseline=Baseline(starts=date(2025, 4, 1), ends=date(2025, 6, 30), value=7),
    )
    found = rate_indicators(book(few, reading(40), reading(45, months=3)), on=ON)["i"]

    assert found.start is not None and found.start.is_suppressed
    assert "7" not in found.because


def test_a_change_below_three_percent_is_never_called_one_however_clear() -> None:
    found = rated(counted_indicator(), counts=monthly([10_000] * 24 + [9_800] * 12))
    larger = rated(counted_indicator(), counts=monthly([10_000] * 24 + [9_600] * 12))

    assert found.test is not None and found.test.is_below
    assert (found.rag, found.difference) == (
        Rag.AMBER_NO_CLEAR_CHANGE, Difference.NO_CLEAR_CHANGE
    )  # fmt: skip
    assert "clear, but smaller than 3%" in found.because
    assert larger.rag is Rag.GREEN
