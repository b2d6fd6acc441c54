"""What a month costs by each way to pay: bars from zero, the cheapest first, each named in place."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import plotly.graph_objects as go

from pages.parts.compare_words import label
from pages.parts.series import INK, palette, scheme
from pages.parts.text import figure_text, shortened
from tracker.spend import Compared
from tracker.wording import _, money_words

BAR, EDGES = 52, 40
MOST_NAME = 34
MOST_BARS = 12


def figure(rows: Sequence[Compared], shades: Mapping[str | None, str], *, several: bool) -> go.Figure:
    """Horizontal bars in dollars, the fees striped at their end; `shades` are colours by slug."""
    rows = [row for row in rows if row.cost is not None][:MOST_BARS]
    places = list(range(len(rows)))
    other = palette()[-1 if several else 0]
    grey = INK[scheme()]
    made = go.Figure(
        [
            go.Bar(
                x=[float((row.cost or Decimal(0)) - row.fees) for row in rows],
                marker={"color": [shades.get(row.option.slug, other) for row in rows]},
            ),
            go.Bar(
                x=[float(row.fees) for row in rows],
                marker={
                    "color": grey,
                    "opacity": 0.75,
                    "pattern": {"shape": "/", "fgcolor": grey, "bgcolor": "rgba(128,128,128,0.25)"},
                },
            ),
        ]
    )
    made.update_traces(y=places, orientation="h", width=0.34)
    made.update_layout(
        barmode="stack",
        showlegend=False,
        height=BAR * len(rows) + EDGES,
        margin={"l": 8, "r": 8, "t": 4, "b": 24},
        yaxis={"range": [len(rows) - 0.6, -0.75], "visible": False},
        xaxis={"rangemode": "tozero", "tickprefix": "$", "zeroline": False, "nticks": 6},
    )
    for place, row in zip(places, rows, strict=True):
        made.add_annotation(
            x=0, xanchor="left", xshift=-3, y=place - 0.2, yanchor="bottom", showarrow=False,
            text=figure_text(_bar_words(row, several=several)), font={"size": 13, "color": grey},
        )  # fmt: skip
    return made


def _bar_words(row: Compared, *, several: bool) -> str:
    """`Packs of 10, $32.10, of it $9.00 fees and tax`, short enough for a phone."""
    words = {
        "name": shortened(label(row, several=several), MOST_NAME),
        "cost": money_words(row.cost or Decimal(0)),
        "fees": money_words(row.fees),
    }
    if several or not row.fees:
        return _("{name}, {cost}").format(**words)
    return _("{name}, {cost}, of it {fees} fees and tax").format(**words)
