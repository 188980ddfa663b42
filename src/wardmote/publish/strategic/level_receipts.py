"""Receipts of levels: the search, its parameters, and the rows of all the months."""

from __future__ import annotations

from wardmote.analysis.levels import LevelChange
from wardmote.assessment.assessment import Assessment
from wardmote.assessment.levels import LevelFound
from wardmote.publish import words
from wardmote.publish.receipts import Counted, Receipt


def level_receipts(found: Assessment) -> list[Receipt]:
    """One for each category whose levels were looked for."""
    return [_receipt(one, found) for one in found.levels if one.result is not None]


def _receipt(one: LevelFound, found: Assessment) -> Receipt:
    assert one.result is not None  # chosen so
    basis = one.result.basis
    first, last = words.month(one.months[0]), words.month(one.months[1])
    parameters = [
        ("Evidence version", found.evidence_version),
        ("Series", one.series),
        ("Area", f"{found.area.name} {found.area.code}".strip()),
        ("Categories", ", ".join(one.measure.members)),
        ("Null hypothesis", basis.null or "none tested"),
        ("Sides", basis.sidedness),
        ("Family", f"first steps of {one.looked_at} series, Benjamini-Hochberg"),
        *((name.replace("_", " "), _said(value)) for name, value in basis.parameters.items()),
    ]
    if one.adjusted_p is not None:
        parameters.append(("p of first step, adjusted", f"{one.adjusted_p:.4f}"))
    if one.told:
        parameters.append(("Changes, in a typical month", "; ".join(map(_change, one.told))))
    return Receipt(
        one.id,
        f"Levels of {one.measure.title.lower()}, {found.area.name}, {first} to {last}.",
        f"{basis.method[0].upper()}{basis.method[1:]} ({basis.reference}).",
        tuple(Counted(row.sha256, row.rows) for row in one.rows_behind),
        parameters=tuple(parameters),
        caveat=basis.caveat,
    )


def _change(change: LevelChange) -> str:
    before, after = words.count(round(change.before)), words.count(round(change.after))
    first, last = words.month(change.earliest), words.month(change.latest)
    known = f"; known: {change.known.what}" if change.known else ""
    return f"{words.month(change.month)} (95%: {first} to {last}{known}), {before} to {after}"


def _said(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else f"{value}"
