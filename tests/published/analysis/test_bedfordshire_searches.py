"""Bedfordshire's searches: counted again by other means, and what may be said of them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from wardmote.analysis.disparity import Question, Searched, disparity, unknown_bounds
from wardmote.analysis.find_rates import linked_find_rates, other_outcome_rates
from wardmote.analysis.searches import SearchCell, tally_searches

pytestmark = pytest.mark.real_data
TRUE = {"True": True, "False": False, "": None}
DISTRICTS = ("Bedford", "Central Bedfordshire", "Luton")


@pytest.fixture(scope="module")
def rows(real_data: Path) -> list[dict[str, str]]:
    found = []
    for file in sorted((real_data / "police_uk" / "bedfordshire").glob("*/*stop-and-search.csv")):
        with file.open(newline="") as lines:
            found += [{**row, "file month": file.name[:7]} for row in csv.DictReader(lines)]
    return found


@pytest.fixture(scope="module")
def cells(rows) -> list[SearchCell]:
    columns = ("file month", "Type", "Self-defined ethnicity", "Officer-defined ethnicity",
               "Outcome", "Outcome linked to object of search")  # fmt: skip
    counted = Counter(tuple(row[name] for name in columns) for row in rows)
    return [
        SearchCell(
            month=date.fromisoformat(f"{month}-01"),
            district=None,
            search_type=kind,
            self_defined=self_defined or None,
            officer_defined=officer or None,
            outcome=outcome or None,
            linked=TRUE[linked],
            count=number,
        )
        for (month, kind, self_defined, officer, outcome, linked), number in counted.items()
    ]


@pytest.fixture(scope="module")
def residents(real_data: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    source = real_data / "population" / "ethnicity21_ltla21.csv"
    with source.open(newline="") as lines:
        for row in csv.DictReader(lines):
            if row["ltla21_name"] in DISTRICTS and row["ethnic_group"].endswith("(number)"):
                found[row["ethnic_group"].split()[0].rstrip(",:")] += float(row["value"])
    return found


def test_every_search_is_a_person_search_or_left_out(rows, cells):
    tally = tally_searches(cells, "self-defined")

    assert (tally.total, tally.vehicle_only) == (9_152 + 2_155, 503)
    assert len(rows) == 11_810
    assert len(tally.months) == 36


def test_groups_equal_an_independent_count(rows, cells):
    tally = tally_searches(cells, "self-defined")
    persons = [row for row in rows if row["Type"] != "Vehicle search"]

    for group, start in (("White", "White - "), ("Black", "Black/"), ("Asian", "Asian/")):
        expected = sum(row["Self-defined ethnicity"].startswith(start) for row in persons)
        assert tally.count(group) == expected
    found = sum(row["Outcome linked to object of search"] == "True" for row in persons)
    assert sum(tally.linked.values()) == found


def test_disparity_has_an_interval_and_the_unknown_beside_it(cells, residents):
    tally = tally_searches(cells, "self-defined")
    searched = Searched(
        "Bedfordshire", tally.monthly("Black"), tally.monthly("White"),
        residents["Black"], residents["White"],
    )  # fmt: skip

    found = disparity(searched, Question("Black", "self-defined", 2021), level="force")
    bounds = unknown_bounds(
        searched,
        unknown=tally.count("not stated"),
        filled=(tally.count("Black", fill=True), tally.count("White", fill=True)),
    )

    assert 1 < found.lower < found.ratio < found.upper
    assert found.phi > 1
    assert bounds.least < bounds.filled < bounds.most
    assert bounds.is_much


def test_find_rates_are_shares_of_all_searches(cells):
    tally = tally_searches(cells, "officer-defined")

    linked, outcomes = linked_find_rates(tally), other_outcome_rates(tally)

    assert {rate.group for rate in linked.rates} == {"Asian", "Black", "White", "Other"}
    assert all(0.1 < rate.share < 0.35 for rate in (*linked.rates, *outcomes.rates))


def test_the_mets_files_never_say_that_an_outcome_was_linked(real_data):
    with zipfile.ZipFile(real_data / "police_uk" / "metropolitan_2022-09_2024-08.zip") as archive:
        name = next(one for one in sorted(archive.namelist()) if "stop-and-search" in one)
        lines = io.TextIOWrapper(archive.open(name), encoding="utf-8", newline="")
        cells = [
            SearchCell(
                month=date(2022, 9, 1),
                district=None,
                search_type=row["Type"],
                self_defined=row["Self-defined ethnicity"],
                officer_defined=row["Officer-defined ethnicity"],
                outcome=row["Outcome"],
                linked=TRUE[row["Outcome linked to object of search"]],
                count=1,
            )
            for row in csv.DictReader(lines)
        ]

    tally = tally_searches(cells, "officer-defined")

    assert tally.total > 9_000
    assert linked_find_rates(tally).refusal
    assert other_outcome_rates(tally).rates
