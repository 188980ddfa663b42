"""What a person says about an agency's file: which column is what, and whose words mean what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from types import MappingProxyType

from wardmote.errors import Fault, LayoutChanged
from wardmote.evidence.mapping.rules import mapping_faults, refusal
from wardmote.evidence.mapping.words import AREA_CODES, COORDINATES, folded, scheme_of
from wardmote.evidence.personal_data import outward_postcode
from wardmote.evidence.tabular import TextTable

GENERALISERS = {"outward": outward_postcode}


@dataclass(frozen=True)
class FileMapping:
    """How one agency's files are read: the mapping that stands beside them, checked.

    Parameters
    ----------
    name
        File name of the mapping.
    title
        What the records are, for people.
    agency
        Who recorded them.
    licence
        On what terms they are shared.
    sharing_agreement
        Reference of the agreement, or ``none`` where the data are open.
    kind
        ``incidents``, one record a row; or ``counts``.
    files
        Names of the files it applies to, with ``*`` for what changes.
    columns
        Our name of a column → theirs.
    formats
        Our name of a date column → its format; ``coordinates`` → the system.
    categories
        Their word → our category id.
    category_is
        The one category of every record, where no column gives it.
    lad24cd_is
        The one district of every record, where no column gives a place.
    drop
        Their columns that must not be read in.
    generalise
        Their column → what is kept of it: ``outward`` of a postcode.
    skip_rows, sheet, delimiter, encoding
        How to read the file, where finding out is not enough.

    Raises
    ------
    ConfigurationError
        Something is blank, missing, unknown or said twice; all faults at once.

    Notes
    -----
    A column that is neither mapped, dropped nor generalised is not stored, but it is scanned
    for personal data all the same: what a person did not notice must still stop the import.
    """

    name: str
    title: str
    agency: str
    licence: str
    sharing_agreement: str
    kind: str
    files: tuple[str, ...]
    columns: Mapping[str, str]
    formats: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    category_is: str | None = None
    lad24cd_is: str | None = None
    drop: tuple[str, ...] = ()
    generalise: Mapping[str, str] = field(default_factory=dict)
    skip_rows: int = 0
    sheet: str | None = None
    delimiter: str | None = None
    encoding: str | None = None

    def __post_init__(self) -> None:
        for one in ("columns", "formats", "categories", "generalise"):
            object.__setattr__(self, one, MappingProxyType(dict(getattr(self, one))))
        faults = mapping_faults(self)
        if faults:
            raise refusal(self.name, faults)

    def applies_to(self, file_name: str) -> bool:
        """Whether a file is one of those it was written for, whatever its capitals."""
        return any(fnmatchcase(file_name.lower(), pattern.lower()) for pattern in self.files)

    @property
    def coordinates(self) -> str | None:
        """System of its coordinates, ``national_grid`` or ``longitude_latitude``, if any."""
        return next(
            (system for system, pair in COORDINATES.items() if pair[0] in self.columns), None
        )

    @property
    def area_code(self) -> str | None:
        """Our name of the area code that it gives, if any: ``lsoa21cd``."""
        given = [code for code in AREA_CODES if code in self.columns]
        return given[0] if given else None

    def category_of(self, word: str) -> str | None:
        """Our category id for a word of theirs, whatever its capitals and spacing, if given."""
        return self.category_is or self._by_word.get(folded(word))

    @cached_property
    def _by_word(self) -> dict[str, str]:
        return {folded(word): category_id for word, category_id in self.categories.items()}

    def scheme_of(self, category_id: str) -> str:
        """List of categories that one of its category ids belongs to."""
        return scheme_of(category_id)

    def check_header(self, file_name: str, columns: Sequence[str]) -> None:
        """Stop where a file lacks a column that the mapping needs.

        Raises
        ------
        LayoutChanged
            Lists every column that is missing, and those that the file has and the mapping
            does not mention.
        """
        missing = [
            Fault(f'"{theirs}"', f"is missing: it should give {ours}")
            for ours, theirs in self.columns.items()
            if theirs not in columns
        ]
        if missing:
            spoken_of = {*self.columns.values(), *self.drop, *self.generalise}
            raise LayoutChanged(
                f"The file does not have the columns that {self.name} expects.",
                where={"File": file_name},
                faults=missing,
                known=[name for name in columns if name not in spoken_of],
                next_step=f"If a column has a new name, correct it in {self.name}.",
            )

    def columns_kept(self, table: TextTable) -> dict[str, tuple[str, ...]]:
        """Columns of a table that are not dropped, those to generalise already generalised.

        These, and only these, go on to the check for personal data and to the store.
        """
        return {
            name: self._generalised(name, table.column(name))
            for name in table.columns
            if name not in self.drop
        }

    def _generalised(self, name: str, values: tuple[str, ...]) -> tuple[str, ...]:
        keep = GENERALISERS.get(self.generalise.get(name, ""))
        return tuple(map(keep, values)) if keep else values
