"""Prevention balance: what a plan does, and what it spends, by tier and wider determinant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wardmote.plan.book import PlanBook
from wardmote.plan.records import Action
from wardmote.plan.records.delivery import DETERMINANTS, ResourceKind, Tier
from wardmote.plan.records.ids import ActionId
from wardmote.vocabulary.marking import Marking


@dataclass(frozen=True)
class Slice:
    """Actions of one kind, and their money.

    Parameters
    ----------
    id
        A tier or a determinant; empty for those without.
    actions
        Ids of its actions.
    pounds_a_year
        Money that is known, a year.
    without_amount
        Actions that take money of an amount that is not known.
    without_resources
        Actions of which nobody has said what they are done with.
    """

    id: str
    actions: tuple[ActionId, ...]
    pounds_a_year: int
    without_amount: tuple[ActionId, ...]
    without_resources: tuple[ActionId, ...]

    @property
    def is_money_known(self) -> bool:
        """Whether the money is that of all its actions."""
        return not (self.without_amount or self.without_resources)


@dataclass(frozen=True)
class PreventionBalance:
    """A plan's actions and money, seen two ways.

    Parameters
    ----------
    tiers
        Primary, secondary, tertiary: each action stands in one at most.
    without_tier
        Actions whose tier nobody has said.
    determinants
        The wider determinants. An action may work on several and counts in each, so they do
        not add up to the plan.
    without_determinant
        Actions that work on none.
    """

    tiers: tuple[Slice, ...]
    without_tier: Slice
    determinants: tuple[Slice, ...]
    without_determinant: Slice

    def tier(self, tier: Tier) -> Slice:
        """One tier's actions and money."""
        return next(one for one in self.tiers if one.id == tier.value)

    def determinant(self, name: str) -> Slice:
        """One determinant's actions and money."""
        return next(one for one in self.determinants if one.id == name)

    @property
    def is_tier_known(self) -> bool:
        """Whether every action has a tier: only then do shares of tiers mean anything."""
        return not self.without_tier.actions


def prevention_balance(book: PlanBook, *, readers: Marking = Marking.PARTNERS) -> PreventionBalance:
    """How a plan's actions and money lie between the tiers and the wider determinants.

    Answers "do we prevent, or only respond?", as far as actions say so themselves.

    Parameters
    ----------
    book
        The plan.
    readers
        Whose edition it is for: actions that they may not have are left out.

    Returns
    -------
    PreventionBalance
        Every tier and every determinant, empty ones too, and those without.

    Notes
    -----
    Counting actions misleads where one is large and ten are small; money misleads where most
    of it is staff time that nobody has priced. Both are given, with what is not known.
    """
    actions = tuple(one for one in book.all(Action) if one.marking.open_to(readers))

    return PreventionBalance(
        tiers=tuple(
            _slice(tier.value, (one for one in actions if one.tier is tier)) for tier in Tier
        ),
        without_tier=_slice("", (one for one in actions if one.tier is None)),
        determinants=tuple(
            _slice(name, (one for one in actions if name in one.determinants))
            for name in DETERMINANTS
        ),
        without_determinant=_slice("", (one for one in actions if not one.determinants)),
    )


def _slice(name: str, of: Iterable[Action]) -> Slice:
    actions = tuple(of)
    money = {
        one.id: [held for held in one.resources if held.kind is ResourceKind.MONEY]
        for one in actions
    }
    known = (held.amount_pounds or 0 for parts in money.values() for held in parts)
    return Slice(
        id=name,
        actions=tuple(one.id for one in actions),
        pounds_a_year=sum(known),
        without_amount=tuple(
            action for action, parts in money.items() if any(p.amount_pounds is None for p in parts)
        ),
        without_resources=tuple(one.id for one in actions if not one.resources),
    )
