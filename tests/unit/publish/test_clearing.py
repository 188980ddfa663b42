"""Nothing is rendered that the disclosure rules have not passed."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date

import pytest

from unit.publish.sample_document import sample_document
from wardmote.disclosure import CountTable, Dimension, release
from wardmote.disclosure.clearance import Clearance, Leaving, clear
from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.errors import DisclosureError
from wardmote.publish.blocks import Paragraph
from wardmote.publish.clearing import clear_document
from wardmote.publish.document import Document, Strip
from wardmote.publish.html import page_set
from wardmote.publish.pieces import Number
from wardmote.publish.readers import for_readers
from wardmote.publish.receipts import Counted, Receipt, SourceFile
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.marking import Marking


def test_a_document_that_was_not_cleared_is_not_rendered() -> None:
    with pytest.raises(DisclosureError, match="has not been cleared, so nothing was written"):
        page_set(sample_document())


def test_a_document_that_was_changed_after_clearing_is_not_rendered(document: Document) -> None:
    changed = replace(document, answer="Everything fell.")

    with pytest.raises(DisclosureError, match="changed after it was cleared"):
        page_set(changed)


def test_an_edition_for_other_readers_is_cleared_again(document: Document) -> None:
    public = for_readers(document, Marking.PUBLIC)

    with pytest.raises(DisclosureError, match="changed after it was cleared"):
        page_set(public)

    assert page_set(clear_document(public))


def test_counts_that_nobody_published_and_nothing_released_do_not_leave() -> None:
    document = sample_document()
    closed = tuple(replace(one, sensitivity=Sensitivity.STANDARD) for one in document.sources)

    with pytest.raises(DisclosureError, match="standard counts that nothing has released"):
        clear_document(replace(document, sources=closed))


def test_a_clearance_cannot_be_forged_or_copied_onto_other_content() -> None:
    real = clear(
        b"a", [Leaving("t", b"a", Sensitivity.OPEN, ("x",))], user="me", as_of=date(2026, 4, 1)
    )

    with pytest.raises(DisclosureError):
        Clearance(object(), real.content_sha256, real.log)
    assert copy.deepcopy(real) is real
    with pytest.raises(DisclosureError):
        page_set(replace(sample_document(), clearance=real))


def test_the_log_of_a_clearance_names_each_table_and_its_hash(document: Document) -> None:
    assert document.clearance is not None
    tables = [one for one in document.tables() if one.figure_id]

    titles = [one.title for one in document.clearance.log]

    assert set(titles) >= {one.caption for one in tables}
    assert all(len(one.table_sha256) == 64 for one in document.clearance.log)


def shared_document(printed: int, said: int) -> Document:
    """A document of one shared file, with a table released for 12, and these numbers in it."""
    released = release(
        CountTable("noise", "noise", (Dimension("month", ("2024-03",)),), [12]),
        sensitivity=Sensitivity.STANDARD,
        user="me",
        as_of=date(2024, 6, 3),
    )
    file = SourceFile("a.csv", "0" * 64, "The council", "Shared", date(2024, 6, 3))
    table = Table(
        "noise-table",
        "Noise, Luton, March 2024",
        "What",
        (Column("Reports", "number", 0),),
        (Row("Noise", (Number(printed, "noise"),)),),
        released=(released,),
    )
    return Document(
        "Luton",
        Strip("Luton", date(2024, 6, 3), "2024-03", "evidence 1"),
        "Nothing rose.",
        (table, Paragraph(("Noise: ", Number(said, "noise"), "."))),
        (Receipt("noise", "Noise.", "Counted.", (Counted("0" * 64, None),)),),
        (file,),
    )


def test_released_counts_leave_in_tables_and_in_sentences() -> None:
    cleared = clear_document(shared_document(12, 12))

    assert page_set(cleared)
    assert {one.treatment for one in cleared.clearance.log} == {"exact"}  # type: ignore[union-attr]


@pytest.mark.parametrize(("printed", "said"), [(13, 12), (12, 3)])
def test_a_number_that_was_not_released_does_not_leave(printed: int, said: int) -> None:
    with pytest.raises(DisclosureError, match="not among those that were released"):
        clear_document(shared_document(printed, said))


def test_counts_released_as_standard_do_not_leave_as_sensitive() -> None:
    document = shared_document(12, 12)
    worse = tuple(replace(one, sensitivity=Sensitivity.SENSITIVE) for one in document.sources)

    with pytest.raises(DisclosureError, match="released under a lower class than sensitive"):
        clear_document(replace(document, sources=worse))


def test_a_permission_is_no_part_of_what_is_printed() -> None:
    pages = page_set(clear_document(shared_document(12, 12)))

    assert b"released" not in pages["document.json"]


def test_the_hash_of_a_file_that_is_not_open_is_not_printed() -> None:
    document = clear_document(shared_document(12, 12))

    printed = [c for name, c in page_set(document).items() if name.endswith(".html")]

    assert any(b"<code>not told</code>" in one for one in printed)
    assert not any(b"<code>" + b"0" * 64 in one for one in printed)
