"""The draft of the public site: a front page, and the newest public editions behind it.

Only editions for the public are taken, and each is asked for whom it is: a page for partners
stops the draft.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any, Final

from wardmote.errors import DisclosureError, Fault
from wardmote.publish import words
from wardmote.publish.clearing import clear_document
from wardmote.publish.html import page_set
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.site.banner import set_banner
from wardmote.publish.site.front import Assessed, compose_front
from wardmote.vocabulary.marking import Marking

DRAFT: Final = "site-draft"
LIVE: Final = "site"
DOCUMENT: Final = "document.json"
ASSESSMENT: Final = "assessment"
_NOT_PAGES: Final = ("provenance.json", "findings.json")


def write_draft(workspace: Path, as_at: PlanAsAt, plan_edition: Path) -> Path:
    """Make the draft of the site; the one before is replaced, what is live stays.

    Parameters
    ----------
    workspace
        Folder of the workspace.
    as_at
        The plan on a day, for the public.
    plan_edition
        Folder of the public's documents of the same day.

    Returns
    -------
    Path
        The draft's front page.

    Raises
    ------
    DisclosureError
        Something of it is not for the public: nothing is changed.
    """
    assessment = newest_assessment(workspace / "editions", as_at.on)
    made = workspace / f".{DRAFT}.making"
    shutil.rmtree(made, ignore_errors=True)
    front = clear_document(compose_front(as_at, _assessed(assessment)))
    for name, content in page_set(front).items():
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    shutil.copytree(plan_edition, made, dirs_exist_ok=True, ignore=_unpublished)
    if assessment is not None:
        shutil.copytree(assessment, made / ASSESSMENT, ignore=_unpublished)
    refuse_partners(made)
    if as_at.hold is not None:
        set_banner(made, as_at.hold)
    place = workspace / DRAFT
    shutil.rmtree(place, ignore_errors=True)
    made.replace(place)
    return place / "index.html"


def _unpublished(_folder: str, names: list[str]) -> list[str]:
    return [one for one in names if one in _NOT_PAGES]


def refuse_partners(folder: Path) -> None:
    """Refuse a site with a document that is not for the public.

    Raises
    ------
    DisclosureError
        There is one: all are named.
    """
    documents = sorted(folder.rglob(DOCUMENT))
    faults = [
        Fault(path.parent.relative_to(folder).as_posix(), "is not for the public")
        for path in documents
        if _held(path).get("marking") != Marking.PUBLIC.value
    ]
    if faults or not documents:
        shutil.rmtree(folder, ignore_errors=True)
        raise DisclosureError(
            "The site was not made: something of it is not for the public.",
            faults=faults,
            next_step="Build the plan again: wardmote plan build",
        )


def newest_assessment(editions: Path, on: date) -> Path | None:
    """Folder of the newest assessment for the public up to a day; None where there is none."""
    found = [
        path.parent
        for path in editions.glob(f"[0-9]*/{DOCUMENT}")
        if _held(path).get("marking") == Marking.PUBLIC.value
        and str(_held(path)["strip"]["assessed_on"]) <= on.isoformat()
    ]
    return max(found, key=lambda one: (one.name[:10], one.stat().st_mtime), default=None)


def _held(path: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(path.read_bytes())
    return held


def _assessed(folder: Path | None) -> Assessed | None:
    if folder is None:
        return None
    held = _held(folder / DOCUMENT)
    on, data_to = date.fromisoformat(held["strip"]["assessed_on"]), held["strip"]["data_to"]
    return Assessed(
        title=held["title"],
        answer=_plain(held["answer"]),
        on=words.day(on),
        data_to=f"{words.month(data_to)}, {words.data_age(data_to, on)}",
    )


def _plain(said: Any) -> str:
    """A sentence of a document.json without its links and stress."""
    if isinstance(said, str):
        return said
    if isinstance(said, list):
        return "".join(map(_plain, said))
    return str(said.get("printed") or said.get("text", ""))


def hash_of(folder: Path) -> str:
    """Hash of every file of a site, by which a draft is known."""
    digest = hashlib.sha256()
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = path.relative_to(folder).as_posix()
        digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
