"""Refusing to build what may not be published: all faults of one thing in one error."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from wardmote.errors import DisclosureError, Fault

_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_ID: Final = 80  # becomes a file name, under paths that Windows limits to 260 characters
WINDOWS_NAMES: Final = frozenset(
    ["aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
SAYS_NOTHING: Final = frozenset("-–—.…?*/") | {"", "n/a", "na", "nan", "none", "null"}


def refuse_if(faults: Iterable[Fault], *, what: str, next_step: str) -> None:
    """Raise one error with all the faults, if there are any.

    Parameters
    ----------
    faults
        What is wrong, each with its place.
    what
        Sentence that names the thing, for example ``Table "wards" cannot be published.``
    next_step
        What the writer of the document should do.

    Raises
    ------
    DisclosureError
        There is at least one fault: the thing must not leave.
    """
    found = tuple(faults)
    if found:
        raise DisclosureError(what, faults=found, next_step=next_step)


def id_faults(name: str) -> list[Fault]:
    """What keeps an id from being an anchor and a file name on every system.

    Examples
    --------
    >>> id_faults("violence-year"), len(id_faults("Violence--year")), len(id_faults("con"))
    ([], 1, 1)
    """
    if _ID.fullmatch(name) and len(name) <= LONGEST_ID and name not in WINDOWS_NAMES:
        return []
    rule = f"lower-case words joined by single hyphens, at most {LONGEST_ID} characters"
    return [Fault("id", f"not an anchor and file name everywhere. Use {rule}.")]


def missing(words: str, where: str, why: str) -> list[Fault]:
    """A fault where words are required and there are none.

    Examples
    --------
    >>> [str(fault) for fault in missing(" ", "caption", "says what the table holds")]
    ['caption    missing: it says what the table holds.']
    """
    return [] if words.strip() else [Fault(where, f"missing: it {why}.")]


def says_nothing(words: str) -> bool:
    """Whether a cell is blank, or a mark that leaves the reader guessing.

    Examples
    --------
    >>> says_nothing("–"), says_nothing("N/A"), says_nothing("suppressed")
    (True, True, False)
    """
    return words.strip().lower() in SAYS_NOTHING
