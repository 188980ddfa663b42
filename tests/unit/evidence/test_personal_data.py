"""Columns about people stop an import; columns about crimes, counts and places do not."""

from __future__ import annotations

import random
import string
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.errors import PersonalData
from wardmote.evidence.personal_data import (
    PersonalKind,
    check_no_personal_data,
    outward_postcode,
    scan_column,
    scan_columns,
)
from wardmote.evidence.personal_data.given_and_family_names import FAMILY_NAMES, GIVEN_NAMES
from wardmote.evidence.personal_data.shapes import NHS_WEIGHTS, is_nhs_number

SEED = 20240301
PEOPLE = ["Sarah Jones", "Mohammed Khan", "Priya Patel", "Liam O'Brien", "Ewa Nowak", "Wei Chen"]
NOTES = [
    "I was woken at 2am because they were shouting in the street again",
    "She told us that her son has been followed home by the same group",
    "The bins are on fire and it is not the first time this has happened",
]

PERSONAL = {
    "names, header silent": ("Ident 1", PEOPLE, PersonalKind.NAME),
    "names, surname first": ("Ident 1", ["Jones, Sarah", "Khan, M Mohammed"], PersonalKind.NAME),
    "names, initials": ("Field3", ["S Jones", "M. Khan", "Patel P"], PersonalKind.NAME),
    "names, titled": ("Field3", ["Mrs Nkemelu", "PC Adeyemi", "Dr Szymborska"], PersonalKind.NAME),
    "names, capitals": ("Ident 1", [name.upper() for name in PEOPLE], PersonalKind.NAME),
    "first names alone": ("c7", ["Sarah", "Tom", "Aisha", "Piotr", "Grzegorz"], PersonalKind.NAME),
    "uncommon surname": ("Surname", ["Featherstonehaugh"], PersonalKind.NAME),
    "camel-case header": ("victimFirstName", ["Zebedee", "Ottoline"], PersonalKind.NAME),
    "a question for a name": ("What is your name?", ["Ottoline Zed"], PersonalKind.NAME),
    "officers among teams": (
        "Assigned to",
        ["Noise team", "Sarah Jones", "Ewa Nowak"],
        PersonalKind.NAME,
    ),
    "one email among words": (
        "Location",
        ["Roman Road", "Bow Road", "ask j.smith@example.org"],
        PersonalKind.EMAIL,
    ),
    "phones": ("c4", ["01582 412345", "(020) 7946 0018", "+44 1234 567890"], PersonalKind.PHONE),
    "phones after Excel": ("Mobile", ["7700900123.0", "7700900456.0"], PersonalKind.PHONE),
    "a mobile among words": ("Location", ["Bow Road", "ring 07700 900123"], PersonalKind.PHONE),
    "NI numbers": ("ref", ["AB 12 34 56 C"], PersonalKind.NATIONAL_INSURANCE),
    "postcodes": ("c2", ["LU1 2AB", "e142bg", "SW1A 1AA"], PersonalKind.POSTCODE),
    "one postcode": ("Post code", ["LU1 2AB", *"ABCDEFGH"], PersonalKind.POSTCODE),
    "addresses": (
        "Location",
        ["12 High Street", "Flat 3, 7b Roman Road", "1 Castle Hill, Bedford"],
        PersonalKind.ADDRESS,
    ),
    "address with postcode": (
        "x",
        ["14 The Cedars MK40 2AB", "2 Elms LU1 2AB"],
        PersonalKind.ADDRESS,
    ),
    "house numbers": ("street_number", ["7", "177", "12a"], PersonalKind.ADDRESS),
    "property references": ("UPRN", ["100021024567"], PersonalKind.ADDRESS),
    "birth dates": ("DOB", ["1971-06-24"], PersonalKind.BIRTH),
    "birth dates, packed": ("date_of_birth", ["19560409", "19080419"], PersonalKind.BIRTH),
    "birth dates in words": ("Date of Birth", ["24 Jun 1971"], PersonalKind.BIRTH),
    "birth dates as Excel days": ("dateOfBirth", ["26108", "31001.0"], PersonalKind.BIRTH),
    "vehicles": ("c9", ["AB12 CDE", "LB51ABC", "KX70 ZZZ"], PersonalKind.VEHICLE),
    "older vehicles": ("Reg no", ["A123 BCD", "ABC 123D"], PersonalKind.VEHICLE),
    "free text, header silent": (
        "c5",
        [f"{note} ({n})" for n in "1234" for note in NOTES],
        PersonalKind.FREE_TEXT,
    ),
    "free text by header": ("Comments", NOTES, PersonalKind.FREE_TEXT),
    "telegraphic notes": (
        "Description",
        [f"youths throwing stones at bus nr shop {n}" for n in range(30)],
        PersonalKind.FREE_TEXT,
    ),
    "social security": ("soc_sec_id", ["1804974", "6089216"], PersonalKind.IDENTIFIER),
    "custody": ("Custody No", ["CU/24/001234"], PersonalKind.IDENTIFIER),
    "police national computer": ("c1", ["2012/123456X", "09/55A"], PersonalKind.IDENTIFIER),
    "unique reference": ("URN", ["01NB/1234523"], PersonalKind.IDENTIFIER),
}

ORDINARY = {
    "crime ids": ("Crime ID", ["c31df7a35168bfd999f18b1ffa6b7e1ded3c74cd1e126c7a440f590c0c79d7c7"]),
    "areas": ("LSOA name", ["Tower Hamlets 002B", "Bedford 001A"]),
    "area codes": ("LSOA code", ["E01004198", "W01001939"]),
    "snap points": ("Location", ["On or near Roman Road", "On or near James Street"]),
    "streets named for people": ("Street", ["James Street", "Sarah Close", "Mary Lane", "Ali Way"]),
    "wards": ("Ward", ["Victoria", "Stanley", "Charles Dickens", "St Peter's", "Bow East"]),
    "wards under a bare header": ("Name", ["Charles Dickens", "Milton", "Nelson", "Copnor"]),
    "organisations": ("Team", ["Bedfordshire Police", "Luton Borough Council", "MPS"]),
    "ethnicity": ("Officer-defined ethnicity", ["White", "Black", "Asian", "Other"]),
    "census ethnicity": (
        "Self-defined ethnicity",
        [
            "White - English/Welsh/Scottish/Northern Irish/British",
            "Other ethnic group - Not stated",
        ],
    ),
    "offences": ("Crime type", ["Violence and sexual offences", "Robbery", "Public order"]),
    "outcomes": (
        "Outcome type",
        [
            "Investigation complete; no suspect identified",
            "Further investigation is not in the public interest",
            "Action to be taken by another organisation",
        ],
    ),
    "legislation": ("Legislation", ["Misuse of Drugs Act 1971 (section 23)", "Firearms Act 1968"]),
    "moments": ("Date", ["2021-04-30T23:41:00+00:00", "2021-05-01 01:12:09"]),
    "dates": ("Date reported", ["01/04/2019", "31/03/2024"]),
    "months": ("Month", ["April", "May", "June", "2024-03", "202403"]),
    "coordinates": ("Longitude", ["-0.472054", "0.071234567891"]),
    "grid references": ("Easting", ["508660", "535421.07"]),
    "counts": ("Count", ["1", "12", "1234", "1,234"]),
    "outward postcodes": ("Postcode", ["E14", "LU1", "SW1A", "E14 2"]),
    "hours": ("Time", ["23:41", "01:12:09"]),
    "likert answers": ("How safe do you feel?", ["Very safe", "Fairly safe", "I do not know"]),
    "wordy survey answers": (
        "View",
        ["They are doing a good job and I agree", "They are not doing a good job, I disagree"],
    ),
    "classification of offences": ("ATHENA URN", ["1.1.1.1", "3A.3.2.1", "104.25.1.10"]),
    "victims by sort": ("Victim", ["Male", "Female", "Business"]),
    "births as counts": ("Live births", ["34", "1201"]),
    "nothing": ("Surname", ["", "  "]),
    "pseudonyms": ("Surname", ["9f86d081884c7d659a2feaa0c55ad015", "60303ae22b998861"]),
    "colours": ("Colour", ["White", "Black", "Green", "Brown", "Grey", "Silver"]),
    "case references": ("Case ref", ["ASB/2024/00123", "NB-104512", "FS612345678"]),
}


@pytest.mark.parametrize(("name", "values", "kind"), PERSONAL.values(), ids=PERSONAL)
def test_personal_column_is_found_and_its_kind_named(
    name: str, values: list[str], kind: PersonalKind
) -> None:
    found = scan_column(name, values)

    assert found is not None
    assert found.kind is kind
    assert found.column == name


@pytest.mark.parametrize(("name", "values"), ORDINARY.values(), ids=ORDINARY)
def test_ordinary_column_passes(name: str, values: list[str]) -> None:
    assert scan_column(name, values) is None


def nhs_number(nine: str) -> str | None:
    """Oracle written from the other side: the digit that makes a multiple of eleven."""
    total = sum(int(digit) * weight for digit, weight in zip(nine, NHS_WEIGHTS, strict=True))
    for last in string.digits:
        if (total + int(last)) % 11 == 0:
            return nine + last
    return None


@given(st.text(string.digits, min_size=9, max_size=9).filter(lambda nine: len(set(nine)) > 1))
@settings(max_examples=60, deadline=None)
def test_nhs_check_accepts_exactly_the_digit_that_completes_a_multiple_of_eleven(nine: str) -> None:
    right = nhs_number(nine)

    accepted = [nine + last for last in string.digits if is_nhs_number(nine + last)]

    assert accepted == ([right] if right else [])


def test_nhs_number_published_as_an_example_passes_and_spacing_is_ignored() -> None:
    assert is_nhs_number("943 476 5919")
    assert is_nhs_number("943-476-5919")
    assert not is_nhs_number("9434765918")
    assert not is_nhs_number("0000000000")


def test_ten_digit_counts_pass_though_one_in_eleven_fits_the_nhs_check() -> None:
    draw = random.Random(SEED)
    counts = [str(draw.randint(10**9, 10**10 - 1)) for _ in range(2_000)]

    assert 120 < sum(map(is_nhs_number, counts)) < 250
    assert scan_column("Total", counts) is None


def test_nhs_numbers_are_found_among_other_references_under_a_silent_header() -> None:
    draw = random.Random(SEED)
    numbers = [nhs_number(f"{draw.randint(4 * 10**8, 5 * 10**8)}") for _ in range(20)]
    mixed = [number for number in numbers if number] + ["not known", "visitor", "see notes"]

    found = scan_column("Field 7", mixed)

    assert found is not None
    assert found.kind is PersonalKind.NHS


def test_dates_spread_over_a_lifetime_are_births_and_twenty_years_of_records_are_not() -> None:
    births = [f"{1940 + year}-06-{year % 28 + 1:02d}" for year in range(70)]
    records = [f"{2004 + year % 20}-06-{year % 28 + 1:02d}" for year in range(70)]

    found = scan_column("Field 2", births)

    assert found is not None
    assert found.kind is PersonalKind.BIRTH
    assert scan_column("Field 2", records) is None


def test_share_is_of_different_values_so_that_repeats_do_not_hide_people() -> None:
    found = scan_column("Handled by", ["Contact centre"] * 10_000 + PEOPLE)

    assert found is not None
    assert found.share == pytest.approx(6 / 7)


@pytest.mark.parametrize(
    ("given_postcode", "outward"),
    [
        ("LU1 2AB", "LU1"),
        ("lu12ab", "LU1"),
        ("E14  2BG", "E14"),
        ("SW1A1AA", "SW1A"),
        ("E14", "E14"),
        (" e14 ", "E14"),
        ("12 High Street", ""),
        ("12 High Street LU1 2AB", ""),
        ("", ""),
    ],
)
def test_outward_part_is_kept_and_anything_else_becomes_blank(
    given_postcode: str, outward: str
) -> None:
    assert outward_postcode(given_postcode) == outward


def test_error_names_every_column_why_and_what_next_but_no_value() -> None:
    columns = {
        "Ref": ["1", "2", "3"],
        "Victim": PEOPLE,
        "DOB": ["1971-06-24"],
        "Contact": ["a.b@example.org"],
    }

    with pytest.raises(PersonalData) as raised:
        check_no_personal_data("asb-2024.csv", columns)

    text = str(raised.value)
    assert "3 columns look personal, so nothing of this file was read in." in text
    assert "File      asb-2024.csv" in text
    assert '"Victim"    names of people: the header says "victim", and 100% of 6' in text
    assert '"DOB"    dates of birth: the header says "dob", and 100% of 1 different value' in text
    assert '"Contact"    email addresses: 100% of 1 different' in text
    assert "wardmote source inspect asb-2024.csv" in text
    assert '"Ref"' not in text
    for value in [*PEOPLE, "1971-06-24", "a.b@example.org"]:
        assert value not in text
    assert raised.value.exit_code == 11


def test_columns_are_named_by_place_where_the_first_line_is_itself_data() -> None:
    columns = {
        "Sarah Jones": ["Mohammed Khan"],
        "Otto Quux": ["Ann Zed"],
        "1971-06-24": ["1982-01-02"],
    }

    with pytest.raises(PersonalData) as raised:
        check_no_personal_data("people.csv", {**columns, "a@b.org": ["c@d.org"]})

    text = str(raised.value)
    assert "column 4    email addresses" in text
    for header in [*columns, "a@b.org"]:
        assert header not in text


def _names(draw: random.Random, number: int) -> list[str]:
    firsts, lasts = sorted(GIVEN_NAMES), sorted(FAMILY_NAMES)
    return [f"{draw.choice(firsts)} {draw.choice(lasts)}".title() for _ in range(number)]


def _births(draw: random.Random, number: int) -> list[str]:
    start = date(1935, 1, 1)
    return [str(start + timedelta(days=draw.randint(0, 27_000))) for _ in range(number)]


def _postcodes(draw: random.Random, number: int) -> list[str]:
    pick = draw.choice
    return [
        f"{pick(['LU', 'MK', 'E', 'SW'])}{draw.randint(1, 20)} "
        f"{draw.randint(0, 9)}{pick('ABDEFGHJLNPQRSTUWXYZ')}{pick('ABDEFGHJLNPQRSTUWXYZ')}"
        for _ in range(number)
    ]


def _mobiles(draw: random.Random, number: int) -> list[str]:
    return [f"07{draw.randint(10**8, 10**9 - 1)}" for _ in range(number)]


def _marks(draw: random.Random, number: int) -> list[str]:
    letters = "ABCDEFGHJKLMNOPRSTUVWXY"
    return [
        f"{draw.choice(letters)}{draw.choice(letters)}{draw.randint(10, 79)} "
        + "".join(draw.choices("ABCDEFGHJKLMNOPRSTUVWXYZ", k=3))
        for _ in range(number)
    ]


PLANTS = {
    PersonalKind.NAME: _names,
    PersonalKind.BIRTH: _births,
    PersonalKind.POSTCODE: _postcodes,
    PersonalKind.PHONE: _mobiles,
    PersonalKind.VEHICLE: _marks,
}


@given(
    seed=st.integers(0, 10**6),
    kind=st.sampled_from(sorted(PLANTS)),
    number=st.integers(30, 200),
    blanks=st.integers(0, 300),
)
@settings(max_examples=40, deadline=None)
def test_planted_personal_column_is_found_among_ordinary_ones_and_no_value_is_told(
    seed: int, kind: PersonalKind, number: int, blanks: int
) -> None:
    draw = random.Random(seed)
    planted = PLANTS[kind](draw, number)
    columns = {f"{name} {at}": values for at, (name, values) in enumerate(ORDINARY.values())}
    columns["Field 99"] = draw.sample(planted + [""] * blanks, number + blanks)

    with pytest.raises(PersonalData) as raised:
        check_no_personal_data("x.csv", columns)

    assert [(one.column, one.kind) for one in scan_columns(columns)] == [("Field 99", kind)]
    assert not [value for value in planted if value in str(raised.value)]


@given(seed=st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_order_of_rows_does_not_matter(seed: int) -> None:
    values = [*PEOPLE, "Unknown", "Noise team", "", "07700 900123"]
    shuffled = random.Random(seed).sample(values, len(values))

    assert scan_column("x", shuffled) == scan_column("x", values)


def test_two_thousand_values_take_milliseconds() -> None:
    columns = {
        "Location": [f"On or near {place:05d} Roman Road" for place in range(2_000)],
        "Crime ID": [f"{place:064x}" for place in range(2_000)],
        "LSOA name": [f"Tower Hamlets {place:04d}B" for place in range(2_000)],
    }
    scan_columns(columns)

    started = time.perf_counter()
    scan_columns(columns)

    assert time.perf_counter() - started < 0.5  # some 30 ms on an idle machine
