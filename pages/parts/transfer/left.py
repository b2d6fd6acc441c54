"""What stays behind after a move or a change of provider, one sentence for each thing."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.balance.words import whose
from pages.parts.contact.words import masked
from pages.parts.state import link
from pages.parts.text import literal
from pages.parts.wiring import now, remembered, zone
from tracker.contacts import Bought, LeftBehind
from tracker.spend.balances import number_words
from tracker.spend.days import local_day
from tracker.wording import _, day_words, listed, money_words, ngettext


def draw(left: LeftBehind) -> None:
    """One card for a contact."""
    with st.container(border=True, key=f"left.{left.contact_id}"):
        heading = (
            _("What {name} leaves behind at {place}") if left.facility else _("What {name} leaves behind")
        )
        st.subheader(literal(heading.format(name=left.contact, place=left.facility)))
        if left.nothing:
            st.text(_("Nothing: the provider and the number are the same."))
            return
        for icon, words in lines(left):
            st.markdown(f":material/{icon}: {literal(words)}")
        with st.container(horizontal=True):
            if left.unanswered:
                link(
                    "messages.py",
                    _("The messages that wait"),
                    icon=":material/mail:",
                    contact=left.contact_id,
                    state="waiting",
                )
            if left.bought:
                link("spend.py", _("What is left"), icon=":material/payments:", show="left")


def lines(left: LeftBehind) -> Iterator[tuple[str, str]]:
    """An icon and a sentence for each thing, as typed."""
    for row in left.unanswered:
        words = ngettext(
            "{n} message with {provider} has no answer yet. It may not be passed on.",
            "{n} messages with {provider} have no answer yet. They may not be passed on.",
            row.messages,
        )
        yield "mail", words.format(n=row.messages, provider=row.provider)
    for provider in dict.fromkeys(row.provider for row in left.bought):
        bought = listed([_bought(row) for row in left.bought if row.provider == provider])
        words = _("Look with {provider} what is left: {bought}.")
        yield "payments", words.format(provider=provider, bought=bought)
        yield from _still_there(provider)
    if left.accounts:
        words = ngettext(
            "The account with {providers} stays open. Keep its password until nothing is left there.",
            "The accounts with {providers} stay open. Keep their passwords until nothing is left there.",
            len(left.accounts),
        )
        yield "key", words.format(providers=listed(list(left.accounts)))
    if left.used_by and left.accounts:
        words = ngettext("{names} still needs it.", "{names} still need it.", len(left.used_by))
        yield "group", words.format(names=listed(list(left.used_by)))
    if left.number:
        words = _("The number {number} is of {agency}. It is kept for a return.")
        yield "badge", words.format(number=masked(left.number), agency=agency_name(left.number_agency))


def _still_there(provider: str) -> Iterator[tuple[str, str]]:
    """What is left there by what is logged, and what was paid for it."""
    today = local_day(now(), zone())
    for card in remembered("balances", lambda kitelog: kitelog.balances.cards(), today):
        if card.provider == provider and card.shown > 0:
            words = _("By what you logged {number} are left there ({whose}), for which {value} was paid.")
            if card.shown == 1 or card.account.unit == "usd":
                words = _("By what you logged {number} is left there ({whose}), for which {value} was paid.")
            number = number_words(card.left, card.account.unit)
            yield "savings", words.format(number=number, whose=whose(card), value=money_words(card.value))


def agency_name(code: str) -> str:
    """Who runs places of this code, in words."""
    if not code:
        return _("the former place")
    name = remembered("agency", lambda kitelog: kitelog.directory.answer_for_agency(code).agency_name, code)
    return name or code


def _bought(row: Bought) -> str:
    first = day_words(row.first.astimezone(ZoneInfo(zone())).date(), year=True)
    if row.kind == "stamps" and row.units:
        words = ngettext("{n} stamp was bought on {first}", "{n} stamps were bought since {first}", row.units)
        return words.format(n=row.units, first=first)
    amount = money_words(row.amount)
    if row.kind == "subscription":
        return _("{amount} of subscriptions were paid since {first}").format(amount=amount, first=first)
    return _("{amount} of credit was bought since {first}").format(amount=amount, first=first)
