"""What has passed, and only that: objects that no code outside `disclosure` can make."""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from typing import NoReturn, TypeVar
from weakref import WeakKeyDictionary

from wardmote.errors import DisclosureError

_KEY = object()


@dataclass(frozen=True, eq=False)
class Sealed:
    """Something that the disclosure rules have passed.

    Built only inside `disclosure`, and remembered when it is: a copy, a look-alike or an
    instance put together by hand is not the thing that was passed. Renderers call
    `check_released` on all that they are given.

    Notes
    -----
    The seal stops mistakes and short cuts. It is no defence against a person who edits
    this file.
    """

    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _KEY:
            raise _refusal(type(self).__name__)
        _PASSED[self] = self.digest()

    def digest(self) -> str:
        """Hash of everything that a renderer would print."""
        raise NotImplementedError

    def __reduce__(self) -> NoReturn:
        # a pickle can be written by anyone; what was published travels as PublishedTable
        raise _refusal(type(self).__name__)

    def __copy__(self) -> Sealed:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Sealed:
        return self


_PASSED: WeakKeyDictionary[Sealed, str] = WeakKeyDictionary()
S = TypeVar("S", bound=Sealed)


def key() -> object:
    """The key that seals, for the modules of `disclosure` that pass things."""
    return _KEY


def check_released(thing: S) -> S:
    """Give back what has passed the disclosure rules, and refuse everything else.

    Answers "may I render this?". Every renderer calls it first.

    Parameters
    ----------
    thing
        A `Released` table or a `Figure` of one.

    Returns
    -------
    the same object

    Raises
    ------
    DisclosureError
        It was not made by `release`, or was changed since.

    Examples
    --------
    >>> check_released(451)
    Traceback (most recent call last):
    wardmote.errors.DisclosureError: This int has not passed the disclosure rules.
      Next      Make it with wardmote.disclosure.release and render what that returns.
    """
    passed = isinstance(thing, Sealed) and _PASSED.get(thing)
    if not passed or passed != thing.digest():
        raise _refusal(type(thing).__name__)
    return thing


def _refusal(name: str) -> DisclosureError:
    return DisclosureError(
        f"This {name} has not passed the disclosure rules.",
        next_step="Make it with wardmote.disclosure.release and render what that returns.",
    )
