"""The PDF of a document, or the reason why there is none."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

from wardmote.errors import DisclosureError
from wardmote.publish.clearing import require_clearance
from wardmote.publish.document import Document
from wardmote.publish.paper import on_paper
from wardmote.publish.pdf.content import content
from wardmote.publish.pdf.row_headers import with_row_headers
from wardmote.publish.typesetting import Unprintable, typeset
from wardmote.publish.unprintable import refuse_controls, refuse_shapeless

_TOO_LONG: Final = re.compile(r"too long for one sheet: ([a-z0-9-]+) (\d+)")


def pdf_bytes(document: Document) -> bytes:
    """The document as one PDF file: PDF/UA-1 and PDF/A-2a, on A4.

    Answers "what do we print, send to the Board and archive?". The same order, numbers and
    text alternatives as the page set; the tables behind the pictures and the receipts of all
    numbers stand at the end, one link from each number and two from its files.

    Parameters
    ----------
    document
        Cleared by `wardmote.publish.clearing`. All that is in it is in the file.

    Returns
    -------
    bytes
        The same for the same document on every machine with the same typst, in every time zone.

    Raises
    ------
    DisclosureError
        The document has not been cleared, a section that must fit one sheet does not, or a
        character is no text or has no shape in the shipped typefaces: it says where they stand.

    Notes
    -----
    The row headers of its tables are marked as such by `wardmote.publish.pdf.row_headers`.

    References
    ----------
    ISO 14289-1 (PDF/UA-1). ISO 19005-2 (PDF/A-2), level a.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.publish.blocks import Paragraph
    >>> from wardmote.publish.clearing import clear_document
    >>> from wardmote.publish.document import Strip
    >>> strip = Strip("Luton", date(2024, 11, 22), "2024-04", "evidence 1")
    >>> nothing = Paragraph("No clear change.")
    >>> document = Document("Luton", strip, "Nothing rose.", (nothing,), (), ())
    >>> pdf_bytes(clear_document(document))[:8]
    b'%PDF-1.7'
    """
    import typst

    require_clearance(document)
    refuse_controls(document)
    said = content(on_paper(document))
    try:
        made = typeset((files("wardmote.publish.pdf") / "edition.typ").read_bytes(), said)
    except Unprintable as error:
        refuse_shapeless(document.title, error.characters, said)
        raise
    except typst.TypstError as error:
        over = _TOO_LONG.search(error.message)
        if over is None:
            raise  # a fault of ours
        raise _too_long(over[1], over[2]) from error
    return with_row_headers(made)


def _too_long(section: str, millimetres: str) -> DisclosureError:
    return DisclosureError(
        f'Section "{section}" must fit one sheet, and does not.',
        expected="one side of A4 in the smallest type that can be read",
        found=f"{millimetres} mm too much",
        next_step="Shorten the section, or put exhibits beside each other.",
    )
