"""The lines of spend: what came together since January, this year and last."""

import plotly.graph_objects as go

from pages.parts.figures import WEAK, frame, ink
from tracker.spend import SpendView
from tracker.wording import money_words, month_word


def two_years(view: SpendView) -> go.Figure:
    """Two lines, each named at its end."""
    months = [month_word(row.month)[:3] for row in view.years]
    both = (
        (str(view.year - 1), [row.last_year for row in view.years], ink(WEAK), "dot"),
        (str(view.year), [row.this_year for row in view.years], ink(), "solid"),
    )
    lines = [
        (
            name,
            [(month, at) for month, at in zip(months, amounts, strict=True) if at is not None],
            shade,
            dash,
        )
        for name, amounts, shade, dash in both
    ]
    named = [
        {
            "x": points[-1][0], "y": float(points[-1][1]), "text": name, "showarrow": False,
            "yshift": 12, "font": {"size": 13, "color": ink()},
        }
        for name, points, _shade, _dash in lines
        if points
    ]  # fmt: skip
    layout = frame(months, legend=False, annotations=named)
    layout["xaxis"]["range"] = [-0.4, 11.4]
    return go.Figure(
        [
            go.Scatter(
                name=name,
                x=[month for month, _amount in points],
                y=[float(amount) for _month, amount in points],
                text=[money_words(amount) for _month, amount in points],
                hovertemplate="%{x}: %{text}",
                mode="lines+markers",
                line={"color": shade, "width": 2.5, "dash": dash},
                marker={"size": 5},
            )
            for name, points, shade, dash in lines
        ],
        layout,
    )
