"""The cabinet deck: a plan in eight parts, one message a slide.

slides.py     a document whose sections are slides: what each may hold, checked
compose.py    a cleared plan into such a document, in the order of a partnership's deck
opening.py    introduction, how the plan was developed, what residents told us
middle.py     drivers, principles, priorities
closing.py    delivery, and what difference residents will see
grounds.py    receipts: the plan itself is the source of what is counted in it

`wardmote.publish.pptx` writes it as PowerPoint, `wardmote.publish.html` as a page.
"""

from wardmote.publish.deck.compose import compose_deck
from wardmote.publish.deck.slides import Slide, slides_of

__all__ = ["Slide", "compose_deck", "slides_of"]
