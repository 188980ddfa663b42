"""Any agency's own CSV or XLSX, read by the mapping that lies beside it.

A data file is ours when a ``.toml`` mapping in the same folder names it. One row is one
record, an incident or a count. Every column that the mapping does not drop is scanned for
personal data, after generalising; one that looks personal stops the import, and the words
of an unknown category are kept only where they look like none. Rows equal in reference,
month and category are one incident; without a reference every row is one.

A mapping makes a supply of its own for each month: its file's name is the supply's scope,
so that a council's noise and its fly-tipping are never taken for one another. A layout's
name ends in a digest of the mapping, so that files are read again when it was corrected.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from wardmote.errors import ConfigurationError, Fault, PersonalData
from wardmote.evidence.mapped_rows import COLUMN_TYPES, Column, mapped_columns
from wardmote.evidence.mapping import FileMapping, read_mapping
from wardmote.evidence.personal_data import scan_columns
from wardmote.evidence.source import Layout, Said, Source, SourceFile, StagedRows
from wardmote.evidence.staging import Staging
from wardmote.evidence.supplies import ALL, Scope, slug
from wardmote.evidence.tabular import TextTable, read_text_table

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")
DIGEST_LENGTH = 8
NO_AGREEMENT = "none"  # what a mapping writes where the data are open
_SOURCE_TABLE = re.compile(r"^\s*\[source\]", re.MULTILINE)

INCIDENTS = Layout(
    name="incidents",
    kind="incidents",
    table="incidents",
    suffixes=SUFFIXES,
    since="with its mapping",
    sample="noise.csv",
    identity=("reference", "month", "category"),
)
COUNTS = Layout(
    name="counts",
    kind="counts",
    table="counts",
    suffixes=SUFFIXES,
    since="with its mapping",
    sample="treatment.csv",
)
LAYOUTS = {"incidents": INCIDENTS, "counts": COUNTS}


@dataclass(frozen=True)
class Found:
    """A mapping, and what tells it from its earlier self."""

    path: Path
    mapping: FileMapping
    digest: str

    @property
    def layout(self) -> Layout:
        """Layout of the files that it reads."""
        return replace(LAYOUTS[self.mapping.kind], name=f"{self.stem}-{self.digest}")

    @property
    def stem(self) -> str:
        """Its file's name as a slug."""
        return slug(self.path.stem)


def recognise(file: SourceFile) -> Layout | None:
    """Layout of a file that a mapping beside it names.

    Raises
    ------
    ConfigurationError
        The mapping cannot be used, or two name the same file.
    """
    found = _mapping_of(file)
    return found.layout if found else None


def _mapping_of(file: SourceFile) -> Found | None:
    if file.suffix not in SUFFIXES:
        return None
    beside = sorted(file.path.parent.glob("*.toml"))
    naming = [path for path in beside if _names(path, path.stat().st_mtime_ns, file.file_name)]
    if len(naming) > 1:
        raise ConfigurationError(
            "Two mappings name the same file. Nothing was saved.",
            where={"File": file.name},
            found=" and ".join(path.name for path in naming),
            next_step="Take the file's name out of [source] files in one of them.",
        )
    return _read(naming[0], naming[0].stat().st_mtime_ns) if naming else None


@lru_cache(maxsize=512)
def _names(path: Path, _changed_at: int, file_name: str) -> bool:
    """Whether a TOML file is a mapping that names a file; a broken mapping is refused."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    if not _SOURCE_TABLE.search(text):
        return False
    try:
        source = tomllib.loads(text).get("source")
    except tomllib.TOMLDecodeError:
        read_mapping(path)  # says which line is wrong
        raise
    patterns = source.get("files", ()) if isinstance(source, Mapping) else ()
    return any(_matches(pattern, file_name) for pattern in patterns if isinstance(pattern, str))


def _matches(pattern: str, file_name: str) -> bool:
    from fnmatch import fnmatchcase

    return fnmatchcase(file_name.lower(), pattern.lower())


@lru_cache(maxsize=64)
def _read(path: Path, _changed_at: int) -> Found:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:DIGEST_LENGTH]
    return Found(path, read_mapping(path), digest)


def stage(staging: Staging, layout: Layout, files: tuple[SourceFile, ...]) -> Iterable[StagedRows]:
    """Rows of the files of one mapping, judged.

    Raises
    ------
    PersonalData
        Columns that are neither dropped nor generalised look personal: all at once.
    LayoutChanged
        A file lacks a column that its mapping needs.
    SourceError
        A file is not a whole table.
    """
    found = _mapping_of(files[0])
    if found is None:
        raise LookupError(f"{files[0].name}: its mapping is gone")
    mapping = found.mapping
    tables = [_table(mapping, file) for file in files]
    _refuse_personal(mapping, files, tables)
    as_of = staging.declaration.as_of
    rows = [
        mapped_columns(mapping, table, file_no=no, as_of=as_of) for no, table in enumerate(tables)
    ]
    query = _query(mapping, _table_of(staging, rows), _scope(staging, found))
    notes = _overlap_notes(mapping, rows)
    yield StagedRows(query, layout, files, notes, _said(mapping))


def _table(mapping: FileMapping, file: SourceFile) -> TextTable:
    table = read_text_table(
        file.path,
        sheet=mapping.sheet,
        skip_rows=mapping.skip_rows,
        delimiter=mapping.delimiter,
        encoding=mapping.encoding,
    )
    mapping.check_header(file.name, table.columns)
    return table


def _refuse_personal(
    mapping: FileMapping, files: Sequence[SourceFile], tables: Sequence[TextTable]
) -> None:
    faults = [
        Fault(file.name, f'column "{one.column}" looks like {one.kind.value}: {one.evidence}')
        for file, table in zip(files, tables, strict=True)
        for one in scan_columns(mapping.columns_kept(table))
    ]
    if faults:
        raise PersonalData(
            "Some columns look personal. Nothing was saved.",
            where={"Mapping": mapping.name},
            faults=faults,
            next_step="Name them under [drop] columns in the mapping; of a postcode, keep the "
            'outward part by [generalise] "its column" = "outward".',
        )


def _table_of(staging: Staging, rows: Sequence[Mapping[str, Column]]) -> str:
    import pyarrow as pa

    arrow, table = staging.new_name("arrow"), staging.new_name("mapped")
    types = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "date": pa.date32()}
    schema = pa.schema([(name, types[kind]) for name, kind in COLUMN_TYPES.items()])
    tables = [pa.table(dict(columns), schema=schema) for columns in rows]
    staging.con.register(arrow, pa.concat_tables(tables))
    staging.con.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM {arrow}")
    staging.con.unregister(arrow)
    return table


def _query(mapping: FileMapping, rows: str, scope: Scope) -> str:
    agency = slug(mapping.agency)
    columns = (
        "scheme, category, month, months, area_kind, area_given, agency, count"
        if mapping.kind == "counts"
        else "scheme, category, month, occurred_on, occurred_hour, reference, agency, longitude, "
        "latitude, NULL::VARCHAR AS location, area_given, NULL::VARCHAR AS outcome_given"
    )
    return f"""
        SELECT file_no::INTEGER AS file_no, row_number, fault, found, {columns},
            '{agency}' AS supply_agency, strftime(month, '%Y-%m') AS supply_period,
            '{scope}' AS supply_scope
        FROM (SELECT *, '{agency}' AS agency FROM {rows})
    """


def _scope(staging: Staging, found: Found) -> Scope:
    said = Scope.parse(staging.declaration.scope or ALL)
    return Scope(found.stem if said.category == ALL else said.category, said.area)


def _said(mapping: FileMapping) -> Said:
    agreement = mapping.sharing_agreement
    is_open = agreement.strip().lower() == NO_AGREEMENT
    licence = mapping.licence if is_open else f"{mapping.licence} (agreement {agreement})"
    return Said(mapping.agency, licence)


def _overlap_notes(mapping: FileMapping, rows: Sequence[Mapping[str, Column]]) -> tuple[str, ...]:
    """Warning where several files hold a month and nothing tells equal records apart."""
    if "reference" in mapping.columns:
        return ()
    months = [set(filter(None, columns["month"])) for columns in rows]
    files = Counter(month for one in months for month in one)
    several = sorted(f"{month:%Y-%m}" for month, times in files.items() if times > 1)
    if not several:
        return ()
    return (
        f"{mapping.name}: several files hold {', '.join(several)}, and the rows have no reference. "
        "If the files overlap, records are counted twice.",
    )


SOURCE = Source(
    name="mapped_csv",
    title="An agency's own table, read by its mapping",
    publisher="the agency that the mapping names",
    licence="as the mapping says",
    url="docs/how-to/read-a-councils-own-table.md",
    refresh="as it is shared",
    layouts=tuple(LAYOUTS.values()),
    stage=stage,
    recognise=recognise,
    personal_columns_checked=True,
)
