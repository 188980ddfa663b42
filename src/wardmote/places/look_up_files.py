"""Look-ups between areas, from the CSV files of ONS Open Geography and of its copies.

The column names say what a look-up joins, in every year's file: ``LSOA21CD``, ``WD24CD``,
``LAD24CD``. Here they are always ``lsoa21cd``, ``wd24cd``, ``lad24cd``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wardmote.errors import Fault, LayoutChanged, SourceError
from wardmote.places.changes import LsoaChange, LsoaChanges
from wardmote.places.code_columns import CodeColumn, code_columns_of, name_column_of
from wardmote.vocabulary.area_kinds import area_kind

CHANGE_COLUMNS = ("chgind", "change")
"""Names of the column that says how an LSOA changed: ONS's own, and the plain word."""


@dataclass(frozen=True)
class LookUp:
    """Rows that say which area goes with which.

    Parameters
    ----------
    title
        File that they come from, for messages.
    columns
        For each column, its kind and year.
    rows
        Codes, in the order of `columns`.
    names
        Name by code, for all kinds in the look-up.
    changes
        For each row, ONS's change indicator; empty where the look-up has none.

    Examples
    --------
    >>> columns = (CodeColumn("district", 2024), CodeColumn("csp", 2024))
    >>> look_up = LookUp("example", columns, (("E06000032", "E22000251"),))
    >>> look_up.vintage_of("district"), list(look_up.pick("csp"))
    (2024, [('E22000251',)])
    """

    title: str
    columns: tuple[CodeColumn, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    names: dict[str, str] = field(default_factory=dict, repr=False)
    changes: tuple[str, ...] = field(default=(), repr=False)

    def has(self, *kinds: str) -> bool:
        """Whether the look-up joins all of these kinds of area.

        Parameters
        ----------
        *kinds
            Ids of kinds of area.

        Returns
        -------
        bool
            True where it has a column of each.
        """
        return set(kinds) <= {column.kind for column in self.columns}

    def vintage_of(self, kind: str) -> int:
        """Year of the codes of one kind of area.

        Parameters
        ----------
        kind
            Id of a kind of area.

        Returns
        -------
        int
            For example 2024.

        Raises
        ------
        LayoutChanged
            The look-up has no such column, or several.
        """
        return self.columns[self._position(kind)].vintage

    def pick(self, *kinds: str) -> Iterator[tuple[str, ...]]:
        """Codes of some kinds of area, row by row.

        Parameters
        ----------
        *kinds
            Ids of kinds of area.

        Returns
        -------
        iterator of tuple
            One tuple a row, in the order of `kinds`.

        Raises
        ------
        LayoutChanged
            The look-up has no such column, or several.
        """
        positions = [self._position(kind) for kind in kinds]
        return (tuple(row[position] for position in positions) for row in self.rows)

    def _position(self, kind: str) -> int:
        found = [index for index, column in enumerate(self.columns) if column.kind == kind]
        if len(found) != 1:
            raise LayoutChanged(
                f"{self.title} has {len(found)} columns of {area_kind(kind).title} codes.",
                expected="one",
                found=", ".join(column.name for column in self.columns),
                next_step="Take the look-up that joins the kinds of area you need.",
            )
        return found[0]


def read_links_csv(path: str | Path) -> LookUp:
    r"""Look-up from a CSV file, in any layout whose columns ONS names.

    Answers "which area goes with which, says this file?". Kind and year of each column
    come from its name; columns without a code are left aside.

    Parameters
    ----------
    path
        CSV in UTF-8, with or without a byte order mark.

    Returns
    -------
    LookUp
        All rows, with the names that go with the codes.

    Raises
    ------
    SourceError
        The file is missing, is not UTF-8, or a row is short or has no code; all such rows
        are listed.
    LayoutChanged
        Fewer than two columns are codes with a year.

    Notes
    -----
    A best fit look-up gives each LSOA to the one ward that holds most of its people, so
    ward counts made from LSOAs are near, not equal, to counts made from points.

    References
    ----------
    ONS Open Geography Portal, look-ups; layouts of 2021 to 2025.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "links.csv")
    ...     _ = path.write_text("LAD24CD,LAD24NM,CSP24CD\nE06000032,Luton,E22000251\n")
    ...     look_up = read_links_csv(path)
    >>> [column.name for column in look_up.columns], look_up.names
    (['lad24cd', 'csp24cd'], {'E06000032': 'Luton'})
    """
    path = Path(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            header = next(reader, [])
            return _look_up(path.name, header, list(reader))
    except (OSError, UnicodeDecodeError) as error:
        problem = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise SourceError(
            f"{path.name} cannot be read as a look-up.",
            expected="a CSV file in UTF-8",
            found=problem or "unreadable",
            next_step="Check the path; if a spreadsheet saved it, save it again as CSV UTF-8.",
        ) from None


def lsoa_changes_of(look_up: LookUp) -> LsoaChanges:
    """Changes from LSOA 2011 to LSOA 2021 that a look-up records.

    Parameters
    ----------
    look_up
        ONS's exact fit look-up, with codes of both vintages and the change indicator.

    Returns
    -------
    LsoaChanges
        Checked against itself.

    Raises
    ------
    LayoutChanged
        The look-up does not join LSOAs of 2011 and 2021, or has no change indicator.
    SourceError
        The look-up contradicts itself.
    """
    vintages = {
        column.vintage: index
        for index, column in enumerate(look_up.columns)
        if column.kind == "lsoa"
    }
    if not {2011, 2021} <= set(vintages) or not look_up.changes:
        raise LayoutChanged(
            f"{look_up.title} does not say what became of each LSOA of 2011.",
            expected="columns LSOA11CD, LSOA21CD and CHGIND",
            found=", ".join(column.name for column in look_up.columns),
            next_step="Take ONS's exact fit look-up from LSOA (2011) to LSOA (2021).",
        )
    pairs = zip(look_up.rows, look_up.changes, strict=True)
    return LsoaChanges(
        LsoaChange(row[vintages[2011]], row[vintages[2021]], change) for row, change in pairs
    )


def _look_up(title: str, header: list[str], rows: list[list[str]]) -> LookUp:
    header = [column.strip() for column in header]
    coded = code_columns_of(header)
    if len(coded) < 2:
        raise LayoutChanged(
            f"{title} does not join two kinds or years of area.",
            expected="at least two columns of codes with their year, such as LSOA21CD and WD24CD",
            found=", ".join(header) or "no columns",
            next_step="Check that this is a look-up, and that its columns keep ONS's names.",
        )
    positions = [header.index(column) for column in coded]
    _check_rows(title, header, rows, positions)
    codes = tuple(tuple(row[position].strip() for position in positions) for row in rows)
    return LookUp(title, tuple(coded.values()), codes, _names(header, rows), _changes(header, rows))


def _check_rows(title: str, header: list[str], rows: list[list[str]], positions: list[int]) -> None:
    faults = []
    for number, row in enumerate(rows, start=2):  # as a spreadsheet counts, below the header
        if len(row) != len(header):
            faults.append(Fault(f"row {number}", f"{len(row)} fields; expected {len(header)}."))
            continue
        empty = [header[position] for position in positions if not row[position].strip()]
        faults += [Fault(f"row {number}", f"{column} is empty.") for column in empty]
    if faults:
        raise SourceError(
            f"{title}: {len(faults):,} faults in {len(rows):,} rows of a look-up.",
            faults=faults,
            next_step="Download the file again: a published look-up has no gaps.",
        )


def _names(header: list[str], rows: list[list[str]]) -> dict[str, str]:
    names: dict[str, str] = {}
    for column in code_columns_of(header):
        name_column = name_column_of(column, header)
        if name_column is not None:
            code, name = header.index(column), header.index(name_column)
            names.update((row[code].strip(), row[name].strip()) for row in rows)
    return names


def _changes(header: list[str], rows: list[list[str]]) -> tuple[str, ...]:
    found = [index for index, column in enumerate(header) if column.lower() in CHANGE_COLUMNS]
    return tuple(row[found[0]].strip() for row in rows) if found else ()
