"""The cube: area x month x category counts of one evidence version, built once and kept.

Everything after the cube is plain Python on one partnership's small numbers. Its queries
are Ibis expressions, so the engine that has the rows can be another than DuckDB.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wardmote.evidence.derived import derived
from wardmote.evidence.held_areas import held_areas
from wardmote.evidence.placing import placements
from wardmote.evidence.reader import Evidence

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

KEYS = ("source", "kind", "covers", "scheme", "category", "month", "months")
AREAS = ("lsoa21cd", "ward_code", "district_code")


def cube(evidence: Evidence) -> Path:
    """Counts by source, kind, category, month and area, of the supplies that count.

    Returns
    -------
    Path
        Parquet file with `KEYS`, `AREAS` and ``count``. ``covers`` is ``all`` or the one
        category that the supply declares. An area is NULL where the record's place does not
        tell it; one record is in one row only, so rows add up.

    Notes
    -----
    Counts of different kinds of one source (by LSOA, by ward, by borough) describe the same
    crimes: choose one kind before adding.
    """
    return derived(evidence, "cube", lambda: _built(evidence))


def hours(evidence: Evidence) -> Path:
    """Counts by category, weekday, hour and district, where a source gives times.

    Returns
    -------
    Path
        Parquet file: ``source, scheme, category, weekday`` (0 is Monday)``, hour,
        district_code, count``. Empty where no source gives an hour, as police.uk never does.
    """
    return derived(evidence, "hours", lambda: _hours(evidence))


def placed(evidence: Evidence, table: str, *, scheme: str | None = None) -> ir.Table:
    """Rows of a table that count, each with the areas that it lies in.

    Parameters
    ----------
    evidence
        One evidence version.
    table
        ``incidents``, ``outcomes`` or ``searches``.
    scheme
        Only rows of this list of categories; it is asked before rows are placed.
    """
    rows = counted(evidence, table)
    if scheme is not None:
        rows = rows.filter(rows.scheme == scheme)
    where = evidence.parquet(placements(evidence))
    # Blank places match blank places: an unplaced row finds its own line too.
    same = [
        rows[name].identical_to(where[name]) for name in ("longitude", "latitude", "area_given")
    ]
    columns = [where[name] for name in (*AREAS, "placed_by", "code_check")]
    return rows.left_join(where, same).select(rows, *columns)


def counted(evidence: Evidence, table: str) -> ir.Table:
    """Rows of a table in supplies that count: no record twice."""
    rows = evidence.table(table)
    aside = [one.supply.id for one in evidence.supplies_set_aside]
    return rows.filter(~rows.supply.isin(aside)) if aside else rows


def _kind(rows: ir.Table) -> Any:
    return rows.supply.split(".")[1]


def _covers(rows: ir.Table) -> Any:
    return rows.supply.split(".")[3].split("__")[0]


def _built(evidence: Evidence) -> pa.Table:
    incidents, counts = _incidents(evidence), _counts(evidence)
    keys = [*KEYS, *AREAS]
    together = incidents.union(counts)
    total = together.group_by(keys).agg(count=together["count"].sum())
    return total.order_by(keys).to_pyarrow()


def _incidents(evidence: Evidence) -> ir.Table:
    import ibis

    rows = placed(evidence, "incidents")
    keyed = rows.select(
        "source",
        "scheme",
        "category",
        "month",
        *AREAS,
        kind=_kind(rows),
        covers=_covers(rows),
        months=ibis.literal(1),
    )
    keyed = keyed.select(*KEYS, *AREAS)
    return keyed.group_by([*KEYS, *AREAS]).agg(count=keyed.count())


def placed_counts(evidence: Evidence) -> ir.Table:
    """Published counts that count, each with the areas that it is for."""
    rows = counted(evidence, "counts")
    codes = evidence.memory(_area_codes(evidence))
    joined = rows.left_join(codes, rows.area_given == codes.code)
    return joined.select(rows, *(codes[name] for name in AREAS))


def _counts(evidence: Evidence) -> ir.Table:
    rows = placed_counts(evidence)
    keyed = rows.select(
        "source",
        "scheme",
        "category",
        "month",
        "count",
        *AREAS,
        kind=_kind(rows),
        covers=_covers(rows),
        months=rows.months.cast("int8"),
    )
    grouped = keyed.group_by([*KEYS, *AREAS]).agg(count=keyed["count"].sum())
    return grouped.select(*KEYS, *AREAS, "count")


@lru_cache(maxsize=2)  # asked by the cube and by every tally of one version
def _area_codes(evidence: Evidence) -> pa.Table:
    """Every area code or district name that a count may be given for, and where it lies."""
    import pyarrow as pa

    areas = held_areas(evidence)
    rows: dict[str, tuple[str | None, str | None, str | None]] = {}
    for district in areas.district_codes:
        rows[district] = (None, None, district)
        rows[areas.names.get(district, district)] = (None, None, district)
    for ward, district in areas.district_of_ward.items():
        rows[ward] = (None, ward, district)
    for code in (*areas.successors, *areas.lsoa21_codes):
        carried = areas.carried(code)
        within = {areas.district_of_lsoa.get(one) for one in carried}
        lsoa = carried[0] if len(carried) == 1 else None
        in_ward = areas.ward_of_lsoa.get(lsoa) if lsoa else None
        rows[code] = (lsoa, in_ward, within.pop() if len(within) == 1 else None)
    names = [("code", pa.string()), *((name, pa.string()) for name in AREAS)]
    values = [
        {"code": code, **dict(zip(AREAS, found, strict=True))} for code, found in rows.items()
    ]
    return pa.Table.from_pylist(values, schema=pa.schema(names))


def _hours(evidence: Evidence) -> pa.Table:
    rows = placed(evidence, "incidents")
    timed = rows.filter(rows.occurred_hour.notnull() & rows.occurred_on.notnull())
    keyed = timed.select(
        "source",
        "scheme",
        "category",
        "district_code",
        weekday=timed.occurred_on.day_of_week.index().cast("int8"),
        hour=timed.occurred_hour.cast("int8"),
    )
    keys = ["source", "scheme", "category", "weekday", "hour", "district_code"]
    return keyed.group_by(keys).agg(count=keyed.count()).order_by(keys).to_pyarrow()
