"""Writing files so that they are the same bytes everywhere, and keeping account of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CRLF, LF = "\r\n", "\n"


@dataclass(frozen=True)
class WrittenFile:
    """One file that was written.

    Parameters
    ----------
    path
        From the folder of the whole, with forward slashes.
    rows
        Records in it: the header, a title row and the features' wrapping are none.
    sha256
        Of its bytes.
    """

    path: str
    rows: int
    sha256: str


class Ledger:
    """Writes into one folder and remembers what it wrote.

    Line ends and encodings are stated, never left to the system.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[WrittenFile] = []

    def write(self, path: str, content: bytes, *, rows: int) -> None:
        """One file, its folders made."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        self.files.append(WrittenFile(path, rows, hashlib.sha256(content).hexdigest()))

    def write_table(
        self,
        path: str,
        header: Iterable[str],
        lines: list[str],
        *,
        delimiter: str = ",",
        newline: str = CRLF,
        encoding: str = "utf-8",
    ) -> None:
        """A table in text: the header's fields, then lines that are already joined."""
        first = joined(header, delimiter)
        text = newline.join([first, *lines, ""])
        self.write(path, text.encode(encoding), rows=len(lines))


def joined(fields: Iterable[object], delimiter: str = ",") -> str:
    """One line of a table, fields quoted where they hold the delimiter.

    Examples
    --------
    >>> joined(["On or near Quayside, The", 3, ""])
    '"On or near Quayside, The",3,'
    """
    texts = (str(field) for field in fields)
    return delimiter.join(f'"{text}"' if delimiter in text else text for text in texts)
