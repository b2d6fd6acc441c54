"""The sections of the Spend page, of which only the chosen one is worked out."""

from typing import Any

import streamlit as st

from pages.parts.edge import told
from pages.parts.empty import no_messages
from pages.parts.spend import address, budgets, cheaper, left, purchases, spent
from pages.parts.spend import words as spend_words
from pages.parts.text import literal
from pages.parts.wiring import now, remembered, zone
from tracker.spend.days import local_day
from tracker.wording import _

KEY = "spend.show"
SECTIONS = {"left": left.draw, "budgets": budgets.draw, "cheaper": cheaper.draw}


def draw() -> None:
    """The page's answer, the pills, and the section chosen there."""
    heading, line = st.empty(), st.empty()
    heading.title(_("Spend"))
    empty = remembered("spend.empty", lambda kitelog: kitelog.spend.is_empty())
    _pills()
    section = SECTIONS.get(address.show())
    if empty:
        heading.title(_("Nothing was spent yet"))
    elif section:
        _title(heading)
    if section:
        with told():
            section()
    elif empty:
        no_messages(
            _("Once a message or a purchase is logged, this page shows what each provider costs, by month.")
        )
        purchases.draw()
    else:
        spent.draw(heading, line)


def _title(heading: Any) -> None:
    """This month against last, of everybody: the other sections know no filters."""
    today = local_day(now(), zone())
    month = remembered("month so far", lambda kitelog: kitelog.spend.month_so_far(), today)
    heading.title(literal(spend_words.household_title(month)))


def _pills() -> None:
    st.session_state[KEY] = address.show()
    words = {
        "spent": _("What was spent"),
        "left": _("What is left"),
        "budgets": _("Budgets"),
        "cheaper": _("What would be cheaper"),
    }
    st.pills(
        _("Show"),
        address.SECTIONS,
        format_func=words.__getitem__,
        key=KEY,
        required=True,
        label_visibility="collapsed",
        on_change=_changed,
    )


def _changed() -> None:
    address.put("show", st.session_state.get(KEY))
