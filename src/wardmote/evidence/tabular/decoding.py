"""Bytes to text: how a file was encoded, found without guessing what it says."""

from __future__ import annotations

import codecs
import re

from wardmote.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes of UTF-8 for the signs that British text has: £ é – ’. In cp1252 they would read "Â£"
_UTF8_SIGNS = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
_WORKBOOK = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
LOOKED_AT_BYTES = 4_096
KNOWN_ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "latin-1")


def decode_text(data: bytes, file_name: str, encoding: str | None = None) -> tuple[str, str]:
    """Text of a file and how it was encoded.

    Answers "is this UTF-8, or what Excel writes on a Windows machine?". A byte order mark
    decides; else UTF-16 is told by its noughts, UTF-8 by being valid, and what remains is
    Windows' cp1252.

    Parameters
    ----------
    data
        All bytes of the file.
    file_name
        For the message.
    encoding
        As the mapping says; None to find out.

    Returns
    -------
    tuple of str
        Text without a byte order mark, and the name of the encoding.

    Raises
    ------
    SourceError
        The bytes are a workbook, or not text, or not in the encoding told.

    Notes
    -----
    Other encodings of one byte a letter (Mac Roman, code page 850) cannot be told from
    cp1252 and come out with wrong accents and pound signs; tell the encoding then.

    Examples
    --------
    >>> decode_text("£5".encode("cp1252"), "x.csv")
    ('£5', 'cp1252')
    """
    _refuse_workbooks(data, file_name)
    found = encoding or _found_encoding(data)
    if found not in KNOWN_ENCODINGS:
        raise SourceError(
            f'The encoding "{found}" is not one that tables come in.',
            where={"File": file_name},
            known=KNOWN_ENCODINGS,
            next_step="Correct encoding in the mapping, or leave it out.",
        )
    try:
        text = data.decode(found)
    except UnicodeDecodeError as error:
        raise _not_in(found, data, error.start, file_name) from error
    if found in ("cp1252", "latin-1") and (sign := _UTF8_SIGNS.search(data)):
        raise _not_in(found, data, sign.start(), file_name)
    if "\0" in text:
        raise _not_in(found, data, max(data.find(b"\0"), 0), file_name)
    return text.removeprefix("\ufeff"), found


def _found_encoding(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[:LOOKED_AT_BYTES]
    if head[1::2].count(0) > len(head) / 4:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) / 4:
        return "utf-16-be"
    return "utf-8" if _is_utf8(data) else "cp1252"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_workbooks(data: bytes, file_name: str) -> None:
    if data.startswith(_WORKBOOK):
        found, step = "an Excel workbook or a ZIP", "Give it its own ending: .xlsx or .zip."
    elif data.startswith(_OLD_WORKBOOK):
        found = "an old Excel workbook (.xls), or one with a password"
        step = "Open it in Excel and save it as XLSX without a password."
    else:
        return
    raise SourceError(
        "The file is not text.",
        where={"File": file_name},
        expected="a table in text (CSV)",
        found=found,
        next_step=step,
    )


def _not_in(encoding: str, data: bytes, at: int, file_name: str) -> SourceError:
    line = data.count(b"\n", 0, at) + 1
    return SourceError(
        f"The file is not all in one encoding: it does not read as {encoding}.",
        where={"File": file_name, "Line": f"{line:,}"},
        expected="one of " + ", ".join(KNOWN_ENCODINGS),
        next_step=(
            "The file may be cut short, or two files may have been joined. Open it in Excel and "
            "save it as CSV UTF-8; or, if you know its encoding, write it in the mapping."
        ),
    )
