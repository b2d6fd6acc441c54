"""Home's lines about balances: what is left, and what to do before it hurts."""

import streamlit as st

from pages.parts.balance.words import expires_words, left_words, pace_words, unit_words
from pages.parts.state import go, link
from pages.parts.text import literal
from pages.parts.wiring import now, remembered, zone
from tracker.spend.balances import BalanceCard, BalanceWarning, number_words
from tracker.spend.days import local_day
from tracker.wording import _, ngettext

SHOWN = 4


def draw() -> None:
    """A short line for each account in use or with something left, for the card of this month."""
    cards = [card for card in _cards() if card.shown or card.in_use]
    for card in cards[:SHOWN]:
        st.text(line(card))
    more = len(cards) - SHOWN
    if more > 0:
        words = ngettext("{n} more account", "{n} more accounts", more).format(n=more)
        link("spend.py", words, icon=":material/savings:", show="left")


def line(card: BalanceCard) -> str:
    """`Stamps left 12 at JPay`; as typed."""
    words = {
        "stamp": _("Stamps left {number} at {provider}"),
        "message": _("Messages left {number} at {provider}"),
        "usd": _("Credit left {number} at {provider}"),
    }[card.account.unit]
    if card.missing:
        words = _("{unit} at {provider}: a purchase is missing")
    number = number_words(card.left, "usd") if card.account.unit == "usd" else f"{card.left:,}"
    told = words.format(number=number, provider=card.provider, unit=unit_words(card.account.unit))
    return _("{words}, {name}").format(words=told, name=card.member) if card.member and _alike(card) else told


def warned() -> tuple[BalanceWarning, ...]:
    """What Home's next steps say of balances, one for each account, the most urgent first."""
    today = local_day(now(), zone())
    found = remembered("balance warnings", lambda kitelog: kitelog.balances.warnings(), today)
    first: dict[object, BalanceWarning] = {}
    for warning in found:
        first.setdefault(warning.card.account, warning)
    return tuple(first.values())


def step(warning: BalanceWarning) -> None:
    """One of Home's next steps, with the way to what is left."""
    account = warning.card.account
    st.button(
        literal(warning_words(warning)),
        key=f"home.left.{account.provider_id}.{account.member_id or 0}.{account.unit}",
        type="tertiary",
        icon=":material/arrow_forward:",
        on_click=go,
        args=("spend.py",),
        kwargs={"show": "left"},
    )


def warning_words(warning: BalanceWarning) -> str:
    """`JPay: 12 stamps left, about 3 days left at your pace`; as typed."""
    card = warning.card
    where = (
        _("{provider}, {name}").format(provider=card.provider, name=card.member)
        if card.member
        else card.provider
    )
    if warning.kind == "missing":
        what = _("a purchase is missing")
    elif warning.kind == "expires":
        what = expires_words(card)
    else:
        pace = pace_words(card)
        left = left_words(card)
        what = _("{left}, {pace}").format(left=left, pace=pace) if pace else left
    return _("{where}: {what}").format(where=where, what=what)


def _cards() -> tuple[BalanceCard, ...]:
    today = local_day(now(), zone())
    return remembered("balances", lambda kitelog: kitelog.balances.cards(), today)


def _alike(card: BalanceCard) -> bool:
    """Whether another account at the same provider must be told apart."""
    return any(
        other.account != card.account and other.account.provider_id == card.account.provider_id
        for other in _cards()
    )
