"""The reporting year of a partnership: twelve months from 1 April."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.months import months_between

YEAR_STARTS_MONTH = 4  # rule REG-02: "year" is twelve months from 1 April

_WRITTEN = r"(\d{4})\s*[/-]\s*(\d{4}|\d{2})"


@dataclass(frozen=True, order=True)
class ReportingYear:
    """Twelve months from 1 April, the year that the law of partnerships counts in.

    Parameters
    ----------
    starting_in
        Calendar year of its 1 April: 2024 for 2024/25.

    Examples
    --------
    >>> year = ReportingYear(2024)
    >>> str(year), year.period_start, year.period_end
    ('2024/25', datetime.date(2024, 4, 1), datetime.date(2025, 3, 31))
    >>> date(2025, 3, 31) in year
    True
    """

    starting_in: int

    def __post_init__(self) -> None:
        if not 1 <= self.starting_in < 9999:
            raise ConfigurationError(
                "A reporting year starts in a calendar year.",
                expected="a year such as 2024",
                found=str(self.starting_in),
                next_step="Give the calendar year in which the reporting year starts.",
            )

    @property
    def period_start(self) -> date:
        """1 April."""
        return date(self.starting_in, YEAR_STARTS_MONTH, 1)

    @property
    def period_end(self) -> date:
        """31 March of the next calendar year."""
        return date(self.starting_in + 1, 3, 31)

    @property
    def months(self) -> tuple[date, ...]:
        """Its twelve months, April first."""
        return months_between(self.period_start, self.period_end)

    @property
    def next(self) -> ReportingYear:
        """The year after."""
        return ReportingYear(self.starting_in + 1)

    @property
    def previous(self) -> ReportingYear:
        """The year before."""
        return ReportingYear(self.starting_in - 1)

    def __contains__(self, day: date) -> bool:
        return self.period_start <= day <= self.period_end

    def __iter__(self) -> Iterator[date]:
        return iter(self.months)

    def __str__(self) -> str:
        return f"{self.starting_in}/{(self.starting_in + 1) % 100:02d}"


def year_of(day: date) -> ReportingYear:
    """Reporting year that a day falls in.

    Parameters
    ----------
    day
        Any day.

    Returns
    -------
    ReportingYear
        The year from 1 April that holds it.

    Examples
    --------
    >>> str(year_of(date(2025, 3, 31))), str(year_of(date(2025, 4, 1)))
    ('2024/25', '2025/26')
    """
    return ReportingYear(day.year if day.month >= YEAR_STARTS_MONTH else day.year - 1)


def parse_year(text: str) -> ReportingYear:
    """Reporting year from the way people write it.

    Parameters
    ----------
    text
        ``2024/25``, ``2024-25`` or ``2024/2025``. A single year is refused: it could mean either.

    Returns
    -------
    ReportingYear
        The year that starts on 1 April of the first.

    Raises
    ------
    ConfigurationError
        The text is not two years that follow each other.

    Examples
    --------
    >>> parse_year("2024/25")
    ReportingYear(starting_in=2024)
    """
    written = re.fullmatch(_WRITTEN, text.strip(), re.ASCII)
    if written is None or not str(int(written[1]) + 1).endswith(written[2]):
        raise ConfigurationError(
            "This is not a reporting year.",
            expected="two years that follow each other, such as 2024/25",
            found=text.strip() or "nothing",
            next_step="Write both years: the reporting year runs from 1 April to 31 March.",
        )
    return ReportingYear(int(written[1]))
