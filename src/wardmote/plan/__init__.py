"""The plan: what a partnership undertakes, who does it, and what came of it.

records/    what a plan holds, each record frozen and checking itself
folder/     a folder of TOML, Markdown and CSV into records, all faults at once; and back
duties/     the statutory check of a plan, by the law of its adoption and of today
calendar/   every day to have in mind, derived from rules and records
frozen.py   the plan as it was adopted, and what was changed by hand since
adoption.py adoption with its exceptions, and yearly revisions; never blocked
exchange/   the plan handed on: cleared for its readers, as CSV or JSON
stratml/    the plan in the international format for plans, out and in
coverage.py     principle, theme, limb and group by priority: shown, claimed, reason or gap
prevention.py   actions and money by tier of prevention and wider determinant
claims.py       what the plan says is so, what would show it, and what may be said
going_live.py   when a draft of the public site may go live
released.py partner readings that have passed the disclosure rules, one by one
status.py   how an action, milestone or promise stands: one rule order, with the reason

Rules are plain functions over records. Nothing here prints, and nothing here knows a page.
"""
