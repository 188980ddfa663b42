"""The tree of refusals, with a message of each."""

from __future__ import annotations

from collections.abc import Iterable

from writers.markdown import grid, page
from writers.refusals import NOT_RAISED, refusals

from wardmote import errors
from wardmote.errors import WardmoteError


def errors_page() -> str:
    """The tree of refusals, the exit status of each, and one message as it is printed."""
    branches = list(_branches(WardmoteError, 0))
    drawn = "\n".join(
        f"{'  ' * depth + one.__name__:<28}{one.exit_code:>3}    {_first_line(one)}"
        for one, depth in branches
    )
    examples = refusals()
    others = grid(
        ("Status", "Meaning"),
        [
            ("0", "it worked"),
            ("1", "with a traceback: a fault of the software; please report it"),
            ("2", "the command line could not be read: an unknown command or option"),
            ("130", "stopped by the person at the keyboard; nothing was saved"),
        ],
    )
    sections = [
        f"## {one.__name__}\n\nExit status {one.exit_code}. {_first_line(one)}.\n\n"
        + _shown(one, examples)
        for one, _ in branches
    ]
    return page(
        "Errors",
        "Everything that Wardmote refuses on purpose. A message has four parts: what is wrong; "
        "where; what was expected, with what was found; what to do next. All faults of one input "
        "come together, and an unknown name comes with the known ones. No message holds a value "
        "that might be personal. The exit status lets a scheduled run be diagnosed without "
        "its log.",
        "`wardmote.errors`, with messages that were really raised,",
        [f"```text\n{drawn}\n```", "## Other exit statuses\n\n" + others, *sections],
    )


def _branches(error: type[WardmoteError], depth: int) -> Iterable[tuple[type[WardmoteError], int]]:
    yield error, depth
    for below in error.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from _branches(below, depth + 1)


def _first_line(error: type[WardmoteError]) -> str:
    return (error.__doc__ or "").strip().splitlines()[0].rstrip(".")


def _shown(error: type[WardmoteError], examples: dict[type[WardmoteError], str]) -> str:
    if error in examples:
        return f"```text\n{examples[error]}\n```"
    return NOT_RAISED[error]
