"""What a plan holds: every record frozen, checking itself, and naming others by typed ids.

partnership.py  bodies, boards, meetings
plan.py         the plan, its revisions, what it rests on, circumstances, the plan before
priorities.py   priorities, outcomes, principles, themes, drivers, claims, others' plans
voice.py        consultations, groups, concerns, boards' views
delivery.py     actions, milestones, projects, money, risks, decisions, orders, promises
measures.py     indicators and readings
history.py      updates, reports, exceptions, sendings, evidence of duties: only ever added to
publication.py  approval steps, holds, approvers, steps of the site

`TABLES` names each kind as the plan's files do.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from wardmote.plan.records.alignment import Alignment, ExternalPlan
from wardmote.plan.records.delivery import Action, Milestone, Project, Promise
from wardmote.plan.records.history import (
    AdoptionException,
    Complete,
    Dispatch,
    HeldElsewhere,
    Review,
    RiskReview,
    SharingProtocol,
    SubgroupReport,
    Update,
)
from wardmote.plan.records.measures import Indicator, Reading
from wardmote.plan.records.partnership import Board, Body, Meeting
from wardmote.plan.records.plan import (
    AssessmentUsed,
    Circumstance,
    KnowledgeGap,
    Plan,
    PreviousPlanPoint,
    Revision,
)
from wardmote.plan.records.powers import CaseReviewProcedures, SpaceOrder
from wardmote.plan.records.priorities import (
    CoverageReason,
    CrossCuttingTheme,
    EqualityNote,
    NotChosen,
    Outcome,
    Principle,
    Priority,
)
from wardmote.plan.records.publication import ApprovalStep, Approver, Hold, SiteStep
from wardmote.plan.records.record import Record
from wardmote.plan.records.steering import Decision, Funding, Referral, Risk
from wardmote.plan.records.theory import Claim, Driver, TheoryStep
from wardmote.plan.records.voice import (
    BoardView,
    Concern,
    Consultation,
    StakeholderGroup,
)

TABLES: Final[Mapping[str, type[Record]]] = MappingProxyType(
    {
        "plan": Plan,
        "revision": Revision,
        "assessment": AssessmentUsed,
        "knowledge_gap": KnowledgeGap,
        "circumstance": Circumstance,
        "previous_plan": PreviousPlanPoint,
        "body": Body,
        "board": Board,
        "meeting": Meeting,
        "sharing_protocol": SharingProtocol,
        "consultation": Consultation,
        "group": StakeholderGroup,
        "concern": Concern,
        "board_view": BoardView,
        "driver": Driver,
        "claim": Claim,
        "principle": Principle,
        "theme": CrossCuttingTheme,
        "coverage_reason": CoverageReason,
        "equality": EqualityNote,
        "external_plan": ExternalPlan,
        "alignment": Alignment,
        "priority": Priority,
        "not_chosen": NotChosen,
        "outcome": Outcome,
        "theory": TheoryStep,
        "action": Action,
        "project": Project,
        "funding": Funding,
        "risk": Risk,
        "decision": Decision,
        "referral": Referral,
        "order": SpaceOrder,
        "case_review_procedures": CaseReviewProcedures,
        "promise": Promise,
        "indicator": Indicator,
        "reading": Reading,
        "update": Update,
        "report": SubgroupReport,
        "risk_review": RiskReview,
        "exception": AdoptionException,
        "dispatch": Dispatch,
        "held_elsewhere": HeldElsewhere,
        "complete": Complete,
        "review": Review,
        "approval": ApprovalStep,
        "hold": Hold,
        "approver": Approver,
        "site_step": SiteStep,
    }
)
"""Name of a table in the plan's files to the record that it becomes."""

__all__ = [
    "TABLES",
    "Action",
    "AdoptionException",
    "Alignment",
    "ApprovalStep",
    "Approver",
    "AssessmentUsed",
    "Board",
    "BoardView",
    "Body",
    "CaseReviewProcedures",
    "Circumstance",
    "Claim",
    "Complete",
    "Concern",
    "Consultation",
    "CoverageReason",
    "CrossCuttingTheme",
    "Decision",
    "Dispatch",
    "Driver",
    "EqualityNote",
    "ExternalPlan",
    "Funding",
    "HeldElsewhere",
    "Hold",
    "Indicator",
    "KnowledgeGap",
    "Meeting",
    "Milestone",
    "NotChosen",
    "Outcome",
    "Plan",
    "PreviousPlanPoint",
    "Principle",
    "Priority",
    "Project",
    "Promise",
    "Reading",
    "Record",
    "Referral",
    "Review",
    "Revision",
    "Risk",
    "RiskReview",
    "SharingProtocol",
    "SiteStep",
    "SpaceOrder",
    "StakeholderGroup",
    "SubgroupReport",
    "TheoryStep",
    "Update",
]
