"""Dates, points and counts are read, or have a reason that carries no value."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.errors import ConfigurationError
from wardmote.evidence.tabular import (
    Parsed,
    date_format_fault,
    guess_date_formats,
    parse_coordinates,
    parse_counts,
    parse_dates,
)
from wardmote.evidence.tabular.dates import DAY_FORMATS, EXCEL, MONTH_FORMATS, has_time

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2068, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)


def moment_of(text: str, format: str) -> str | None:
    value = parse_dates([text], format).values[0]
    return None if value is None else value.isoformat(sep=" ")


@pytest.mark.parametrize(
    ("text", "format", "moment"),
    [
        ("01/02/2024", "%d/%m/%Y", "2024-02-01 00:00:00"),
        (" 1/2/2024 ", "%d/%m/%Y", "2024-02-01 00:00:00"),
        ("01/02/2024 23:15", "%d/%m/%Y %H:%M", "2024-02-01 23:15:00"),
        ("1 Feb 2024", "%d %b %Y", "2024-02-01 00:00:00"),
        ("01/02/24", "%d/%m/%y", "2024-02-01 00:00:00"),
        ("2024-02", "%Y-%m", "2024-02-01 00:00:00"),
        ("202402", "%Y%m", "2024-02-01 00:00:00"),
        ("2024-02-01", EXCEL, "2024-02-01 00:00:00"),
        ("2024-02-01 23:15:00", EXCEL, "2024-02-01 23:15:00"),
        ("45323", EXCEL, "2024-02-01 00:00:00"),
        ("45323.0", EXCEL, "2024-02-01 00:00:00"),
        ("45323.96875", EXCEL, "2024-02-01 23:15:00"),
        ("45323.41666666666", EXCEL, "2024-02-01 10:00:00"),
        # one hour of summer time, and none of winter time
        ("2024-07-01T22:30:00+00:00", "%Y-%m-%dT%H:%M:%S%z", "2024-07-01 23:30:00"),
        ("2024-01-01T22:30:00Z", "%Y-%m-%dT%H:%M:%S%z", "2024-01-01 22:30:00"),
    ],
)
def test_date_is_read_as_the_clock_on_the_wall(text: str, format: str, moment: str) -> None:
    assert moment_of(text, format) == moment


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("31/02/2024", "%d/%m/%Y"),
        ("13/13/2024", "%d/%m/%Y"),
        ("01/02/24", "%d/%m/%Y"),
        ("01/02/2024 10:00", "%d/%m/%Y"),
        ("2024113", "%Y%m%d"),
        ("202411", "%Y%m%d"),
        ("soon", EXCEL),
        ("0", EXCEL),
        ("20240301", EXCEL),
        ("nan", EXCEL),
        ("inf", EXCEL),
        ("2024-13-01", EXCEL),
    ],
)
def test_date_that_cannot_be_is_at_fault_in_words_without_its_text(text: str, format: str) -> None:
    parsed = parse_dates(["", text], format)

    assert parsed.values == (None, None)
    assert parsed.faults == ("the date is missing", "the date cannot be read")


@given(moments=st.lists(MOMENTS, min_size=1, max_size=20), format=st.sampled_from(DAY_FORMATS[:-1]))
@settings(max_examples=80, deadline=None)
def test_format_that_wrote_dates_reads_them_and_is_among_the_guesses(
    moments: list[datetime], format: str
) -> None:
    texts = [moment.replace(tzinfo=UTC).strftime(format) for moment in moments]
    read = parse_dates(texts, format)

    assert read.faulty == 0
    again = [value.strftime(format.replace("%z", "")) for value in read.values if value]
    if "%z" not in format:
        assert again == texts
    assert format in guess_date_formats(texts, DAY_FORMATS)


@given(days=st.integers(1, 73_050), seconds=st.integers(0, 86_399))
@settings(max_examples=60, deadline=None)
def test_excel_days_count_from_the_last_day_but_one_of_1899(days: int, seconds: int) -> None:
    expected = datetime(1899, 12, 30) + timedelta(days=days, seconds=seconds)  # noqa: DTZ001

    assert moment_of(repr(days + seconds / 86_400), EXCEL) == expected.isoformat(sep=" ")


def test_one_day_past_the_twelfth_settles_day_and_month() -> None:
    both = ["01/02/2024", "", "12/11/2024"]

    assert guess_date_formats(both, DAY_FORMATS) == ("%d/%m/%Y", "%m/%d/%Y")
    assert guess_date_formats([*both, "13/01/2024"], DAY_FORMATS) == ("%d/%m/%Y",)
    assert guess_date_formats([*both, "01/13/2024"], DAY_FORMATS) == ("%m/%d/%Y",)
    assert guess_date_formats([*both, "13/13/2024"], DAY_FORMATS) == ()
    assert guess_date_formats(["", ""], DAY_FORMATS) == ()


@pytest.mark.parametrize(
    ("text", "format"),
    [("2024-03", "%Y-%m"), ("202403", "%Y%m"), ("Mar 2024", "%b %Y"), ("Mar-24", "%b-%y")],
)
def test_month_is_told_from_day(text: str, format: str) -> None:
    assert guess_date_formats([text], MONTH_FORMATS)[0] == format
    assert guess_date_formats([text], DAY_FORMATS) == ()


@pytest.mark.parametrize("format", [*DAY_FORMATS, "%d %B %Y %I:%M %p", "%j %Y"])
def test_our_own_formats_are_without_fault(format: str) -> None:
    assert date_format_fault(format) is None


@pytest.mark.parametrize(
    ("format", "fault"),
    [
        ("dd/mm/yyyy", 'it has no % signs: perhaps "%d/%m/%Y"'),
        ("DD/MM/YYYY HH:MM", 'it has no % signs: perhaps "%d/%m/%Y %H:%M"'),
        ("%d/%M/%Y", "it has no month (%m; %M is minutes)"),
        ("%d/%Y", "it has no month (%m)"),
        ("%d/%m", "it has no year (%Y for 2024, %y for 24)"),
        ("%m/%Y", "it has no day (%d)"),
        ("%d/%m/%Y %I:%M", "it has %I, an hour to 12, without %p for am or pm"),
        ("%d/%m/%Q", "it has a directive that is not known: %Q"),
        ("%d/%m/%Y %", "it has a directive that is not known: %"),
    ],
)
def test_format_that_cannot_be_says_what_is_wrong(format: str, fault: str) -> None:
    assert date_format_fault(format) == fault
    if "no day" not in fault:
        with pytest.raises(ConfigurationError) as raised:
            parse_dates(["01/02/2024"], format)
        assert fault in str(raised.value)


def test_month_format_needs_no_day() -> None:
    assert date_format_fault("%m/%Y", to_month=True) is None


def test_time_of_day_is_known_only_where_the_format_gives_it() -> None:
    assert not has_time("%d/%m/%Y")
    assert has_time("%d/%m/%Y %H:%M")


GRID, DEGREES = "national_grid", "longitude_latitude"


@pytest.mark.parametrize(
    ("first", "second", "system", "point", "fault"),
    [
        ("535421", "181234.5", GRID, (535421.0, 181234.5), None),
        ("535,421", "181,234.5", GRID, (535421.0, 181234.5), None),
        ("-0.41", "51.88", DEGREES, (-0.41, 51.88), None),
        ("", "", GRID, None, None),
        ("535421", "", GRID, None, "one coordinate is missing"),
        ("0", "0.0", GRID, None, "the coordinates are 0, 0"),
        ("0", "0", DEGREES, None, "the coordinates are 0, 0"),
        ("51.88", "-0.41", DEGREES, None, "longitude and latitude are swapped"),
        ("181234", "535421", GRID, None, "easting and northing are swapped"),
        ("2.35", "48.85", DEGREES, None, "the point is outside the United Kingdom"),
        ("-89.9", "35.1", DEGREES, None, "the point is outside the United Kingdom"),
        ("982546", "206109", GRID, None, "the point is outside the United Kingdom"),
        ("-0.41", "51.88", GRID, None, "the point is outside the United Kingdom"),
        ("TQ 35421", "81234", GRID, None, "the coordinates cannot be read"),
        ("nan", "51.88", DEGREES, None, "the coordinates cannot be read"),
        ("51,88", "-0,41", DEGREES, None, "the coordinates cannot be read"),
    ],
)
def test_point_is_read_or_says_why_not(
    first: str, second: str, system: str, point: tuple[float, float] | None, fault: str | None
) -> None:
    parsed = parse_coordinates([first], [second], system)

    assert parsed.values == (point,)
    assert parsed.faults == (fault,)


def test_unknown_system_lists_the_known() -> None:
    with pytest.raises(ConfigurationError) as raised:
        parse_coordinates(["1"], ["2"], "wgs84")

    assert "Known     national_grid, longitude_latitude" in str(raised.value)


@pytest.mark.real_data
def test_no_corner_of_england_or_wales_is_taken_for_swapped_or_abroad(real_data: Path) -> None:
    from pyproj import Transformer

    areas = json.loads((real_data / "areas" / "boundaries_ltla24.geojson").read_text("utf-8"))
    corners = [
        corner
        for area in areas["features"]
        if area["properties"]["ltla24_code"][0] in "EW"
        for polygon in area["geometry"]["coordinates"]
        for ring in polygon
        for corner in (ring if isinstance(ring[0], list) else [ring])
    ]
    longitudes = [corner[0] for corner in corners]
    latitudes = [corner[1] for corner in corners]
    to_grid = Transformer.from_crs(4326, 27700, always_xy=True)
    eastings, northings = to_grid.transform(longitudes, latitudes)

    grid = parse_coordinates([str(e) for e in eastings], [str(n) for n in northings], GRID)
    degrees = parse_coordinates(
        [str(value) for value in longitudes], [str(value) for value in latitudes], DEGREES
    )

    assert len(corners) > 10_000
    assert grid.faulty == degrees.faulty == 0


@pytest.mark.parametrize(
    ("text", "count", "fault"),
    [
        ("12", 12, None),
        (" 1234.0 ", 1234, None),
        ("1,234", 1234, None),
        ("0", 0, None),
        ("-0", 0, None),
        ("-1", None, "the count is negative"),
        ("0.5", None, "the count cannot be read as a whole number"),
        ("", None, "the count cannot be read as a whole number"),
        ("<5", None, "the count cannot be read as a whole number"),
        ("-", None, "the count cannot be read as a whole number"),
        ("12,34", None, "the count cannot be read as a whole number"),
        ("1e3", None, "the count cannot be read as a whole number"),
    ],
)
def test_count_is_a_whole_number_or_says_why_not(
    text: str, count: int | None, fault: str | None
) -> None:
    parsed = parse_counts([text])

    assert parsed.values == (count,)
    assert parsed.faults == (fault,)


def test_values_and_faults_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="1 values but 0 faults"):
        Parsed((1,), ())
