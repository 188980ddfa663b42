"""Which parts account for a rise or fall: in counts, summing exactly to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wardmote.analysis.basis import Basis
from wardmote.errors import AnalysisError, Fault

NET_OF_GROSS = 0.5  # below this, parts cancel so much that their percentages mislead


@dataclass(frozen=True)
class Part:
    """One category or place in two periods.

    Parameters
    ----------
    name
        The category or place.
    before, after
        Its two counts.
    """

    name: str
    before: int
    after: int

    @property
    def change(self) -> int:
        """How many more, or fewer if below 0."""
        return self.after - self.before


@dataclass(frozen=True)
class Contributions:
    """Parts of a change, largest first.

    Parameters
    ----------
    parts
        Every part, by size of change, then by name.
    basis
        Method, caveat and reference.
    """

    parts: tuple[Part, ...]
    basis: Basis

    @property
    def before(self) -> int:
        """All parts before."""
        return sum(part.before for part in self.parts)

    @property
    def after(self) -> int:
        """All parts after."""
        return sum(part.after for part in self.parts)

    @property
    def net(self) -> int:
        """The change of the whole: the sum of the parts' changes."""
        return self.after - self.before

    @property
    def gross(self) -> int:
        """All changes together, whichever their sign."""
        return sum(abs(part.change) for part in self.parts)

    @property
    def has_shares(self) -> bool:
        """Whether a part's share of the change means anything."""
        return self.net != 0 and abs(self.net) >= NET_OF_GROSS * self.gross

    def share(self, part: Part) -> float | None:
        """Share of the whole change, or None where parts cancel too much for one."""
        return part.change / self.net if self.has_shares else None

    def largest(self, number: int) -> tuple[Part, ...]:
        """The largest parts, and all others as one, so that they still add up.

        Parameters
        ----------
        number
            How many parts to keep, 1 or more.

        Returns
        -------
        tuple
            At most `number` + 1 parts.
        """
        kept, others = self.parts[:number], self.parts[number:]
        if not others:
            return kept
        rest = Part(
            f"all {len(others)} others",
            sum(part.before for part in others),
            sum(part.after for part in others),
        )
        return (*kept, rest)


def contributions_to_change(
    before: Mapping[str, int],
    after: Mapping[str, int],
    *,
    total: tuple[int, int] | None = None,
) -> Contributions:
    """How much each category, or each place, adds to a change.

    Answers "which parts account for the rise or fall?". It describes; whether the whole or
    a part changed is tested by `compare_years` and `judge_with_siblings`.

    Parameters
    ----------
    before, after
        Counts by part: whole numbers, 0 or more. A part in one only counts 0 in the other.
    total
        Counts of the whole before and after, if known: the parts must add up to them. For
        places, give rows without a place a part of their own.

    Returns
    -------
    Contributions
        The parts, largest change first; their changes sum exactly to the whole's.

    Raises
    ------
    AnalysisError
        A count is negative or not whole, or the parts do not add up to the total.

    Notes
    -----
    Where parts cancel, a share can be 240% or negative: shares are given only where all
    parts go one way or the net is at least half of the gross. The largest parts of a
    change that is within ordinary swings are mostly chance.

    References
    ----------
    House rule: contributions are told in counts.

    Examples
    --------
    >>> found = contributions_to_change({"homes": 773, "sheds": 625}, {"homes": 580, "sheds": 802})
    >>> [(part.name, part.change) for part in found.parts], found.net, found.has_shares
    ([('homes', -193), ('sheds', 177)], -16, False)
    """
    _check(before, after, total)
    names = before.keys() | after.keys()
    parts = [Part(name, int(before.get(name, 0)), int(after.get(name, 0))) for name in names]
    return Contributions(
        parts=tuple(sorted(parts, key=lambda part: (-abs(part.change), part.name))),
        basis=Basis(
            method="change of each part, in counts",
            caveat="Describes and does not test; parts of an unclear change are mostly chance.",
            reference="House rule: contributions are told in counts and sum exactly",
            parameters={"parts": len(parts), "net_of_gross": NET_OF_GROSS},
        ),
    )


def _check(
    before: Mapping[str, int], after: Mapping[str, int], total: tuple[int, int] | None
) -> None:
    faults = [
        Fault(f"{name} {period}", f"not a whole number, 0 or more: {count:g}")
        for period, counts in (("before", before), ("after", after))
        for name, count in counts.items()
        if not (count >= 0 and count == int(count))
    ]
    if total and not faults:
        sums = (("before", sum(before.values())), ("after", sum(after.values())))
        faults = [
            Fault(period, f"parts {found:,}, whole {whole:,}")
            for (period, found), whole in zip(sums, total, strict=True)
            if found != whole
        ]
    if faults:
        raise AnalysisError(
            "These parts do not make up a whole.",
            expected="whole counts that add up to the total in both periods",
            faults=faults,
            next_step="Add the missing part, such as rows without a place.",
        )
