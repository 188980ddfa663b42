"""Every command, from the commands themselves."""

from __future__ import annotations

import click
from writers.markdown import grid, page

from wardmote.cli import cli


def commands_page() -> str:
    """Every command, with its arguments and options."""
    return page(
        "Commands",
        "Every command of `wardmote`. Each ends by saying where the result is and what to do "
        "next. What a refusal looks like, and its exit status, is in [errors](errors.md).",
        "the commands themselves",
        _commands(cli, ("wardmote",)),
    )


def _commands(command: click.Command, names: tuple[str, ...]) -> list[str]:
    parts = [_command(command, names)]
    if isinstance(command, click.Group):
        for name, inside in sorted(command.commands.items()):
            parts += _commands(inside, (*names, name))
    return parts


def _command(command: click.Command, names: tuple[str, ...]) -> str:
    context = click.Context(command, info_name=" ".join(names))
    usage = " ".join([*names, *command.collect_usage_pieces(context)])
    said = "\n\n".join(
        " ".join(part.split()) for part in (command.help or "").strip().split("\n\n")
    )
    options = [one for one in command.params if isinstance(one, click.Option)]
    parts = [f"## {' '.join(names)}", f"```text\n{usage}\n```", said]
    if options:
        parts.append(grid(("Option", "Meaning"), [_option(one) for one in options]))
    return "\n\n".join(parts)


def _option(option: click.Option) -> tuple[str, str]:
    value = "" if option.is_flag else f" {option.metavar or _values(option.type)}"
    meaning = option.help or ""
    if option.required:
        meaning += " Required."
    if option.show_default:
        meaning += f" Default: `{option.default}`."
    return f"`{', '.join(option.opts)}{value}`", meaning


def _values(kind: click.ParamType) -> str:
    """What may be written: ``[csv|json]``, or the kind of value, as in ``DATE``."""
    return f"[{'|'.join(kind.choices)}]" if isinstance(kind, click.Choice) else kind.name.upper()
