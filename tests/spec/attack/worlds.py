"""Worlds that differ in what is suppressed, or in what is for partners, and in nothing else."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from wardmote.plan.book import PlanBook
from wardmote.plan.duties import check_plan
from wardmote.plan.exchange import EXPORTS, clear_book
from wardmote.plan.records import Reading
from wardmote.publish.plans.editions import edition_files
from wardmote.publish.plans.ordered import Ordered
from wardmote.vocabulary.marking import Marking
from wardmote.workspace import Workspace

TOLD_ON: Final = date(2026, 10, 12)
EARLIER: Final = date(2026, 6, 12)
SINCE_THEN: Final = ("2026-06", "2026-07", "2026-08")  # months of police files that came later
AREA: Final = "E22999001"
HATE: Final = "hate-reporting-centres.csv"
SMALL_QUARTER: Final = ("01/2026", "02/2026", "03/2026")
ANOTHER: Final = "Disability"  # of the strands that are one line, "Hate incident"


@dataclass(frozen=True)
class World:
    """A place in which one suppressed quarter is that large, and what it has published."""

    secret: int
    published: Path


def write_secret(source: Path, target: Path, secret: int) -> None:
    """The reporting centres' table, with that many in the suppressed quarter of one line."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    kept = [one for one in rows if one[0] not in SMALL_QUARTER or one[2] == "Race"]
    kept.append([SMALL_QUARTER[0], rows[0][1], ANOTHER, str(secret)])
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *kept])


def world(read_in: Path, sources: Path, folder: Path, secret: int) -> World:
    """Everything that a place publishes of its evidence: two assessments, the later since."""
    shutil.copytree(read_in, folder / "place")
    partners = folder / "partners"
    partners.mkdir()
    shutil.copy(sources / "partners" / HATE.replace(".csv", ".toml"), partners)
    write_secret(sources / "partners" / HATE, partners / HATE, secret)
    workspace = Workspace.open(folder / "place")
    workspace.ingest([partners], as_of=TOLD_ON)
    first = workspace.assess(as_of=EARLIER, formats=("html",))
    workspace.ingest([sources / "police_uk" / month for month in SINCE_THEN], as_of=TOLD_ON)
    workspace.assess(as_of=TOLD_ON, since=first.folder)
    return World(secret, workspace.folder / "editions")


def with_reading(book: PlanBook, secret: int) -> PlanBook:
    """The plan, with that many in its suppressed quarter of hate incidents."""
    readings = tuple(
        replace(one, value=secret, note=f"There were {secret}.")
        if (one.indicator, one.starts) == ("hate-reports", date(2026, 1, 1))
        else one
        for one in book.all(Reading)
    )
    return PlanBook({**book.records, Reading: readings}, book.words)


def plan_files(
    book: PlanBook, readers: Marking, formats: tuple[str, ...] = ("html",), *, check: bool = True
) -> dict[str, bytes]:
    """Every file that readers of a plan have: documents, deck, promises, exports."""
    found = check_plan(
        book, today=TOLD_ON, run_by="Northborough", partnership="Northborough", area_code=AREA
    )
    ordered = Ordered(
        on=TOLD_ON,
        formats=formats,
        check=found if check else None,
        partnership="Northborough",
        software="0.1.0",
    )
    files = dict(edition_files(book, readers, ordered))
    cleared = clear_book(book, readers, on=TOLD_ON)
    for name, writer in EXPORTS.items():
        written = writer(cleared, "Northborough")
        files |= {f"exports/{name}/{path}": content for path, content in written.items()}
    return files


def put(files: Mapping[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
