"""Home's other half: the last news of each contact, and this month's spend against last month's."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.cards import state_words
from pages.parts.home import left
from pages.parts.state import link
from pages.parts.text import literal, when
from pages.parts.wiring import now, remembered, zone
from tracker.spend import MonthSoFar
from tracker.wording import _, money_words, month_word

NAMED = 8


def news() -> None:
    """The last news of each contact, newest first."""
    cards = remembered("contact cards", lambda kitelog: kitelog.contacts.cards())
    known = [(card.name, card.last_news) for card in cards if card.last_news is not None]
    with st.container(border=True, height="stretch"):
        st.subheader(_("Last news"))
        if not known:
            st.text(_("Nothing has been logged yet."))
        for name, last in sorted(known, key=lambda pair: pair[1].at, reverse=True)[:NAMED]:
            st.text(f"{name}: {state_words(last.kind).lower()}, {when(last.at)}")


def spend() -> None:
    """What each provider cost this month, and last month."""
    today = now().astimezone(ZoneInfo(zone())).date()
    month = remembered("month so far", lambda kitelog: kitelog.spend.month_so_far(), today)
    this, last = _name(month.month), _name(month.last_month)
    with st.container(border=True, height="stretch"):
        st.subheader(_("{month} so far").format(month=this))
        st.text(_paid_words(month, last))
        if month.providers:
            st.table(
                {
                    _("Paid"): [literal(row.provider) for row in month.providers],
                    this: [literal(money_words(row.paid)) for row in month.providers],
                    last: [literal(money_words(row.paid_last_month)) for row in month.providers],
                },
                border="horizontal",
                hide_index=True,
            )
        left.draw()
        link("spend.py", _("All spend"), icon=":material/payments:")


def _name(month: str) -> str:
    return month_word(int(month[5:7]))


def _paid_words(month: MonthSoFar, last: str) -> str:
    """`Paid $14.90, $3.10 less than in October. Used $12.00.`"""
    now_paid, then_paid = month.now.paid or Decimal(0), month.before.paid or Decimal(0)
    if not now_paid and not then_paid and not month.now.used:
        return _("Nothing was paid this month or last.")
    words = _("Paid {now}, as much as in all of {month}.")
    if now_paid < then_paid:
        words = _("Paid {now}, {change} less than in all of {month}.")
    elif now_paid > then_paid:
        words = _("Paid {now}, {change} more than in all of {month}.")
    change = money_words(abs(now_paid - then_paid))
    paid = words.format(now=money_words(now_paid), change=change, month=last)
    return paid + " " + _("Used {used}.").format(used=money_words(month.now.used))
