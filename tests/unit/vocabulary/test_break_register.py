"""Breaks in series: the shipped register and a partnership's own file."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date

import pytest

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.breaks import (
    Break,
    breaks_affecting,
    read_breaks,
    shipped_breaks,
)
from wardmote.vocabulary.shipped import read_shipped

TOWER_HAMLETS = ("E09000030", "metropolitan")
LUTON = ("E06000032", "bedfordshire")

CARNIVAL = """
[[break]]
id = "carnival"
what = "The carnival brought many visitors."
starts = 2025-08-24
ends = 2025-08-25
areas = ["E09000030"]
series = ["mps:robbery", "theme:public_order"]
kind = "event"
excluded_from_baselines = true
source = "Council events log"
"""


def named(found):
    return {each.id for each in found}


def in_years_to_february(areas, scheme, category_id, year):
    return named(
        breaks_affecting(areas, scheme, category_id, date(year - 2, 3, 1), date(year, 2, 28))
    )


def events_file(tmp_path, text):
    path = tmp_path / "events.toml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def test_the_known_breaks_of_practice_are_shipped():
    by_id = {each.id: each for each in shipped_breaks()}

    covid = by_id["covid_quarters"]
    assert (covid.starts, covid.ends) == (date(2020, 4, 1), date(2021, 6, 30))
    assert covid.excluded_from_baselines
    assert by_id["mps_connect"].starts == date(2024, 2, 28)
    assert by_id["mps_connect"].is_step
    assert by_id["greater_manchester_not_published"].starts == date(2019, 7, 1)
    assert by_id["greater_manchester_not_published"].ends is None
    nfib = by_id["mps_nfib_months"]
    assert (nfib.starts, nfib.ends) == (date(2024, 2, 1), date(2024, 6, 30))


def test_each_shipped_break_has_its_own_id_and_they_stand_by_date():
    entries = read_shipped("breaks.toml")["break"]
    starts = [each.starts for each in shipped_breaks()]

    assert len({entry["id"] for entry in entries}) == len(entries) == len(starts)
    assert starts == sorted(starts)


def test_a_comparison_across_connect_says_so_in_london_only():
    assert "mps_connect" in in_years_to_february(TOWER_HAMLETS, "mps", "robbery", 2025)
    assert "mps_connect" not in in_years_to_february(LUTON, "police_uk", "robbery", 2025)


def test_years_that_both_follow_connect_are_not_broken_by_it():
    after = breaks_affecting(TOWER_HAMLETS, "mps", "robbery", date(2024, 3, 1), date(2026, 2, 28))

    assert "mps_connect" not in named(after)


def test_hate_crime_is_not_comparable_across_connect_and_robbery_is_not_named_for_it():
    race = "public_order_offences/race_or_religious_agg_public_fear"
    hate = "mps_connect_hate_and_domestic_abuse"

    assert hate in in_years_to_february(TOWER_HAMLETS, "mps", race, 2025)
    assert hate not in in_years_to_february(TOWER_HAMLETS, "mps", "robbery", 2025)


def test_the_split_of_domestic_burglary_breaks_its_parts_and_not_the_total():
    split = "mps_domestic_burglary_split"
    parts = ("burglary/domestic_burglary", "burglary/res_burglary_of_a_home")

    for part in parts:
        assert split in in_years_to_february(TOWER_HAMLETS, "mps", part, 2024)
    assert split not in in_years_to_february(TOWER_HAMLETS, "mps", "burglary", 2024)
    assert split not in in_years_to_february(
        TOWER_HAMLETS, "mps", "burglary/burglary_business_and_community", 2024
    )


def test_a_break_of_a_major_category_reaches_its_minor_ones():
    found = breaks_affecting(
        TOWER_HAMLETS, "mps", "nfib_fraud/nfib", date(2024, 3, 1), date(2024, 3, 31)
    )

    assert "mps_nfib_months" in named(found)


def test_covid_is_everywhere_in_everything_to_its_last_day():
    for category_id in ("burglary", None):
        assert "covid_quarters" in named(
            breaks_affecting(LUTON, "police_uk", category_id, date(2021, 6, 30), date(2022, 3, 31))
        )
    assert "covid_quarters" not in named(
        breaks_affecting(LUTON, "police_uk", None, date(2021, 7, 1), date(2022, 3, 31))
    )


def test_a_gap_without_an_end_still_holds():
    found = breaks_affecting(
        ["greater-manchester"], "police_uk", None, date(2030, 1, 1), date(2030, 1, 31)
    )

    assert named(found) == {"greater_manchester_not_published"}


def test_a_force_is_the_same_by_its_slug_and_by_its_code():
    by_code = breaks_affecting(["E23000001"], "mps", "robbery", date(2024, 2, 1), date(2024, 2, 29))
    own = replace(shipped_breaks()[0], id="own", areas=("E23000001",), series=("all",), ends=None)
    by_slug = breaks_affecting(
        ["metropolitan"], "mps", None, date(2024, 2, 1), date(2024, 2, 29), known=[own]
    )

    assert "mps_connect" in named(by_code)
    assert by_slug == (own,)


def test_unknown_series_are_refused():
    with pytest.raises(ConfigurationError, match="no list of categories"):
        breaks_affecting(LUTON, "home_office", None, date(2024, 1, 1), date(2024, 1, 31))
    with pytest.raises(ConfigurationError, match="no category"):
        breaks_affecting(LUTON, "mps", "piracy", date(2024, 1, 1), date(2024, 1, 31))


def test_a_partnerships_own_events_are_read_and_found(tmp_path):
    own = read_breaks(events_file(tmp_path, CARNIVAL))

    found = breaks_affecting(
        TOWER_HAMLETS,
        "mps",
        "robbery/robbery_of_personal_property",
        date(2025, 8, 1),
        date(2025, 8, 31),
        known=(*shipped_breaks(), *own),
    )
    assert found == own
    assert own[0].excluded_from_baselines


@pytest.mark.parametrize("text", ["", "# none yet\n"])
def test_a_file_without_events_has_none(tmp_path, text):
    assert read_breaks(events_file(tmp_path, text)) == ()


def test_a_file_saved_by_notepad_is_read(tmp_path):
    path = tmp_path / "events.toml"
    path.write_bytes(b"\xef\xbb\xbf" + CARNIVAL.replace("\n", "\r\n").encode())

    assert named(read_breaks(path)) == {"carnival"}


def test_all_faults_of_all_entries_are_listed_at_once(tmp_path):
    text = (
        CARNIVAL
        + CARNIVAL.replace('"carnival"', '"fair"')
        .replace('kind = "event"', 'kind = "party"')
        .replace('"E09000030"', '"Tower Hamlets"')
        .replace("ends = 2025-08-25", "ends = 2025-08-01")
        + CARNIVAL.replace('"carnival"', '"race"').replace("mps:robbery", "mps:piracy")
        + '[[break]]\nid = "bare"\nstarts = "2025-01-01"\ncolour = "red"\n'
    )

    with pytest.raises(ConfigurationError) as refusal:
        read_breaks(events_file(tmp_path, text))

    said = str(refusal.value)
    assert "events.toml cannot be used: 11 faults in 4 entries." in said
    assert "break 2 (fair)    kind 'party': use one of event, recording, boundary, system" in said
    assert "break 2 (fair)    area 'Tower Hamlets': give an ONS code, the slug of a police" in said
    assert "break 2 (fair)    it ends before it starts" in said
    assert "break 3 (race)    series 'mps:piracy': give" in said
    assert "break 4 (bare)    what is missing" in said
    assert "break 4 (bare)    starts must be a date without quotes, such as 2024-02-28" in said
    assert "break 4 (bare)    colour is not known. Known: id, what, starts" in said
    assert "nothing of the file was used" in said


def test_an_id_given_twice_is_a_fault(tmp_path):
    with pytest.raises(ConfigurationError, match="carnival    this id is given to several breaks"):
        read_breaks(events_file(tmp_path, CARNIVAL + CARNIVAL))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[break]\n", "one \\[\\[break\\]\\] for each event"),
        ("[break]\nid = 'x'\n", "Found     break, in another form"),
        ("[[event]]\nid = 'x'\n", "Found     event"),
        ("break = [1, 2]\n", "one \\[\\[break\\]\\] for each event"),
    ],
)
def test_a_file_in_another_form_says_what_form_is_right(tmp_path, text, words):
    with pytest.raises(ConfigurationError, match=words):
        read_breaks(events_file(tmp_path, text))


def test_a_missing_file_is_refused_in_words(tmp_path):
    with pytest.raises(ConfigurationError) as refusal:
        read_breaks(tmp_path / "events.toml")

    assert "events.toml cannot be read." in str(refusal.value)
    assert "No such file" in str(refusal.value)


def test_a_file_that_is_not_text_is_refused_in_words(tmp_path):
    path = tmp_path / "events.toml"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ConfigurationError, match="TOML text in UTF-8"):
        read_breaks(path)


def test_a_break_without_areas_or_series_cannot_be_built():
    with pytest.raises(ConfigurationError) as refusal:
        replace(shipped_breaks()[0], areas=(), series=())

    assert isinstance(shipped_breaks()[0], Break)
    assert 'areas is empty: name areas, or "all"' in str(refusal.value)
    assert 'series is empty: name series, or "all"' in str(refusal.value)


@pytest.mark.real_data
def test_fraud_left_the_metropolitan_files_when_the_register_says(real_data):
    import pandas as pd

    table = pd.read_parquet(real_data / "london" / "recorded-crime-borough-historical.parquet")
    fraud = table[table["majortext"] == "FRAUD AND FORGERY"].filter(regex=r"^\d{6}$").sum()
    left = next(each for each in shipped_breaks() if each.id == "mps_fraud_leaves_the_force")

    assert left.starts == date(2013, 2, 1)
    assert fraud["201301"] > 2000
    assert fraud["201302"] < 500
    assert fraud["201304"] < 5


@pytest.mark.real_data
def test_nfib_is_in_the_metropolitan_files_when_the_register_says(real_data):
    import pandas as pd

    months = set()
    for name in ("recorded-crime-borough-historical", "recorded-crime-borough"):
        table = pd.read_parquet(real_data / "london" / f"{name}.parquet")
        counts = table[table["minortext"] == "NFIB"].filter(regex=r"^\d{6}$").sum()
        months |= set(counts[counts > 0].index)

    assert months == {"202402", "202403", "202404", "202405", "202406", "202505"}


@pytest.mark.real_data
def test_lsoa_codes_are_mixed_in_the_metropolitan_files_when_the_register_says(real_data):
    look_up = next((real_data / "areas" / "lookups").glob("LSOA_(2011)*.csv"))
    with look_up.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    codes_2011 = {row["LSOA11CD"] for row in rows}
    codes_2021 = {row["LSOA21CD"] for row in rows}

    street = real_data / "tower_hamlets" / "burglary_street_2010-12_2025-02.csv"
    with street.open(encoding="utf-8", newline="") as file:
        seen = {(row["Month"], row["LSOA code"]) for row in csv.DictReader(file)}

    ended, begun = codes_2011 - codes_2021, codes_2021 - codes_2011
    assert max(month for month, code in seen if code in ended) == "2023-05"
    assert min(month for month, code in seen if code in begun) == "2022-03"
