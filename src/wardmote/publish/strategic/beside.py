"""Partners' records beside police counts on the same theme: both said, no cause."""

from __future__ import annotations

from datetime import date

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.findings import Finding
from wardmote.assessment.measures import counts_of
from wardmote.assessment.partners import FeedFound, Line
from wardmote.publish.blocks import Block, Paragraph
from wardmote.publish.pieces import Number, Piece
from wardmote.publish.strategic.evidence import MONTHS
from wardmote.publish.strategic.months import known_of
from wardmote.vocabulary.months import month_of, shift_month

YEAR = 12
MOST_REPEATED = 2  # lines whose counts are said again; more are in the table above

# What a partner counts, and what the police count, of what may be the same events.
SAME_EVENTS = (
    (
        ("assault_attendance", "assault_admission", "ambulance_call"),
        ("violence_and_sexual_offences", "violence_against_the_person"),
    ),
    (
        (
            "noise",
            "neighbour_nuisance",
            "rowdy_behaviour",
            "street_drinking",
            "begging",
            "vehicle_nuisance",
            "other_asb",
        ),
        ("anti_social_behaviour",),
    ),
)
DIFFERENT = (
    "The two count different things, told to different people: neither shows why the other is as "
    "it is."
)


def beside_police(feed: FeedFound, found: Assessment) -> list[Block]:
    """Police counts of the same months beside a partner's, wherever both are held."""
    blocks: list[Block] = []
    for partners, police in SAME_EVENTS:
        lines = [one for one in feed.lines if one.measure.id in partners and one.finding]
        findings = [one for one in found.categories if one.measure.id in police]
        said = [pieces for one in findings if lines and (pieces := _said(lines, one, found))]
        blocks += [Paragraph(pieces) for pieces in said]
    return blocks


def _said(lines: list[Line], finding: Finding, found: Assessment) -> tuple[Piece, ...]:
    """Both counts, and a break of the police series; nothing where its months are not held."""
    assert lines[0].finding is not None  # chosen so
    first, last = lines[0].finding.months
    series = next(one for one in found.series_set.used if one.chosen.label == finding.series)
    if first not in series.months or last not in series.months:
        return ()
    counts = counts_of(finding.measure, series.counts)
    middle, end = series.months.index(shift_month(first, YEAR)), series.months.index(last) + 1
    name = finding.measure.title
    return (
        f"Beside police counts of the same months: police recorded {name[0].lower() + name[1:]} ",
        Number(sum(counts[middle:end]), MONTHS),
        " times, against ",
        Number(sum(counts[middle - YEAR : middle]), MONTHS),
        f" the year before. {_break_words(finding, (first, last), found)}",
        *_own(lines),
        DIFFERENT,
    )


def _own(lines: list[Line]) -> list[Piece]:
    """The partner's own counts again, where they are few."""
    if len(lines) > MOST_REPEATED:
        return []
    pieces: list[Piece] = []
    for line in lines:
        assert line.finding is not None  # chosen so
        title = line.measure.title
        pieces += [
            f"Of {title[0].lower() + title[1:]} this partner recorded ",
            Number(line.finding.after, line.id),
            ", against ",
            Number(line.finding.before or 0, line.id),
            ". ",
        ]
    return pieces


def _break_words(finding: Finding, months: tuple[date, date], found: Assessment) -> str:
    """Breaks of the police series inside the two years, which a partner's counts do not have."""
    first, last = months
    inside = [
        one for one in known_of(found, finding, months) if first <= month_of(one.starts) <= last
    ]
    return "".join(f"Known of the police counts: {one.what.rstrip('.')}. " for one in inside)
