"""Candidate priorities: what the findings alone would put to the Board, by one stated rule.

scores.py      trend, volume and concentration of a theme, each from 0 to 4
proposing.py   the rule: which themes are proposed, in which order, and why
words.py       because, how sure, and what is asked

A machine's proposal. What the Board decides is another type, made by people (priorities/).
"""

from wardmote.assessment.candidates.proposing import (
    CandidatePriority,
    NotProposed,
    Proposals,
    propose_priorities,
)
from wardmote.assessment.candidates.scores import ThemeScores, scores_of_themes
from wardmote.assessment.candidates.words import RULE, Reason

__all__ = [
    "RULE",
    "CandidatePriority",
    "NotProposed",
    "Proposals",
    "Reason",
    "ThemeScores",
    "propose_priorities",
    "scores_of_themes",
]
