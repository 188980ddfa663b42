"""A workbook of one sheet, written by hand so that its bytes never change.

A library's workbook carries the moment it was saved, and is compressed and written
differently by different builds; this one holds the parts that the standard requires, stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

SAVED = (2026, 9, 1, 0, 0, 0)
DAY_ZERO = date(1899, 12, 30)  # Excel's, for dates after February 1900
PLAIN, DATE = 0, 1  # positions in the styles below
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELATION = '<Relationship Id="rId{number}" Type="{kind}/{name}" Target="{target}"/>'

Cell = str | int | float | date


def workbook(sheet: str, rows: Iterable[Iterable[Cell]]) -> bytes:
    """An XLSX file with these rows: texts, numbers and dates.

    References
    ----------
    ECMA-376, Office Open XML file formats, part 1, section 18 (SpreadsheetML).
    """
    texts: dict[str, int] = {}
    lines = "".join(_row(row, texts) for row in rows)
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
            f'<sheet name="{escape(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/styles.xml": _styles(),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
        ),
    }
    content = BytesIO()
    with ZipFile(content, "w", ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(ZipInfo(name, SAVED), (HEAD + text).encode("utf-8"))
    return content.getvalue()


def _row(cells: Iterable[Cell], texts: dict[str, int]) -> str:
    return f"<row>{''.join(_cell(cell, texts) for cell in cells)}</row>"


def _cell(cell: Cell, texts: dict[str, int]) -> str:
    if isinstance(cell, str):
        return f'<c t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'
    if isinstance(cell, date):
        return f'<c s="{DATE}"><v>{(cell - DAY_ZERO).days}</v></c>'
    return f"<c><v>{cell}</v></c>"


def _relations(*named: tuple[str, str]) -> str:
    lines = [
        RELATION.format(number=number, kind=DOCUMENT, name=name, target=target)
        for number, (name, target) in enumerate(named, start=1)
    ]
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _content_types() -> str:
    kinds = {
        "workbook": "sheet.main",
        "worksheets/sheet1": "worksheet",
        "styles": "styles",
        "sharedStrings": "sharedStrings",
    }
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{SHEET_TYPE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _styles() -> str:
    """Two cell styles: plain, and a date (built-in number format 14)."""
    return (
        f'<styleSheet xmlns="{MAIN}">'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
