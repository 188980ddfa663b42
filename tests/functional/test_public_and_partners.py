"""An assessment is written twice: the public's edition is the partners', less what is theirs."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pytest

from functional.smallborough import AS_OF, CommandLine, write_lookups, write_police
from unit.publish.printed import words_of_pdf

NAME = "2026-11-22-v000001"
COMMENTARY = """\
## change-burglary
> For: partners

Most of it is Heronsgate sheds.

- Ask [the registrar](https://registrar.example/heronsgate).

## change-drugs
> For: public

Searches in Kingfisher Row were significantly fewer.

## change-piracy
> Written against: rose: 1,600 against 1,398 the year before [0c1d2e3f]

Written of a finding that has gone.
"""
OURS = re.compile("Heronsgate|registrar|For partners|not proposed|piracy|Look this over", re.I)


@pytest.fixture
def editions(wardmote: CommandLine, workspace: Path, tmp_path: Path) -> dict[str, Path]:
    """The public's and the partners' edition of one assessment with commentary for each."""
    wardmote.ingest(workspace, write_police(write_lookups(tmp_path / "in"), "2022-04", 24))
    folder = workspace / "commentary"
    folder.mkdir()
    (folder / "crime.md").write_text(COMMENTARY, encoding="utf-8")
    assert wardmote("assess", "-w", workspace, "--as-of", AS_OF).status == 0
    return {
        "public": workspace / "editions" / NAME,
        "partners": workspace / "partner-editions" / NAME,
    }


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every file, with names and texts of all that is packed inside it."""
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = path.relative_to(folder).as_posix()
        yield name, name
        yield name, path.read_bytes().decode("utf-8", "ignore")
        if path.suffix == ".docx":
            yield from _of_word(name, path)
        elif path.suffix == ".pdf":
            yield from _of_pdf(name, path)


def _of_word(name: str, path: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as packed:
        for part in packed.namelist():
            xml = packed.read(part).decode("utf-8", "ignore")
            yield f"{name}/{part}", xml + re.sub(r"<[^>]+>", "", xml)


def _of_pdf(name: str, path: Path) -> Iterator[tuple[str, str]]:
    with TemporaryDirectory() as folder:
        yield name, "\n".join(words_of_pdf(path.read_bytes(), Path(folder)))
    with pikepdf.open(path) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    content = thing.read_bytes()
                except pikepdf.PdfError:  # a picture's own packing
                    content = thing.read_raw_bytes()
                yield name, content.decode("utf-8", "ignore")
            else:
                yield name, str(thing)


def without_partners(part: Any) -> Any:
    """A part of document.json with every block that is marked for partners taken out."""
    if isinstance(part, list):
        return [
            without_partners(one)
            for one in part
            if not (isinstance(one, dict) and one.get("marking") == "partners")
        ]
    if isinstance(part, dict):
        return {name: without_partners(value) for name, value in part.items()}
    return part


def test_partners_read_what_is_theirs(editions: dict[str, Path]) -> None:
    page = (editions["partners"] / "index.html").read_text(encoding="utf-8")

    for said in ("Heronsgate", "not proposed", "change-piracy", "Kingfisher", "significantly"):
        assert said in page
    assert 'href="https://registrar.example/heronsgate"' in page


def test_no_byte_of_the_public_edition_tells_what_is_for_partners(
    editions: dict[str, Path],
) -> None:
    assert {name.rsplit(".")[-1] for name, _ in texts(editions["public"])} >= {"html", "pdf", "csv"}
    for name, text in texts(editions["public"]):
        assert not OURS.search(text), (name, OURS.search(text))

    told = {name for name, text in texts(editions["partners"]) if "Heronsgate" in text}
    assert {Path(name.split(".docx")[0]).suffix or "docx" for name in told} >= {".html", ".json"}
    assert any(name.endswith(".pdf") for name in told)
    assert any("word/document.xml" in name for name in told)


def test_the_public_document_is_the_partners_document_filtered(editions: dict[str, Path]) -> None:
    whole, public = (
        json.loads((editions[who] / "document.json").read_bytes()) for who in ("partners", "public")
    )

    assert {whole.pop("marking"), public.pop("marking")} == {"partners", "public"}
    assert without_partners(whole) == public
    assert whole != public


def test_every_file_that_both_have_holds_the_same_figures(editions: dict[str, Path]) -> None:
    for path in sorted(editions["public"].rglob("*")):
        name = path.relative_to(editions["public"])
        if path.suffix in (".csv", ".svg") or path.name in ("findings.json", "provenance.json"):
            assert path.read_bytes() == (editions["partners"] / name).read_bytes(), name


@pytest.mark.parametrize(
    ("who", "marking"), [("public", "Public"), ("partners", "For partners only")]
)
def test_the_marking_is_on_the_strip_and_on_every_sheet(
    editions: dict[str, Path], tmp_path: Path, who: str, marking: str
) -> None:
    page = (editions[who] / "index.html").read_text(encoding="utf-8")
    (pdf,) = editions[who].glob("*.pdf")
    sheets = words_of_pdf(pdf.read_bytes(), tmp_path)

    assert f"<dt>Marking</dt><dd>{marking}</dd>" in page
    assert len(sheets) > 5
    assert [number for number, sheet in enumerate(sheets, 1) if marking not in sheet] == []


def test_a_change_for_partners_alone_makes_one_new_edition_under_one_name(
    wardmote: CommandLine, workspace: Path, editions: dict[str, Path]
) -> None:
    before = {path: path.read_bytes() for path in editions["public"].rglob("*.*") if path.is_file()}
    path = workspace / "commentary" / "crime.md"
    path.write_text(COMMENTARY.replace("Heronsgate", "Swansgate"), encoding="utf-8")

    made = wardmote("assess", "-w", workspace, "--as-of", AS_OF, "--format", "html", "--json").json

    assert isinstance(made, dict)
    assert made["folder"].endswith(f"editions/{NAME}-2")
    assert made["partners_folder"].endswith(f"partner-editions/{NAME}-2")
    assert {path: path.read_bytes() for path in before} == before
