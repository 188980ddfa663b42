"""Small tables in tests: rows of words between bars, as a person would write them."""

from __future__ import annotations


def table(text):
    """Rows of an ASCII table as tuples of its cells, without its header."""
    lines = [line.strip() for line in text.strip().splitlines() if "|" in line]
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in lines]
    return rows[1:]
