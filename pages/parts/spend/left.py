"""What is left at each provider: one card for each account, the one that needs attention first."""

from typing import Any

import streamlit as st

from pages.parts.balance import chart as balance_chart
from pages.parts.balance import forms as balance_forms
from pages.parts.balance import said as balance_said
from pages.parts.balance import steps as balance_steps
from pages.parts.balance.steps import PLACE
from pages.parts.balance.words import about, account_number, mark, whose
from pages.parts.cards import card as bordered
from pages.parts.message.done import doing, opener, show_done
from pages.parts.state import link
from pages.parts.wiring import now, remembered, zone
from tracker.spend.balances import BalanceCard
from tracker.spend.days import local_day
from tracker.wording import _, ngettext

# The first need a look or are in use; a chart for each of dozens would keep everybody waiting.
SHOWN = 5


def draw() -> None:
    """The answer, the cards, and an account of which nothing is logged yet."""
    today = local_day(now(), zone())
    cards = remembered("balances", lambda kitelog: kitelog.balances.cards(), today)
    st.subheader(_answer(cards))
    show_done(PLACE)
    if not cards:
        st.text(
            _(
                "Once you log stamps or credit you bought, or say what is there now, this page counts down"
                " with every message, tells how long it lasts, and warns before anything expires."
            )
        )
    present = [card for card in cards if card.shown or card.in_use]
    for card in present[:SHOWN]:
        _account(card)
    rest = [*present[SHOWN:], *(card for card in cards if card not in present)]
    if rest:
        label = ngettext("{n} other account", "{n} other accounts", len(rest)).format(n=len(rest))
        folded: Any = st.expander(label, key=f"{PLACE}.rest", on_change="rerun")
        if folded.open:
            with folded:
                for card in rest:
                    _account(card)
    _new(first=not cards)


def _answer(cards: tuple[BalanceCard, ...]) -> str:
    if not cards:
        return _("Nothing is counted yet")
    number = sum(card.missing or card.soon or card.short or card.stranded for card in cards)
    if not number:
        return _("Nothing runs out soon")
    return ngettext("{n} account needs a look", "{n} accounts need a look", number).format(n=number)


def _account(card: BalanceCard) -> None:
    number = account_number(card.account)
    with bordered(card.provider, whose(card), mark(card), key=f"{PLACE}.card.{number}"):
        st.text(about(card))
        balance_steps.draw(card)
        what = doing(PLACE)
        if what == (number, "count"):
            balance_forms.count(PLACE, card)
        elif what == (number, "give"):
            balance_forms.give(PLACE, card)
        elif what == (number, "said"):
            balance_said.draw(card)
        balance_chart.draw(card, f"{PLACE}.{number}")


def _new(*, first: bool) -> None:
    label = _("Say what is left") if first else _("Count another account")
    with st.container(horizontal=True):
        opener(PLACE, 0, "new", label, first=first)
        if first:
            link("spend.py", _("Log a purchase"), icon=":material/add_shopping_cart:", show="spent")
    if doing(PLACE) == (0, "new"):
        with st.container(border=True, key=f"{PLACE}.new"):
            balance_forms.new(PLACE)
