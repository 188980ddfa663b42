"""Does a table look as if it were about people? Judged column by column, before any import."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from wardmote.errors import Fault, PersonalData
from wardmote.evidence.personal_data.columns import Column, Hits, PersonalColumn
from wardmote.evidence.personal_data.dates_of_birth import find_dates_of_birth
from wardmote.evidence.personal_data.free_text import find_free_text
from wardmote.evidence.personal_data.identifiers import find_house_numbers, find_identifiers
from wardmote.evidence.personal_data.people import find_names, is_certain_name
from wardmote.evidence.personal_data.shapes import SHAPES

# The first that finds something names the column, so the most telling come first
DETECTORS: tuple[Callable[[Column], Hits | None], ...] = (
    find_free_text,
    *(shape.find for shape in SHAPES),
    find_dates_of_birth,
    find_identifiers,
    find_house_numbers,
    find_names,
)
_DATA_NOT_HEADER = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}.*|-?\d+\.\d+|[\d ]{7,}")


def scan_column(name: str, values: Sequence[str]) -> PersonalColumn | None:
    """What personal data one column seems to hold, if any.

    Answers "may this column be read in, or is it about people?". It is a net, not a proof:
    use a sharing agreement to know what a file holds.

    Parameters
    ----------
    name
        Header of the column.
    values
        Values as text: all, or a sample. Repeats and blanks are allowed; shares are of the
        distinct values that are not blank. Distinct values (some 2,000) judge best, since a
        column of ten thousand "unknown" and ten names is then seen as ten names.

    Returns
    -------
    PersonalColumn or None
        The most telling kind found. None says only that nothing was recognised.

    Notes
    -----
    It misleads in both directions. Names that are on no list, under a header that says
    nothing, pass; so do nicknames, and identifiers without a form. A ward or a company can
    look like a person, and any ten digits can be an NHS number by chance (1 in 11), which is
    why most kinds need a share of the column. An email address, a mobile number or a
    National Insurance number stops a column alone.

    Examples
    --------
    >>> scan_column("Ident 1", ["Sarah Jones", "David Patel", "Unknown"]).kind.value
    'names of people'
    >>> scan_column("Ward", ["Bethnal Green", "Bow East", "St Peter's"]) is None
    True
    """
    column = Column.from_rows(name, values)
    if not column.values:
        return None
    hits = next(filter(None, (find(column) for find in DETECTORS)), None)
    if hits is None:
        return None
    share = hits.count / len(column.values)
    return PersonalColumn(name, hits.kind, share, _evidence(hits, len(column.values)))


def scan_columns(columns: Mapping[str, Sequence[str]]) -> tuple[PersonalColumn, ...]:
    """Columns of a table that look personal, in their order.

    Answers "which columns must be dropped or generalised before this file may be read in?".

    Parameters
    ----------
    columns
        Header to values, as for `scan_column`.

    Returns
    -------
    tuple of PersonalColumn
        One for each column that looks personal; empty when none does.

    Examples
    --------
    >>> [found.column for found in scan_columns({"dob": ["1971-06-24"], "city": ["Luton"]})]
    ['dob']
    """
    found = (scan_column(name, values) for name, values in columns.items())
    return tuple(column for column in found if column is not None)


def check_no_personal_data(file_name: str, columns: Mapping[str, Sequence[str]]) -> None:
    """Stop an import when a column looks personal.

    Answers "may this file be read in as it is?". A mapping that drops or generalises the
    columns named lets the rest in; a file that is about people has no place here: ask whoever
    controls it for counts.

    Parameters
    ----------
    file_name
        What to call the file to a person.
    columns
        Header to values, as for `scan_column`.

    Raises
    ------
    PersonalData
        Some column looks personal. The message names each column, what it seems to hold and
        why, and never a value; where the first line of the file looks like data, columns are
        named by their place, since that line is then a value too.

    Notes
    -----
    Passing is not proof that nothing is personal: see `scan_column`.

    Examples
    --------
    >>> check_no_personal_data("asb.csv", {"Ward": ["Bow East"], "Number": ["12"]})
    """
    found = scan_columns(columns)
    if not found:
        return
    label = column_labels(columns)
    faults = [Fault(label[one.column], f"{one.kind}: {one.evidence}") for one in found]
    count = "1 column looks" if len(found) == 1 else f"{len(found)} columns look"
    raise PersonalData(
        f"{count} personal, so nothing of this file was read in.",
        where={"File": file_name},
        faults=faults,
        next_step=(
            "Write a mapping that drops these columns, or keeps only the outward part of a "
            f"postcode: `wardmote source inspect {file_name}` proposes one.\n"
            "A file that is about people has no place here: ask whoever controls it for counts."
        ),
    )


def _evidence(hits: Hits, total: int) -> str:
    says = f'the header says "{hits.header_says}", and ' if hits.header_says else ""
    return f"{says}{hits.count / total:.0%} of {total:,} different values {hits.looks}"


def column_labels(names: Iterable[str]) -> dict[str, str]:
    """What to call each column to a person: by name, or by place where the names are data.

    Answers "may these headers be printed?". In a file without a header line the first row's
    values stand in its place, and they may be personal.

    Examples
    --------
    >>> column_labels(["Ref", "Officer"])["Officer"]
    '"Officer"'
    >>> column_labels(["17", "Sarah Jones"])["Sarah Jones"]
    'column 2'
    """
    names = list(names)
    by_place = any(map(looks_like_data, names))
    return {
        name: f"column {place}" if by_place else f'"{name}"'
        for place, name in enumerate(names, start=1)
    }


def looks_personal(value: str) -> bool:
    """Whether one value by itself is plainly personal: a common full name, or a telling shape.

    Use `scan_column` to judge a column.

    Examples
    --------
    >>> looks_personal("Sarah Jones"), looks_personal("Noise - music")
    (True, False)
    """
    return is_certain_name(value) or any(shape.pattern.search(value) for shape in SHAPES)


def looks_like_data(name: str) -> bool:
    """Whether a header is itself a value, as in a file without a header line.

    Examples
    --------
    >>> looks_like_data("1971-06-24"), looks_like_data("Date of birth")
    (True, False)
    """
    return looks_personal(name) or bool(_DATA_NOT_HEADER.fullmatch(name.strip()))
