"""The plan deck of Tower Hamlets, element by element: 74 claims on the plan, each falsifiable.

Each claim is asked twice: of the example as it is shipped, and of a copy without the element,
where it must not hold. Each element has an address on a page, and what stands there is not the
same without it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from spec.deck.addresses import ADDRESSES
from spec.deck.element import Built, Element
from spec.deck.folder import Copy
from spec.deck.slide_1_introduction import SLIDE_1
from spec.deck.slide_2_developed import SLIDE_2
from spec.deck.slide_3_residents import SLIDE_3
from spec.deck.slide_4_drivers import SLIDE_4
from spec.deck.slide_5_principles import SLIDE_5
from spec.deck.slide_6_priorities import SLIDE_6
from spec.deck.slide_7_delivery import SLIDE_7
from spec.deck.slide_8_difference import SLIDE_8
from wardmote.examples import example_folder
from wardmote.plan.folder import read_plan

FOLDER = example_folder("tower_hamlets_2021_24") / "plan"
SLIDES = (SLIDE_1, SLIDE_2, SLIDE_3, SLIDE_4, SLIDE_5, SLIDE_6, SLIDE_7, SLIDE_8)
ELEMENTS = [one for slide in SLIDES for one in slide]
each_element = pytest.mark.parametrize("element", ELEMENTS, ids=lambda one: f"DECK-{one.id}")


@pytest.fixture(scope="module")
def built() -> Built:
    return Built(read_plan(FOLDER))


@each_element
def test_the_plan_holds_it(built: Built, element: Element) -> None:
    assert element.holds(built), element.says


@each_element
def test_a_plan_without_it_does_not(tmp_path: Path, built: Built, element: Element) -> None:
    copy = Copy(FOLDER)
    for edit in element.without:
        edit(copy)
    without = Built(read_plan(copy.write(tmp_path / "plan")))
    address = ADDRESSES[element.id]

    assert not element.holds(without), element.says
    assert built.told_at(address), f"nothing stands at {address}"
    assert without.told_at(address) != built.told_at(address), f"{address} says the same"


def test_every_element_of_the_deck_has_its_test() -> None:
    assert [len(slide) for slide in SLIDES] == [8, 17, 9, 13, 6, 6, 3, 12]
    assert len({one.id for one in ELEMENTS}) == 74
    assert set(ADDRESSES) == {one.id for one in ELEMENTS}
    assert all(one.without for one in ELEMENTS)


def test_a_copy_with_nothing_taken_out_is_the_plan(tmp_path: Path, built: Built) -> None:
    again = read_plan(Copy(FOLDER).write(tmp_path / "plan"))

    assert dict(again.words) == dict(built.book.words)
    assert {kind: set(map(repr, held)) for kind, held in again.records.items()} == {
        kind: set(map(repr, held)) for kind, held in built.book.records.items()
    }


def test_no_person_is_named() -> None:
    text = " ".join(one.read_text(encoding="utf-8") for one in FOLDER.parent.rglob("*.*"))

    assert not [name for name in ("Islam", "Cllr", "Floyd") if name in text]
