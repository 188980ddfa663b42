"""A finding as an assessment printed it: plain values that outlive the evidence."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from wardmote.analysis.verbs import ALLOWED, Polarity, Verdict, Wording
from wardmote.errors import AnalysisError, Fault
from wardmote.vocabulary.months import month_code, parse_month

if TYPE_CHECKING:
    from wardmote.assessment.findings import Finding

MOVED = frozenset({Verdict.ROSE, Verdict.FELL})


@dataclass(frozen=True)
class PrintedFinding:
    """What an assessment said of one measure in one area, as plain values.

    Parameters
    ----------
    id
        Stable between assessments: ``change-burglary``.
    title
        What was counted, as pages name it.
    theme
        Id of its theme (`wardmote.vocabulary.themes`).
    category
        Id of what was counted.
    area
        Code of where.
    verdict
        What its test let it say.
    polarity
        Which way is good, if either.
    before, after
        The two counts; `before` is None where no earlier year is held.
    ratio, lower, upper
        Rate per day after over before, with its 95% interval; None where not tested.
    months
        First month of the earlier year and last of the later; None where not known.
    part_of
        Id of the measure that it is a part of; empty for a whole category.
    series
        Source/kind that it was counted from; empty where not known.

    Raises
    ------
    AnalysisError
        A count is negative, a number is not finite, or the ratio lies outside its interval.

    Examples
    --------
    >>> one = PrintedFinding("change-burglary", "Burglary", "neighbourhood_crime", "burglary",
    ...     "E06999001", Verdict.ROSE, Polarity.LOWER_BETTER, 1398, 1600, 1.14, 1.04, 1.26)
    >>> one.has_moved, one.wording.judgement
    (True, 'worse')
    """

    id: str
    title: str
    theme: str
    category: str
    area: str
    verdict: Verdict
    polarity: Polarity
    before: int | None
    after: int
    ratio: float | None = None
    lower: float | None = None
    upper: float | None = None
    months: tuple[date, date] | None = None
    part_of: str = ""
    series: str = ""

    def __post_init__(self) -> None:
        numbers = [one for one in (self.lower, self.ratio, self.upper) if one is not None]
        problems = [
            (self.after < 0 or (self.before or 0) < 0, "a count is negative"),
            (not all(map(math.isfinite, numbers)), "a number is not finite"),
            (numbers != sorted(numbers), "the ratio lies outside its interval"),
        ]
        wrong = [Fault(self.id, problem) for is_wrong, problem in problems if is_wrong]
        if wrong:
            raise AnalysisError(
                "A finding cannot be used.",
                faults=wrong,
                next_step="Build the assessment again; if it stays, report it.",
            )

    @property
    def has_moved(self) -> bool:
        """Whether it rose or fell beyond doubt."""
        return self.verdict in MOVED

    @property
    def is_judged(self) -> bool:
        """Whether more or fewer could be called better or worse at all."""
        return self.polarity is not Polarity.AMBIGUOUS

    @property
    def wording(self) -> Wording:
        """The words that its verdict and polarity allow."""
        return ALLOWED[self.verdict, self.polarity]


def printed(one: Finding) -> PrintedFinding:
    """A finding as plain values.

    Answers "what will be printed of it?", so that it can be compared with what was printed
    in another assessment, or hashed.

    Parameters
    ----------
    one
        A finding of the assessment that is being built.
    """
    return PrintedFinding(
        id=one.id,
        title=one.measure.title,
        theme=one.measure.theme,
        category=one.measure.id,
        area=one.area_code,
        verdict=Verdict(one.verdict),
        polarity=Polarity(one.measure.polarity),
        before=one.before,
        after=one.after,
        ratio=one.judged.change.ratio,
        lower=one.judged.change.lower,
        upper=one.judged.change.upper,
        months=one.months,
        part_of=one.measure.parent or "",
        series=one.series,
    )


def as_plain(one: PrintedFinding) -> dict[str, Any]:
    """The values of a printed finding as JSON holds them; `read_finding` reads them back."""
    months = [month_code(month) for month in one.months] if one.months else None
    kept = {**vars(one), "verdict": str(one.verdict), "polarity": str(one.polarity)}
    return {**kept, "months": months}


def read_finding(values: Mapping[str, Any]) -> PrintedFinding:
    """A finding from the JSON of an assessment.

    Parameters
    ----------
    values
        One object of ``findings``. `finding_faults` says what is wrong with it, if anything.
        Without a title, the category's id stands for it; other names are passed over.

    Raises
    ------
    AnalysisError
        Its numbers do not fit together.

    Examples
    --------
    >>> one = read_finding({"id": "change-drugs", "theme": "drugs", "category": "drugs",
    ...     "area": "E06999001", "verdict": "rose", "polarity": "ambiguous",
    ...     "before": 1965, "after": 2527, "ratio": 1.29, "lower": 1.1, "upper": 1.5})
    >>> one.title, one.wording.counts_only
    ('Drugs', True)
    """
    months = values.get("months")
    return PrintedFinding(
        id=values["id"],
        title=values.get("title") or _title(values["category"]),
        theme=values["theme"],
        category=values["category"],
        area=values["area"],
        verdict=Verdict(values["verdict"]),
        polarity=Polarity(values["polarity"]),
        before=values["before"],
        after=values["after"],
        ratio=values.get("ratio"),
        lower=values.get("lower"),
        upper=values.get("upper"),
        months=(parse_month(months[0]), parse_month(months[1])) if months else None,
        part_of=values.get("part_of") or "",
        series=values.get("series") or "",
    )


def finding_faults(values: object) -> list[str]:
    """Everything that keeps a JSON object from being a finding, in words.

    Examples
    --------
    >>> finding_faults({"id": "change-drugs", "after": -1})[:2]
    ['theme is missing', 'category is missing']
    """
    if not isinstance(values, Mapping):
        return ["it is not an object"]
    missing = [f"{name} is missing" for name in _REQUIRED if name not in values]
    wrong = [
        f"{name} is not {words}"
        for name, (words, fits) in _FORMS.items()
        if name in values and not fits(values[name])
    ]
    if missing or wrong:
        return [*missing, *wrong]
    try:
        read_finding(values)
    except AnalysisError as refusal:
        return [fault.problem for fault in refusal.faults]
    return []


def _title(category: str) -> str:
    return category.rsplit("/", 1)[-1].replace("_", " ").capitalize()


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number_or_none(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _is_pair_of_months(value: Any) -> bool:
    from wardmote.errors import ConfigurationError

    if value is None:
        return True
    try:
        return len([parse_month(one) for one in value]) == 2
    except (ConfigurationError, TypeError, AttributeError):
        return False


_Form = tuple[str, Callable[[Any], bool]]
_TEXT: _Form = ("a text", _is_text)
_NUMBER: _Form = ("a number or null", _is_number_or_none)
_FORMS: Mapping[str, _Form] = {
    "id": _TEXT,
    "theme": _TEXT,
    "category": _TEXT,
    "area": _TEXT,
    "verdict": (f"one of {', '.join(Verdict)}", lambda value: value in set(Verdict)),
    "polarity": (f"one of {', '.join(Polarity)}", lambda value: value in set(Polarity)),
    "before": ("a whole number or null", lambda value: value is None or _is_count(value)),
    "after": ("a whole number", _is_count),
    "ratio": _NUMBER,
    "lower": _NUMBER,
    "upper": _NUMBER,
    "months": ("two months, such as 2024-05", _is_pair_of_months),
}
_REQUIRED = ("id", "theme", "category", "area", "verdict", "polarity", "before", "after")
