"""Home's answer now: what is overdue and what waits. It asks again by itself while the page stays open."""

import streamlit as st

from pages.parts import empty
from pages.parts.cards import STEPS, overdue_card
from pages.parts.edge import above, told
from pages.parts.home import waiting_figure
from pages.parts.log import notice as log_notice
from pages.parts.state import go, link
from pages.parts.text import today_words
from pages.parts.wiring import TICK, now, remembered
from tracker.messages import Filter
from tracker.overdue import Counts, WaitingCard
from tracker.wording import _, ngettext

SHOWN, READ, WAITING = 5, 25, 8


@st.fragment(run_every=TICK)
def draw() -> None:
    """Title, overdue cards worst first, and the figure of what waits."""
    with told():
        counts = remembered("counts", lambda kitelog: kitelog.overdue.counts(), timed=True)
        _title(counts)
        log_notice.draw()
        above(STEPS)
        if counts.overdue:
            _overdue(counts.overdue)
        if counts.waiting:
            _waiting(counts.waiting)
        if not counts.overdue and not counts.waiting:
            _nothing()


def _title(counts: Counts) -> None:
    words = ngettext("{n} message is overdue", "{n} messages are overdue", counts.overdue).format(
        n=counts.overdue
    )
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.title(words if counts.overdue else _("Nothing is overdue"), width="content")
        st.button(
            _("Log a message"),
            type="primary",
            icon=":material/edit:",
            key="home.log",
            on_click=go,
            args=("log.py",),
        )
    more = ngettext("{n} more is waiting.", "{n} more are waiting.", counts.waiting)
    alone = ngettext("{n} message is waiting.", "{n} messages are waiting.", counts.waiting)
    waiting = (
        (more if counts.overdue else alone).format(n=counts.waiting)
        if counts.waiting
        else _("Nothing else is waiting.")
    )
    st.text(
        f"{today_words(now())}. {waiting if counts.waiting or counts.overdue else _('Nothing is waiting.')}"
    )


def _overdue(number: int) -> None:
    cards = remembered("overdue", lambda kitelog: kitelog.overdue.overdue(READ), timed=True)
    # The longest overdue first; what somebody has dealt with already comes after what nobody has.
    shown = sorted(cards, key=_quiet)[:SHOWN]
    for card in shown:
        overdue_card(card, "home")
    if number > len(shown):
        words = ngettext("{n} more is overdue", "{n} more are overdue", number - len(shown))
        link("overdue.py", words.format(n=number - len(shown)), icon=":material/schedule:")


def _quiet(card: WaitingCard) -> bool:
    return card.flag_state in ("snoozed", "acknowledged")


def _waiting(number: int) -> None:
    cards = remembered("upcoming", lambda kitelog: kitelog.overdue.upcoming(WAITING), timed=True)
    with st.container(border=True):
        st.subheader(_("Waiting for an answer"))
        waiting_figure.draw(cards)
        if number > len(cards):
            words = ngettext("{n} more is waiting", "{n} more are waiting", number - len(cards))
            link("messages.py", words.format(n=number - len(cards)), icon=":material/mail:", state="waiting")


def _nothing() -> None:
    if not remembered("newest", lambda kitelog: kitelog.messages.page(Filter(), limit=1)).messages:
        empty.no_messages(
            _("Nothing is logged yet. Once you log a message, this page tells when an answer is overdue.")
        )
