"""The log-linear model: solutions, no solutions, and the correlation of residuals."""

from __future__ import annotations

import numpy as np
import pytest

from wardmote.analysis.families import benjamini_hochberg
from wardmote.analysis.loglinear import fit_log_linear, lag1_correlation
from wardmote.errors import AnalysisError


def test_likelihood_equations_hold():
    """Poisson maximum likelihood reproduces the observed total of every column."""
    rng = np.random.default_rng(8)
    counts = rng.negative_binomial(10, 1 / 3, 36).astype(float)
    design = np.column_stack([np.ones(36), rng.normal(size=36), rng.normal(size=36)])

    fit = fit_log_linear(counts, design, np.full(36, 30.0), np.arange(36))

    assert design.T @ fit.fitted == pytest.approx(design.T @ counts)


def test_deviance_equals_statsmodels():
    import statsmodels.api as sm

    counts = np.random.default_rng(8).poisson(2, 36).astype(float)
    design = np.column_stack([np.ones(36), np.arange(36) / 36])

    fit = fit_log_linear(counts, design, np.ones(36), np.arange(36))

    oracle = sm.GLM(counts, design, family=sm.families.Poisson()).fit(tol=1e-12)
    assert fit.deviance == pytest.approx(oracle.deviance)
    assert (counts == 0).any()


@pytest.mark.parametrize(
    ("counts", "design"),
    [
        pytest.param([0.0, 0, 5, 6], [[1, 0], [1, 0], [0, 1], [0, 1]], id="a group with nothing"),
        pytest.param([1.0, 2, 3, 4], [[1, 1], [1, 1], [1, 1], [1, 1]], id="the same column twice"),
        pytest.param([1.0, 2], [[1, 0], [0, 1]], id="as many coefficients as months"),
    ],
)
def test_models_without_a_solution_are_refused(counts, design):
    size = len(counts)

    with pytest.raises(AnalysisError, match="no solution") as refusal:
        fit_log_linear(
            np.array(counts), np.array(design, dtype=float), np.ones(size), np.arange(size)
        )

    assert "larger area" in str(refusal.value)


def test_months_that_do_not_adjoin_are_not_paired():
    residuals = np.array([1.0, 2, 3, -9, 4, 5, 7])
    positions = np.array([0, 1, 2, 10, 20, 21, 22])

    expected = np.corrcoef([1, 2, 4, 5], [2, 3, 5, 7])[0, 1]
    assert lag1_correlation(residuals, positions) == pytest.approx(expected)


@pytest.mark.parametrize("residuals", [[0.0] * 6, [1.0, 2.0], []])
def test_a_correlation_that_is_not_defined_is_nothing(residuals):
    assert lag1_correlation(np.array(residuals), np.arange(len(residuals))) == 0


def test_benjamini_hochberg_equals_statsmodels():
    from statsmodels.stats.multitest import multipletests

    p = np.random.default_rng(2).uniform(size=40) ** 3

    assert benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])


def test_benjamini_hochberg_reproduces_r_on_the_published_grid():
    """KN-18: three cells of the 5 by 5 grid keep .0365 after correction, the fourth .1325."""
    from scipy.stats import norm

    z = [0.65512387, 2.30436459, 2.84913163, 0.67006346, -1.18167203]
    z += [1.11432284, 2.98532339, 2.84913163, 0.80625522, -1.33473835]
    alone = 2 * norm.sf(np.abs(z))

    adjusted = benjamini_hochberg([*alone, *[1.0] * 15])

    assert sorted(adjusted)[:4] == pytest.approx([0.0365, 0.0365, 0.0365, 0.1325], abs=5e-5)


def test_no_tests_have_no_p_values():
    assert benjamini_hochberg([]) == ()
