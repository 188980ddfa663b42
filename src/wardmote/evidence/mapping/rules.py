"""What a mapping must say, each rule in one function that gives its faults."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from wardmote.errors import ConfigurationError, Fault
from wardmote.evidence.mapping.words import (
    AREA_CODES,
    COLUMNS,
    COORDINATES,
    DATES,
    DAYS,
    FORMATS,
    GENERALISE,
    KINDS,
    category_ids,
    folded,
    unknown,
)
from wardmote.evidence.tabular import date_format_fault
from wardmote.evidence.tabular.decoding import KNOWN_ENCODINGS
from wardmote.evidence.tabular.delimited import DELIMITERS

if TYPE_CHECKING:
    from wardmote.evidence.mapping.record import FileMapping

DISTRICT_CODE = re.compile(r"[EW]0[6-9]\d{6}")
FILL_IN = "is blank: fill it in"
NOT_CHOSEN = "has no category: choose one"


def mapping_faults(mapping: FileMapping) -> list[Fault]:
    """Everything that is wrong with a mapping."""
    rules = (
        _blanks,
        _reading,
        _known_columns,
        _dates,
        _counts,
        _category,
        _place,
        _formats,
        _said_twice,
        _generalise,
    )
    return list(chain.from_iterable(rule(mapping) for rule in rules))


def refusal(name: str, faults: Sequence[Fault]) -> ConfigurationError:
    """Error with all faults of a mapping."""
    count = "1 thing" if len(faults) == 1 else f"{len(faults)} things"
    is_blank = any(fault.problem.startswith((FILL_IN, NOT_CHOSEN)) for fault in faults)
    is_category = any("category" in f"{fault.where}{fault.problem}" for fault in faults)
    step = "Fill in what is blank and correct the rest" if is_blank else "Correct the mapping"
    return ConfigurationError(
        f"{count} in this mapping must be settled before a file can be read by it.",
        where={"Mapping": name},
        known=tuple(category_ids()) if is_category else (),
        faults=faults,
        next_step=f"{step}, then run it again. Nothing was read.",
    )


def _blanks(mapping: FileMapping) -> Iterator[Fault]:
    hints = {
        "title": "what the records are",
        "agency": "who recorded them",
        "licence": "on what terms they are shared",
        "sharing_agreement": 'its reference, or "none" where the data are open',
    }
    for key, hint in hints.items():
        if not getattr(mapping, key).strip():
            yield Fault(f"[source] {key}", f"{FILL_IN} ({hint})")
    for ours, theirs in mapping.columns.items():
        if not theirs:
            yield Fault(f"[columns] {ours}", f"{FILL_IN} with the name of the file's column")
    if not mapping.files or not all(mapping.files):
        yield Fault("[source] files", f"{FILL_IN} (the names that it applies to)")


def _reading(mapping: FileMapping) -> Iterator[Fault]:
    if mapping.kind not in KINDS:
        yield Fault("[source] kind", unknown(mapping.kind, KINDS))
    for pattern in mapping.files:
        if "/" in pattern or "\\" in pattern:
            yield Fault("[source] files", "must be names without folders: they lie beside it")
    if mapping.skip_rows < 0:
        yield Fault("[source] skip_rows", "must be 0 or more")
    if mapping.delimiter is not None and mapping.delimiter not in DELIMITERS:
        yield Fault("[source] delimiter", 'must be one of "," ";" "|" and "\\t"')
    if mapping.encoding is not None and mapping.encoding not in KNOWN_ENCODINGS:
        yield Fault("[source] encoding", unknown(mapping.encoding, KNOWN_ENCODINGS))


def _known_columns(mapping: FileMapping) -> Iterator[Fault]:
    for ours in mapping.columns:
        if ours not in COLUMNS:
            yield Fault(f"[columns] {ours}", unknown(ours, COLUMNS))


def _dates(mapping: FileMapping) -> Iterator[Fault]:
    given = {name for name in DATES if name in mapping.columns}
    if mapping.kind == "counts":
        if given not in ({"month"}, {"period_start", "period_end"}):
            yield Fault("[columns]", "counts need month, or period_start and period_end")
    elif given not in ({"month"}, {"occurred_on"}):
        yield Fault("[columns]", "incidents need occurred_on, or month where no day is given")


def _counts(mapping: FileMapping) -> Iterator[Fault]:
    has_count = "count" in mapping.columns
    if mapping.kind == "counts" and not has_count:
        yield Fault("[columns] count", "is missing: counts need it")
    if mapping.kind == "incidents" and has_count:
        yield Fault("[columns] count", 'belongs to counts: write kind = "counts", or leave it out')


def _category(mapping: FileMapping) -> Iterator[Fault]:
    by_column = "category" in mapping.columns
    if by_column == (mapping.category_is is not None):
        yield Fault("[columns] category", "or [source] category_is must be given, one of the two")
    if by_column and not mapping.categories:
        yield Fault("[values.category]", "is missing: it says what each word means")
    if not by_column and mapping.categories:
        yield Fault("[values.category]", "has no column to read: give [columns] category")
    chosen = {f'[values.category] "{word}"': id for word, id in mapping.categories.items()}
    if mapping.category_is is not None:
        chosen["[source] category_is"] = mapping.category_is
    known = category_ids()
    for where, category_id in chosen.items():
        if not category_id.strip():
            yield Fault(where, NOT_CHOSEN)
        elif category_id not in known:
            yield Fault(where, f"category {category_id!r} {_nearest(category_id, tuple(known))}")
    for word, times in Counter(map(folded, mapping.categories)).items():
        if times > 1:
            yield Fault(f'[values.category] "{word}"', "is there twice: capitals do not matter")


def _nearest(category_id: str, known: tuple[str, ...]) -> str:
    told = unknown(category_id, known)
    return told if "perhaps" in told else "is not known"


def _place(mapping: FileMapping) -> Iterator[Fault]:
    columns = mapping.columns
    for pair in COORDINATES.values():
        if sum(name in columns for name in pair) == 1:
            yield Fault("[columns]", f"{pair[0]} and {pair[1]} belong together: one is missing")
    points = [pair for pair in COORDINATES.values() if any(name in columns for name in pair)]
    codes = [code for code in AREA_CODES if code in columns]
    if len(points) > 1:
        yield Fault("[columns]", "gives easting and northing as well as longitude and latitude")
    if len(codes) > 1:
        yield Fault("[columns]", f"gives {' and '.join(codes)}: keep the smallest area only")
    if mapping.lad24cd_is is not None and not DISTRICT_CODE.fullmatch(mapping.lad24cd_is):
        is_blank = FILL_IN if not mapping.lad24cd_is.strip() else "is not a district's code"
        yield Fault("[source] lad24cd_is", f"{is_blank}, such as E06000032")
    if not points and not codes and mapping.lad24cd_is is None:
        places = "easting and northing, longitude and latitude, or one of " + ", ".join(AREA_CODES)
        yield Fault(
            "[columns]",
            f"gives no place: {places}; or write lad24cd_is under [source] where all records "
            "are of one district",
        )


def _formats(mapping: FileMapping) -> Iterator[Fault]:
    for name, format in mapping.formats.items():
        where = f"[formats] {name}"
        if name not in FORMATS:
            yield Fault(where, unknown(name, FORMATS))
        elif name == "coordinates":
            yield from _coordinates(mapping, format)
        elif name not in mapping.columns:
            yield Fault(where, f"has no column: give [columns] {name}, or leave it out")
        elif fault := date_format_fault(format, to_month=name not in DAYS):
            yield Fault(where, f'"{format}" is not a date format: {fault}')
    for name in DATES:
        if name in mapping.columns and name not in mapping.formats:
            yield Fault(f"[formats] {name}", 'is missing: for 31/03/2024 write "%d/%m/%Y"')


def _coordinates(mapping: FileMapping, system: str) -> Iterator[Fault]:
    if system not in COORDINATES:
        yield Fault("[formats] coordinates", unknown(system, tuple(COORDINATES)))
    elif mapping.coordinates != system:
        pair = " and ".join(COORDINATES[system])
        yield Fault("[formats] coordinates", f"is {system}, but [columns] does not give {pair}")


def _said_twice(mapping: FileMapping) -> Iterator[Fault]:
    mapped = Counter(theirs for theirs in mapping.columns.values() if theirs)
    for theirs, times in mapped.items():
        if times > 1:
            names = [ours for ours, name in mapping.columns.items() if name == theirs]
            yield Fault(f'[columns] "{theirs}"', f"is given for {' and '.join(names)}: choose one")
    for theirs in mapping.drop:
        if theirs in mapped:
            yield Fault(f'[drop] "{theirs}"', "is also mapped under [columns]: choose one")
        if theirs in mapping.generalise:
            yield Fault(f'[drop] "{theirs}"', "is also under [generalise]: choose one")


def _generalise(mapping: FileMapping) -> Iterator[Fault]:
    for theirs, how in mapping.generalise.items():
        if how not in GENERALISE:
            yield Fault(f'[generalise] "{theirs}"', f'"{how}" {unknown(how, GENERALISE)}')
