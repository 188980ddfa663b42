"""When the level of each category changed, over the whole years of history that are held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wardmote.analysis.changepoints import CLEAR, find_changes
from wardmote.analysis.families import benjamini_hochberg
from wardmote.analysis.levels import ChangePoints, LevelChange
from wardmote.assessment.changes import YEAR, Context, Counted, breaks_of
from wardmote.assessment.findings import FileRows
from wardmote.assessment.measures import Measure, counts_of
from wardmote.assessment.series import Series
from wardmote.errors import AnalysisError
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.reader import Evidence
from wardmote.evidence.tally import rows_behind

MONTHS_NEEDED = 4 * YEAR
"""Where three years are held and nothing changed, one assessment in five would tell of a change
all the same; where four are, one in fifty (tests/integration/test_planted_levels.py)."""
FEWEST_A_MONTH = 10.0  # of fewer, the log swings too unevenly for a level
TAKEN_BACK = 0.5  # the share from which a relative that moved the other way offsets a change


@dataclass(frozen=True)
class LevelFound:
    """One category's levels, and which changes between them may be told.

    Parameters
    ----------
    measure
        The category.
    series
        Source/kind that it was counted from.
    months
        First and last month looked at.
    result
        Levels and changes as the series shows them; None where it was not looked at.
    because
        Why nothing can be said; empty where it can.
    adjusted_p
        Of the first step, after allowing for how many series were looked at.
    looked_at
        How many that is.
    labels
        Months of changes that a category which cases are known to move to or from takes back:
        they may be no more than another label.
    rows_behind
        Files and rows of all the months.
    """

    measure: Measure
    series: str
    months: tuple[date, date]
    result: ChangePoints | None = None
    because: str = ""
    adjusted_p: float | None = None
    looked_at: int = 0
    labels: tuple[date, ...] = ()
    rows_behind: tuple[FileRows, ...] = ()

    @property
    def id(self) -> str:
        """Stable between assessments: ``levels-burglary``."""
        return f"levels-{self.measure.id.replace('_', '-').replace('/', '-')}"

    @property
    def is_clear(self) -> bool:
        """Whether any change of level is clear among all the series looked at."""
        return self.adjusted_p is not None and self.adjusted_p < CLEAR

    @property
    def told(self) -> tuple[LevelChange, ...]:
        """Steps that may be told; none where a straight line does as well."""
        if self.result is None or not self.is_clear or self.result.gradual:
            return ()
        return tuple(one for one in self.result.changes if one.month not in self.labels)

    @property
    def is_gradual(self) -> bool:
        """Whether it rose or fell gradually, which is said in place of steps."""
        is_label = bool(self.labels)
        return self.is_clear and not is_label and bool(self.result and self.result.gradual)


def levels_of(
    evidence: Evidence, counted: Sequence[Counted], context: Context
) -> tuple[LevelFound, ...]:
    """Changes of level of whole categories, with the rows that they were counted from.

    Parameters
    ----------
    evidence
        One evidence version.
    counted
        Every measure looked at, from all series of the assessment.
    context
        Area and breaks.
    """
    found = find_levels(counted, context)
    rows = {
        series.chosen.label: _rows(evidence, context.area, series)
        for series in {one.series.chosen.label: one.series for one in counted}.values()
        if any(one.result and one.series == series.chosen.label for one in found)
    }
    return tuple(
        replace(one, rows_behind=_files(rows[one.series], one.measure)) if one.result else one
        for one in found
    )


def find_levels(counted: Sequence[Counted], context: Context) -> tuple[LevelFound, ...]:
    """Changes of level of whole categories, as one family of tests.

    Notes
    -----
    Whether a series has any step is tested by its first, and these tests are adjusted for how
    many series were looked at. The same test asks for further steps, as in any one series.
    """
    looked = [_look(one, context) for one in counted if one.measure.is_category]
    tested = [one for one in looked if one.result is not None and one.result.p is not None]
    p_values = [one.result.p for one in tested if one.result and one.result.p is not None]
    adjusted = dict(zip((one.id for one in tested), benjamini_hochberg(p_values), strict=True))
    by_id = {one.measure.id: one for one in counted}
    return tuple(
        replace(
            one,
            adjusted_p=adjusted.get(one.id),
            looked_at=len(tested),
            labels=_labels(one, by_id),
        )
        for one in looked
    )


def _look(one: Counted, context: Context) -> LevelFound:
    line, months = counts_of(one.measure, one.series.counts), one.series.months
    found = LevelFound(one.measure, one.series.chosen.label, (months[0], months[-1]))
    if why_not := _why_not(line):
        return replace(found, because=why_not)
    known = breaks_of(one.measure.scheme, one.measure.members, months, context)
    try:
        result = find_changes(line, months, known=known, of=one.measure.title)
    except AnalysisError:
        return replace(found, because="some months have none")
    if result.p is None:
        return replace(found, because="known changes of recording leave no three years together")
    return replace(found, result=result)


def _why_not(line: Sequence[int]) -> str:
    if len(line) < MONTHS_NEEDED:
        return f"{len(line)} months are held, and {MONTHS_NEEDED} are needed"
    if sum(line) < FEWEST_A_MONTH * len(line):
        return f"fewer than {FEWEST_A_MONTH:.0f} a month"
    return ""


def _labels(found: LevelFound, by_id: Mapping[str, Counted]) -> tuple[date, ...]:
    """Changes of which a relative takes back at least half, in the year on either side."""
    if found.result is None or found.measure.moves_with is None:
        return ()
    mine = by_id[found.measure.id]
    relatives = [
        one
        for one in by_id.values()
        if one.measure.moves_with == found.measure.moves_with and one is not mine
    ]
    return tuple(
        change.month
        for change in found.result.changes
        if _is_taken_back(_gap(mine, change), [_gap(one, change) for one in relatives])
    )


def _is_taken_back(gap: int, others: Iterable[int]) -> bool:
    other_way = [abs(one) for one in others if one * gap < 0]
    return sum(other_way) >= TAKEN_BACK * abs(gap)


def _gap(one: Counted, change: LevelChange) -> int:
    """The year from a change on less the year before it: whole years, so no season is in it."""
    line = counts_of(one.measure, one.series.counts)
    place = one.series.months.index(change.month)
    return sum(line[place : place + YEAR]) - sum(line[place - YEAR : place])


def _rows(evidence: Evidence, area: PartnershipArea, series: Series) -> dict[str, dict[str, int]]:
    """Category to the files of all its months, and the rows of each."""
    found: dict[str, dict[str, int]] = {}
    for one in rows_behind(
        evidence,
        area,
        source=series.chosen.source,
        kind=series.chosen.kind,
        first=series.months[0],
        last=series.months[-1],
    ):
        files = found.setdefault(one.category, {})
        files[one.file_sha256] = files.get(one.file_sha256, 0) + one.rows
    return found


def _files(rows: Mapping[str, Mapping[str, int]], measure: Measure) -> tuple[FileRows, ...]:
    added: dict[str, int] = {}
    for member in measure.members:
        for sha256, number in rows.get(member, {}).items():
            added[sha256] = added.get(sha256, 0) + number
    return tuple(FileRows(sha256, number) for sha256, number in sorted(added.items()))
