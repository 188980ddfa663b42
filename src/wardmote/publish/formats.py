"""Formats of an edition, and what writes each.

One dictionary, so that a command, a test and a page offer the same ones. A writer is imported
when its format is wanted: nobody waits for Word who wants a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from wardmote.errors import ConfigurationError
from wardmote.publish.document import Document

Files = dict[str, bytes]
Writer = Callable[[Document, Path | None], Files]
LONGEST_NAME: Final = 60  # of a title in a file name


def _html(document: Document, template: Path | None) -> Files:
    from wardmote.publish.html import page_set

    return page_set(document)


def _pdf(document: Document, template: Path | None) -> Files:
    from wardmote.publish.pdf import pdf_bytes

    return {f"{file_stem(document)}.pdf": pdf_bytes(document)}


def _docx(document: Document, template: Path | None) -> Files:
    from wardmote.publish.docx import docx_bytes

    return {f"{file_stem(document)}.docx": docx_bytes(document, template=template)}


WRITERS: Final[Mapping[str, Writer]] = {"html": _html, "pdf": _pdf, "docx": _docx}


def files_of(
    document: Document,
    formats: Iterable[str] = tuple(WRITERS),
    *,
    template: Path | None = None,
) -> Files:
    """Every file of a document in the formats wanted.

    Answers "what lies in the folder of this edition?".

    Parameters
    ----------
    document
        Made for its readers by `wardmote.publish.readers.for_readers`, then cleared by
        `wardmote.publish.clearing`: all of it is published.
    formats
        Names of `WRITERS`; all by default. The page set brings its CSVs and document.json.
    template
        A council's own template for Word; other formats do not use it.

    Returns
    -------
    dict of str to bytes
        Path inside the folder to content, in order. The same bytes for the same document.

    Raises
    ------
    ConfigurationError
        A format is not known, or the template cannot be used.
    DisclosureError
        The document has not been cleared, or cannot be written in one of the formats: nothing is
        written in any.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.publish.blocks import Paragraph
    >>> from wardmote.publish.clearing import clear_document
    >>> from wardmote.publish.document import Strip
    >>> strip = Strip("Luton", date(2024, 11, 22), "2024-04", "evidence 1")
    >>> nothing = Paragraph("No clear change.")
    >>> document = Document("Luton", strip, "Nothing rose.", (nothing,), (), ())
    >>> list(files_of(clear_document(document), ["pdf"]))
    ['luton-2024-11-22-partners.pdf']
    """
    wanted = list(dict.fromkeys(formats))
    unknown = [name for name in wanted if name not in WRITERS]
    if unknown:
        raise ConfigurationError(
            "A format is not known.",
            found=", ".join(unknown),
            known=tuple(WRITERS),
            next_step="Ask for one of these.",
        )
    written = {
        path: content
        for name in wanted
        for path, content in WRITERS[name](document, template).items()
    }
    return dict(sorted(written.items()))


def file_stem(document: Document) -> str:
    """Name of a document's file without its ending: it says what, when and for whom.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.publish.document import Strip
    >>> from wardmote.vocabulary.marking import Marking
    >>> strip = Strip("Luton", date(2024, 11, 22), "2024-04", "evidence 1")
    >>> file_stem(Document("Crime in Luton", strip, "None.", (), (), (), marking=Marking.PUBLIC))
    'crime-in-luton-2024-11-22-public'
    """
    words = re.sub(r"[^a-z0-9]+", "-", document.title.lower()).strip("-")[:LONGEST_NAME]
    on = document.strip.assessed_on.isoformat()
    return f"{words.strip('-') or 'document'}-{on}-{document.marking.value}"
