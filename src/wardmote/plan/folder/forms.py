"""What one value of a plan's file must be, and the words that say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from math import isfinite
from types import GenericAlias
from typing import Any

from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError

from wardmote.assessment.entered import body_fault, not_known
from wardmote.errors import ConfigurationError
from wardmote.plan.records.ids import Post


class _WrongForm(ValueError):
    """A value of the wrong form; its text follows "must be"."""


@cache
def converter() -> Converter:
    """What turns the plain values of a file into records, and refuses what it cannot."""
    made = Converter(forbid_extra_keys=True, detailed_validation=True)
    # Checked in reverse order of being added: the closest form comes last.
    made.register_structure_hook_factory(_is_enum, _enum)
    made.register_structure_hook_func(lambda kind: kind is Post, _post)
    # By identity: a word of a fixed list is text as well, and has a form of its own.
    made.register_structure_hook_func(lambda kind: kind is str, _text)
    for kind, form in _FORMS.items():
        made.register_structure_hook(kind, form)
    made.register_structure_hook_factory(_is_tuple, lambda kind: _tuple(made, kind))
    made.register_unstructure_hook(date, lambda day: day)
    return made


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _is_tuple(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is tuple


def _enum(kind: type[Enum]) -> Callable[[Any, Any], Enum]:
    known = [str(one.value) for one in kind]

    def take(value: Any, _kind: Any) -> Enum:
        if value not in known:
            raise _WrongForm(f"one of {', '.join(known)}")
        return kind(value)

    return take


def _tuple(made: Converter, kind: Any) -> Callable[[Any, Any], tuple[Any, ...]]:
    listed: Any = GenericAlias(list, kind.__args__[0])

    def take(value: Any, _kind: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _WrongForm('a list, such as ["a", "b"]')
        return tuple(made.structure(value, listed))

    return take


def _text(value: Any, _kind: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _WrongForm("text in quotes; leave the line out where there is nothing to say")
    return value.strip()


def _post(value: Any, kind: Any) -> Post:
    post = _text(value, kind)
    fault = body_fault(post)
    if fault:
        raise _WrongForm(f"a post or a body: it {fault}")
    return Post(post)


def _day(value: Any, _kind: Any) -> date:
    if type(value) is not date:
        raise _WrongForm("a date without quotes, such as 2026-09-30")
    return value


def _whole(value: Any, _kind: Any) -> int:
    if type(value) is not int:
        raise _WrongForm("a whole number without quotes")
    return value


def _number(value: Any, _kind: Any) -> float:
    # TOML knows nan and inf, and the rules of a plan do not.
    if type(value) not in (int, float) or not isfinite(value):
        raise _WrongForm("a number without quotes")
    return float(value)


def _yes_or_no(value: Any, _kind: Any) -> bool:
    if type(value) is not bool:
        raise _WrongForm("true or false, without quotes")
    return value


_FORMS: dict[type, Callable[[Any, Any], Any]] = {
    date: _day,
    int: _whole,
    float: _number,
    bool: _yes_or_no,
}


def said(problem: BaseException, _kind: type | None) -> str:
    """What was wrong with a value, to follow its name."""
    if isinstance(problem, KeyError):
        return "is missing"
    if isinstance(problem, _WrongForm):
        return f"must be {problem}"
    if isinstance(problem, ForbiddenExtraKeysError):
        known = [one for one in _names(problem.cl) if one not in problem.extra_fields]
        return "; ".join(not_known(one, known) for one in sorted(problem.extra_fields))
    if isinstance(problem, ConfigurationError):
        return "; ".join(fault.problem for fault in problem.faults) or problem.what
    return "must be of the right form"


def _names(kind: type) -> list[str]:
    return list(getattr(kind, "__dataclass_fields__", {}))
