"""What the figures of spend share: their frame, their months, and shades that are nobody's colour."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pages.parts.series import INK, axis, scheme
from tracker.wording import _, money_words, month_word

# No toolbar and no dragging; nothing is fetched, and a `$` in a name begins no formula.
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "typesetMath": False}
MOST_NAME = 24
HEIGHT, MOST_TICKS = 320, 12
# Of the ink on the page; 0.6 has a contrast of 3:1 still.
STRONG, WEAK = 1.0, 0.6
# An axis of dollars from zero; steps of less than one are told to the cent: `$0.20`.
DOLLAR_AXIS: dict[str, Any] = {
    "rangemode": "tozero",
    "tickprefix": "$",
    "tickformatstops": [{"dtickrange": [None, 0.9], "value": ".2f"}],
    "nticks": 6,
}


def month_name(month: str) -> str:
    """`November 2026` for `2026-11`."""
    return f"{month_word(int(month[5:]))} {month[:4]}"


def short_month(month: str) -> str:
    """`Nov` for `2026-11`, and `Jan` with the year below it."""
    word = month_word(int(month[5:]))[:3]
    return f"{word}<br>{month[:4]}" if month.endswith("-01") else word


def told(month: str, amount: Decimal) -> str:
    """`November 2026: $14.90`."""
    return _("{month}: {amount}").format(month=month_name(month), amount=money_words(amount))


def ink(strength: float = STRONG) -> str:
    """The colour of the text, weaker or not: for what is no one provider's, contact's or member's."""
    red, green, blue = (int(INK[scheme()][place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"


def stripes() -> dict[str, Any]:
    """The marker of fees, which are told without a colour."""
    shade = INK[scheme()]
    return {
        "color": shade,
        "opacity": 0.75,
        "pattern": {"shape": "/", "fgcolor": shade, "bgcolor": "rgba(128,128,128,0.25)"},
    }


def frame(categories: Sequence[str], *, legend: bool, **more: Any) -> dict[str, Any]:
    """The layout of a chart by month; at most a dozen are named, so that they stay apart on a phone.

    Given to a figure when it is made: `update_layout` afterwards takes five times as long.
    """
    named = categories[:: -(-len(categories) // MOST_TICKS) or 1]
    return {
        "height": HEIGHT,
        "margin": {"l": 2, "r": 2, "t": 8, "b": 4},
        "showlegend": legend,
        # At the foot of the figure: below the months, however many lines it takes there.
        "legend": {
            "orientation": "h",
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "dragmode": False,
        "xaxis": {
            **axis(),
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(categories),
            "tickvals": list(named),
            "ticktext": _ticks(named),
            "tickangle": 0,
            "automargin": True,
            "fixedrange": True,
        },
        "yaxis": {**axis(), **DOLLAR_AXIS, "fixedrange": True},
        "hovermode": "closest",
        **more,
    }


def _ticks(named: Sequence[str]) -> list[str]:
    """The names of months, short; with the years where only some of many months are named."""
    if not any("-" in month for month in named):
        return list(named)
    steps = len(named) > 1 and _number(named[1]) - _number(named[0]) > 1
    return [
        f"{month_word(int(month[5:]))[:3]}<br>{month[:4]}" if steps else short_month(month) for month in named
    ]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])
