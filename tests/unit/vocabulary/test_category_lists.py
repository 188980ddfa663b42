"""Publishers' categories, their themes, limbs and polarity."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.categories import (
    SCHEMES,
    categories,
    categories_of_theme,
    category,
    category_from_words,
    families,
    find_category,
    limbs_of,
)
from wardmote.vocabulary.limbs import limbs_in_force
from wardmote.vocabulary.shipped import read_shipped
from wardmote.vocabulary.themes import THEMES, Theme, theme

POLICE_UK = {
    "anti_social_behaviour": "Anti-social behaviour",
    "bicycle_theft": "Bicycle theft",
    "burglary": "Burglary",
    "criminal_damage_and_arson": "Criminal damage and arson",
    "drugs": "Drugs",
    "other_crime": "Other crime",
    "other_theft": "Other theft",
    "possession_of_weapons": "Possession of weapons",
    "public_order": "Public order",
    "robbery": "Robbery",
    "shoplifting": "Shoplifting",
    "theft_from_the_person": "Theft from the person",
    "vehicle_crime": "Vehicle crime",
    "violence_and_sexual_offences": "Violence and sexual offences",
}
"""The 14 categories of data.police.uk, as its files write them."""


def test_police_uk_has_its_fourteen_categories():
    assert {found.id: found.title for found in categories("police_uk")} == POLICE_UK


@pytest.mark.parametrize(
    ("words", "category_id"),
    [
        *((words, category_id) for category_id, words in POLICE_UK.items()),
        ("ANTI-SOCIAL BEHAVIOUR", "anti_social_behaviour"),
        ("anti-social-behaviour", "anti_social_behaviour"),
        ("  Violence   and Sexual Offences ", "violence_and_sexual_offences"),
        ("Violence & sexual offences", "violence_and_sexual_offences"),
        ("Violent crime", "violence_and_sexual_offences"),
        ("violent-crime", "violence_and_sexual_offences"),
        ("Public disorder and weapons", "public_order"),
        ("criminal-damage-arson", "criminal_damage_and_arson"),
    ],
)
def test_police_uk_words_are_known_in_any_capitals_and_of_any_age(words, category_id):
    assert category_from_words("police_uk", words).id == category_id


def test_unknown_words_come_with_the_nearest_known_names_first():
    with pytest.raises(ConfigurationError) as refusal:
        category_from_words("police_uk", "Vehicle crimes")

    assert "'Vehicle crimes'" in str(refusal.value)
    assert refusal.value.known[0] == "Vehicle crime"
    assert set(refusal.value.known) == set(POLICE_UK.values())
    assert find_category("police_uk", "Vehicle crimes") is None


def test_empty_words_are_no_category():
    assert [find_category(scheme, " - ") for scheme in SCHEMES] == [None, None, None]


@pytest.mark.parametrize("ask", [categories, families, lambda s: find_category(s, "Burglary")])
def test_an_unknown_list_comes_with_the_known_ones(ask):
    with pytest.raises(ConfigurationError) as refusal:
        ask("home_office")

    assert "police_uk, mps, partner" in str(refusal.value)


def test_an_unknown_category_comes_with_the_known_ones():
    with pytest.raises(ConfigurationError, match="vehicle_crime"):
        category("police_uk", "car_crime")


def test_minor_categories_stand_under_a_major_that_comes_before_them():
    ids = [found.id for found in categories("mps")]

    for found in categories("mps"):
        if found.parent:
            assert ids.index(found.parent) < ids.index(found.id)
    assert category("mps", "burglary").parent is None
    assert category("mps", "burglary/domestic_burglary").parent == "burglary"


def test_words_shared_by_major_and_minor_give_the_minor():
    found = find_category("mps", "POSSESSION OF WEAPONS")

    assert found.id == "possession_of_weapons/possession_of_weapons"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_two_categories_of_a_list_share_an_id_or_their_words(scheme):
    entries = read_shipped("categories.toml")[scheme]["category"]
    ids = [entry["id"] for entry in entries]
    words = Counter(
        word
        for found in categories(scheme)
        for word in {name.casefold() for name in (found.title, *found.publisher_words)}
    )
    shared_with_major = {
        found.title.casefold()
        for found in categories(scheme)
        if found.parent and found.title == category(scheme, found.parent).title
    } | {"fraud and forgery", "historical fraud and forgery"}

    assert len(ids) == len(set(ids))
    assert {word for word, times in words.items() if times > 1} <= shared_with_major


@pytest.mark.parametrize(
    ("scheme", "category_id"),
    [
        ("police_uk", "drugs"),
        ("police_uk", "possession_of_weapons"),
        ("police_uk", "violence_and_sexual_offences"),
        ("mps", "drug_offences"),
        ("mps", "possession_of_weapons"),
        ("mps", "sexual_offences"),
        ("mps", "sexual_offences/rape"),
        ("mps", "public_order_offences/race_or_religious_agg_public_fear"),
        ("partner", "hate_incident"),
        ("partner", "racial_incident"),
        ("partner", "domestic_abuse_incident"),
        ("partner", "modern_slavery_referral"),
    ],
)
def test_drugs_weapons_sexual_hate_abuse_and_slavery_are_never_good_or_bad(scheme, category_id):
    assert category(scheme, category_id).polarity == "ambiguous"


def test_every_minor_of_a_wholly_ambiguous_major_is_ambiguous():
    for major in ("drug_offences", "possession_of_weapons", "sexual_offences"):
        minors = [found for found in categories("mps") if found.parent == major]

        assert minors
        assert {found.polarity for found in minors} == {"ambiguous"}


def test_why_violence_and_sexual_offences_is_not_judged_is_said():
    remark = category("police_uk", "violence_and_sexual_offences").remark

    assert "sexual offences" in remark
    assert "neither direction is called good" in remark


def test_violence_against_the_person_is_judged_because_sexual_offences_stand_apart():
    assert category("mps", "violence_against_the_person").polarity == "lower_better"
    assert category("mps", "violence_against_the_person/violence_with_injury").limbs == {"a", "d"}


def test_more_treatment_completed_is_better_and_more_treatment_is_not_judged():
    assert category("partner", "drug_treatment_completed").polarity == "higher_better"
    assert category("partner", "drug_treatment").polarity == "ambiguous"


def test_serious_violence_counts_from_31_january_2023():
    violence = category("mps", "violence_against_the_person")

    assert limbs_of(violence, date(2023, 1, 30)) == {"a"}
    assert limbs_of(violence, date(2023, 1, 31)) == {"a", "d"}
    assert [limb.id for limb in limbs_in_force(date(2023, 1, 30))] == ["a", "b", "c"]


def test_each_limb_is_served_by_some_category_and_each_theme_by_some_feed():
    every = [found for scheme in SCHEMES for found in categories(scheme)]

    assert frozenset().union(*(found.limbs for found in every)) == {"a", "b", "c", "d"}
    assert {found.theme for found in every} == {known.id for known in THEMES}


def test_domestic_burglary_ends_in_april_2023_and_two_categories_follow():
    ended = category("mps", "burglary/domestic_burglary")
    home = category("mps", "burglary/res_burglary_of_a_home")

    assert ended.is_in_use(date(2023, 4, 30))
    assert not ended.is_in_use(date(2023, 5, 1))
    assert home.is_in_use(date(2023, 5, 1))
    assert not home.is_in_use(date(2023, 3, 31))


def test_what_domestic_burglary_became_stays_one_family():
    residential, _ = families("mps")

    assert {"burglary/domestic_burglary", "burglary/res_burglary_of_a_home"} < set(
        residential.members
    )
    assert all(category("mps", member).parent == "burglary" for member in residential.members)
    assert "burglary/burglary_business_and_community" not in residential.members


def test_labels_that_cases_move_between_are_families_of_whole_categories():
    found = {family.id: set(family.members) for family in families("police_uk")}

    assert found["theft_of_things_carried"] == {"theft_from_the_person", "other_theft"}
    assert all(category("police_uk", one).parent is None for some in found.values() for one in some)


def test_neighbourhood_crime_is_burglary_robbery_theft_from_the_person_and_vehicle_crime():
    assert {found.id for found in categories_of_theme("neighbourhood_crime", "police_uk")} == {
        "burglary",
        "robbery",
        "theft_from_the_person",
        "vehicle_crime",
    }
    with pytest.raises(ConfigurationError, match="neighbourhood_crime"):
        categories_of_theme("neighborhood_crime", "police_uk")


def test_a_theme_must_serve_a_limb():
    with pytest.raises(ConfigurationError, match="one limb of section 6 or more"):
        Theme("weather", "Weather", frozenset())
    with pytest.raises(ConfigurationError, match="There is no theme"):
        theme("weather")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "Robbery"}, "not in snake_case"),
        ({"scheme": "home_office"}, "scheme is unknown"),
        ({"publisher_words": ()}, "no words"),
        ({"limbs": frozenset("e")}, "not limbs of section 6"),
        ({"polarity": "bad"}, "polarity is unknown"),
        ({"valid_from": date(2024, 1, 1), "valid_to": date(2023, 1, 1)}, "ends before it starts"),
    ],
)
def test_a_wrong_category_cannot_be_built(change, words):
    with pytest.raises(ConfigurationError, match=words):
        replace(category("police_uk", "robbery"), **change)


def test_the_prescribed_feeds_name_categories_that_exist():
    rules = read_shipped("laws.toml")["rule"]
    named = [each for rule in rules for each in rule.get("with", {}).get("categories", ())]

    assert len(named) > 20
    assert {category("partner", each).id for each in named} == set(named)


def test_the_vocabulary_brings_no_slow_library_and_reads_no_table_until_asked():
    modules = "area_choice authorities breaks categories force_names glossary laws strands years"
    code = (
        "import sys; "
        f"import {', '.join(f'wardmote.vocabulary.{name}' for name in modules.split())}; "
        "print(' '.join(sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    slow = {"numpy", "pandas", "scipy", "pyarrow", "duckdb", "tomllib", "difflib", "pathlib"}
    assert not slow & set(loaded)


@pytest.mark.real_data
def test_every_category_of_the_real_files_is_known(real_data):
    places = {
        "police_uk": [("police_uk_lsoa_month_category_2023-07_2026-03.csv", ["category"])],
        "mps": [
            ("mps_ward_month_minor_2010-04_2026-02.csv", ["majortext", "minortext"]),
            ("mps_lsoa_month_minor_2024-02_2026-02.csv", ["major_category", "minor_category"]),
        ],
    }
    for scheme, files in places.items():
        for name, columns in files:
            path = real_data / "tower_hamlets" / name
            with path.open(encoding="utf-8-sig", newline="") as file:
                seen = {tuple(row[column] for column in columns) for row in csv.DictReader(file)}

            assert len(seen) >= 14
            for words in seen:
                found = category_from_words(scheme, words[-1])
                if len(words) == 2:
                    assert found.parent == category_from_words(scheme, words[0]).id.split("/")[0]


@pytest.mark.real_data
def test_every_minor_category_of_every_borough_is_known_and_ours_are_all_theirs(real_data):
    import pandas as pd

    seen = set()
    for name in ("recorded-crime-borough-historical", "recorded-crime-borough"):
        table = pd.read_parquet(
            real_data / "london" / f"{name}.parquet", columns=["majortext", "minortext"]
        )
        seen |= set(table.drop_duplicates().itertuples(index=False, name=None))

    minors = {category_from_words("mps", minor).id for _, minor in seen}
    assert minors == {found.id for found in categories("mps") if found.parent}


@pytest.mark.real_data
def test_categories_are_dated_as_the_borough_files_show(real_data):
    import pandas as pd

    table = pd.read_parquet(real_data / "london" / "recorded-crime-borough-historical.parquet")
    months = [column for column in table.columns if column[:1].isdigit()]
    totals = table.groupby("minortext")[months].sum()
    residential = totals[totals.index.str.contains("DOMESTIC|RES BURGLARY")]
    share = residential.loc["DOMESTIC BURGLARY"] / residential.sum()

    assert share["202303"] > 0.99
    assert share["202304"] > 0.5
    assert share["202305"] < 0.05
