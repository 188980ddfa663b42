"""The check of an assessment: which duties it is looked at for, and what it shows of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wardmote.assessment.duties.checked import (
    LIMB_RULE,
    Asked,
    DutyCheck,
    duty_record,
    limb_rule,
    refuse_a_day_before,
)
from wardmote.assessment.duties.elsewhere import DutyEvidence
from wardmote.assessment.duties.looking import LIMB_SUBJECTS, LOOKS, limb_look
from wardmote.assessment.duties.record import AssessmentRecord
from wardmote.vocabulary.laws import rule, rules
from wardmote.vocabulary.limbs import LIMBS
from wardmote.vocabulary.sentences import count, listed

CONTENTS = "REG-07"  # the parts of the assessment that the front page counts

RULE_IDS = (*LOOKS, LIMB_RULE, *(f"{LIMB_RULE}({limb.id})" for limb in LIMBS))
"""Rules that an assessment is checked against: a limb, or all four by ``CDA-04``."""

EVIDENCE_RULE_IDS = tuple(dict.fromkeys([*RULE_IDS, *(one.id for one in rules())]))
"""Rules that a person may record evidence for: those of a plan stand in the same file."""

_ASSESSMENT, _PEOPLE, _PLAN = "Assessment", "Hearing people", "Plan"
_GROUPS = {"REG-0": _ASSESSMENT, "REG-12": _PEOPLE, LIMB_RULE: _PLAN}


def contents_line(check: DutyCheck) -> str:
    """The front page's line: which parts of regulation 7 an assessment shows.

    It counts what is there, whether or not the law's words were confirmed.

    Parameters
    ----------
    check
        Of an assessment.
    """
    parts = [one for one in check.records if one.id.startswith(CONTENTS) and one.applies]
    lacking = [one for one in parts if not one.is_there]
    shown = count(len(parts) - len(lacking), "part")
    if not lacking:
        return f"Reg 7: {shown} shown."
    verb = "needs" if len(lacking) == 1 else "need"
    needs = listed(list(dict.fromkeys(one.needs for one in lacking)))
    return f"Reg 7: {shown} shown, {len(lacking)} {verb} {needs}."


def check_assessment(
    record: AssessmentRecord,
    *,
    today: date,
    run_by: str,
    evidence: DutyEvidence | None = None,
) -> DutyCheck:
    """Statutory check of one assessment, by the law of its date and by today's.

    Answers "what does the law ask of this assessment, and what of it can be shown?", for
    regulations 5 to 7, and for what an assessment shows of regulation 12 and of section 6.
    The duties about plans are not its business.

    Parameters
    ----------
    record
        What the assessment shows.
    today
        The day of the check.
    run_by
        Body that runs it.
    evidence
        What people recorded in ``duties.toml``; nothing by default.

    Returns
    -------
    DutyCheck
        One record a duty, and one for each limb of section 6.

    Raises
    ------
    ConfigurationError
        Today lies before the assessment's own date.

    Notes
    -----
    It reads records. A duty can be done and not recorded here: that is "not shown here",
    never "not met".

    References
    ----------
    SI 2007/1830, regulations 5 to 7 and 12; Crime and Disorder Act 1998, section 6(1). How far
    each was read stands in `DutyRecord.mark`.

    Examples
    --------
    >>> from wardmote.vocabulary.years import ReportingYear
    >>> record = AssessmentRecord("Northborough", date(2026, 11, 22), ReportingYear(2026))
    >>> check = check_assessment(record, today=date(2026, 11, 22), run_by="Northborough Council")
    >>> check.first_line
    'Of 15 duties that apply: 0 met, 0 not met, 10 not shown here, 5 law to be confirmed.'
    >>> [str(one.today.result) for one in check.records if one.id in ("REG-05", "REG-07g")]
    ['not_shown_here', 'not_applicable']
    """
    refuse_a_day_before(record, today, "assessment")
    known = evidence or DutyEvidence()
    records = tuple(duty_record(asked, record, today, known) for asked in _everything_asked())
    return DutyCheck(record, today, run_by, records, known.review)


def _everything_asked() -> Iterator[Asked[AssessmentRecord]]:
    for rule_id, look in LOOKS.items():
        yield Asked(rule(rule_id), look, _group(rule_id))
    for limb in LIMBS:
        look = limb_look(limb.id, LIMB_SUBJECTS[limb.id])
        yield Asked(limb_rule(limb, rule(LIMB_RULE)), look, _group(LIMB_RULE), limb.date_mark)


def _group(rule_id: str) -> str:
    return next(name for start, name in _GROUPS.items() if rule_id.startswith(start))
