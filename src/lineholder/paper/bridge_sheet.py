"""Bridge sheet: the terms as numbers, and a chart of the workbook's own that stands on them.

The chart's columns are formulas over the terms, so that whoever changes a term sees it move.
"""

from collections.abc import Mapping

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from lineholder.model.outcomes import Bridge
from lineholder.model.product import Head
from lineholder.paper.waterfall import COLUMNS

HEADS = (
    Head("Term", 16), Head("Lines", 9, True), Head("Sign", 7, True), Head("Stock after", 12, True),
    Head("Ground", 9, True), Head("Stock", 9, True), Head("In", 9, True), Head("Out", 9, True),
)  # fmt: skip
COLOURS = (("F", "#44546A"), ("G", "#2E75B6"), ("H", "#C55A11"))
LAST = len(COLUMNS) + 1  # the row of the closing stock, as a spreadsheet counts


def fill(
    workbook: Workbook, sheet: Worksheet, bridge: Bridge, formats: Mapping[str, Format]
) -> None:
    """The nine terms, the sum that must give the last, and the chart."""
    after = 0
    for number, (name, word, sign) in enumerate(COLUMNS, 2):
        value = int(getattr(bridge, name))
        before, after = after, (after + sign * value if sign else value)
        sheet.write_string(number - 1, 0, word, formats["text"])
        sheet.write_number(number - 1, 1, value, formats["whole"])
        sheet.write_number(number - 1, 2, sign, formats["whole"])
        stocks = (
            (3, f"=IF(C{number}=0,B{number},D{number - 1}+C{number}*B{number})", after),
            (
                4,
                f"=IF(C{number}=0,0,MIN(D{number - 1},D{number}))",
                min(before, after) if sign else 0,
            ),
            (5, f"=IF(C{number}=0,B{number},0)", 0 if sign else value),
            (6, f"=IF(C{number}>0,B{number},0)", value if sign > 0 else 0),
            (7, f"=IF(C{number}<0,B{number},0)", value if sign < 0 else 0),
        )
        for column, formula, shown in stocks:
            sheet.write_formula(number - 1, column, formula, formats["whole"], shown)
    sheet.write_string(LAST, 0, "Adds up", formats["text"])
    sheet.write_formula(
        LAST,
        1,
        f'=IF(D{LAST - 1}=B{LAST},"yes","no")',
        formats["told"],
        "yes" if bridge.balances else "no",
    )
    sheet.insert_chart(LAST + 2, 0, _chart(workbook), {"description": "The bridge as a waterfall"})


def _chart(workbook: Workbook) -> object:
    chart = workbook.add_chart({"type": "column", "subtype": "stacked"})
    assert chart is not None
    words = f"=Bridge!$A$2:$A${LAST}"
    chart.add_series(
        {
            "categories": words,
            "values": f"=Bridge!$E$2:$E${LAST}",
            "fill": {"none": True},
            "gap": 30,
        }
    )
    for column, colour in COLOURS:
        label = {
            "value": True,
            "num_format": "#,##0;;",
            "font": {"color": "#FFFFFF", "bold": True},
        }
        chart.add_series(
            {
                "name": f"=Bridge!${column}$1",
                "categories": words,
                "values": f"=Bridge!${column}$2:${column}${LAST}",
                "fill": {"color": colour},
                "data_labels": label,
            }
        )
    chart.set_title({"name": "From one stock of lines to the next"})
    chart.set_legend({"position": "bottom", "delete_series": [0]})
    chart.set_y_axis({"name": "Lines", "major_gridlines": {"visible": True}})
    chart.set_size({"width": 640, "height": 320})
    return chart
