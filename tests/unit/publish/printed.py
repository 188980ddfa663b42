"""Reading printed documents back: the structure of a PDF, its words, the parts of a Word file."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of_pdf(pdf: bytes, tmp_path: Path, *, how: str = "-raw") -> list[str]:
    """Words of each sheet in the order in which they were set, or ``-layout`` as printed."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine: install poppler-utils")
    file = tmp_path / "read.pdf"
    file.write_bytes(pdf)
    read = subprocess.run(
        ["pdftotext", how, str(file), "-"], capture_output=True, check=True, timeout=60
    )
    return read.stdout.decode().split("\f")[:-1]


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Structure elements in reading order."""
    yield from _inside(pdf.Root.StructTreeRoot.K)


def _inside(thing: object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(thing, pikepdf.Array):
        for one in thing:
            yield from _inside(one)
    elif isinstance(thing, pikepdf.Dictionary) and "/S" in thing:
        yield thing
        if "/K" in thing:
            yield from _inside(thing.K)


def attribute(element: pikepdf.Dictionary, name: str) -> str:
    """One attribute of a structure element, as text; empty where it has none."""
    return next((str(one[name]) for one in element.get("/A", []) if name in one), "")


def parts(docx: bytes) -> dict[str, etree._Element]:
    """XML parts of a Word file by their names."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
