"""Colours that can be read, with and without colour; a typeface that is there."""

from __future__ import annotations

import itertools

import pytest

from wardmote.publish import look
from wardmote.publish.lettering import width_of, wrapped


def test_contrast_agrees_with_published_values():
    # WCAG 2.2 gives 21:1 for black on white; #767676 is known as the palest grey at 4.54:1.
    assert look.contrast("#000000", "#FFFFFF") == 21
    assert round(look.contrast("#767676", "#FFFFFF"), 2) == 4.54


@pytest.mark.parametrize("colour", [look.INK, look.LINK, look.QUIET_TEXT, look.DARK_BLUE])
def test_every_text_colour_can_be_read_on_white(colour):
    assert look.contrast(colour, look.WHITE) >= look.TEXT_CONTRAST


@pytest.mark.parametrize("colour", look.SERIES_COLOURS)
def test_every_line_colour_stands_out_from_white(colour):
    assert round(look.contrast(colour, look.WHITE), 1) >= look.GRAPHIC_CONTRAST


def test_lines_differ_without_colour():
    assert len(set(look.SERIES_DASHES)) == len(look.SERIES_COLOURS)


@pytest.mark.parametrize("classes", [1, 2, 3, 4, 5])
def test_map_classes_darken_step_by_step_in_black_and_white(classes):
    greys = [look.luminance(colour) for colour in look.class_colours(classes)]

    assert all(dark * 1.3 < light for light, dark in itertools.pairwise(greys))


@pytest.mark.parametrize("classes", [1, 2, 3, 4, 5])
def test_a_number_on_any_map_class_can_be_read(classes):
    for colour in look.class_colours(classes):
        assert look.contrast(look.readable_on(colour), colour) >= look.TEXT_CONTRAST


@pytest.mark.parametrize("name", look.FONT_FILES.values())
@pytest.mark.parametrize(("ending", "starts"), [("otf", b"OTTO"), ("woff2", b"wOF2")])
def test_the_typeface_and_its_licence_are_in_the_package(name, ending, starts):
    folder = look.fonts_folder()

    assert (folder / f"{name}.{ending}").read_bytes().startswith(starts)
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text("utf-8")


def test_widths_are_those_of_the_typeface():
    assert width_of("i", 100) == 24
    assert width_of("W", 100) == 95
    assert width_of("0123456789", 100) == 601
    assert width_of("é", 100) > 0


def test_no_line_is_wider_than_its_room_unless_one_word_is():
    words = "Recorded violence against the person in Northborough-upon-the-River"
    for line in wrapped(words, 110, 14):
        assert width_of(line, 14) <= 110 or " " not in line
    assert " ".join(wrapped(words, 110, 14)) == words
