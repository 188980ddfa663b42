"""Who lives there: residents by year, households, ethnicity and deprivation, as published.

Like the place, the people are the same for every seed.
"""

from __future__ import annotations

import numpy as np

from wardmote.northborough.chance import Counts, Labels, Numbers, stream
from wardmote.northborough.ledger import LF, Ledger, joined
from wardmote.northborough.place import DISTRICTS, PLACE_SEED, Place

CENSUS_YEAR, FIRST_YEAR, LAST_YEAR = 2021, 2011, 2024
YEARLY_GROWTH = np.array([0.007, 0.003])  # Northborough, Southmere
GROUPS_AS_PUBLISHED = (
    "Asian, Asian British or Asian Welsh",
    "Black, Black British, Black Welsh, Caribbean or African",
    "Mixed or Multiple ethnic groups",
    "Other ethnic group",
    "White",
)
# Shares of residents in each district, in that order.
ETHNIC_SHARES = np.array([[0.13, 0.06, 0.04, 0.03, 0.74], [0.03, 0.01, 0.02, 0.01, 0.93]])
LIKENESS_OF_NEIGHBOURHOODS = 60.0  # higher: LSOAs differ less from their district
RESIDENTS_PER_HOUSEHOLD = 2.36
OCCUPANCY_RATINGS = (
    "+2 or more (under-occupied)",
    "+1 (under-occupied)",
    "0 (ideal)",
    "-1 (overcrowded)",
    "-2 or less (overcrowded)",
)
OCCUPANCY_SHARES = (0.34, 0.33, 0.28, 0.04, 0.01)
LSOAS_2011_IN_ENGLAND, LSOAS_2021_IN_ENGLAND = 32_844, 33_755
# Domains of the Indices of Deprivation with how closely each follows the whole.
DOMAINS = (
    ("Index of Multiple Deprivation (IMD)", "Score", 1.0),
    ("Income", "Score (rate)", 0.9),
    ("Employment", "Score (rate)", 0.9),
    ("Education, Skills and Training", "Score", 0.8),
    ("Health Deprivation and Disability", "Score", 0.8),
    ("Crime", "Score", 0.7),
    ("Barriers to Housing and Services", "Score", 0.1),
    ("Living Environment", "Score", 0.4),
)
RANK, DECILE = "Rank (where 1 is most deprived)", "Decile (where 1 is most deprived 10% of LSOAs)"
FILE_7 = {
    2019: "File_7_-_All_IoD2019_Scores__Ranks__Deciles_and_Population_Denominators_3.csv",
    2025: "File_7_IoD2025_All_Ranks_Scores_Deciles_and_Population_Denominators.csv",
}
NEEDIER_THAN_ENGLAND = 0.35  # of a standard deviation: where the place stands


def write_population(place: Place, ledger: Ledger) -> None:
    """All files of the population folder."""
    _write_residents(place, ledger)
    _write_ethnicity(place, ledger)
    _write_households(place, ledger)
    _write_deprivation(place, ledger, 2019)
    _write_deprivation(place, ledger, 2025)


def residents_in(place: Place, year: int) -> Counts:
    """Mid-year residents of each LSOA of 2021."""
    growth = (1 + YEARLY_GROWTH[place.district_of]) ** (year - CENSUS_YEAR)
    return np.asarray(np.rint(place.residents * growth), dtype=np.int64)


def _write_residents(place: Place, ledger: Ledger) -> None:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    header = ["LSOA 2021 Code", "LSOA 2021 Name", "Area Sq Km"]
    for year in years:
        header += [f"Mid-{year}: Population", f"Mid-{year}: People per Sq Km"]
    area = [outline.area / 1e6 for outline in place.outlines(place.lsoas)]
    residents = [residents_in(place, year).tolist() for year in years]
    lines = []
    for number, lsoa in enumerate(place.lsoas):
        fields: list[object] = [lsoa.code, lsoa.name, f"{area[number]:.4f}"]
        for of_year in residents:
            fields += [of_year[number], round(of_year[number] / area[number])]
        lines.append(joined(fields))
    path = f"population/population_lsoa21_{FIRST_YEAR}_{LAST_YEAR}.csv"
    ledger.write_table(path, header, lines, newline=LF)


def _write_ethnicity(place: Place, ledger: Ledger) -> None:
    header = ("lsoa21_code", "total_residents", "ethnic_group", "n", "prop")
    lines = []
    for lsoa, counts in zip(place.lsoas, ethnicity(place).tolist(), strict=True):
        lines += _shares(lsoa.code, GROUPS_AS_PUBLISHED, counts)
    ledger.write_table("population/ethnicity21_lsoa21.csv", header, lines, newline=LF)


def ethnicity(place: Place) -> Counts:
    """Residents of each LSOA in 2021 by group, shape (LSOAs, 5)."""
    rng = stream(PLACE_SEED, "ethnicity")
    mix = rng.gamma(ETHNIC_SHARES[place.district_of] * LIKENESS_OF_NEIGHBOURHOODS)
    shares = mix / mix.sum(axis=1, keepdims=True)
    return np.asarray(rng.multinomial(place.residents, shares), dtype=np.int64)


def _write_households(place: Place, ledger: Ledger) -> None:
    header = ("lsoa21_code", "total_households", "occupancy_rating", "n", "prop")
    rng = stream(PLACE_SEED, "households")
    households = np.rint(place.residents / RESIDENTS_PER_HOUSEHOLD).astype(int)
    counts = rng.multinomial(households, OCCUPANCY_SHARES).tolist()
    lines = []
    for lsoa, of_lsoa in zip(place.lsoas, counts, strict=True):
        lines += _shares(lsoa.code, OCCUPANCY_RATINGS, of_lsoa)
    ledger.write_table("population/household_overcrowding21_lsoa21.csv", header, lines, newline=LF)


def _shares(code: str, titles: tuple[str, ...], counts: list[int]) -> list[str]:
    """One line for each title: the area, its total, the title, the count, its share."""
    total = sum(counts)
    return [
        joined((code, f"{total}.0", title, f"{count}.0", count / total))
        for title, count in zip(titles, counts, strict=True)
    ]


def _write_deprivation(place: Place, ledger: Ledger, year: int) -> None:
    """File 7 of the Indices of Deprivation, its overall index and seven domains."""
    old = year == 2019
    areas = place.lsoas_2011 if old else place.lsoas
    need = _need_2011(place) if old else place.need
    districts = _districts_2011(place) if old else place.district_of
    codes, geography = ("2011", "2019") if old else ("2021", "2024")
    people = "mid 2015 (excluding prisoners)" if old else "mid 2022"
    header = [f"LSOA code ({codes})", f"LSOA name ({codes})",
              f"Local Authority District code ({geography})",
              f"Local Authority District name ({geography})"]  # fmt: skip
    columns = []
    for domain, score, closeness in DOMAINS:
        header += [f"{domain} {score}", f"{domain} {RANK}", f"{domain} {DECILE}"]
        columns.append(_scored(need, score, closeness, year, domain))
    residents = _residents_2011(place) if old else residents_in(place, 2022)
    lines = []
    for number, area in enumerate(areas):
        district = DISTRICTS[districts[number]]
        figures = [figure for column in columns for figure in column[number]]
        fields = (area.code, area.name, district.code, district.name, *figures, residents[number])
        lines.append(joined(fields))
    ledger.write_table(
        f"population/{FILE_7[year]}", [*header, f"Total population: {people}"], lines
    )


def _scored(
    need: Numbers, score: str, closeness: float, year: int, domain: str
) -> list[tuple[str, int, int]]:
    """Score, rank and decile of each area among all of England's."""
    rng = stream(PLACE_SEED, "deprivation", str(year), domain)
    own = rng.normal(0, 1, len(need))
    standard = closeness * need + (1 - closeness**2) ** 0.5 * own + NEEDIER_THAN_ENGLAND
    above = 1 / (1 + np.exp(1.702 * standard))  # the normal distribution's tail, nearly
    england = LSOAS_2011_IN_ENGLAND if year == 2019 else LSOAS_2021_IN_ENGLAND
    ranks = _ranks(above, england).tolist()
    values = 0.5 * (1 - above) ** 2 if "rate" in score else 70 * (1 - above) ** 2
    return [
        (f"{value:.3f}", rank, -(-10 * rank // england))
        for value, rank in zip(values.tolist(), ranks, strict=True)
    ]


def _ranks(above: Numbers, england: int) -> Counts:
    """Rank among all of England's of areas with these shares above them; no two the same."""
    order, steps = np.argsort(above), np.arange(len(above))
    ranks = np.empty(len(above), dtype=np.int64)
    ranks[order] = np.maximum.accumulate(np.ceil(above[order] * england) - steps) + steps
    return ranks


def _lsoas_2021_of(place: Place) -> list[Labels]:
    """Positions of the LSOAs of 2021 that each of 2011 became, or became part of."""
    codes = [lsoa.code for lsoa in place.lsoas]
    return [
        np.array([codes.index(change.lsoa21.code)
                  for change in place.changes if change.lsoa11.code == old.code])
        for old in place.lsoas_2011
    ]  # fmt: skip


def _need_2011(place: Place) -> Numbers:
    return np.array([place.need[became].mean() for became in _lsoas_2021_of(place)])


def _districts_2011(place: Place) -> Counts:
    return np.array([place.district_of[became[0]] for became in _lsoas_2021_of(place)])


def _residents_2011(place: Place) -> Counts:
    """Residents of mid 2015; a merger's halves have half of it each."""
    residents = residents_in(place, 2015)
    merged = {change.lsoa11.code for change in place.changes if change.change == "M"}
    return np.array([
        residents[became].sum() // (2 if old.code in merged else 1)
        for old, became in zip(place.lsoas_2011, _lsoas_2021_of(place), strict=True)
    ])  # fmt: skip
