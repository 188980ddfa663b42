"""Clearance of a whole document: the seal that a renderer asks for before it writes a byte.

A document's tables are either counts that their publisher has published already (open), or
tables that `release` has passed. Anything else does not leave, in any format.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wardmote.disclosure.log import LogEntry
from wardmote.disclosure.release import Released
from wardmote.disclosure.seal import Sealed, check_released, key
from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.errors import DisclosureError, Fault


@dataclass(frozen=True)
class Leaving:
    """One table of a document, as it would leave.

    Parameters
    ----------
    title
        Of the table.
    printed
        Its bytes as published.
    sensitivity
        Class of the most sensitive source behind it.
    published_by
        Publishers who have published these counts, where it is open.
    released
        What `release` passed, where it is not open: one table of a document can be put
        together from several.
    numbers
        Numbers that are printed of counts that are not open: each must be among those that
        `released` prints.
    """

    title: str
    printed: bytes
    sensitivity: Sensitivity
    published_by: tuple[str, ...] = ()
    released: tuple[Released, ...] = ()
    numbers: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class Clearance(Sealed):
    """A document that may leave: hash of all that would be printed, and the log.

    Made by `clear` only.
    """

    content_sha256: str
    log: tuple[LogEntry, ...]

    def digest(self) -> str:
        """Hash of everything that it stands for."""
        return f"{self.content_sha256}\n{self.log!r}"


def clear(content: bytes, tables: Iterable[Leaving], *, user: str, as_of: date) -> Clearance:
    """Clear a document's content, table by table.

    Parameters
    ----------
    content
        Canonical bytes of everything that would be printed.
    tables
        Each of its tables.
    user
        Who clears it: a role or an account.
    as_of
        The date that the edition is made for.

    Raises
    ------
    DisclosureError
        A table is neither open nor released: all such tables at once.

    Examples
    --------
    >>> open_table = Leaving("Burglary", b"ward,count", Sensitivity.OPEN, ("data.police.uk",))
    >>> clear(b"page", [open_table], user="analyst", as_of=date(2026, 4, 1)).log[0].treatment
    'open'
    """
    leaving = tuple(tables)
    faults = [fault for one in leaving if (fault := _fault(one)) is not None]
    if faults:
        raise DisclosureError(
            "The document cannot leave: some of its tables have not passed the disclosure rules.",
            faults=faults,
            next_step="Pass their counts through wardmote.disclosure.release, and build the "
            "tables from what it returns.",
        )
    log = tuple(entry for one in leaving for entry in _entries(one, user, as_of))
    return Clearance(key(), hashlib.sha256(content).hexdigest(), log)


def _fault(one: Leaving) -> Fault | None:
    if one.sensitivity is Sensitivity.OPEN:
        return None if any(one.published_by) else Fault(one.title, "open, but nobody published it.")
    if not one.released:
        return Fault(one.title, f"{one.sensitivity.value} counts that nothing has released.")
    passed = {value for table in one.released for value in check_released(table).published.values}
    if not set(one.numbers) <= passed:
        return Fault(one.title, "a number in it is not among those that were released.")
    weaker = [table for table in one.released if _is_weaker(table, one.sensitivity)]
    if weaker:
        return Fault(one.title, f"released under a lower class than {one.sensitivity.value}.")
    return None


def _is_weaker(released: Released, sensitivity: Sensitivity) -> bool:
    return released.published.sensitivity.threshold < sensitivity.threshold


def _entries(one: Leaving, user: str, as_of: date) -> tuple[LogEntry, ...]:
    if one.released:
        return tuple(table.log for table in one.released)
    return (_open_entry(one, user, as_of),)


def _open_entry(one: Leaving, user: str, as_of: date) -> LogEntry:
    return LogEntry(
        title=one.title,
        sensitivity=one.sensitivity.value,
        threshold=one.sensitivity.threshold,
        treatment="open",
        user=user,
        as_of=as_of,
        table_sha256=hashlib.sha256(one.printed).hexdigest(),
        parameters={"published_by": ", ".join(one.published_by)},
    )


def check_clearance(clearance: Clearance | None, content: bytes) -> None:
    """Refuse to render what was not cleared, or was changed since.

    Raises
    ------
    DisclosureError
        There is no clearance, or it is for other content.
    """
    if clearance is None:
        raise DisclosureError(
            "The document has not been cleared, so nothing was written.",
            next_step="Clear it first: wardmote.publish.clearing.clear_document.",
        )
    check_released(clearance)
    if clearance.content_sha256 != hashlib.sha256(content).hexdigest():
        raise DisclosureError(
            "The document was changed after it was cleared, so nothing was written.",
            next_step="Clear it again.",
        )
