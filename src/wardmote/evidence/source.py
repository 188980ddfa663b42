"""What a source is: who publishes it, the layouts it has had, and how its rows are staged.

A source is one module that ends in ``SOURCE = Source(...)`` and is named in the entry-point
group ``wardmote.sources``. Ours are found through the same door, so a council can add one
without a fork. `registered_sources` checks each at the door.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from wardmote.errors import SourceError
from wardmote.evidence.records import TABLES, Table

if TYPE_CHECKING:
    from wardmote.evidence.staging import Staging

ENTRY_POINT_GROUP = "wardmote.sources"


@dataclass(frozen=True)
class SourceFile:
    """One file that a person handed over, before its rows are read.

    Parameters
    ----------
    path
        Where its bytes can be read now; a ZIP's member has been unpacked there.
    name
        What to call it to a person: ``archive.zip/2024-03/2024-03-x-street.csv``.
    sha256
        Of its bytes.
    size_bytes
        Of its bytes.
    columns
        The header, for a table in text or Parquet; empty otherwise.
    delimiter, encoding
        As found, for a table in text.
    """

    path: Path
    name: str
    sha256: str
    size_bytes: int
    columns: tuple[str, ...] = ()
    delimiter: str = ","
    encoding: str = "utf-8"

    @property
    def file_name(self) -> str:
        """Last part of its name."""
        return self.name.replace("\\", "/").rsplit("/", 1)[-1]

    @property
    def suffix(self) -> str:
        """Its ending, lower case, with the dot."""
        return Path(self.file_name).suffix.lower()

    def has_columns(self, names: Iterable[str]) -> bool:
        """Whether all these columns are there, whatever their capitals or spacing."""
        return set(map(column_key, names)) <= set(map(column_key, self.columns))


def column_key(name: str) -> str:
    r"""Name of a column without its accidents: capitals, spaces, underscores, a BOM.

    Examples
    --------
    >>> column_key("\ufeffLSOA code") == column_key("lsoa_code")
    True
    """
    return re.sub(r"[^a-z0-9+]", "", name.lower())


@dataclass(frozen=True)
class Layout:
    """One form that a source's files have had.

    Parameters
    ----------
    name
        Short and stable: it is printed, and names the sample file.
    kind
        What its rows are, in the source's words: ``street``, ``outcomes``.
    table
        Evidence table that its rows go to.
    required
        Columns that must be there; matched without capitals and spacing.
    optional
        Columns that may be there. Any other column is scanned for personal data.
    suffixes
        File endings it comes in.
    since
        First month or year it was published in, for people.
    sample
        Name of the sample file under ``tests/contract/<source>/``.
    identity
        Columns of the evidence table that name one record within a supply: rows equal in
        all of them are one record, the first is kept, the rest are duplicates. A row with
        NULL in the first of them is a record of its own. Empty: every row is one.
    rows_make_one_record
        False where one row of the file makes several records, as in a wide table.
    """

    name: str
    kind: str
    table: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = (".csv",)
    since: str = ""
    sample: str = ""
    identity: tuple[str, ...] = ()
    rows_make_one_record: bool = True

    def __post_init__(self) -> None:
        if self.table not in TABLES:
            raise ValueError(f"layout {self.name}: no evidence table {self.table!r}")

    def fits(self, file: SourceFile) -> bool:
        """Whether a file has this layout, by its ending and its columns."""
        return (
            file.suffix in self.suffixes and bool(self.required) and file.has_columns(self.required)
        )

    @property
    def evidence_table(self) -> Table:
        """The table that its rows go to."""
        return TABLES[self.table]


@dataclass(frozen=True)
class Recognised:
    """A file, and the layout that some source recognised it by."""

    file: SourceFile
    source: Source
    layout: Layout


@dataclass(frozen=True)
class Said:
    """What a person's mapping says of its files, in place of the source's own words."""

    publisher: str
    licence: str


@dataclass(frozen=True)
class StagedRows:
    """Rows on the table: read, judged, and not yet committed.

    Parameters
    ----------
    query
        SQL over the staging connection. Its columns are the evidence table's own columns,
        and ``file_no``, ``row_number``, ``fault`` (why the row cannot be used, else NULL),
        ``found`` (the value at fault, where the field is public), ``supply_agency`` (slug),
        ``supply_period`` (``2024-03``) and ``supply_scope``. Which rows are duplicates is
        not for the source to say: the layout's `identity` decides it.
    layout
        The layout they came in.
    files
        The files they came from; ``file_no`` counts through them from 0.
    notes
        Sentences for the report: what was noticed and what was chosen.
    said
        Publisher and licence, where a mapping gives them.
    """

    query: str
    layout: Layout
    files: tuple[SourceFile, ...]
    notes: tuple[str, ...] = ()
    said: Said | None = None


STAGING_COLUMNS = (
    "file_no",
    "row_number",
    "fault",
    "found",
    "supply_agency",
    "supply_period",
    "supply_scope",
)

Stage = Callable[["Staging", Layout, tuple[SourceFile, ...]], Iterable[StagedRows]]
Recognise = Callable[[SourceFile], Layout | None]


@dataclass(frozen=True)
class Source:
    """One publisher's data, in every layout it has had.

    Parameters
    ----------
    name
        The module's name.
    title, publisher, licence, url, refresh
        For pages, and for the provenance of every row.
    layouts
        Every layout, newest first.
    stage
        Puts the rows of files of one layout on the table, judged.
    recognise
        Layout of a file, where its columns alone do not tell. None: not ours.
    personal_columns_checked
        True where `stage` itself scans for personal data (`mapped_csv` knows which columns
        its mapping drops).
    empty_supply
        Agency and period of a file that has no rows, read from its name.
    sensitivity
        ``open`` where the publisher has published these very counts; otherwise ``standard``
        or ``sensitive``, and they leave only through the disclosure rules.
    """

    name: str
    title: str
    publisher: str
    licence: str
    url: str
    refresh: str
    layouts: tuple[Layout, ...]
    stage: Stage
    recognise: Recognise | None = None
    personal_columns_checked: bool = False
    empty_supply: Callable[[SourceFile], tuple[str, str] | None] = field(default=lambda _file: None)
    sensitivity: str = "standard"

    def layout_of(self, file: SourceFile) -> Layout | None:
        """Layout that a file has, or None if it is not this source's."""
        if self.recognise is not None:
            return self.recognise(file)
        return next((layout for layout in self.layouts if layout.fits(file)), None)


@cache
def registered_sources() -> tuple[Source, ...]:
    """Every source that is installed, ours included, in the order of their names.

    Raises
    ------
    SourceError
        A registered source does not load, or is not a source.
    """
    found = sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: entry.name)
    return tuple(_checked(entry) for entry in found)


def _checked(entry: EntryPoint) -> Source:
    try:
        source = entry.load()
    except Exception as error:
        raise SourceError(
            f"The source {entry.name} is registered but does not load.",
            where={"Module": entry.value},
            found=f"{type(error).__name__}: {error}",
            next_step="Update or uninstall the package that registers it.",
        ) from error
    if not isinstance(source, Source) or not source.layouts:
        raise SourceError(
            f"The source {entry.name} does not fit.",
            where={"Module": entry.value},
            expected="a wardmote.evidence.source.Source with at least one layout",
            found=type(source).__name__,
            next_step="See docs/how-to/add-a-source.md.",
        )
    return source


def recognise(file: SourceFile, sources: Sequence[Source]) -> Recognised | None:
    """Source and layout of a file, or None if no source knows it.

    Raises
    ------
    SourceError
        Two sources claim the same file.
    """
    claims = [
        Recognised(file, source, layout)
        for source in sources
        if (layout := source.layout_of(file)) is not None
    ]
    if len(claims) > 1:
        raise SourceError(
            "Two sources recognise the same file.",
            where={"File": file.name},
            found=" and ".join(f"{one.source.name} ({one.layout.name})" for one in claims),
            next_step="Name the source: wardmote ingest --source NAME.",
        )
    return claims[0] if claims else None


@dataclass(frozen=True)
class Declaration:
    """What the person ingesting says of the files.

    Parameters
    ----------
    as_of
        The day of the ingest: a later month is in the future.
    scope
        What the supplies cover, where the person said so; None lets the source tell.
    """

    as_of: date
    scope: str | None = None
