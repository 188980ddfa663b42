"""The front door: every action and promise is somebody's, or nobody's yet."""

from __future__ import annotations

import re
from dataclasses import replace

from unit.publish.plans.sample import as_at, book, table
from wardmote.plan import records
from wardmote.plan.book import PlanBook
from wardmote.plan.records.ids import BodyId
from wardmote.publish.site.front import compose_front

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def counted(of: PlanBook | None = None) -> dict[str, tuple[int, int]]:
    """Actions and promises that the front door says each body answers for."""

    def number(words: str, kind: str) -> int:
        found = re.search(rf"(\w+) {kind}", words.lower())
        return (NUMBERS.index(found[1]) if found[1] in NUMBERS else int(found[1])) if found else 0

    rows = table(compose_front(as_at(of=of), None), "doing-table").rows
    said = {row.header: str(row.cells[0]) for row in rows}
    return {name: (number(one, "action"), number(one, "promise")) for name, one in said.items()}


def test_every_public_action_and_promise_stands_in_one_row() -> None:
    public = as_at().book

    actions, promises = map(sum, zip(*counted().values(), strict=True))

    assert actions == len(public.all(records.Action)) > 0
    assert promises == len(public.all(records.Promise)) > 0


def test_what_nobody_answers_for_yet_has_a_row_of_its_own() -> None:
    actions = tuple(
        replace(one, lead=BodyId(""), to_be_confirmed=("lead",)) if one.id == "A1" else one
        for one in book().all(records.Action)
    )
    of = PlanBook({**book().records, records.Action: actions}, book().words)

    assert "To be confirmed" not in counted()
    assert counted(of)["To be confirmed"] == (1, 0)
    assert sum(one for one, _ in counted(of).values()) == sum(one for one, _ in counted().values())


def test_one_body_has_one_row_though_some_of_its_work_is_to_be_confirmed() -> None:
    actions = tuple(
        replace(one, to_be_confirmed=("lead",)) if one.id == "A1" else one
        for one in book().all(records.Action)
    )
    of = PlanBook({**book().records, records.Action: actions}, book().words)

    assert counted(of) == counted()
