"""Commentary survives a rebuild, is flagged where figures changed, and is never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unit.assessment.asked import table
from unit.assessment.printed_findings import finding
from wardmote.assessment.commentary import (
    Standing,
    Words,
    confirm_entries,
    judge_commentary,
    overtaken_by,
    read_entries,
    restamped,
    stamp_of,
    with_skeleton,
    write_skeleton,
)
from wardmote.assessment.commentary.markdown import blocks_of, line_fault
from wardmote.assessment.since import PrintedAssessment
from wardmote.errors import ConfigurationError

BURGLARY = finding("burglary", "rose", 1398, 1600)
NOISE = finding("noise", "no_clear_change", 300, 290, theme="asb_and_environment")
IDS = (BURGLARY.id, NOISE.id)


def entry(one, words, *, stamped=True):
    stamp = f"{stamp_of(one).line}\n" if stamped else ""
    return f"## {one.id}\n{stamp}\n{words}\n\n"


def read(tmp_path, *texts, findings=IDS):
    folder = tmp_path / "commentary"
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    return read_entries(folder, findings=findings)


def judged(tmp_path, *texts, findings=(BURGLARY, NOISE)):
    entries = read(tmp_path, *texts, findings=[one.id for one in findings])
    return judge_commentary(entries, findings)


def test_an_entry_stands_beside_its_finding(tmp_path):
    found = judged(tmp_path, "For the writers only.\n\n" + entry(BURGLARY, "Mostly **sheds**."))

    assert found.about(BURGLARY.id).standing is Standing.CURRENT
    assert found.about(BURGLARY.id).entry.text == "Mostly sheds."
    assert found.about(BURGLARY.id).flag == ""
    assert found.without == (NOISE.id,)
    assert found.flagged == ()


def test_an_entry_whose_figure_changed_says_was_and_now(tmp_path):
    text = entry(BURGLARY, "Mostly sheds.")
    now = finding("burglary", "no_clear_change", 1398, 1382)

    comment = judged(tmp_path, text, findings=(now,)).about(BURGLARY.id)

    assert comment.standing is Standing.CHANGED
    assert comment.entry.text == "Mostly sheds."
    assert comment.flag == (
        "Written before the figure changed: was “rose: 1,600 against 1,398 the year before”, now "
        "“shows no clear change: 1,382 against 1,398 the year before”."
    )


def test_a_changed_range_is_flagged_though_the_counts_are_the_same(tmp_path):
    now = replace(BURGLARY, upper=1.3)

    comment = judged(tmp_path, entry(BURGLARY, "Sheds."), findings=(now,)).about(BURGLARY.id)

    assert comment.standing is Standing.CHANGED
    assert comment.flag == (
        "Written before the likely range changed; the counts are the same: rose: 1,600 against "
        "1,398 the year before."
    )


def test_an_entry_whose_finding_is_gone_is_listed_and_kept(tmp_path):
    found = judged(tmp_path, entry(BURGLARY, "Mostly sheds."), findings=(NOISE,))

    assert found.comments == ()
    assert found.gone[0].entry.text == "Mostly sheds."
    assert found.gone[0].flag == (
        "The finding change-burglary is not in this assessment. It was “rose: 1,600 against 1,398 "
        "the year before”."
    )
    assert (tmp_path / "commentary" / "0.md").read_text(encoding="utf-8").count("Mostly sheds") == 1


def test_an_entry_that_says_no_figures_is_flagged(tmp_path):
    comment = judged(tmp_path, entry(BURGLARY, "Sheds.", stamped=False)).about(BURGLARY.id)

    assert comment.standing is Standing.NOT_STAMPED
    assert "look it over and stamp it" in comment.flag


def test_an_entry_is_for_partners_unless_it_says_otherwise(tmp_path):
    public = entry(NOISE, "Bars.").replace("[", "[", 1).replace("\n\n", "\n> For: public\n\n", 1)

    found = read(tmp_path, entry(BURGLARY, "Sheds.") + public)

    assert [one.readers for one in found] == ["partners", "public"]


def test_words_that_the_test_does_not_carry_are_shown_to_somebody(tmp_path):
    found = judged(tmp_path, entry(NOISE, "Noise fell significantly thanks to our patrols."))

    assert found.about(NOISE.id).words_to_check == ("fell", "significantly", "thanks to")
    assert found.flagged == found.comments


def test_headings_without_words_are_not_entries(tmp_path):
    assert read(tmp_path, with_skeleton("", [BURGLARY, NOISE])) == ()


def test_no_folder_is_no_commentary(tmp_path):
    assert read_entries(tmp_path / "commentary", findings=IDS) == ()


FAULTS = table(
    """
    line                             | fault
    ## change-burglry                | 'change-burglry' is not known: perhaps change-burglary
    ### Where                        | a heading: only ## and a finding's id may stand here
    ![map](map.png)                  | a picture is not printed: figures come from the evidence
    <b>bold</b>                      | HTML is not printed
    ```                              | code is not printed
    [here](javascript:alert)         | a link must start with https://, http://, mailto:
    > For: everybody                 | For: 'everybody' is not known: use partners, public
    > Written against: rose          | must end with eight letters and digits in brackets
    > Somebody said                  | a line with > is a setting: Written against, or For
    """
)


@pytest.mark.parametrize(("line", "fault"), FAULTS)
def test_a_line_that_would_not_be_printed_is_refused_with_its_place(tmp_path, line, fault):
    with pytest.raises(ConfigurationError) as refused:
        read(tmp_path, f"## change-noise\n\nWords.\n{line}\n")

    assert [(one.where, one.problem) for one in refused.value.faults] == [("0.md line 4", fault)]


def test_a_table_is_refused():
    assert line_fault("| a | b |") == "a table is not printed: tables come from the evidence"


def test_all_faults_of_all_files_come_at_once_with_the_known_findings(tmp_path):
    with pytest.raises(ConfigurationError) as refused:
        read(
            tmp_path,
            "## change-burglry\n\nSheds.\n\n### Where\n",
            entry(NOISE, "Bars."),
            entry(NOISE, "Clubs."),
        )

    assert str(refused.value).splitlines()[0] == "The commentary cannot be used: 3 faults."
    assert [one.where for one in refused.value.faults] == [
        "0.md line 5",
        "0.md line 1",
        "2.md line 1",
    ]
    assert refused.value.faults[2].problem == "change-noise has an entry in 1.md line 1 too"
    assert refused.value.known == IDS


def test_a_file_of_another_encoding_is_named(tmp_path):
    folder = tmp_path / "commentary"
    folder.mkdir()
    (folder / "old.md").write_bytes("## change-noise\n\nCafé".encode("latin-1"))

    with pytest.raises(ConfigurationError) as refused:
        read_entries(folder, findings=IDS)

    assert str(refused.value.faults[0]) == "old.md    cannot be read: save it as UTF-8 text"


# Markdown --------------------------------------------------------------------------------------


def test_paragraphs_points_and_links_are_ready_to_print():
    blocks = blocks_of(
        [
            "See [the report](https://example.org/a_b_c), page 4,",
            "and _ask_.",
            "- one",
            "  goes on",
            "2. two",
        ]
    )

    assert blocks[0].lines[0] == (
        Words("See "),
        Words("the report", "https://example.org/a_b_c"),
        Words(", page 4, and ask."),
    )
    assert (blocks[1].text, blocks[1].is_list) == ("one goes on\ntwo", True)


@pytest.mark.parametrize("text", ["2 * 3 * 4 = 24", "a_b and c_d", "fewer than <5", "5 > 3"])
def test_signs_that_are_not_markdown_stay(text):
    assert blocks_of([text])[0].text == text
    assert line_fault(text) == ""


# Skeleton --------------------------------------------------------------------------------------


def test_a_skeleton_has_a_stamped_heading_for_each_finding(tmp_path):
    text = with_skeleton("", [BURGLARY, NOISE])

    filled = text.replace(stamp_of(NOISE).line, f"{stamp_of(NOISE).line}\n\nBars.")

    assert judged(tmp_path, filled).about(NOISE.id).standing is Standing.CURRENT


def test_a_skeleton_leaves_out_what_has_a_heading_in_another_file():
    assert "change-noise" not in with_skeleton("", [BURGLARY, NOISE], elsewhere=["change-noise"])


def test_only_headings_without_words_get_a_new_stamp():
    changed = replace(BURGLARY, after=1700), replace(NOISE, after=310)
    text = with_skeleton(entry(BURGLARY, "Sheds.") + entry(NOISE, ""), changed)

    assert stamp_of(BURGLARY).line in text
    assert stamp_of(changed[1]).line in text
    assert stamp_of(NOISE).line not in text


def test_words_without_a_stamp_are_not_stamped_behind_their_writers_back():
    text = entry(BURGLARY, "Sheds.", stamped=False)

    assert "Written against" not in with_skeleton(text, [BURGLARY])
    assert stamp_of(BURGLARY).line in restamped(text, [BURGLARY], [BURGLARY.id])


def test_an_entry_that_was_looked_over_is_current_again(tmp_path):
    now = (finding("burglary", "fell", 1600, 1398), NOISE)
    text = restamped(entry(BURGLARY, "Sheds.") + entry(NOISE, "Bars."), now, [BURGLARY.id])

    assert judged(tmp_path, text, findings=now).about(BURGLARY.id).standing is Standing.CURRENT


def test_an_unknown_entry_cannot_be_stamped():
    with pytest.raises(ConfigurationError) as refused:
        restamped(entry(BURGLARY, "Sheds."), [BURGLARY, NOISE], ["change-noise"])

    assert refused.value.known == ("change-burglary",)
    assert "Nothing was changed" in str(refused.value)


def test_a_written_entry_is_told_the_finding_of_today_and_keeps_what_it_was_written_against():
    now = replace(BURGLARY, after=1700)

    text = with_skeleton(with_skeleton(entry(BURGLARY, "Sheds."), [BURGLARY]), [now])

    assert text.splitlines()[:3] == [
        "## change-burglary",
        "> Today: Recorded burglary rose: 1,700 against 1,398 the year before.",
        stamp_of(BURGLARY).line,
    ]
    assert "> Today" not in with_skeleton(text, [NOISE]).split("## change-noise")[0]


def test_the_finding_of_today_is_a_note_for_the_writer_and_is_not_printed(tmp_path):
    text = with_skeleton(entry(BURGLARY, "Sheds."), [BURGLARY])

    assert judged(tmp_path, text).about(BURGLARY.id).entry.text == "Sheds."


# The folder ------------------------------------------------------------------------------------


def on_disk(tmp_path, **texts):
    for name, text in texts.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_only_missing_headings_are_added_and_no_file_is_written_twice(tmp_path):
    folder = on_disk(tmp_path, noise=entry(NOISE, "Bars."))

    first = write_skeleton(folder, [BURGLARY, NOISE])
    before = {path: path.read_bytes() for path in folder.iterdir()}
    second = write_skeleton(folder, [BURGLARY, NOISE])

    assert (first.path.name, first.added, second.added) == ("findings.md", (BURGLARY.id,), ())
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_with_faults_leaves_the_folder_as_it_is(tmp_path):
    folder = on_disk(tmp_path, wrong="## change-burglry\n\nSheds.\n")

    with pytest.raises(ConfigurationError):
        write_skeleton(folder, [BURGLARY])

    assert [path.name for path in folder.iterdir()] == ["wrong.md"]


def test_an_entry_is_confirmed_in_its_own_file_and_no_other_is(tmp_path):
    now = (replace(BURGLARY, after=1700), replace(NOISE, after=310))
    folder = on_disk(tmp_path, a=entry(BURGLARY, "Sheds."), b=entry(NOISE, "Bars."))

    changed = confirm_entries(folder, now, [BURGLARY.id])

    assert [path.name for path in changed] == ["a.md"]
    found = judge_commentary(read_entries(folder, findings=IDS), now)
    assert [one.standing for one in found.comments] == [Standing.CURRENT, Standing.CHANGED]


def test_what_has_no_words_or_no_finding_cannot_be_confirmed(tmp_path):
    folder = on_disk(tmp_path, a=entry(BURGLARY, "Sheds.") + entry(NOISE, ""))

    with pytest.raises(ConfigurationError) as refused:
        confirm_entries(folder, [BURGLARY, NOISE], [BURGLARY.id, NOISE.id, "change-piracy"])

    assert [one.problem for one in refused.value.faults] == [
        "no words are written about it",
        "no finding of today",
    ]
    assert refused.value.known == (BURGLARY.id,)


def kept(*findings):
    return [
        PrintedAssessment(str(year), date(year, 11, 22), "v000001", "E06999001", "North", (one,))
        for year, one in enumerate(findings, 2024)
    ]


OVERTAKEN = table(
    """
    counts of each year | since
    1600 1700 1800      | 2025
    1600 1600 1700      | 2026
    1600 1700 1600      | none
    1500 1600 1700      | 2026
    1700 1800 1900      | none
    """
)


@pytest.mark.parametrize(("counts", "since"), OVERTAKEN)
def test_an_entry_says_since_which_assessment_its_figures_are_others(tmp_path, counts, since):
    (one,) = read(tmp_path, entry(BURGLARY, "Sheds."))
    assessments = kept(*(replace(BURGLARY, after=int(count)) for count in counts.split()))

    found = overtaken_by(one, assessments)

    assert (found.id if found else "none") == since


LINES = st.sampled_from(
    [
        *("", "Words of a person.", "- a point", "## change-burglary", "## change-gone"),
        *("## Change", stamp_of(BURGLARY).line, "> For: public", "# A title", "  indented"),
    ]
)


@given(st.lists(LINES, max_size=14), st.booleans())
@settings(max_examples=80, deadline=None)
def test_no_line_that_a_person_wrote_is_lost_or_moved(lines, stamp):
    text = "\n".join(lines)
    found = with_skeleton(text, [BURGLARY, NOISE])
    if stamp and "## change-burglary" in lines:
        found = restamped(found, [BURGLARY], [BURGLARY.id])

    ours = ("> Written", "> Today")
    kept = [line for line in lines if line.strip() and not line.startswith(ours)]
    after = [one for one in found.splitlines() if one.strip() and not one.startswith(ours)]
    assert after[: len(kept)] == kept or not text.strip()
    assert with_skeleton(found, [BURGLARY, NOISE]) == found
