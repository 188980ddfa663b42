"""The plan's documents on disk: the same bytes, never changed, nothing for partners in public."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from unit.plan.small_plan import write_small_plan
from unit.publish.plans.sample import ON, as_at, book, table, words
from wardmote.disclosure.sensitivity import SYMBOL
from wardmote.plan import records
from wardmote.plan.book import PlanBook
from wardmote.plan.duties import check_plan
from wardmote.plan.records import Reading
from wardmote.plan.records.ids import BodyId, IndicatorId
from wardmote.publish.plans.editions import (
    PROVENANCE,
    edition_files,
    write_plan_edition,
)
from wardmote.publish.plans.ordered import Ordered
from wardmote.publish.plans.scrutiny import compose_scrutiny_pack
from wardmote.vocabulary.marking import Marking
from wardmote.workspace import Workspace

SECRETS = ("Lanternfish", "Covert work", "Bicycle theft", "Night-time fund", "cannot be staffed")
CHECK = check_plan(book(), today=ON, run_by="Millbridge Council")
PAGES = Ordered(on=ON, formats=("html",), software="0.1.0", check=CHECK)


@cache
def public() -> dict[str, bytes]:
    return edition_files(book(), Marking.PUBLIC, replace(PAGES, formats=("html", "docx")))


@cache
def partners() -> dict[str, bytes]:
    return edition_files(book(), Marking.PARTNERS, PAGES)


def unpacked(files: dict[str, bytes]) -> dict[str, bytes]:
    """Files, with what lies inside Word files."""
    inside = dict(files)
    for name, content in files.items():
        if name.endswith(".docx"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                inside |= {f"{name}/{one}": archive.read(one) for one in archive.namelist()}
    return inside


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_for_partners_is_in_no_byte_of_the_public_edition(secret: str) -> None:
    everywhere = unpacked(public())

    assert not [name for name, content in everywhere.items() if secret.encode() in content]
    assert any(secret.encode() in content for content in partners().values())


def test_a_small_number_leaves_as_suppressed_in_the_data_too_and_never_as_nought() -> None:
    small = Reading(
        indicator=IndicatorId("arson"), starts=date(2026, 1, 1), ends=date(2026, 3, 31), value=3,
        provider=BodyId("fire"), received_on=date(2026, 4, 9),
    )  # fmt: skip
    of = PlanBook({**book().records, Reading: (small,)}, book().words)

    files = edition_files(of, Marking.PUBLIC, replace(PAGES, check=None))

    rows = csv.DictReader(io.StringIO(files["data/reading.csv"].decode()))
    assert [one["value"] for one in rows] == [SYMBOL]
    assert json.loads(files["data/plan.json"])["records"]["reading"][0]["value"] == SYMBOL


def test_each_readers_folder_holds_its_documents() -> None:
    folders = {name.split("/")[0] for name in public()} - {PROVENANCE}
    theirs = {name.split("/")[0] for name in partners()} - {PROVENANCE}

    assert folders == {"data", "deck", "plan", "promises", "residents"}
    assert theirs == {
        "deck", "plan", "promises", "scrutiny", "highlight-neighbourhoods", "highlight-harm",
        "highlight-reducing",
    }  # fmt: skip


def test_the_same_records_make_the_same_bytes() -> None:
    again = edition_files(book(), Marking.PUBLIC, replace(PAGES, formats=("html", "docx")))

    assert again == public()


def test_an_edition_is_left_alone_and_a_new_record_makes_a_new_one(tmp_path: Path) -> None:
    first = write_plan_edition(book(), tmp_path, PAGES)
    before = {path: path.read_bytes() for path in first.public.rglob("*") if path.is_file()}

    again = write_plan_edition(book(), tmp_path, PAGES)
    said = replace(book().all(records.Update)[0], on=ON, what_changed="Seven nights a week")
    changed = write_plan_edition(book().with_records([said]), tmp_path, PAGES)

    assert again.public == first.public
    assert (changed.id, changed.partners.name) == ("2026-11-22-2", "2026-11-22-2")
    assert {path: path.read_bytes() for path in before} == before
    assert sorted(one.name for one in first.public.parent.iterdir()) == [
        "2026-11-22", "2026-11-22-2",
    ]  # fmt: skip


def test_the_provenance_says_what_an_edition_was_made_from() -> None:
    told = json.loads(public()[PROVENANCE])

    assert told["as_of"] == "2026-11-22"
    assert told["made_from"] == as_at().version
    assert told["records"]["Promise"] == 8
    assert "Funding" not in told["records"]


def test_every_page_tells_its_day_its_age_and_its_marking() -> None:
    pages = {name: content.decode() for name, content in public().items() if name.endswith("html")}

    for name, page in pages.items():
        assert "22 November 2026" in page, name
        assert "30 October 2026, 23 days ago" in page, name
        assert "<dd>Public</dd>" in page, name


def test_the_scrutiny_pack_holds_the_law_what_is_late_and_what_was_decided() -> None:
    pack = compose_scrutiny_pack(as_at(Marking.PARTNERS))

    assert [one.header[:2] for one in table(pack, "late-promises").rows] == ["2.", "8.", "6."]
    assert {one.header.split(".")[0] for one in table(pack, "late-actions").rows} == {
        "A2", "A4", "A5", "B2", "B4",
    }  # fmt: skip
    assert "The plan was adopted." in words(pack)
    assert "Noise should come first" in words(pack)
    assert b"CDA-04" in partners()["scrutiny/index.html"]


def test_the_newest_decision_comes_first_and_one_of_a_later_day_not_at_all() -> None:
    later = replace(book().all(records.Decision)[0], id="D9", on=ON.replace(month=12))
    of = PlanBook(
        {**book().records, records.Decision: (*book().all(records.Decision), later)}, book().words
    )

    rows = table(compose_scrutiny_pack(as_at(Marking.PARTNERS, of=of)), "decisions").rows

    assert [one.id for one in rows] == ["decision-d2", "decision-d1"]


def test_a_finding_is_told_as_the_assessment_told_it_and_by_its_id_where_none_does() -> None:
    one = next(each for each in book().all(records.Priority) if each.findings)
    told = {one.findings[0]: "Recorded burglary rose: 40 against 30 the year before"}

    with_assessment = edition_files(book(), Marking.PUBLIC, replace(PAGES, findings=told))
    without = edition_files(book(), Marking.PUBLIC, PAGES)

    page = "plan/index.html"
    assert b"Recorded burglary rose: 40 against 30 the year before." in with_assessment[page]
    assert one.findings[0].encode() in without[page]


def test_the_check_that_is_printed_is_the_one_that_the_command_prints(tmp_path: Path) -> None:
    """The City of London sends its plan to nobody: the rule knows it by its code."""
    workspace = Workspace.init(tmp_path, "E09000001")
    write_small_plan(workspace.plan_folder)

    told = workspace.check_plan(today=ON).find("REG-13A")
    edition = workspace.build_plan(as_of=ON, formats=("html",))
    document = json.loads((edition.partners / "plan" / "document.json").read_text("utf-8"))

    assert told is not None and told.today.words == "Not applicable"
    assert told.because in json.dumps(document, ensure_ascii=False)
