"""The area of a partnership, as somebody has declared it."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.errors import ConfigurationError, NotModelled
from wardmote.places.code_columns import CodeColumn
from wardmote.places.links import AreaLinks
from wardmote.vocabulary.area_choice import STARTABLE_KINDS, choose_area
from wardmote.vocabulary.area_kinds import country_of_code, kind_of_code
from wardmote.vocabulary.districts import REGISTER_YEAR, NamedArea

NOT_MODELLED = {
    "Wales": "the duties of its partnerships (SI 2007/3076) and its local health boards",
    "Scotland": "its own law on community safety, its data zones and its crime statistics",
    "Northern Ireland": "its own law on community safety, its data zones and its crime statistics",
}
"""What Wardmote lacks for each other country."""


@dataclass(frozen=True)
class DeclaredArea:
    """The area that a partnership works for: one district, or one partnership's districts.

    Parameters
    ----------
    kind
        ``district`` or ``csp``.
    code
        Code of the district or of the partnership.
    name
        Its name.
    vintage
        Year of the codes.
    district_codes
        Districts that it covers, wholly or in part.

    Raises
    ------
    NotModelled
        The area is in Wales, Scotland or Northern Ireland.
    ConfigurationError
        Kind and code do not fit, or there is no district.

    Examples
    --------
    >>> luton = DeclaredArea("district", "E06000032", "Luton", 2024, ("E06000032",))
    >>> luton.country, luton.code_column
    ('England', 'lad24cd')
    """

    kind: str
    code: str
    name: str
    vintage: int
    district_codes: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "district_codes", tuple(self.district_codes))
        if self.country in NOT_MODELLED:
            raise NotModelled(
                f"{self.name} ({self.code}) is in {self.country}, which Wardmote does not model.",
                found=f"not modelled: {NOT_MODELLED[self.country]}",
                next_step="Choose a place in England.",
            )
        kinds = {kind_of_code(code) for code in self.district_codes}
        own = self.kind in STARTABLE_KINDS and kind_of_code(self.code) == self.kind
        alone = self.kind != "district" or self.district_codes == (self.code,)
        if not own or kinds != {"district"} or not alone:
            raise ConfigurationError(
                "This is not the area of a partnership.",
                expected="one district alone, or one partnership (E22…) with its districts",
                found=f"{self.kind} {self.code} with {', '.join(self.district_codes) or 'none'}",
                next_step="Declare it again by its code or name with declare_area.",
            )

    @property
    def country(self) -> str:
        """Country that the area is in, from its code."""
        return country_of_code(self.code)

    @property
    def code_column(self) -> str:
        """Column that its code stands in: ``lad24cd`` or ``csp24cd``."""
        return CodeColumn(self.kind, self.vintage).name

    def lsoas(self, links: AreaLinks) -> tuple[str, ...]:
        """LSOAs that make up the area.

        Parameters
        ----------
        links
            Look-ups of the same years.

        Returns
        -------
        tuple of str
            LSOA codes, in order.

        Raises
        ------
        ConfigurationError
            The look-ups do not have the area, or are of another year.
        NotModelled
            It is a partnership for part of a district, and nobody has said which part.
        """
        year = links.vintages.get(self.kind)
        if year != self.vintage:
            raise ConfigurationError(
                f"{self.name} ({self.code}) was declared with codes of {self.vintage}, and the "
                f"look-ups have codes of {year or 'no year'}.",
                next_step="Bring the look-ups of the year that the area was declared in.",
            )
        return links.lsoas_of(self.kind, self.code)


def declare_area(
    text: str, links: AreaLinks | None = None, *, whole_district: bool = False
) -> DeclaredArea:
    """Area that a person declares by a code or a name.

    Answers "which districts is this partnership's area?", and refuses to guess.

    Parameters
    ----------
    text
        Code or name of a district or of a community safety partnership in England.
    links
        Look-up of districts to partnerships; needed for a partnership, not for a district.
    whole_district
        Declares a whole district that several partnerships share, or that shares one.

    Returns
    -------
    DeclaredArea
        One district, or one partnership.

    Raises
    ------
    AmbiguousArea
        Several areas fit; the message lists them.
    NotModelled
        The place is not in England, or is a partnership for part of a district whose LSOAs
        nobody has given.
    ConfigurationError
        No area fits, or a partnership was meant and there is no look-up.

    Examples
    --------
    >>> declare_area("Tower Hamlets").district_codes
    ('E09000030',)
    >>> declare_area("Buckinghamshire", whole_district=True).kind
    'district'
    """
    chosen = choose_area(text, whole_district=whole_district)
    if chosen.kind == "district" and chosen.code:
        return DeclaredArea("district", chosen.code, chosen.name, REGISTER_YEAR, chosen.districts)
    return _declared_partnership(chosen, links)


def _declared_partnership(chosen: NamedArea, links: AreaLinks | None) -> DeclaredArea:
    if links is None or not links.partnerships:
        raise ConfigurationError(
            f"{chosen.label}: the districts of a partnership come from a look-up.",
            expected="a look-up with the columns LAD24CD, CSP24CD and PFA24CD",
            next_step="Bring in that look-up first, or declare a district.",
        )
    code = chosen.code or _code_of(chosen, links)
    districts = links.districts_of_csp(code)
    links.check_extent_is_known(code)
    vintage = links.vintages.get("csp", REGISTER_YEAR)
    return DeclaredArea("csp", code, links.name_of(code), vintage, districts)


def _code_of(chosen: NamedArea, links: AreaLinks) -> str:
    nearby = [link.csp for link in links.partnerships if link.district in chosen.districts]
    csps = tuple(dict.fromkeys(nearby))
    named = [csp for csp in csps if links.name_of(csp).casefold() == chosen.name.casefold()]
    if len(named) != 1:
        raise ConfigurationError(
            f"The look-ups have no partnership called {chosen.name!r}.",
            known=[f"{csp} {links.name_of(csp)}" for csp in csps],
            next_step="Give the code of the partnership.",
        )
    return named[0]
