"""A first draft of a mapping, for a person to correct."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from wardmote.errors import SourceError
from wardmote.evidence.mapping.draft import Draft, guess_draft
from wardmote.evidence.mapping.guessing import CategoryGuess, count_words, guess_categories
from wardmote.evidence.mapping.words import (
    AREA_CODES,
    COLUMNS,
    as_toml,
    category_ids,
)
from wardmote.evidence.personal_data import (
    PersonalColumn,
    PersonalKind,
    looks_like_data,
    looks_personal,
    scan_columns,
)

COMMENT_AT = 44  # column where comments start, so that they stand under each other
WIDTH = 100
PLACES = {"easting", "longitude", *AREA_CODES}


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
    draft = guess_draft({name: cells for name, cells in table.items() if name not in hidden})
    parts = (
        _head(file_name, len(sample_rows)),
        _source(draft, file_name, skip_rows, sheet),
        _columns(draft),
        _formats(draft),
        _values(draft),
        _personal(personal),
    )
    return "\n".join(line for part in parts if part for line in [*part, ""])


def _head(file_name: str, rows: int) -> list[str]:
    return [
        f"# Proposed from {as_toml(file_name)} ({rows:,} rows) by a machine: check every line.",
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
        lines += _wrapped("not read: " + ", ".join(map(as_toml, spare)))
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
    guesses = guess_categories([word for word, _ in shown])
    lines = ["[values.category]", "# their word = our category"]
    lines += [_category_line(word, rows, guesses.get(word)) for word, rows in shown]
    if len(shown) < len(counted):
        lines.append(f"# {len(counted) - len(shown)} not shown: they look personal")
    lines.append("# Delete a line to leave its rows out: they will be listed as quarantined.")
    return lines + _wrapped("Known: " + ", ".join(category_ids()))


def _category_line(word: str, rows: int, guess: CategoryGuess | None) -> str:
    count = f"{rows:,} row" + ("" if rows == 1 else "s")
    if guess is None:
        return _line(word, "", f"choose; {count}")
    return _line(word, guess.category_id, count if guess.is_sure else f"guessed; {count}")


def _personal(personal: Sequence[PersonalColumn]) -> list[str]:
    drop = [one for one in personal if one.kind is not PersonalKind.POSTCODE]
    keep = [one for one in personal if one.kind is PersonalKind.POSTCODE]
    lines: list[str] = []
    if drop:
        lines += ["[drop]", "columns = ["]
        for one in drop:
            lines += [f"  # {_why(one)}", f"  {as_toml(one.column)},"]
        lines += ["]"]
    if keep:
        lines += [""] * bool(drop) + ["[generalise]", "# their column = what to keep of it"]
        for one in keep:
            lines += [f"# {_why(one)}", _line(one.column, "outward")]
    return lines


def _why(one: PersonalColumn) -> str:
    return f"{one.kind}: {one.evidence}"


def _line(key: str, value: object, remark: str = "") -> str:
    name = key if re.fullmatch(r"[a-z0-9_]+", key) else as_toml(key)
    return _commented(f"{name} = {as_toml(value)}", remark)


def _commented(text: str, remark: str) -> str:
    return f"{text:<{COMMENT_AT - 2}}  # {remark}" if remark else text


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="# ", subsequent_indent="# ")
