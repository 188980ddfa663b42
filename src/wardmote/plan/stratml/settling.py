"""References of an imported plan that lead to nothing: what they named did not come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from wardmote.errors import ConfigurationError
from wardmote.plan.folder.references import held_ids, references_of
from wardmote.plan.folder.tables import Placed
from wardmote.plan.records import Promise, Record

NO_MEASURE: Final = "The file names a measure that did not come in; which one is to be confirmed."


def settled(placed: Iterable[Placed]) -> tuple[list[Placed], list[tuple[str, str]]]:
    """Records whose references all lead somewhere, and what of the others was left out.

    Answers "can this be begun with?". A file may name an indicator that could not be taken: the
    promise that it measures comes in all the same, and says so.

    Parameters
    ----------
    placed
        Every record that was made of the file.

    Returns
    -------
    tuple
        The records; and where something was left out, with why.
    """
    kept = list(placed)
    left: list[tuple[str, str]] = []
    while True:
        known = {kind: set(ids) for kind, ids in held_ids(kept).items()}
        following: list[Placed] = []
        before = len(left)
        for one in kept:
            lost = [
                (name, reference)
                for name, kind, reference in references_of(one.record)
                if reference not in known[kind]
            ]
            made = _without(one.record, lost) if lost else one.record
            why = ", ".join(f"{name} {reference}" for name, reference in lost)
            if lost:
                what = "a reference" if made else "the whole"
                left.append((one.where, f"{what}: what it names did not come in: {why}"))
            if made is not None:
                following.append(Placed(made, one.where))
        kept = following
        if len(left) == before:
            return kept, left


def _without(record: Record, lost: list[tuple[str, str]]) -> Record | None:
    """A record without some references; None where it cannot stand without them."""
    gone: dict[str, Any] = {}
    for name, reference in lost:
        value = gone.get(name, getattr(record, name, None))
        gone[name] = tuple(one for one in value if one != reference) if value else value
        if isinstance(value, str):
            gone[name] = ""
    if isinstance(record, Promise) and gone.get("measure") == "":
        gone["why_no_measure"] = NO_MEASURE
    try:
        return replace(record, **gone)
    except (ConfigurationError, TypeError):
        return None
