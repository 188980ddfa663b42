"""What partners' records show: feed by feed, whole quarters only, with what they cannot say."""

from __future__ import annotations

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.partners import FeedFound, Line
from wardmote.assessment.partners.releasing import QUARTERS_IN_YEAR, LineReleased
from wardmote.assessment.partners.wards import NOT_KNOWN
from wardmote.disclosure.release import Released
from wardmote.disclosure.sensitivity import LEGEND, SYMBOL
from wardmote.publish import words
from wardmote.publish.blocks import Block, Paragraph, Points, Section
from wardmote.publish.pieces import Link, Number, Piece, Sentence
from wardmote.publish.strategic.beside import beside_police
from wardmote.publish.strategic.held import quarter_header
from wardmote.publish.strategic.partner_charts import month_by_month
from wardmote.publish.strategic.partner_receipts import wards_id, without_place_id
from wardmote.publish.strategic.wording import range_words, sentence, verdict_words
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.information_periods import InformationPeriod

PARTNERS = "partners-records"
QUARTERS_SHOWN = 2 * QUARTERS_IN_YEAR
NAMED = 2  # categories in a heading; the others are counted

HOW_TO_READ = (
    "These are counts that partners shared, of what they were told or saw. They are not police "
    "counts and are never added to them. Only whole quarters of the calendar are told, so that no "
    "two assessments can be subtracted for a month; “the last twelve months” are the last four. "
    f"A small count is {LEGEND}, and a year with such a quarter in it is not told."
)
ONE_FAMILY = (
    "A change is called one by the rule used for police counts, among all categories of "
    "partners' records that are told: a family of its own."
)
NOT_RANKED = (
    "In order of name. Wards differ in how many people live in them, come to them and report; the "
    "counts of single wards are not tested."
)
NOT_IN_IT = "What nobody told this partner is not in it, and more contacts can mean more trust."


def what_partners_show(found: Assessment) -> tuple[Section, ...]:
    """The section, or nothing where no feed is held: what is not held is said elsewhere."""
    if not found.partners.feeds:
        return ()
    size = sum(1 for one in found.partners.lines if one.finding is not None)
    tests = f" {words.spelt(size).capitalize()} tests were made together." if size > 1 else ""
    blocks: list[Block] = [Paragraph(HOW_TO_READ), Paragraph(f"{ONE_FAMILY}{tests}")]
    blocks += [_feed(one, found) for one in found.partners.feeds]
    return (Section(PARTNERS, "What partners' records show", tuple(blocks), new_page=True),)


def partners_on(theme: str, found: Assessment) -> list[Block]:
    """Where the records of partners on one theme are, as a sentence for its chapter."""
    feeds = [
        feed
        for feed in found.partners.feeds
        if any(line.measure.theme == theme for line in feed.lines)
    ]
    if not feeds:
        return []
    pieces: list[Piece] = ["Partners' own records on this theme are told apart: "]
    for place, feed in enumerate(feeds):
        pieces += ["; " if place else "", Link(title_of(feed), f"#{section_of(feed)}")]
    return [Paragraph((*pieces, "."))]


def section_of(feed: FeedFound) -> str:
    """Id of a feed's section."""
    return f"records-{feed.id}"


def title_of(feed: FeedFound) -> str:
    """Who sent it, and what it counts most."""
    names = [one.measure.title for one in feed.lines]
    kept = [name[0].lower() + name[1:] for name in names[:NAMED]]
    others = len(names) - NAMED
    listed = words.listed([*kept, f"{words.spelt(others)} more"] if others > 0 else kept)
    return f"{feed.publisher}: {listed}"


def _feed(feed: FeedFound, found: Assessment) -> Section:
    blocks: list[Block] = [Paragraph(_age(feed, found))]
    blocks.append(Points(tuple(_said(line) for line in feed.lines)))
    if any(line.finding for line in feed.lines):
        blocks.append(_years(feed, found))
    blocks.append(_quarters(feed, found))
    blocks.append(_wards(feed, found))
    drawn = month_by_month(feed, found)
    if drawn is not None:
        blocks.append(drawn)
    blocks += beside_police(feed, found)
    blocks.append(Paragraph(_not_in_it(feed)))
    return Section(section_of(feed), title_of(feed), tuple(blocks))


def _age(feed: FeedFound, found: Assessment) -> Sentence:
    last = f"{feed.last_month:%Y-%m}"
    return (
        f"Held to {words.month(feed.newest)}; told here to {words.month(last)}, the end of the "
        f"last whole quarter, {words.data_age(last, found.as_of)}."
    )


def _said(line: Line) -> Sentence:
    if line.finding is None:
        return _last_quarter(line)
    if line.finding.is_judged:
        return sentence(line.finding)
    return (
        f"{line.measure.title}: ",
        Number(line.finding.after, line.id),
        " against ",
        Number(line.finding.before or 0, line.id),
        f" the year before. Counted, not judged. {line.remark}".rstrip(),
    )


def _last_quarter(line: Line) -> Sentence:
    """The last quarter and the same one of the year before, where years are not told."""
    last = line.quarters[-1]
    pieces: list[Piece] = [f"{line.measure.title}: ", _cell(line.id, line.released, last)]
    pieces.append(f" in {quarter_header(last)}")
    if len(line.quarters) > QUARTERS_IN_YEAR:
        earlier = line.quarters[-1 - QUARTERS_IN_YEAR]
        pieces += [", ", _cell(line.id, line.released, earlier), f" in {quarter_header(earlier)}"]
    pieces.append(f". Not tested: {line.because}. {line.remark}".rstrip())
    return tuple(pieces)


def _years(feed: FeedFound, found: Assessment) -> Table:
    return Table(
        id=f"{section_of(feed)}-years",
        caption=f"{title_of(feed)}, {found.area.name}, "
        f"{words.year_to(feed.last_month)} against the twelve months before",
        row_header="What was recorded",
        columns=(
            Column("Twelve months before", "number", 0),
            Column("Last twelve months", "number", 0),
            Column("What the counts show"),
            Column("Likely range of the change"),
        ),
        rows=tuple(_year_row(line) for line in feed.lines),
        released=_released(feed),
    )


def _year_row(line: Line) -> Row:
    finding = line.finding
    if finding is None:
        return Row(line.measure.title, (SYMBOL, SYMBOL, "Not told", "not told"))
    counts = (Number(finding.before or 0, line.id), Number(finding.after, line.id))
    return Row(line.measure.title, (*counts, verdict_words(finding), range_words(finding)))


def _quarters(feed: FeedFound, found: Assessment) -> Table:
    told = [(one.measure.title, one.id, one.released) for one in feed.lines]
    if feed.without_place is not None:
        told.append(("Without a place", without_place_id(feed), feed.without_place))
    quarters = feed.lines[0].quarters[-QUARTERS_SHOWN:]
    suppressed = any(one.quarters.published.has_suppressed for _, _, one in told)
    return Table(
        id=f"{section_of(feed)}-quarters",
        caption=f"{title_of(feed)}, {found.area.name}, by quarter",
        row_header="Quarter",
        columns=tuple(Column(title, "number", 0) for title, _, _ in told),
        rows=tuple(
            Row(quarter_header(one), tuple(_cell(*line[1:], one) for line in told))
            for one in quarters
        ),
        notes=(f"{LEGEND.capitalize()}.",) if suppressed else (),
        released=_released(feed),
    )


def _wards(feed: FeedFound, found: Assessment) -> Block:
    """Its last quarters by ward, or why they are not told."""
    wards = feed.wards
    if not wards.quarters:
        return Paragraph(f"By ward: not told, because {wards.because}.")
    figure = wards_id(feed)
    rows = [(name, [wards.value(name, one) for one in wards.quarters]) for name in wards.names]
    return Table(
        id=f"{section_of(feed)}-by-ward",
        caption=f"{title_of(feed)}, {found.area.name}, by ward: all categories together",
        row_header="Ward",
        columns=tuple(Column(quarter_header(one), "number", 0) for one in wards.quarters),
        rows=tuple(
            Row(name, tuple(Number(one, figure) for one in values))
            for name, values in rows
            if name != NOT_KNOWN or any(values)
        ),
        notes=(NOT_RANKED, *((_withheld(feed),) if wards.withheld else ())),
        released=wards.released,
    )


def _withheld(feed: FeedFound) -> str:
    quarters = words.listed([quarter_header(one) for one in feed.wards.withheld])
    return f"Not told by ward, because a count in it is small: {quarters}."


def _cell(figure_id: str, released: LineReleased, quarter: InformationPeriod) -> Number | str:
    value = released.quarter(quarter)
    return SYMBOL if value is None else Number(value, figure_id)


def _released(feed: FeedFound) -> tuple[Released, ...]:
    every = [released for line in feed.lines for released in line.released.every]
    return (*every, *(feed.without_place.every if feed.without_place else ()))


def _not_in_it(feed: FeedFound) -> Sentence:
    """What the counts leave out."""
    count = feed.without_place.after if feed.without_place else None
    if feed.without_place is None:
        return f"Every row has a place. {NOT_IN_IT}"
    if count is None:
        return f"Rows without a place are in no count here. {NOT_IN_IT}"
    return (
        "In the same twelve months ",
        Number(count, without_place_id(feed)),
        f" rows have no place that could be found: they are in no count here. {NOT_IN_IT}",
    )
