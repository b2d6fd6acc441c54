"""What messages cost by each way to pay: bars from zero, the cheapest first, each named in place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import plotly.graph_objects as go

from pages.parts.compare.words import cost_words, label
from pages.parts.figures import DOLLAR_AXIS
from pages.parts.series import INK, axis, palette, scheme
from pages.parts.text import figure_text, shortened
from tracker.spend import Compared
from tracker.wording import _, money_words

BAR, EDGES = 52, 40
MOST_NAME = 34
MOST_BARS = 12


@dataclass(frozen=True)
class Bar:
    """One bar: its words, its dollars, and the fees among them."""

    words: str
    cost: Decimal
    fees: Decimal
    shade: str


def figure(
    rows: Sequence[Compared],
    shades: Mapping[str | None, str],
    *,
    several: bool,
    real: tuple[Decimal, Decimal] | None = None,
) -> go.Figure:
    """Horizontal bars in dollars, the fees striped at their end; `shades` are colours by slug.

    `real` is what is paid now, and the fees among it: a bar in the colour of the text, above all others.
    """
    other, ink = palette()[-1 if several else 0], INK[scheme()]
    bars = [Bar(now_words(*real), *real, ink)] if real else []
    bars += [
        Bar(_bar_words(row, several=several), row.cost, row.fees, shades.get(row.option.slug, other))
        for row in rows
        if row.cost is not None
    ][:MOST_BARS]
    return _drawn(bars, ink)


def now_words(cost: Decimal, fees: Decimal) -> str:
    """`What you do now, $14.55`, with the fees among it."""
    words = _("What you do now, {cost}, of it {fees} fees") if fees else _("What you do now, {cost}")
    return words.format(cost=money_words(cost), fees=money_words(fees))


def _drawn(bars: Sequence[Bar], ink: str) -> go.Figure:
    places = list(range(len(bars)))
    lying = {"y": places, "orientation": "h", "width": 0.34}
    striped = {
        "color": ink,
        "opacity": 0.75,
        "pattern": {"shape": "/", "fgcolor": ink, "bgcolor": "rgba(128,128,128,0.25)"},
    }
    labels = [
        {
            "x": 0, "xanchor": "left", "xshift": -3, "y": place - 0.2, "yanchor": "bottom",
            "showarrow": False, "text": figure_text(bar.words), "font": {"size": 13, "color": ink},
        }
        for place, bar in zip(places, bars, strict=True)
    ]  # fmt: skip
    return go.Figure(
        [
            go.Bar(
                x=[float(bar.cost - bar.fees) for bar in bars],
                marker={"color": [bar.shade for bar in bars]},
                **lying,
            ),
            go.Bar(x=[float(bar.fees) for bar in bars], marker=striped, **lying),
        ],
        {
            "barmode": "stack",
            "showlegend": False,
            "height": BAR * len(bars) + EDGES,
            "margin": {"l": 8, "r": 8, "t": 4, "b": 24},
            "yaxis": {"range": [len(bars) - 0.6, -0.75], "visible": False},
            "xaxis": {**axis(), **DOLLAR_AXIS, "zeroline": False},
            "annotations": labels,
        },
    )


def _bar_words(row: Compared, *, several: bool) -> str:
    """`Packs of 10, $32.10, of it $9.00 fees and tax`, short enough for a phone."""
    words = {
        "name": shortened(label(row, several=several), MOST_NAME),
        "cost": cost_words(row),
        "fees": money_words(row.fees),
    }
    if several or row.unknown or not row.fees:
        return _("{name}, {cost}").format(**words)
    return _("{name}, {cost}, of it {fees} fees and tax").format(**words)
