"""What a person asks of an ingest, and what of it is refused before a file is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from wardmote.errors import ConfigurationError, SourceError
from wardmote.evidence.source import Source
from wardmote.evidence.supplies import ALL, Scope
from wardmote.vocabulary.categories import SCHEMES, categories


@dataclass(frozen=True)
class Request:
    """What a person asks of an ingest.

    Parameters
    ----------
    paths
        Files and folders, ZIPs among them.
    as_of
        Day of the ingest: a later month is in the future.
    scope
        What the supplies cover, where the person says so.
    replace_smaller
        Whether a supply may be replaced by an empty or much smaller one. Files that are
        held already are then read again.
    source
        Only this source may recognise the files.
    leave_alone
        Folders that are no sources, wherever they lie: the workspace's own store and pages.
    """

    paths: tuple[Path, ...]
    as_of: date
    scope: str | None = None
    replace_smaller: bool = False
    source: str | None = None
    leave_alone: tuple[Path, ...] = ()


def chosen_sources(sources: Sequence[Source], name: str | None) -> tuple[Source, ...]:
    """The sources that may recognise files: all, or the one that was named."""
    chosen = tuple(one for one in sources if name in (None, one.name))
    if not chosen:
        raise SourceError(
            f"There is no source called {name}.",
            known=[one.name for one in sources],
            next_step="Choose one of these, or leave --source out.",
        )
    return chosen


def check_scope(scope: str | None) -> None:
    """Refuse a scope that names no category: the page made from it could not say what it is."""
    named = Scope.parse(scope or ALL).category
    known = sorted({one.id for scheme in SCHEMES for one in categories(scheme)})
    if named not in (ALL, *known):
        raise ConfigurationError(
            f"The scope {named} is not a category. Nothing was saved.",
            known=get_close_matches(named, known) or known,
            next_step="Write --scope all, --scope burglary or --scope burglary@E09000030.",
        )
