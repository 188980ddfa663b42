"""The statutory check of a plan: each duty by the law of its adoption, and by today's.

record.py       the plan as a check sees it, and what it holds by a day
acting.py       who must act together, and the sharing of information: looked for
assessments.py  the strategic assessments that it rests on: looked for
strategies.py   section 6 of the Act: the four strategies, regard to the police and crime plan
contents.py     regulations 10 and 11: the plan itself, looked for
hearing.py      regulations 12 and 13, and the common law of consultation: looked for
sending.py      what is published and sent, and scrutiny: looked for
others.py       other duties, serious violence and equality among them: looked for
case_reviews.py procedures and figures of case reviews: looked for
orders.py       space orders: looked for, each
looking.py      the table of all of them, with their headings
practice.py     good practice: in place, or not in place
check.py        the whole check

What judges is `wardmote.assessment.duties`: nothing here knows the law's standing. A record
check, not legal advice; no score.
"""

from wardmote.plan.duties.check import PlanDutyCheck, check_plan, plan_evidence
from wardmote.plan.duties.practice import Practice
from wardmote.plan.duties.record import PlanRecord

__all__ = ["PlanDutyCheck", "PlanRecord", "Practice", "check_plan", "plan_evidence"]
