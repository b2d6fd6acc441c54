"""The Overdue page's answer now, worst first. It asks again by itself while the page stays open."""

import streamlit as st

from pages.parts.cards import card as bordered
from pages.parts.cards import waiting_mark
from pages.parts.edge import told
from pages.parts.message.done import show_done
from pages.parts.overdue import history, steps
from pages.parts.overdue.steps import PLACE
from pages.parts.state import go, link
from pages.parts.text import shortened, today_words
from pages.parts.wiring import TICK, now, remembered
from tracker.overdue import Counts, WaitingCard
from tracker.wording import _, ngettext

SHOWN = 20
MORE = "overdue.shown"


@st.fragment(run_every=TICK)
def draw() -> None:
    """Title, cards, history."""
    with told():
        counts = remembered("counts", lambda kitelog: kitelog.overdue.counts(), timed=True)
        _title(counts)
        show_done(PLACE)
        if counts.overdue:
            _cards(counts.overdue)
        else:
            _nothing(counts)
        history.draw()


def one(waiting: WaitingCard) -> None:
    """Why it is overdue, and what can be done about it."""
    message = waiting.message
    with bordered(message.contact, message.facility, waiting_mark(waiting), key=f"overdue.{message.id}"):
        st.text(_("{why} With {provider}.").format(why=waiting.why, provider=message.provider))
        if message.note.strip():
            st.text(shortened(message.note))
        steps.draw(waiting)


def _title(counts: Counts) -> None:
    words = ngettext("{n} message is overdue", "{n} messages are overdue", counts.overdue).format(
        n=counts.overdue
    )
    st.title(words if counts.overdue else _("Nothing is overdue"))
    more = ngettext("{n} more is waiting.", "{n} more are waiting.", counts.waiting).format(n=counts.waiting)
    st.text(f"{today_words(now())}. {more}" if counts.waiting else f"{today_words(now())}.")


def _cards(number: int) -> None:
    most = st.session_state.get(MORE, SHOWN)
    cards = remembered("overdue", lambda kitelog: kitelog.overdue.overdue(most), most, timed=True)
    loud = [card for card in cards if card.flag_state not in ("snoozed", "acknowledged")]
    quiet = [card for card in cards if card.flag_state in ("snoozed", "acknowledged")]
    for card in loud:
        one(card)
    if quiet:
        st.subheader(_("Snoozed, or you know about it"))
        for card in quiet:
            one(card)
    if number > len(cards):
        left = number - len(cards)
        words = ngettext("Show {n} more", "Show {n} more", min(left, SHOWN)).format(n=min(left, SHOWN))
        st.button(words, key="overdue.more", on_click=_show_more)


def _nothing(counts: Counts) -> None:
    if counts.waiting:
        st.text(_("What waits is within its time. When an answer takes longer, it stands here."))
        link("messages.py", _("See what is waiting"), icon=":material/hourglass_empty:", state="waiting")
    else:
        st.text(
            _(
                "Nothing waits for an answer. Once you log a message"
                " and no answer comes in time, it stands here."
            )
        )
        st.button(_("Log a message"), key="overdue.log", type="primary", on_click=go, args=("log.py",))


def _show_more() -> None:
    st.session_state[MORE] = st.session_state.get(MORE, SHOWN) + SHOWN
