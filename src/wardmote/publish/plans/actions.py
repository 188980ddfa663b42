"""Actions, and how each stands, as a page prints them."""

from __future__ import annotations

from wardmote.plan.records import Action, Update
from wardmote.plan.records.history import Said
from wardmote.plan.status import Standing
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.wording import NOT_GIVEN, anchor, due, full_stop, status, table_of
from wardmote.publish.tables import Row, Table
from wardmote.publish.words import day, listed


def in_order(as_at: PlanAsAt, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """What needs looking at first, then by due day."""
    standings = as_at.standings
    return tuple(
        sorted(actions, key=lambda one: (standings[one.id].status.sort_key, standings[one.id].due))
    )


def actions_table(
    as_at: PlanAsAt, table_id: str, caption: str, actions: tuple[Action, ...], *, anchors: bool
) -> Table:
    """Actions with who does each, by when, and how it stands.

    Parameters
    ----------
    as_at
        The plan on a day.
    table_id, caption
        Of the table.
    actions
        Which.
    anchors
        Whether this is the one table of the document that links to an action lead to.
    """
    return table_of(
        table_id,
        caption,
        "Action",
        ("Who", "By when", "Status", "Why", "With what"),
        (_row(as_at, one, anchors) for one in actions),
        of=actions,
    )


def _row(as_at: PlanAsAt, action: Action, anchors: bool) -> Row:
    standing = as_at.standings[action.id]
    return Row(
        f"{action.id}. {action.title}",
        (
            who(as_at, action),
            due(action, standing),
            status_and_silence(as_at, standing),
            full_stop(standing.because),
            resources(action),
        ),
        id=anchor("action", action.id) if anchors else "",
    )


def who(as_at: PlanAsAt, action: Action) -> str:
    """The accountable body, with those that help."""
    lead = as_at.lead(action, "lead")
    partners = [as_at.body(one) for one in action.partners]
    return f"{lead}, with {listed(partners)}" if partners else lead


def status_and_silence(as_at: PlanAsAt, standing: Standing) -> str:
    """Status; and, where nobody has said anything for too long, since when."""
    said = status(standing)
    return f"{said}; {standing.heard(as_at.on)}" if standing.is_stale else said


def resources(action: Action) -> str:
    """What an action is done with, or that nobody has said."""
    said = []
    for one in action.resources:
        amount = f"£{one.amount_pounds:,} a year" if one.amount_pounds is not None else ""
        kind = one.kind.value.replace("_", " ")
        said.append(", ".join(filter(None, (amount or kind, one.note))))
    return "; ".join(said) or NOT_GIVEN


def latest_word(updates: tuple[Update, ...]) -> Update | None:
    """The newest update that says how it stands; a note says nothing of that."""
    return next((one for one in updates if one.says is not Said.NOTE), None)


def what_was_said(update: Update, as_at: PlanAsAt) -> str:
    """One update in full sentences: what, who noticed, and what else was said."""
    parts = [
        update.what_changed,
        update.so_what,
        f"Why: {update.why}" if update.why else "",
        f"To put it right: {update.put_right.rstrip('.')}{_by(update)}" if update.put_right else "",
        f"Help needed: {update.help_needed}" if update.help_needed else "",
        f"Forecast: {day(update.forecast)}" if update.forecast else "",
        f"Due day moved to {day(update.moved_to)}: {update.moved_why}" if update.moved_to else "",
        f"New wording: “{update.new_wording}”" if update.new_wording else "",
        f"Stopped by {update.stopped_at}: {update.stopped_why}" if update.stopped_at else "",
        f"Evidence: {update.evidence}" if update.evidence else "",
        f"Signed off by {update.signed_off_by}" if update.signed_off_by else "",
        f"Reply: {update.reply}" if update.reply else "",
    ]
    said = " ".join(full_stop(one) for one in parts if one)
    return said or f"Said: {update.says.words}, and no more."


def _by(update: Update) -> str:
    return f", by {day(update.put_right_by)}" if update.put_right_by else ""


def said_by(update: Update, as_at: PlanAsAt) -> str:
    """Whose word an update is, and who entered it."""
    if update.on_behalf_of and update.on_behalf_of != update.by:
        return f"{as_at.body(update.on_behalf_of)}; entered by {as_at.body(update.by)}"
    return as_at.body(update.by)
