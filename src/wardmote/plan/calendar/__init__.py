"""The calendar of a plan: every day derived from rules and records, none typed.

entries.py     one entry, and what kind it is
statutory.py   duties that come round, by the reporting year
orders.py      space orders: their end, and the days before it
approvals.py   the approval chain, computed backwards in working days
delivery.py    meetings, actions, promises, measures, money, what was promised at adoption
whole.py       all of these together
icalendar_file.py   as a file that a calendar program reads
"""

from wardmote.plan.calendar.approvals import ApprovalDay, approval_days, partner_sight
from wardmote.plan.calendar.entries import CalendarEntry, EntryKind
from wardmote.plan.calendar.icalendar_file import icalendar_bytes
from wardmote.plan.calendar.whole import plan_calendar

__all__ = [
    "ApprovalDay",
    "CalendarEntry",
    "EntryKind",
    "approval_days",
    "icalendar_bytes",
    "partner_sight",
    "plan_calendar",
]
