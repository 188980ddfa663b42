"""The tables that ship inside the package, as TOML that a person can read and correct."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def read_shipped(name: str) -> dict[str, Any]:
    """One shipped table, read once.

    Answers "what do we hold about laws, breaks, categories?". A partnership's own files are
    read elsewhere: these are the ones that come with Wardmote.

    Parameters
    ----------
    name
        File name beside this module, for example ``laws.toml``.

    Returns
    -------
    dict
        The TOML document. Shared between callers: never change it.

    Examples
    --------
    >>> sorted(read_shipped("breaks.toml"))
    ['break']
    """
    # Imported here: the calendar and the area codes need neither.
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
