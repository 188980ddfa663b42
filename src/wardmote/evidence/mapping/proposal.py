"""A first draft of a mapping, for a person to correct."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from wardmote.errors import SourceError
from wardmote.evidence.mapping.guessing import (
    Columns,
    DateGuess,
    count_words,
    guess_area_code,
    guess_category,
    guess_category_column,
    guess_count,
    guess_days,
    guess_months,
    guess_period,
    guess_points,
    guess_reference,
)
from wardmote.evidence.mapping.words import (
    AREA_CODES,
    COLUMNS,
    COORDINATES,
    SCHEMES,
    category_ids,
)
from wardmote.evidence.personal_data import (
    PersonalColumn,
    PersonalKind,
    looks_like_data,
    looks_personal,
    scan_columns,
)
from wardmote.vocabulary.categories import find_category

COMMENT_AT = 44  # column where comments start, so that they stand under each other
WIDTH = 100
PLACES = {"easting", "longitude", *AREA_CODES}


@dataclass
class Draft:
    """What is guessed of a file, column by column."""

    columns: Columns
    kind: str = "incidents"
    ours: dict[str, str] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)

    def left(self) -> Columns:
        """Columns that no guess has taken yet."""
        taken = set(self.ours.values())
        return {name: values for name, values in self.columns.items() if name not in taken}

    def take(self, ours: str, theirs: str, remark: str = "") -> None:
        """Give a column its meaning."""
        self.ours[ours] = theirs
        self.remarks[ours] = remark

    def take_date(self, ours: str, guess: DateGuess, remark: str = "") -> None:
        """Give a column of dates its meaning and format."""
        self.take(ours, guess.column, remark)
        self.formats[ours] = guess.formats[0]
        if len(guess.formats) > 1:
            self.remarks[f"format {ours}"] = f"{guess.formats[1]} fits as well: check"


def propose_mapping(
    header: Sequence[str],
    sample_rows: Sequence[Sequence[str]],
    file_name: str,
    *,
    skip_rows: int = 0,
    sheet: str | None = None,
) -> str:
    """First draft of the mapping of a file, in TOML, for a person to correct.

    Answers "what would a mapping of this file look like?". It is a machine's guess: who
    recorded the data, their licence and agreement, and every word whose category is not
    plain, are left blank, and a mapping with blanks does not pass `read_mapping`.

    Parameters
    ----------
    header
        Names of the columns.
    sample_rows
        Rows as text, as many cells as the header: all of the file, or enough to show every
        word of its categories.
    file_name
        Name of the file; its figures become ``*``, so that next month's file fits too.
    skip_rows, sheet
        As the file was read.

    Returns
    -------
    str
        TOML with comments that say what was guessed and why. Columns that look personal
        stand under ``[drop]``, full postcodes under ``[generalise]``; none of their values
        is shown.

    Raises
    ------
    SourceError
        The first line looks like data and not like a header.

    Notes
    -----
    Day and month cannot be told apart while no day passes the twelfth: the draft takes the
    day first, as in England, and says that the other fits. Categories are guessed by their
    words alone.

    Examples
    --------
    >>> header = ["Ref", "Reported", "Type", "Easting", "Northing"]
    >>> rows = [["A1", "13/02/2024", "Noise", "530000", "180000"]]
    >>> draft = propose_mapping(header, rows, "asb-2024-02.csv")
    >>> 'files = ["asb-*.csv"]' in draft, 'occurred_on = "%d/%m/%Y"' in draft
    (True, True)
    """
    if any(map(looks_like_data, header)):
        raise SourceError(
            "The first row looks like data and not like a header.",
            where={"File": file_name},
            next_step="Ask for the file with a header; or, under titles, give the rows to skip.",
        )
    table = {name: tuple(row[at] for row in sample_rows) for at, name in enumerate(header)}
    personal = scan_columns(table)
    hidden = {one.column for one in personal}
    draft = _guessed({name: cells for name, cells in table.items() if name not in hidden})
    parts = (
        _head(file_name, len(sample_rows)),
        _source(draft, file_name, skip_rows, sheet),
        _columns(draft),
        _formats(draft),
        _values(draft),
        _personal(personal),
    )
    return "\n".join(line for part in parts if part for line in [*part, ""])


def _guessed(columns: Columns) -> Draft:
    draft = Draft(columns)
    if code := guess_area_code(draft.left()):
        draft.take(*code, "or lsoa11cd, for codes of 2011" if code[0] == "lsoa21cd" else "")
    if points := guess_points(draft.left()):
        system, *names = points
        for ours, theirs in zip(COORDINATES[system], names, strict=True):
            draft.take(ours, theirs)
        draft.formats["coordinates"] = system
    _guess_dates(draft)
    if category := guess_category_column(draft.left()):
        draft.take("category", category)
    if draft.kind == "incidents" and (reference := guess_reference(draft.left())):
        draft.take("reference", reference)
    return draft


def _guess_dates(draft: Draft) -> None:
    days = guess_days(draft.left())
    months = guess_months(draft.left(), days)
    period = guess_period(days)
    dated = {one.column for one in (*days, *months)}
    others = {name: cells for name, cells in draft.left().items() if name not in dated}
    count = guess_count(others) if months or period else None
    if count is not None:
        draft.kind = "counts"
        draft.take("count", count)
    if count is not None and period:
        draft.take_date("period_start", period[0])
        draft.take_date("period_end", period[1])
    elif days and count is None:
        spare = ", ".join(f'"{one.column}"' for one in days[1:])
        draft.take_date("occurred_on", days[0], f"other dates: {spare}" if spare else "")
    elif months:
        draft.take_date("month", months[0])
    else:
        draft.take("occurred_on", "", "fill in: no column of dates was found")


def _head(file_name: str, rows: int) -> list[str]:
    return [
        f"# Proposed from {file_name} ({rows:,} rows) by a machine: check every line.",
        "# What is left blank must be filled in; until then no file is read by this mapping.",
    ]


def _source(draft: Draft, file_name: str, skip_rows: int, sheet: str | None) -> list[str]:
    lines = [
        "[source]",
        _line("title", "", "fill in: what these records are"),
        _line("agency", "", "fill in: who recorded them"),
        _line("licence", "", "fill in: on what terms they are shared"),
        _line("sharing_agreement", "", 'fill in: its reference, or "none" for open data'),
        _line("kind", draft.kind, "incidents, one a row; or counts"),
        _line("files", [_pattern(file_name)], "names it applies to, beside this mapping"),
    ]
    if skip_rows:
        lines.append(_line("skip_rows", skip_rows, "rows above the header"))
    if sheet:
        lines.append(_line("sheet", sheet))
    if "category" not in draft.ours:
        lines.append(_line("category_is", "", "fill in: what all of these records are"))
    if not PLACES & set(draft.ours):
        lines.append(_line("lad24cd_is", "", "fill in: the district they are all in, or"))
        lines.append(
            "# give a column of easting and northing, longitude and latitude, or area code"
        )
    return lines


def _pattern(file_name: str) -> str:
    """Name with ``*`` for its figures, so that the next month's file fits too."""
    stem, dot, ending = file_name.rpartition(".")
    figures = re.sub(r"\d+(?:[-_. ]\d+)*", "*", (stem or ending).replace("[", "[[]"))
    return f"{figures}{dot}{ending}" if stem else figures


def _columns(draft: Draft) -> list[str]:
    known = [ours for ours in COLUMNS if ours in draft.ours]
    lines = ["[columns]", "# ours = theirs"]
    lines += [_line(ours, draft.ours[ours], draft.remarks[ours]) for ours in known]
    if spare := list(draft.left()):
        lines += _wrapped("not read: " + ", ".join(f'"{name}"' for name in spare))
    return lines


def _formats(draft: Draft) -> list[str]:
    remarks = {name: draft.remarks.get(f"format {name}", "") for name in draft.formats}
    lines = [_line(name, format, remarks[name]) for name, format in draft.formats.items()]
    return ["[formats]", *lines] if lines else []


def _values(draft: Draft) -> list[str]:
    if "category" not in draft.ours:
        return []
    counted = count_words(draft.columns[draft.ours["category"]])
    shown = [(word, rows) for word, rows in counted if not looks_personal(word)]
    lines = ["[values.category]", "# their word = our category"]
    lines += [_category_line(word, rows) for word, rows in shown]
    if len(shown) < len(counted):
        lines.append(f"# {len(counted) - len(shown)} not shown: they look personal")
    lines.append("# Delete a line to leave its rows out: they will be listed as quarantined.")
    return lines + _wrapped("Known: " + ", ".join(category_ids()))


def _category_line(word: str, rows: int) -> str:
    guess = guess_category(word)
    count = f"{rows:,} row" + ("" if rows == 1 else "s")
    if guess is None:
        return _line(word, "", f"choose; {count}")
    sure = any(find_category(scheme, word) for scheme in SCHEMES)
    return _line(word, guess, count if sure else f"guessed; {count}")


def _personal(personal: Sequence[PersonalColumn]) -> list[str]:
    drop = [one for one in personal if one.kind is not PersonalKind.POSTCODE]
    keep = [one for one in personal if one.kind is PersonalKind.POSTCODE]
    lines: list[str] = []
    if drop:
        lines += ["[drop]", "columns = ["]
        lines += [_commented(f"  {_toml(one.column)},", _why(one)) for one in drop]
        lines += ["]"]
    if keep:
        lines += [""] * bool(drop) + ["[generalise]", "# their column = what to keep of it"]
        lines += [_line(one.column, "outward", _why(one)) for one in keep]
    return lines


def _why(one: PersonalColumn) -> str:
    return f"{one.kind}: {one.evidence}"


def _line(key: str, value: object, remark: str = "") -> str:
    name = key if re.fullmatch(r"[a-z0-9_]+", key) else _toml(key)
    return _commented(f"{name} = {_toml(value)}", remark)


def _commented(text: str, remark: str) -> str:
    return f"{text:<{COMMENT_AT}}# {remark}" if remark else text


def _toml(value: object) -> str:
    """A value as TOML writes it; its strings are JSON's, with one control character more."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="# ", subsequent_indent="# ")
