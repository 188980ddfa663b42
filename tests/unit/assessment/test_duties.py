"""The statutory check of an assessment: product.md 3.3, rule by rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unit.assessment.asked import table
from unit.assessment.printed_findings import finding
from wardmote.assessment.duties import (
    AssessmentRecord,
    Complete,
    ConsultationHeld,
    DutyEvidence,
    HeldElsewhere,
    PlanRecorded,
    Result,
    Review,
    Subject,
    check_assessment,
    contents_line,
    read_duty_evidence,
    subjects_of,
)
from wardmote.assessment.duties.check import RULE_IDS
from wardmote.assessment.duties.subjects import SUBJECTS_OF_THEME
from wardmote.errors import ConfigurationError
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.themes import THEMES
from wardmote.vocabulary.years import ReportingYear

YEAR = ReportingYear(2026)
AS_OF, IN_TIME, LATE = date(2026, 11, 22), date(2027, 1, 20), date(2027, 4, 10)
BEFORE_END, AFTER_END = date(2027, 2, 1), date(2027, 5, 1)
BODY = "Northborough Council"

ALL_HERE = tuple(
    Complete(kind, date(2025, 4, 1), "Community safety team")
    for kind in ("assessments", "consultations", "plans")
)
SURVEY = ConsultationHeld(
    "Survey 2026",
    date(2026, 9, 30),
    asked=frozenset({"levels_and_patterns", "priorities"}),
    reached=frozenset({"live", "work"}),
    groups=("older residents", "shop workers"),
)
WHOLE = AssessmentRecord(
    "Northborough Community Safety Partnership",
    AS_OF,
    YEAR,
    adopted_on=IN_TIME,
    analysed={subject: (f"change-{number}",) for number, subject in enumerate(Subject)},
    compared_with=date(2025, 11, 20),
    clear_changes=("change-0", "change-1"),
    explained=frozenset({"change-0", "change-1"}),
    priorities=("Neighbourhood crime",),
    consultations=(SURVEY,),
    last_plan=PlanRecorded("Plan 2024 to 2027", ReportingYear(2025), 14, 6),
    informs=("Plan 2027 to 2030",),
)
EMPTY = AssessmentRecord("Northborough Community Safety Partnership", AS_OF, YEAR)


def checked(record=WHOLE, today=BEFORE_END, *, complete=(), held=(), review=None):
    evidence = DutyEvidence(tuple(held), tuple(complete), review)
    return check_assessment(record, today=today, run_by=BODY, evidence=evidence)


def duty(check, rule_id):
    return next(one for one in check.records if one.id == rule_id)


def elsewhere(rule_id, dated=date(2026, 10, 1)):
    return HeldElsewhere(rule_id, "Report", "Board papers, item 7", "Consultation team", dated)


RESULTS = table(
    """
    rule      | whole, in its year   | empty, in its year   | empty, after it, all declared here
    REG-05    | met                  | not_shown_here       | not_met
    REG-06    | law_to_be_confirmed  | law_to_be_confirmed  | law_to_be_confirmed
    REG-07a   | met                  | not_shown_here       | not_met
    REG-07b   | law_to_be_confirmed  | law_to_be_confirmed  | law_to_be_confirmed
    REG-07c   | law_to_be_confirmed  | law_to_be_confirmed  | law_to_be_confirmed
    REG-07d   | met                  | not_shown_here       | not_shown_here
    REG-07e   | law_to_be_confirmed  | law_to_be_confirmed  | law_to_be_confirmed
    REG-07f   | law_to_be_confirmed  | law_to_be_confirmed  | law_to_be_confirmed
    REG-07g   | not_applicable       | not_applicable       | not_applicable
    REG-12-1  | met                  | not_shown_here       | not_met
    REG-12-2  | not_shown_here       | not_shown_here       | not_shown_here
    REG-12-3  | not_shown_here       | not_shown_here       | not_shown_here
    CDA-04(a) | not_shown_here       | not_shown_here       | not_shown_here
    CDA-04(d) | not_shown_here       | not_shown_here       | not_shown_here
    """
)


@pytest.mark.parametrize(("rule_id", "whole", "empty", "empty_after"), RESULTS)
def test_each_duty_has_one_of_five_results(rule_id, whole, empty, empty_after):
    assert duty(checked(WHOLE), rule_id).today.result == whole
    assert duty(checked(EMPTY), rule_id).today.result == empty
    after = checked(EMPTY, AFTER_END, complete=ALL_HERE)
    assert duty(after, rule_id).today.result == empty_after


def test_the_table_names_every_rule_of_the_check():
    assert {one.id for one in checked().records} == set(RULE_IDS) - {"CDA-04"}
    assert {row[0] for row in RESULTS} | {"CDA-04(b)", "CDA-04(c)", "CDA-04"} == set(RULE_IDS)


NOT_MET = table(
    """
    deadline passed | declared complete | result
    no              | no                | not_shown_here
    no              | yes               | not_shown_here
    yes             | no                | not_shown_here
    yes             | yes               | not_met
    """
)


@pytest.mark.parametrize(("passed", "complete", "result"), NOT_MET)
def test_not_met_needs_the_deadline_and_the_declaration(passed, complete, result):
    today = AFTER_END if passed == "yes" else BEFORE_END

    check = checked(EMPTY, today, complete=ALL_HERE if complete == "yes" else ())

    assert duty(check, "REG-05").today.result == result


def test_the_last_day_of_the_year_is_in_time():
    assert (
        duty(checked(EMPTY, YEAR.period_end, complete=ALL_HERE), "REG-05").today.result
        == "not_shown_here"
    )


def test_a_declaration_for_another_kind_of_record_does_not_count():
    other = [one for one in ALL_HERE if one.kind == "consultations"]

    check = checked(EMPTY, AFTER_END, complete=other)

    assert duty(check, "REG-05").today.result is Result.NOT_SHOWN_HERE
    assert duty(check, "REG-12-1").today.result is Result.NOT_MET


def test_a_declaration_that_begins_within_the_year_does_not_count():
    late = (Complete("assessments", date(2026, 6, 1), BODY),)

    assert (
        duty(checked(EMPTY, AFTER_END, complete=late), "REG-05").today.result
        is Result.NOT_SHOWN_HERE
    )


@given(
    adopted=st.none() | st.dates(AS_OF, date(2028, 1, 1)),
    today=st.dates(date(2028, 1, 1), date(2029, 1, 1)),
    subjects=st.sets(st.sampled_from(list(Subject))),
    complete=st.booleans(),
    two_tier=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_a_duty_whose_law_is_not_confirmed_is_never_a_breach(
    adopted, today, subjects, complete, two_tier
):
    record = replace(
        EMPTY, adopted_on=adopted, analysed=dict.fromkeys(subjects, ("x",)), two_tier=two_tier
    )

    for one in checked(record, today, complete=ALL_HERE if complete else ()).records:
        results = {one.at_its_date.result, one.today.result}
        if one.rule.standing == "to_be_confirmed":
            assert results <= {Result.LAW_TO_BE_CONFIRMED, Result.NOT_APPLICABLE}
        if Result.NOT_MET in results:
            assert complete
        assert one.today.because.endswith(".")


def test_a_result_of_a_law_read_in_gist_is_said_as_we_understand():
    met, missed = duty(checked(), "REG-05"), checked(EMPTY, AFTER_END, complete=ALL_HERE)

    assert rule("REG-05").standing == "as_we_understand"
    assert met.today.words == "As we understand the law: met"
    assert duty(missed, "REG-05").today.words == "As we understand the law: not met"
    assert duty(checked(), "REG-12-1").today.words == "Met"
    assert duty(checked(EMPTY), "REG-05").today.words == "Not shown here"


def test_the_law_of_its_date_and_of_today_are_two_results():
    early = replace(EMPTY, as_of=date(2021, 4, 2), year=ReportingYear(2021))

    limb_d = duty(checked(early, date(2026, 11, 22)), "CDA-04(d)")

    assert limb_d.at_its_date.result is Result.NOT_APPLICABLE
    assert limb_d.today.result is Result.NOT_SHOWN_HERE
    assert limb_d.because == (
        "At its date: Not yet in force on 2 April 2021: it is from 31 January 2023. Today: Limb "
        "(d): no finding in this assessment. An assessment is not a strategy: the plan shows "
        "whether there is one."
    )
    assert limb_d.in_force == ("from 31 January 2023 (second hand); England and Wales; any area")


def test_adoption_after_the_year_is_not_adoption_within_it():
    late = replace(WHOLE, adopted_on=LATE)

    check = checked(late, AFTER_END, complete=ALL_HERE)

    assert duty(check, "REG-05").today.result is Result.NOT_MET
    assert duty(check, "REG-05").today.because == (
        "Adopted on 10 April 2027, outside 2026/27, the year that it is for. It was due by 31 "
        "March 2027. Community safety team declares that all assessments since 1 April 2025 are "
        "held here."
    )


def test_findings_on_every_needed_subject_are_asked_for_by_name():
    without = {one: ids for one, ids in WHOLE.analysed.items() if one != Subject.SUBSTANCE_MISUSE}

    levels = duty(checked(replace(WHOLE, analysed=without)), "REG-07a")

    assert levels.today.result is Result.NOT_SHOWN_HERE
    assert "Looked for and not found: misuse of drugs, alcohol and other substances." in (
        levels.today.because
    )


@pytest.mark.parametrize("subject", [Subject.REOFFENDING, Subject.SERIOUS_VIOLENCE])
def test_later_limbs_are_missed_aloud_but_not_demanded_of_regulation_7(subject):
    without = {one: ids for one, ids in WHOLE.analysed.items() if one != subject}

    levels = duty(checked(replace(WHOLE, analysed=without)), "REG-07a")

    assert levels.today.result is Result.MET
    assert f"Nothing on {subject}: whether the regulation asks for it is not confirmed." in (
        levels.today.because
    )


def test_findings_are_sorted_into_the_laws_own_subjects():
    themes = ("asb_and_environment", "violence", "drugs", "alcohol", "roads", "reoffending")

    found = subjects_of([finding(theme, theme=theme) for theme in themes])

    assert {subject.name: ids for subject, ids in found.items()} == {
        "CRIME": ("change-violence", "change-drugs"),
        "ASB_AND_ENVIRONMENT": ("change-asb_and_environment",),
        "SUBSTANCE_MISUSE": ("change-drugs", "change-alcohol"),
        "REOFFENDING": ("change-reoffending",),
    }


def test_every_theme_with_its_own_subjects_exists():
    assert set(SUBJECTS_OF_THEME) <= {one.id for one in THEMES}


def test_a_change_without_an_explanation_is_named():
    reasons = duty(checked(replace(WHOLE, explained=frozenset({"change-0"}))), "REG-07c")

    assert not reasons.is_there
    assert reasons.today.because.endswith(
        "Looked for an explanation, or the word “unexplained”, for 2 clear changes; not found for "
        "change-1."
    )


def test_proposals_that_nobody_adopted_are_not_priorities():
    proposed = duty(checked(replace(WHOLE, adopted_on=None)), "REG-07d")

    assert proposed.today.result is Result.NOT_SHOWN_HERE
    assert "Nobody has adopted the assessment that names them." in proposed.today.because


CONSULTATIONS = table(
    """
    asked                          | reached    | closed     | not found
    levels_and_patterns,priorities | live,work  | 2026-09-30 |
    priorities                     | live,work  | 2026-09-30 | the question on levels and patterns
    levels_and_patterns,priorities | live       | 2026-09-30 | those who work here
    levels_and_patterns,priorities | live,work  | 2025-06-30 | none is recorded
    levels_and_patterns,priorities | live,work  | 2027-02-15 | none is recorded
    """
)


@pytest.mark.parametrize(("asked", "reached", "closed", "not_found"), CONSULTATIONS)
def test_views_are_of_both_topics_of_residents_and_workers_and_of_this_assessment(
    asked, reached, closed, not_found
):
    held = replace(
        SURVEY,
        asked=frozenset(asked.split(",")),
        reached=frozenset(reached.split(",")),
        closed_on=date.fromisoformat(closed),
    )

    views = duty(checked(replace(WHOLE, consultations=(held,))), "REG-12-1")

    assert views.today.result is (Result.NOT_SHOWN_HERE if not_found else Result.MET)
    assert not_found in views.today.because


def test_whether_enough_groups_were_heard_is_for_people():
    groups = duty(checked(), "REG-12-2")

    assert groups.today.result is Result.NOT_SHOWN_HERE
    assert groups.today.because == (
        "Representatives consulted: older residents and shop workers. Whether these are as many "
        "groups as is reasonable is for people to judge."
    )


def test_evidence_held_elsewhere_makes_a_duty_met_by_who_recorded_it():
    check = checked(EMPTY, held=[elsewhere("REG-12-1")])

    assert duty(check, "REG-12-1").today.words == "Met"
    assert duty(check, "REG-12-1").today.because == (
        "Recorded by Consultation team: Report (Board papers, item 7, 1 October 2026)."
    )
    assert duty(check, "REG-12-1").next_step is None


def test_evidence_held_elsewhere_does_not_confirm_the_law():
    duty_e = duty(checked(EMPTY, held=[elsewhere("REG-07e")]), "REG-07e")

    assert duty_e.today.result is Result.LAW_TO_BE_CONFIRMED
    assert "Recorded by Consultation team" in duty_e.today.because


@pytest.mark.parametrize(
    ("dated", "said"),
    [
        (date(2025, 3, 31), "before 1 April 2025, so it is not counted."),
        (date(2027, 2, 2), "after 1 February 2027."),
    ],
)
def test_evidence_of_another_time_is_named_and_not_counted(dated, said):
    views = duty(checked(EMPTY, held=[elsewhere("REG-12-1", dated)]), "REG-12-1")

    assert views.today.result is Result.NOT_SHOWN_HERE
    assert views.today.because.endswith(said)


def test_evidence_after_adoption_counts_today_and_not_at_adoption():
    adopted = replace(EMPTY, adopted_on=IN_TIME)

    views = duty(checked(adopted, held=[elsewhere("REG-12-1", date(2027, 1, 25))]), "REG-12-1")

    assert views.at_its_date.result is Result.NOT_SHOWN_HERE
    assert views.today.result is Result.MET


def test_evidence_for_all_limbs_counts_for_each_in_force():
    check = checked(EMPTY, held=[elsewhere("CDA-04")])

    assert {duty(check, f"CDA-04({limb})").today.result for limb in "abcd"} == {Result.MET}


def test_a_district_under_a_county_has_one_duty_more():
    one_tier, two_tier = checked(EMPTY), checked(replace(EMPTY, two_tier=True))

    assert duty(one_tier, "REG-07g").today.because == (
        "It binds only where a county council shares the work."
    )
    assert sum(one.applies for one in two_tier.records) == 1 + sum(
        one.applies for one in one_tier.records
    )


def test_the_regulations_of_england_do_not_bind_wales():
    welsh = checked(replace(EMPTY, country="Wales"), AFTER_END, complete=ALL_HERE)

    assert duty(welsh, "REG-05").today.because == (
        "It binds partnerships in England, not in Wales."
    )
    assert duty(welsh, "CDA-04(a)").applies


def test_the_first_line_counts_duties_and_gives_no_score():
    check = checked(EMPTY, AFTER_END, complete=ALL_HERE)

    assert check.first_line == (
        "Of 15 duties that apply: 0 met, 3 not met, 7 not shown here, 5 law to be confirmed."
    )
    assert "%" not in " ".join([check.first_line, contents_line(check), check.note])


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (WHOLE, "Reg 7: 6 parts shown."),
        (
            replace(WHOLE, consultations=(), last_plan=None),
            "Reg 7: 4 parts shown, 2 need a consultation and last year's plan.",
        ),
        (replace(WHOLE, last_plan=None), "Reg 7: 5 parts shown, 1 needs last year's plan."),
    ],
)
def test_the_front_page_counts_what_is_there_whatever_the_law(record, line):
    assert contents_line(checked(record)) == line


FIRST = table(
    """
    today      | complete | first
    2026-11-22 | no       |
    2026-12-31 | no       | REG-05 REG-07a REG-12-1
    2027-03-31 | no       | REG-05 REG-07a REG-12-1
    2027-04-01 | no       |
    2027-04-01 | yes      | REG-05 REG-07a REG-12-1
    """
)


@pytest.mark.parametrize(("today", "complete", "first"), FIRST)
def test_what_is_not_met_or_due_within_ninety_days_comes_first(today, complete, first):
    here = ALL_HERE if complete == "yes" else ()

    check = checked(EMPTY, date.fromisoformat(today), complete=here)

    assert [one.id for one in check.first] == first.split()


def test_the_next_step_has_an_action_a_body_and_the_day_of_a_law_that_was_read():
    check = checked(EMPTY)

    assert str(duty(check, "REG-05").next_step) == (
        "Adopt it by 31 March 2027; in practice by 31 January 2027, so that the plan can follow "
        "from it (Northborough Community Safety Partnership, by 31 March 2027)"
    )
    assert duty(check, "REG-07f").next_step.by is None  # the law is not confirmed


def test_the_note_says_that_it_is_no_advice_and_who_reviewed_it():
    assert checked().note == "Record check, not legal advice; not reviewed yet."
    reviewed = checked(review=Review("Monitoring officer", date(2027, 1, 30)))
    assert reviewed.note == (
        "Record check, not legal advice; reviewed by Monitoring officer, 30 January 2027."
    )
    assert dict(reviewed.head)["Law"] == (
        "as at adoption (20 January 2027) and as at 1 February 2027"
    )


def test_the_table_says_how_far_each_law_was_read():
    check = checked()

    assert duty(check, "REG-12-1").mark == "read in the instrument"
    assert duty(check, "REG-05").mark == "read in the instrument in gist; its exact words were not"
    assert duty(check, "REG-07f").mark == "to be confirmed: general knowledge of the field"
    assert duty(check, "REG-05").source.startswith(
        "SI 2007/1830, reg 5, made under Crime and Disorder Act 1998, s.6(2), as substituted by"
    )


def test_duties_stand_under_their_headings():
    assert [name for name, _ in checked().groups] == ["Assessment", "Hearing people", "Plan"]
    assert all(len(one.rule.duty.split()) <= 30 for one in checked().records)


def test_a_check_before_the_assessment_is_refused():
    with pytest.raises(ConfigurationError) as refused:
        checked(WHOLE, date(2027, 1, 19))

    assert "Expected  20 January 2027 or later" in str(refused.value)


def test_an_impossible_record_names_all_its_faults():
    with pytest.raises(ConfigurationError) as refused:
        replace(WHOLE, adopted_on=date(2026, 1, 1), compared_with=AS_OF)

    assert [fault.where for fault in refused.value.faults] == ["adopted_on", "compared_with"]


def test_an_unknown_topic_is_refused_with_the_known_ones():
    with pytest.raises(ConfigurationError) as refused:
        replace(SURVEY, asked=frozenset({"cost"}))

    assert "'cost' is no topic" in str(refused.value)
    assert "priorities" in refused.value.known


# duties.toml ---------------------------------------------------------------------------------

GOOD = """
[[complete]]
kind = "assessments"
since = 2024-04-01
who = "Community safety team"

[[held_elsewhere]]
rule = "REG-12-1"
what = "Survey"
where = "Board papers"
who = "Consultation team"
date = 2026-09-30

[review]
who = "Monitoring officer"
date = 2026-12-01
"""


def written(tmp_path, text):
    path = tmp_path / "duties.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_duties_gives_evidence_declarations_and_review(tmp_path):
    evidence = read_duty_evidence(written(tmp_path, GOOD), rules=RULE_IDS)

    assert evidence.for_rule("REG-12-1")[0].dated == date(2026, 9, 30)
    assert evidence.complete_for("assessments", date(2026, 4, 1)).who == "Community safety team"
    assert evidence.complete_for("assessments", date(2024, 3, 31)) is None
    assert evidence.review == Review("Monitoring officer", date(2026, 12, 1))


def test_no_file_of_duties_is_no_evidence(tmp_path):
    assert read_duty_evidence(tmp_path / "duties.toml", rules=RULE_IDS) == DutyEvidence()


def test_all_faults_of_a_file_of_duties_come_at_once(tmp_path):
    text = GOOD.replace('"REG-12-1"', '"REG-12.1"').replace("Consultation team", "Sarah Jones")
    text = text.replace('kind = "assessments"', 'kind = "everything"')
    text = text.replace("[review]", "[revue]")
    text += """
        [[held_elsewhere]]
        rule = "REG-99"
        what = "x"
        where = "y"
        who = "z"
        date = 2026-01-01
    """

    with pytest.raises(ConfigurationError) as refused:
        read_duty_evidence(written(tmp_path, text), rules=RULE_IDS)

    assert str(refused.value).splitlines()[0] == "duties.toml cannot be used: 4 faults."
    said = {fault.where: fault.problem for fault in refused.value.faults}
    assert said["held_elsewhere 1 (REG-12.1)"] == (
        "who must be a body or a post in quotes, never a person's name"
    )
    assert said["complete 1 (everything)"] == (
        "kind must be one of assessments, consultations, plans, bodies, meetings, sendings, orders"
    )
    assert said["revue"] == "'revue' is not known: perhaps [review]"
    assert said["held_elsewhere 2 (REG-99)"].startswith("rule 'REG-99' is not known")
    assert "Sarah" not in str(refused.value)
    assert "REG-07a" in refused.value.known


@pytest.mark.parametrize("text", ["rule = ", "\xff"])
def test_a_file_that_is_not_toml_says_so(tmp_path, text):
    path = tmp_path / "duties.toml"
    path.write_bytes(text.encode("latin-1"))

    with pytest.raises(ConfigurationError) as refused:
        read_duty_evidence(path, rules=RULE_IDS)

    assert refused.value.what == "duties.toml cannot be read."
