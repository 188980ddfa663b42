"""One refusal of each sort, made by really raising it, for the reference page."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from wardmote.analysis.months import months_from
from wardmote.analysis.rates import choose_denominator, rolling_years
from wardmote.disclosure import CountTable, Dimension, Sensitivity, release
from wardmote.errors import (
    AmbiguousArea,
    AnalysisError,
    ConfigurationError,
    DisclosureError,
    EvidenceError,
    LayoutChanged,
    NotModelled,
    NotPermitted,
    PersonalData,
    SmallReplacement,
    SourceError,
    StoreBusy,
    TooShort,
    TransitionError,
    WardmoteError,
)
from wardmote.evidence.files import find_files
from wardmote.evidence.ingest import ingest
from wardmote.evidence.mapping import FileMapping
from wardmote.evidence.personal_data import check_no_personal_data
from wardmote.evidence.reader import Evidence
from wardmote.evidence.request import Request
from wardmote.evidence.sources.police_uk import STREET
from wardmote.evidence.store import Store
from wardmote.plan.book import PlanBook
from wardmote.plan.going_live import approve
from wardmote.plan.records import Approver
from wardmote.plan.records.ids import BodyId, Post
from wardmote.plan.updating import record_update, update_of
from wardmote.vocabulary.area_choice import choose_area
from wardmote.workspace import Workspace

MONTH = "2024-03"
AS_OF = date(2024, 6, 1)


def refusals() -> dict[type[WardmoteError], str]:
    """Kind of error to the words of one that was raised; kinds that nothing raises are left out.

    Raises
    ------
    AssertionError
        What should be refused was let through.
    """
    return {kind: _words(kind, attempt) for kind, attempt in ATTEMPTS.items()}


def _words(kind: type[WardmoteError], attempt: Callable[[Path], object]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        try:
            attempt(Path(folder))
        except kind as error:
            if type(error) is kind:
                return str(error)
    raise AssertionError(f"{kind.__name__} was not raised")


def _replace_a_month_by_a_cut_file(folder: Path) -> None:
    store = Store(folder / "evidence")
    name = f"{MONTH}-northshire-street.csv"
    for place, rows in (("first", 120), ("again", 30)):
        file = folder / place / name
        _write_street(file, rows)
        ingest(store, Request((file,), AS_OF))


def _write_street(file: Path, rows: int) -> None:
    file.parent.mkdir(parents=True)
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, [*STREET.required, "LSOA name"], restval="")
        writer.writeheader()
        for number in range(rows):
            writer.writerow(
                {
                    "Crime ID": f"{number:064x}",
                    "Month": MONTH,
                    "Falls within": "Northshire Police",
                    "Crime type": ("Burglary", "Drugs")[number % 2],
                    "LSOA name": ("Northborough 001A", "Eastmere 002B")[number % 3 % 2],
                }
            )


def _ingest_twice_at_once(folder: Path) -> None:
    with Store(folder / "evidence").writing(), Store(folder / "evidence").writing():
        pass


def _release_a_cube(_folder: Path) -> None:
    ward = Dimension("ward", ("Eastgate", "Market"), total="All wards")
    kind = Dimension("category", ("Noise", "Litter"), total="All")
    year = Dimension("year", ("2024", "2025"), total="Both years")
    counts = [[[12, 2], [7, 9]], [[30, 22], [9, 9]]]
    table = CountTable("Table 4", "reports to the council", (ward, kind, year), counts)
    release(table, sensitivity=Sensitivity.STANDARD, user="analyst", as_of=AS_OF)


def _read_by_an_old_mapping(_folder: Path) -> None:
    mapping = FileMapping(
        name="noise.toml",
        title="Noise reports",
        agency="Northborough Council",
        licence="Shared under agreement",
        sharing_agreement="NB-ISA-2023-04",
        kind="incidents",
        files=("noise-*.csv",),
        columns={"occurred_on": "Date reported", "easting": "Easting", "northing": "Northing"},
        formats={"occurred_on": "%d/%m/%Y"},
        category_is="noise",
    )
    mapping.check_header("noise-2025.csv", ("Reported", "Easting", "Northing", "Ward"))


def _read_names_of_people(_folder: Path) -> None:
    check_no_personal_data(
        "incidents.csv", {"Complainant": ["Mary Jones", "David Patel"], "Ward": ["Market"]}
    )


PLAN = """
[plan]
title = "Northborough partnership plan"
area = "Northborough"
starts = 2024-04-01
ends = 2027-03-31
state = "drafting"
summary = "What we will do together."

[[body]]
id = "council"
name = "Northborough Council"
type = "council"

[[board]]
id = "board"
name = "Board"
kind = "strategy_group"

[[priority]]
id = "noise"
number = 1
title = "Noise"
statement = "Fewer people lose sleep to noise."
why = "Residents put it first."
entered = "by_direction"
direction = { who = "Board", why = "Residents put it first." }
limbs = ["a"]
lead = "board"

[[action]]
id = "A1"
title = "A night noise team"
priority = "noise"
lead = "council"
starts = 2024-04-01
due = 2025-03-31
"""


def _say_done_without_evidence(folder: Path) -> None:
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    done = update_of({"about": "A1", "on": AS_OF, "says": "done", "by": "council"})
    record_update(folder, done, today=AS_OF)


def _approve_the_site_as_somebody(_folder: Path) -> None:
    manager = Approver(post=Post("Community safety manager"), body=BodyId("council"))
    approve(PlanBook({Approver: (manager,)}), "draft", on=AS_OF, by="Press officer")


ATTEMPTS: dict[type[WardmoteError], Callable[[Path], object]] = {
    ConfigurationError: lambda _folder: Workspace.open("no-such-folder"),
    AmbiguousArea: lambda _folder: choose_area("Newcastle"),
    NotModelled: lambda _folder: choose_area("Cardiff"),
    SourceError: lambda _folder: find_files([Path("2024-03-no-such-file.csv")]),
    LayoutChanged: _read_by_an_old_mapping,
    PersonalData: _read_names_of_people,
    EvidenceError: lambda folder: Evidence(Store(folder)),
    StoreBusy: _ingest_twice_at_once,
    SmallReplacement: _replace_a_month_by_a_cut_file,
    AnalysisError: lambda _folder: choose_denominator("burglary", {}),
    TooShort: lambda _folder: rolling_years(
        [5] * 7, months_from(date(2025, 1, 1), 7), of="Burglary"
    ),
    DisclosureError: _release_a_cube,
    NotPermitted: _approve_the_site_as_somebody,
    TransitionError: _say_done_without_evidence,
}

NOT_RAISED: dict[type[WardmoteError], str] = {
    WardmoteError: "Always raised as one of its branches.",
}
