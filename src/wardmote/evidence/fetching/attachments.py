"""A file of a GOV.UK page, found by its title, of which the rows of some areas are kept."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urljoin

from wardmote.errors import LayoutChanged, SourceError
from wardmote.evidence.fetching.asking import Patience, ask
from wardmote.evidence.fetching.downloads import Downloaded, Tell, download


def attachment_address(page: str, title: str, *, patience: Patience) -> str:
    """Address of the file on a page whose title begins so.

    GOV.UK gives a file a new address with each correction; the page's own description has
    the one of today.

    Parameters
    ----------
    page
        Address of the page's description in the content API.
    title
        How the file's title begins.
    patience
        How often and how long to try.

    Raises
    ------
    SourceError
        The page lists no such file, or is not what we know.
    """
    body = ask(page, patience)
    try:
        found = json.loads(body)["details"]["attachments"]
        titles = {str(one["title"]): str(one["url"]) for one in found}
    except (ValueError, KeyError, TypeError) as error:
        raise _changed(page, "a list of attachments with title and url", str(error)) from error
    fitting = [url for name, url in titles.items() if _begins(name, title)]
    if len(fitting) != 1:
        raise SourceError(
            f"The page has {len(fitting)} files whose title begins with {title!r}.",
            where={"Page": page},
            known=sorted(titles),
            next_step="Name the right one in services.toml: wardmote fetch services",
        )
    return urljoin(page, fitting[0])


def _begins(name: str, title: str) -> bool:
    """Whether a title begins so: "File 7" is not how "File 70" begins."""
    rest = name.casefold().removeprefix(title.casefold())
    return len(rest) < len(name) and not rest[:1].isalnum()


def rows_of_areas(
    address: str,
    column: str,
    codes: Sequence[str],
    scratch: Path,
    *,
    patience: Patience,
    tell: Tell = lambda _sentence: None,
) -> tuple[bytes, Downloaded]:
    """Rows of a published CSV that are of some areas, header included.

    Parameters
    ----------
    address
        Of the CSV.
    column
        Of area codes.
    codes
        Areas wanted.
    scratch
        Folder for the download.
    patience, tell
        As everywhere.

    Returns
    -------
    tuple
        The rows as a CSV, cells as published; and the download, whose file is gone.

    Raises
    ------
    LayoutChanged
        The file has no such column.
    SourceError
        It did not come, or lacks some of the areas.
    """
    got = download(address, scratch / "attachment.csv", patience=patience, tell=tell)
    try:
        with got.path.open(encoding="utf-8-sig", newline="") as text:
            kept, seen = _kept(text, column, frozenset(codes), address)
    except UnicodeDecodeError as error:
        raise _changed(address, "text in UTF-8", str(error)) from error
    finally:
        got.path.unlink()
    missing = sorted(set(codes) - seen)
    if missing:
        raise SourceError(
            f"The file has nothing for {len(missing):,} of {len(codes):,} areas.",
            where={"Address": address},
            found=f"nothing for {', '.join(missing[:5])}",
            next_step="Look whether the file is of these areas.",
        )
    return kept, got


def _kept(
    text: Iterable[str], column: str, codes: frozenset[str], address: str
) -> tuple[bytes, set[str]]:
    reader = csv.reader(text)
    header = next(reader, [])
    if column not in header:
        raise _changed(address, column, ", ".join(header)[:200] or "nothing")
    place = header.index(column)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    seen = set()
    for row in reader:
        if len(row) > place and row[place] in codes:
            writer.writerow(row)
            seen.add(row[place])
    return out.getvalue().encode(), seen


def _changed(address: str, expected: str, found: str) -> LayoutChanged:
    return LayoutChanged(
        "The publisher's page or file is not what we know.",
        where={"Address": address},
        expected=expected,
        found=found,
        next_step="Look at it in a browser; correct it: wardmote fetch services > services.toml",
    )
