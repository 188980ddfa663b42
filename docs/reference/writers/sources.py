"""Every source that ships, with its layouts."""

from __future__ import annotations

from writers.markdown import code, grid, page

from wardmote.evidence.source import Layout, Source, registered_sources

NOTES = {
    "lookups": "In the last two, columns of ward, district, partnership and force codes may be of "
    "any year."
}


def sources_page() -> str:
    """Every source that ships, with each layout its files have had."""
    return page(
        "Sources",
        "The publishers' files that Wardmote reads as they come. A file is recognised by its "
        "ending and its columns, whatever their order, capitals and spacing. Columns that a layout "
        "knows are scanned for personal data by their values, all others by header and values; "
        "optional columns are not listed here. A council's own table needs a "
        "[mapping](../how-to/read-a-councils-own-table.md); a new publisher needs a "
        "[source](../how-to/add-a-source.md).",
        "`wardmote.evidence.source.registered_sources`",
        [_source(one) for one in registered_sources()],
    )


def _source(source: Source) -> str:
    where = f"<{source.url}>" if source.url.startswith("http") else "with the files themselves"
    facts = grid(
        ("", ""),
        [
            ("Publisher", source.publisher),
            ("Licence", source.licence),
            ("Offered at", where),
            ("Published", source.refresh),
        ],
    )
    layouts = grid(
        ("Layout", "Rows go to", "Must have", "Files", "Since"),
        [_layout(one) for one in source.layouts],
    )
    note = f"\n{NOTES[source.name]}\n" if source.name in NOTES else ""
    return f"## {source.name}: {source.title}\n\n{facts}\n{layouts}{note}"


def _layout(layout: Layout) -> tuple[str, ...]:
    needed = code(layout.required) if layout.required else "told by more than its columns"
    table = f"[{layout.table}](evidence-tables.md#{layout.table})"
    return f"`{layout.name}`", table, needed, ", ".join(layout.suffixes), layout.since
