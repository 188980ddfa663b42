"""Police forces, types of authority, hate strands."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.authorities import (
    AUTHORITY_TYPES,
    ROLES,
    authority_type,
    missing_types,
    responsible_types,
)
from wardmote.vocabulary.force_names import FORCES, find_force, force
from wardmote.vocabulary.strands import STRANDS, strand


def test_there_are_43_territorial_forces_39_of_them_english():
    territorial = [each for each in FORCES if each.is_territorial]

    assert len(territorial) == 43
    assert sum(each.country == "England" for each in territorial) == 39
    assert sum(each.country == "Wales" for each in territorial) == 4


def test_forces_stand_in_the_order_of_their_slugs_each_once():
    slugs = [each.slug for each in FORCES]

    assert slugs == sorted(slugs)
    assert len(set(slugs)) == len(slugs)
    assert {"btp", "northern-ireland"} == {each.slug for each in FORCES if not each.is_territorial}


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Metropolitan Police Service", "metropolitan"),
        ("metropolitan police", "metropolitan"),
        ("Devon and Cornwall Police", "devon-and-cornwall"),
        ("Hampshire and Isle of Wight Constabulary", "hampshire"),
        ("E23000026", "bedfordshire"),
        ("City of London", "city-of-london"),
    ],
)
def test_a_force_is_found_by_any_of_its_names(text, slug):
    assert find_force(text).slug == slug


def test_no_text_is_no_force():
    assert find_force("") is None
    assert find_force("Strathclyde Police") is None


def test_an_unknown_slug_comes_with_the_nearest():
    with pytest.raises(ConfigurationError) as refusal:
        force("bedforshire")

    assert refusal.value.known[0] == "bedfordshire"


@pytest.mark.real_data
def test_forces_agree_with_the_published_look_up(real_data):
    path = real_data / "areas" / "lookups" / "lookup_ltla24_csp24_pfa24.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        published = {row["pfa24_code"] for row in csv.DictReader(file)}

    assert {each.code for each in FORCES if each.code} == published


@pytest.mark.real_data
def test_the_names_in_real_files_are_those_of_their_forces(real_data):
    folder = real_data / "police_uk" / "bedfordshire" / "2024-04"
    with (folder / "2024-04-bedfordshire-street.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))

    assert row["Falls within"] == force("bedfordshire").name


def test_five_types_are_needed_and_a_sixth_under_a_county():
    one_tier = [each.id for each in responsible_types(date(2025, 4, 1), two_tier=False)]
    two_tier = [each.id for each in responsible_types(date(2025, 4, 1), two_tier=True)]

    assert one_tier == ["council", "probation", "police", "fire", "icb"]
    assert set(two_tier) - set(one_tier) == {"county_council"}


def test_a_plan_of_2021_needed_a_clinical_commissioning_group_and_no_integrated_care_board():
    types = {each.id for each in responsible_types(date(2021, 4, 1), two_tier=False)}

    assert "ccg" in types
    assert "icb" not in types


def test_gaps_are_the_types_without_a_body():
    gaps = missing_types(["council", "fire", "icb"], date(2025, 4, 1), two_tier=True)

    assert [each.id for each in gaps] == ["county_council", "probation", "police"]


def test_an_unknown_type_of_authority_comes_with_the_known_ones():
    with pytest.raises(ConfigurationError, match="probation"):
        missing_types(["health"], date(2025, 4, 1), two_tier=False)


def test_dates_that_were_not_read_in_the_law_say_so():
    for each in AUTHORITY_TYPES:
        has_dates = bool(each.in_role_from or each.in_role_to)

        assert has_dates == bool(each.dates_mark)
        assert each.role in ROLES


def test_every_type_has_its_own_id():
    assert len({each.id for each in AUTHORITY_TYPES}) == len(AUTHORITY_TYPES)
    assert authority_type("lhb").countries == ("Wales",)


def test_five_strands_of_hate_are_monitored():
    assert {each.title for each in STRANDS} == {
        "race or ethnicity",
        "religion or belief",
        "sexual orientation",
        "disability",
        "transgender identity",
    }
    with pytest.raises(ConfigurationError, match="sexual_orientation"):
        strand("age")
