"""The register of districts, counties and partnerships, and choosing one."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.errors import AmbiguousArea, ConfigurationError, NotModelled, WardmoteError
from wardmote.vocabulary.area_choice import choose_area
from wardmote.vocabulary.districts import districts, districts_of_force, find_areas, near_areas
from wardmote.vocabulary.force_names import FORCES, force


def test_england_has_296_districts_each_with_its_own_code_and_name():
    known = districts()

    assert len(known) == 296
    assert len({area.code for area in known}) == 296
    assert len({area.name for area in known}) == 296
    assert [area.code for area in known] == sorted(area.code for area in known)


def test_there_are_21_counties_above_164_districts():
    two_tier = [area for area in districts() if area.is_two_tier]

    assert len(two_tier) == 164
    assert len({area.county for area in two_tier}) == 21
    assert all(area.code.startswith("E07") for area in two_tier)


def test_every_english_territorial_force_polices_some_district():
    english = {each.slug for each in FORCES if each.is_territorial and each.country == "England"}

    assert {area.force for area in districts()} == english
    assert [area.name for area in districts_of_force("bedfordshire")] == [
        "Luton",
        "Bedford",
        "Central Bedfordshire",
    ]


@pytest.mark.parametrize("area", districts(), ids=lambda area: area.code)
def test_a_district_is_found_by_code_and_by_name(area):
    assert find_areas(area.code) == (area,)
    assert area in find_areas(area.name)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tower hamlets", "E09000030"),
        ("TOWER HAMLETS", "E09000030"),
        ("London Borough of Tower Hamlets", "E09000030"),
        ("Luton Borough Council", "E06000032"),
        (" e06000032 ", "E06000032"),
        ("Bristol", "E06000023"),
        ("Hull", "E06000010"),
        ("Durham", "E06000047"),
        ("St Helens", "E08000013"),
        ("Kings Lynn & West Norfolk", "E07000146"),
        ("City of London", "E09000001"),
        ("Southend on Sea", "E06000033"),
        ("Herefordshire", "E06000019"),
        ("Shepway", "E07000112"),
    ],
)
def test_a_district_is_found_as_people_write_it(text, code):
    assert [area.code for area in find_areas(text)] == [code]


def test_london_is_not_taken_for_the_city_of_london():
    assert find_areas("London") == ()


@pytest.mark.parametrize("text", ["E09000099", "E07000004", "E06000048"])
def test_a_code_that_no_district_has_in_2024_is_not_found(text):
    assert find_areas(text) == ()


def test_buckinghamshire_holds_four_partnerships_so_which_is_meant_must_be_said():
    with pytest.raises(AmbiguousArea) as refusal:
        choose_area("Buckinghamshire")

    assert "Buckinghamshire holds 4 partnerships." in str(refusal.value)
    assert "Aylesbury Vale CSP, Chiltern CSP, South Bucks CSP, Wycombe CSP" in str(refusal.value)
    assert "or declare that you mean the whole district" in str(refusal.value)


def test_the_code_of_a_district_with_several_partnerships_is_as_ambiguous_as_its_name():
    with pytest.raises(AmbiguousArea):
        choose_area("E06000060")


def test_the_whole_of_a_district_can_be_declared():
    assert choose_area("Buckinghamshire", whole_district=True).code == "E06000060"
    assert choose_area("Dorset", whole_district=True).code == "E06000059"


def test_a_partnership_inside_a_district_is_chosen_by_its_name():
    chosen = choose_area("Aylesbury Vale")

    assert (chosen.kind, chosen.code, chosen.districts) == ("csp", None, ("E06000060",))


def test_a_district_that_shares_a_partnership_is_not_one_by_itself():
    with pytest.raises(AmbiguousArea) as refusal:
        choose_area("Gedling")

    assert "belongs to a partnership of several districts" in str(refusal.value)
    assert "South Nottinghamshire CSP" in str(refusal.value)
    assert len(choose_area("South Nottinghamshire").districts) == 3


def test_dorset_is_a_district_and_a_partnership_and_csp_tells_them_apart():
    with pytest.raises(AmbiguousArea, match="2 places") as refusal:
        choose_area("Dorset")

    assert "E06000059 Dorset, Dorset CSP" in str(refusal.value)
    assert choose_area("Dorset CSP").districts == ("E06000058", "E06000059")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Cardiff", "Wales"),
        ("cardiff council", "Wales"),
        ("W06000015", "Wales"),
        ("Glasgow", "Scotland"),
        ("Edinburgh", "Scotland"),
        ("S12000036", "Scotland"),
        ("Belfast", "Northern Ireland"),
        ("N09000003", "Northern Ireland"),
    ],
)
def test_a_place_outside_england_is_refused_by_its_country(text, country):
    with pytest.raises(NotModelled) as refusal:
        choose_area(text)

    assert f"is in {country}, which Wardmote does not model" in str(refusal.value)
    assert "set by other law" in str(refusal.value)


def test_a_county_lists_its_districts():
    with pytest.raises(AmbiguousArea) as refusal:
        choose_area("Lincolnshire")

    assert "county of 7 districts" in str(refusal.value)
    assert "E07000138 Lincoln" in str(refusal.value)


def test_half_a_name_lists_the_places_that_begin_with_it():
    with pytest.raises(AmbiguousArea) as refusal:
        choose_area("Newcastle")

    assert "E07000195 Newcastle-under-Lyme" in str(refusal.value)
    assert "E08000021 Newcastle upon Tyne" in str(refusal.value)


@pytest.mark.parametrize("text", ["Towr Hamlets", "Hamlets", "Tower Hamlet"])
def test_a_misspelt_name_comes_with_the_right_one(text):
    with pytest.raises(ConfigurationError) as refusal:
        choose_area(text)

    assert "E09000030 Tower Hamlets" in str(refusal.value)


def test_a_force_area_is_not_a_partnership_and_lists_its_districts():
    with pytest.raises(ConfigurationError) as refusal:
        choose_area("Bedfordshire")

    assert not isinstance(refusal.value, AmbiguousArea)
    assert refusal.value.known == (
        "E06000032 Luton",
        "E06000055 Bedford",
        "E06000056 Central Bedfordshire",
    )


def test_nothing_alike_says_what_to_check():
    with pytest.raises(ConfigurationError) as refusal:
        choose_area("Qqqqqq")

    assert "Check the spelling, or give the ONS code" in str(refusal.value)
    assert "Known" not in str(refusal.value)


def test_the_code_of_a_ward_is_refused_as_a_ward():
    with pytest.raises(ConfigurationError) as refusal:
        choose_area("E05009317")

    assert "E05009317 is the code of a ward." in str(refusal.value)


def test_the_code_of_a_partnership_is_taken_as_declared():
    chosen = choose_area("E22000177")

    assert (chosen.kind, chosen.code, chosen.label) == ("csp", "E22000177", "E22000177 CSP")


@given(st.text(max_size=40))
def test_any_text_is_either_chosen_or_refused_in_words(text):
    try:
        chosen = choose_area(text)
    except WardmoteError as refusal:
        assert refusal.next_step
    else:
        assert chosen.country == "England"
        assert chosen.kind in ("district", "csp")


def test_near_places_are_at_most_so_many_and_never_abroad():
    assert len(near_areas("Norfolk", at_most=3)) == 3
    assert {area.country for area in near_areas("Cardif")} <= {"England"}


@pytest.mark.real_data
def test_the_register_agrees_with_the_published_look_up(real_data):
    path = real_data / "areas" / "lookups" / "lookup_ltla24_csp24_pfa24.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["ltla24_code"].startswith("E")]

    published = {(row["ltla24_code"], row["ltla24_name"], row["pfa24_code"]) for row in rows}
    ours = {(area.code, area.name, force(area.force).code) for area in districts()}

    assert ours == published


@pytest.mark.real_data
def test_partnerships_that_are_not_one_district_agree_with_the_published_look_up(real_data):
    path = real_data / "areas" / "lookups" / "lookup_ltla24_csp24_pfa24.csv"
    within, across = defaultdict(set), defaultdict(set)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["ltla24_code"].startswith("E"):
                within[row["ltla24_code"]].add(row["csp24_name"])
                across[row["csp24_name"]].add(row["ltla24_code"])

    published = {
        code: names
        for code, names in within.items()
        if len(names) > 1 or any(len(across[name]) > 1 for name in names)
    }
    ours = {area.code: set(area.partnerships) for area in districts() if area.partnerships}

    assert ours == published
    assert sum(len(names) > 1 for names in published.values()) == 7
