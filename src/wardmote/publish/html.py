"""The page set: a document as accessible HTML that works from a folder, without a script.

index.html            the document
evidence.html         every figure, every source file
evidence/FIGURE.html  one figure: method, choices, files with hash and rows counted
figures/EXHIBIT.svg   pictures
tables/TABLE.csv      tables, described in datapackage.json
document.json         the document for programs
assets/               style sheets and the typeface with its licence
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wardmote.errors import ConfigurationError, Fault
from wardmote.publish import look, words
from wardmote.publish.as_csv import csv_bytes, datapackage
from wardmote.publish.as_json import document_json
from wardmote.publish.blocks import Section
from wardmote.publish.clearing import require_clearance
from wardmote.publish.document import Document
from wardmote.publish.exhibits import Exhibit, Map
from wardmote.publish.paper import rows_and_files
from wardmote.publish.pieces import pieces_of
from wardmote.publish.receipts import Receipt, source_lines, source_order
from wardmote.publish.refusals import refuse_if
from wardmote.publish.svg import described

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

FRONT: Final = "index.html"
MADE_BY_US: Final = "document.json"  # a folder with it is an earlier page set, and may be replaced


class _Printing:
    """What one page has shown already: first places are anchors, first links are spelt out."""

    def __init__(self) -> None:
        self._figures: set[str] = set()
        self._links: set[str] = set()

    def first_figure(self, figure_id: str) -> bool:
        return _is_new(figure_id, self._figures)

    def first_link(self, address: str) -> bool:
        return _is_new(address, self._links) and not address.startswith("#")


def _is_new(name: str, seen: set[str]) -> bool:
    is_new = name not in seen
    seen.add(name)
    return is_new


def page_set(document: Document) -> dict[str, bytes]:
    """Every file of the document's page set.

    Answers "what do we put on the web site?". For the public edition, make the document with
    `wardmote.publish.readers.for_readers` first: all that is in the document is published.

    Parameters
    ----------
    document
        Checked by being built.

    Returns
    -------
    dict of str to bytes
        Path inside the folder, with forward slashes, to content; the same bytes for the same
        document on every machine and in every time zone.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.publish.blocks import Paragraph
    >>> from wardmote.publish.clearing import clear_document
    >>> from wardmote.publish.document import Strip
    >>> strip = Strip("Luton", date(2024, 11, 22), "2024-04", "evidence 1")
    >>> nothing = Paragraph("No clear change.")
    >>> document = Document("Luton", strip, "Nothing rose.", (nothing,), (), ())
    >>> pages = page_set(clear_document(document))
    >>> sorted(pages)[-3:]
    ['datapackage.json', 'document.json', 'index.html']
    """
    require_clearance(document)
    evidence = {"evidence.html": _evidence(document)} if document.receipts else {}
    pages = {
        FRONT: _front(document),
        **evidence,
        "document.json": document_json(document),
        "datapackage.json": datapackage(document),
        "assets/edition.css": _edition_css(document).encode(),
        **_assets(),
    }
    for receipt in document.receipts:
        pages[f"evidence/{receipt.figure_id}.html"] = _receipt(document, receipt)
    pages |= _tables_and_figures(document)
    return dict(sorted(pages.items()))


def _tables_and_figures(document: Document) -> dict[str, bytes]:
    tables = {f"tables/{table.id}.csv": csv_bytes(table) for table in document.tables()}
    figures = {
        f"figures/{exhibit.id}.svg": str(_picture(exhibit, "wide")).encode()
        for exhibit in document.exhibits()
    }
    return {**tables, **figures}


def linked_pages(front: Document, others: Mapping[str, Document]) -> dict[str, bytes]:
    """Page set of a document, with pages beside it that share its style sheets.

    Answers "where do the parts of a long list, or each thing in it, have a page of its own?".
    Pages lead to each other by `wardmote.publish.pieces.Link` to ``NAME.html``.

    Parameters
    ----------
    front
        The page to open. Its ``document.json`` and ``datapackage.json`` are for all.
    others
        Name of each other page to what it says, for the same readers; without receipts, which
        have one place to lead back to.

    Returns
    -------
    dict of str to bytes
        As `page_set`.

    Raises
    ------
    DisclosureError
        A page is for other readers, has receipts, or has not been cleared.
    """
    refuse_if(
        (
            Fault(name, "is for other readers, or has receipts of its own.")
            for name, page in others.items()
            if page.marking is not front.marking or page.receipts
        ),
        what="Pages cannot lie beside each other.",
        next_step="Make each for the same readers, and print receipts on the front page only.",
    )
    pages = page_set(front)
    for name, page in others.items():
        require_clearance(page)
        pages |= {**_tables_and_figures(page), f"{name}.html": _front(page)}
    return dict(sorted(pages.items()))


def write_pages(document: Document, folder: Path) -> Path:
    """Write the page set to a folder, whole or not at all.

    Parameters
    ----------
    document
        What to publish.
    folder
        New, empty, or holding an earlier page set. That is replaced, so that nothing of it
        stays behind: a page for partners, say, under a public edition.

    Returns
    -------
    Path
        The page to open.

    Raises
    ------
    ConfigurationError
        The folder holds something that is not a page set: nothing has been written.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MADE_BY_US).is_file():
        raise ConfigurationError(
            "The pages would be written over other files, so nothing was written.",
            where={"Folder": folder.name},
            expected="a new or empty folder, or an earlier page set",
            found="other files",
            next_step="Name another folder.",
        )
    made = folder.with_name(f"{folder.name}.making")
    shutil.rmtree(made, ignore_errors=True)
    for path, content in page_set(document).items():
        place = made / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    earlier = folder.with_name(f"{folder.name}.earlier")
    shutil.rmtree(earlier, ignore_errors=True)
    if folder.exists():
        folder.rename(earlier)
    made.rename(folder)
    shutil.rmtree(earlier, ignore_errors=True)
    return folder / FRONT


def _front(document: Document) -> bytes:
    contents = [block for block in document.blocks if isinstance(block, Section)]
    return _rendered(
        "document.html",
        document=document,
        root="",
        contents=contents,
        sources=source_lines(document.sources),
        printing=_Printing(),
    )


def _evidence(document: Document) -> bytes:
    return _rendered(
        "evidence.html",
        document=document,
        root="",
        receipts=sorted(document.receipts, key=lambda receipt: receipt.statement),
        sources=sorted(document.sources, key=source_order),
    )


def _receipt(document: Document, receipt: Receipt) -> bytes:
    files_counted = [(part, document.source(part.sha256)) for part in receipt.counted]
    printed = any(figure_id == receipt.figure_id for _, figure_id in document.figures_named())
    return _rendered(
        "receipt.html",
        document=document,
        root="../",
        receipt=receipt,
        files=sorted(files_counted, key=lambda pair: source_order(pair[1])),
        back=f"#at--{receipt.figure_id}" if printed else "",
    )


def _rendered(template: str, **given: object) -> bytes:
    return _environment().get_template(template).render(**given).encode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("wardmote.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        count=words.count,
        rows_and_files=rows_and_files,
        day=words.day,
        pieces=pieces_of,
        picture=_picture,
        together=lambda columns, cells: zip(columns, cells, strict=True),
    )
    return environment


def _picture(exhibit: Exhibit, width: str) -> Markup:
    """A drawing of an exhibit, told to those who cannot see it.

    `Drawing` has refused whatever could act or load; title and description are escaped.
    """
    from markupsafe import Markup

    credit = f" {exhibit.attribution}" if isinstance(exhibit, Map) else ""
    return Markup(
        described(
            getattr(exhibit.drawing, width),
            title=exhibit.title,
            description=exhibit.summary + credit,
            prefix=f"{exhibit.id}--{width}--",
        )
    )


def _assets() -> dict[str, bytes]:
    package = files("wardmote.publish")
    fonts = look.fonts_folder()
    assets = {"assets/wardmote.css": (package / "assets" / "wardmote.css").read_bytes()}
    for name in ("OFL.txt", *(f"{font}.woff2" for font in look.FONT_FILES.values())):
        assets[f"assets/{name}"] = (fonts / name).read_bytes()
    return assets


def _edition_css(document: Document) -> str:
    """What differs between editions: the accent, and the lines on every printed sheet."""
    strip = document.strip
    return (
        f":root {{ --accent: {document.accent}; }}\n"
        "@page {\n"
        f"  @top-left {{ content: {_css_string(strip.running_head)}; }}\n"
        f"  @top-right {{ content: {_css_string(document.marking.words)}; }}\n"
        f"  @bottom-left {{ content: {_css_string(strip.version)}; }}\n"
        '  @bottom-right { content: "Page " counter(page) " of " counter(pages); }\n'
        "}\n"
    )


def _css_string(text: str) -> str:
    r"""Words as a CSS string that cannot end early.

    >>> _css_string('a"}')
    '"a\\22 \\7d "'
    """
    safe = re.sub(r"[^\w .,·:-]", lambda found: f"\\{ord(found[0]):x} ", text)
    return f'"{safe}"'
