"""Partners' records month by month: a small chart for each line whose months may be told."""

from __future__ import annotations

from datetime import date

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.partners import FeedFound
from wardmote.assessment.partners import Line as PartnerLine
from wardmote.publish import words
from wardmote.publish.charts import Line, draw_small_multiples
from wardmote.publish.exhibits import Chart
from wardmote.publish.pieces import Number
from wardmote.publish.tables import Column, Row, Table

DOES_NOT_SHOW = (
    "It does not show why, nor what nobody told this partner; lines with a small month are not "
    "drawn."
)


def month_by_month(feed: FeedFound, found: Assessment) -> Chart | None:
    """Lines of a feed whose every month may be told, beside each other; None where none may."""
    lines = [one for one in feed.lines if one.released.months is not None]
    if not lines:
        return None
    months = [month for quarter in lines[0].quarters for month in quarter.months]
    panels = [Line(one.measure.title, _values(one)) for one in lines]
    first, last = words.month(months[0]), words.month(months[-1])
    return Chart(
        id=f"records-{feed.id}-chart",
        title=f"Month by month: {words.listed([one.measure.title.lower() for one in lines])}",
        subtitle=f"Number recorded each month, {found.area.name}, {first} to {last}; each picture "
        f"has its own scale. Source: {feed.publisher}.",
        drawing=draw_small_multiples([f"{one:%Y-%m}" for one in months], panels, one_scale=False),
        shows="The number at each line's end is the last month's; the table has every month.",
        does_not_show=DOES_NOT_SHOW,
        table=_table(feed, lines, months, found),
        figure_id=lines[0].id,
    )


def _values(line: PartnerLine) -> tuple[int, ...]:
    """Months as they were released: the picture is drawn from nothing else."""
    assert line.released.months is not None  # asked for only where they may be told
    return tuple(int(one or 0) for one in line.released.months.published.values)


def _table(
    feed: FeedFound, lines: list[PartnerLine], months: list[date], found: Assessment
) -> Table:
    values = {one.id: _values(one) for one in lines}
    return Table(
        id=f"records-{feed.id}-months",
        caption=f"{words.listed([one.measure.title for one in lines])}, {found.area.name}, "
        f"by month, {feed.publisher}",
        row_header="Month",
        columns=tuple(Column(one.measure.title, "number", 0) for one in lines),
        rows=tuple(
            Row(
                words.month(month),
                tuple(Number(values[one.id][place], one.id) for one in lines),
            )
            for place, month in enumerate(months)
        ),
        released=tuple(released for one in lines for released in one.released.every),
    )
