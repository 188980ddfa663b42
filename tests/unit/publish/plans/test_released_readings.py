"""Partner readings as they leave: an attacker with a calculator, and every edition at once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from scipy.optimize import linprog

from unit.publish.plans.sample import ON, as_at, book
from wardmote.plan.book import PlanBook
from wardmote.plan.records import Indicator, Reading
from wardmote.plan.records.ids import BodyId, IndicatorId
from wardmote.plan.records.measures import Unit
from wardmote.plan.released import ReleasedReading, released_readings
from wardmote.plan.told import NO_BASE
from wardmote.publish.plans.as_at import plan_as_at
from wardmote.vocabulary.marking import Marking

QUARTERS = [
    date(2025, 4, 1),
    date(2025, 7, 1),
    date(2025, 10, 1),
    date(2026, 1, 1),
    date(2026, 4, 1),
]
ARSON = book().one(Indicator, "arson")


def reading(number: int, value: float, **more: object) -> Reading:
    start, after = list(pairwise([*QUARTERS, date(2026, 7, 1)]))[number]
    given = {"received_on": after + timedelta(days=9), "provider": BodyId("fire"), **more}
    return Reading(
        indicator=IndicatorId("arson"), starts=start, ends=after - timedelta(days=1), value=value,
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


def held(*readings: Reading, indicator: Indicator = ARSON) -> PlanBook:
    return PlanBook({**book().records, Indicator: (indicator,), Reading: readings})


def texts(of: PlanBook, readers: Marking = Marking.PARTNERS, on: date = ON) -> dict[str, str]:
    found = released_readings(of, on=on, readers=readers)
    return {f"{one.starts:%Y-%m} to {one.ends:%Y-%m}": one.text for one in found}


def bounds(printed: list[ReleasedReading], period: tuple[date, date]) -> tuple[float, float]:
    """What an attacker works out of a period from every printed figure: least and most."""
    edges = sorted({d for one in printed for d in (one.starts, one.ends + timedelta(days=1))})
    cells = list(pairwise(edges))

    def row(starts: date, ends: date) -> list[int]:
        return [int(starts <= first and last <= ends + timedelta(days=1)) for first, last in cells]

    known = [one for one in printed if one.is_figure]
    equal = {
        "A_eq": [row(one.starts, one.ends) for one in known],
        "b_eq": [float(one.text.replace(",", "")) for one in known],
    }
    wanted = row(*period)
    least = linprog(wanted, bounds=(0, None), **equal).fun
    most = linprog([-one for one in wanted], bounds=(0, None), **equal)
    return least, (-most.fun if most.status == 0 else float("inf"))


def test_a_count_below_its_threshold_is_suppressed_and_one_at_it_is_printed() -> None:
    bare = replace(ARSON, baseline=None)

    shown = texts(held(reading(0, 4), reading(1, 5), indicator=bare))

    assert list(shown.values()) == ["suppressed", "5"]


@pytest.mark.parametrize(("name", "small"), [("arson", 3), ("young-hurt", 7)])
def test_an_attacker_with_the_baseline_cannot_work_a_small_quarter_out(
    name: str, small: int
) -> None:
    """The year is printed and four quarters are held: one subtraction away."""
    printed = [one for one in as_at().readings if one.indicator == name]
    quarter = next(
        one for one in book().all(Reading) if one.indicator == name and one.value == small
    )
    threshold = 10 if name == "young-hurt" else 5

    least, most = bounds(printed, (quarter.starts, quarter.ends))

    assert least <= 1
    assert most >= threshold


def test_editions_together_give_away_no_more_than_the_last() -> None:
    """A later edition never suppresses what an earlier one printed in order to protect."""
    every = [as_at(on=date(2026, month, 28)).readings for month in range(3, 12)]
    once = {(one.indicator, one.starts, one.ends): one for printed in every for one in printed}

    for printed in every:
        for one in printed:
            assert once[one.indicator, one.starts, one.ends].text == one.text


def test_the_public_has_the_partners_figures_or_fewer() -> None:
    hidden = replace(reading(2, 17), marking=Marking.PARTNERS)
    of = held(reading(0, 19), reading(1, 22), hidden, reading(3, 3))

    public, partners = texts(of, Marking.PUBLIC), texts(of, Marking.PARTNERS)

    assert public.items() < partners.items()


def test_a_share_that_gives_a_small_count_back_is_suppressed() -> None:
    share = replace(ARSON, unit=Unit.SHARE, denominator="fires", baseline=None, targets=())

    assert texts(held(reading(0, 0.075, base=40), indicator=share)) == {
        "2025-04 to 2025-06": "suppressed"
    }
    assert texts(held(reading(0, 0.5, base=400), indicator=share)) == {
        "2025-04 to 2025-06": "50% of 400"
    }


def test_a_share_without_its_base_cannot_be_checked_and_is_not_shown() -> None:
    share = replace(ARSON, unit=Unit.SHARE, denominator="fires", baseline=None, targets=())

    assert texts(held(reading(0, 0.5), indicator=share)) == {
        "2025-04 to 2025-06": f"not shown: {NO_BASE}"
    }


def test_counts_that_their_publisher_has_published_are_printed_as_they_are() -> None:
    open_one = replace(ARSON, small_numbers="open", baseline=None)

    assert list(texts(held(reading(0, 2), indicator=open_one)).values()) == ["2"]


def test_of_two_readings_of_a_period_the_newer_is_printed() -> None:
    revised = reading(0, 31, revised=True, received_on=date(2026, 9, 1))
    bare = replace(ARSON, baseline=None)

    assert texts(held(reading(0, 19), revised, indicator=bare)) == {"2025-04 to 2025-06": "31"}
    before = texts(held(reading(0, 19), revised, indicator=bare), on=date(2026, 8, 1))
    assert before == {"2025-04 to 2025-06": "19"}


def test_a_rating_prints_no_figure_that_does_not_add_up_from_the_readings() -> None:
    """The year of a suppressed quarter, and the sentence of the test on it, are left out too."""
    for rated in as_at().rated.values():
        printed = [one for one in as_at().readings if one.indicator == rated.indicator.id]
        points = (
            rated.start, rated.latest, rated.this_quarter, rated.same_quarter_last_year,
            rated.last_12_months, rated.previous_12,
        )  # fmt: skip
        shown = [one for one in points if one and one.value is not None]
        if rated.indicator.unit is Unit.COUNT and printed:
            for point in shown:
                assert bounds(printed, (point.starts, point.ends)) == (point.value, point.value)
        if len(shown) < 2:
            assert rated.test is None
            assert not re.search(r"\d", rated.because)


def test_a_note_beside_a_suppressed_figure_is_left_out_with_it() -> None:
    told = replace(reading(3, 3), note="All three in Heronsgate.")
    of = held(reading(0, 19), reading(1, 22), reading(2, 17), told)

    found = plan_as_at(of, ON, Marking.PUBLIC)

    assert "suppressed" in [one.text for one in found.readings]
    assert not any("Heronsgate" in one.note for one in found.readings)
    assert "Heronsgate" not in str(found.rated)


def test_what_the_documents_were_made_from_tells_no_suppressed_number() -> None:
    """From a hash of one unknown number, and of all that stands around it, anyone has it."""
    versions = {
        plan_as_at(
            held(reading(0, 19), reading(1, 22), reading(2, 17), reading(3, small)),
            ON,
            Marking.PUBLIC,
        ).version
        for small in (1, 2, 4)
    }

    assert len(versions) == 1


def test_what_documents_are_made_from_has_no_suppressed_number_in_it() -> None:
    found = as_at()

    for one in (*found.book.all(Reading), *found.whole.all(Reading)):
        if one.indicator == "arson":
            assert one.value != 3


def test_what_partners_alone_have_is_out_for_the_public_too() -> None:
    """The year is for partners. With it, the third quarter gives the fourth away: 56 - 53."""
    year = replace(
        reading(3, 56, received_on=date(2026, 4, 10)),
        starts=QUARTERS[0],
        marking=Marking.PARTNERS,
    )
    late = reading(2, 12, received_on=date(2026, 6, 1))
    bare = replace(ARSON, baseline=None, targets=())
    of = held(reading(0, 19), reading(1, 22), reading(3, 3), year, late, indicator=bare)

    public, partners = texts(of, Marking.PUBLIC), texts(of, Marking.PARTNERS)

    assert partners["2025-04 to 2026-03"] == "56"
    assert public["2025-10 to 2025-12"] == "suppressed"
    assert public.items() < partners.items()


@pytest.mark.parametrize(
    ("unit", "value", "base", "text"),
    [
        (Unit.PER_1000, 4.0, None, f"not shown: {NO_BASE}"),
        (Unit.PER_1000, 0.5, 9_000, "suppressed"),  # 4.5 people
        (Unit.PER_1000, 0.5, 10_000, "0.5"),
        (Unit.PER_1000, 0.0, 10_000, "0"),
        (Unit.DAYS, 12.0, 4, "suppressed"),
        (Unit.DAYS, 12.0, 5, "12"),
    ],
)
def test_a_figure_of_too_few_is_suppressed_whatever_its_unit(
    unit: Unit, value: float, base: int | None, text: str
) -> None:
    one = replace(ARSON, unit=unit, denominator="residents", baseline=None, targets=())
    found = texts(held(reading(0, value, base=base), indicator=one))["2025-04 to 2025-06"]

    assert found == text if " " in text or text == "suppressed" else found.startswith(text)
