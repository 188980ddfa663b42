"""Public spaces protection orders: what is looked for in each that is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wardmote.assessment.duties.checked import Asked
from wardmote.assessment.duties.looked import Look, Looked
from wardmote.plan.duties.record import PlanRecord, closed_on, looked
from wardmote.plan.records import Body, Consultation, Dispatch, Reading, SpaceOrder
from wardmote.plan.records.ids import ConsultationId
from wardmote.plan.records.powers import OrderChangeKind, order_change_words
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.sentences import count, listed

OrderLook = Callable[[PlanRecord, SpaceOrder, date], Looked]


def orders_asked(record: PlanRecord, group: str) -> Iterator[Asked[PlanRecord]]:
    """Each duty about an order, for each order that the plan records.

    Parameters
    ----------
    record
        The plan.
    group
        Heading that these stand under.
    """
    for order in record.all(SpaceOrder):
        for rule_id, look in ORDER_LOOKS.items():
            part = rule(rule_id).part(order.id)
            yield Asked(part, _of(order, look), group)


def _of(order: SpaceOrder, look: OrderLook) -> Look[PlanRecord]:
    made = order.made_on or order.starts

    def look_once_made(record: PlanRecord, on: date) -> Looked:
        found = look(record, order, on)
        if made and made > on:
            return replace(found, excepted=f"The order was made later, on {day(made)}.")
        return found

    return look_once_made


@dataclass(frozen=True)
class _Words:
    """What one look says of an order."""

    is_there: bool
    said: str
    action: str
    kind: str = "orders"


def _looked(record: PlanRecord, order: SpaceOrder, words: _Words) -> Looked:
    council = next((one.name for one in record.all(Body) if one.type == "council"), "")
    return looked(
        record,
        is_there=words.is_there,
        said=f"{order.title}. {words.said}",
        action=words.action,
        kind=words.kind,
        body=council,
    )


def conditions(record: PlanRecord, order: SpaceOrder, _on: date) -> Looked:
    """Section 59: what the order rests on."""
    said = f"It rests on: {listed(order.evidence)}." if order.evidence else "No evidence recorded."
    words = f"{said} Whether this shows each condition is for the council to say."
    return _looked(
        record, order, _Words(False, words, "Record which evidence shows each condition")
    )


def order_contents(record: PlanRecord, order: SpaceOrder, _on: date) -> Looked:
    """Section 59: area, activities, period."""
    lacking = [] if order.prohibits else ["what it forbids"]
    lacking += [] if order.starts and order.ends else ["its period"]
    said = f"Area: {order.area}."
    said += f" Forbids or requires: {listed(order.prohibits)}." if order.prohibits else ""
    said += f" Not recorded: {listed(lacking)}." if lacking else ""
    said += " Its own words, with the effect of a breach, are not held here."
    return _looked(record, order, _Words(False, said, "Record where the order can be read"))


def period(record: PlanRecord, order: SpaceOrder, on: date) -> Looked:
    """Section 60: three years at most."""
    if order.starts is None:
        said = "Looked for its first day; none is recorded."
        return _looked(record, order, _Words(False, said, "Record its first and last day"))
    known = _known_by(order, on)
    last = known.last_day or order.starts
    verb = "ended" if last < on else "ends"
    said = f"In effect from {day(order.starts)}; it {verb} on {day(last)} at the latest"
    said += " unless it was extended before." if last < on and not known.changes else "."
    return _looked(record, order, _Words(order.ends is not None, said, "Record its last day"))


def _known_by(order: SpaceOrder, on: date) -> SpaceOrder:
    """The order without what was done with it later."""
    return replace(order, changes=tuple(one for one in order.changes if one.on <= on))


def changed(record: PlanRecord, order: SpaceOrder, on: date) -> Looked:
    """Section 61: the conditions met for what a variation adds."""
    own = [one for one in order.changes if one.kind is not OrderChangeKind.EXTENDED]
    own = [one for one in own if one.on <= on]
    bare = [one for one in own if one.kind is OrderChangeKind.VARIED and not one.evidence]
    said = " ".join(map(order_change_words, own))
    said += " Whether the conditions are met for what was added is for the council to say."
    found = _looked(
        record,
        order,
        _Words(bool(own) and not bare, said, "Record what each variation rests on"),
    )
    nothing = "No record shows that it was varied or discharged."
    return found if own else replace(found, excepted=nothing)


def consulted_after(record: PlanRecord, order: SpaceOrder, on: date) -> Looked:
    """Section 72B: for an expedited order, consultation as soon as practicable after it."""
    found = record.book.find(Consultation, ConsultationId(order.consultation))
    begun = min((one.starts for one in found.phases), default=None) if found else None
    is_after = bool(begun and begun <= on and order.made_on and begun >= order.made_on)
    most = int(rule("PSPO-07").parameter("max_months"))
    said = "Looked for the consultation after it was made; none is recorded."
    if found and begun:
        said = f"{found.title}, begun on {day(begun)}"
        said += f"; made on {day(order.made_on)}." if order.made_on else "."
    said += f" As we understand, such an order lasts {most} months at most."
    words = _Words(is_after, said, "Record the consultation that followed", "consultations")
    made = _looked(record, order, words)
    return made if order.is_expedited else replace(made, excepted="It is no expedited order.")


def challenge(record: PlanRecord, order: SpaceOrder, on: date) -> Looked:
    """Section 66: the weeks in which its validity can be questioned."""
    since = [one.on for one in order.changes if one.kind is OrderChangeKind.VARIED and one.on <= on]
    newest = max([*since, *([order.made_on] if order.made_on else [])], default=None)
    if newest is None:
        said = "Looked for the day on which it was made; none is recorded."
        return _looked(record, order, _Words(False, said, "Record the day on which it was made"))
    last = newest + timedelta(weeks=int(rule("PSPO-09").parameter("weeks")))
    verb = "could" if last < on else "can"
    said = f"It {verb} be challenged until {day(last)}. Whether it was is not recorded here."
    return _looked(record, order, _Words(False, said, "Record whether it was challenged"))


def consulted(record: PlanRecord, order: SpaceOrder, _on: date) -> Looked:
    """Section 72: consultation before the order was made."""
    found = record.book.find(Consultation, ConsultationId(order.consultation))
    last = closed_on(found) if found else None
    is_before = bool(last and order.made_on and last <= order.made_on)
    if found and last:
        said = f"{found.title}, over on {day(last)}"
        said += f"; made on {day(order.made_on)}." if order.made_on else "."
        said += "" if is_before else " It was not over before the order was made."
    else:
        said = f"{order.consultation or 'Looked for its consultation; none is recorded'}."
    said += " Regard to freedom of expression and assembly is not recorded here."
    made = _looked(
        record,
        order,
        _Words(False, said, "Record who was consulted, and the regard to rights", "consultations"),
    )
    after = "It is an expedited order: its consultation follows it (PSPO-07)."
    return replace(made, excepted=after) if order.is_expedited else made


def published(record: PlanRecord, order: SpaceOrder, on: date) -> Looked:
    """The order on the website, and notices at the place."""
    found = next(
        (one for one in record.all(Dispatch) if one.about == order.id and one.on <= on), None
    )
    said = (
        f"Published on {day(found.on)}."
        if found
        else "Looked for its publication; none is recorded."
    )
    said += " Notices at the place are not recorded here."
    return _looked(
        record, order, _Words(False, said, "Record its publication and its notices", "sendings")
    )


def breaches(record: PlanRecord, order: SpaceOrder, _on: date) -> Looked:
    """What follows a breach, and what has changed in law."""
    said = f"Enforced by: {order.enforcement.rstrip('.')}." if order.enforcement else ""
    said += f" {order.law_note}" if order.law_note else ""
    words = said.strip() or "How it is enforced is not recorded."
    return _looked(record, order, _Words(False, words, "Confirm the law and the amounts"))


def evaluated(record: PlanRecord, order: SpaceOrder, on: date) -> Looked:
    """Practice: what it brought about, measured."""
    said = f"To bring about: {order.outcome}"
    said = said if said.endswith(".") else f"{said}."
    if order.measure:
        taken = [
            one
            for one in record.all(Reading)
            if one.indicator == order.measure
            and order.starts
            and one.starts >= order.starts
            and one.ends <= on
        ]
        said += f" {count(len(taken), 'reading')} of its measure since it took effect."
        return _looked(record, order, _Words(bool(taken), said, "Take readings of its measure"))
    said += f" {order.why_no_measure}"
    return _looked(record, order, _Words(False, said, "Find a measure of what it brings about"))


ORDER_LOOKS: Mapping[str, OrderLook] = {
    "PSPO-01": conditions,
    "PSPO-02": order_contents,
    "PSPO-03": period,
    "PSPO-04": changed,
    "PSPO-05": consulted,
    "PSPO-06": published,
    "PSPO-07": consulted_after,
    "PSPO-08": breaches,
    "PSPO-09": challenge,
    "PSPO-10": evaluated,
}
"""Duty about an order to what is looked for. Of a duty that does not bear on it, such as that of an
expedited order, the check says so."""
