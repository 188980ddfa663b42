"""Other duties: reports, section 17, serious violence, equality; looked for."""

from __future__ import annotations

from datetime import date

from wardmote.assessment.duties.looked import Look, Looked
from wardmote.plan.duties.record import PlanRecord, for_people, looked
from wardmote.plan.records import EqualityNote, Priority
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.months import shift_day
from wardmote.vocabulary.sentences import listed


def only_people(said: str, action: str) -> Look[PlanRecord]:
    """A duty that a plan's records cannot show: what is said of it, and what to do."""

    def look(record: PlanRecord, _on: date) -> Looked:
        return for_people(record, said=said, action=action)

    return look


report = only_people(
    "It binds only when the local policing body asks. Whether it did is not recorded here.",
    "Record whether a report was asked for, and when it was given",
)
every_function = only_people(
    "It binds each authority in all that it does; a plan does not show that.",
    "Record where each authority's practice can be seen",
)
specified_authorities = only_people(
    "Who collaborates under the serious violence duty is not recorded in this plan.",
    "Record the arrangement and the authorities in it",
)
kinds_and_causes = only_people(
    "Looked for the kinds and causes of serious violence in the plan; they are not recorded.",
    "Record where the needs assessment and the strategy can be seen",
)
own_definition = only_people(
    "Looked for what serious violence means here; it is not recorded.",
    "Record the agreed definition",
)
patients = only_people(
    "A plan holds no such data; whether others keep to it is not recorded here.",
    "Record the agreement that rules it out",
)


def violence_strategy(record: PlanRecord, on: date) -> Looked:
    """The strategy against serious violence, published."""
    found = record.sent("violence_strategy", on)
    return looked(
        record,
        is_there=found is not None,
        said=f"Published on {day(found.on)}."
        if found
        else "Looked for a published strategy against serious violence; none is recorded.",
        action="Record where the strategy is published, and since when",
        kind="sendings",
    )


def violence_review(record: PlanRecord, on: date) -> Looked:
    """The strategy kept under review: published anew within the year, in practice."""
    months = int(rule("SVD-05").parameter("practice_months"))
    newest = record.newest_sent("violence_strategy", on)
    is_recent = newest is not None and newest.on > shift_day(on, -months)
    return looked(
        record,
        is_there=is_recent,
        said=f"Last published on {day(newest.on)}."
        if newest
        else "Looked for a strategy and its review; none is recorded.",
        action="Record the yearly review of the strategy",
        kind="sendings",
    )


def equality(record: PlanRecord, _on: date) -> Looked:
    """Due regard to equality: what each priority means for protected groups."""
    noted = {one.priority for one in record.all(EqualityNote)}
    every = record.all(Priority)
    lacking = [one.title for one in every if one.id not in noted]
    if not noted:
        said = "Looked for what the priorities mean for protected groups; nothing is recorded."
    elif lacking:
        said = f"Nothing recorded for {listed(lacking)}."
    else:
        said = "Each priority says what it means for protected groups."
    return looked(
        record,
        is_there=bool(noted) and not lacking,
        said=said,
        action="Record what each priority means for the protected groups",
    )
