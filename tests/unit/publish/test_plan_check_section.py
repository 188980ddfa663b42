"""The statutory check of a plan as a section: the whole for partners, the note for the public."""

from __future__ import annotations

from unit.plan.deck_like_plan import TODAY, deck_like
from wardmote.plan.duties import check_plan
from wardmote.publish.blocks import Definitions, Paragraph, Points, walk
from wardmote.publish.duties import plan_check_section
from wardmote.publish.pieces import Citation, Strong, plain
from wardmote.publish.tables import Table
from wardmote.vocabulary.marking import Marking

CHECK = check_plan(deck_like(), today=TODAY, run_by="Deckborough Council")
SECTIONS = {readers: plan_check_section(CHECK, readers) for readers in Marking}


def tables(readers):
    return [one for one in walk(SECTIONS[readers].blocks) if isinstance(one, Table)]


def rows():
    return {row.header: row for table in tables(Marking.PARTNERS) for row in table.rows}


def test_partners_have_every_duty_once_and_practice_apart():
    *duties, practice = tables(Marking.PARTNERS)

    printed = [row.header for one in duties for row in one.rows]
    assert sorted(printed) == sorted(one.number for one in CHECK.records)
    assert {column.header for table in duties for column in table.columns} == {
        "Duty, plainly, and its source",
        "Today",
        "Because, and what is next",
    }
    assert {row.cells[1] for row in practice.rows} <= {"In place", "Not in place"}


def test_what_is_missing_stands_before_what_is_met_in_the_order_of_results():
    missing, rest, _ = tables(Marking.PARTNERS)

    assert [one.cells[1] for one in missing.rows] == sorted(
        (one.cells[1] for one in missing.rows),
        key=["○ Not shown here", "? Law to be confirmed"].index,
    )
    assert {one.cells[1] for one in rest.rows} == {"● Met", "– Not applicable"}


def test_every_row_tells_its_heading_its_duty_its_reason_and_what_is_next():
    for one in CHECK.records:
        duty, today, because = rows()[one.number].cells

        assert duty[0] == Strong(one.group)
        assert one.rule.duty.rstrip(".") in plain(duty)
        assert one.today.result.shape in today
        assert one.today.because.split(". ")[-1] in plain(because)
        assert (str(one.next_step) in plain(because)) == bool(one.next_step)


def test_a_result_that_was_another_at_the_plans_first_day_says_so():
    other = [one for one in CHECK.records if one.at_its_date.result is not one.today.result]

    assert other
    for one in other:
        then = f"At its first day {one.at_its_date.result.shape} {one.at_its_date.words}"
        assert plain(rows()[one.number].cells[2]).startswith(then)


def test_a_law_read_in_gist_only_keeps_its_care():
    careful = [one for one in CHECK.records if one.today.words.startswith("As we understand")]

    assert careful
    for one in careful:
        assert "As we understand the law. " in plain(rows()[one.number].cells[2])


def test_a_citation_leads_to_the_law_and_says_how_far_it_was_read():
    *_, link, rest = rows()["REG-05"].cells[0]

    assert link == Citation(
        "SI 2007/1830, reg 5", "https://www.legislation.gov.uk/uksi/2007/1830/note/made"
    )
    assert not link.is_spelt_out
    assert rest == " (gist read)"


def test_days_and_kinds_of_area_are_told_where_they_are_established():
    assert "in force from 1 July 2022" in plain(rows()["CDA-01 (icb)"].cells[0])
    assert "areas under a county council" in plain(rows()["REG-08"].cells[0])
    assert "in force" not in plain(rows()["REG-05"].cells[0])


def test_what_an_instrument_was_made_under_is_told_once():
    told = plain(
        tuple(
            item
            for block in walk(SECTIONS[Marking.PARTNERS].blocks)
            if isinstance(block, Points)
            for item in block.items
        )
    )

    assert told.count("made under Crime and Disorder Act 1998, s.6(2), as substituted by") == 1
    assert "SI 2011/1230" in told


def test_the_public_has_the_note_and_no_reason_that_names_a_paper():
    section = SECTIONS[Marking.PUBLIC]

    assert not tables(Marking.PUBLIC)
    first, head, _ = section.blocks
    assert isinstance(first, Paragraph)
    assert first.words == CHECK.first_line
    assert isinstance(head, Definitions)
    assert ("Note", "Record check, not legal advice; not reviewed yet.") in head.items


def test_the_section_stands_first_line_first_and_has_sheets_of_its_own():
    section = SECTIONS[Marking.PARTNERS]

    assert section.landscape
    assert section.new_page
    assert section.blocks[0] == Paragraph(CHECK.first_line)
