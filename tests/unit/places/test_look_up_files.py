"""Look-ups in the layouts of ONS and of those who copy it."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardmote.errors import LayoutChanged, SourceError
from wardmote.places.code_columns import CodeColumn
from wardmote.places.look_up_files import lsoa_changes_of, read_links_csv

BYTE_ORDER_MARK = "\ufeff"
EXACT_FIT = (
    "LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD,LAD22NM,LAD22NMW,ObjectId\r\n"
    "E01000001,Old 001A,E01030001,New 001A,S,E06000001,Northborough,,1\r\n"
    "E01000001,Old 001A,E01030002,New 001B,S,E06000001,Northborough,,2\r\n"
)
BEST_FIT = (
    "LSOA21CD,LSOA21NM,LSOA21NMW,WD24CD,WD24NM,WD24NMW,LAD24CD,LAD24NM,LAD24NMW,ObjectId\n"
    'E01030001,New 001A,,E05000001,"Quay, Old",,E06000001,Northborough,,1\n'
)
PARTNERSHIPS = (
    "ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name\n"
    "E06000001,Northborough,E22000001,Safer Northborough,E23000001,Northshire\n"
)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "look-up.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    look_up = read_links_csv(written(tmp_path, BYTE_ORDER_MARK + BEST_FIT))

    assert list(look_up.pick("lsoa", "ward")) == [("E01030001", "E05000001")]


def test_ons_best_fit_layout_gives_codes_names_and_years(tmp_path: Path) -> None:
    look_up = read_links_csv(written(tmp_path, BEST_FIT))

    assert [column.name for column in look_up.columns] == ["lsoa21cd", "wd24cd", "lad24cd"]
    assert look_up.names["E05000001"] == "Quay, Old"
    assert look_up.vintage_of("ward") == 2024
    assert look_up.has("lsoa", "district")
    assert not look_up.has("lsoa", "csp")


def test_geographrs_layout_is_the_same_look_up(tmp_path: Path) -> None:
    look_up = read_links_csv(written(tmp_path, PARTNERSHIPS))

    assert list(look_up.pick("district", "csp", "police_force_area")) == [
        ("E06000001", "E22000001", "E23000001")
    ]


def test_the_exact_fit_layout_gives_the_changes_of_lsoas(tmp_path: Path) -> None:
    changes = lsoa_changes_of(read_links_csv(written(tmp_path, EXACT_FIT)))

    assert changes.carry("E01000001").codes21 == ("E01030001", "E01030002")


def test_a_look_up_without_indicator_is_not_the_changes_of_lsoas(tmp_path: Path) -> None:
    without = EXACT_FIT.replace("CHGIND", "FLAG")

    with pytest.raises(LayoutChanged, match="columns LSOA11CD, LSOA21CD and CHGIND"):
        lsoa_changes_of(read_links_csv(written(tmp_path, without)))
    with pytest.raises(LayoutChanged, match="does not say what became of each LSOA"):
        lsoa_changes_of(read_links_csv(written(tmp_path, BEST_FIT)))


def test_a_kind_in_two_years_is_not_chosen_between(tmp_path: Path) -> None:
    look_up = read_links_csv(written(tmp_path, EXACT_FIT))

    with pytest.raises(LayoutChanged, match="has 2 columns of lower layer Super Output Area codes"):
        look_up.vintage_of("lsoa")
    assert CodeColumn("lsoa", 2011) in look_up.columns


def test_a_file_that_joins_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutChanged, match="does not join two kinds or years") as refusal:
        read_links_csv(written(tmp_path, "LSOA21CD,people\nE01030001,1500\n"))
    assert refusal.value.found == "LSOA21CD, people"
    with pytest.raises(LayoutChanged, match="no columns"):
        read_links_csv(written(tmp_path, ""))


def test_all_gaps_are_listed_by_row(tmp_path: Path) -> None:
    text = PARTNERSHIPS + "E06000002,Eastborough,,,E23000001,Northshire\nE06000003,West\n"

    with pytest.raises(SourceError, match="2 faults in 3 rows") as refusal:
        read_links_csv(written(tmp_path, text))
    assert "row 3    csp24_code is empty." in str(refusal.value)
    assert "row 4    2 fields; expected 6." in str(refusal.value)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    text = PARTNERSHIPS.replace("Safer", "Caerdydd ŵ")

    with pytest.raises(SourceError, match="not UTF-8"):
        read_links_csv(written(tmp_path, text, "utf-16"))


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^absent.csv cannot be read") as refusal:
        read_links_csv(tmp_path / "absent.csv")
    assert str(tmp_path) not in str(refusal.value)
