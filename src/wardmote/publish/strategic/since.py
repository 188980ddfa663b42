"""Since an earlier assessment: each finding beside what was printed, and beside it counted anew."""

from __future__ import annotations

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.printed import PrintedFinding
from wardmote.assessment.since import (
    SinceEarlier,
    SinceFinding,
    SinceLast,
    Status,
    reasons_not_restated,
    revision_of,
    sentence_of,
    summary_of,
)
from wardmote.publish import words
from wardmote.publish.blocks import Block, Paragraph, Points, Section
from wardmote.publish.pieces import Number
from wardmote.publish.strategic.evidence import AS_PRINTED
from wardmote.publish.strategic.wording import NOT_JUDGED, VERDICT_WORDS
from wardmote.publish.tables import Column, Row, Table

HOW_TO_READ = (
    "Two questions are kept apart. Beside what was printed: what that assessment said then, and "
    "what is found now. Beside the same months counted today: files come late and are corrected, "
    "so those months are counted and tested again from today's evidence. Another verdict "
    "does not by itself show that one year differs from the next."
)
AS_IT_WAS = "Every earlier figure that was counted anew is as it was printed."


def since_earlier_assessment(found: Assessment) -> tuple[Section, ...]:
    """The section, where an earlier assessment was named."""
    since = found.around.since
    if since is None or not since.compared.findings:
        return ()
    compared = since.compared
    blocks: list[Block] = [Paragraph(summary_of(compared)), Paragraph(HOW_TO_READ)]
    if changed := _changed(compared):
        blocks.append(Points(changed))
    blocks.append(_table(since, found))
    blocks += _revisions(since)
    blocks += [Paragraph(note) for note in (*compared.notes, *reasons_not_restated(compared))]
    title = f"Changes since {compared.earlier_name}"
    return (Section("since-earlier", title, tuple(blocks), new_page=True),)


def since_sentences(found: Assessment) -> tuple[str, ...]:
    """The comparison in sentences alone, as the command prints it: summary first."""
    if found.around.since is None:
        return ()
    compared = found.around.since.compared
    each = (sentence_of(one, compared) for one in compared.findings)
    return (summary_of(compared), *each, *reasons_not_restated(compared))


def _changed(compared: SinceLast) -> tuple[str, ...]:
    """New, ended, the other way round or with another verdict, beside either figure."""
    return tuple(
        sentence_of(one, compared)
        for one in compared.findings
        if one.is_judged and {one.against_frozen, one.against_restated} - {Status.UNCHANGED, None}
    )


def _table(since: SinceEarlier, found: Assessment) -> Table:
    compared = since.compared
    return Table(
        id="since-earlier-findings",
        caption=f"Findings in {found.area.name}: as printed in {compared.earlier_name}, the same "
        f"months counted today, and the {words.year_to(found.total.months[1])}",
        row_header="What was recorded",
        columns=(
            Column("Printed then", "number", 0),
            Column("Same months today", "number", 0),
            Column("Last twelve months", "number", 0),
            Column("Beside what was printed"),
            Column("Beside the same months today"),
        ),
        rows=tuple(_row(one, compared) for one in compared.findings),
        figure_id=found.total.id,
    )


def _row(one: SinceFinding, compared: SinceLast) -> Row:
    printed = Number(one.frozen.after, AS_PRINTED) if one.frozen and compared.earlier.sha256 else ""
    anew = Number(one.restated.after, f"restated-{one.id}") if one.restated else ""
    return Row(
        one.current.title,
        (
            printed or "not in it",
            anew or ("not counted anew" if one.frozen else "not in it"),
            Number(one.now.after, one.id) if one.now else "not in this one",
            _beside(one.frozen, one.now),
            _beside(one.restated, one.now) if one.restated or not one.frozen else "Not compared",
        ),
    )


def _beside(then: PrintedFinding | None, now: PrintedFinding | None) -> str:
    """What became of a finding, in a few words with both verdicts."""
    if then is None:
        return "New"
    if now is None:
        return "Ended"
    if not then.is_judged or not now.is_judged:
        return NOT_JUDGED
    was, found = VERDICT_WORDS[then.verdict], VERDICT_WORDS[now.verdict]
    if then.verdict is now.verdict:
        return f"{was}, then and now"
    if then.has_moved and now.has_moved:
        return f"Reversed: {was.lower()} then, {found.lower()} now"
    return f"{was} then, {found.lower()} now"


def _revisions(since: SinceEarlier) -> list[Block]:
    """Earlier figures that are others today; or that none is, which is worth as much."""
    compared = since.compared
    if not since.restated.findings:
        return []
    revised = tuple(filter(None, map(revision_of, compared.findings)))
    if not revised:
        return [Paragraph(AS_IT_WAS)]
    others = len(since.restated.findings) - len(revised)
    left = [Paragraph(f"Others counted anew are as they were printed: {others}.")] if others else []
    title = "Earlier figures that are others today"
    return [Section("since-earlier-revised", title, (Points(revised),)), *left]
