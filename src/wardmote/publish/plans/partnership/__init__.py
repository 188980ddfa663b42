"""The partnership plan as a document: 21 parts, in the order of domain.md E1.

opening.py     1 to 4: foreword, what requires it, context, how it was developed
heard.py       5 and 15: what residents told us, and how they are heard while it runs
before.py      6 and 7: the plan before; drivers, themes and claims
principles.py  8: principles, and how each shows
priorities.py  9 and 10: each priority whole, and the aim above them
limbs.py       11: the strategy for each part of section 6(1)
delivery.py    12 to 14 and 18: governance, resources, measures, risks
standing.py    16, 17 and 19: others' plans, equality, the law
annexes.py     20 and 21: tables of actions, terms, the yearly revision
matrices.py    coverage matrices as tables
compose.py     all of them
"""

from wardmote.publish.plans.partnership.compose import compose_plan

__all__ = ["compose_plan"]
