"""A proposed mapping is right where the file is plain, else blank, and shows no person."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.errors import ConfigurationError, SourceError
from wardmote.evidence.mapping import parse_mapping, propose_mapping
from wardmote.evidence.mapping.guessing import guess_categories
from wardmote.evidence.tabular import parse_coordinates, parse_dates, read_text_table

HEADER = [
    "Case ref", "Date reported", "Date closed", "Type of report", "Ward", "Easting", "Northing",
    "Postcode", "Officer", "Notes", "Status",
]  # fmt: skip
TYPES = ["Noise - music", "Fly tipping", "Neighbour dispute", "Council tax"]
OFFICERS = ["Sarah Jones", "Mohammed Khan", "Ewa Nowak"]
FILE = "council-asb-2024-03.csv"


def council_rows(seed: int = 1, number: int = 120) -> list[list[str]]:
    draw = random.Random(seed)
    return [
        [
            f"NB-{place:05d}",
            f"{1 + place % 28:02d}/{1 + place % 12:02d}/2023 {place % 24:02d}:15",
            f"{1 + place % 28:02d}/{1 + place % 12:02d}/2023",
            TYPES[place % len(TYPES)],
            draw.choice(["Eastfield", "Castle", "Victoria"]),
            str(draw.randint(505_000, 520_000)),
            str(draw.randint(220_000, 230_000)),
            f"LU{1 + place % 4} {1 + place % 9}AB",
            OFFICERS[place % len(OFFICERS)],
            f"Caller said that they were shouting in the street again {place}",
            "Closed",
        ]
        for place in range(number)
    ]


def document(header: list[str], rows: list[list[str]], name: str = FILE) -> dict[str, dict]:  # type: ignore[type-arg]
    return tomllib.loads(propose_mapping(header, rows, name))


def filled_in(draft: str) -> str:
    """What a person does: fills in the blanks, and leaves out words that are not wanted."""
    draft = re.sub(r'^".*" = "" .*\n', "", draft, flags=re.MULTILINE)
    return re.sub(r'^(\w+ = )""', r'\1"filled in"', draft, flags=re.MULTILINE)


def test_plain_council_file_is_guessed_right() -> None:
    draft = document(HEADER, council_rows())

    assert draft["columns"] == {
        "reference": "Case ref",
        "occurred_on": "Date reported",
        "category": "Type of report",
        "easting": "Easting",
        "northing": "Northing",
    }
    assert draft["formats"] == {"occurred_on": "%d/%m/%Y %H:%M", "coordinates": "national_grid"}
    assert draft["values"]["category"] == {
        "Noise - music": "noise",
        "Fly tipping": "fly_tipping",
        "Neighbour dispute": "neighbour_nuisance",
        "Council tax": "",
    }
    assert draft["source"]["kind"] == "incidents"
    assert draft["source"]["files"] == ["council-asb-*.csv"]
    assert draft["drop"]["columns"] == ["Officer", "Notes"]
    assert draft["generalise"] == {"Postcode": "outward"}


def test_comments_say_why_and_what_was_passed_over() -> None:
    draft = propose_mapping(HEADER, council_rows(), FILE)

    assert "by a machine: check every line" in draft
    assert '# other dates: "Date closed"' in draft
    assert '# not read: "Date closed", "Ward", "Status"' in draft
    assert '# names of people: the header says "officer"' in draft
    assert re.search(r'"Noise - music" = "noise" +# guessed; 30 rows', draft)
    assert re.search(r'"Fly tipping" = "fly_tipping" +# 30 rows', draft)
    assert re.search(r'"Council tax" = "" +# choose; 30 rows', draft)
    assert "# Known: noise, neighbour_nuisance" in draft


def test_no_value_of_a_personal_column_is_shown() -> None:
    rows = council_rows()
    draft = propose_mapping(HEADER, rows, FILE)

    hidden = {cell for row in rows for cell in (row[7], row[8], row[9])}
    assert not [value for value in hidden if value in draft]


def test_person_among_the_categories_is_not_shown() -> None:
    rows = [["Noise", "1"], ["Noise", "2"], ["Graffiti", "3"], ["Graffiti", "4"], ["Begging", "5"]]
    rows = [*rows * 3, ["ask Sarah", "6"], ["Mohammed Khan", "7"]]

    draft = propose_mapping(["Type", "n"], rows, FILE)

    assert "Khan" not in draft
    assert "# 1 not shown: they look personal" in draft


def test_draft_with_blanks_is_refused_and_asks_to_fill_them_in() -> None:
    with pytest.raises(ConfigurationError) as raised:
        parse_mapping(propose_mapping(HEADER, council_rows(), FILE), "draft.toml")

    text = str(raised.value)
    assert "5 things in this mapping must be settled" in text
    for key in ("title", "agency", "licence", "sharing_agreement"):
        assert f"[source] {key}    is blank: fill it in" in text
    assert '[values.category] "Council tax"    has no category: choose one' in text
    assert "Fill in what is blank" in text


def test_draft_that_a_person_filled_in_reads_the_file_that_it_came_from() -> None:
    rows = council_rows()
    mapping = parse_mapping(filled_in(propose_mapping(HEADER, rows, FILE)), "draft.toml")

    mapping.check_header(FILE, HEADER)
    dates = parse_dates([row[1] for row in rows], mapping.formats["occurred_on"])
    points = parse_coordinates(
        [row[5] for row in rows], [row[6] for row in rows], mapping.coordinates or ""
    )
    assert mapping.applies_to(FILE)
    assert mapping.applies_to("council-asb-2024-04.csv")
    assert dates.faulty == points.faulty == 0
    assert mapping.category_of("Noise - music") == "noise"


def test_counts_by_month_are_told_from_incidents() -> None:
    rows = [[f"2023-{1 + n % 12:02d}", "Graffiti", f"E0100{4200 + n}", str(n)] for n in range(48)]

    draft = document(["Month", "Category", "LSOA21CD", "Number"], rows, "counts.csv")

    assert draft["source"]["kind"] == "counts"
    assert draft["columns"] == {
        "month": "Month",
        "category": "Category",
        "lsoa21cd": "LSOA21CD",
        "count": "Number",
    }
    assert draft["formats"] == {"month": "%Y-%m"}


def test_counts_by_period_have_both_ends() -> None:
    rows = [["01/04/2023", "30/06/2023", "12"], ["01/07/2023", "30/09/2023", "15"]]

    draft = document(["Period start", "Period end", "Number in treatment"], rows, "t.xlsx")

    assert draft["columns"] == {
        "period_start": "Period start",
        "period_end": "Period end",
        "count": "Number in treatment",
    }
    assert draft["source"]["category_is"] == ""
    assert draft["source"]["lad24cd_is"] == ""


@pytest.mark.parametrize(
    ("header", "first", "second", "system"),
    [
        (("X", "Y"), "530000", "180000", "national_grid"),
        (("x_coord", "y_coord"), "530000.5", "180000.5", "national_grid"),
        (("lon", "lat"), "-0.41", "51.88", "longitude_latitude"),
        (("X", "Y"), "-0.41", "51.88", "longitude_latitude"),
        (("Longitude", "Latitude"), "-0.41", "51.88", "longitude_latitude"),
    ],
)
def test_coordinates_are_told_by_name_and_range(
    header: tuple[str, str], first: str, second: str, system: str
) -> None:
    rows = [[first, second], ["", ""]]

    assert document([*header], rows)["formats"]["coordinates"] == system


def test_dates_that_never_pass_the_twelfth_are_taken_day_first_and_said() -> None:
    draft = propose_mapping(["Date"], [["01/02/2024"], ["12/11/2024"]], FILE)

    assert re.search(r'occurred_on = "%d/%m/%Y" +# %m/%d/%Y fits as well: check', draft)


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (["Closed date", "Reported date"], "Reported date"),
        (["Reported date", "Incident date"], "Incident date"),
        (["Date", "Date resolved"], "Date"),
        (["Date received", "Occurred"], "Occurred"),
    ],
)
def test_date_nearest_to_what_happened_is_taken(header: list[str], chosen: str) -> None:
    assert document(header, [["13/02/2024", "14/02/2024"]])["columns"]["occurred_on"] == chosen


@pytest.mark.parametrize(
    ("code", "header", "ours"),
    [
        ("E01004198", "LSOA code", "lsoa21cd"),
        ("E01004198", "LSOA11CD", "lsoa11cd"),
        ("E05009317", "Ward code", "wd24cd"),
        ("E06000032", "District", "lad24cd"),
        ("W06000015", "District", "lad24cd"),
    ],
)
def test_area_codes_are_told_by_their_form(code: str, header: str, ours: str) -> None:
    assert document([header], [[code], [""], [code]])["columns"][ours] == header


def test_file_of_which_nothing_is_plain_is_all_blanks() -> None:
    draft = document(["a", "b"], [["x1", "?"], ["y2", "!"]], "odd.csv")

    assert draft["columns"] == {"occurred_on": ""}
    assert draft["source"]["category_is"] == ""
    with pytest.raises(ConfigurationError, match="occurred_on    is blank"):
        parse_mapping(propose_mapping(["a", "b"], [["x1", "?"]], "odd.csv"), "odd.toml")


def test_file_without_rows_has_a_draft_too() -> None:
    assert document(["Case ref", "Type"], [])["source"]["title"] == ""


def test_file_without_a_header_is_refused_without_its_first_row() -> None:
    with pytest.raises(SourceError) as raised:
        propose_mapping(["Sarah Jones", "12"], [["Tom Baker", "13"]], "x.csv")

    assert "The first row looks like data and not like a header." in str(raised.value)
    assert "Jones" not in str(raised.value)


def test_police_words_are_read_by_the_police_list_and_councils_by_ours() -> None:
    police = guess_categories(["Anti-social behaviour", "Burglary", "Robbery"])
    council = guess_categories(["Anti-social behaviour", "Fly tipping", "Noise"])

    assert police["Anti-social behaviour"].category_id == "anti_social_behaviour"
    assert council["Anti-social behaviour"].category_id == "other_asb"


@pytest.mark.parametrize("word", ["Street cleaning", "Car parking", "Public toilets", "Trees"])
def test_half_a_name_is_no_guess(word: str) -> None:
    assert guess_categories([word]) == {}


@given(
    header=st.lists(
        st.text(min_size=1, max_size=12).map(str.strip), min_size=2, max_size=5, unique=True
    ),
    cells=st.lists(st.text(max_size=12), min_size=1, max_size=6),
)
@settings(max_examples=40, deadline=None)
def test_draft_is_toml_whatever_the_file_holds(header: list[str], cells: list[str]) -> None:
    rows = [[cell] * len(header) for cell in cells]

    try:
        draft = propose_mapping(header, rows, 'odd "name" [1].csv')
    except SourceError:
        return  # a header that looks like data

    read = tomllib.loads(draft)
    named = {*read["columns"].values(), *read.get("drop", {}).get("columns", [])}
    assert named <= {*header, ""}
    with pytest.raises(ConfigurationError):
        parse_mapping(draft, "draft.toml")


@pytest.mark.real_data
def test_real_feed_of_a_council_is_guessed_right(real_data: Path) -> None:
    table = read_text_table(real_data / "service_requests" / "lewisham_open311_requests.csv")

    draft = document([*table.columns], [list(row) for row in table.rows], "lewisham.csv")

    assert draft["columns"] == {
        "reference": "service_request_id",
        "occurred_on": "requested_datetime",
        "category": "service_code",
        "longitude": "long",
        "latitude": "lat",
    }
    dates = parse_dates(table.column("requested_datetime"), draft["formats"]["occurred_on"])
    assert dates.faulty == 0
    assert draft["values"]["category"]["Fly-Tipping"] == "fly_tipping"
    assert "drop" not in draft


@pytest.mark.real_data
def test_real_counts_of_the_police_are_guessed_right(real_data: Path) -> None:
    path = real_data / "tower_hamlets" / "police_uk_lsoa_month_category_2023-07_2026-03.csv"
    table = read_text_table(path)

    draft = propose_mapping(table.columns, table.rows, path.name)
    mapping = parse_mapping(filled_in(draft), "draft.toml")

    assert mapping.kind == "counts"
    assert mapping.area_code == "lsoa21cd"
    assert mapping.formats == {"month": "%Y-%m"}
    assert {mapping.scheme_of(id) for id in mapping.categories.values()} == {"police_uk"}
    assert len(mapping.categories) == 14
