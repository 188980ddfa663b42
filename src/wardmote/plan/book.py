"""The book of a plan: all its records together, found by kind and id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final, TypeVar, cast

from wardmote.errors import ConfigurationError
from wardmote.plan.records import (
    TABLES,
    Action,
    Dispatch,
    Milestone,
    Plan,
    Promise,
    Reading,
    Record,
    RiskReview,
    SiteStep,
    Update,
)
from wardmote.vocabulary.marking import Marking

R = TypeVar("R", bound=Record)

HISTORY: Final[Mapping[type[Record], str]] = MappingProxyType(
    {Update: "on", Reading: "received_on", RiskReview: "on", Dispatch: "on", SiteStep: "on"}
)
"""What is only ever added to a plan, and the day on which each came."""


@dataclass(frozen=True)
class PlanBook:
    """Everything that a plan holds, its references checked.

    Parameters
    ----------
    records
        Kind to its records, in the order in which they were read.
    words
        Chapter to its Markdown: ``foreword``, ``context`` …

    Notes
    -----
    Built by `wardmote.plan.folder.read_plan`, which refuses a book whose references lead
    nowhere. One that is built by hand is checked by `wardmote.plan.folder.joined`.
    """

    records: Mapping[type[Record], tuple[Record, ...]]
    words: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "records", MappingProxyType(dict(self.records)))
        object.__setattr__(self, "words", MappingProxyType(dict(self.words)))

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.all(Plan)[0]

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of one kind, in the order in which they were read."""
        return cast("tuple[R, ...]", self.records.get(kind, ()))  # a kind's key holds that kind

    def find(self, kind: type[R], record_id: str) -> R | None:
        """One record by its id; None where there is none."""
        return next((one for one in self.all(kind) if _id(one) == record_id), None)

    def one(self, kind: type[R], record_id: str) -> R:
        """One record by its id.

        Raises
        ------
        ConfigurationError
            There is none; the message lists those that exist.
        """
        found = self.find(kind, record_id)
        if found is None:
            known = [_id(one) for one in self.all(kind)]
            table = next(name for name, held in TABLES.items() if held is kind)
            raise ConfigurationError(
                f"The plan has no {table.replace('_', ' ')} {record_id!r}.",
                known=known,
                next_step="Use one of these." if known else f"Record it first: [[{table}]]",
            )
        return found

    def milestones(self) -> tuple[tuple[Action, Milestone], ...]:
        """Every milestone, with the action that it belongs to."""
        return tuple((action, step) for action in self.all(Action) for step in action.milestones)

    def updatable_ids(self) -> tuple[str, ...]:
        """Ids of what an update may be about: actions, milestones, promises."""
        return (
            *(one.id for one in self.all(Action)),
            *(step.id for _, step in self.milestones()),
            *(one.id for one in self.all(Promise)),
        )

    def for_readers(self, readers: Marking) -> PlanBook:
        """The book with only what readers of that marking may have.

        What is said of a record that is left out goes with it: the readings of an indicator, the
        updates of an action (`wardmote.plan.belonging`). A reference to one reads "not-public".
        """
        from wardmote.plan.belonging import open_records

        return PlanBook(open_records(self, readers), self.words)

    def as_at(self, on: date) -> PlanBook:
        """The book as its history stood on a day: what came later is left out."""
        kept = dict(self.records)
        for kind, day in HISTORY.items():
            if kind in kept:
                kept[kind] = tuple(one for one in kept[kind] if getattr(one, day) <= on)
        return PlanBook({kind: held for kind, held in kept.items() if held}, self.words)

    def with_records(self, added: Iterable[Record]) -> PlanBook:
        """The book with records added, as a keeper adds them to its history."""
        records = {kind: list(held) for kind, held in self.records.items()}
        for one in added:
            records.setdefault(type(one), []).append(one)
        return PlanBook({kind: tuple(held) for kind, held in records.items()}, self.words)


def _id(record: Record) -> str:
    return str(getattr(record, "id", ""))
