"""What is kept of every release: under which rules, by whom, and which bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import numpy as np

from wardmote.disclosure.equations import Numbers
from wardmote.disclosure.sensitivity import RULE_SET

PRIVATE = ("user", "witness_sha256")
"""Left out of what is published: see `LogEntry.for_publication`."""


@dataclass(frozen=True)
class LogEntry:
    """One release, so that it can be checked years later.

    Parameters
    ----------
    title
        Of the table.
    sensitivity
        Its class.
    threshold
        Smallest count above zero that could be printed.
    treatment
        ``open``, ``exact`` (small counts suppressed) or ``rounded``.
    user
        Who released it: a role or an account, as the workspace names people.
    as_of
        The date that the edition is made for; not the clock's.
    table_sha256
        Hash of the published table's canonical bytes.
    parameters
        Whatever else decided the result.
    earlier_sha256
        Hashes of the earlier tables that share records with this one and were weighed.
    witness_sha256
        Hashes of the witness tables. The tables themselves are not kept.
    rule_set
        Name of the rules.

    Notes
    -----
    How many small counts there were is not here: it would tell a reader how many of the
    suppressed cells are small.
    """

    title: str
    sensitivity: str
    threshold: int
    treatment: str
    user: str
    as_of: date
    table_sha256: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    earlier_sha256: tuple[str, ...] = ()
    witness_sha256: tuple[str, ...] = ()
    rule_set: str = RULE_SET

    def as_plain(self) -> dict[str, Any]:
        """The whole entry, for the partnership's own log."""
        return {**asdict(self), "as_of": self.as_of.isoformat()}

    def for_publication(self) -> dict[str, Any]:
        """The entry as it may be printed beside the table.

        A witness table lies close to the true one, and a small table can be guessed and
        hashed until the hashes agree: so the witnesses' hashes stay inside, with the user.
        """
        return {name: value for name, value in self.as_plain().items() if name not in PRIVATE}


def witness_hashes(tables: Iterable[Numbers], true: Numbers) -> tuple[str, ...]:
    """Hashes of witness tables, in order, without the true one where it served."""
    others = (cells for cells in tables if not np.array_equal(cells, true))
    return tuple(sorted({hashlib.sha256(c.astype("<i8").tobytes()).hexdigest() for c in others}))
