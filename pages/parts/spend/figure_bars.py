"""The bars of spend by month: stacked by provider, contact or member, and paid beside used."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from pages.parts.figures import HEIGHT, MOST_NAME, WEAK, frame, ink, stripes, told
from pages.parts.series import colours, patterns
from pages.parts.text import figure_text, shortened
from tracker.spend import SpendRow, SpendView
from tracker.spend.charts import Bars, Layer, all_months
from tracker.wording import _

KEY = "key."
# Names of more layers take more lines below the bars, most on a phone.
FEW_LAYERS, LAYER_HEIGHT = 4, 16


def stacked(chart: Bars, view: SpendView) -> go.Figure:
    """Bars by month, one colour per key, fees striped on top; a bar is its month and its `legendgroup`."""
    shades, shapes = colours(view.names), patterns(view.names)
    return go.Figure(
        [_bar(layer, chart.months, _marker(layer, shades, shapes)) for layer in chart.layers],
        frame(
            chart.months,
            legend=len(chart.layers) > 1,
            barmode="relative",
            clickmode="event+select",
            height=HEIGHT + LAYER_HEIGHT * max(0, len(chart.layers) - FEW_LAYERS),
        ),
    )


def layer_name(layer: Layer) -> str:
    """What a layer is called, as typed."""
    if layer.kind == "fees":
        return _("Fees")
    return _("Others") if layer.kind == "others" else layer.name


def layer_group(layer: Layer) -> str:
    """A layer's name for the browser: `key.3`, `key.none` for nobody, else its kind."""
    if layer.kind != "key":
        return layer.kind
    return f"{KEY}{'none' if layer.key is None else layer.key}"


def _marker(layer: Layer, shades: dict[int | None, str], shapes: dict[int, str]) -> dict[str, Any]:
    if layer.kind == "fees":
        return stripes()
    if layer.key is None:
        # Of nobody, or of many: no one's colour.
        return {
            "color": ink(WEAK),
            "cornerradius": 3,
            "pattern": {"shape": "." if layer.kind == "key" else ""},
        }
    shape = shapes.get(layer.key, "")
    pattern = {"pattern": {"shape": shape, "fillmode": "overlay", "size": 6}} if shape else {}
    return {"color": shades[layer.key], "cornerradius": 3, **pattern}


def _bar(layer: Layer, months: Sequence[str], marker: dict[str, Any]) -> go.Bar:
    return go.Bar(
        name=figure_text(shortened(layer_name(layer), MOST_NAME)),
        legendgroup=layer_group(layer),
        x=list(months),
        y=[float(amount) for amount in layer.amounts],
        text=[told(month, amount) for month, amount in zip(months, layer.amounts, strict=True)],
        textposition="none",
        # The name stands in the trace, not in the template, where `%{...}` in it would be read.
        hovertemplate="%{text}",
        marker=marker,
    )


def paid_and_used(rows: Sequence[SpendRow]) -> go.Figure:
    """Two bars a month: what was paid, where it can be told, and what the messages used."""
    months = all_months([row.month for row in rows])
    found = {row.month: row.figures for row in rows}
    pairs = [(_("Used"), [found[month].used if month in found else None for month in months], ink(WEAK))]
    if any(row.figures.paid is not None for row in rows):
        paid = [found[month].paid if month in found else None for month in months]
        pairs.insert(0, (_("Paid"), paid, ink()))
    return go.Figure(
        [
            go.Bar(
                name=name,
                x=list(months),
                y=[float(amount or 0) for amount in amounts],
                text=[
                    told(month, amount or Decimal(0)) for month, amount in zip(months, amounts, strict=True)
                ],
                textposition="none",
                hovertemplate="%{text}",
                marker={"color": shade, "cornerradius": 3},
            )
            for name, amounts, shade in pairs
        ],
        frame(months, legend=len(pairs) > 1, barmode="group"),
    )
