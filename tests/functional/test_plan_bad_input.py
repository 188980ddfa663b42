"""What people get wrong in a plan, at the command line: all of it at once, nothing half saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from functional.smallborough import CommandLine
from unit.plan.small_plan import FILES, write_small_plan

SETTINGS, SOURCE, TRANSITION = 10, 11, 15  # exit codes of wardmote.errors
INDICATOR = """
[[indicator]]
id = "noise-calls"
title = "Noise complaints"
why = "Noise is the first concern."
numerator = "Complaints of noise to the council"
unit = "count"
polarity = "lower_better"
owner = "council"
frequency = "quarterly"
supplied_by = "council"
"""
STORE_INDICATOR = INDICATOR.replace(
    'supplied_by = "council"', 'query = { category = "burglary" }'
).replace("noise-calls", "burglary")
BASELINE = """
[indicator.baseline]
starts = 2025-04-01
ends = 2026-03-31
value = 1204
"""
TARGET = """
[[indicator.targets]]
value = 1300
by = 2027-03-31
"""
ORDER = """
[[order]]
id = "drinking"
title = "Order on street drinking"
area = "The market"
prohibits = ["Drinking in the street"]
outcome = "Fewer people drink in the market."
"""
STOPPED = (
    '[[update]]\nabout = "A1"\nby = "council"\non = 2026-06-01\nsays = "stopped"\n'
    'stopped_at = "Board"\nstopped_why = "Money"\n'
)
OTHER_ACTION = """
[[action]]
id = "A2"
title = "Train the team"
priority = "asb"
lead = "police"
starts = 2026-04-01
due = 2026-12-31
"""


@pytest.fixture
def plan(workspace: Path) -> Path:
    return write_small_plan(workspace / "plan")


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def untouched(plan: Path) -> Iterator[None]:
    """Whatever the test does, it leaves no trace in the plan, once it is broken."""
    yield
    assert not (plan / "history").exists()
    assert not (plan / "adopted").exists()
    assert not (plan / "readings").exists()


def broken(plan: Path, file: str, old: str, new: str) -> None:
    text = FILES.get(f"{file}.toml", "")
    assert old in text
    (plan / f"{file}.toml").write_text(text.replace(old, new, 1), encoding="utf-8")


BREAKS = {
    "an unknown reference to another file": (
        "priorities", 'lead = "asb-group"', 'lead = "asb-grup"',
        "priorities.toml  priority 1 (asb)    lead: 'asb-grup' is not known: perhaps asb-group",
    ),
    "an action that waits for itself": (
        "actions", 'lead = "council"', 'lead = "council"\ndepends_on = ["A1"]',
        "actions.toml  action 1 (A1)    it depends on itself",
    ),
    "boards that answer to each other": (
        "bodies", 'kind = "strategy_group"', 'kind = "strategy_group"\nparent = "asb-group"',
        "parent    goes round in a circle: asb-group → board → asb-group",
    ),
    "an id that is given twice": (
        "actions", 'id = "A1.1"', 'id = "A1.1"\ntitle = "x"\ndue = 2026-05-01\n\n'
        '[[action.milestones]]\nid = "A1.1"',
        "actions.toml  action 1 (A1)    the id A1.1 is taken: actions.toml  action 1 (A1)",
    ),
    "a priority without a reason": (
        "priorities", 'why = "Residents put it first."', "",
        "priorities.toml  priority 1 (asb)    why is missing",
    ),
    "a priority by direction of nobody": (
        "priorities", 'entered = "from_concerns"', 'entered = "by_direction"',
        "priorities.toml  priority 1 (asb)    entered = by_direction needs direction = "
        "{ who, why }, and nothing else has it",
    ),
    "a priority without an owner": (
        "priorities", 'lead = "asb-group"', "",
        'priorities.toml  priority 1 (asb)    nobody leads it: give lead or sponsor, or '
        'to_be_confirmed = ["lead"]',
    ),
    "a term that overlaps the one before": (
        "plan", "ends = 2029-03-31", 'ends = 2029-03-31\npredecessor_ended = 2026-04-01',
        "plan.toml  plan    the plan before ends on or after the day on which this one starts",
    ),
    "a term that ends before it begins": (
        "plan", "ends = 2029-03-31", "ends = 2026-03-31",
        "plan.toml  plan    ends does not lie after starts",
    ),
    "an action that is due before it starts": (
        "actions", "due = 2026-12-31\n\n[[action", "due = 2026-03-31\n\n[[action",
        "actions.toml  action 1 (A1)    due lies before starts; milestone A1.1 lies outside its "
        "action's days",
    ),
    "a promise without a measure": (
        "actions", "why_no_measure", "# why_no_measure",
        "actions.toml  promise 1 (P1)    a promise has a measure, or why_no_measure says why not",
    ),
}  # fmt: skip


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(("file", "old", "new", "said"), BREAKS.values(), ids=BREAKS)
def test_what_is_wrong_is_named_and_no_command_goes_on(
    wardmote: CommandLine, plan: Path, file: str, old: str, new: str, said: str
) -> None:
    broken(plan, file, old, new)
    before = files_of(plan)

    for words in (["check"], ["build"], ["update", "A1"], ["adopt", "--on", "2026-03-12",
                  "--by", "board"], ["sheets", "write"], ["calendar"]):  # fmt: skip
        done = wardmote("plan", *words, within=plan.parent)
        assert done.status == SETTINGS
        assert f"  {said}\n" in done.err

    assert files_of(plan) == before
    assert not (plan.parent / "site-draft").exists()
    assert not (plan.parent / "calendar.ics").exists()


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (INDICATOR + BASELINE + TARGET,
         "indicator 1 (noise-calls)    the target of 2027-03-31 is worse than the baseline"),
        (INDICATOR.replace("lower_better", "higher_better") + BASELINE
         + TARGET.replace("1300", "1203"),
         "indicator 1 (noise-calls)    the target of 2027-03-31 is worse than the baseline"),
        (INDICATOR.replace("lower_better", "ambiguous") + TARGET,
         "indicator 1 (noise-calls)    an ambiguous measure has no target: more of it may be "
         "good or bad"),
        (INDICATOR + BASELINE.replace("1204", "nan"),
         "indicator 1 (noise-calls)    baseline.value must be a number without quotes"),
        (ORDER, "order 1 (drinking)    an order has a measure, or why_no_measure says why not"),
        (ORDER + 'why_no_measure = "Nobody counts."\nstarts = 2026-04-01\nends = 2030-04-01\n',
         "order 1 (drinking)    it lasts longer than three years (rule PSPO-03)"),
    ],
)  # fmt: skip
def test_a_measure_that_cannot_be_and_an_order_without_one_are_refused(
    wardmote: CommandLine, plan: Path, text: str, said: str
) -> None:
    (plan / "more.toml").write_text(text, encoding="utf-8")

    done = wardmote("plan", "check", within=plan.parent)

    assert done.status == SETTINGS
    assert f"  more.toml  {said}\n" in done.err


@pytest.mark.usefixtures("untouched")
def test_faults_of_every_kind_and_file_come_at_once(wardmote: CommandLine, plan: Path) -> None:
    broken(plan, "plan", "2026-04-01", '"1 April 2026"')
    broken(plan, "priorities", 'lead = "asb-group"', 'lead = "asb-grup"')
    circle = OTHER_ACTION + 'depends_on = ["A3"]\n'
    circle += OTHER_ACTION.replace("A2", "A3") + 'depends_on = ["A2"]\n'
    broken(plan, "actions", "due = 2026-12-31\n\n[[action",
           'due = "soon"\n\n[[action')  # fmt: skip
    (plan / "more.toml").write_text(circle + STOPPED, encoding="utf-8")
    (plan / "words").mkdir()
    (plan / "words" / "context.md").write_bytes("Caf\u00e9".encode("cp1252"))

    done = wardmote("plan", "check", within=plan.parent)

    assert done.status == SETTINGS
    assert [line.strip() for line in done.err.splitlines()[2:-1]] == [
        "actions.toml  action 1 (A1)    due must be a date without quotes, such as 2026-09-30",
        "plan.toml  plan    starts must be a date without quotes, such as 2026-09-30",
        "words/context.md    is not text in UTF-8: save it as UTF-8",
        "priorities.toml  priority 1 (asb)    lead: 'asb-grup' is not known: perhaps asb-group",
        "depends_on    goes round in a circle: A2 → A3 → A2",
    ]


def test_an_indicator_whose_query_finds_nothing_says_so_and_the_plan_is_built(
    wardmote: CommandLine, plan: Path
) -> None:
    (plan / "more.toml").write_text(STORE_INDICATOR + BASELINE, encoding="utf-8")

    done = wardmote("plan", "readings", "status", within=plan.parent)
    built = wardmote("plan", "build", "--format", "html", within=plan.parent)

    assert done.status == built.status == 0
    assert "burglary: Not rated\n  The evidence store holds nothing of it.\n" in done.out


def test_something_that_was_stopped_takes_no_update_from_anywhere(
    wardmote: CommandLine, plan: Path
) -> None:
    (plan / "history").mkdir()
    (plan / "history" / "2026.toml").write_text(STOPPED, encoding="utf-8")
    before = files_of(plan)
    assert wardmote("plan", "sheets", "write", within=plan.parent).status == 0
    sheet = plan.parent / "sheets" / "council.xlsx"
    fill(sheet, "A1", "How is it?", "On track")
    why = "was stopped on 1 June 2026 by Board: only a note"

    by_command = wardmote("plan", "update", "A1", "--status", "on-track", within=plan.parent)
    by_sheet = wardmote("plan", "sheets", "read", sheet, within=plan.parent)

    assert (by_command.status, by_sheet.status) == (TRANSITION, SOURCE)
    assert f"  A1    A1 {why}\n" in by_command.err
    assert f"(A1)    A1 {why}\n" in by_sheet.err
    assert files_of(plan) == before


def fill(path: Path, ref: str, title: str, value: object) -> None:
    """One cell of a sheet that was sent out."""
    book = load_workbook(path)
    sheet = book["Updates"]
    place = next(one.column for one in sheet[4] if one.value == title)
    row = next(cells[0].row for cells in sheet.iter_rows() if cells[0].value == ref)
    sheet.cell(row, place).value = value
    book.save(path)


@pytest.fixture
def sheet(wardmote: CommandLine, plan: Path) -> Path:
    assert wardmote("plan", "sheets", "write", "council", within=plan.parent).status == 0
    return plan.parent / "sheets" / "council.xlsx"


@pytest.mark.usefixtures("untouched")
def test_a_formula_in_a_sheet_is_refused_and_no_row_is_taken(
    wardmote: CommandLine, plan: Path, sheet: Path
) -> None:
    fill(sheet, "P1", "How is it?", "On track")
    fill(sheet, "A1", "What changed?", "=cmd|' /C calc'!A0")

    done = wardmote("plan", "sheets", "read", sheet, within=plan.parent)

    assert done.status == SOURCE
    assert "What changed?    holds a formula: write the words or the day themselves" in done.err
    assert "calc" not in done.err


@pytest.mark.usefixtures("untouched")
def test_a_header_that_was_shifted_is_noticed_though_no_question_is_answered(
    wardmote: CommandLine, plan: Path, sheet: Path
) -> None:
    fill(sheet, "A1", "How is it?", "On track")
    book = load_workbook(sheet)
    header = book["Updates"][4]
    titles = [one.value for one in header]
    for cell, title in zip(header[1:], [None, *titles[1:]], strict=False):
        cell.value = title
    book.save(sheet)

    done = wardmote("plan", "sheets", "read", sheet, within=plan.parent)

    assert done.status == SOURCE
    assert "is not what A1 promises: were cells moved up, down or sideways?" in done.err


def test_a_workbook_with_another_ending_is_read_all_the_same(
    wardmote: CommandLine, plan: Path, sheet: Path
) -> None:
    fill(sheet, "A1", "How is it?", "On track")
    renamed = sheet.rename(sheet.with_suffix(".xls"))

    done = wardmote("plan", "sheets", "read", renamed, within=plan.parent)

    assert done.status == 0, done.err
    assert "A1: on track\n1 update; 2 without news\n" in done.out


def test_two_peoples_updates_of_one_action_are_both_kept_and_it_is_said(
    wardmote: CommandLine, plan: Path
) -> None:
    words = ["plan", "update", "A1", "--on", "2026-06-01"]
    first = wardmote(*words, "--status", "on-track", within=plan.parent)
    second = wardmote(
        *words, "--status", "at-risk", "--why", "No cover", "--by", "police",
        "--on-behalf-of", "council", within=plan.parent,
    )  # fmt: skip
    stranger = wardmote(*words, "--status", "on-track", "--by", "police", within=plan.parent)

    assert (first.status, second.status) == (0, 0)
    assert (
        "Note: council said on track of A1 on the same day: both are kept, and the later entry "
        "holds.\n"
    ) in second.out
    assert stranger.status == TRANSITION
    assert "police does not answer for A1: give on_behalf_of, one of council" in stranger.err
    held = "".join(path.read_text() for path in (plan / "history").glob("*.toml"))
    assert held.count("[[update]]") == 2


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("value", "days", "status", "said"),
    [
        ("nan", (), SOURCE, "value must be a number without quotes"),
        ("1e400", (), SOURCE, "value must be a number without quotes"),
        ("-5", (), SOURCE, "value lies below 0"),
        ("1.5", (), SOURCE, "value is not a whole number, and the indicator is a count"),
        ("5", ("--to", "2026-03-31"), SOURCE, "ends lies before starts"),
        ("5", ("--received", "2026-06-29"), SOURCE, "it was received before its period ended"),
    ],
)
def test_a_reading_that_cannot_be_is_refused(
    wardmote: CommandLine, plan: Path, value: str, days: tuple[str, ...], status: int, said: str
) -> None:
    (plan / "more.toml").write_text(INDICATOR, encoding="utf-8")
    given = ["--from", "2026-04-01", "--to", "2026-06-30", *days, "--", value]

    done = wardmote("plan", "readings", "add", "noise-calls", *given, within=plan.parent)

    assert done.status == status
    assert f"  reading    {said}\n" in done.err


@pytest.mark.usefixtures("untouched")
def test_a_reading_of_nothing_and_of_what_the_store_gives_say_which(
    wardmote: CommandLine, plan: Path
) -> None:
    (plan / "more.toml").write_text(INDICATOR + STORE_INDICATOR, encoding="utf-8")
    given = ["9", "--from", "2026-04-01", "--to", "2026-06-30"]

    unknown = wardmote("plan", "readings", "add", "noise", *given, within=plan.parent)
    counted = wardmote("plan", "readings", "add", "burglary", *given, within=plan.parent)

    assert (unknown.status, counted.status) == (SETTINGS, SOURCE)
    assert unknown.err.startswith("The plan has no indicator 'noise'.\n  Known     noise-calls")
    assert "burglary is read from the evidence store, not entered" in counted.err


@pytest.mark.usefixtures("untouched")
def test_every_row_of_a_partners_csv_that_cannot_be_used_is_named(
    wardmote: CommandLine, plan: Path
) -> None:
    (plan / "more.toml").write_text(INDICATOR, encoding="utf-8")
    rows = ("9,2026-04-01", "nan,2026-04-01", "=1+1,2026-04-01", '"1,20",2026-04-01', "9,01/02/03")
    text = "indicator,value,starts,ends\n"
    text += "".join(f"noise-calls,{one},2026-06-30\n" for one in rows)
    (plan.parent / "r.csv").write_text(text, encoding="utf-8")

    done = wardmote("plan", "readings", "import", "r.csv", within=plan.parent)

    assert done.status == SOURCE
    named = [line.split("    ")[0].split()[-1] for line in done.err.splitlines()[1:-1]]
    assert named == ["2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("adopt", "--on", "2026-03-12", "--by", "bord"), "The plan has no board 'bord'."),
        (("exception", "x", "--why", "y", "--who", "nobody", "--on", "2026-03-12",
          "--put-right-by", "2026-06-30"), "The plan has no body 'nobody'."),
        (("revise", "--year", "2027", "--note", "n", "--on", "2027-03-01", "--assessment", "a"),
         "The plan has no assessment 'a'.\n  Next      Record it first: [[assessment]]"),
        (("revise", "--year", "2026", "--note", "n", "--on", "2027-03-01"),
         "2026 is no later year of the plan's term"),
        (("revise", "--year", "2027", "--note", "n", "--on", "2026-03-12"),
         "the version before was adopted on 2026-03-12, no earlier than this"),
        (("exception", "x", "--why", "y", "--who", "council", "--on", "2026-03-12",
          "--put-right-by", "2026-01-01"),
         "This adoption exception cannot be used. Nothing was saved.\n"
         "  adoption exception    put_right_by lies before on\n"),
        (("adopt", "--on", "2026-03-13", "--by", "board"),
         "This plan was adopted already. Nothing was changed.\n  Found     adopted on 2026-03-12"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("untouched")
def test_an_adoption_that_names_what_is_not_there_changes_nothing(
    wardmote: CommandLine, plan: Path, words: tuple[str, ...], said: str
) -> None:
    before = files_of(plan)

    done = wardmote("plan", *words, within=plan.parent)

    assert done.status == SETTINGS
    assert said in done.err
    assert files_of(plan) == before
