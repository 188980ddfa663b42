"""Receipts: the method, parameters, files and rows behind every number of an assessment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from wardmote.analysis.rates import Rate
from wardmote.assessment.assessment import Assessment
from wardmote.assessment.findings import FileRows, Finding
from wardmote.assessment.since import PrintedAssessment, SinceEarlier, as_restated
from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.evidence.registers import HeldFile
from wardmote.publish import words
from wardmote.publish.receipts import Counted, Receipt, SourceFile
from wardmote.publish.strategic.level_receipts import level_receipts
from wardmote.publish.strategic.partner_receipts import partner_receipts, partner_sources

AS_PRINTED, MONTHS, WARDS, PLACES, PEOPLE, OTHERS, POWERS, UNPLACED = (
    "as-printed",
    "months",
    "wards",
    "small-places",
    "people",
    "other-districts",
    "stop-and-search",
    "without-a-place",
)


def receipts_of(found: Assessment) -> tuple[Receipt, ...]:
    """Every receipt that an assessment's numbers may name."""
    receipts = [finding_receipt(one, found) for one in (*found.findings, found.total)]
    receipts.append(_months(found))
    receipts += level_receipts(found)
    if found.wards:
        receipts.append(_wards(found))
    if found.concentrations:
        receipts.append(_places(found))
    if found.people.rows_behind or found.people.deprivation_rows:
        receipts.append(_people(found))
    if found.compared is not None:
        receipts.append(_others(found))
    if found.powers is not None and found.powers.rows_behind:
        receipts.append(_powers(found))
    if found.unplaced.rows_behind:
        receipts.append(_unplaced(found))
    receipts += partner_receipts(found)
    if found.around.since is not None:
        receipts += since_receipts(found.around.since, found)
    return tuple(receipts)


def since_receipts(since: SinceEarlier, found: Assessment) -> list[Receipt]:
    """Receipts of what an earlier assessment printed, and of its months counted anew."""
    earlier = since.compared.earlier
    anew = [finding_receipt(as_restated(one), found) for one in since.restated.findings.values()]
    if not earlier.sha256 or not earlier.findings:
        return anew
    as_printed = Receipt(
        AS_PRINTED,
        f"Figures of {since.compared.earlier_name}, as it printed them.",
        "Read back from that assessment's own file; not counted again.",
        (Counted(earlier.sha256, len(earlier.findings)),),
        parameters=(
            ("Assessment", earlier.id),
            ("Its evidence version", earlier.evidence_version),
        ),
        caveat="Files that came or were corrected since are not in these figures.",
    )
    return [as_printed, *anew]


def finding_receipt(one: Finding, found: Assessment) -> Receipt:
    """How one finding was counted and tested."""
    change = one.change
    before = "" if one.before is None else f", {words.count(one.before)} in the twelve before"
    parameters = [
        *_common(found, one.series),
        ("Categories", ", ".join(one.measure.members)),
        ("Verdict", f"{str(one.verdict).replace('_', ' ')}: {one.because}"),
        ("Null hypothesis", change.basis.null or "none tested"),
        ("Sides", change.basis.sidedness),
        ("Family", f"{one.judged.family}, {words.count(one.judged.family_size)} tested together"),
        *_chosen(change.basis.parameters),
    ]
    if change.p is not None and one.judged.adjusted_p is not None:
        adjusted = f"after Benjamini-Hochberg {words.p_value(one.judged.adjusted_p)}"
        parameters.append(("p", f"{words.p_value(change.p)}; {adjusted}"))
    if (rate := found.rates.get(one.id)) is not None:
        parameters.append(("Rate", f"{rate.basis.method}; {rate_words(rate)}"))
    if change.phi is not None:
        parameters.append(("Dispersion phi", f"{change.phi:.2f} on {change.df} degrees of freedom"))
    people = found.people.rows_behind if one.rate_per_1000 is not None else ()
    return Receipt(
        one.id,
        f"{one.measure.title}, {found.area.name}: {words.count(one.after)} in the "
        f"{words.year_to(one.months[1])}{before}.",
        f"Count of accepted rows; compared by {change.basis.method} ({change.basis.reference}).",
        _counted((*one.rows_behind, *people)),
        parameters=tuple(parameters),
        caveat=change.basis.caveat,
    )


def _chosen(parameters: Mapping[str, object]) -> list[tuple[str, str]]:
    """Parameters of a test, also those that it chose itself; a number to four digits."""
    return [
        (name.replace("_", " "), f"{value:.4g}" if isinstance(value, float) else f"{value}")
        for name, value in parameters.items()
    ]


def rate_words(rate: Rate) -> str:
    """A rate with its interval and the size of what it is of."""
    return (
        f"{rate.value:.1f} ({rate.lower:.1f} to {rate.upper:.1f}), of "
        f"{words.count(int(rate.denominator.size))}"
    )


def _months(found: Assessment) -> Receipt:
    series = found.series
    period = f"{words.month(series.months[0])} to {words.month(series.months[-1])}"
    older = len(series.months) > 24
    return Receipt(
        MONTHS,
        f"Recorded each month in {found.area.name}, {period}.",
        "Count of accepted rows of the series by month.",
        _counted(_all_rows(found)),
        parameters=_common(found, series.chosen.label),
        caveat="The rows listed are those of the last two years; earlier months are in the "
        "evidence of the same version."
        if older
        else "",
    )


def _all_rows(found: Assessment) -> list[FileRows]:
    """Rows of every series that a chart by month draws."""
    asb = [
        one
        for one in found.findings
        if one.series != found.total.series and one.measure.is_category
    ]
    rows: dict[str, int] = {}
    for one in (found.total, *asb):
        for part in one.rows_behind:
            rows[part.sha256] = rows.get(part.sha256, 0) + part.rows
    return [FileRows(sha256, number) for sha256, number in sorted(rows.items())]


def _wards(found: Assessment) -> Receipt:
    return Receipt(
        WARDS,
        f"Recorded by ward in {found.area.name}, {words.year_to(found.series.months[-1])}.",
        "Count of accepted rows by the ward that each record is given for, or that its LSOA "
        "belongs to (ONS best-fit look-up of LSOA 2021 to ward).",
        _counted((*found.ward_rows, *found.people.rows_behind)),
        parameters=_common(found, found.series.chosen.label),
        caveat="An LSOA is given whole to the ward that holds most of its people.",
    )


def _places(found: Assessment) -> Receipt:
    first = found.concentrations[0].now
    series = found.series_set.by_lsoa or found.series
    parameters = [
        *_common(found, series.chosen.label),
        *_chosen(first.basis.parameters),
    ]
    return Receipt(
        PLACES,
        f"Share of records in the LSOAs with most of them, {found.area.name}, "
        f"{words.year_to(series.months[-1])}.",
        f"{first.basis.method} ({first.basis.reference}).",
        _counted(found.lsoa_rows),
        parameters=tuple(parameters),
        caveat=first.basis.caveat,
    )


def _people(found: Assessment) -> Receipt:
    people = found.people
    used = people.residents.note if people.residents else "none held"
    return Receipt(
        PEOPLE,
        f"Residents of {found.area.name}, and deprivation of its LSOAs.",
        "Sum of the estimates of the area's LSOAs; count of LSOAs in the most deprived tenth.",
        _counted((*people.rows_behind, *people.deprivation_rows)),
        parameters=(("Residents", used), ("Evidence version", found.evidence_version)),
    )


def _others(found: Assessment) -> Receipt:
    compared = found.compared
    assert compared is not None  # asked for only where it is there
    basis = compared.result.basis
    group = compared.result.group
    return Receipt(
        OTHERS,
        f"Recorded crime per 1,000 residents beside the {group.name}, "
        f"{words.year_to(compared.year_ending)}.",
        f"{basis.method} ({basis.reference}).",
        _counted(found.total.rows_behind),
        parameters=(
            *_common(found, compared.series),
            ("Members", f"{len(group.members)}, as of {words.day(group.as_of)}, {group.source}"),
        ),
        caveat=basis.caveat,
    )


def _powers(found: Assessment) -> Receipt:
    powers = found.powers
    assert powers is not None  # asked for only where it is there
    return Receipt(
        POWERS,
        f"Stop and search in {found.area.name}, {words.year_to(powers.year_ending)}.",
        "Count of person searches by self-defined ethnicity, for each 1,000 residents of the "
        "Census 2021; ratio of rates with an interval widened for searches that cluster.",
        _counted((*powers.rows_behind, *powers.census_rows)),
        parameters=(
            ("Evidence version", found.evidence_version),
            ("Vehicle-only searches left out", words.count(powers.vehicle_only)),
            ("Population", "Census 2021, all ages"),
            *(
                (f"{one.group}: dispersion of the monthly split", f"{one.area.phi:.2f}")
                for one in powers.groups
            ),
            (
                "Districts of the police force",
                str(len(powers.names)) if powers.names else powers.why_no_force,
            ),
        ),
        caveat="People searched need not live in the area.",
    )


def _unplaced(found: Assessment) -> Receipt:
    return Receipt(
        UNPLACED,
        f"Rows of the whole force without a place, {words.year_to(found.total.months[1])} and the "
        "twelve months before.",
        "Count of accepted rows with neither a point nor an area.",
        _counted(found.unplaced.rows_behind),
        parameters=(
            ("Evidence version", found.evidence_version),
            ("Series", found.series.chosen.label),
        ),
        caveat="How many of them are this area's is not known.",
    )


def _common(found: Assessment, series: str) -> tuple[tuple[str, str], ...]:
    parameters = [
        ("Evidence version", found.evidence_version),
        ("Series", series),
        ("Area", f"{found.area.name} {found.area.code}".strip()),
        ("Districts", ", ".join(found.area.districts)),
    ]
    if found.people.residents is not None:
        parameters.append(("Residents", found.people.residents.note))
    return tuple(parameters)


def _counted(rows: Iterable[FileRows]) -> tuple[Counted, ...]:
    added: dict[str, int] = {}
    for one in rows:
        added[one.sha256] = added.get(one.sha256, 0) + one.rows
    return tuple(Counted(sha256, number) for sha256, number in sorted(added.items()))


def sources_of(found: Assessment, receipts: Iterable[Receipt]) -> tuple[SourceFile, ...]:
    """Source files that the receipts name."""
    used = sorted({part.sha256 for receipt in receipts for part in receipt.counted})
    earlier = found.around.since.compared.earlier if found.around.since else None
    shared = partner_sources(found)
    return tuple(
        _printed_before(earlier, found)
        if earlier and sha256 == earlier.sha256
        else shared.get(sha256) or _held(found.files[sha256])
        for sha256 in used
    )


def _held(file: HeldFile) -> SourceFile:
    return SourceFile(
        name=file.name.rsplit("/", 1)[-1],
        sha256=file.sha256,
        publisher=file.publisher,
        licence=file.licence,
        retrieved_on=date.fromisoformat(file.retrieved_on),
        sensitivity=Sensitivity(file.sensitivity),
    )


def _printed_before(earlier: PrintedAssessment, found: Assessment) -> SourceFile:
    """An earlier assessment as a source: open, since it left only after it was cleared."""
    return SourceFile(
        name=earlier.file,
        sha256=earlier.sha256,
        publisher=found.partnership_name,
        licence="As the files behind it",
        retrieved_on=earlier.as_of,
        sensitivity=Sensitivity.OPEN,
    )
