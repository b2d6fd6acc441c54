"""The lines of spend: what came together since January, this year and last."""

import plotly.graph_objects as go

from pages.parts.figures import WEAK, frame, ink
from tracker.spend import SpendView
from tracker.wording import money_words, month_word


def two_years(view: SpendView) -> go.Figure:
    """Two lines, each named at its end."""
    months = [month_word(row.month)[:3] for row in view.years]
    this = [row.this_year for row in view.years if row.this_year is not None]
    lines = (
        (str(view.year - 1), [row.last_year for row in view.years], ink(WEAK), "dot"),
        (str(view.year), this, ink(), "solid"),
    )
    named = [
        {
            "x": months[len(amounts) - 1], "y": float(amounts[-1]), "text": name, "showarrow": False,
            "yshift": 12, "font": {"size": 13, "color": ink()},
        }
        for name, amounts, _shade, _dash in lines
    ]  # fmt: skip
    layout = frame(months, legend=False, annotations=named)
    layout["xaxis"]["range"] = [-0.4, 11.4]
    return go.Figure(
        [
            go.Scatter(
                name=name,
                x=months[: len(amounts)],
                y=[float(amount) for amount in amounts],
                text=[money_words(amount) for amount in amounts],
                hovertemplate="%{x}: %{text}",
                mode="lines+markers",
                line={"color": shade, "width": 2.5, "dash": dash},
                marker={"size": 5},
            )
            for name, amounts, shade, dash in lines
        ],
        layout,
    )
