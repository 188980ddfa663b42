"""The public site of a workspace: one front door, and the public's documents behind it.

front.py    the front page, in the order in which a partnership accounts for itself
draft.py    the front page and the newest public editions, as one folder
banner.py   the banner of a hold, on every page
live.py     a draft shown to partners, approved, and put live; a hold keeps the last version
server.py   a look at it on this machine

::

    site-draft/          made by ``plan build``
    site/                what is live
      index.html         the front door
      plan/  promises/  residents/  deck/  assessment/
"""

from wardmote.publish.site.banner import set_banner
from wardmote.publish.site.draft import DRAFT, LIVE, write_draft
from wardmote.publish.site.front import Assessed, compose_front

__all__ = ["DRAFT", "LIVE", "Assessed", "compose_front", "set_banner", "write_draft"]
