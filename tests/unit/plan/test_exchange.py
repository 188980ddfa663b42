"""The plan handed on: cleared for its readers, whole, and safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from unit.plan.full_plan import full_plan
from wardmote.errors import ConfigurationError, DisclosureError
from wardmote.plan.book import PlanBook
from wardmote.plan.exchange import EXPORTS, ClearedBook, clear_book, csv_files, plan_json
from wardmote.plan.exchange.cleared import require_cleared
from wardmote.plan.folder import begin_plan, read_plan
from wardmote.plan.folder.tables import record_of
from wardmote.plan.records import TABLES, Action, Indicator, Plan, Reading, Update
from wardmote.plan.records.ids import BodyId, IndicatorId
from wardmote.plan.released import released_readings
from wardmote.vocabulary.marking import Marking

ON = date(2026, 11, 22)
CONFIDENCE = Reading(
    indicator=IndicatorId("confidence"),
    starts=date(2026, 4, 1),
    ends=date(2026, 6, 30),
    value=0.5,
    base=100,
    provider=BodyId("police"),
    received_on=ON,
)


@pytest.fixture
def book(tmp_path: Path) -> PlanBook:
    return full_plan(tmp_path / "plan")


@pytest.fixture
def public(book: PlanBook) -> ClearedBook:
    return clear_book(book, Marking.PUBLIC, on=ON)


@pytest.mark.parametrize("name", EXPORTS)
def test_no_format_writes_a_plan_that_was_not_cleared(book: PlanBook, name: str) -> None:
    by_hand = ClearedBook(book, Marking.PUBLIC, ON)

    with pytest.raises(DisclosureError, match="has not been cleared, so nothing was written"):
        EXPORTS[name](by_hand, "Smallborough")
    with pytest.raises(DisclosureError):
        EXPORTS[name](book, "Smallborough")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", EXPORTS)
def test_no_format_writes_a_plan_that_was_changed_since(
    book: PlanBook, public: ClearedBook, name: str
) -> None:
    for changed in (replace(public, book=book), replace(public, withheld=frozenset())):
        with pytest.raises(DisclosureError, match="changed after it was cleared"):
            EXPORTS[name](changed, "Smallborough")


@pytest.mark.parametrize("name", EXPORTS)
def test_the_public_gets_nothing_that_is_marked_for_partners(
    public: ClearedBook, name: str
) -> None:
    written = b"".join(EXPORTS[name](public, "Smallborough").values()).decode()

    assert "night team may lose" not in written
    assert "Tasking meeting" not in written
    assert "noise complaint" in written


@pytest.mark.parametrize("name", EXPORTS)
def test_the_public_gets_no_small_number_and_nothing_that_gives_it_back(
    public: ClearedBook, name: str
) -> None:
    written = b"".join(EXPORTS[name](public, "Smallborough").values()).decode()

    assert "suppressed" in written
    assert "one street" not in written
    assert public.withheld == {
        "moves 2026-04-01 2026-06-30 2026-07-10 council",  # 3
        "moves 2026-07-01 2026-09-30 2026-10-10 council",  # 12: it would follow from this and 15
    }
    assert public.withheld_baselines == {"moves"}
    assert [one.value for one in public.book.all(Reading)] == [36, 0.48, 0, 0, 15]


def test_a_withheld_value_is_a_word_in_every_table(public: ClearedBook) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_files(public)["reading.csv"].decode())))
    values = json.loads(plan_json(public))["records"]

    assert [row["value"] for row in rows] == ["36.0", "0.48", "suppressed", "suppressed", "15.0"]
    assert [one["value"] for one in values["reading"]] == [36, 0.48, "suppressed", "suppressed", 15]
    assert values["indicator"][1]["baseline"]["value"] == "suppressed"


def test_partners_get_everything(book: PlanBook) -> None:
    cleared = clear_book(book, Marking.PARTNERS, on=ON)

    assert cleared.book.records == book.records
    assert not cleared.withheld


def test_a_plan_for_partners_is_not_written_for_the_public(book: PlanBook) -> None:
    closed = replace(book.plan, marking=Marking.PARTNERS)

    with pytest.raises(DisclosureError, match="marked for partners"):
        clear_book(PlanBook({**book.records, Plan: (closed,)}), Marking.PUBLIC, on=ON)


@pytest.mark.parametrize("value", [0.04, 0.96], ids=["few who do", "few who do not"])
def test_a_share_is_small_where_few_people_stand_behind_it(book: PlanBook, value: float) -> None:
    reading = replace(CONFIDENCE, value=value)
    cleared = clear_book(book.with_records([reading]), Marking.PUBLIC, on=ON)

    assert "confidence 2026-04-01 2026-06-30 2026-11-22 police" in cleared.withheld


def test_what_the_documents_withhold_no_export_prints(book: PlanBook) -> None:
    half = replace(book.all(Reading)[0], value=36.5)  # the documents do not print half a count
    odd = PlanBook({**book.records, Reading: (half, *book.all(Reading)[1:])})
    printed = released_readings(odd, on=ON, readers=Marking.PUBLIC)

    cleared = clear_book(odd, Marking.PUBLIC, on=ON)

    assert cleared.is_withheld(half)
    out = {(one.indicator, one.starts, one.ends) for one in printed if not one.is_figure}
    for one in cleared.book.all(Reading):
        assert cleared.is_withheld(one) == ((one.indicator, one.starts, one.ends) in out)


def share(day: date, starts: date, ends: date, people: int, of: int) -> Reading:
    return replace(
        CONFIDENCE, starts=starts, ends=ends, received_on=day, value=people / of, base=of
    )


def test_exports_of_two_days_give_no_small_number_away_together(book: PlanBook) -> None:
    """A year comes first; three of its quarters would leave three people in the fourth."""
    year = share(date(2026, 4, 5), date(2025, 4, 1), date(2026, 3, 31), 93, 400)
    quarters = [
        share(date(2026, 4, 6 + n), date(2025, m, 1), date(2025, m + 2, 28), 30, 100)
        for n, m in enumerate((4, 7, 10))
    ]
    kept = [one for one in book.all(Reading) if one.indicator != CONFIDENCE.indicator]
    held = PlanBook({**book.records, Reading: (*kept, year, *quarters)})

    out = set()
    for day in (date(2026, 4, 5), date(2026, 4, 7), ON):
        cleared = clear_book(held, Marking.PUBLIC, on=day)
        out |= {
            (one.starts, one.ends)
            for one in cleared.book.all(Reading)
            if one.indicator == CONFIDENCE.indicator and not cleared.is_withheld(one)
        }

    assert (year.starts, year.ends) in out
    assert (quarters[2].starts, quarters[2].ends) not in out


@pytest.mark.parametrize("readers", Marking)
def test_what_came_after_the_day_is_in_no_export(book: PlanBook, readers: Marking) -> None:
    day = date(2026, 7, 10)

    cleared = clear_book(book, readers, on=day)

    assert {one.received_on for one in book.all(Reading)} > {
        one.received_on for one in cleared.book.all(Reading)
    }
    assert all(one.received_on <= day for one in cleared.book.all(Reading))
    assert all(one.on <= day for one in cleared.book.all(Update))


def test_words_that_a_spreadsheet_would_run_are_only_words(public: ClearedBook) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_files(public)["concern.csv"].decode())))

    assert [row["words"] for row in rows] == ["Noise at night", "'=2+5"]


def test_the_data_package_describes_every_table_and_column(public: ClearedBook) -> None:
    files = csv_files(public)
    resources = json.loads(files["datapackage.json"])["resources"]

    assert {one["path"] for one in resources} == set(files) - {"datapackage.json"}
    for one in resources:
        header = files[one["path"]].decode().splitlines()[0].split(",")
        assert [field["name"] for field in one["schema"]["fields"]] == header
        assert one["bytes"] == len(files[one["path"]])
    reading = next(one for one in resources if one["name"] == "reading")
    types = {field["name"]: field["type"] for field in reading["schema"]["fields"]}
    assert (types["starts"], types["value"], types["base"], types["revised"]) == (
        *("date", "number"),
        *("integer", "boolean"),
    )


def test_json_holds_the_whole_plan(book: PlanBook) -> None:
    held = json.loads(plan_json(clear_book(book, Marking.PARTNERS, on=ON)))["records"]

    for table, entries in held.items():
        made = [record_of(table, _with_days(one), table)[0] for one in entries]
        assert tuple(made) == book.all(TABLES[table]), table


def _with_days(value: object) -> object:
    if isinstance(value, dict):
        return {name: _with_days(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_with_days(one) for one in value]
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return value


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_plan_makes_the_same_bytes(book: PlanBook, name: str) -> None:
    first, second = (clear_book(book, Marking.PUBLIC, on=ON) for _ in range(2))

    assert EXPORTS[name](first, "x") == EXPORTS[name](second, "x")
    assert require_cleared(first) is first


def test_a_plan_is_begun_from_records_whole_or_not_at_all(book: PlanBook, tmp_path: Path) -> None:
    records = [one for kind in TABLES.values() for one in book.all(kind)]

    made = begin_plan(tmp_path / "new", records)

    assert read_plan(made).records == {kind: book.all(kind) for kind in book.records}
    with pytest.raises(ConfigurationError, match="a plan here already"):
        begin_plan(made, records)
    with pytest.raises(ConfigurationError):
        begin_plan(tmp_path / "unsound", [one for one in records if not isinstance(one, Plan)])
    assert not (tmp_path / "unsound").exists()
    assert not list(tmp_path.glob(".*"))


def test_readings_of_an_indicator_for_partners_are_for_partners(book: PlanBook) -> None:
    closed = [
        replace(one, marking=Marking.PARTNERS) if one.id == "confidence" else one
        for one in book.all(Indicator)
    ]
    cleared = clear_book(
        PlanBook({**book.records, Indicator: tuple(closed)}), Marking.PUBLIC, on=ON
    )

    assert {one.indicator for one in cleared.book.all(Reading)} == {"noise-reports", "moves"}


@pytest.mark.parametrize("name", EXPORTS)
def test_no_format_names_what_it_leaves_out(book: PlanBook, name: str) -> None:
    """Not by its id in another record either."""
    of = [replace(one, about="noise-secret") for one in book.all(Update)]
    hidden = replace(book.all(Action)[0], id="noise-secret", marking=Marking.PARTNERS)
    shown = replace(book.all(Action)[0], depends_on=("noise-secret",), milestones=())
    records = {**book.records, Action: (hidden, shown), Update: tuple(of)}
    cleared = clear_book(PlanBook(records), Marking.PUBLIC, on=ON)

    written = b"".join(EXPORTS[name](cleared, "Smallborough").values()).decode()

    assert "noise-secret" not in written
    assert cleared.book.all(Action)[0].depends_on == ("not-public",)
    assert not cleared.book.all(Update)


def test_what_came_later_than_the_day_is_left_out_for_the_public(book: PlanBook) -> None:
    cleared = clear_book(book, Marking.PUBLIC, on=date(2026, 8, 1))

    assert all(one.received_on <= date(2026, 8, 1) for one in cleared.book.all(Reading))
