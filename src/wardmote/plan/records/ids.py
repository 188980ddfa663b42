"""Ids by which one record of a plan names another: each a type of its own.

A field of one of these types is a reference; the record whose ``id`` has the type is what it
refers to. So a reader can check every reference of a plan without a list of them.
"""

from __future__ import annotations

from typing import NewType

ActionId = NewType("ActionId", str)
AssessmentId = NewType("AssessmentId", str)
BoardId = NewType("BoardId", str)
BodyId = NewType("BodyId", str)
ClaimId = NewType("ClaimId", str)
ConcernId = NewType("ConcernId", str)
ConsultationId = NewType("ConsultationId", str)
DecisionId = NewType("DecisionId", str)
DriverId = NewType("DriverId", str)
ExternalPlanId = NewType("ExternalPlanId", str)
FundingId = NewType("FundingId", str)
IndicatorId = NewType("IndicatorId", str)
MeetingId = NewType("MeetingId", str)
MilestoneId = NewType("MilestoneId", str)
ObjectiveId = NewType("ObjectiveId", str)
OrderId = NewType("OrderId", str)
OutcomeId = NewType("OutcomeId", str)
PrincipleId = NewType("PrincipleId", str)
PriorityId = NewType("PriorityId", str)
ProjectId = NewType("ProjectId", str)
PromiseId = NewType("PromiseId", str)
ReferralId = NewType("ReferralId", str)
RiskId = NewType("RiskId", str)
ThemeId = NewType("ThemeId", str)

Post = NewType("Post", str)
"""A post or a body, never a person: what readers refuse where it looks like a name."""
