"""The name of a code column says kind and year, whoever publishes it."""

from __future__ import annotations

import pytest

from wardmote.errors import ConfigurationError
from wardmote.places.code_columns import (
    CodeColumn,
    code_columns_of,
    name_column_of,
    parse_code_column,
)


@pytest.mark.parametrize(
    ("name", "kind", "vintage", "ours"),
    [
        ("LSOA11CD", "lsoa", 2011, "lsoa11cd"),
        ("LSOA21CD", "lsoa", 2021, "lsoa21cd"),
        ("MSOA21CD", "msoa", 2021, "msoa21cd"),
        ("OA21CD", "output_area", 2021, "oa21cd"),
        ("WD25CD", "ward", 2025, "wd25cd"),
        ("lad24cd", "district", 2024, "lad24cd"),
        ("ltla24_code", "district", 2024, "lad24cd"),
        ("csp24_code", "csp", 2024, "csp24cd"),
        ("PFA23CD", "police_force_area", 2023, "pfa23cd"),
        (" LSOA21CD ", "lsoa", 2021, "lsoa21cd"),
    ],
)
def test_a_code_column_says_kind_and_year(name: str, kind: str, vintage: int, ours: str) -> None:
    column = parse_code_column(name)

    assert column == CodeColumn(kind, vintage)
    assert column.name == ours


@pytest.mark.parametrize(
    "name", ["LADCD_ACTIVE", "LSOA21NM", "code", "GlobalID", "UTLACD", "FID", "XLSOA21CD", "LSOACD"]
)
def test_a_column_without_kind_or_year_is_not_a_code_column(name: str) -> None:
    assert parse_code_column(name) is None


def test_a_kind_without_stem_is_named_after_itself() -> None:
    assert CodeColumn("restricted_area", 2024).name == "restricted_area24cd"


def test_codes_without_a_year_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="needs the year that it is of") as refusal:
        CodeColumn("lsoa", 21)
    assert "LSOA21CD is of 2021" in refusal.value.next_step


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigurationError) as refusal:
        CodeColumn("parcel", 2024)
    assert "lsoa" in refusal.value.known


def test_names_go_with_the_codes_of_the_same_year_and_language() -> None:
    columns = ["LAD24NM", "WD24NMW", "wd24nm", "WD24CD"]

    assert name_column_of("WD24CD", columns) == "wd24nm"
    assert name_column_of("LSOA21CD", columns) is None
    assert name_column_of("GlobalID", columns) is None


def test_small_areas_come_first() -> None:
    columns = ["LAD22CD", "LSOA21CD", "CHGIND", "WD24CD", "LSOA11CD"]

    assert list(code_columns_of(columns)) == ["LSOA21CD", "LSOA11CD", "WD24CD", "LAD22CD"]
