"""The plan's documents written once, as folders that never change.

plan-editions/2026-11-22/           for the public
  plan/  promises/  residents/      pages, and PDF and Word beside them
  deck/                             slides as PowerPoint, and the same as a page
  provenance.json                   hash of the records, day, software
partner-plan-editions/2026-11-22/   for partners: the same from all records, and
  highlight-SUBGROUP/  scrutiny/

They lie apart, so that the public's can be published whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from wardmote.errors import DisclosureError
from wardmote.plan.book import PlanBook
from wardmote.plan.exchange import EXPORTS
from wardmote.plan.records import Board
from wardmote.publish.as_json import json_bytes
from wardmote.publish.blocks import Section
from wardmote.publish.clearing import clear_document
from wardmote.publish.deck import compose_deck
from wardmote.publish.document import Document
from wardmote.publish.duties import plan_check_section
from wardmote.publish.formats import Files, file_stem, files_of
from wardmote.publish.html import FRONT, linked_pages, page_set
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.feeds import promises_atom, promises_csv
from wardmote.publish.plans.highlight import (
    compose_highlight,
    quarter_before,
    quarter_of,
    report_name,
    subgroups,
)
from wardmote.publish.plans.ordered import Ordered, Views
from wardmote.publish.plans.partnership import compose_plan
from wardmote.publish.plans.promise_page import promise_pages
from wardmote.publish.plans.reading_age import reading_age
from wardmote.publish.plans.resident import compose_resident_page, spoken
from wardmote.publish.plans.scrutiny import compose_scrutiny_pack
from wardmote.publish.plans.tracker import compose_tracker, tracker_pages
from wardmote.publish.shelf import put_on_shelf
from wardmote.vocabulary.marking import Marking

PROVENANCE: Final = "provenance.json"
FOLDERS: Final = {Marking.PUBLIC: "plan-editions", Marking.PARTNERS: "partner-plan-editions"}
"""Folder of a workspace for the editions of each marking."""


@dataclass(frozen=True)
class PlanEdition:
    """A plan's documents on disk.

    Parameters
    ----------
    id
        Name of its folders.
    public, partners
        Where they lie.
    documents
        Folder of each document to its first page, from the workspace.
    reading_age
        Of the page for residents, in years.
    formats
        That it was written in.
    public_as_at
        The plan that the public's documents were made from: the site's front page is too.
    """

    id: str
    public: Path
    partners: Path
    documents: Mapping[str, Path]
    reading_age: float
    formats: tuple[str, ...]
    public_as_at: PlanAsAt = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        """Plain values, for ``wardmote plan build --json``."""
        return {
            "edition": self.id,
            "public_folder": str(self.public),
            "partners_folder": str(self.partners),
            "documents": {name: str(path) for name, path in self.documents.items()},
            "reading_age": round(self.reading_age, 1),
            "formats": [*self.formats],
        }


def write_plan_edition(book: PlanBook, workspace: Path, ordered: Ordered) -> PlanEdition:
    """Write a plan's documents as two immutable folders: for the public, and for partners.

    Parameters
    ----------
    book
        The whole plan.
    workspace
        Folder that holds them. An edition that is there with the same bytes is left alone; with
        other bytes (a record was added), a new one is numbered beside it.
    ordered
        Day, formats, template.

    Raises
    ------
    ConfigurationError
        A format or the template cannot be used.
    DisclosureError
        A document may not leave, or cannot be written: nothing has been.
    """
    views = Views(book, ordered)
    files = {readers: _files(views, readers) for readers in Marking}
    stem = ordered.on.isoformat()
    drafts = {one: workspace / FOLDERS[one] / f".{stem}.draft" for one in Marking}
    for readers, draft in drafts.items():
        _write(draft, files[readers])
    folders = put_on_shelf(drafts, stem)
    public = views.of_edition(Marking.PUBLIC)
    return PlanEdition(
        id=folders[Marking.PUBLIC].name,
        public=folders[Marking.PUBLIC],
        partners=folders[Marking.PARTNERS],
        documents=_first_pages(folders, files),
        reading_age=reading_age(spoken(compose_resident_page(public))),
        formats=("html", *(one for one in ordered.formats if one != "html")),
        public_as_at=public,
    )


def edition_files(book: PlanBook, readers: Marking, ordered: Ordered) -> Files:
    """Every file of the documents for readers of one marking: path to content.

    The public's are made from the records that are marked public, and from nothing else.
    """
    return _files(Views(book, ordered), readers)


def _files(views: Views, readers: Marking) -> Files:
    ordered = views.ordered
    as_at = views.of_edition(readers)
    check = _check(as_at, ordered)
    papers = {"plan": compose_plan(as_at, check=check)}
    if readers is Marking.PUBLIC:
        papers["residents"] = compose_resident_page(as_at)
    else:
        papers["scrutiny"] = compose_scrutiny_pack(as_at, check=check)
    files = {
        f"{name}/{path}": content
        for name, paper in papers.items()
        for path, content in _paper(paper, ordered).items()
    }
    if readers is Marking.PARTNERS:
        for board in subgroups(as_at):
            before = views.at(readers, quarter_before(quarter_of(as_at, board)))
            report = _report(as_at, before, board, ordered)
            files |= {f"{report_name(board)}/{path}": content for path, content in report.items()}
    files |= {f"promises/{path}": content for path, content in _promises(as_at).items()}
    files |= {f"deck/{path}": content for path, content in _deck(as_at, ordered).items()}
    if readers is Marking.PUBLIC:
        files |= {f"data/{path}": content for path, content in _data(as_at, ordered).items()}
    return {**files, PROVENANCE: json_bytes(_provenance(as_at))}


def _check(as_at: PlanAsAt, ordered: Ordered) -> Section | None:
    """The statutory check, one for all readers: the public has its note without the reasons."""
    return plan_check_section(ordered.check, as_at.readers) if ordered.check else None


def _report(as_at: PlanAsAt, before: PlanAsAt, board: Board, ordered: Ordered) -> Files:
    """A subgroup's report on two sides; on more only where its late actions need them."""
    try:
        return _paper(compose_highlight(as_at, before, board), ordered)
    except DisclosureError as error:
        if "must fit one sheet" not in error.what:
            raise
        return _paper(compose_highlight(as_at, before, board, two_sides=False), ordered)


def _paper(document: Document, ordered: Ordered) -> Files:
    formats = ("html", *(one for one in ordered.formats if one != "html"))
    return files_of(clear_document(document), formats, template=ordered.template)


def _promises(as_at: PlanAsAt) -> Files:
    """Pages only: a tracker on paper is out of date when it is printed, and the plan has it."""
    others = {**tracker_pages(as_at), **promise_pages(as_at)}
    pages = linked_pages(
        clear_document(compose_tracker(as_at)),
        {name: clear_document(page) for name, page in others.items()},
    )
    feeds = {"promises.csv": promises_csv(as_at), "promises.atom": promises_atom(as_at)}
    return {**pages, **feeds}


def _deck(as_at: PlanAsAt, ordered: Ordered) -> Files:
    """Slides, and the same as a page."""
    from wardmote.publish.pptx import pptx_bytes

    deck = clear_document(
        compose_deck(
            as_at.cleared,
            partnership=ordered.partnership or as_at.plan.area,
            rated={str(key): one for key, one in as_at.rated.items()},
            strip=as_at.strip(),
            accent=ordered.accent,
        )
    )
    slides = pptx_bytes(deck, template=ordered.slides_template)
    return {**page_set(deck), f"{file_stem(deck)}.pptx": slides}


def _data(as_at: PlanAsAt, ordered: Ordered) -> Files:
    """The plan for other programs, in every format in which it can be handed on."""
    organisation = ordered.partnership or as_at.plan.area
    return {
        name: content
        for write in EXPORTS.values()
        for name, content in write(as_at.cleared, organisation).items()
    }


def _provenance(as_at: PlanAsAt) -> dict[str, Any]:
    return {
        "as_of": as_at.on.isoformat(),
        "plan": as_at.plan.title,
        "marking": as_at.readers.value,
        "made_from": as_at.version,
        "records": {
            kind.__name__: len(records)
            for kind, records in sorted(
                as_at.book.records.items(), key=lambda pair: pair[0].__name__
            )
            if records
        },
    }


def _write(folder: Path, files: Files) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _first_pages(
    folders: Mapping[Marking, Path], files: Mapping[Marking, Files]
) -> dict[str, Path]:
    return {
        f"{readers.value}: {path.split('/')[0]}": folders[readers] / path
        for readers in Marking
        for path in sorted(files[readers])
        if path.endswith(f"/{FRONT}") and path.count("/") == 1
    }
