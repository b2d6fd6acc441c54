"""Home's alerts: the budgets of which 80 % or more is spent."""

import streamlit as st

from pages.parts.budget.words import mark
from pages.parts.cards import badge
from pages.parts.state import go
from pages.parts.wiring import now, remembered, zone
from tracker.spend.days import local_day
from tracker.wording import _, ngettext

SHOWN = 3


def draw() -> None:
    """One line for each of these budgets, the one most spent first; nothing where there is none."""
    today = local_day(now(), zone())
    cards = remembered("budget alerts", lambda kitelog: kitelog.budgets.alerts(), today)
    for card in cards[:SHOWN]:
        with st.container(
            border=True,
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="center",
            key=f"home.budget.{card.id}",
        ):
            st.text(card.words, width="content")
            with st.container(horizontal=True, vertical_alignment="center", width="content"):
                badge(mark(card))
                _way(_("Budgets"), f"home.budget.{card.id}.open")
    more = len(cards) - SHOWN
    if more > 0:
        words = ngettext("{n} more budget at 80 % or over", "{n} more budgets at 80 % or over", more)
        _way(words.format(n=more), "home.budgets.more")


def _way(label: str, key: str) -> None:
    st.button(label, key=key, type="tertiary", on_click=go, args=("spend.py",), kwargs={"show": "budgets"})
