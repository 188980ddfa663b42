"""Duties that come round: every day derived from a rule, by the reporting year (domain A2.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wardmote.plan.book import PlanBook
from wardmote.plan.calendar.entries import CalendarEntry, EntryKind
from wardmote.plan.records import AssessmentUsed, Dispatch, Meeting, Revision
from wardmote.plan.records.partnership import MeetingKind
from wardmote.plan.records.plan import PlanState
from wardmote.vocabulary.information_periods import information_period_of
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import day_name, month_name, shift_day
from wardmote.vocabulary.years import ReportingYear, year_of

DUTY = EntryKind.DUTY


def statutory_entries(book: PlanBook, first: date, last: date) -> Iterator[CalendarEntry]:
    """Duties of every reporting year that a stretch of days touches.

    Parameters
    ----------
    book
        The plan.
    first, last
        The stretch; some entries of its years lie outside it.
    """
    year = year_of(first).previous  # what follows an adoption may fall in the year after it
    while year.period_start <= last:
        yield from _assessment(book, year)
        yield from _plan(book, year)
        yield from _public_meeting(book, year)
        yield from _information(year)
        yield from _violence_year(book, year)
        year = year.next
    yield from _rolling(book)


def _assessment(book: PlanBook, year: ReportingYear) -> Iterator[CalendarEntry]:
    if any(one.adopted_on and one.adopted_on in year for one in book.all(AssessmentUsed)):
        return
    start, end = year.starting_in, year.starting_in + 1
    steps = (
        ("data", date(start, 10, 31), "Data are cut for the strategic assessment"),
        ("draft", date(start, 12, 31), "The strategic assessment is drafted"),
        ("group", date(end, 1, 31), "The strategy group adopts the strategic assessment"),
    )
    for name, on, title in steps:
        yield CalendarEntry(
            f"assessment-{name}-{year.starting_in}",
            on,
            title,
            DUTY,
            rule="REG-05",
            is_practice=True,
        )
    yield CalendarEntry(
        f"assessment-{year.starting_in}",
        year.period_end,
        f"Last day for the strategic assessment of {year}",
        DUTY,
        rule="REG-05",
    )


def _plan(book: PlanBook, year: ReportingYear) -> Iterator[CalendarEntry]:
    """Adoption, yearly revision or a plan that follows; then what is sent and published."""
    plan = book.plan
    first = plan.starts - timedelta(days=1)
    if first in year and plan.state in (PlanState.DRAFTING, PlanState.CONSULTING):
        title = f"Last day to adopt {plan.title}"
        yield CalendarEntry("plan-adoption", first, title, DUTY, rule="REG-10")
    if (plan.adopted_on or first) in year:
        yield from _sendings(book, "plan", plan.adopted_on or first)
    if year.next in plan.years[1:]:
        yield from _revision(book, year.next)
    if plan.ends in year:
        title = f"Last day to adopt the plan that follows {plan.title}"
        if not plan.successor:
            yield CalendarEntry("plan-next", plan.ends, title, DUTY, rule="REG-10")


def _revision(book: PlanBook, year: ReportingYear) -> Iterator[CalendarEntry]:
    found = next((one for one in book.all(Revision) if one.for_year == year.starting_in), None)
    due = year.period_start - timedelta(days=1)
    if found is None or found.adopted_on is None:
        title = f"Last day to revise the plan for {year}"
        yield CalendarEntry(f"plan-revision-{year.starting_in}", due, title, DUTY, rule="REG-10")
    adopted = found.adopted_on if found and found.adopted_on else due
    yield from _sendings(book, f"revision-{year.starting_in}", adopted)


def _sendings(book: PlanBook, what: str, adopted: date) -> Iterator[CalendarEntry]:
    """The summary out and the copy sent: usual days after an adoption."""
    days = int(rule("REG-14").parameter("practice_days_after_adoption"))
    on = adopted + timedelta(days=days)
    kind = "plan" if what == "plan" else "revision"
    sent = {one.what for one in book.all(Dispatch) if one.on >= adopted}
    if "summary" not in sent:
        yield CalendarEntry(
            f"summary-{what}",
            on,
            "The summary is published",
            DUTY,
            rule="REG-14",
            is_practice=True,
        )
    if kind not in sent:
        yield CalendarEntry(
            f"copy-{what}",
            on,
            f"A copy of the {kind} is with the local policing body",
            DUTY,
            rule="REG-13A",
            is_practice=True,
        )


def _public_meeting(book: PlanBook, year: ReportingYear) -> Iterator[CalendarEntry]:
    held = any(
        one.kind is MeetingKind.PUBLIC_MEETING and one.on and one.on in year
        for one in book.all(Meeting)
    )
    if not held:
        title = f"Last day for a public meeting in {year}"
        yield CalendarEntry(
            f"public-meeting-{year.starting_in}", year.period_end, title, DUTY, rule="REG-12-4"
        )


def _information(year: ReportingYear) -> Iterator[CalendarEntry]:
    """Section 17A: four periods whose information is due in the year."""
    period = information_period_of(shift_day(year.period_start, -3))
    while period.due_on <= year.period_end:
        months = f"{month_name(period.period_start)} to {month_name(period.months[-1])}"
        yield CalendarEntry(
            f"information-{period.period_start:%Y-%m}",
            period.due_on,
            f"Last day to share prescribed information for {months}",
            DUTY,
            rule="CDA-10",
        )
        period = period.next


def _violence_year(book: PlanBook, year: ReportingYear) -> Iterator[CalendarEntry]:
    """The strategy against serious violence: reviewed every year in practice."""
    by = rule("SVD-04").parameter("published_by")
    on = date(year.starting_in + 1, by.month, by.day)
    if on > by and not _newest(book, "violence_strategy"):
        yield CalendarEntry(
            f"violence-review-{year.starting_in}",
            on,
            "The strategy against serious violence is reviewed",
            DUTY,
            rule="SVD-05",
            is_practice=True,
            note="No publication of it is recorded.",
        )


def _rolling(book: PlanBook) -> Iterator[CalendarEntry]:
    """What is due so long after it was last done; nothing where it is not recorded."""
    months = int(rule("CASE-05").parameter("publish_within_months"))
    figures = _newest(book, "case_review_figures")
    if figures:
        yield CalendarEntry(
            "case-review-figures",
            shift_day(figures, months),
            "Last day to publish figures of case reviews",
            DUTY,
            rule="CASE-05",
            note=f"Last published on {day_name(figures)}.",
        )
    strategy = _newest(book, "violence_strategy")
    if strategy:
        months = int(rule("SVD-05").parameter("practice_months"))
        yield CalendarEntry(
            "violence-review",
            shift_day(strategy, months),
            "The strategy against serious violence is reviewed",
            DUTY,
            rule="SVD-05",
            is_practice=True,
            note=f"Last published on {day_name(strategy)}.",
        )
    met = max(
        (one.on for one in book.all(Meeting) if one.kind is MeetingKind.SCRUTINY and one.on),
        default=None,
    )
    if met:
        months = int(rule("SCR-02").parameter("meets_within_months"))
        yield CalendarEntry(
            "scrutiny",
            shift_day(met, months),
            "Last day for the crime and disorder committee to meet",
            DUTY,
            rule="SCR-02",
            note=f"It last met on {day_name(met)}.",
        )


def _newest(book: PlanBook, what: str) -> date | None:
    return max((one.on for one in book.all(Dispatch) if one.what == what), default=None)
