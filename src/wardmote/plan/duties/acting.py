"""Who must act together, and the sharing of information: what is looked for."""

from __future__ import annotations

from datetime import date

from wardmote.assessment.duties.looked import Look, Looked
from wardmote.plan.duties.record import PlanRecord, for_people, looked
from wardmote.plan.records import Board, Body, SharingProtocol
from wardmote.plan.records.partnership import BoardKind
from wardmote.vocabulary.authorities import AuthorityType
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.sentences import count, listed


def authority_look(kind: AuthorityType) -> Look[PlanRecord]:
    """Section 5: a body of one type among the partnership's."""

    def look(record: PlanRecord, on: date) -> Looked:
        every = [one for one in record.responsible(on) if one.type == kind.id]
        held = [one.name for one in every if is_known_member(one)]
        if held:
            said = f"In the partnership: {listed(held)}."
        elif every:
            said = " ".join(map(_unsure, every))
        else:
            said = f"Looked for a body of the type {kind.title}; none is recorded."
        return looked(
            record,
            is_there=bool(held),
            said=said,
            action=f"Record the body: {kind.title}",
            kind="bodies",
            due_on=record.prepared_by,
        )

    return look


def is_known_member(body: Body) -> bool:
    """Whether a source tells who the body is, and that it was in the partnership.

    A body that sits on a subgroup need not be one of the authorities that act together.
    """
    return body.is_confirmed("name") and body.is_confirmed("member_from")


def _unsure(body: Body) -> str:
    source = f" ({body.source})" if body.source else ""
    return f"{body.name} is recorded{source}; its place in the partnership is to be confirmed."


def others(record: PlanRecord, on: date) -> Looked:
    """Section 5(2) and (3): bodies that co-operate or are invited."""
    held = [
        one.name
        for one in record.all(Body)
        if one.authority.role != "responsible" and one.is_member(on)
    ]
    return looked(
        record,
        is_there=bool(held),
        said=f"Co-operating or taking part: {listed(held)}."
        if held
        else "Looked for bodies that co-operate or take part; none is recorded.",
        action="Record the bodies that co-operate or are invited",
        kind="bodies",
    )


def strategy_group(record: PlanRecord, _on: date) -> Looked:
    """Regulation 3: a strategy group with members and terms of reference."""
    groups = [one for one in record.all(Board) if one.kind is BoardKind.STRATEGY_GROUP]
    least = int(rule("REG-03").parameter("least_appointed_members"))
    lacking = []
    if groups and (len(groups[0].members) < least or not groups[0].is_confirmed("members")):
        lacking.append(f"{least} or more members")
    if groups and not groups[0].terms_of_reference:
        lacking.append("its terms of reference")
    if not groups:
        said = "Looked for a board that is the strategy group; none is recorded."
    else:
        unsure = "" if groups[0].is_confirmed("members") else ", still to be confirmed"
        said = f"{groups[0].name}: {count(len(groups[0].members), 'member')} recorded{unsure}."
        said += f" Looked for and not found: {listed(lacking)}." if lacking else ""
    return looked(
        record,
        is_there=bool(groups) and not lacking,
        said=said,
        action=f"Record {listed(lacking)}" if lacking else "Record the strategy group",
        kind="bodies",
    )


def protocol(record: PlanRecord, on: date) -> Looked:
    """Regulation 4: a protocol signed by every authority, and a liaison officer in each."""
    signed = [one for one in record.all(SharingProtocol) if one.signed_on and one.signed_on <= on]
    responsible = record.responsible(on)
    parties = {party for one in signed for party in one.parties}
    unsigned = [one.name for one in responsible if one.id not in parties]
    without = [one.name for one in responsible if not one.liaison_officer]
    if not signed:
        said = "Looked for a signed protocol; none is recorded."
    else:
        last = signed[-1]
        said = f"{last.title}, signed on {day(last.signed_on)}." if last.signed_on else ""
        said += f" Not among its parties: {listed(unsigned)}." if unsigned else ""
    said += f" No liaison officer recorded in {listed(without)}." if without else ""
    return looked(
        record,
        is_there=bool(signed and responsible) and not unsigned and not without,
        said=said.strip(),
        action="Record the protocol, its parties, and each authority's liaison officer",
    )


def prescribed_information(record: PlanRecord, _on: date) -> Looked:
    """Section 17A: what was shared, quarter by quarter."""
    return for_people(
        record,
        said="A plan does not show which information was shared. The assessment lists what came "
        "for which quarter.",
        action="See the receipts in the assessment, and record who confirms them",
    )


def county_group(record: PlanRecord, _on: date) -> Looked:
    """Regulations 8 and 9: the county's business."""
    return for_people(
        record,
        said="The county strategy group and its agreement are not recorded in a district's plan.",
        action="Record where the county's agreement can be seen",
    )
