"""Parts of a PowerPoint file whose bytes must depend on its content alone."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from wardmote.publish.docx.package import with_fixed_dates


def fixed_workbook(workbook: bytes, on: date) -> bytes:
    """The workbook inside a chart, made on the day of the document and not just now."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as read,
        zipfile.ZipFile(written, "w") as write,
    ):
        for name in read.namelist():
            content = read.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*",
                    rb"\g<1>" + f"{on.isoformat()}T00:00:00Z".encode(),
                    content,
                )
            write.writestr(name, content)
    return with_fixed_dates(written.getvalue(), on)
