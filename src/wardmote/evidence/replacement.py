"""What an ingest does to the supplies that are held: which come, which go, how many rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wardmote.evidence.batch import BatchRows
from wardmote.evidence.registers import HeldSupply
from wardmote.evidence.reports import SupplyChange
from wardmote.evidence.store import Part
from wardmote.evidence.supplies import Supply


@dataclass(frozen=True)
class Replacement:
    """The supplies before an ingest, and what it read.

    Parameters
    ----------
    before
        Supplies held, by id.
    batches
        What was staged.
    read
        SHA-256 of the files that were read.
    emptied
        Supplies whose new file has no rows.
    takes_in_narrower
        Whether a new supply replaces narrower ones that it takes in.
    """

    before: Mapping[str, HeldSupply]
    batches: Sequence[BatchRows]
    read: frozenset[str]
    emptied: frozenset[str]
    takes_in_narrower: bool

    @property
    def touched(self) -> set[str]:
        """Supplies that come, with rows or without."""
        return {part.supply_id for batch in self.batches for part in batch.parts} | self.emptied

    @property
    def withdrawn(self) -> set[str]:
        """Supplies that go without coming again.

        Those made only of files that were read again and now make other supplies; and, where
        the person said to replace, narrower ones that a new supply takes in.
        """
        gone = {
            one.supply_id
            for one in self.before.values()
            if one.sha256s and set(one.sha256s) <= self.read
        }
        if self.takes_in_narrower:
            gone |= {taken for one in self.touched for taken in self._taken_in_by(one)}
        return gone - self.touched

    def changes(self) -> tuple[SupplyChange, ...]:
        """Rows of each supply before and after, in the order of their ids."""
        after: Counter[str] = Counter()
        for batch in self.batches:
            for part in batch.parts:
                after[part.supply_id] += part.rows
        told_with_the_new = {taken for one in after for taken in self._taken_in_by(one)}
        ids = sorted(set(after) | self.emptied | self.withdrawn - told_with_the_new)
        return tuple(SupplyChange(one, self._rows_before(one), after[one]) for one in ids)

    def parts_by_table(self) -> dict[str, list[Part]]:
        """Tables that change, and the parts that each takes in."""
        tables: dict[str, list[Part]] = defaultdict(list)
        for batch in self.batches:
            tables[batch.table].extend(batch.parts)
        for one in self._gone:
            tables[self.before[one].table].extend(())
        return tables

    def supplies_gone(self, table: str) -> set[str]:
        """Supplies of a table that lose all their rows."""
        return {one for one in self._gone if self.before[one].table == table}

    def supplies_after(self, version: int) -> dict[str, HeldSupply]:
        """Every supply as it will be held, those that came under this version's number."""
        gone = self._gone
        after = {name: one for name, one in self.before.items() if name not in gone}
        came: dict[str, HeldSupply] = {}
        for batch in self.batches:
            for part in batch.parts:
                files = batch.files_of_supply[part.supply_id]
                so_far = came.get(part.supply_id)
                rows = part.rows + (so_far.rows if so_far else 0)
                shas = sorted(set(files) | set(so_far.sha256s if so_far else ()))
                came[part.supply_id] = HeldSupply(
                    part.supply_id, batch.table, rows, ",".join(shas), version
                )
        return dict(sorted({**after, **came}.items()))

    @property
    def _gone(self) -> frozenset[str]:
        return self.emptied | self.withdrawn

    def _rows_before(self, supply_id: str) -> int:
        """Rows that a supply replaces: its own, or those of narrower ones that it takes in."""
        if supply_id in self.before:
            return self.before[supply_id].rows
        return max((self.before[one].rows for one in self._taken_in_by(supply_id)), default=0)

    def _taken_in_by(self, supply_id: str) -> set[str]:
        supply = Supply.from_id(supply_id)
        return {one for one, held in self.before.items() if supply.takes_in(held.supply)}


def files_of_supplies(batches: Iterable[BatchRows]) -> dict[str, set[str]]:
    """Supply to the SHA-256 of the files that it came in."""
    files: dict[str, set[str]] = defaultdict(set)
    for batch in batches:
        for supply_id, sha256s in batch.files_of_supply.items():
            files[supply_id] |= sha256s
    return files
