"""An assessment as an analyst writes it by hand: one script, no package of ours.

Run: python by_hand.py DATA OUT   (needs pandas, geopandas, statsmodels and matplotlib)

From Bedfordshire's raw files it makes Luton's tables (CSV), charts and map (SVG) and one page of
HTML. It is straightforward: each crime once, by LSOA where the code is known and else by point
in polygon; two years compared by a quasi-Poisson model with the months as a factor; wards with
rates; who moved the total; the share of the busiest tenth of LSOAs; stop and search by ethnicity.
It has none of what takes the time of an assessment to be trusted: no account of rows, no receipts,
no breaks, no wording by test, no disclosure, no PDF, no Word.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import geopandas as gpd
import matplotlib as mpl
import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.stats.multitest import multipletests

DISTRICT, FORCE = "E06000032", ("E06000032", "E06000055", "E06000056")
RESIDENTS = "Mid-2022: Population"
BLUE = "#12436D"

mpl.use("svg")
import matplotlib.pyplot as plt  # noqa: E402  (the drawing library is chosen first)


def read_all(data: Path, kind: str) -> pd.DataFrame:
    paths = sorted((data / "police_uk" / "bedfordshire").glob(f"*/*-{kind}.csv"))
    return pd.concat([pd.read_csv(path) for path in paths], ignore_index=True)


def read_areas(data: Path) -> tuple[gpd.GeoDataFrame, pd.DataFrame, dict[str, str]]:
    areas = data / "areas"
    shapes = [gpd.read_file(areas / "lsoa21" / f"{code}.geojson") for code in FORCE]
    lookups = areas / "lookups"
    wards = pd.read_csv(next(lookups.glob("LSOA_(2021)*")), encoding="utf-8-sig")
    census = pd.read_csv(next(lookups.glob("LSOA_(2011)*")), encoding="utf-8-sig", low_memory=False)
    same = census[census["CHGIND"].isin(["U", "M"])].set_index("LSOA11CD")["LSOA21CD"].to_dict()
    return pd.concat(shapes)[["LSOA21CD", "geometry"]], wards.set_index("LSOA21CD"), same


def crimes(data: Path, shapes: gpd.GeoDataFrame, wards: pd.DataFrame, same: dict) -> pd.DataFrame:
    rows = read_all(data, "street")
    known = rows["Crime ID"].notna()
    rows = pd.concat([rows[known].drop_duplicates(["Crime ID", "Month"]), rows[~known]])
    rows["lsoa"] = rows["LSOA code"].map(lambda code: same.get(code, code))
    rows["lsoa"] = rows["lsoa"].where(rows["lsoa"].isin(wards.index))
    lost = rows[rows["lsoa"].isna() & rows["Longitude"].notna()]
    spots = gpd.points_from_xy(lost["Longitude"], lost["Latitude"])
    spots = gpd.GeoDataFrame(index=lost.index, geometry=spots, crs=shapes.crs)
    found = spots.sjoin(shapes, predicate="within")["LSOA21CD"]
    rows.loc[found.index, "lsoa"] = found
    rows["ward"] = rows["lsoa"].map(wards["WD24NM"])
    rows["ward_code"] = rows["lsoa"].map(wards["WD24CD"])
    return rows[rows["lsoa"].map(wards["LAD24CD"]) == DISTRICT]


def compared(monthly: pd.DataFrame) -> pd.DataFrame:
    """Last year beside the one before: counts, ratio, interval, p adjusted for many tests."""
    found = []
    for kind in monthly:
        last, before = monthly[kind].iloc[-12:], monthly[kind].iloc[-24:-12]
        counts = np.concatenate([before, last])
        months = pd.get_dummies(np.tile(np.arange(12), 2), drop_first=True, dtype=float)
        design = np.column_stack([np.ones(24), np.repeat([0.0, 1.0], 12), months])
        model = sm.GLM(counts, design, family=sm.families.Poisson()).fit(scale="X2")
        low, high = np.exp(model.conf_int()[1])
        found.append((kind, before.sum(), last.sum(), np.exp(model.params[1]), low, high))
        found[-1] += (model.pvalues[1],)
    names = ["what", "before", "after", "ratio", "low", "high", "p"]
    table = pd.DataFrame(found, columns=names).sort_values("after", ascending=False)
    table["adjusted_p"] = multipletests(table["p"], method="fdr_bh")[1]
    return table


def by_ward(year: pd.DataFrame, before: pd.DataFrame, data: Path, wards: pd.DataFrame):
    people = pd.read_parquet(data / "population" / "population_lsoa21_2011_2022.parquet")
    residents = people.set_index("LSOA 2021 Code")[RESIDENTS]
    ours = wards[wards["LAD24CD"] == DISTRICT]
    residents = residents.reindex(ours.index).groupby(ours["WD24NM"]).sum()
    table = pd.DataFrame({"after": year.groupby("ward").size(), "residents": residents})
    table["before"] = before.groupby("ward").size()
    table["rate"] = 1000 * table["after"] / table["residents"]
    table["moved"] = table["after"] - table["before"]
    return table.sort_values("rate", ascending=False).rename_axis("ward").reset_index()


def concentration(year: pd.DataFrame, lsoas: int) -> pd.DataFrame:
    found = []
    for kind, rows in year.groupby("Crime type"):
        counts = rows.groupby("lsoa").size().sort_values(ascending=False)
        busiest = counts.iloc[: round(lsoas / 10)].sum() / counts.sum()
        found.append((kind, len(rows), busiest))
    return pd.DataFrame(found, columns=["what", "count", "share of the busiest tenth"])


def searches(data: Path, shapes: gpd.GeoDataFrame, wards: pd.DataFrame) -> pd.DataFrame:
    rows = read_all(data, "stop-and-search").dropna(subset=["Longitude"])
    spots = gpd.points_from_xy(rows["Longitude"], rows["Latitude"])
    spots = gpd.GeoDataFrame(rows, geometry=spots, crs=shapes.crs)
    placed = spots.sjoin(shapes, predicate="within")
    ours = placed[placed["LSOA21CD"].map(wards["LAD24CD"]) == DISTRICT]
    nothing = ours["Outcome"].eq("A no further action disposal")
    grouped = ours.assign(found=~nothing).groupby("Officer-defined ethnicity")["found"]
    return grouped.agg(["size", "mean"]).reset_index()


def line_chart(counts: pd.Series, title: str, path: Path) -> None:
    figure, axes = plt.subplots(figsize=(8, 3.5))
    axes.plot(range(len(counts)), counts, color=BLUE)
    axes.set_xticks(range(0, len(counts), 6), counts.index[::6])
    axes.set_ylim(bottom=0)
    axes.set_title(title, loc="left")
    figure.savefig(path)
    plt.close(figure)


def small_multiples(monthly: pd.DataFrame, kinds: list[str], path: Path) -> None:
    figure, panels = plt.subplots(2, 2, figsize=(8, 5))
    for axes, kind in zip(panels.flat, kinds, strict=False):
        axes.plot(range(len(monthly)), monthly[kind], color=BLUE)
        axes.set_ylim(bottom=0)
        axes.set_title(kind, loc="left")
    figure.savefig(path)
    plt.close(figure)


def ward_map(data: Path, wards: pd.DataFrame, path: Path) -> None:
    shapes = gpd.read_file(data / "areas" / "ward" / f"{DISTRICT}.geojson")
    shapes = shapes.merge(wards, left_on="WD25NM", right_on="ward", how="left").to_crs(27700)
    figure, axes = plt.subplots(figsize=(6, 6))
    shapes.plot("rate", ax=axes, cmap="Blues", edgecolor="white", legend=True)
    axes.set_axis_off()
    figure.savefig(path)
    plt.close(figure)


def main(data: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    shapes, wards, same = read_areas(data)
    rows = crimes(data, shapes, wards, same)
    monthly = pd.crosstab(rows["Month"], rows["Crime type"])
    months = list(monthly.index)
    year = rows[rows["Month"].isin(months[-12:])]
    before = rows[rows["Month"].isin(months[-24:-12])]
    tables = {
        "changes": compared(monthly),
        "months": monthly.reset_index(),
        "wards": by_ward(year, before, data, wards),
        "concentration": concentration(year, int((wards["LAD24CD"] == DISTRICT).sum())),
        "searches": searches(data, shapes, wards),
    }
    kinds = list(tables["changes"]["what"])
    for kind in kinds[:7]:
        line_chart(monthly[kind], kind, out / f"{kind.replace('/', '-')}.svg")
    line_chart(monthly.sum(axis=1), "All recorded", out / "all.svg")
    small_multiples(monthly, kinds[:4], out / "front.svg")
    ward_map(data, tables["wards"], out / "front-map.svg")
    ward_map(data, tables["wards"], out / "map.svg")
    for name, table in tables.items():
        table.to_csv(out / f"{name}.csv", index=False)
    parts = [table.to_html(index=False) for table in tables.values()]
    parts += [path.read_text() for path in sorted(out.glob("*.svg"))]
    (out / "index.html").write_text("\n".join(parts), encoding="utf-8")
    counts = tables["changes"].set_index("what")[["before", "after"]]
    (out / "counts.json").write_text(json.dumps(counts.T.to_dict("list")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
