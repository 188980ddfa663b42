"""The banner of a hold on the pages of the site: set while it lasts, and taken off after it.

Whoever looks at the site in a hold sees why nothing on it is new. A document that was built in a
hold says so too; its page gives way to the banner, which goes when the hold is over.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Final

from wardmote.plan.records import Hold
from wardmote.publish import words
from wardmote.publish.plans.partnership.compose import ON_HOLD

_MAIN: Final = re.compile(rb'<main id="page--main" tabindex="-1">\n')
_TITLE: Final = f'<p class="callout-title">{ON_HOLD}</p>'
_SAID: Final = re.compile(
    rf'<div class="callout(?: hold)?" role="note">\n{_TITLE}\n.*?</div>\n'.encode(), re.S
)


def set_banner(site: Path, hold: Hold | None) -> None:
    """Say on every page of a site that it is on hold; or on none, where it is not.

    Parameters
    ----------
    site
        Its folder; nothing happens where there is none.
    hold
        The hold that the day lies in; None on other days.
    """
    for path in sorted(site.rglob("*.html")):
        before = path.read_bytes()
        after = with_banner(before, hold)
        if after != before:
            path.write_bytes(after)


def with_banner(page: bytes, hold: Hold | None) -> bytes:
    r"""A page with the banner of a hold, once, before all that it says; without, for no hold.

    Examples
    --------
    >>> from datetime import date
    >>> hold = Hold(starts=date(2027, 3, 23), ends=date(2027, 5, 6), why="Election <soon>")
    >>> page = b'<main id="page--main" tabindex="-1">\n<h1>A</h1></main>'
    >>> b"until 6 May 2027. Election &lt;soon&gt;" in with_banner(page, hold)
    True
    >>> with_banner(with_banner(page, hold), hold) == with_banner(page, hold)
    True
    >>> with_banner(with_banner(page, hold), None) == page
    True
    """
    bare = _SAID.sub(b"", page)
    if hold is None:
        return bare
    until = f"Nothing new is published here until {words.day(hold.ends)}."
    said = escape(f"{until} {hold.why}".rstrip())
    banner = f'<div class="callout hold" role="note">\n{_TITLE}\n<p>{said}</p>\n</div>\n'
    return _MAIN.sub(lambda found: found[0] + banner.encode(), bare, count=1)
