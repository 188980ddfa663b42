"""Six feeds in six shapes, each read by nothing but its own mapping."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import datetime
from importlib.resources import files

import numpy as np
import pytest
import shapely

from unit.northborough.recount import Recount
from wardmote.northborough import Truth

FEEDS = (
    "council-asb", "deliberate-fires", "hate-reporting-centres", "istv", "street-scene",
    "treatment-numbers",
)  # fmt: skip
FULL_POSTCODE = re.compile(r"^[A-Z]{1,2}\d{1,2} \d[A-Z]{2}$")


def month_of(feed: dict[str, dict[str, str]], row: dict[str, object]) -> str:
    """Month of a record by the mapping's own column and format."""
    columns, formats = feed["columns"], feed["formats"]
    (key,) = {"occurred_on", "month", "period_start"} & set(columns)
    value = row[columns[key]]
    if formats[key] == "excel":
        return f"{value:%Y-%m}"
    return f"{datetime.strptime(value, formats[key]):%Y-%m}"  # noqa: DTZ007


def test_there_is_a_mapping_for_each_feed_and_no_other(recount: Recount) -> None:
    assert tuple(recount.mappings) == FEEDS


@pytest.mark.parametrize("name", FEEDS)
def test_a_mapping_names_the_columns_and_every_word_of_its_feed(
    recount: Recount, name: str
) -> None:
    mapping = recount.mappings[name]
    rows = recount.feed(name)
    kind = mapping["source"]["kind"]

    assert {"title", "agency", "licence", "sharing_agreement", "kind", "files"} <= set(
        mapping["source"]
    )
    assert kind == ("counts" if "count" in mapping["columns"] else "incidents")
    assert set(mapping["columns"].values()) <= set(rows[0])
    words = {row[mapping["columns"]["category"]] for row in rows}
    assert words == set(mapping["values"]["category"])
    for dropped in mapping.get("drop", {}).get("columns", []):
        assert dropped in rows[0]
        assert dropped not in mapping["columns"].values()


def test_mappings_use_the_vocabularys_own_categories(recount: Recount) -> None:
    lists = tomllib.loads((files("wardmote.vocabulary") / "categories.toml").read_text("utf-8"))
    known = {category["id"] for category in lists["partner"]["category"]}
    used = {x for m in recount.mappings.values() for x in m["values"]["category"].values()}

    assert used <= known
    assert len(used) == 19


def test_feeds_hold_what_the_truth_says_by_category_and_month(
    recount: Recount, truth: Truth
) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for name in FEEDS:
        mapping = recount.mappings[name]
        for row in recount.feed(name):
            if row.get("Easting") == "0" or str(row.get("Date reported", "")).endswith("/2036"):
                continue
            category = mapping["values"]["category"][row[mapping["columns"]["category"]]]
            number = int(row[mapping["columns"]["count"]]) if "count" in mapping["columns"] else 1
            counts[category, month_of(mapping, row)] += number

    assert {
        category: tuple(counts[category, month] for month in recount.months)
        for category in truth.partner_counts
    } == truth.partner_counts
    assert sum(counts.values()) == sum(map(sum, truth.partner_counts.values()))


def test_rows_without_a_place_are_counted(recount: Recount, truth: Truth) -> None:
    council = [r for r in recount.feed("council-asb") if not r["Easting"]]
    attendances = [r for r in recount.feed("istv") if not r["Assault LSOA 2021"]]

    assert len(council) == truth.flaws["council_rows_without_place"] > 100
    assert len(attendances) == truth.flaws["attendances_without_place"] > 100
    assert all(r["Northing"] == "" for r in council)


def test_places_on_the_national_grid_lie_in_the_ward_named(recount: Recount) -> None:
    from pyproj import Transformer

    rows = [r for r in recount.feed("council-asb") if int(r["Easting"] or 0)]
    rows = [r for r in rows if not r["Case ref"].startswith("NBC-9000")]
    names = {row["WD24CD"]: row["WD24NM"] for row in recount.wards.values()}
    wards = {names[c]: p for c, p in recount.polygons("Wards", "WD24CD").items()}
    grid = np.array([(int(r["Easting"]), int(r["Northing"])) for r in rows])
    degrees = Transformer.from_crs(27700, 4326, always_xy=True).transform(*grid.T)
    points = shapely.points(*degrees)

    away = [wards[r["Ward"]].distance(p) for r, p in zip(rows, points, strict=True)]
    assert max(away) < 2e-5  # a rounded metre over the border, in degrees


def test_the_workbook_opens_with_a_title_a_header_and_true_dates(recount: Recount) -> None:
    import openpyxl

    book = openpyxl.load_workbook(recount.folder / "partners/street-scene.xlsx")
    title, header, first = list(book["Reports"].iter_rows(max_row=3, values_only=True))
    rows = recount.feed("street-scene")

    assert title[0] == "Northborough Council: street scene reports"
    assert header == ("Report no", "Logged", "Issue", "Longitude", "Latitude", "Ward")
    assert isinstance(first[1], datetime)
    assert first[1].year == 2021
    assert [r["Logged"] for r in rows] == sorted(r["Logged"] for r in rows)


def test_the_workbooks_places_lie_in_the_ward_named(recount: Recount) -> None:
    names = {row["WD24CD"]: row["WD24NM"] for row in recount.wards.values()}
    wards = {names[c]: p for c, p in recount.polygons("Wards", "WD24CD").items()}
    for row in recount.feed("street-scene")[::7]:
        assert wards[row["Ward"]].distance(shapely.Point(row["Longitude"], row["Latitude"])) < 1e-6


def test_the_workbooks_rows_are_in_the_truth(recount: Recount, truth: Truth) -> None:
    assert truth.rows("partners/street-scene.xlsx") == len(recount.feed("street-scene"))


def test_fires_are_in_windows_encoding_with_semicolons(recount: Recount) -> None:
    raw = (recount.folder / "partners/deliberate-fires.csv").read_bytes()

    assert b"\x96" in raw  # an en dash in cp1252
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert raw.splitlines()[0].count(b";") == 5


def test_the_councils_columns_that_must_go_are_there(recount: Recount) -> None:
    rows = recount.feed("council-asb")
    mapping = recount.mappings["council-asb"]

    assert mapping["drop"]["columns"] == ["Officer"]
    assert mapping["generalise"] == {"Postcode": "outward"}
    assert all(re.fullmatch("[A-Z]{2}", row["Officer"]) for row in rows)
    postcodes = {row["Postcode"] for row in rows} - {""}
    assert len(postcodes) > 1_000
    assert all(FULL_POSTCODE.match(each) and each.startswith("NB") for each in postcodes)


def test_the_hospitals_layout_holds_nothing_about_a_person(recount: Recount) -> None:
    rows = recount.feed("istv")

    assert set(rows[0]) == {
        "Reporting period start", "Reporting period end", "Site code", "Attendance date time",
        "Assault date time", "Assault location type", "Assault method", "Outward postcode",
        "Assault LSOA 2021",
    }  # fmt: skip
    for row in rows:
        assert row["Reporting period start"] <= row["Assault date time"][:10]
        assert row["Assault date time"][:10] <= row["Reporting period end"]
        assert row["Assault date time"] < row["Attendance date time"]
        assert " " not in row["Outward postcode"]


def test_quarters_in_treatment_are_whole_and_hate_reports_have_no_zeros(recount: Recount) -> None:
    treatment, hate = recount.feed("treatment-numbers"), recount.feed("hate-reporting-centres")

    assert [treatment[0][x] for x in ("Quarter begins", "Quarter ends")] == [
        "2021-10-01",
        "2021-12-31",
    ]
    assert treatment[-1]["Quarter ends"] == "2026-06-30"
    assert len(treatment) == 19 * 4
    assert all(int(row["Reports"]) > 0 for row in hate)
    assert {row["Ward code"] for row in hate} <= {r["WD24CD"] for r in recount.wards.values()}


def test_declared_breaks_can_be_read_and_name_no_hidden_truth(
    recount: Recount, truth: Truth
) -> None:
    from wardmote.vocabulary.breaks import read_breaks

    declared = read_breaks(recount.folder / "events.toml")

    assert [(b.kind, b.starts, b.series) for b in declared] == [
        (
            "recording",
            truth.of_kind("recording_break")[0].starts,
            ("police_uk:violence_and_sexual_offences",),
        ),
        ("event", truth.of_kind("large_event")[0].starts.replace(day=10),
         ("police_uk:anti_social_behaviour",)),
    ]  # fmt: skip
    assert "theft" not in (recount.folder / "events.toml").read_text(encoding="utf-8")
