"""Prevention balance and claims register: what is not known is said, never left out."""

from __future__ import annotations

from pathlib import Path

from unit.plan.small_plan import ACTIONS, PRIORITIES, write_small_plan
from wardmote.plan.book import PlanBook
from wardmote.plan.claims import claims_on_driver, claims_register
from wardmote.plan.folder import read_plan
from wardmote.plan.prevention import prevention_balance
from wardmote.plan.records.delivery import Tier
from wardmote.vocabulary.marking import Marking

MORE = """
[[action]]
id = "A2"
title = "Youth workers at two schools"
priority = "asb"
lead = "council"
starts = 2026-04-01
due = 2027-03-31
tier = "primary"
determinants = ["skills", "employment"]

[[action.resources]]
kind = "money"
amount_pounds = 40000

[[action]]
id = "A3"
title = "Mediation"
priority = "asb"
lead = "council"
starts = 2026-04-01
due = 2027-03-31
tier = "primary"
determinants = ["skills"]
marking = "partners"

[[action.resources]]
kind = "money"
"""


def balanced(folder: Path) -> PlanBook:
    return read_plan(write_small_plan(folder, actions=ACTIONS + MORE))


def test_actions_without_a_tier_are_said(tmp_path: Path) -> None:
    balance = prevention_balance(balanced(tmp_path))

    assert [len(one.actions) for one in balance.tiers] == [2, 0, 0]
    assert balance.without_tier.actions == ("A1",)
    assert balance.without_tier.without_resources == ("A1",)
    assert not balance.is_tier_known


def test_money_that_nobody_has_named_is_not_zero(tmp_path: Path) -> None:
    primary = prevention_balance(balanced(tmp_path)).tier(Tier.PRIMARY)

    assert (primary.pounds_a_year, primary.without_amount) == (40_000, ("A3",))
    assert not primary.is_money_known


def test_staff_time_is_no_money_whatever_somebody_says_it_is_worth(tmp_path: Path) -> None:
    staff = MORE.replace('kind = "money"', 'kind = "staff"', 1)
    book = read_plan(write_small_plan(tmp_path, actions=ACTIONS + staff))

    assert prevention_balance(book).tier(Tier.PRIMARY).pounds_a_year == 0


def test_an_action_counts_in_each_of_its_determinants(tmp_path: Path) -> None:
    balance = prevention_balance(balanced(tmp_path))

    assert len(balance.determinants) == 6
    assert balance.determinant("skills").actions == ("A2", "A3")
    assert balance.determinant("employment").pounds_a_year == 40_000
    assert balance.without_determinant.actions == ("A1",)


def test_the_public_balance_leaves_out_what_is_not_public(tmp_path: Path) -> None:
    primary = prevention_balance(balanced(tmp_path), readers=Marking.PUBLIC).tier(Tier.PRIMARY)

    assert primary.actions == ("A2",)
    assert primary.is_money_known


CLAIMS = """
[[driver]]
id = "drugs"
title = "Drugs"
words = "A market is active here."

[[claim]]
id = "C1"
words = "Quiet streets are safe streets."
would_show = ["Calls and surveys compared"]
held = "held"
evidence = ["Survey of 2026"]
strongest_wording = "People on quiet streets say more often that they feel safe."
bears_on = ["asb"]

[[claim]]
id = "C2"
words = "Most local crime is driven by drugs."
would_show = ["Offences flagged as drug related"]
held = "not_held"
strongest_wording = "Partners think that drugs drive some local crime; it was not measured."
drivers = ["drugs"]
marking = "partners"
"""


def test_what_cannot_be_shown_stands_first_with_what_may_be_said(tmp_path: Path) -> None:
    book = read_plan(write_small_plan(tmp_path, priorities=PRIORITIES + CLAIMS))
    lines = claims_register(book)

    assert [(one.claim.id, one.is_shown) for one in lines] == [("C2", False), ("C1", True)]
    assert lines[0].leaned_on_by == ("Drugs",)
    assert lines[0].may_be_said.endswith("it was not measured.")
    assert lines[0].is_weakened
    assert [one.claim.id for one in claims_on_driver(book, "drugs")] == ["C2"]
    assert [one.claim.id for one in claims_register(book, readers=Marking.PUBLIC)] == ["C1"]


def test_what_is_held_in_part_is_not_shown(tmp_path: Path) -> None:
    part = CLAIMS.replace('held = "not_held"', 'held = "in_part"\nevidence = ["A sample"]')
    book = read_plan(write_small_plan(tmp_path, priorities=PRIORITIES + part))

    assert {one.claim.id: one.is_shown for one in claims_register(book)} == {
        "C1": True,
        "C2": False,
    }
