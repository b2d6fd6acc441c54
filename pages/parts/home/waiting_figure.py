"""How much of its business time each waiting message has used: bars from zero, the next deadline first."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import plotly.graph_objects as go
import streamlit as st

from pages.parts import wiring
from pages.parts.series import INK, axis, palette, scheme
from pages.parts.text import figure_text, shortened, when
from tracker.overdue import WaitingCard
from tracker.wording import _, instant_words, late_words, listed

HOUR = timedelta(hours=1)
BAR, EDGES = 52, 44
WHOLE = "rgba(128,128,128,0.2)"
MOST_NAME = 22


def draw(cards: Sequence[WaitingCard]) -> None:
    """The figure, with its words for who cannot see it and the same as a list one tap away."""
    left = [left_words(card) for card in cards]
    each = [f"{card.message.contact}: {words}" for card, words in zip(cards, left, strict=True)]
    alt = _("Business time used by the messages that wait. {each}.").format(each=listed(each))
    st.plotly_chart(figure(cards), alt=alt, key="waiting.figure", config={"staticPlot": True})
    with st.expander(_("As a list")):
        for card, words in zip(cards, left, strict=True):
            st.text(f"{card.message.contact} · {card.message.provider}: {words}")


def figure(cards: Sequence[WaitingCard]) -> go.Figure:
    """Horizontal bars in business hours, each with its name, deadline and what is left in place."""
    rows = list(range(len(cards)))
    lying = {"y": rows, "orientation": "h", "width": 0.34}
    zone, now = wiring.zone(), wiring.now()
    labels = [
        {
            "x": 0, "xanchor": "left", "xshift": -4, "y": row - 0.2, "yanchor": "bottom", "showarrow": False,
            "text": figure_text(_label(card, zone, now)), "font": {"size": 13, "color": INK[scheme()]},
        }
        for row, card in zip(rows, cards, strict=True)
    ]  # fmt: skip
    return go.Figure(
        [
            go.Bar(
                x=[_whole(card) / HOUR for card in cards], marker={"color": WHOLE, "cornerradius": 4}, **lying
            ),
            go.Bar(
                x=[card.used / HOUR for card in cards],
                marker={"color": palette()[0], "cornerradius": 4},
                **lying,
            ),
        ],
        {
            "barmode": "overlay",
            "showlegend": False,
            "height": BAR * len(cards) + EDGES,
            "margin": {"l": 2, "r": 8, "t": 4, "b": 40},
            "yaxis": {"range": [len(cards) - 0.6, -0.75], "visible": False},
            "xaxis": {**axis(_("business hours used")), "rangemode": "tozero", "zeroline": False},
            "annotations": labels,
        },
    )


def left_words(card: WaitingCard) -> str:
    """How long until the deadline, and when that is."""
    if card.left is None or card.message.due_at is None:
        return _("the clock stands still")
    left = late_words(card.left, card.day_length)
    return _("{left} left, due {when}").format(left=left, when=when(card.message.due_at, card.zone))


def _label(card: WaitingCard, zone: str, now: datetime) -> str:
    """`Cousin, due Mon 23 Nov, 12:40 PM`, short enough for a phone."""
    name = shortened(card.message.contact, MOST_NAME)
    if card.message.due_at is None:
        return _("{name}, stands still").format(name=name)
    return _("{name}, due {when}").format(name=name, when=instant_words(card.message.due_at, zone, now))


def _whole(card: WaitingCard) -> timedelta:
    return card.used + (card.left or timedelta())
