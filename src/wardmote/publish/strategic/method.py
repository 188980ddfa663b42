"""Basis, method and limits: why it is written, from what, and what it cannot say."""

from __future__ import annotations

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.series import Series
from wardmote.publish import words
from wardmote.publish.blocks import Block, Definitions, Paragraph, Points, Section
from wardmote.publish.pieces import Sentence
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.strategic.changed import basis_of_test
from wardmote.publish.strategic.held import evidence_held
from wardmote.publish.strategic.known_breaks import table_of_breaks
from wardmote.publish.strategic.people_told import was_asked
from wardmote.publish.strategic.unplaced import table_of_unplaced

POLICE_UK_CANNOT_SHOW = (
    "police.uk gives no day or hour of a crime, no victim and no suspect, and no flag for "
    "domestic abuse, hate or knives. Its points are anonymised: they serve areas, not streets."
)
MPS_CANNOT_SHOW = (
    "The Metropolitan Police's tables hold crimes that could be placed in a ward or LSOA, and no "
    "anti-social behaviour."
)
NOT_ACCREDITED = (
    "Police recorded crime is not accredited official statistics. A change may lie in what is "
    "reported, in how it is recorded or in what police do."
)

BUT_PARTNERS = (
    " But for partners' own records: of those, only whole quarters, and sums of them, that are "
    "not small are told; nothing told is made of a number that is not."
)


def basis_and_method(found: Assessment) -> Section:
    """What it rests on: law, series, test, breaks, rules."""
    items: list[tuple[str, Sentence]] = [
        (
            "Why it is written",
            "A strategic assessment is prepared each year for the strategy group: regulation 5 of "
            "SI 2007/1830, made under section 6 of the Crime and Disorder Act 1998 as substituted "
            "by the Police and Justice Act 2006.",
        )
    ]
    items += [(_series_name(one, found), _series_words(one)) for one in found.series_set.used]
    if found.series_set.set_aside:
        items.append(("Held and not used here", ", ".join(found.series_set.set_aside) + "."))
    basis = basis_of_test(found)
    items.append(("Test of change", f"{basis.method}; {basis.reference}."))
    items.append(
        (
            "Many tests",
            f"{found.findings[0].judged.family_size} tests were made together, and a change is "
            "called one only where it stands among so many (Benjamini-Hochberg)."
            if found.findings
            else "No test was made.",
        )
    )
    items.append(
        (
            "Small numbers",
            "Every number here is a count that its publisher has published at the same or finer "
            f"geography, or a sum of such counts.{BUT_PARTNERS if found.partners.feeds else ''}",
        )
    )
    return Section(
        "basis-and-method",
        "Basis, scope and method",
        (
            Definitions(tuple(items)),
            *table_of_breaks(found),
            *table_of_unplaced(found),
            evidence_held(found),
        ),
    )


def _series_name(series: Series, found: Assessment) -> str:
    if series is found.series:
        return "Recorded crime"
    return "Small places" if series is found.series_set.by_lsoa else "Anti-social behaviour"


def _series_words(series: Series) -> str:
    months = f"{words.month(series.months[0])} to {words.month(series.months[-1])}"
    return f"{series.chosen.label}, {months}: chosen because {series.because}."


def not_known(found: Assessment, plan: PlanAsAt | None) -> Section:
    """What it cannot tell, and who could."""
    return Section(
        "not-known", "What this assessment cannot tell you", (Points(tuple(gaps(found, plan))),)
    )


def gaps(found: Assessment, plan: PlanAsAt | None) -> list[Sentence]:
    """What is not known, most important first."""
    sources = {one.chosen.source for one in found.series_set.used}
    items: list[Sentence] = [_not_shared(found)]
    if sources & {"police_uk", "police_uk_counts"}:
        items.append(POLICE_UK_CANNOT_SHOW)
    if "mps_counts" in sources:
        items.append(MPS_CANNOT_SHOW)
    if not was_asked(found, plan):
        items.append("What residents think should come first: they have not been asked for it.")
    if found.people.residents is None:
        items.append("Rates: no population of the area is held. The ONS publishes it by LSOA.")
    if found.levels and not any(one.result for one in found.levels):
        items.append(
            f"When levels changed: {found.levels[0].because} to tell a change of level from chance."
        )
    if not found.wards:
        items.append("Wards: no look-up from LSOA to ward is held. The ONS publishes it.")
    return items


def _not_shared(found: Assessment) -> str:
    """What was never reported; and whose records are not held, who could supply them."""
    if not found.partners.feeds:
        return (
            "What was never reported, and what the council, landlords, hospitals and the fire "
            "service recorded: they could supply counts."
        )
    shared = words.listed(sorted({one.publisher for one in found.partners.feeds}))
    return (
        "What was never reported, and what partners recorded and did not share. Records shared by "
        f"{shared} are told as far as their numbers are not small."
    )


def foot(found: Assessment) -> tuple[Block, ...]:
    """How to read it, and whom to ask."""
    lines: list[Sentence] = [
        "Every underlined number leads to its files, their rows and the method. To see one row: "
        "wardmote evidence trace SHA:ROW",
        NOT_ACCREDITED,
    ]
    if found.contact:
        lines.append(f"Questions: {found.contact}")
    return tuple(Paragraph(line) for line in lines)
