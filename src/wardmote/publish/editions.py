"""Editions: an assessment written once for each kind of reader, as folders that never change.

editions/2026-11-22-v000003/           for the public
  index.html, evidence/…    the pages
  tables/*.csv              each table, with datapackage.json
  document.json             the document, for programs
  provenance.json           what it was made from: version, files, hashes, parameters
partner-editions/2026-11-22-v000003/   for partners: the same, and what is marked for them

The public edition is made from the partners' by marking and the disclosure rules alone. They
lie apart, so that a folder of editions can be published whole.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.findings import Finding
from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.errors import AnalysisError, ConfigurationError, DisclosureError
from wardmote.publish.as_json import json_bytes
from wardmote.publish.clearing import clear_document
from wardmote.publish.document import Document
from wardmote.publish.formats import WRITERS, files_of
from wardmote.publish.html import FRONT, write_pages
from wardmote.publish.pieces import plain
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.readers import for_readers
from wardmote.publish.receipts import SourceFile
from wardmote.publish.shelf import put_on_shelf
from wardmote.publish.strategic.compose import compose_assessment
from wardmote.publish.strategic.levels_json import levels_json
from wardmote.publish.strategic.partner_json import partner_records_json
from wardmote.publish.strategic.since import since_sentences
from wardmote.publish.strategic.wording import sentence
from wardmote.vocabulary.marking import Marking

PROVENANCE = "provenance.json"
FRONT_ROWS = (6, 5, 4, 3)  # of the front page's table: as many as fit one side of A4


@dataclass(frozen=True)
class Edition:
    """One assessment on disk.

    Parameters
    ----------
    id
        Name of its folder.
    folder
        Where the public edition lies.
    partners
        Where the partners' edition lies.
    answer
        Its answer, in words.
    verdicts
        Verdict to number of findings about whole categories.
    formats
        Formats that it was written in.
    since
        What became of each finding of an earlier assessment, in sentences, where one was named.
    notes
        For the analyst: declarations that nothing held fits.
    """

    id: str
    folder: Path
    partners: Path
    answer: str
    verdicts: dict[str, int]
    formats: tuple[str, ...] = ("html",)
    since: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def index(self) -> Path:
        """First page of the public edition."""
        return self.folder / FRONT

    @property
    def partners_index(self) -> Path:
        """First page of the partners' edition."""
        return self.partners / FRONT

    def as_json(self) -> dict[str, Any]:
        """Plain values, for ``wardmote assess --json``."""
        return {
            "assessment": self.id,
            "folder": str(self.folder),
            "partners_folder": str(self.partners),
            "formats": [*self.formats, "csv", "json"],
            "answer": self.answer,
            "findings": self.verdicts,
            **({"since": list(self.since)} if self.since else {}),
            **({"notes": list(self.notes)} if self.notes else {}),
        }


def write_edition(
    found: Assessment,
    workspace: Path,
    *,
    formats: Sequence[str] = tuple(WRITERS),
    template: Path | None = None,
    plan: PlanAsAt | None = None,
) -> Edition:
    """Write an assessment as two immutable folders: for the public, and for partners.

    Parameters
    ----------
    found
        What was found.
    workspace
        Folder that holds ``editions/`` and ``partner-editions/``. An edition that is there
        with the same bytes is left alone; with other bytes (the settings or the commentary
        have changed), a new one is numbered beside it.
    formats
        Of `wardmote.publish.formats`: html, pdf, docx. The page set is always there.
    template
        A council's own template for Word.
    plan
        The partnership plan as the public may have it on that day; None where none is recorded.

    Returns
    -------
    Edition
        Where it is.
    """
    paper = [one for one in formats if one != "html"]
    whole, whole_files = _fitting(found, plan, paper, template)
    public = clear_document(for_readers(whole, Marking.PUBLIC))
    stem = found.id
    drafts = {one: workspace / one.folder / f".{stem}.draft" for one in Marking}
    _write(found, plan, whole, drafts[Marking.PARTNERS], whole_files)
    public_files = files_of(public, paper, template=template)
    _write(found, plan, public, drafts[Marking.PUBLIC], public_files)
    kept = put_on_shelf(drafts, stem)
    verdicts = Counter(str(one.verdict) for one in found.categories)
    return Edition(
        id=kept[Marking.PUBLIC].name,
        folder=kept[Marking.PUBLIC],
        partners=kept[Marking.PARTNERS],
        answer=plain(whole.answer),
        verdicts=dict(sorted(verdicts.items())),
        formats=("html", *paper),
        since=since_sentences(found),
        notes=found.around.receipts.never_came,
    )


def _fitting(
    found: Assessment, plan: PlanAsAt | None, paper: Sequence[str], template: Path | None
) -> tuple[Document, dict[str, bytes]]:
    """The partners' document, its front page cut until it fits one sheet, and its paper formats.

    The public's front page holds no more than theirs, so it fits too.
    """
    for rows in FRONT_ROWS:
        document = clear_document(compose_assessment(found, front_rows=rows, plan=plan))
        try:
            return document, files_of(document, paper, template=template)
        except DisclosureError as error:
            if "must fit one sheet" not in error.what or rows == FRONT_ROWS[-1]:
                raise
    raise AssertionError("the last number of rows either fits or raises")


def _write(
    found: Assessment,
    plan: PlanAsAt | None,
    document: Document,
    folder: Path,
    files: Mapping[str, bytes],
) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    write_pages(document, folder)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / PROVENANCE).write_bytes(json_bytes(provenance(found, document, plan)))
    # For programs: the document as it is printed, with every finding beside it.
    printed = json.loads((folder / "document.json").read_bytes())
    findings = {"findings": [finding_json(one, found) for one in found.findings]}
    findings["levels"] = levels_json(found)
    if found.partners.lines:
        findings["partner_records"] = partner_records_json(found)
    (folder / "document.json").write_bytes(json_bytes({**printed, **findings}))
    (folder / "findings.json").write_bytes(json_bytes(findings))


def provenance(
    found: Assessment, document: Document, plan: PlanAsAt | None = None
) -> dict[str, Any]:
    """What an assessment was made from: version, files with hashes, every figure's receipt."""
    names = {one.sha256: one.name for one in document.sources}
    names |= {one.sha256: one.name for one in found.files.values()}  # with their folders
    return {
        "evidence_version": found.evidence_version,
        "software": f"wardmote {found.software}",
        "as_of": found.as_of.isoformat(),
        "area": {"code": found.area.code, "name": found.area.name},
        "series": found.series.chosen.label,
        **_since_named(found),
        **_plan_named(plan),
        "files": [
            {
                "sha256": _told_hash(one),
                "name": names[one.sha256],
                "publisher": one.publisher,
                "licence": one.licence,
                "retrieved_on": one.retrieved_on.isoformat(),
            }
            for one in document.sources
        ],
        "figures": {
            one.figure_id: {
                "statement": one.statement,
                "method": one.method,
                "parameters": dict(one.parameters),
                "files": [
                    {
                        "sha256": _told_hash(document.source(part.sha256)),
                        "name": names[part.sha256],
                        "rows": part.rows,
                    }
                    for part in one.counted
                ],
            }
            for one in document.receipts
        },
    }


def _told_hash(source: SourceFile) -> str | None:
    """Hash of a file; None of one that is not open, since it would tell what is in it."""
    return source.sha256 if source.sensitivity is Sensitivity.OPEN else None


def _since_named(found: Assessment) -> dict[str, Any]:
    """The earlier assessment that this one was compared with, if it was."""
    if found.around.since is None:
        return {}
    earlier = found.around.since.compared.earlier
    return {
        "since": {
            "assessment": earlier.id,
            "as_of": earlier.as_of.isoformat(),
            "evidence_version": earlier.evidence_version,
            "sha256": earlier.sha256,
        }
    }


def _plan_named(plan: PlanAsAt | None) -> dict[str, Any]:
    """The plan whose records it tells of, if there is one."""
    if plan is None:
        return {}
    named = {"title": plan.plan.title, "as_of": plan.on.isoformat(), "records": plan.records_hash}
    return {"plan": named}


def finding_json(one: Finding, found: Assessment) -> dict[str, Any]:
    """One finding as plain values."""
    change = one.judged.change
    return {
        "id": one.id,
        "theme": one.measure.theme,
        "category": one.measure.id,
        "title": one.measure.title,
        "part_of": one.measure.parent,
        "months": [f"{month:%Y-%m}" for month in one.months],
        "area": one.area_code,
        "verdict": str(one.verdict),
        "statement": plain(sentence(one)),
        "before": one.before,
        "after": one.after,
        "ratio": change.ratio,
        "lower": change.lower,
        "upper": change.upper,
        "test": change.basis.method,
        "p": change.p,
        "adjusted_p": one.judged.adjusted_p,
        "polarity": one.measure.polarity,
        "limbs": sorted(one.measure.limbs),
        "confidence": one.confidence,
        "series": one.series,
        "evidence": {"version": found.evidence_version, "receipt": one.id},
    }


def newest_receipt(editions: Path, figure_id: str) -> dict[str, Any]:
    """Receipt of a figure in the newest assessment.

    Raises
    ------
    ConfigurationError
        There is no assessment yet.
    AnalysisError
        The newest has no such figure.
    """
    folders = [path for path in editions.glob("[0-9]*") if (path / PROVENANCE).is_file()]
    if not folders:
        raise ConfigurationError(
            "There is no assessment yet.", next_step="Build one: wardmote assess"
        )
    newest = max(folders, key=lambda path: ((path / PROVENANCE).stat().st_mtime, path.name))
    figures = json.loads((newest / PROVENANCE).read_text(encoding="utf-8"))["figures"]
    if figure_id not in figures:
        raise AnalysisError(
            f"The assessment {newest.name} has no figure {figure_id!r}.",
            known=sorted(figures),
            next_step="Use one of these, or the id of a row: SHA:ROW.",
        )
    receipt: dict[str, Any] = figures[figure_id]
    return receipt
