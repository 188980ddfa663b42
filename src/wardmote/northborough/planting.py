"""Which truths a telling holds, in the words of `Planted`, and the breaks that are declared."""

from __future__ import annotations

from datetime import date

from wardmote.northborough.names import FORCE_AREA_CODE, FORCE_NAME
from wardmote.northborough.place import DISTRICTS, NORTHBOROUGH
from wardmote.northborough.plantable import CRIME_TYPES, PARTNER_INCIDENTS
from wardmote.northborough.setting import Setting
from wardmote.northborough.truth import Planted

STREET = "police_uk/*/*-street.csv"
FESTIVAL_DAYS = (10, 13)
BOTH = tuple(district.code for district in DISTRICTS)


def planted_truths(setting: Setting, hot_spots: tuple[str, ...]) -> tuple[Planted, ...]:
    """Every truth that the plan switches on."""
    return (
        *_spots(setting, hot_spots),
        *_changes(setting),
        *_moves(setting),
        *_happenings(setting),
    )


def _spots(setting: Setting, hot_spots: tuple[str, ...]) -> list[Planted]:
    plan = setting.plan
    found = [
        Planted("overdispersion", tuple(CRIME_TYPES), BOTH, None, None, {"phi": plan.phi}, STREET)
    ]
    if plan.hot_spots:
        size = {
            "lsoas": float(len(hot_spots)),
            "ratio": plan.hot_spots.ratio,
            "ordinary_spread": plan.hot_spots.ordinary_spread,
        }
        found.append(Planted("hot_spots", tuple(CRIME_TYPES), hot_spots, None, None, size, STREET))
    return found


def _changes(setting: Setting) -> list[Planted]:
    """Steps, trends, seasons and recording breaks: of both districts."""
    plan, last = setting.plan, setting.last_month
    found = []
    for step in plan.steps:
        since = setting.months_back(step.months_from_end)
        size = {"ratio": step.ratio}
        found.append(Planted("step", (step.category,), BOTH, since, last, size, STREET))
    for trend in plan.trends:
        size = {"monthly_growth": trend.monthly_growth}
        first = setting.period[0]
        found.append(Planted("trend", (trend.category,), BOTH, first, last, size, STREET))
    for season in plan.seasons:
        size = {"amplitude": season.amplitude, "peak_month": float(season.peak_month)}
        found.append(Planted("season", (season.category,), BOTH, None, None, size, STREET))
    for jump in plan.recording_breaks:
        since = setting.months_back(jump.months_from_end)
        size = {"ratio": jump.ratio}
        found.append(Planted("recording_break", (jump.category,), BOTH, since, last, size, STREET))
    return found


def _moves(setting: Setting) -> list[Planted]:
    """What moves between categories or between wards, its sum unchanged."""
    last = setting.last_month
    found = []
    for moved in setting.plan.reclassifications:
        since = setting.months_back(moved.months_from_end)
        pair, size = (moved.from_category, moved.to_category), {"share": moved.share}
        found.append(Planted("reclassification", pair, BOTH, since, last, size, STREET))
    if shift := setting.plan.displacement:
        since = setting.months_back(shift.months_from_end)
        wards, size = (shift.from_ward, shift.to_ward), {"share": shift.share}
        found.append(
            Planted(
                "displacement", (shift.category,), wards, since, last, size,
                PARTNER_INCIDENTS[shift.category],
            )
        )  # fmt: skip
    return found


def _happenings(setting: Setting) -> list[Planted]:
    plan = setting.plan
    found = []
    if repeats := plan.near_repeat:
        size = {
            "share": repeats.share,
            "radius_metres": repeats.radius_metres,
            "window_days": float(repeats.window_days),
        }
        found.append(
            Planted(
                "near_repeat", (repeats.category,), (NORTHBOROUGH.code,), None, None, size,
                PARTNER_INCIDENTS[repeats.category],
            )
        )  # fmt: skip
    if event := plan.large_event:
        month = setting.months_back(event.months_from_end)
        size = {"ratio": event.ratio}
        found.append(
            Planted("large_event", (event.category,), (event.ward,), month, month, size, STREET)
        )
    if plan.search_disparity:
        found.append(
            Planted(
                "search_disparity", (), BOTH, None, None, dict(plan.search_disparity.ratios),
                "police_uk/*/*-stop-and-search.csv",
            )
        )  # fmt: skip
    return found


def declared_breaks(setting: Setting) -> str:
    """The partnership's events.toml: what is declared, and no planted truth that is not."""
    entries = [
        _entry(
            id=f"northshire_recording_{number}",
            what=f"{FORCE_NAME} changed how it records {CRIME_TYPES[jump.category].lower()}: "
            "counts before and after do not compare.",
            starts=setting.months_back(jump.months_from_end),
            ends=setting.months_back(jump.months_from_end),
            areas=(FORCE_AREA_CODE, *BOTH, *(district.csp_code for district in DISTRICTS)),
            series=(f"police_uk:{jump.category}",),
            kind="recording",
            excluded_from_baselines=False,
            source=f"{FORCE_NAME}, note to partners (invented)",
        )
        for number, jump in enumerate(setting.plan.recording_breaks, start=1)
    ]
    if event := setting.plan.large_event:
        month = setting.months_back(event.months_from_end)
        entries.append(
            _entry(
                id="northborough_harbour_festival",
                what="Harbour Festival: about 60,000 visitors in four days.",
                starts=month.replace(day=FESTIVAL_DAYS[0]),
                ends=month.replace(day=FESTIVAL_DAYS[1]),
                areas=(NORTHBOROUGH.code, NORTHBOROUGH.csp_code, event.ward),
                series=(f"police_uk:{event.category}",),
                kind="event",
                excluded_from_baselines=True,
                source="Northborough Council, event plan (invented)",
            )
        )
    head = "# Breaks and events that this partnership declares. Northborough is invented.\n"
    return "\n".join([head, *entries])


Value = str | bool | date | tuple[str, ...]


def _entry(**fields: Value) -> str:
    lines = [f"{name} = {_toml(value)}" for name, value in fields.items()]
    return "\n".join(["[[break]]", *lines, ""])


def _toml(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"'
