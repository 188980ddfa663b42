"""The register of duties."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from datetime import date

import pytest

from wardmote.errors import ConfigurationError, NotModelled
from wardmote.vocabulary.laws import FORCES_OF_LAW, LegalRule, rule, rules, rules_in_force
from wardmote.vocabulary.marks import MARKS
from wardmote.vocabulary.shipped import read_shipped

PRESCRIBED = "P1 P2 F1 F2 L1 L2 L3 L4 N1 N2 N3 N4 X1 00"


def ids(found):
    return {each.id for each in found}


def test_every_row_of_the_tables_of_the_note_is_held():
    expected = {
        *(f"CDA-{number:02}" for number in range(1, 13)),
        *(f"REG-{number:02}" for number in (2, 3, 4, 5, 6, 8, 9, 10, 13, 14)),
        *(f"REG-07{letter}" for letter in "abcdefg"),
        *(f"REG-11{letter}" for letter in "abcdef"),
        *(f"REG-12-{number}" for number in range(1, 5)),
        *("REG-09A", "REG-13A", "REG-14A"),
        *(f"INF-{name}" for name in PRESCRIBED.split()),
        *(f"SCR-{number:02}" for number in range(1, 4)),
        *(f"PSPO-{number:02}" for number in range(1, 11)),
        *(f"CASE-{number:02}" for number in range(1, 8)),
        *(f"TOOL-{number:02}" for number in range(1, 7)),
        *(f"SVD-{number:02}" for number in range(1, 9)),
        *(f"CON-{number:02}" for number in range(1, 12)),
        *(f"IG-{number:02}" for number in range(1, 11)),
    }

    assert ids(rules()) == expected
    assert len(read_shipped("laws.toml")["rule"]) == len(expected)


@pytest.mark.parametrize("found", rules(), ids=lambda found: found.id)
def test_a_rule_is_whole(found):
    assert found.title
    assert 3 <= len(found.duty.split()) <= 30
    assert found.duty.endswith(".")
    assert found.force in FORCES_OF_LAW
    assert bool(found.source_key) == bool(found.source_url)
    assert found.source_url.startswith(("https://", ""))


def test_the_principles_of_consultation_are_common_law_and_no_other_rule_is():
    assert ids(one for one in rules() if one.is_common_law) == {
        f"CON-{number:02}" for number in range(1, 5)
    }


def test_what_binds_rests_on_law_and_not_on_published_practice():
    assert [one.id for one in rules() if one.force == "M" and one.instrument == "practice"] == []


@pytest.mark.parametrize("found", rules(), ids=lambda found: found.id)
def test_no_mark_is_better_than_the_evidence_for_it(found):
    best_first = list(MARKS)
    marks = re.findall(r"\[(V~|V|K|U)", found.evidence) or [""]
    best = min(marks, key=best_first.index)

    assert best_first.index(best) <= best_first.index(found.gist_mark)
    assert best_first.index(found.gist_mark) <= best_first.index(found.wording_mark)


@pytest.mark.parametrize("found", rules(), ids=lambda found: found.id)
def test_only_what_was_read_in_the_instrument_is_confirmed(found):
    if found.standing == "confirmed":
        assert (found.gist_mark, found.wording_mark) == ("V", "V")
        assert not found.doubts
    if found.gist_mark in ("V~", "K", "U"):
        assert found.standing == "to_be_confirmed"


@pytest.mark.parametrize(
    ("rule_id", "standing"),
    [
        ("CDA-01", "confirmed"),
        ("CDA-04", "confirmed"),
        ("REG-05", "as_we_understand"),
        ("REG-07a", "as_we_understand"),
        ("REG-07b", "to_be_confirmed"),
        ("REG-10", "to_be_confirmed"),
        ("REG-12-1", "confirmed"),
        ("REG-12-4", "to_be_confirmed"),
        ("REG-13A", "confirmed"),
        ("SCR-01", "to_be_confirmed"),
        ("PSPO-01", "confirmed"),
        ("PSPO-05", "as_we_understand"),
        ("SVD-01", "as_we_understand"),
        ("SVD-02", "to_be_confirmed"),
        ("CON-01", "as_we_understand"),
        ("CON-05", "to_be_confirmed"),
    ],
)
def test_what_may_be_said_of_a_duty_follows_how_it_was_read(rule_id, standing):
    assert rule(rule_id).standing == standing


def test_the_public_meeting_is_doubted_and_says_why():
    found = rule("REG-12-4")

    assert found.wording_mark == "V"
    assert "2011" in found.doubts[0]
    assert found.duty.startswith("As made in 2007")


@pytest.mark.parametrize("found", rules(), ids=lambda found: found.id)
def test_what_the_act_of_2026_may_have_changed_is_to_be_confirmed(found):
    is_touched = found.id == "PSPO-08" or found.id.startswith(("TOOL-", "CASE-"))

    assert any("Act 2026" in doubt for doubt in found.doubts) == is_touched
    if is_touched:
        assert found.standing == "to_be_confirmed"


def test_no_amount_of_a_penalty_is_stated_as_todays():
    breach = rule("PSPO-08")

    assert "£" not in breach.duty
    assert all("read_in_2021" in name for name, _ in breach.parameters)


def test_the_yearly_assessment_cites_the_regulations_and_the_act_behind_them():
    found = rule("REG-05")

    assert found.citation == "SI 2007/1830, reg 5"
    assert found.citation_chain == (
        "SI 2007/1830, reg 5, made under Crime and Disorder Act 1998, s.6(2), as substituted by "
        "the Police and Justice Act 2006"
    )
    assert rule("CDA-05").citation_chain == "Crime and Disorder Act 1998, s.6(1A)"


def test_dates_of_force_are_given_only_where_established():
    dated = {found.id: (found.in_force_from, found.in_force_to) for found in rules()}

    assert dated["CDA-12"] == (None, date(2007, 7, 31))
    assert dated["INF-P1"] == (date(2007, 10, 1), None)
    assert dated["REG-05"] == (None, None)
    assert all(found.verified_on is None for found in rules())


def test_the_serious_violence_limb_carries_its_own_date():
    assert rule("CDA-04").parameter("limb_d_in_force_from") == date(2023, 1, 31)
    assert rule("CDA-04").parameter("limb_d_date_mark") == "V~"


def test_the_three_yearly_audit_is_law_until_july_2007_only():
    assert "CDA-12" in ids(rules_in_force(date(2007, 7, 31)))
    assert "CDA-12" not in ids(rules_in_force(date(2007, 8, 1)))


def test_prescribed_information_is_law_from_october_2007():
    assert "INF-P1" not in ids(rules_in_force(date(2007, 9, 30)))
    assert "INF-P1" in ids(rules_in_force(date(2007, 10, 1)))


def test_duties_under_a_county_bind_two_tier_areas_only():
    one_tier = ids(rules_in_force(date(2025, 4, 1)))
    two_tier = ids(rules_in_force(date(2025, 4, 1), two_tier=True))

    assert two_tier - one_tier == {"REG-07g", "REG-08", "REG-09", "REG-09A"}
    assert one_tier < two_tier


@pytest.mark.parametrize("jurisdiction", ["Wales", "Scotland"])
def test_the_law_of_other_countries_is_refused(jurisdiction):
    with pytest.raises(NotModelled) as refusal:
        rules_in_force(date(2025, 4, 1), jurisdiction)

    assert f"The law of {jurisdiction} is not modelled." in str(refusal.value)


def test_the_copy_of_the_plan_is_not_owed_in_the_city_of_london():
    assert rule("REG-13A").parameter("excepted_areas") == ("E09000001",)


def test_an_unknown_parameter_comes_with_those_the_rule_has():
    with pytest.raises(ConfigurationError) as refusal:
        rule("SCR-02").parameter("days")

    assert "meets_within_months, answer_within_days" in str(refusal.value)


def test_an_unknown_rule_comes_with_the_nearest():
    with pytest.raises(ConfigurationError) as refusal:
        rule("REG-7b")

    assert "REG-07b" in refusal.value.known


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"force": "X"}, "force is unknown"),
        ({"jurisdiction": "Wales"}, "jurisdiction is unknown"),
        ({"area_kinds": ("borough",)}, "kinds of area are unknown"),
        ({"gist_mark": "yes"}, "marks are unknown"),
        ({"duty": "word " * 31}, "over 30 words"),
        ({"force": "G"}, 'says "must" without a law'),
        ({"source_url": ""}, "it was read, but not where"),
        (
            {"in_force_from": date(2024, 1, 1), "in_force_to": date(2023, 1, 1)},
            "ends before it starts",
        ),
    ],
)
def test_a_wrong_rule_cannot_be_built(change, words):
    with pytest.raises(ConfigurationError, match=words):
        replace(rule("CDA-01"), **change)


def test_rules_can_be_shared_between_processes_and_kept_in_sets():
    found = rule("CDA-10")

    assert pickle.loads(pickle.dumps(found)) == found
    assert len({*rules(), found}) == len(rules())
    assert isinstance(found, LegalRule)


ONE_PLACES_OWN = {"PSPO-TH"}
"""A row of the note about one order, not about the law."""

MERGED_ROWS = {"REG-08/09": ("REG-08", "REG-09", "REG-09A")}
"""One row of the note, three provisions here."""


@pytest.mark.real_data
def test_marks_and_force_agree_with_the_note_that_the_register_rests_on(real_data):
    note = real_data.parent / "reference" / "domain.md"
    if not note.is_file():
        pytest.skip("the note on law and practice is not beside the real data")
    rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in note.read_text(encoding="utf-8").splitlines()
        if re.match(r"\| (CDA|REG|INF|SCR|PSPO|CASE|TOOL|SVD|CON|IG)-", line)
    ]
    noted = {row[0]: row for row in rows if row[0] not in ONE_PLACES_OWN}

    ours = ids(rules())
    assert {each for name in noted for each in MERGED_ROWS.get(name, (name,))} == ours
    for name, row in noted.items():
        if name in MERGED_ROWS:
            continue
        found = rule(name)
        assert found.evidence == row[-1], name
        if not name.startswith("INF-"):
            assert found.force == re.split(r"[ /*]", row[-2])[0], name
            assert ("two_tier" in found.area_kinds) == row[-2].endswith("*"), name
