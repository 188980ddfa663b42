"""A plan's measures read from the evidence store, as the assessment reads them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from unit.plan.measured import book, counted_indicator, named
from wardmote.analysis.verbs import Polarity
from wardmote.errors import ConfigurationError
from wardmote.northborough import write_northborough
from wardmote.plan.counted import counts_of_indicators
from wardmote.plan.rating import Difference, Rag
from wardmote.plan.records import Indicator
from wardmote.plan.records.measures import Baseline, Query
from wardmote.vocabulary.months import last_day
from wardmote.workspace import Workspace

ON = date(2026, 11, 22)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("measures")
    write_northborough(folder / "sources")
    made = Workspace.init(folder / "workspace", "E22999001", name="Northborough CSP")
    made.ingest([folder / "sources"], as_of=ON)
    return made


def asking(name: str, category: str, **more: Any) -> Indicator:
    query = Query(category=category, **more.pop("query", {}))
    return named(counted_indicator(query=query, **more), name)


def test_a_measure_is_the_assessments_own_figure_and_verdict(workspace: Workspace) -> None:
    findings = workspace.analyse(as_of=ON).assessment.findings
    finding = next(one for one in findings if one.measure.id == "burglary")
    before = finding.judged.change.earlier
    assert before is not None
    baseline = Baseline(starts=before.first, ends=last_day(before.last))
    one = asking("b", "burglary", baseline=baseline)

    found = workspace.rate_plan(book(one), on=ON)[one.id]

    assert found.latest is not None and found.start is not None and found.test is not None
    assert (found.start.value, found.latest.value) == (
        finding.judged.change.before, finding.judged.change.after
    )  # fmt: skip
    assert found.test.p == finding.judged.change.p
    assert "evidence v000001" in found.source


def test_every_query_that_cannot_be_answered_is_told_at_once(workspace: Workspace) -> None:
    asked = book(
        asking("a", "burglery"),
        asking("b", "burglary", query={"series": "mps_counts/ward"}),
        asking("c", "burglary", query={"area": "E05999999"}),
    )
    with pytest.raises(ConfigurationError) as refused:
        counts_of_indicators(asked, workspace.evidence(), workspace.partnership)

    problems = {one.where: one.problem for one in refused.value.faults}
    assert problems["indicator a"] == "query.category: 'burglery' is not known: perhaps burglary"
    assert problems["indicator b"].startswith("query.series: The series mps_counts/ward is not")
    assert problems["indicator c"].startswith("query.area: E05999999 is no ward or LSOA")


def test_a_ward_of_the_series_can_be_asked_for(workspace: Workspace) -> None:
    wards = sorted(
        {code for _, code in workspace.analyse(as_of=ON).assessment.series_set.crime.by_ward}
    )
    everywhere = asking("all", "all")
    each = [asking(code, "all", query={"area": code}) for code in wards]

    found = counts_of_indicators(
        book(everywhere, *each), workspace.evidence(), workspace.partnership
    )

    assert 0 < sum(sum(found[one.id].counts) for one in each) <= sum(found[everywhere.id].counts)


def test_without_evidence_a_measure_says_so(tmp_path: Path) -> None:
    empty = Workspace.init(tmp_path / "w", "E22999001", name="N")
    one = asking("b", "burglary")

    found = empty.rate_plan(book(one), on=ON)[one.id]

    assert (found.rag, found.difference) == (Rag.NOT_RATED, Difference.CANNOT_MEASURE)
    assert found.because == "The evidence store holds nothing of it."


def test_a_measure_that_may_be_good_or_bad_shows_figures_without_a_word(
    workspace: Workspace,
) -> None:
    one = asking("d", "drugs", polarity=Polarity.AMBIGUOUS, baseline=None)

    found = workspace.rate_plan(book(one), on=ON)[one.id]

    assert (found.difference, found.said) == (Difference.FIGURES_ONLY, "")
    assert found.last_12_months is not None and found.previous_12 is not None
