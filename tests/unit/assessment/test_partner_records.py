"""What partners shared, as counts of whole quarters that may be told."""

from __future__ import annotations

from datetime import date

import pytest

from wardmote.analysis.verbs import Verdict
from wardmote.assessment.changes import Context
from wardmote.assessment.partners.feeds import Feed, feeds_of
from wardmote.assessment.partners.lines import judged_lines, lines_of
from wardmote.assessment.partners.releasing import release_line
from wardmote.disclosure import Sensitivity
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.registers import HeldFile
from wardmote.evidence.shared_rows import SharedRows
from wardmote.vocabulary.breaks import Break
from wardmote.vocabulary.months import months_between, shift_month

AS_OF = date(2026, 11, 22)
SHA = "0" * 64
FILES = {
    SHA: HeldFile(
        SHA, "a.csv", 1, "mapped_csv", "incidents", "l", "The council", "x", "2026-11-22", "",
        1, 1, 0, 0,
    )
}  # fmt: skip
AREA = PartnershipArea("E06999001", "Northborough", ("E06999001",))
CONTEXT = Context(AREA, (), None)


def shared(month: date, count: int, **how: object) -> SharedRows:
    given = {"agency": "council", "feed": "asb", "category": "noise", "months": 1, "inside": True}
    return SharedRows(
        **{**given, **how}, month=month, ward_code=None, file_sha256=SHA, rows=count, count=count
    )  # type: ignore[arg-type]


def feed(first: date, last: date, count: int = 20, **how: object) -> Feed:
    rows = [shared(month, count, **how) for month in months_between(first, last)]
    (found,) = feeds_of(rows, FILES, as_of=AS_OF)
    return found


def test_only_whole_quarters_of_the_calendar_are_told() -> None:
    found = feed(date(2024, 2, 1), date(2026, 8, 1))

    assert (found.months[0], found.months[-1]) == (date(2024, 4, 1), date(2026, 6, 1))
    assert found.newest == date(2026, 8, 1)


def test_a_month_that_was_not_sent_cuts_the_run_and_is_not_a_zero() -> None:
    months = months_between(date(2024, 1, 1), date(2026, 6, 1))
    rows = [shared(one, 20) for one in months if one != date(2025, 5, 1)]

    (found,) = feeds_of(rows, FILES, as_of=AS_OF)

    assert found.months[0] == date(2025, 7, 1)


def test_a_month_without_one_category_is_a_zero_of_it_where_others_came() -> None:
    rows = [shared(one, 20) for one in months_between(date(2026, 1, 1), date(2026, 6, 1))]
    rows.append(shared(date(2026, 2, 1), 7, category="begging"))

    (found,) = feeds_of(rows, FILES, as_of=AS_OF)

    assert found.counts["begging"] == (0, 7, 0, 0, 0, 0)


def test_rows_elsewhere_and_rows_without_a_place_are_in_no_count() -> None:
    months = months_between(date(2026, 1, 1), date(2026, 6, 1))
    rows = [shared(one, 20) for one in months]
    rows += [shared(one, 5, inside=False) for one in months]
    rows += [shared(one, 3, inside=None) for one in months]

    (found,) = feeds_of(rows, FILES, as_of=AS_OF)

    assert found.counts["noise"] == (20,) * 6
    assert found.without_place == (3,) * 6


def test_people_counted_by_quarter_are_never_added_up() -> None:
    rows = [
        shared(shift_month(date(2024, 1, 1), 3 * n), 500, months=3, category="drug_treatment")
        for n in range(10)
    ]
    (found,) = feeds_of(rows, FILES, as_of=AS_OF)

    (line,) = lines_of(found, CONTEXT, as_of=AS_OF)

    assert line.released.quarters.published.values == (500,) * 10
    assert line.released.years is None
    assert "one person can be in several" in line.because


@pytest.mark.parametrize(
    ("sensitivity", "count", "told"),
    [
        (Sensitivity.STANDARD, 4, False),
        (Sensitivity.STANDARD, 5, True),
        (Sensitivity.SENSITIVE, 9, False),
        (Sensitivity.SENSITIVE, 10, True),
    ],
)
def test_a_year_is_told_only_where_each_of_its_quarters_is(
    sensitivity: Sensitivity, count: int, told: bool
) -> None:
    months = months_between(date(2024, 7, 1), date(2026, 6, 1))
    counts = [30] * 12 + [count, 0, 0] + [30] * 9

    found = release_line(
        "noise", counts, months, by_month=True, sensitivity=sensitivity, as_of=AS_OF
    )

    assert (found.years is not None) is told
    assert found.after == ((count + 270) if told else None)


def test_sensitive_counts_are_never_told_by_month() -> None:
    found = feed(date(2023, 7, 1), date(2026, 6, 1), 50, category="assault_attendance")

    (line,) = lines_of(found, CONTEXT, as_of=AS_OF)

    assert line.sensitivity is Sensitivity.SENSITIVE
    assert line.released.months is None


def test_a_feed_with_one_sensitive_category_is_sensitive_whole() -> None:
    months = months_between(date(2024, 7, 1), date(2026, 6, 1))
    rows = [shared(one, 20) for one in months]
    rows += [shared(one, 20, category="hate_incident") for one in months]
    (found,) = feeds_of(rows, FILES, as_of=AS_OF)

    lines = lines_of(found, CONTEXT, as_of=AS_OF)

    assert {one.sensitivity for one in lines} == {Sensitivity.SENSITIVE}


def judged(found: Feed, context: Context = CONTEXT) -> dict[str, Verdict | None]:
    lines = [(found, line) for line in lines_of(found, context, as_of=AS_OF)]
    return {
        line.measure.id: line.finding.verdict if line.finding else None
        for _, line in judged_lines(lines, context)
    }


def halved() -> Feed:
    months = months_between(date(2023, 7, 1), date(2026, 6, 1))
    rows = [
        shared(one, (100 if one < date(2025, 7, 1) else 50) + place % 3)
        for place, one in enumerate(months)
    ]
    rows += [shared(one, 1, category="begging") for one in months]
    return feeds_of(rows, FILES, as_of=AS_OF)[0]


def test_a_change_is_judged_by_the_rule_for_police_counts() -> None:
    assert judged(halved())["noise"] is Verdict.FELL


def test_a_line_that_is_not_told_is_in_no_family() -> None:
    lines = [(halved(), line) for line in lines_of(halved(), CONTEXT, as_of=AS_OF)]

    found = {line.measure.id: line for _, line in judged_lines(lines, CONTEXT)}

    assert found["begging"].finding is None
    assert found["noise"].finding is not None
    assert found["noise"].finding.judged.family_size == 1


def test_a_declared_break_of_a_partners_series_stops_its_comparison() -> None:
    known = Break(
        id="new-form",
        what="The council changed its reporting form.",
        starts=date(2025, 10, 1),
        ends=None,
        areas=("E06999001",),
        series=("partner:noise",),
        kind="recording",
        excluded_from_baselines=False,
        source="The council",
    )

    assert judged(halved(), Context(AREA, (known,), None))["noise"] is Verdict.CANNOT_SAY
