"""Quality of the evidence: what is complete, what is missing, late, unplaced or odd.

Written so that an analyst can paste it. It describes; it changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from wardmote.evidence.cube import cube, placed
from wardmote.evidence.partial_months import partial_months
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.reader import Evidence
from wardmote.evidence.reconciliation import Reconciled, reconcile
from wardmote.evidence.records import TABLES
from wardmote.evidence.steps import Step, unexplained_steps
from wardmote.vocabulary.breaks import Break
from wardmote.vocabulary.months import month_name, months_between

PLACED_TABLES = ("incidents", "searches")
# Columns that say nothing of quality: always full, or always empty by design.
NOT_ASKED = {"scheme", "category", "month", "agency", "source", "area_given", "occurred_on"}
POORLY_FILLED = 0.95  # a field fuller than this needs no line of its own
FILLED_TABLES = ("incidents", "outcomes", "searches")


@dataclass(frozen=True)
class SeriesQuality:
    """One agency's supplies of one kind: how far they reach, and what is missing.

    Parameters
    ----------
    source, kind, agency, scope
        Whose, and of what.
    first, last
        First and last month held.
    missing
        Months between them of which nothing is held.
    partial
        Months whose total is far below their neighbours'.
    lag_months
        Whole months between the last month held and the date asked about.
    rows
        Rows held.
    """

    source: str
    kind: str
    agency: str
    scope: str
    first: str
    last: str
    missing: tuple[str, ...]
    partial: tuple[str, ...]
    lag_months: int
    rows: int


@dataclass(frozen=True)
class FieldQuality:
    """How full one field of one kind of record is, over all months and in its worst month."""

    source: str
    kind: str
    field: str
    filled: float
    worst_month: str
    filled_in_worst_month: float


@dataclass(frozen=True)
class PlacingQuality:
    """How the rows of one table are placed: share by how it is known, and by the code check."""

    table: str
    rows: int
    placed_by: Mapping[str, int]
    code_check: Mapping[str, int]


@dataclass(frozen=True)
class QualityReport:
    """Everything that `wardmote evidence quality` says."""

    version: str
    as_of: str
    series: tuple[SeriesQuality, ...]
    fields: tuple[FieldQuality, ...]
    placing: tuple[PlacingQuality, ...]
    outcomes: Mapping[str, int]
    rows: tuple[Mapping[str, Any], ...]
    steps: tuple[Step, ...]
    set_aside: tuple[str, ...]
    reconciled: tuple[Reconciled, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values for ``--json``."""
        return {**asdict(self), "steps": [one.as_json() for one in self.steps]}


def quality_of(
    evidence: Evidence,
    *,
    as_of: date,
    known: Iterable[Break] = (),
    area: PartnershipArea | None = None,
) -> QualityReport:
    """Quality of one evidence version.

    Parameters
    ----------
    evidence
        One evidence version.
    as_of
        Date that lags are measured to.
    known
        Breaks that explain a step, shipped and the partnership's own.
    area
        The partnership's area, to be compared with the official recorded crime of it.
    """
    return QualityReport(
        version=evidence.version.name,
        as_of=as_of.isoformat(),
        series=tuple(_series(evidence, as_of)),
        fields=tuple(_fields(evidence)),
        placing=tuple(_placing(evidence)),
        outcomes=_outcomes(evidence),
        rows=tuple(_rows(evidence)),
        steps=unexplained_steps(_totals(evidence), known),
        set_aside=tuple(str(one) for one in evidence.supplies_set_aside),
        reconciled=reconcile(evidence, area) if area is not None else (),
    )


def _series(evidence: Evidence, as_of: date) -> Iterable[SeriesQuality]:
    groups: dict[tuple[str, str, str, str], dict[date, int]] = {}
    for held in evidence.supplies.values():
        supply = held.supply
        month = _month(supply.period)
        if month is not None:
            key = (supply.source, supply.kind, supply.agency, str(supply.scope))
            groups.setdefault(key, {})[month] = held.rows
    for key, rows in sorted(groups.items()):
        months = sorted(rows)
        missing = set(months_between(months[0], months[-1])) - set(months)
        yield SeriesQuality(
            *key,
            first=_label(months[0]),
            last=_label(months[-1]),
            missing=tuple(_label(one) for one in sorted(missing)),
            partial=tuple(_label(one) for one in partial_months(rows)),
            lag_months=(as_of.year - months[-1].year) * 12 + as_of.month - months[-1].month,
            rows=sum(rows.values()),
        )


def _month(period: str) -> date | None:
    try:
        return date.fromisoformat(f"{period}-01")
    except ValueError:
        return None  # a supply without months: boundaries, a census


def _label(month: date) -> str:
    return f"{month:%Y-%m}"


def _fields(evidence: Evidence) -> Iterable[FieldQuality]:
    for table in FILLED_TABLES:
        names = [one.name for one in TABLES[table].columns if one.name not in NOT_ASKED]
        filled = ", ".join(f"count({name}) AS {name}" for name in names)
        rows = evidence.con.execute(f"""
            SELECT source, split_part(supply, '.', 2) AS kind, strftime(month, '%Y-%m') AS month,
                count(*) AS rows, {filled}
            FROM {table} GROUP BY ALL ORDER BY ALL
        """)
        columns = [one[0] for one in rows.description]
        yield from _poorly_filled(
            [dict(zip(columns, row, strict=True)) for row in rows.fetchall()], names
        )


def _poorly_filled(
    months: Sequence[Mapping[str, Any]], names: Sequence[str]
) -> Iterable[FieldQuality]:
    for source, kind in sorted({(one["source"], one["kind"]) for one in months}):
        group = [one for one in months if (one["source"], one["kind"]) == (source, kind)]
        total = sum(one["rows"] for one in group)
        for name in names:
            share = sum(one[name] for one in group) / total
            lowest, month = min((one[name] / one["rows"], one["month"]) for one in group)
            if share > 0 and lowest < POORLY_FILLED:
                yield FieldQuality(source, kind, name, share, month, lowest)


def _placing(evidence: Evidence) -> Iterable[PlacingQuality]:
    for table in PLACED_TABLES:
        rows = placed(evidence, table)
        grouped = rows.group_by(["placed_by", "code_check"]).agg(count=rows.count())
        groups = grouped.to_pyarrow().to_pylist()
        if groups:
            yield PlacingQuality(
                table,
                sum(one["count"] for one in groups),
                _added(groups, "placed_by"),
                _added(groups, "code_check"),
            )


def _added(groups: Sequence[Mapping[str, Any]], key: str) -> dict[str, int]:
    added: dict[str, int] = {}
    for one in sorted(groups, key=lambda one: str(one[key])):
        added[str(one[key])] = added.get(str(one[key]), 0) + one["count"]
    return added


def _outcomes(evidence: Evidence) -> dict[str, int]:
    """Crimes with an id, and how many of them have an outcome: in the street file, in outcomes."""
    row = evidence.first_row("""
        SELECT count(*), count(outcome_given),
            count(*) FILTER (reference IN (SELECT reference FROM outcomes))
        FROM incidents WHERE reference IS NOT NULL AND scheme = 'police_uk'
    """)
    if not row[0]:
        return {}
    names = ("crimes_with_id", "with_last_outcome_in_street_file", "with_row_in_outcomes_file")
    return dict(zip(names, row, strict=True))


def _rows(evidence: Evidence) -> Iterable[Mapping[str, Any]]:
    kinds: dict[tuple[str, str], dict[str, int]] = {}
    for file in evidence.files.values():
        sums = kinds.setdefault((file.source, file.kind), {"files": 0})
        sums["files"] += 1
        for name in ("rows_read", "accepted", "quarantined", "duplicates"):
            sums[name] = sums.get(name, 0) + getattr(file, name)
    for (source, kind), sums in sorted(kinds.items()):
        yield {"source": source, "kind": kind, **sums}


def _totals(evidence: Evidence) -> dict[tuple[str, str, str, str], dict[date, int]]:
    """Monthly totals of each series and category, all areas held."""
    rows = evidence.parquet(cube(evidence))
    rows = rows.filter(rows.months == 1)
    keys = ["source", "kind", "scheme", "category", "month"]
    found = rows.group_by(keys).agg(count=rows["count"].sum()).order_by(keys).to_pyarrow()
    totals: dict[tuple[str, str, str, str], dict[date, int]] = {}
    for one in found.to_pylist():
        key = (one["source"], one["kind"], one["scheme"], one["category"])
        totals.setdefault(key, {})[one["month"]] = one["count"]
    return totals


def describe_quality(report: QualityReport) -> str:
    """The report in words, to be pasted into a method section."""
    lines = [f"Quality of the evidence, version {report.version}, on {report.as_of}", ""]
    lines += ["What is held"]
    for one in report.series:
        lines.append(
            f"  {one.source} {one.kind}, {one.agency}"
            + ("" if one.scope == "all" else f", {one.scope} only")
            + f": {one.first} to {one.last}, {one.rows:,} rows, {one.lag_months} months old"
        )
        lines += _some("    missing", one.missing) + _some("    partial", one.partial)
    lines += ["", "Where rows went"]
    for row in report.rows:
        lines.append(
            f"  {row['source']} {row['kind']}: {row['files']:,} files, "
            f"{row['rows_read']:,} rows read, {row['accepted']:,} accepted, "
            f"{row['quarantined']:,} quarantined, {row['duplicates']:,} duplicates"
        )
    lines += ["", "How rows are placed"]
    for placing in report.placing:
        lines.append(f"  {placing.table}: {placing.rows:,} rows")
        lines += [_share("    ", what, n, placing.rows) for what, n in placing.placed_by.items()]
        checked = sum(n for what, n in placing.code_check.items() if what != "not checked")
        if checked:
            far = placing.code_check.get("beyond 50 m", 0)
            lines.append(
                f"    area given by the source: {checked:,} checked against the point, "
                f"{far:,} over 50 m from it (flagged, kept)"
            )
    lines += _fields_in_words(report) + _outcomes_in_words(report) + _steps_in_words(report)
    if report.reconciled:
        lines += ["", "Beside the official recorded crime of the partnership"]
        lines += [f"  {one}" for one in report.reconciled]
    if report.set_aside:
        lines += ["", "Held and not counted", *(f"  {one}" for one in report.set_aside[:10])]
    lines += [
        "",
        "police.uk gives no day or hour of a crime, no victim, no suspect, and no flag for",
        "domestic abuse, hate or knives. Its points are anonymised: for areas, not for streets.",
    ]
    return "\n".join(lines)


def _some(what: str, months: Sequence[str]) -> list[str]:
    return [f"{what}: {', '.join(months)}"] if months else []


def _share(indent: str, what: str, number: int, total: int) -> str:
    return f"{indent}{what}: {number:,} ({100 * number / total:.1f}%)"


def _fields_in_words(report: QualityReport) -> list[str]:
    if not report.fields:
        return []
    return ["", "Fields that are not full (share filled; fullness in the worst month)"] + [
        f"  {one.source} {one.kind}: {one.field} {100 * one.filled:.0f}%; "
        f"{100 * one.filled_in_worst_month:.0f}% in {one.worst_month}"
        for one in report.fields
    ]


def _outcomes_in_words(report: QualityReport) -> list[str]:
    if not report.outcomes:
        return []
    total, street, rows = report.outcomes.values()
    return [
        "",
        "Outcomes",
        _share("  ", "crimes with a last outcome in the street file", street, total),
        _share("  ", "crimes with a row in the outcomes files", rows, total),
    ]


def _steps_in_words(report: QualityReport) -> list[str]:
    if not report.steps:
        return []
    return ["", "Sudden steps that no known break explains: check with the publisher"] + [
        f"  {one.series} {one.category}: {one.before:,.0f} a month before {month_name(one.month)}, "
        f"{one.after:,.0f} after"
        for one in report.steps
    ]
