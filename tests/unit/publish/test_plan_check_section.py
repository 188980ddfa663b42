"""The statutory check of a plan as a section: the whole for partners, the note for the public."""

from __future__ import annotations

from unit.plan.deck_like_plan import TODAY, deck_like
from wardmote.plan.duties import check_plan
from wardmote.publish.blocks import Definitions, Paragraph, walk
from wardmote.publish.duties import plan_check_section
from wardmote.publish.pieces import Link
from wardmote.publish.tables import Table
from wardmote.vocabulary.marking import Marking

CHECK = check_plan(deck_like(), today=TODAY, run_by="Deckborough Council")
SECTIONS = {readers: plan_check_section(CHECK, readers) for readers in Marking}


def tables(readers):
    return [one for one in walk(SECTIONS[readers].blocks) if isinstance(one, Table)]


def test_partners_have_every_duty_under_its_heading_and_practice_apart():
    *duties, practice = tables(Marking.PARTNERS)

    assert [one.caption for one in duties] == [name for name, _ in CHECK.groups]
    printed = [row.header for one in duties for row in one.rows]
    assert printed == [record.id for _, held in CHECK.groups for record in held]
    assert [column.header for column in duties[0].columns] == [
        "Duty, plainly",
        "Source",
        "In force",
        "At its first day",
        "Today",
        "Because",
        "Next",
    ]
    assert {row.cells[4] for table in duties for row in table.rows} == {
        "– Not applicable",
        "? Law to be confirmed",
        "● Met",
        "● As we understand the law: met",
        "○ Not shown here",
    }
    assert {row.cells[1] for row in practice.rows} <= {"In place", "Not in place"}


def test_a_citation_leads_to_the_law_and_says_how_far_it_was_read():
    rows = {row.header: row for table in tables(Marking.PARTNERS) for row in table.rows}
    link, rest = rows["REG-05"].cells[1]

    assert link == Link(
        "SI 2007/1830, reg 5", "https://www.legislation.gov.uk/uksi/2007/1830/note/made"
    )
    assert rest == " (read in the instrument in gist; its exact words were not)"


def test_what_an_instrument_was_made_under_is_told_once_below_its_table():
    holding = [one for one in tables(Marking.PARTNERS) if "REG-05" in {r.header for r in one.rows}]
    notes = [note for note in holding[0].notes if str(note).startswith("SI 2007/1830: ")]

    assert len(notes) == 1
    assert (
        "made under Crime and Disorder Act 1998, s.6(2), as substituted by the Police and"
        in (notes[0])
    )
    assert "SI 2011/1230" in notes[0]


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
