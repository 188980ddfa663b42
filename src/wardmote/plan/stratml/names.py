"""Names of a StratML file and the ids that they get here."""

from __future__ import annotations

import re
import unicodedata

LONGEST_ID = 40


class Names:
    """Which name of which kind has which id; ids are given once."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        self._given: set[tuple[str, str]] = set()

    def id_for(self, kind: str, name: str, wanted: str) -> str:
        """An id for a name: the one wanted, or one made of its words; never one twice.

        Examples
        --------
        >>> names = Names()
        >>> [names.id_for("body", name, "") for name in ("Université Laval", "Universite Laval")]
        ['universite-laval', 'universite-laval-2']
        """
        stem = wanted or _slug(name)
        found, number = stem, 1
        while (kind, found) in self._given:
            number += 1
            found = f"{stem}-{number}"
        self._given.add((kind, found))
        return found

    def know(self, kind: str, name: str, record_id: str) -> None:
        """Remember a name; the first of two that are alike keeps it."""
        self._ids.setdefault((kind, name), record_id)

    def find(self, kind: str, name: str) -> str:
        """Id of a name; empty where it is not known."""
        return self._ids.get((kind, name), "")

    def is_known(self, kind: str, name: str) -> bool:
        """Whether a name was met before."""
        return (kind, name) in self._ids


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")
    return words or "unnamed"
