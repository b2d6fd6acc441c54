"""The four steps from a name to an answer, each with the page that does it."""

import streamlit as st

from pages.parts.state import link
from pages.parts.text import literal
from tracker.wording import _


def draw() -> None:
    """Four cards in their order."""
    _step(
        _("1. Find the right provider"),
        _(
            "Each facility uses one messaging provider at a time, and the wrong one costs money and weeks."
            " Look up the place, and see what it costs and who must start."
        ),
    )
    _step(
        _("2. Get connected"),
        _(
            "Make the account on the provider's own site. In some systems they must invite you first."
            " Then add your contact here, with the facility where they are."
        ),
    )
    _step(
        _("3. Write there, log here"),
        _(
            "Write in the provider's site or app. Kitelog sends nothing and never signs in for you:"
            " log what you sent and what came back, in a few seconds."
        ),
    )
    _step(
        _("4. See what is late and what it costs"),
        _(
            "Kitelog counts business time where they are and says when an answer is overdue."
            " It adds up what you paid, used and lost."
        ),
    )


def _step(title: str, words: str) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{literal(title)}**")
        st.text(words)
        with st.container(horizontal=True):
            for page, label, icon in _pages(title[:1]):
                link(page, label, icon=f":material/{icon}:")


def _pages(number: str) -> tuple[tuple[str, str, str], ...]:
    return {
        "1": (("find_provider.py", _("Find provider"), "search"),),
        "2": (("contacts.py", _("Contacts"), "person"),),
        "3": (("log.py", _("Log"), "edit"),),
        "4": (
            ("overdue.py", _("Overdue"), "schedule"),
            ("spend.py", _("Spend"), "payments"),
        ),
    }[number]
