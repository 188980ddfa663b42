"""The area and its people, as far as the evidence holds them."""

from __future__ import annotations

from wardmote.assessment.assessment import Assessment
from wardmote.publish import words
from wardmote.publish.blocks import Block, Paragraph, Points, Section
from wardmote.publish.pieces import Number, Sentence
from wardmote.publish.strategic.evidence import OTHERS, PEOPLE
from wardmote.publish.tables import Column, Row, Table


def the_area(found: Assessment) -> Section:
    """Residents, growth, households, deprivation, and the area beside others of its force."""
    points = _points(found)
    blocks: list[Block] = [
        Points(tuple(points))
        if points
        else Paragraph("No population of the area is held. The ONS publishes it by LSOA.")
    ]
    if found.people.groups:
        blocks.append(_groups(found))
    return Section("area-and-people", "The area and its people", tuple(blocks))


def _points(found: Assessment) -> list[Sentence]:
    people, points = found.people, list[Sentence]()
    if people.residents is not None:
        now = people.residents
        said: tuple[str | Number, ...] = (
            f"{found.area.name} had ",
            Number(now.count, PEOPLE),
            f" residents in mid-{now.year_used}",
        )
        if people.earliest is not None and people.earliest.count:
            growth = 100 * (now.count / people.earliest.count - 1)
            more = "more" if growth >= 0 else "fewer"
            said += (
                f", {words.percent(abs(growth))} {more} than the ",
                Number(people.earliest.count, PEOPLE),
                f" of mid-{people.earliest.year_used}",
            )
        points.append((*said, "."))
    if people.households is not None:
        points.append(
            ("The census of 2021 counted ", Number(people.households, PEOPLE), " households.")
        )
    if people.deprived_lsoas is not None:
        some, of = people.deprived_lsoas
        points.append(
            (
                Number(some, PEOPLE),
                f" of its {words.count(of)} LSOAs are among the most deprived tenth of England "
                f"(Indices of Deprivation {people.index_edition}).",
            )
        )
    return points


def _groups(found: Assessment) -> Table:
    total = sum(found.people.groups.values())
    return Table(
        id="people-groups",
        caption=f"Residents of {found.area.name} by ethnic group, Census 2021",
        row_header="Ethnic group",
        columns=(Column("Residents", "number", 0), Column("Share", "%", 1)),
        rows=tuple(
            Row(group, (count, 100 * count / total)) for group, count in found.people.groups.items()
        ),
        figure_id=PEOPLE,
    )


def beside_others(found: Assessment) -> list[Block]:
    """The area's rate beside the other districts of its police force: different, never worse."""
    compared = found.compared
    if compared is None:
        return []
    result = compared.result
    sentence: Sentence = (
        f"Beside the {result.group.name}: recorded crime was ",
        Number(result.rate, OTHERS, words.decimal(result.rate, 1)),
        " for each 1,000 residents, against ",
        Number(result.group_rate, OTHERS, words.decimal(result.group_rate, 1)),
        f" in the others together ({result.rank} of {result.of}, 1 the highest). "
        f"{_position(result.position)} Districts differ in who comes in by day, in age and in "
        "centres, so a different rate is not a better or a worse one.",
    )
    return [Paragraph(sentence)]


def _position(position: str) -> str:
    if position == "not judged":
        return "So few districts give no limits to judge by."
    return f"Judged by limits that one area in 500 passes by chance, it is {position}."
