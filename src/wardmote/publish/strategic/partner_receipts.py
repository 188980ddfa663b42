"""Receipts of partners' records: how each line was counted and tested, without its rows."""

from __future__ import annotations

import hashlib
from datetime import date

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.partners import FeedFound, Line
from wardmote.evidence.registers import HeldFile
from wardmote.publish import words
from wardmote.publish.receipts import Counted, Receipt, SourceFile
from wardmote.publish.strategic.wording import range_words

COUNTED = (
    "Count of accepted rows by quarter of the calendar; a small quarter is suppressed, and a year "
    "is the sum of four that are not."
)
CAVEAT = (
    "How many rows of which file were counted is not told, nor the file's hash, since these would "
    "tell months and quarters that are suppressed. A change may lie in who reports and in how it "
    "is recorded."
)


def partner_receipts(found: Assessment) -> list[Receipt]:
    """One for every line of every feed, and one for the rows that have no place."""
    made = []
    for feed in found.partners.feeds:
        made += [_of_line(line, feed, found) for line in feed.lines]
        if feed.without_place is not None:
            made.append(_without_place(feed, found))
        if feed.wards.quarters:
            made.append(_wards(feed, found))
    return made


def without_place_id(feed: FeedFound) -> str:
    """Id of the figure of rows without a place."""
    return f"records-{feed.id}-without-place"


def wards_id(feed: FeedFound) -> str:
    """Id of the figure of a feed's wards."""
    return f"records-{feed.id}-by-ward"


def partner_sources(found: Assessment) -> dict[str, SourceFile]:
    """Files that feeds came from, as receipts name them: as sensitive as what they hold."""
    return {
        label_of(found.files[sha256]): _source(found.files[sha256], feed)
        for feed in found.partners.feeds
        for sha256 in feed.files
    }


def label_of(file: HeldFile) -> str:
    """What names a shared file in receipts, in place of its SHA-256.

    The hash of a small table tells its numbers to whoever tries all that they could be. This
    one is of the file's name, sender and day of receipt alone.
    """
    named = "\n".join(("shared file", file.publisher, file.name, file.retrieved_on))
    return hashlib.sha256(named.encode()).hexdigest()


def _source(file: HeldFile, feed: FeedFound) -> SourceFile:
    return SourceFile(
        name=file.name.rsplit("/", 1)[-1],
        sha256=label_of(file),
        publisher=file.publisher,
        licence=file.licence,
        retrieved_on=date.fromisoformat(file.retrieved_on),
        sensitivity=feed.sensitivity,
    )


def _of_line(line: Line, feed: FeedFound, found: Assessment) -> Receipt:
    return Receipt(
        line.id,
        _statement(line, feed, found),
        f"{COUNTED} {_tested(line)}".rstrip(),
        _files(feed, found),
        parameters=(*_common(feed, found), *_test(line)),
        caveat=CAVEAT,
    )


def _statement(line: Line, feed: FeedFound, found: Assessment) -> str:
    what = f"{line.measure.title}, {found.area.name}, {feed.publisher}"
    if line.finding is None:
        first, last = line.quarters[0].months[0], line.quarters[-1].months[-1]
        return f"{what}: by quarter, {words.month(first)} to {words.month(last)}."
    return (
        f"{what}: {words.count(line.finding.after)} in the {words.year_to(feed.last_month)}, "
        f"{words.count(line.finding.before or 0)} in the twelve before."
    )


def _tested(line: Line) -> str:
    if line.finding is None:
        return f"Not tested: {line.because}."
    basis = line.finding.change.basis
    return f"Compared by {basis.method} ({basis.reference})."


def _test(line: Line) -> tuple[tuple[str, str], ...]:
    """The test as far as it tells no month: what it was, and its verdict, in whole per cents."""
    finding = line.finding
    if finding is None:
        return ()
    basis = finding.change.basis
    return (
        ("Verdict", str(finding.verdict)),
        ("Likely range", range_words(finding)),
        ("Null hypothesis", basis.null or "none tested"),
        ("Sides", basis.sidedness),
        ("Family", f"{finding.judged.family}, {finding.judged.family_size} tests"),
    )


def _without_place(feed: FeedFound, found: Assessment) -> Receipt:
    return Receipt(
        without_place_id(feed),
        f"Rows without a place that could be found, {feed.publisher}, by quarter.",
        COUNTED,
        _files(feed, found),
        parameters=_common(feed, found),
        caveat=CAVEAT,
    )


def _wards(feed: FeedFound, found: Assessment) -> Receipt:
    return Receipt(
        wards_id(feed),
        f"Rows by ward, {feed.publisher}, all categories together, by quarter.",
        "Count of accepted rows by quarter of the calendar and ward; a small count is suppressed, "
        "and where it could be worked out from the others, so is one of them.",
        _files(feed, found),
        parameters=_common(feed, found),
        caveat=CAVEAT,
    )


def _common(feed: FeedFound, found: Assessment) -> tuple[tuple[str, str], ...]:
    threshold = feed.sensitivity.threshold
    return (
        ("Evidence version", found.evidence_version),
        ("Feed", feed.id),
        ("Area", f"{found.area.name} {found.area.code}".strip()),
        ("Class", f"{feed.sensitivity.value}: counts of 1 to {threshold - 1} are suppressed"),
    )


def _files(feed: FeedFound, found: Assessment) -> tuple[Counted, ...]:
    labels = {label_of(found.files[sha256]) for sha256 in feed.files}
    return tuple(Counted(label, None) for label in sorted(labels))
