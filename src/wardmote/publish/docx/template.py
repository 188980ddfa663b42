"""Opening what a Word file is made in: a council's own template, or ours."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import docx
from docx.document import Document as WordFile
from docx.oxml.ns import qn

from wardmote.errors import ConfigurationError

OURS: Final = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
}
_TYPES: Final = "[Content_Types].xml"
_TEMPLATE: Final = b"wordprocessingml.template.main+xml"
_DOCUMENT: Final = b"wordprocessingml.document.main+xml"
_MACROS: Final = b"macroEnabled"
_OF_THE_BODY: Final = (  # relationships that only the body uses, and comments on it
    *("image", "hyperlink", "oleObject", "package", "chart", "aFChunk", "comments"),
    *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"),
)


def our_template() -> WordFile:
    """A new Word file with our styles and nothing in it."""
    return docx.Document(io.BytesIO(_our_package()))


@cache
def _our_package() -> bytes:
    folder = files("wardmote.publish.docx") / "ours"
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, file in OURS.items():
            archive.writestr(name, (folder / file).read_bytes())
    return package.getvalue()


def council_template(path: Path) -> WordFile:
    """A council's template, emptied: its styles, page, headers and footers stay.

    Parameters
    ----------
    path
        A ``.docx`` or ``.dotx``.

    Raises
    ------
    ConfigurationError
        It cannot be read, is not a Word file, or carries macros.
    """
    try:
        opened = docx.Document(io.BytesIO(_as_document(path)))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise ConfigurationError(
            "The template cannot be read as a Word file.",
            where={"File": path.name},
            expected="a .docx or .dotx that Word opens",
            found=type(error).__name__,
            next_step="Save the template again in Word, or leave the setting empty to use ours.",
        ) from error
    _empty(opened)
    return opened


def _as_document(path: Path) -> bytes:
    """A template as the document that Word would make of it."""
    package = path.read_bytes()
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as read,
        zipfile.ZipFile(written, "w") as write,
    ):
        types = read.read(_TYPES)
        if _MACROS in types:
            raise ConfigurationError(
                "The template carries macros, and a public document must not.",
                where={"File": path.name},
                expected="a .docx or .dotx",
                next_step="Save the template in Word without macros.",
            )
        for name in dict.fromkeys(read.namelist()):
            content = types.replace(_TEMPLATE, _DOCUMENT) if name == _TYPES else read.read(name)
            write.writestr(name, content)
    return written.getvalue()


def _empty(opened: WordFile) -> None:
    body = opened.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    for name, relationship in list(opened.part.rels.items()):
        if relationship.reltype.rpartition("/")[2] in _OF_THE_BODY:
            opened.part.rels.pop(name)
