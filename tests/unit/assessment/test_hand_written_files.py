"""Files that people write by hand: every fault at once, in words that say what would be right."""

from __future__ import annotations

import pytest

from wardmote.assessment.entered import (
    BODY,
    DAY,
    TEXT,
    EntryFile,
    EntryForm,
    Field,
    body_fault,
    one_of,
)
from wardmote.errors import ConfigurationError

FORMS = (
    EntryForm(
        "thing",
        (
            Field("id", TEXT),
            Field("who", BODY),
            Field("on", DAY, required=False),
            Field("kind", one_of(("a", "b")), required=False),
        ),
        named_by="id",
    ),
    EntryForm("one", (Field("who", BODY),), several=False),
)
GOOD = '[[thing]]\nid = "x"\nwho = "Council"\n'


def written(tmp_path, text):
    path = tmp_path / "things.toml"
    path.write_text(text, encoding="utf-8")
    return EntryFile(path, FORMS)


def test_good_entries_are_given_in_order(tmp_path):
    file = written(tmp_path, GOOD + GOOD.replace('"x"', '" y "') + '[one]\nwho = "Fire"\n')

    file.refuse()

    assert [one.text("id") for one in file.entries("thing")] == ["x", "y"]
    assert file.entries("one")[0].text("who") == "Fire"


def test_faults_of_form_and_of_value_come_in_one_error(tmp_path):
    text = GOOD + '[[thing]]\nid = "y"\nwhoo = "Council"\non = "today"\nkind = "c"\n'
    file = written(tmp_path, text)

    with pytest.raises(ConfigurationError) as refused:
        file.refuse([file.entries("thing")[0].fault("is not wanted")], known=["z"])

    assert str(refused.value) == "\n".join(
        [
            "things.toml cannot be used: 5 faults.",
            f"  File      {tmp_path / 'things.toml'}",
            "  Known     z",
            "  thing 2 (y)    who is missing",
            "  thing 2 (y)    'whoo' is not known: perhaps who",
            "  thing 2 (y)    on must be a date without quotes, such as 2026-09-30",
            "  thing 2 (y)    kind must be one of a, b",
            "  thing 1 (x)    is not wanted",
            "  Next      Correct these; nothing of the file was used.",
        ]
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('thing = "x"', "must stand below [[thing]]"),
        ('[thing]\nid = "x"', "must stand below [[thing]]"),
        ('[[one]]\nwho = "Fire"', "must stand below [one]"),
        ("[[thing]]\nid = 1\nwho = 2", "id must be text in quotes"),
    ],
)
def test_an_entry_in_another_form_says_which_brackets_it_needs(tmp_path, text, fault):
    with pytest.raises(ConfigurationError) as refused:
        written(tmp_path, text).refuse()

    assert refused.value.faults[0].problem == fault


def test_a_file_that_is_not_there_has_no_entries(tmp_path):
    file = EntryFile(tmp_path / "none.toml", FORMS)

    file.refuse()

    assert file.entries("thing") == ()


def test_a_byte_order_mark_of_a_text_editor_is_no_fault(tmp_path):
    assert written(tmp_path, "\ufeff" + GOOD).entries("thing")[0].text("id") == "x"


@pytest.mark.parametrize(
    "name", ["Sarah Jones", "Khan, Mohammed", "Council, David Patel", "ann@council.uk"]
)
def test_a_person_is_not_a_body(name):
    assert body_fault(name)


@pytest.mark.parametrize(
    "name",
    [
        "Northborough Council",
        "Community safety team, Northborough Council",
        "Bedfordshire Police",
        "Monitoring officer",
        "St Andrew's ward panel",
    ],
)
def test_a_body_or_a_post_is_one(name):
    assert body_fault(name) == ""
