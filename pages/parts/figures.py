"""The figures of spend, from plain numbers: stacked bars, paid against used, this year against last."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from pages.parts.series import INK, colours, palette, scheme
from pages.parts.text import figure_text, shortened
from tracker.spend import SpendRow, SpendView
from tracker.spend.charts import Bars, Layer, all_months
from tracker.wording import _, money_words, month_word

# No toolbar and no dragging; nothing is fetched, and a `$` in a name begins no formula.
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "typesetMath": False}
MOST_NAME = 24
HEIGHT, MOST_TICKS = 320, 12


def month_name(month: str) -> str:
    """`November 2026` for `2026-11`."""
    return f"{month_word(int(month[5:]))} {month[:4]}"


def short_month(month: str) -> str:
    """`Nov` for `2026-11`, and `Jan` with the year below it."""
    word = month_word(int(month[5:]))[:3]
    return f"{word}<br>{month[:4]}" if month.endswith("-01") else word


def layer_name(layer: Layer) -> str:
    """What a layer is called, as typed."""
    if layer.kind == "fees":
        return _("Fees")
    return _("Others") if layer.kind == "others" else layer.name


def stacked(chart: Bars, view: SpendView) -> go.Figure:
    """Bars by month, one colour per key, fees striped on top; `customdata` is a bar's month, kind and key."""
    shades = colours(view.names)
    figure = go.Figure([_bar(layer, chart.months, shades) for layer in chart.layers])
    layout = _layout(chart.months, legend=len(chart.layers) > 1)
    figure.update_layout(barmode="relative", clickmode="event+select", **layout)
    return figure


def _bar(layer: Layer, months: Sequence[str], shades: dict[int | None, str]) -> go.Bar:
    fees = layer.kind == "fees"
    grey = INK[scheme()]
    marker: dict[str, Any] = {"color": shades.get(layer.key, palette()[-1]), "cornerradius": 3}
    if fees:
        marker = {
            "color": grey,
            "opacity": 0.75,
            "pattern": {"shape": "/", "fgcolor": grey, "bgcolor": "rgba(128,128,128,0.25)"},
        }
    name = figure_text(shortened(layer_name(layer), MOST_NAME))
    return go.Bar(
        name=name,
        x=list(months),
        y=[float(amount) for amount in layer.amounts],
        customdata=[[month, layer.kind, layer.key] for month in months],
        text=[_told(month, amount) for month, amount in zip(months, layer.amounts, strict=True)],
        textposition="none",
        # The name stands in the trace, not in the template, where `%{...}` in it would be read.
        hovertemplate="%{text}",
        marker=marker,
    )


def _told(month: str, amount: Decimal) -> str:
    return f"{month_name(month)}: {money_words(amount)}"


def paid_and_used(rows: Sequence[SpendRow]) -> go.Figure:
    """Two bars a month: what was paid, and what the messages used."""
    months = all_months([row.month for row in rows])
    found = {row.month: row.figures for row in rows}
    pairs = (
        (_("Paid"), [found[month].paid if month in found else None for month in months], palette()[0]),
        (_("Used"), [found[month].used if month in found else None for month in months], palette()[1]),
    )
    figure = go.Figure(
        [
            go.Bar(
                name=name,
                x=list(months),
                y=[float(amount or 0) for amount in amounts],
                text=[
                    _told(month, amount or Decimal(0)) for month, amount in zip(months, amounts, strict=True)
                ],
                textposition="none",
                hovertemplate="%{text}",
                marker={"color": colour, "cornerradius": 3},
            )
            for name, amounts, colour in pairs
        ]
    )
    figure.update_layout(barmode="group", **_layout(months, legend=True))
    return figure


def two_years(view: SpendView) -> go.Figure:
    """Lines of what was paid since January, this year and last, each named at its end."""
    months = [month_word(row.month)[:3] for row in view.years]
    lines = (
        (str(view.year - 1), [row.last_year for row in view.years], palette()[-1], "dot"),
        (
            str(view.year),
            [row.this_year for row in view.years if row.this_year is not None],
            palette()[0],
            "solid",
        ),
    )
    figure = go.Figure(
        [
            go.Scatter(
                name=name,
                x=months[: len(amounts)],
                y=[float(amount) for amount in amounts],
                text=[money_words(amount) for amount in amounts],
                hovertemplate="%{x}: %{text}",
                mode="lines+markers",
                line={"color": colour, "width": 2.5, "dash": dash},
                marker={"size": 5},
            )
            for name, amounts, colour, dash in lines
        ]
    )
    for name, amounts, colour, _dash in lines:
        figure.add_annotation(
            x=months[len(amounts) - 1], y=float(amounts[-1]), text=name, showarrow=False,
            yshift=12, font={"size": 13, "color": colour},
        )  # fmt: skip
    figure.update_layout(**_layout(months, legend=False))
    figure.update_xaxes(range=[-0.4, 11.4])
    return figure


def _layout(categories: Sequence[str], *, legend: bool) -> dict[str, Any]:
    """What the figures share; at most a dozen months are named, so that they stay apart on a phone."""
    named = categories[:: -(-len(categories) // MOST_TICKS) or 1]
    return {
        "height": HEIGHT,
        "margin": {"l": 2, "r": 2, "t": 8, "b": 4},
        "showlegend": legend,
        "legend": {"orientation": "h", "y": -0.18, "itemclick": False, "itemdoubleclick": False},
        "dragmode": False,
        "xaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(categories),
            "tickvals": list(named),
            "ticktext": [short_month(month) if "-" in month else month for month in named],
            "tickangle": 0,
            "fixedrange": True,
        },
        "yaxis": {"rangemode": "tozero", "tickprefix": "$", "fixedrange": True, "nticks": 6},
        "hovermode": "closest",
    }
