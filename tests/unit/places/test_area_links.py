"""Which LSOA is in which ward, district, partnership and force; never a guess."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wardmote.errors import AmbiguousArea, ConfigurationError, NotModelled, SourceError
from wardmote.places.code_columns import CodeColumn
from wardmote.places.links import AreaLinks, LsoaLink, PartnershipLink
from wardmote.places.look_up_files import LookUp

ONE, TWO, SHARED = "E06000001", "E06000002", "E06000060"
ALONE, PAIR, PART_A, PART_B = "E22000001", "E22000002", "E22000303", "E22000306"
FORCE, OTHER_FORCE = "E23000001", "E23000002"

LINKS = AreaLinks(
    lsoas=(
        LsoaLink("E01000003", "E05000002", ONE),
        LsoaLink("E01000001", "E05000001", ONE),
        LsoaLink("E01000002", "E05000001", ONE),
        LsoaLink("E01000004", "E05000003", TWO),
        LsoaLink("E01000005", "E05000004", SHARED),
        LsoaLink("E01000006", "E05000004", SHARED),
    ),
    partnerships=(
        PartnershipLink(ONE, ALONE, FORCE),
        PartnershipLink(TWO, PAIR, OTHER_FORCE),
        PartnershipLink("E06000003", PAIR, OTHER_FORCE),
        PartnershipLink(SHARED, PART_A, FORCE),
        PartnershipLink(SHARED, PART_B, FORCE),
    ),
    vintages={"lsoa": 2021, "ward": 2024, "district": 2024, "csp": 2024},
    names={SHARED: "Two Vales", PART_A: "Upper Vale", PART_B: "Lower Vale", ONE: "Northborough"},
)


def test_an_lsoa_has_one_ward_and_one_district() -> None:
    assert LINKS.ward_of("E01000002") == "E05000001"
    assert LINKS.district_of("E01000004") == TWO


@pytest.mark.parametrize(
    ("kind", "code", "lsoas"),
    [
        ("ward", "E05000001", ("E01000001", "E01000002")),
        ("district", ONE, ("E01000001", "E01000002", "E01000003")),
        ("csp", ALONE, ("E01000001", "E01000002", "E01000003")),
        (
            "police_force_area",
            FORCE,
            ("E01000001", "E01000002", "E01000003", "E01000005", "E01000006"),
        ),
    ],
)
def test_an_area_has_its_lsoas_in_order(kind: str, code: str, lsoas: tuple[str, ...]) -> None:
    assert LINKS.lsoas_of(kind, code) == lsoas


def test_a_partnership_may_cover_several_districts() -> None:
    assert LINKS.districts_of_csp(PAIR) == (TWO, "E06000003")
    assert LINKS.csp_of_district(TWO) == PAIR


def test_a_shared_district_lists_its_partnerships() -> None:
    assert LINKS.csps_of_district(SHARED) == (PART_A, PART_B)

    with pytest.raises(AmbiguousArea) as refusal:
        LINKS.csp_of_district(SHARED)

    assert refusal.value.what == f"2 partnerships share Two Vales ({SHARED})."
    assert refusal.value.known == (f"{PART_A} Upper Vale", f"{PART_B} Lower Vale")
    assert "never guessed" in refusal.value.next_step


def test_the_extent_of_part_of_a_district_is_not_guessed() -> None:
    with pytest.raises(NotModelled) as refusal:
        LINKS.lsoas_of("csp", PART_A)

    text = str(refusal.value)
    assert f"Upper Vale ({PART_A}) covers part of Two Vales ({SHARED})" in text
    assert "LSOA21CD and CSP24CD" in text


def test_the_extent_of_part_of_a_district_can_be_given() -> None:
    told = replace(LINKS, csp_of_lsoa={"E01000005": PART_A, "E01000006": PART_B})

    assert told.lsoas_of("csp", PART_A) == ("E01000005",)


def test_wards_are_known_without_a_look_up_of_partnerships() -> None:
    bare = replace(LINKS, partnerships=())

    assert bare.lsoas_of("ward", "E05000002") == ("E01000003",)
    with pytest.raises(ConfigurationError, match="no police force area"):
        bare.lsoas_of("police_force_area", FORCE)


def test_wards_of_a_district_are_listed_once() -> None:
    assert LINKS.wards_of_district(ONE) == ("E05000001", "E05000002")


def test_each_district_has_one_force() -> None:
    assert LINKS.police_force_area_of(TWO) == OTHER_FORCE

    with pytest.raises(SourceError, match=f"{ONE}    in two police force areas"):
        replace(
            LINKS,
            partnerships=(
                PartnershipLink(ONE, ALONE, FORCE),
                PartnershipLink(ONE, PAIR, OTHER_FORCE),
            ),
        )


def test_an_lsoa_given_twice_is_a_fault() -> None:
    with pytest.raises(SourceError, match="E01000001    given 2 times"):
        replace(LINKS, lsoas=(*LINKS.lsoas, LsoaLink("E01000001", "E05000009", ONE)))


def test_a_name_is_the_code_where_none_is_known() -> None:
    assert LINKS.name_of(ONE) == "Northborough"
    assert LINKS.name_of(FORCE) == FORCE


@pytest.mark.parametrize(
    ("kind", "code"),
    [("ward", "E05999999"), ("district", "E07000163"), ("csp", "E22999999")],
)
def test_an_unknown_area_is_refused_with_the_year(kind: str, code: str) -> None:
    with pytest.raises(ConfigurationError, match=f"of 2024 with the code {code}"):
        LINKS.lsoas_of(kind, code)


def test_other_unknowns_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="no police force area with the code E23999999"):
        LINKS.lsoas_of("police_force_area", "E23999999")
    with pytest.raises(ConfigurationError, match="Super Output Area of 2021 with the code"):
        LINKS.ward_of("E01999999")
    with pytest.raises(ConfigurationError, match="LSOAs are not linked to regions") as refusal:
        LINKS.lsoas_of("region", "E12000007")
    assert "csp" in refusal.value.known


def look_up(columns: dict[str, int], *rows: tuple[str, ...], **names: str) -> LookUp:
    coded = tuple(CodeColumn(kind, year) for kind, year in columns.items())
    return LookUp("look-up.csv", coded, rows, names)


WARDS = look_up(
    {"lsoa": 2021, "ward": 2024, "district": 2024},
    ("E01000001", "E05000001", ONE),
    E05000001="Quay",
)
FORCES = look_up({"district": 2024, "csp": 2024, "police_force_area": 2024}, (ONE, ALONE, FORCE))


def test_links_come_from_look_ups_in_any_order() -> None:
    links = AreaLinks.from_look_ups([FORCES, WARDS])

    assert links.lsoas_of("csp", ALONE) == ("E01000001",)
    assert links.name_of("E05000001") == "Quay"
    assert links.vintages["ward"] == 2024


def test_a_look_up_that_links_nothing_is_left_aside() -> None:
    changes = LookUp(
        "changes.csv",
        (CodeColumn("lsoa", 2021), CodeColumn("lsoa", 2011), CodeColumn("district", 2022)),
        (("E01000001", "E01000001", ONE),),
    )

    assert AreaLinks.from_look_ups([WARDS, FORCES, changes]).vintages["district"] == 2024


def test_look_ups_of_different_years_are_not_joined() -> None:
    older = look_up({"district": 2022, "csp": 2022, "police_force_area": 2022}, (ONE, ALONE, FORCE))

    with pytest.raises(SourceError, match="of different years") as refusal:
        AreaLinks.from_look_ups([WARDS, older])
    assert "local authority district    codes of 2022 and 2024" in str(refusal.value)
