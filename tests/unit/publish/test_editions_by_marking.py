"""The public edition holds nothing that is for partners, in any of its files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from unit.publish.sample_document import COUNCIL_FILE
from wardmote.errors import DisclosureError
from wardmote.publish.blocks import Paragraph, Section
from wardmote.publish.clearing import clear_document
from wardmote.publish.html import page_set, write_pages
from wardmote.publish.pieces import Link, Number
from wardmote.publish.readers import for_readers
from wardmote.vocabulary.marking import Marking

SECRETS = ("4,127", "noise", "Noise", "minutes of 4 June", COUNCIL_FILE.sha256, "For partners")


def test_the_partners_edition_holds_what_is_theirs(pages):
    everything = b"".join(pages.values()).decode(errors="replace")

    for secret in SECRETS:
        assert secret in everything


def test_no_file_of_the_public_edition_tells_what_was_dropped(document):
    public = page_set(clear_document(for_readers(document, Marking.PUBLIC)))

    for path, content in public.items():
        if not path.endswith(".woff2"):
            for secret in SECRETS:
                assert secret not in content.decode(), (path, secret)
    assert not [path for path in public if "noise" in path]


def test_a_public_edition_over_a_partners_one_leaves_nothing_behind(document, tmp_path):
    folder = tmp_path / "site"
    write_pages(document, folder)
    assert (folder / "evidence" / "noise-quarter.html").is_file()

    write_pages(clear_document(for_readers(document, Marking.PUBLIC)), folder)

    left = "\n".join(path.name for path in folder.rglob("*"))
    assert "noise" not in left


def test_the_document_itself_is_left_as_it_was(document):
    before = document.blocks

    for_readers(document, Marking.PUBLIC)

    assert document.blocks is before
    assert document.marking is Marking.PARTNERS


def test_partners_get_everything(document):
    assert for_readers(document, Marking.PARTNERS) == document


def test_a_section_left_empty_is_dropped_with_its_heading(document):
    inside = Paragraph("Theirs.", marking=Marking.PARTNERS)
    more = replace(document, blocks=(*document.blocks, Section("more", "More", (inside,))))

    public = for_readers(more, Marking.PUBLIC)

    assert "more" not in {part.id for part in public.parts_with_ids()}


def test_a_public_sentence_that_links_into_a_dropped_section_is_refused(document):
    link = Paragraph(("See ", Link("noise", "#noise"), "."))

    with pytest.raises(DisclosureError, match='links to "#noise", which is not here'):
        for_readers(replace(document, blocks=(*document.blocks, link)), Marking.PUBLIC)


def test_an_answer_that_rests_on_partners_figures_cannot_be_made_public(document):
    told = replace(document, answer=("We count ", Number(4127, "noise-quarter"), "."))

    with pytest.raises(DisclosureError, match='"noise-quarter"'):
        for_readers(told, Marking.PUBLIC)
