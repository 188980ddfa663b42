"""What is said of levels over the years: by the test, with when and never why."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from wardmote.analysis.basis import Basis
from wardmote.analysis.breaks import Break
from wardmote.analysis.levels import ChangePoints, GradualChange, LevelChange
from wardmote.analysis.months import Period
from wardmote.analysis.verbs import Verdict
from wardmote.assessment.levels import LevelFound
from wardmote.assessment.measures import measures_of
from wardmote.publish.pieces import Number, plain
from wardmote.publish.strategic.levels import level_sentence, levels_over_the_years
from wardmote.publish.tables import Table

MONTHS = (date(2021, 9, 1), date(2026, 8, 1))
BASIS = Basis(method="steps", caveat="When, not why.", reference="Bai (1997)")


def change(month=date(2024, 3, 1), *, before=57.6, after=41.2, **more):
    known = more.pop("known", None)
    return LevelChange(
        month=month,
        earliest=date(2024, 1, 1),
        latest=date(2024, 6, 1),
        ratio=after / before,
        known=known,
        before=before,
        after=after,
        **more,
    )


def found(*changes, category="vehicle_crime", gradual=None, adjusted_p=0.01, labels=()):
    (measure,) = measures_of("police_uk", [category])
    result = ChangePoints(changes, (), gradual, (), 0.003, BASIS)
    return LevelFound(measure, "police_uk/street", MONTHS, result, "", adjusted_p, 12, labels)


def said(one, verdict=Verdict.NO_CLEAR_CHANGE):
    return plain(level_sentence(one, SimpleNamespace(verdict=verdict, is_judged=True)))


def test_a_step_is_told_with_its_months_and_both_typical_months():
    assert said(found(change())) == (
        "Recorded vehicle crime fell to a lower level about March 2024 (likely between January "
        "2024 and June 2024): in a typical month 58 before it and 41 after."
    )


def test_both_typical_months_lead_to_their_receipt():
    pieces = level_sentence(found(change()), SimpleNamespace(verdict=Verdict.FELL))

    numbers = [one for one in pieces if isinstance(one, Number)]
    assert [(one.value, one.figure_id) for one in numbers] == [
        (58, "levels-vehicle-crime"),
        (41, "levels-vehicle-crime"),
    ]


def test_of_several_steps_the_last_is_told_and_their_number():
    several = found(change(date(2022, 10, 1), after=70), change(before=70, after=90))

    assert said(several).startswith(
        "Recorded vehicle crime: two changes of level since September 2021. It last rose to a "
        "higher level about March 2024"
    )


def test_a_step_in_the_two_years_compared_says_what_their_comparison_shows():
    lately = found(change(date(2025, 3, 1)))

    assert said(lately).endswith("The two last years, compared by themselves: no clear change.")
    assert "by themselves" not in said(lately, Verdict.FELL)
    assert "by themselves" not in said(found(change()))


def test_an_event_within_the_interval_is_told_beside_it_and_never_as_its_cause():
    event = Break("A festival", date(2024, 2, 1), comparable=True)

    told = said(found(change(known=event)))

    assert told.endswith("Known between those months: A festival.")
    assert not {"because", "caused", "after the"} & set(told.lower().split())


def test_an_interval_that_ends_where_no_level_could_be_told_says_so():
    assert "June 2024, or later)" in said(found(change(or_later=True)))
    assert "June 2024, or earlier)" in said(found(change(or_earlier=True)))


def test_what_is_counted_and_not_judged_neither_rises_nor_falls():
    told = said(found(change(), category="drugs"))

    assert told.endswith("58 before it and 41 after. Counted, not judged.")
    assert "fell" not in told


def test_a_line_that_fits_as_well_is_told_in_place_of_steps():
    line = GradualChange(Period(*MONTHS), 34.8, 88.4)

    assert said(found(change(), gradual=line, category="shoplifting")) == (
        "Recorded shoplifting rose gradually: 35 in a typical month about September 2021 and 88 "
        "about August 2026; a straight line fits as well as steps."
    )


def test_what_another_label_takes_back_is_not_told_as_a_change():
    one = found(change(), category="other_theft", labels=(date(2024, 3, 1),))

    assert "no change of level is told" in said(one)
    assert "fell" not in said(one)


@pytest.mark.parametrize("adjusted_p", [0.05, 0.4, None])
def test_nothing_is_told_that_does_not_stand_among_all_series_looked_at(adjusted_p):
    assert said(found(change(), adjusted_p=adjusted_p)) == ""


def row(*levels):
    (section,) = levels_over_the_years(
        SimpleNamespace(levels=levels, area=SimpleNamespace(name="X"))
    )
    (table,) = (one for one in section.blocks if isinstance(one, Table))
    return table.rows[0].cells, " ".join(map(plain, section.blocks[-1].items))


def test_earlier_changes_stand_in_the_row_with_their_ranges():
    cells, _ = row(found(change(date(2022, 10, 1), after=70), change(before=70, after=90)))

    assert cells[0] == "March 2024"
    assert cells[5] == "Oct 2022 (Jan 2024 to Jun 2024)"
    assert row(found(change()))[0][5] == "no other"


def test_a_later_change_that_may_be_a_label_is_said_wherever_an_earlier_one_is_told():
    one = found(change(), change(date(2025, 6, 1), before=41, after=80), labels=(date(2025, 6, 1),))
    cells, below = row(one)

    assert cells[5] == "Jun 2025 not told: may be another label"
    assert "may be no more than another label: vehicle crime" in below
    assert "A later change, about June 2025, is not told" in said(one)
