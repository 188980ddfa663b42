"""A mapping says all that is needed to read a file, or every reason why it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardmote.errors import ConfigurationError, LayoutChanged, PersonalData
from wardmote.evidence.mapping import FileMapping, parse_mapping, read_mapping
from wardmote.evidence.personal_data import check_no_personal_data
from wardmote.evidence.tabular import TextTable

SOURCE = """
[source]
title = "Noise and anti-social behaviour reports"
agency = "Northborough Council"
licence = "Shared under the partnership's information sharing agreement"
sharing_agreement = "NB-ISA-2023-04"
kind = "incidents"
files = ["council-asb-*.csv"]
"""
COLUMNS = """
[columns]
reference = "Case ref"
occurred_on = "Date  reported"
category = "Type of report"
easting = "Easting"
northing = "Northing"
"""
FORMATS = """
[formats]
occurred_on = "%d/%m/%Y"
coordinates = "national_grid"
"""
VALUES = """
[values.category]
"Noise - music" = "noise"
"Break-in" = "burglary"
"""
DROP = """
[drop]
columns = ["Officer"]
[generalise]
"Postcode" = "outward"
"""
WHOLE = SOURCE + COLUMNS + FORMATS + VALUES + DROP

COUNTS = """
[source]
title = "People in treatment"
agency = "Northborough Public Health"
licence = "none"
sharing_agreement = "none"
kind = "counts"
files = ["treatment.csv"]
category_is = "drug_treatment"
lad24cd_is = "E06000032"
[columns]
period_start = "From"
period_end = "To"
count = "Number"
[formats]
period_start = "%d/%m/%Y"
period_end = "%d/%m/%Y"
"""


def faults_of(text: str) -> str:
    with pytest.raises(ConfigurationError) as raised:
        parse_mapping(text, "asb.toml")
    return str(raised.value)


def test_whole_mapping_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "council-asb.toml"
    path.write_text("\ufeff" + WHOLE, encoding="utf-8")

    mapping = read_mapping(path)

    assert mapping.name == "council-asb.toml"
    assert mapping.agency == "Northborough Council"
    assert mapping.columns["occurred_on"] == "Date reported"
    assert mapping.formats["occurred_on"] == "%d/%m/%Y"
    assert mapping.coordinates == "national_grid"
    assert mapping.area_code is None
    assert mapping.drop == ("Officer",)
    assert dict(mapping.generalise) == {"Postcode": "outward"}
    assert (mapping.skip_rows, mapping.sheet, mapping.category_is) == (0, None, None)


def test_counts_by_period_of_one_category_and_district_are_read() -> None:
    mapping = parse_mapping(COUNTS, "treatment.toml")

    assert mapping.kind == "counts"
    assert mapping.category_of("whatever") == "drug_treatment"
    assert mapping.lad24cd_is == "E06000032"


def test_words_are_matched_whatever_their_capitals_and_spacing() -> None:
    mapping = parse_mapping(WHOLE, "asb.toml")

    assert mapping.category_of("NOISE  -  Music ") == "noise"
    assert mapping.category_of("Noise") is None
    assert mapping.scheme_of("noise") == "partner"
    assert mapping.scheme_of("burglary") == "police_uk"


@pytest.mark.parametrize(
    ("file_name", "applies"),
    [
        ("council-asb-2024-03.csv", True),
        ("Council-ASB-March.CSV", True),
        ("council-asb.csv", False),
        ("my-council-asb-1.csv", False),
    ],
)
def test_mapping_applies_to_files_of_its_names(file_name: str, applies: bool) -> None:
    assert parse_mapping(WHOLE, "asb.toml").applies_to(file_name) is applies


def test_columns_kept_are_without_those_dropped_and_pass_the_check_for_personal_data() -> None:
    table = TextTable(
        ("Case ref", "Officer", "Postcode"),
        (("1", "Sarah Jones", "LU1 2AB"), ("2", "Mohammed Khan", "lu40zz"), ("3", "x", "unknown")),
        (2, 3, 4),
        "utf-8",
        ",",
    )

    kept = parse_mapping(WHOLE, "asb.toml").columns_kept(table)

    assert kept == {"Case ref": ("1", "2", "3"), "Postcode": ("LU1", "LU4", "")}
    check_no_personal_data("asb.csv", kept)


def test_column_that_nobody_mentioned_is_kept_for_the_check_and_stops_it() -> None:
    table = TextTable(("Email",), (("a.b@example.org",),), (2,), "utf-8", ",")

    kept = parse_mapping(WHOLE, "asb.toml").columns_kept(table)

    with pytest.raises(PersonalData):
        check_no_personal_data("asb.csv", kept)


def test_file_without_the_columns_says_which_and_what_it_has_instead() -> None:
    mapping = parse_mapping(WHOLE, "asb.toml")
    header = ["Case ref", "Reported on", "Type of report", "Easting", "Northing", "Officer"]

    with pytest.raises(LayoutChanged) as raised:
        mapping.check_header("council-asb-2025.csv", header)

    text = str(raised.value)
    assert "The file does not have the columns that asb.toml expects." in text
    assert '"Date reported"    is missing: it should give occurred_on' in text
    assert "Known     Reported on" in text
    assert "Case ref" not in text
    mapping.check_header("council-asb-2024.csv", [*mapping.columns.values(), "New"])


def test_record_built_by_hand_checks_itself_too() -> None:
    with pytest.raises(ConfigurationError, match="9 things"):
        FileMapping("x.toml", "", "", "", "", "", (), {})


def test_record_cannot_be_changed_through_its_tables() -> None:
    mapping = parse_mapping(WHOLE, "asb.toml")

    with pytest.raises(TypeError):
        mapping.columns["easting"] = "Postcode"  # type: ignore[index]


# Faults, each with its words

ONE_FAULT = {
    "unknown table": (WHOLE + "\n[colums]\n", "colums    is not known: perhaps columns"),
    "unknown source key": (
        WHOLE.replace("licence =", "license ="),
        "[source] license    is not known: perhaps licence",
    ),
    "unknown column": (
        WHOLE.replace("reference =", "id_number ="),
        "[columns] id_number    is not known: use reference, occurred_on, period_start",
    ),
    "unknown kind": (
        WHOLE.replace('"incidents"', '"events"'),
        "[source] kind    is not known: use incidents, counts",
    ),
    "blank agency": (
        WHOLE.replace('"Northborough Council"', '" "'),
        "[source] agency    is blank: fill it in (who recorded them)",
    ),
    "blank agreement": (
        WHOLE.replace('"NB-ISA-2023-04"', '""'),
        '[source] sharing_agreement    is blank: fill it in (its reference, or "none"',
    ),
    "no files": (WHOLE.replace('["council-asb-*.csv"]', "[]"), "[source] files    is blank"),
    "files in a folder": (
        WHOLE.replace("council-asb-*.csv", "in/*.csv"),
        "[source] files    must be names without folders",
    ),
    "blank column": (
        WHOLE.replace('"Case ref"', '""'),
        "[columns] reference    is blank: fill it in with the name of the file's column",
    ),
    "no date": (
        WHOLE.replace('occurred_on = "Date  reported"', "").replace('occurred_on = "%d/%m/%Y"', ""),
        "[columns]    incidents need occurred_on, or month where no day is given",
    ),
    "no format": (
        WHOLE.replace('occurred_on = "%d/%m/%Y"', ""),
        '[formats] occurred_on    is missing: for 31/03/2024 write "%d/%m/%Y"',
    ),
    "format of letters": (
        WHOLE.replace("%d/%m/%Y", "DD/MM/YYYY"),
        '"DD/MM/YYYY" is not a date format: it has no % signs: perhaps "%d/%m/%Y"',
    ),
    "format without a column": (
        WHOLE.replace("[formats]", '[formats]\nmonth = "%Y-%m"'),
        "[formats] month    has no column: give [columns] month, or leave it out",
    ),
    "unknown format": (
        WHOLE.replace("[formats]", '[formats]\ndate = "%Y-%m"'),
        "[formats] date    is not known",
    ),
    "unknown system": (
        WHOLE.replace('"national_grid"', '"wgs84"'),
        "[formats] coordinates    is not known: use national_grid, longitude_latitude",
    ),
    "wrong system": (
        WHOLE.replace('"national_grid"', '"longitude_latitude"'),
        "is longitude_latitude, but [columns] does not give longitude and latitude",
    ),
    "both systems": (
        WHOLE.replace("[formats]", 'longitude = "Lon"\nlatitude = "Lat"\n[formats]'),
        "[columns]    gives easting and northing as well as longitude and latitude",
    ),
    "half a point": (
        WHOLE.replace('northing = "Northing"', ""),
        "[columns]    easting and northing belong together: one is missing",
    ),
    "no place": (
        WHOLE.replace('northing = "Northing"', "")
        .replace('easting = "Easting"', "")
        .replace('coordinates = "national_grid"', ""),
        "[columns]    gives no place: easting and northing, longitude and latitude, or one of",
    ),
    "blank district": (
        COUNTS.replace('"E06000032"', '""'),
        "[source] lad24cd_is    is blank: fill it in, such as E06000032",
    ),
    "a name for a district": (
        COUNTS.replace('"E06000032"', '"Luton"'),
        "[source] lad24cd_is    is not a district's code, such as E06000032",
    ),
    "two area codes": (
        WHOLE.replace("[formats]", 'lsoa21cd = "LSOA"\nwd24cd = "Ward"\n[formats]'),
        "[columns]    gives lsoa21cd and wd24cd: keep the smallest area only",
    ),
    "no category": (
        WHOLE.replace('category = "Type of report"', "").replace(VALUES, ""),
        "[columns] category    or [source] category_is must be given, one of the two",
    ),
    "no words": (
        WHOLE.replace(VALUES, ""),
        "[values.category]    is missing: it says what each word means",
    ),
    "category not chosen": (
        WHOLE.replace('"noise"', '""'),
        '[values.category] "Noise - music"    has no category: choose one',
    ),
    "unknown category": (
        WHOLE.replace('"noise"', '"nois"'),
        "[values.category] \"Noise - music\"    category 'nois' is not known: perhaps noise",
    ),
    "word twice": (
        WHOLE.replace('"Break-in"', '"noise -  MUSIC"'),
        '[values.category] "noise - music"    is there twice: capitals do not matter',
    ),
    "count in incidents": (
        WHOLE.replace("[formats]", 'count = "Number"\n[formats]'),
        "[columns] count    belongs to counts",
    ),
    "counts without a count": (
        COUNTS.replace('count = "Number"', ""),
        "[columns] count    is missing: counts need it",
    ),
    "counts by day": (
        COUNTS.replace('period_end = "To"', "").replace('period_end = "%d/%m/%Y"', ""),
        "[columns]    counts need month, or period_start and period_end",
    ),
    "column twice": (
        WHOLE.replace('"Case ref"', '"Easting"'),
        '[columns] "Easting"    is given for reference and easting: choose one',
    ),
    "dropped and mapped": (
        WHOLE.replace('["Officer"]', '["Case  ref"]'),
        '[drop] "Case ref"    is also mapped under [columns]: choose one',
    ),
    "dropped and generalised": (
        WHOLE.replace('["Officer"]', '["Postcode"]'),
        '[drop] "Postcode"    is also under [generalise]: choose one',
    ),
    "unknown generaliser": (
        WHOLE.replace('"outward"', '"sector"'),
        '[generalise] "Postcode"    "sector" is not known: use outward',
    ),
    "unknown encoding": (
        WHOLE.replace("kind =", 'encoding = "utf8"\nkind ='),
        "[source] encoding    is not known: perhaps utf-8",
    ),
    "unknown delimiter": (
        WHOLE.replace("kind =", 'delimiter = "/"\nkind ='),
        '[source] delimiter    must be one of "," ";" "|" and "\\t"',
    ),
    "negative rows": (
        WHOLE.replace("kind =", "skip_rows = -1\nkind ="),
        "[source] skip_rows    must be 0 or more",
    ),
    "rows as text": (
        WHOLE.replace("kind =", 'skip_rows = "2"\nkind ='),
        "[source] skip_rows    must be a whole number",
    ),
    "title as a number": (
        WHOLE.replace('"Noise and anti-social behaviour reports"', "5"),
        "[source] title    must be text in quotation marks",
    ),
    "files as text": (
        WHOLE.replace('["council-asb-*.csv"]', '"council-asb-*.csv"'),
        '[source] files    must be a list of texts: ["a", "b"]',
    ),
    "a table as text": (
        "generalise = 'x'" + WHOLE.replace('[generalise]\n"Postcode" = "outward"', ""),
        "[generalise]    must be a table",
    ),
}


@pytest.mark.parametrize(("text", "fault"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_fault_is_told_with_its_place_and_remedy(text: str, fault: str) -> None:
    told = faults_of(text)

    assert fault in told
    assert "Mapping   asb.toml" in told
    assert "Nothing was read." in told


def test_all_faults_come_at_once_with_the_categories_that_exist() -> None:
    text = faults_of(
        WHOLE.replace("reference =", "ref =")
        .replace("%d/%m/%Y", "dd.mm.yy")
        .replace('"burglary"', '"break_in"')
        .replace('"Northborough Council"', '""')
    )

    assert "4 things in this mapping must be settled before a file can be read by it." in text
    for part in ("[columns] ref ", "dd.mm.yy", "break_in", "[source] agency"):
        assert part in text
    assert "Known     noise, neighbour_nuisance" in text
    assert "Fill in what is blank and correct the rest" in text


def test_mapping_that_is_not_toml_gives_the_line() -> None:
    text = faults_of(WHOLE.replace('"NB-ISA-2023-04"', "NB-ISA-2023-04"))

    assert "The mapping is not TOML." in text
    assert "line 6" in text


def test_missing_mapping_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as raised:
        read_mapping(tmp_path / "none.toml")

    assert "wardmote source inspect FILE" in str(raised.value)


def test_mapping_in_another_encoding_says_so(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_bytes(WHOLE.replace("Noise - music", "Noise – music").encode("cp1252"))

    with pytest.raises(ConfigurationError, match="not TOML"):
        read_mapping(path)
