"""The reference pages, written from the code that they describe.

Run it after a change of a command, setting, source, table, error, rule, break or category::

    python docs/reference/build.py            writes the pages
    python docs/reference/build.py --check    says which are stale, and writes nothing
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from writers.commands import commands_page
from writers.errors import errors_page
from writers.evidence_tables import evidence_tables_page
from writers.settings import settings_page
from writers.sources import sources_page
from writers.vocabulary import breaks_page, categories_page, rules_page

HERE = Path(__file__).parent
PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "settings.md": settings_page,
    "sources.md": sources_page,
    "evidence-tables.md": evidence_tables_page,
    "errors.md": errors_page,
    "rules.md": rules_page,
    "breaks.md": breaks_page,
    "categories.md": categories_page,
}


def main(arguments: Sequence[str]) -> int:
    """Write every page, or say which are stale."""
    stale = []
    for name, render in PAGES.items():
        path, text = HERE / name, render()
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8", newline="\n")
    said = "stale" if "--check" in arguments else "written"
    print("\n".join(f"{name}: {said}" for name in stale) or "Every reference page is current.")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
