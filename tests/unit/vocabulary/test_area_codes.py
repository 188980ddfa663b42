"""Kinds of area and their codes."""

from __future__ import annotations

import csv

import pytest

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.area_kinds import (
    AREA_KINDS,
    area_kind,
    country_of_code,
    is_area_code,
    kind_of_code,
)


@pytest.mark.parametrize(
    ("code", "kind", "country"),
    [
        ("E01004222", "lsoa", "England"),
        ("W01000001", "lsoa", "Wales"),
        ("S01006506", "lsoa", "Scotland"),
        ("E02000865", "msoa", "England"),
        ("E05009317", "ward", "England"),
        ("E06000032", "district", "England"),
        ("E07000008", "district", "England"),
        ("E08000025", "district", "England"),
        ("E09000030", "district", "England"),
        ("W06000015", "district", "Wales"),
        ("S12000036", "district", "Scotland"),
        ("N09000003", "district", "Northern Ireland"),
        ("E10000016", "county", "England"),
        ("E12000007", "region", "England"),
        ("E22000177", "csp", "England"),
        ("E23000026", "police_force_area", "England"),
        ("E92000001", "country", "England"),
    ],
)
def test_a_code_tells_its_kind_and_country(code, kind, country):
    assert kind_of_code(code) == kind
    assert country_of_code(code) == country


@pytest.mark.parametrize(
    "text", ["Tower Hamlets", "e09000030", "E0900003", "E090000300", "", "X09000030"]
)
def test_what_is_not_a_code_is_refused_and_shown(text):
    assert not is_area_code(text)
    with pytest.raises(ConfigurationError) as refusal:
        kind_of_code(text)

    assert repr(text) in str(refusal.value)
    assert "such as E09000030" in str(refusal.value)


def test_a_code_of_an_unused_kind_lists_the_kinds_in_use():
    with pytest.raises(ConfigurationError) as refusal:
        kind_of_code("E33000001")

    assert "codes that begin E33" in str(refusal.value)
    assert "E01 lower layer Super Output Area" in str(refusal.value)


def test_an_unknown_kind_comes_with_the_known_ones():
    with pytest.raises(ConfigurationError) as refusal:
        area_kind("borough")

    assert "district" in str(refusal.value)


def test_no_prefix_belongs_to_two_kinds():
    prefixes = [prefix for kind in AREA_KINDS for prefix in kind.prefixes]

    assert len(prefixes) == len(set(prefixes))


@pytest.mark.real_data
def test_every_code_of_the_published_look_ups_is_of_the_kind_its_column_says(real_data):
    kinds = {"ltla24_code": "district", "csp24_code": "csp", "pfa24_code": "police_force_area"}
    path = real_data / "areas" / "lookups" / "lookup_ltla24_csp24_pfa24.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) > 300
    for column, kind in kinds.items():
        assert {kind_of_code(row[column]) for row in rows} == {kind}
