"""A partnership's area is declared, in England, and never guessed."""

from __future__ import annotations

import pytest

from wardmote.errors import AmbiguousArea, ConfigurationError, NotModelled
from wardmote.places.declared import NOT_MODELLED, DeclaredArea, declare_area
from wardmote.places.links import AreaLinks, LsoaLink, PartnershipLink

LINKS = AreaLinks(
    lsoas=(
        LsoaLink("E01000001", "E05000001", "E07000172"),
        LsoaLink("E01000002", "E05000002", "E07000173"),
    ),
    partnerships=(
        PartnershipLink("E07000172", "E22000366", "E23000019"),
        PartnershipLink("E07000173", "E22000366", "E23000019"),
        PartnershipLink("E06000060", "E22000303", "E23000029"),
        PartnershipLink("E06000060", "E22000306", "E23000029"),
    ),
    vintages={"lsoa": 2021, "ward": 2024, "district": 2024, "csp": 2024},
    names={
        "E22000366": "South Nottinghamshire",
        "E22000303": "Aylesbury Vale",
        "E22000306": "Chiltern",
        "E06000060": "Buckinghamshire",
    },
)


@pytest.mark.parametrize("text", ["E09000030", "Tower Hamlets"])
def test_a_district_is_declared_by_code_or_name(text: str) -> None:
    area = declare_area(text)

    assert (area.kind, area.code, area.district_codes) == ("district", "E09000030", ("E09000030",))
    assert (area.code_column, area.country) == ("lad24cd", "England")


@pytest.mark.parametrize("text", ["E22000366", "South Nottinghamshire"])
def test_a_partnership_of_several_districts_is_declared_by_code_or_name(text: str) -> None:
    area = declare_area(text, LINKS)

    assert (area.kind, area.code, area.name) == ("csp", "E22000366", "South Nottinghamshire")
    assert area.district_codes == ("E07000172", "E07000173")
    assert area.code_column == "csp24cd"
    assert area.lsoas(LINKS) == ("E01000001", "E01000002")


def test_a_partnership_needs_its_look_up() -> None:
    with pytest.raises(ConfigurationError, match="LAD24CD, CSP24CD and PFA24CD"):
        declare_area("E22000366")


def test_a_partnership_that_the_look_up_lacks_comes_with_the_known_ones() -> None:
    renamed = AreaLinks(LINKS.lsoas, LINKS.partnerships, LINKS.vintages)

    with pytest.raises(ConfigurationError, match="no partnership called 'South Nottinghamshire'"):
        declare_area("South Nottinghamshire", renamed)


def test_a_shared_district_lists_its_choices() -> None:
    with pytest.raises(AmbiguousArea, match="Aylesbury Vale"):
        declare_area("E06000060", LINKS)


def test_a_shared_district_can_be_declared_as_a_whole() -> None:
    assert declare_area("Buckinghamshire", LINKS, whole_district=True).code == "E06000060"


def test_part_of_a_district_is_refused_until_its_lsoas_are_given() -> None:
    with pytest.raises(NotModelled, match=r"Aylesbury Vale \(E22000303\) covers part of"):
        declare_area("E22000303", LINKS)


@pytest.mark.parametrize(
    ("code", "country"),
    [("W06000015", "Wales"), ("S12000049", "Scotland"), ("N09000003", "Northern Ireland")],
)
def test_other_countries_hear_what_is_not_modelled(code: str, country: str) -> None:
    with pytest.raises(NotModelled, match=country) as refusal:
        DeclaredArea("district", code, "Elsewhere", 2024, (code,))
    assert NOT_MODELLED[country] in str(refusal.value)

    with pytest.raises(NotModelled, match=country):
        declare_area(code)


@pytest.mark.parametrize(
    ("kind", "code", "districts"),
    [
        ("ward", "E05000001", ("E06000001",)),
        ("district", "E22000366", ("E07000172",)),
        ("district", "E06000001", ("E06000002",)),
        ("district", "E06000001", ("E06000001", "E06000002")),
        ("csp", "E22000366", ()),
        ("csp", "E22000366", ("E05000001",)),
    ],
)
def test_an_area_whose_parts_do_not_fit_cannot_be_built(
    kind: str, code: str, districts: tuple[str, ...]
) -> None:
    with pytest.raises(ConfigurationError, match="This is not the area of a partnership"):
        DeclaredArea(kind, code, "Somewhere", 2024, districts)


def test_look_ups_of_another_year_are_refused() -> None:
    area = DeclaredArea("csp", "E22000366", "South Nottinghamshire", 2023, ("E07000172",))

    with pytest.raises(ConfigurationError, match="declared with codes of 2023") as refusal:
        area.lsoas(LINKS)
    assert "codes of 2024" in str(refusal.value)
