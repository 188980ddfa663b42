"""Native charts: bars or lines whose numbers can be edited in PowerPoint."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.util import Emu

from wardmote.publish import look
from wardmote.publish.exhibits import Chart
from wardmote.publish.pptx.parts import fixed_workbook
from wardmote.publish.pptx.room import Room
from wardmote.publish.pptx.template import points

MOST_BARS: Final = 15  # more than these are points in time: a line
LETTERS: Final = 14


def add_chart(slide: Any, chart: Chart, room: Room, on: date) -> Any:
    """The numbers of a chart as a native chart.

    Parameters
    ----------
    slide
        Where it goes.
    chart
        Its table has the numbers: rows become categories, columns of numbers series.
    room
        Where on the slide.
    on
        Date that the workbook inside is given.
    """
    table = chart.table
    columns = [number for number, one in enumerate(table.columns) if one.holds_numbers]
    data = CategoryChartData(number_format=_format(chart, columns))
    data.categories = [row.header for row in table.rows]
    for number in columns:
        column = table.columns[number]
        values = [column.published(row.cells[number]) for row in table.rows]
        data.add_series(
            column.full_header, [one if isinstance(one, int | float) else None for one in values]
        )
    is_line = len(table.rows) > MOST_BARS
    kind = XL_CHART_TYPE.LINE if is_line else XL_CHART_TYPE.BAR_CLUSTERED
    left, top, width, height = room.emu
    shape = slide.shapes.add_chart(kind, Emu(left), Emu(top), Emu(width), Emu(height), data)
    _set_look(shape.chart, is_line=is_line, many=len(columns) > 1)
    workbook = shape.chart.part.chart_workbook.xlsx_part
    workbook._blob = fixed_workbook(workbook.blob, on)
    return shape


def _format(chart: Chart, columns: list[int]) -> str:
    places = max(chart.table.columns[one].decimals or 0 for one in columns)
    percent = '"%"' if all(chart.table.columns[one].unit == "%" for one in columns) else ""
    return "#,##0" + ("." + "0" * places if places else "") + percent


def _set_look(made: Any, *, is_line: bool, many: bool) -> None:
    made.has_title = False
    made.has_legend = many
    made.font.size = points(LETTERS)
    made.font.color.rgb = RGBColor.from_string(look.INK[1:])
    made.value_axis.minimum_scale = 0
    made.value_axis.has_major_gridlines = is_line
    made.value_axis.visible = is_line
    made.category_axis.format.line.color.rgb = RGBColor.from_string(look.CONTEXT[1:])
    made.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    plot = made.plots[0]
    for number, series in enumerate(plot.series):
        colour = RGBColor.from_string(look.SERIES_COLOURS[number % 4][1:])
        if is_line:
            series.format.line.color.rgb = colour
            series.smooth = False
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour
    if not is_line:
        made.category_axis.reverse_order = True
        plot.gap_width = 50
        plot.has_data_labels = True
        plot.data_labels.font.size = points(LETTERS)
        plot.data_labels.font.bold = True
        plot.data_labels.number_format_is_linked = True
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
