"""The Messages page's list: newest first, a page at a time, read by key."""

import streamlit as st

from pages.parts.cards import badge, message_mark
from pages.parts.edge import told
from pages.parts.message import address, filters
from pages.parts.message.done import show_done
from pages.parts.message.turn import turn
from pages.parts.state import go
from pages.parts.text import literal, shortened, when
from pages.parts.wiring import remembered
from tracker.messages import MessageCard, Page
from tracker.messages.search import PAGE
from tracker.wording import _, ngettext

PLACE = "messages"


def draw() -> None:
    """Title, filters, one page of rows."""
    heading, about = st.empty(), st.empty()
    heading.title(_("Messages"))
    show_done(PLACE)
    filters.draw()
    with told():
        wanted, before = address.wanted(), address.before()
        page = remembered(
            "messages.page", lambda kitelog: kitelog.messages.page(wanted, before), wanted, before
        )
        heading.title(_title(page))
        if not page.messages:
            _empty()
            return
        about.text(_("Newest first."))
        # Above too: the browser keeps its place when a page is turned at the end of the list.
        _pager(page)
        for card in page.messages:
            row(card)
        _pager(page)


def row(card: MessageCard) -> None:
    """Who, which way, when, how it stands, and the first line of the note."""
    sent = card.direction == "sent"
    with st.container(border=True, gap="xsmall", key=f"row.{card.id}"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            name = (_("To {name}") if sent else _("From {name}")).format(name=card.contact)
            icon = ":material/call_made:" if sent else ":material/call_received:"
            turn("messages.py", literal(name), icon=icon, open=card.ref, **address.here())
            badge(message_mark(card))
        st.text(row_words(card))
        text = card.note.strip() or card.body.strip()
        if text:
            st.text(shortened(text.splitlines()[0], 100))


def row_words(card: MessageCard) -> str:
    """`Fri 6 Nov, 3:10 PM with JPay, by Mom`; as typed, for `st.text`."""
    words = _("{when} with {provider}").format(when=when(card.at, card.zone), provider=card.provider)
    return _("{words}, by {member}").format(words=words, member=card.member) if card.member else words


def _title(page: Page) -> str:
    if address.before() is not None:
        return _("Older messages")
    if not address.filtered():
        counts = remembered("overdue.counts", lambda kitelog: kitelog.overdue.counts(), timed=True)
        number = counts.overdue + counts.waiting
        words = ngettext("{n} message waits for an answer", "{n} messages wait for an answer", number)
        return words.format(n=number) if number else _("No message waits for an answer")
    if page.next is not None:
        return _("More than {n} messages found").format(n=PAGE)
    number = len(page.messages)
    return (
        ngettext("{n} message found", "{n} messages found", number).format(n=number)
        if number
        else _("Nothing found")
    )


def _pager(page: Page) -> None:
    with st.container(horizontal=True):
        if page.next is not None:
            older = {**address.here(), "before": address.key_text(page.next)}
            turn("messages.py", _("Older"), icon=":material/arrow_forward:", **older)
        if address.before() is not None:
            _newest()


def _newest() -> None:
    newest = {name: value for name, value in address.here().items() if name != "before"}
    turn("messages.py", _("Newest"), icon=":material/first_page:", **newest)


def _empty() -> None:
    if address.before() is not None:
        st.text(_("There are no older ones."))
        _newest()
    elif address.filtered():
        st.text(_("No message fits these filters. Take one away, or show all."))
    else:
        st.text(_("Every message you log will stand here, with what happened to it."))
        st.button(
            _("Log the first message"), key="messages.first", type="primary", on_click=go, args=("log.py",)
        )
