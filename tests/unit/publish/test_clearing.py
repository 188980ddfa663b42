"""Nothing is rendered that the disclosure rules have not passed."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date

import pytest

from unit.publish.sample_document import sample_document
from wardmote.disclosure.clearance import Clearance, Leaving, clear
from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.errors import DisclosureError
from wardmote.publish.clearing import clear_document
from wardmote.publish.document import Document
from wardmote.publish.html import page_set
from wardmote.publish.readers import for_readers
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
