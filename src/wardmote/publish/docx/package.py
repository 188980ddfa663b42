"""A Word file whose bytes depend on its content alone."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Final

_MADE_ON_DOS: Final = 0  # not on the system of whoever runs this


def with_fixed_dates(package: bytes, on: date) -> bytes:
    """The same package with every entry dated alike.

    Parameters
    ----------
    package
        A zip archive.
    on
        Date of the document, 1980 or later as zip has it.

    Examples
    --------
    >>> archive = io.BytesIO()
    >>> with zipfile.ZipFile(archive, "w") as file:
    ...     file.writestr("a.xml", "<a/>")
    >>> fixed = with_fixed_dates(archive.getvalue(), date(2024, 11, 22))
    >>> zipfile.ZipFile(io.BytesIO(fixed)).infolist()[0].date_time
    (2024, 11, 22, 0, 0, 0)
    """
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as read,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as write,
    ):
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            entry.create_system = _MADE_ON_DOS
            entry.compress_type = zipfile.ZIP_DEFLATED
            write.writestr(entry, read.read(name))
    return written.getvalue()
