"""What the truth says is in the files is in them, by an independent recount."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from unit.northborough.recount import Recount
from wardmote.northborough import CRIME_TYPES, Truth

DISTRICTS = ("E06999001", "E06999002")


@pytest.mark.parametrize("district", DISTRICTS)
def test_crimes_of_each_district_category_and_month(
    recount: Recount, truth: Truth, district: str
) -> None:
    lsoas = {code for code, row in recount.wards.items() if row["LAD24CD"] == district}

    for category, published in CRIME_TYPES.items():
        assert tuple(recount.series(published, lsoas)) == truth.crimes[district][category]


def test_crimes_without_a_place_are_counted_apart(recount: Recount, truth: Truth) -> None:
    for category, published in CRIME_TYPES.items():
        assert tuple(recount.series(published, {""})) == truth.unplaced[category]
    unplaced = [r for r in recount.crimes if not r["Longitude"]]
    assert {(r["Latitude"], r["Location"], r["LSOA code"], r["LSOA name"]) for r in unplaced} == {
        ("", "No Location", "", "")
    }
    assert 0.03 < len(unplaced) / len(recount.crimes) < 0.045


def test_crimes_of_each_lsoa_by_point_in_polygon(recount: Recount, truth: Truth) -> None:
    counts: Counter[str] = Counter()
    for (lsoa, _, _), count in recount.cells.items():
        counts[lsoa] += count
    del counts[""]

    assert counts == truth.crimes_by_lsoa


def test_the_code_given_is_that_of_the_polygon_the_point_is_in(recount: Recount) -> None:
    became = {(r["LSOA11CD"], r["LSOA21CD"]) for r in recount.lsoa_changes}
    for row in recount.crimes:
        if row["Longitude"]:
            there = recount.lsoa_of_point[row["Longitude"], row["Latitude"]]
            given = row["LSOA code"]
            assert (given, there) in became if row["file"] < "2023-06" else given == there


def test_points_agree_with_the_boundaries_of_2011_too(recount: Recount) -> None:
    import shapely

    areas = recount.polygons("Lower_layer_Super_Output_Areas_December_2011", "LSOA11CD")
    given = {
        (r["Longitude"], r["Latitude"]): r["LSOA code"]
        for r in recount.crimes
        if r["Longitude"] and r["file"] < "2023-06"
    }
    for (longitude, latitude), code in given.items():
        assert areas[code].contains(shapely.Point(float(longitude), float(latitude)))


def test_duplicates(recount: Recount, truth: Truth) -> None:
    ids = Counter((r["Crime ID"], r["Month"]) for r in recount.street if r["Crime ID"])
    asb = Counter(tuple(r.values()) for r in recount.street if not r["Crime ID"])
    outcomes = Counter((r["Crime ID"], r["Month"], r["Outcome type"]) for r in recount.outcomes)
    kinds = Counter(crime_id for crime_id, _ in {(i, kind) for i, _, kind in outcomes})
    searches = Counter(tuple(r.values()) for r in recount.searches)

    assert truth.duplicates == {
        "repeated_crime_ids": sum(ids.values()) - len(ids),
        "identical_asb_rows": sum(asb.values()) - len(asb),
        "repeated_outcomes": sum(outcomes.values()) - len(outcomes),
        "second_outcomes": sum(n > 1 for n in kinds.values()),
        "repeated_searches": sum(searches.values()) - len(searches),
    }
    assert all(count > 10 for count in truth.duplicates.values())


def test_some_repeated_crimes_differ_in_their_last_outcome(recount: Recount) -> None:
    ids = Counter(r["Crime ID"] for r in recount.street if r["Crime ID"])
    repeated = [r for r in recount.street if ids[r["Crime ID"]] > 1 and r["Crime ID"]]
    whole = Counter(tuple(r.values()) for r in repeated)

    assert 2 in whole.values()
    assert 1 in whole.values()


def test_rows_for_the_quarantine_are_few_and_counted(recount: Recount, truth: Truth) -> None:
    future = [r for r in recount.street if r["Month"] > r["file"]]
    zero = [r for r in recount.street if r["Longitude"] == "0.000000" == r["Latitude"]]
    council = recount.feed("council-asb")

    assert truth.quarantinable == {
        "street_rows_in_the_future": len(future),
        "street_rows_at_zero": len(zero),
        "council_rows_in_the_future": sum(r["Date reported"].endswith("/2036") for r in council),
        "council_rows_at_zero": sum(r["Easting"] == "0" == r["Northing"] for r in council),
    }
    assert (len(future), len(zero)) == (2, 3)


def test_all_street_rows_are_accounted_for(recount: Recount, truth: Truth) -> None:
    placed = sum(sum(s) for d in truth.crimes.values() for s in d.values())
    unplaced = sum(map(sum, truth.unplaced.values()))
    rows = sum(f.rows for f in truth.files if f.path.endswith("-street.csv"))

    assert rows == len(recount.street)
    assert rows == placed + unplaced + truth.duplicates["repeated_crime_ids"] + 5


def test_searches_and_their_stamps_in_the_month_before(recount: Recount, truth: Truth) -> None:
    by_file = Counter(r["file"] for r in recount.searches)
    before = [r for r in recount.searches if r["Date"][:7] < r["file"]]
    after = [r for r in recount.searches if r["Date"][:7] > r["file"]]

    assert truth.searches == tuple(by_file[month] for month in recount.months)
    assert len(before) == truth.flaws["searches_stamped_earlier"] > 0
    assert not after
    # 00:xx by the clock in summer is 23:xx UTC on the last day of the month before
    assert all(r["Date"][11:13] == "23" and r["Date"].endswith("+00:00") for r in before)
    assert all("04" <= r["file"][5:] <= "10" for r in before)


def test_truth_json_is_the_returned_truth(folder: Path, truth: Truth) -> None:
    written = json.loads((folder / "truth.json").read_text(encoding="utf-8"))

    assert written["seed"] == truth.seed == 1837
    assert (written["first_month"], written["last_month"]) == ("2021-09-01", "2026-08-01")
    assert written["plan"]["steps"] == [
        {"category": "vehicle_crime", "ratio": 0.7, "months_from_end": 12}
    ]
    assert written["crimes"] == {
        d: {c: list(s) for c, s in of.items()} for d, of in truth.crimes.items()
    }
    assert [p["kind"] for p in written["planted"]] == [p.kind for p in truth.planted]
    assert len(written["files"]) == len(truth.files)
    assert truth.of_kind("step")[0].starts.isoformat() == written["planted"][2]["starts"]


def test_rows_of_a_folder_are_the_sum_of_its_files(recount: Recount, truth: Truth) -> None:
    police = len(recount.street) + len(recount.outcomes) + len(recount.searches)

    assert truth.rows("police_uk/") == police
