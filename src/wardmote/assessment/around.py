"""What stands around the findings: the statutory check, candidates, and what people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardmote.analysis.verbs import Verdict
from wardmote.assessment.candidates import Proposals, propose_priorities
from wardmote.assessment.commentary import (
    COMMENTARY_FOLDER,
    EXPLANATIONS_FILE,
    Commentary,
    Explanation,
    explained_findings,
    judge_commentary,
    read_entries,
    read_explanations,
)
from wardmote.assessment.duties import (
    AssessmentRecord,
    DutyCheck,
    YearOnRecord,
    check_assessment,
    read_duty_evidence,
    subjects_of,
)
from wardmote.assessment.duties.check import EVIDENCE_RULE_IDS
from wardmote.assessment.findings import Finding
from wardmote.assessment.held import (
    DATA_SETS_FILE,
    Declared,
    Receipts,
    arrivals_in,
    arrivals_of,
    known_sources,
    read_data_sets,
    receipts,
)
from wardmote.assessment.places_found import ConcentrationFound
from wardmote.assessment.printed import PrintedFinding, printed
from wardmote.assessment.since import SinceEarlier
from wardmote.evidence.reader import Evidence
from wardmote.vocabulary.years import year_of

DUTIES_FILE = "duties.toml"


@dataclass(frozen=True)
class Around:
    """What an assessment says beside its findings.

    Parameters
    ----------
    duties
        The statutory check, by the law of its date.
    proposals
        Candidate priorities: a machine's proposal, never a decision.
    commentary
        What an analyst wrote, beside today's figures.
    explanations
        Why it may have changed, as bodies see it.
    receipts
        Which authority's data set came for which quarter.
    since
        What became of the findings of an earlier assessment; None where none was named.
    """

    duties: DutyCheck
    proposals: Proposals
    commentary: Commentary
    explanations: tuple[Explanation, ...]
    receipts: Receipts
    since: SinceEarlier | None = None


def around(
    evidence: Evidence,
    findings: Sequence[Finding],
    concentrations: Sequence[ConcentrationFound],
    *,
    partnership: str,
    as_of: date,
    two_tier: bool,
    since: SinceEarlier | None = None,
    folder: Path | None,
    year: YearOnRecord | None = None,
) -> Around:
    """The statutory check, candidates and entries around an assessment's findings.

    Parameters
    ----------
    evidence
        The evidence version of the assessment.
    findings
        Of the assessment.
    concentrations
        Of the assessment.
    partnership
        Its name.
    as_of
        Date that the assessment stands for; the check is as at that date.
    two_tier
        Whether a county council shares the district's work.
    since
        The comparison with an earlier assessment, if there is one.
    folder
        The workspace, with what people wrote; None where there is none.
    year
        What the rest of the year's cycle put on record; nothing by default.

    Raises
    ------
    ConfigurationError
        A file that people wrote has faults.
    """
    told = [printed(one) for one in findings]
    ids = {one.id for one in told}
    earlier = since.compared.earlier if since else None
    before = {one.id for one in earlier.findings} if earlier else set()
    places = {one.category: one.now for one in concentrations if one.category != "all"}
    proposals = propose_priorities(told, places=places)
    explanations = _explanations(folder, ids | before)
    return Around(
        duties=_check(
            told,
            proposals,
            explanations,
            partnership=partnership,
            as_of=as_of,
            two_tier=two_tier,
            # A rebuild of the same day shows no change since the previous assessment.
            compared_with=earlier.as_of if earlier and earlier.as_of < as_of else None,
            folder=folder,
            year=year or YearOnRecord(),
        ),
        proposals=proposals,
        commentary=_commentary(folder, told),
        explanations=explanations,
        receipts=_receipts(evidence, folder, as_of),
        since=since,
    )


def _receipts(evidence: Evidence, folder: Path | None, as_of: date) -> Receipts:
    path = folder / DATA_SETS_FILE if folder else None
    is_there = path is not None and path.is_file()
    declared = read_data_sets(path, sources=known_sources()) if path and is_there else Declared()
    arrivals = (
        arrivals_in(evidence)  # it may open many versions, to see what came in time
        if declared.data_sets
        else arrivals_of(evidence.supplies.values(), evidence.files)
    )
    return receipts(declared, arrivals, as_of=as_of)


def _explanations(folder: Path | None, ids: set[str]) -> tuple[Explanation, ...]:
    path = folder / EXPLANATIONS_FILE if folder else None
    return read_explanations(path, findings=ids) if path and path.is_file() else ()


def _commentary(folder: Path | None, told: Sequence[PrintedFinding]) -> Commentary:
    written = folder / COMMENTARY_FOLDER if folder else None
    if written is None or not written.is_dir():
        return Commentary()
    return judge_commentary(read_entries(written, findings=[one.id for one in told]), told)


def _check(
    told: Sequence[PrintedFinding],
    proposals: Proposals,
    explanations: Sequence[Explanation],
    *,
    partnership: str,
    as_of: date,
    two_tier: bool,
    compared_with: date | None,
    folder: Path | None,
    year: YearOnRecord,
) -> DutyCheck:
    record = AssessmentRecord(
        partnership,
        as_of,
        year_of(as_of),
        compared_with=compared_with,
        analysed=subjects_of(told),
        clear_changes=tuple(one.id for one in told if one.verdict in (Verdict.ROSE, Verdict.FELL)),
        explained=explained_findings(explanations),
        priorities=tuple(one.title for one in proposals.candidates),
        two_tier=two_tier,
        adopted_on=year.adopted_on,
        consultations=year.consultations,
        last_plan=year.last_plan,
        informs=year.informs,
    )
    path = folder / DUTIES_FILE if folder else None
    held = read_duty_evidence(path, rules=EVIDENCE_RULE_IDS) if path and path.is_file() else None
    return check_assessment(record, today=as_of, run_by=partnership, evidence=held)
