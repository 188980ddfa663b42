"""A whole document about an invented place, as an assessment would compose it."""

from __future__ import annotations

import hashlib
import math
import random
from datetime import date

import numpy as np
import shapely

from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.publish.blocks import (
    Callout,
    Definitions,
    Paragraph,
    Points,
    Section,
    SideBySide,
)
from wardmote.publish.changes import Change, draw_changes
from wardmote.publish.charts import (
    Break,
    Limits,
    Line,
    Span,
    draw_months,
    draw_small_multiples,
)
from wardmote.publish.document import Document, Strip
from wardmote.publish.exhibits import Chart
from wardmote.publish.maps import MappedArea, Measure, Surrounding, Why, map_exhibit
from wardmote.publish.pieces import Link, Number, Strong
from wardmote.publish.receipts import Counted, Receipt, SourceFile
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.marking import Marking

MONTHS = [f"{2021 + (4 + n) // 12}-{(4 + n) % 12 + 1:02}" for n in range(36)]
WARDS = [
    "Abbey",
    "Abbotsfield",
    "Brookside",
    "Castle",
    "Chapelgate",
    "Dunmore",
    "Eastfield",
    "Fairmead",
    "Goldings",
    "Harbour",
    "Holywell",
    "Kingsmoor",
    "Lowgate",
    "Market",
    "Newlands",
    "Old-Town",
    "Priory",
    "Quayside",
    "Riverside",
    "Southgate",
]
OWNERS = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right 2024."
)
OGL = "Open Government Licence v3.0"
FILES = [
    SourceFile(
        f"{month}-northshire-street.csv",
        hashlib.sha256(month.encode()).hexdigest(),
        "data.police.uk (invented)",
        OGL,
        date(2024, 6, 3),
        address="https://data.police.uk/data/",
        sensitivity=Sensitivity.OPEN,
    )
    for month in MONTHS
]
COUNCIL_FILE = SourceFile(
    "noise-2024-q1.xlsx",
    hashlib.sha256(b"noise").hexdigest(),
    "Northborough Council",
    "Sharing agreement 7",
    date(2024, 5, 20),
    marking=Marking.PARTNERS,
    sensitivity=Sensitivity.OPEN,  # as if the council had published them: this tests formats
)
STREET = tuple(Counted(file.sha256, 5000 + 7 * n) for n, file in enumerate(FILES))


def series(base: float, swing: float, seed: int, step: float = 0) -> tuple[float, ...]:
    """Invented months with a season, and a step in their last year."""
    draw = random.Random(seed)
    return tuple(
        round(
            base
            + swing * math.sin((n + 2) / 12 * 2 * math.pi)
            + draw.gauss(0, base**0.5)
            + (step if n >= 24 else 0)
        )
        for n in range(len(MONTHS))
    )


def limits(values: tuple[float, ...]) -> Limits:
    """Invented limits of ordinary months."""
    middle = sum(values[:24]) / 24
    spread = 3 * middle**0.5
    low, high = max(0, round(middle - spread)), round(middle + spread)
    return Limits((low,) * 36, (high,) * 36, "Ordinary months")


def ward_shapes() -> list[shapely.Geometry]:
    """Twenty invented wards that share their borders, in metres."""
    draw = random.Random(8)
    borough = shapely.Point(504_500, 223_500).buffer(4_600, quad_segs=24)
    middle = np.array([504_500, 223_500])
    borough = shapely.transform(borough, lambda at: (at - middle) * [1, 0.72] + middle)
    seeds = [(500_500 + 2_000 * (n % 5), 221_000 + 1_600 * (n // 5)) for n in range(20)]
    moved = [(x + draw.uniform(-600, 600), y + draw.uniform(-500, 500)) for x, y in seeds]
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(moved), extend_to=borough)
    )
    return [shapely.intersection(cell, borough) for cell in cells]


def mapped_areas() -> list[MappedArea]:
    """The wards with their values: one has no data, one is suppressed."""
    draw = random.Random(4)
    values = [round(draw.lognormvariate(3.4, 0.5), 1) for _ in WARDS]
    areas = [
        MappedArea(f"E0599{n:04}", name, shape, value)
        for n, (name, shape, value) in enumerate(zip(WARDS, ward_shapes(), values, strict=True))
    ]
    areas[4] = MappedArea(areas[4].code, areas[4].name, areas[4].geometry, None, Why.NO_DATA)
    areas[9] = MappedArea(areas[9].code, areas[9].name, areas[9].geometry, None, Why.SUPPRESSED)
    return areas


def surroundings() -> list[Surrounding]:
    """Two neighbours and a river."""
    west, east = shapely.box(490_000, 210_000, 504_500, 240_000), None
    east = shapely.box(504_500, 210_000, 520_000, 240_000)
    river = shapely.LineString([(490_000, 219_000), (502_000, 227_200), (520_000, 227_400)])
    return [
        Surrounding("Southshire", west),
        Surrounding("Eastborough", east),
        Surrounding("River North", river.buffer(180), water=True),
    ]


def receipts() -> tuple[Receipt, ...]:
    """One receipt for each figure of the document."""
    year = "12 months to April 2024 against the 12 months before"
    method = (
        "Recorded offences counted by month; change by a quasi-Poisson log-linear model of the "
        "monthly counts with calendar month and twelve-month block as factors (statistics rule S1)."
    )
    choices = (
        ("Periods", year),
        ("Dispersion φ", "1.84"),
        ("Interval", "95%, two-sided"),
        ("Tests in the family", "9, Benjamini-Hochberg"),
    )
    said = {
        "violence-year": "Recorded violence in Northborough, 12 months to April 2024",
        "burglary-year": "Recorded residential burglary in Northborough, 12 months to April 2024",
        "asb-year": "Police-recorded anti-social behaviour, 12 months to April 2024",
        "drugs-year": "Recorded drug offences in Northborough, 12 months to April 2024",
        "themes-monthly": "Nine themes by month, May 2021 to April 2024",
        "asb-wards": "Anti-social behaviour by ward, 12 months to April 2024",
        "decision-table": "Findings for decision, 12 months to April 2024",
    }
    made = [
        Receipt(name, statement, method, STREET, choices, "Recording and policing change too.")
        for name, statement in said.items()
    ]
    noise = Receipt(
        "noise-quarter",
        "Noise complaints to Northborough Council, January to March 2024",
        "Rows counted by the date on which they were received.",
        (Counted(COUNCIL_FILE.sha256, 4127),),
        marking=Marking.PARTNERS,
    )
    return (*made, noise)


def findings_table() -> Table:
    """The front page's table, a card a row on a phone."""
    columns = (
        Column("How many", "12 months to April 2024", decimals=0),
        Column("Year before", "12 months to April 2023", decimals=0),
        Column("Rate", "per 1,000 residents", decimals=1),
        Column("Change"),
        Column("How sure"),
        Column("Caveat"),
    )

    def row(name, figure, now, before, rate, change, sure, caveat, lead=False):
        counts = (Number(now, figure), Number(before, figure), rate)
        return Row(name, (*counts, change, sure, caveat), stands_out=lead)

    clear = "No clear change"
    rows = (
        row("Violence", "violence-year", 10330, 9396, 47.6, "Rose, about 10%", "High",
            "New recording system in March 2023", lead=True),
        row("Anti-social behaviour", "asb-year", 10931, 11280, 50.4, clear, "Medium",
            "Council reports not included"),
        row("Residential burglary", "burglary-year", 1382, 1398, 15.9, clear, "High",
            "Rate is per 1,000 households"),
        row("Drug offences", "drugs-year", 2527, 1965, 11.6, "Counted, not judged", "Not judged",
            "Counts police activity as well"),
        Row("Fires set on purpose", ("not received", "not received", "not received",
            "Cannot say", "Not judged", "Fire service to send 2023–24")),
    )  # fmt: skip
    return Table(
        "findings",
        "Findings for decision, Northborough, 12 months to April 2024",
        "What",
        columns,
        rows,
        figure_id="decision-table",
        notes=("Ordered by recommended priority, not by the size of the change.",),
        as_cards=True,
    )


def monthly_table(id: str, caption: str, columns: dict[str, tuple[float, ...]]) -> Table:
    """The numbers of a chart."""
    rows = tuple(
        Row(month, tuple(int(values[n]) for values in columns.values()))
        for n, month in enumerate(MONTHS)
    )
    heads = tuple(Column(name, "a month", decimals=0) for name in columns)
    return Table(id, caption, "Month", heads, rows, figure_id="themes-monthly")


def violence_chart() -> Chart:
    """One theme with limits, a break and Covid."""
    values = series(790, 40, 3, step=90)
    return Chart(
        id="violence-monthly",
        title="Violence rose in its last year, and went beyond ordinary months",
        subtitle="Recorded violence against the person, offences a month, Northborough, May 2021 "
        "to April 2024. data.police.uk (invented), retrieved 3 June 2024.",
        drawing=draw_months(
            MONTHS,
            [Line("Violence", values, limits(values))],
            unit="Offences a month",
            breaks=[Break("2023-03", "New recording system")],
            spans=[Span("2021-05", "2021-06", "Covid restrictions")],
        ),
        shows="Recorded violence ran near 790 offences a month for two years and near 880 in the "
        "last year, with five months beyond the ordinary range.",
        does_not_show="It does not show violence that nobody reported, and the recording system "
        "changed in March 2023.",
        table=monthly_table("violence-monthly-table", "Violence by month", {"Violence": values}),
        figure_id="themes-monthly",
    )


def multiples_chart() -> Chart:
    """Six themes beside each other."""
    themes = {
        "Violence against the person": series(790, 40, 3, step=90),
        "Anti-social behaviour": series(920, 170, 5),
        "Residential burglary": series(116, 12, 6),
        "Vehicle crime": series(240, 15, 7),
        "Robbery": series(31, 3, 9),
        "Drug offences": series(170, 10, 11, step=30),
    }
    panels = [
        Line(name, values, limits(values) if name.startswith("V") else None)
        for name, values in themes.items()
    ]
    return Chart(
        id="themes-monthly-chart",
        title="Of six themes, violence alone left its ordinary range",
        subtitle="Recorded offences or incidents a month, Northborough, May 2021 to April 2024. "
        "data.police.uk (invented), retrieved 3 June 2024.",
        drawing=draw_small_multiples(
            MONTHS,
            panels,
            breaks=[Break("2023-03", "New recording system from March 2023")],
            spans=[Span("2021-05", "2021-06", "Covid restrictions")],
            one_scale=False,
        ),
        shows="Violence stands higher in its last year; the other five swing as before.",
        does_not_show="The charts have different scales, so heights cannot be compared.",
        table=monthly_table("themes-monthly-table", "Six themes by month", themes),
        figure_id="themes-monthly",
    )


def changes_chart() -> Chart:
    """Changes and their intervals."""
    changes = [
        Change("Violence against the person", 9.9, 6, 14, "rose", True),
        Change("Anti-social behaviour", -3.1, -9, 3.4, "no clear change", False),
        Change("Residential burglary", -1.1, -21, 24, "no clear change", False),
        Change("Vehicle crime", -15.9, -33, 5, "no clear change", False),
        Change("Robbery", -24, -36, -9, "fell", True),
        Change("Fires set on purpose", None, None, None, "too short to say", False),
    ]
    rows = tuple(
        Row(one.name, ("too short to say",) * 3 if one.percent is None else
            (one.percent, one.lower, one.upper))
        for one in changes
    )  # fmt: skip
    heads = ("Change", "Lower end", "Upper end")
    table = Table(
        "changes-table",
        "Changes and their likely ranges",
        "Theme",
        tuple(Column(name, "%", decimals=1) for name in heads),
        rows,
        figure_id="decision-table",
    )
    return Chart(
        id="changes",
        title="Violence rose and robbery fell; the rest show no clear change",
        subtitle="Change in recorded offences, 12 months to April 2024 against the 12 months "
        "before, with 95% intervals. data.police.uk (invented), retrieved 3 June 2024.",
        drawing=draw_changes(changes),
        shows="The intervals of violence and robbery stay clear of no change; four others reach "
        "across it or could not be tested.",
        does_not_show="It does not show why anything changed.",
        table=table,
        figure_id="decision-table",
    )


def ward_map():
    """Anti-social behaviour by ward."""
    return map_exhibit(
        mapped_areas(),
        id="asb-map",
        title="Anti-social behaviour is recorded most in and around the town centre",
        subtitle="Police-recorded incidents per 1,000 residents (mid-2022), by ward, Northborough, "
        "12 months to April 2024. data.police.uk (invented), retrieved 3 June 2024.",
        measure=Measure(
            "Anti-social behaviour", "incidents per 1,000 residents", is_rate=True, decimals=1
        ),
        area_header="Ward",
        shows="Rates are highest in five wards around the town centre and lowest along the edge.",
        does_not_show="Many people in the centre live elsewhere, so a rate per resident says "
        "little about risk there.",
        figure_id="asb-wards",
        attribution=OWNERS,
        surroundings=surroundings(),
    )


def sample_document() -> Document:
    """The whole document, for partners; two parts of it are for them only."""
    noise = Number(4127, "noise-quarter")
    front = Section(
        "front",
        "For decision",
        (
            Points(
                (
                    (Strong("Violence in the night-time economy"),
                     ": rose, high confidence. The Board is asked to make it a priority."),
                    (Strong("Residential burglary"),
                     ": no clear change. The Board is asked to keep it and say why."),
                ),
                numbered=True,
            ),
            findings_table(),
            SideBySide((changes_chart(), violence_chart())),
        ),
    )  # fmt: skip
    themes = Section(
        "themes",
        "What changed, month by month",
        (
            Paragraph((
                Strong("Recorded violence against the person rose"), ": ",
                Number(10330, "violence-year"), " offences against ",
                Number(9396, "violence-year"), " the year before, about ",
                Number(9.94, "violence-year", "10%"), " more (likely range 6% to 14%). Both years "
                "follow the police’s change of recording system. We do not know why. See ",
                Link("where it happens", "#where"), " and ",
                Link("how police record crime", "https://www.gov.uk/crime-recording"), ".",
            )),
            multiples_chart(),
            Callout(
                "How this misleads",
                ("A change may be in recording or police activity, not in what people suffer.",),
            ),
        ),
        new_page=True,
    )  # fmt: skip
    where = Section(
        "where",
        "Where",
        (
            Paragraph((
                "Police-recorded anti-social behaviour shows no clear change: ",
                Number(10931, "asb-year"), " incidents against ", Number(11280, "asb-year"), ".",
            )),
            ward_map(),
        ),
        new_page=True,
    )  # fmt: skip
    people = Section(
        "people",
        "What people told us",
        (
            Paragraph("Not asked yet: the consultation opens in September 2024."),
            Section(
                "noise",
                "Noise, from the council’s own records",
                (Paragraph(("The council received ", noise, " complaints about noise.")),),
                marking=Marking.PARTNERS,
            ),
        ),
    )
    gaps = Section(
        "gaps",
        "What we do not know",
        (
            Definitions((
                ("Victims", "Who is hurt, and how often the same people: the police hold it."),
                ("Fires set on purpose", "Not received since October 2023: the fire service."),
                ("Injuries", "Assaults seen in emergency departments: the hospital trust."),
            )),
            Paragraph("Candidates considered and not chosen: see the minutes of 4 June 2024.",
                      marking=Marking.PARTNERS),
        ),
    )  # fmt: skip
    return Document(
        title="Northborough: strategic assessment",
        strip=Strip(
            "Northborough", date(2024, 11, 22), "2024-04", "Evidence 3, wardmote 0.1.0", True
        ),
        answer=(
            "Of nine themes, ", Strong("one rose, one fell"), ", six show no clear change and one "
            "cannot be judged; we ask the Board to decide two priorities.",
        ),
        blocks=(front, themes, where, people, gaps),
        receipts=receipts(),
        sources=(*FILES, COUNCIL_FILE),
        foot=(
            Definitions((
                ("How to read", "“No clear change” means that the difference is within the swings "
                 "that the series has shown. It is not the same as unchanged."),
                ("Contact", ("Community safety team, ",
                 Link("safety@northborough.example", "mailto:safety@northborough.example"))),
            )),
        ),
    )  # fmt: skip
