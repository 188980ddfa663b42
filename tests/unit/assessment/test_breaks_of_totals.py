"""A change of recording in a part of what is counted is one of the whole, if the part is large."""

from __future__ import annotations

from datetime import date

import pytest

from wardmote.analysis.months import months_from
from wardmote.assessment.changes import Context, total_change
from wardmote.assessment.series import Candidate, Series
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.vocabulary.breaks import Break

MONTHS = tuple(months_from(date(2023, 9, 1), 36))
AREA = PartnershipArea("E06999001", "Northborough", ("E06999001",))


def known(*series, kind="recording", starts=date(2025, 11, 1)):
    return Break("own", "Rules changed.", starts, starts, ("all",), series, kind, False, "A note")


def change(lines, *breaks, scheme="police_uk"):
    counts = {one: tuple(monthly + n % 3 for n in range(36)) for one, monthly in lines.items()}
    chosen = Candidate(scheme, "street", "all", scheme, MONTHS)
    return total_change(Series(chosen, "held", (), counts, {}, {}), Context(AREA, breaks, None))


POLICE_UK = {"burglary": 300, "violence_and_sexual_offences": 200}


def test_a_total_is_not_tested_over_a_change_of_recording_in_a_large_part_of_it():
    found = change(POLICE_UK, known("police_uk:violence_and_sexual_offences"))

    assert found.p is None and found.lower is None
    assert "Rules changed (November 2025, inside the later year)" in found.refusal


def test_the_same_break_named_for_two_categories_weighs_with_both():
    parts = {"burglary": 1000, "drugs": 18, "robbery": 16}
    own = known("police_uk:drugs", "police_uk:robbery")

    assert change(parts, own).refusal
    assert not change(parts, known("police_uk:drugs")).refusal


@pytest.mark.parametrize(
    "harmless",
    [
        known("police_uk:violence_and_sexual_offences", kind="event"),
        known("police_uk:violence_and_sexual_offences", starts=date(2024, 2, 1)),
        known("police_uk:drugs"),
    ],
    ids=["an event is real", "before both years", "of a category that is not held"],
)
def test_a_total_is_tested_where_both_of_its_years_mean_the_same(harmless):
    assert change(POLICE_UK, harmless).p is not None


def test_a_break_of_a_minor_category_leaves_the_total_alone_as_cases_move_within_it():
    lines = {"burglary/res_burglary_of_a_home": 200, "robbery/robbery_of_personal_property": 100}
    own = known("mps:burglary/res_burglary_of_a_home")

    assert change(lines, own, scheme="mps").p is not None
    assert change(lines, known("mps:burglary"), scheme="mps").refusal
