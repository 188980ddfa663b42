"""Since the last assessment: beside the frozen figure, and beside the same year counted anew."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unit.assessment.asked import table
from unit.assessment.printed_findings import INTERVALS, finding
from wardmote.analysis.verbs import NEVER, Polarity, wrong_words
from wardmote.assessment.printed.finding import as_plain
from wardmote.assessment.since import (
    PrintedAssessment,
    Status,
    compare_since,
    read_assessment,
    read_assessments,
    reasons_not_restated,
    revision_of,
    sentence_of,
    summary_of,
)
from wardmote.errors import AnalysisError, ConfigurationError

THEN, NOW = date(2025, 11, 22), date(2026, 11, 22)
CAUSES = r"because|due to|caused|causes|led to|result of|driven by|thanks|impact|as a result"


def assessment(*findings, as_of=NOW, area="E06999001", version="v000003"):
    return PrintedAssessment(f"{as_of}-{version}", as_of, version, area, "Northborough", findings)


def compared(then, now, restated=()):
    earlier = assessment(*([then] if then else []), as_of=THEN)
    return compare_since(earlier, assessment(*([now] if now else [])), restated=restated)


STATUSES = table(
    """
    then            | now             | status
    none            | rose            | new
    rose            | none            | ended
    rose            | fell            | reversed
    fell            | rose            | reversed
    rose            | rose            | unchanged
    no_clear_change | no_clear_change | unchanged
    no_clear_change | rose            | changed_verdict
    rose            | no_clear_change | changed_verdict
    rose            | little_changed  | changed_verdict
    little_changed  | no_clear_change | changed_verdict
    cannot_say      | fell            | changed_verdict
    too_short       | too_short       | unchanged
    """
)


@pytest.mark.parametrize(("then", "now", "status"), STATUSES)
def test_each_pair_of_verdicts_has_its_status(then, now, status):
    frozen = None if then == "none" else finding("burglary", then)
    today = None if now == "none" else finding("burglary", now)

    one = compared(frozen, today).findings[0]

    assert one.against_frozen == status
    assert one.against_restated is None


def test_frozen_and_restated_figures_are_two_comparisons():
    frozen = finding("burglary", "no_clear_change", 1405, 1398)
    restated = finding("burglary", "fell", 1700, 1398)

    since = compared(frozen, finding("burglary", "rose", 1398, 1600), restated=[restated])

    one = since.findings[0]
    assert one.against_frozen is Status.CHANGED
    assert one.against_restated is Status.REVERSED
    assert since.revised == (one,)
    assert sentence_of(one, since) == (
        "Recorded burglary rose: 1,600 against 1,398 the year before. Not so in the assessment of "
        "22 November 2025, where it shows no clear change: 1,398 against 1,405 the year before. "
        "Counted anew from today's evidence, it then fell: 1,398 against 1,700 the year before. "
        "Beside that, today's finding is the other way round."
    )


def test_figures_that_were_not_revised_are_not_said_twice():
    frozen = finding("burglary", "rose", 1300, 1398)

    since = compared(frozen, finding("burglary", "rose", 1398, 1600), restated=[frozen])

    assert since.revised == ()
    assert sentence_of(since.findings[0], since) == (
        "Recorded burglary rose: 1,600 against 1,398 the year before. The same in the assessment "
        "of 22 November 2025, where it rose: 1,398 against 1,300 the year before."
    )


def test_what_was_printed_then_stays_as_it_was():
    frozen = finding("burglary", "rose", 1300, 1398)
    revised = finding("burglary", "rose", 1300, 1420)

    one = compared(frozen, finding("burglary", "rose", 1420, 1600), restated=[revised]).findings[0]

    assert one.frozen == frozen
    assert one.restated == revised


SENTENCES = table(
    """
    then | now  | sentence
    none | rose | Recorded burglary rose: 1,100 against 1,000 the year before. It is not in the assessment of 22 November 2025.
    rose | none | Recorded burglary rose: 1,100 against 1,000 the year before. That stands in the assessment of 22 November 2025, and nothing of it in this one.
    fell | rose | Recorded burglary rose: 1,100 against 1,000 the year before. The other way round in the assessment of 22 November 2025, where it fell: 1,100 against 1,000 the year before.
    """  # noqa: E501
)


@pytest.mark.parametrize(("then", "now", "sentence"), SENTENCES)
def test_each_status_has_its_sentence(then, now, sentence):
    frozen = None if then == "none" else finding("burglary", then)
    today = None if now == "none" else finding("burglary", now)
    since = compared(frozen, today)

    assert sentence_of(since.findings[0], since) == sentence


def test_an_ambiguous_measure_is_counted_and_its_two_verdicts_are_not_compared():
    then = finding("drugs", "fell", 2000, 1965, title="Drug offences", polarity="ambiguous")
    now = finding("drugs", "rose", 1965, 2527, title="Drug offences", polarity="ambiguous")
    since = compared(then, now)

    assert since.findings[0].against_frozen is Status.REVERSED  # for programs
    assert since.counts[Status.REVERSED] == 0
    assert sentence_of(since.findings[0], since) == (
        "Recorded drug offences came to 2,527, against 1,965 the year before: counted, and not "
        "judged. In the assessment of 22 November 2025 it came to 1,965, against 2,000 the year "
        "before: counted, and not judged."
    )


STATES = st.none() | st.sampled_from(list(INTERVALS))


@given(STATES, STATES, STATES, st.sampled_from(list(Polarity)), st.integers(0, 10**5))
def test_no_sentence_says_more_than_the_tests_or_names_a_cause(then, now, anew, polarity, count):
    if then is None and now is None:
        return
    made = [
        verdict and finding("burglary", verdict, 1000, count + shift, polarity=polarity)
        for shift, verdict in enumerate((then, now, anew))
    ]
    since = compared(made[0], made[1], restated=[made[2]] if anew else [])
    one = since.findings[0]

    sentence = sentence_of(one, since)

    wordings = [each.wording for each in (one.frozen, one.now, one.restated) if each]
    assert wrong_words(sentence, *wordings) == ()
    for text in (sentence, summary_of(since)):
        assert not re.search(CAUSES, text)
        assert not any(word in text.lower() for word in NEVER)
        assert "%" not in text


def test_the_summary_counts_statuses_revisions_and_what_is_not_compared():
    earlier = assessment(
        finding("burglary", "rose"),
        finding("robbery", "fell"),
        finding("arson", "fell"),
        finding("drugs", "fell", polarity="ambiguous"),
        as_of=THEN,
    )
    later = assessment(
        finding("burglary", "rose"),
        finding("robbery", "rose"),
        finding("noise", "rose"),
        finding("drugs", "rose", polarity="ambiguous"),
    )

    since = compare_since(earlier, later, restated=[finding("robbery", "fell", after=1101)])

    assert [one.id for one in since.findings] == [
        *("change-burglary", "change-robbery", "change-noise", "change-drugs", "change-arson")
    ]
    assert summary_of(since) == (
        "Since the assessment of 22 November 2025, of 5 findings: 1 new, 1 no longer there, 1 the "
        "other way round, 1 with the same verdict and 1 counted and not compared. 1 of the earlier "
        "ones has other figures in today's evidence."
    )


REVISIONS = table(
    """
    before | after | said
    1300   | 1398  |
    1300   | 1420  | Burglary was printed as 1,398; the same twelve months count 1,420 today.
    1310   | 1398  | Burglary: the year before was printed as 1,300; the same months count 1,310 today.
    """  # noqa: E501
)


@pytest.mark.parametrize(("before", "after", "said"), REVISIONS)
def test_what_was_printed_is_said_beside_what_counts_today(before, after, said):
    frozen = finding("burglary", "rose", 1300, 1398)
    anew = finding("burglary", "rose", int(before), int(after))

    one = compared(frozen, finding("burglary"), restated=[anew]).findings[0]

    assert revision_of(one) == said


def test_a_reason_not_to_count_anew_is_said_once_for_all_its_findings():
    earlier = assessment(finding("burglary"), finding("robbery"), finding("arson"), as_of=THEN)
    why = {"change-burglary": "It is gone.", "change-robbery": "It is gone."}

    since = compare_since(earlier, assessment(finding("burglary")), why_not=why)

    assert reasons_not_restated(since) == ("Not counted anew: Burglary and Robbery. It is gone.",)


def test_an_assessment_of_the_same_day_is_earlier_by_its_evidence():
    older, newer = assessment(version="v000002"), assessment(version="v000010")

    since = compare_since(older, newer)

    assert since.earlier_name == "the assessment of 22 November 2026 (evidence v000002)"
    for wrong in (newer, assessment(version="v000011")):
        with pytest.raises(AnalysisError):
            compare_since(wrong, newer)


def test_another_series_is_said():
    then = finding("burglary", "rose", series="mps_counts/borough")

    since = compared(then, finding("burglary", "rose", series="police_uk/street"))

    assert sentence_of(since.findings[0], since).endswith(
        "Counted from police_uk/street today and from mps_counts/borough then: the two are not "
        "one series."
    )


SHARED = table(
    """
    then ends  | now ends   | months shared
    2025-10-01 | 2026-10-01 | 0
    2025-10-01 | 2026-04-01 | 6
    2026-10-01 | 2026-10-01 | 12
    """
)


@pytest.mark.parametrize(("then", "now", "shared"), SHARED)
def test_years_that_share_months_are_said_to(then, now, shared):
    first = date(2023, 1, 1)
    since = compared(
        finding("burglary", months=(first, date.fromisoformat(then))),
        finding("burglary", months=(first, date.fromisoformat(now))),
    )

    said = f"share up to {shared} months" if shared != "0" else ""
    assert (said in " ".join(since.notes)) and (bool(since.notes) is bool(said))


def test_assessments_of_different_areas_are_not_compared():
    with pytest.raises(AnalysisError) as refused:
        compare_since(assessment(as_of=THEN, area="E06000032"), assessment())

    assert "of different areas" in str(refused.value)
    assert "E06000032" in str(refused.value)


def test_the_earlier_assessment_is_earlier():
    with pytest.raises(AnalysisError) as refused:
        compare_since(assessment(), assessment(as_of=THEN))

    assert "Expected  before 2025-11-22" in str(refused.value)


# The folder ------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "2025-11-22-v000003"
    path.mkdir()
    written(path, "findings.json", {"findings": [as_plain(finding("burglary"))]})
    area = {"code": "E06999001", "name": "Northborough"}
    content = {"as_of": "2025-11-22", "evidence_version": "v000003", "area": area}
    written(path, "provenance.json", content)
    return path


def written(folder, name, content):
    (folder / name).write_text(json.dumps(content), encoding="utf-8")


def test_an_assessment_reads_back_from_its_folder(folder):
    found = read_assessment(folder)

    assert (found.id, found.as_of, found.evidence_version) == (
        "2025-11-22-v000003",
        THEN,
        "v000003",
    )
    assert found.findings == (finding("burglary"),)


def test_assessments_are_read_oldest_first_by_date_evidence_and_number(folder):
    content = json.loads((folder / "provenance.json").read_bytes())
    for name, version in [("-2", "v000003"), ("-10", "v000003"), ("", "v000010")]:
        other = folder.with_name(f"2025-11-22-{version}{name}")
        shutil.copytree(folder, other)
        written(other, "provenance.json", {**content, "evidence_version": version})

    found = read_assessments(folder.parent)

    assert [one.id.removeprefix("2025-11-22-") for one in found] == [
        *("v000003", "v000003-2", "v000003-10", "v000010")
    ]
    assert read_assessments(folder.parent / "none") == ()


def test_findings_may_stand_in_the_document(folder):
    (folder / "findings.json").rename(folder / "document.json")

    assert read_assessment(folder).findings == (finding("burglary"),)


def test_a_folder_that_is_no_assessment_says_what_was_expected(tmp_path):
    with pytest.raises(ConfigurationError) as refused:
        read_assessment(tmp_path)

    assert "This is not the folder of an assessment." in str(refused.value)
    assert "Expected  provenance.json" in str(refused.value)
    assert "--since" in refused.value.next_step


def test_a_folder_without_findings_says_so(folder):
    (folder / "findings.json").unlink()

    with pytest.raises(ConfigurationError) as refused:
        read_assessment(folder)

    assert refused.value.what == "This folder lists no findings."


def test_all_faults_of_a_folder_come_at_once(folder):
    broken = [{**as_plain(finding("burglary")), "verdict": "up", "after": "many"}, 7]
    written(folder, "findings.json", {"findings": broken})
    written(folder, "provenance.json", {"as_of": "last year", "area": {}})

    with pytest.raises(ConfigurationError) as refused:
        read_assessment(folder)

    assert [(one.where, one.problem.split(" not one")[0]) for one in refused.value.faults] == [
        ("provenance.json", "as_of is not a date"),
        ("provenance.json", "evidence_version is missing"),
        ("provenance.json", "area has no code"),
        ("findings.json finding 1", "verdict is"),
        ("findings.json finding 1", "after is not a whole number"),
        ("findings.json finding 2", "it is not an object"),
    ]


def test_a_file_that_is_not_json_is_named(folder):
    (folder / "findings.json").write_text("{", encoding="utf-8")

    with pytest.raises(ConfigurationError) as refused:
        read_assessment(folder)

    assert refused.value.what == "findings.json cannot be read."


def test_an_assessment_gives_each_finding_once():
    one = finding("burglary")

    with pytest.raises(ConfigurationError) as refused:
        assessment(one, replace(one, after=2000))

    assert str(refused.value.faults[0]) == "change-burglary    given twice"
