"""The ring of what the money went on."""

from collections.abc import Sequence
from decimal import Decimal

import plotly.graph_objects as go

from pages.parts.figures import ink
from tracker.spend.year.words import kind_words
from tracker.wording import _, money_words

HEIGHT = 300
# Strongest first; each part is named beside it, so that none is known by its shade alone.
STRENGTHS = (1.0, 0.8, 0.62, 0.46, 0.32)


def ring(parts: Sequence[tuple[str, Decimal]]) -> go.Figure:
    """A ring of two to five parts, each named with its dollars; the sum stands in the middle."""
    whole = sum((amount for _kind, amount in parts), Decimal(0))
    middle = {
        "text": _("{amount}<br>paid").format(amount=money_words(whole)), "x": 0.5, "y": 0.5,
        "showarrow": False, "font": {"size": 15, "color": ink()},
    }  # fmt: skip
    pie = go.Pie(
        labels=[kind_words(kind) for kind, _amount in parts],
        values=[float(amount) for _kind, amount in parts],
        text=[f"{kind_words(kind)}<br>{money_words(amount)}" for kind, amount in parts],
        textinfo="text",
        textposition="outside",
        textfont={"size": 13, "color": ink()},
        hovertemplate="%{label}: %{percent}<extra></extra>",
        hole=0.62,
        sort=False,
        direction="clockwise",
        marker={
            "colors": [ink(strength) for strength in STRENGTHS[: len(parts)]],
            "pattern": {"shape": ["/" if kind == "fees" else "" for kind, _amount in parts]},
        },
    )
    layout = {
        "height": HEIGHT, "margin": {"l": 60, "r": 60, "t": 40, "b": 40}, "showlegend": False,
        "dragmode": False, "annotations": [middle],
    }  # fmt: skip
    return go.Figure([pie], layout)
