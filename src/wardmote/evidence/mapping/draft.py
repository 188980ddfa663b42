"""What the columns of a file seem to be, put together: the draft of a mapping."""

from __future__ import annotations

from dataclasses import dataclass, field

from wardmote.evidence.mapping.guessing import (
    Columns,
    DateGuess,
    guess_area_code,
    guess_category_column,
    guess_count,
    guess_days,
    guess_months,
    guess_period,
    guess_points,
    guess_reference,
)
from wardmote.evidence.mapping.words import COORDINATES, as_toml
from wardmote.evidence.tabular.dates import EXCEL


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
        if len(guess.formats) > 1 and guess.formats[1] != EXCEL:
            self.remarks[f"format {ours}"] = f"{guess.formats[1]} fits as well: check"


def guess_draft(columns: Columns) -> Draft:
    """Draft of a mapping from columns of which none looks personal."""
    draft = Draft(columns)
    if code := guess_area_code(draft.left()):
        draft.take(*code, "or lsoa11cd, for codes of 2011" if code[0] == "lsoa21cd" else "")
    points = guess_points(draft.left())
    if points:
        for ours, theirs in zip(COORDINATES[points[0]], points[1:], strict=True):
            draft.take(ours, theirs)
    _guess_dates(draft)
    if points:
        draft.formats["coordinates"] = points[0]
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
        spare = ", ".join(as_toml(one.column) for one in days[1:])
        draft.take_date("occurred_on", days[0], f"other dates: {spare}" if spare else "")
    elif months:
        draft.take_date("month", months[0])
    else:
        draft.take("occurred_on", "", "fill in: no column of dates was found")
