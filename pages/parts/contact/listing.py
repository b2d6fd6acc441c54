"""The cards of all contacts, and the form that adds one."""

import streamlit as st

from pages.parts.cards import card as bordered
from pages.parts.contact import form
from pages.parts.contact.words import contact_mark, news_words, reply_words, where_words
from pages.parts.message.done import doing, show_done, toggle
from pages.parts.message.turn import turn
from pages.parts.state import go
from pages.parts.wiring import remembered
from tracker.contacts import ContactCard
from tracker.wording import _, ngettext

PLACE = "contacts"
NEW = (0, "add")


def draw() -> None:
    """Who needs something comes first."""
    cards = remembered("contacts.cards", lambda kitelog: kitelog.contacts.cards(), timed=True)
    archived = remembered("contacts.archived", lambda kitelog: kitelog.contacts.cards(archived=True))
    st.title(_title(cards))
    if not cards:
        st.text(_("Add the person you write to. Where they are decides which days count."))
    show_done(PLACE)
    if form.carry():
        st.session_state[f"{PLACE}.doing"] = NEW
    adding = doing(PLACE) == NEW or not (cards or archived)
    if adding:
        form.add()
    else:
        st.button(
            _("Add a contact"),
            key="contacts.new",
            type="primary",
            icon=":material/person_add:",
            on_click=toggle,
            args=(PLACE, *NEW),
        )
    for card in cards:
        one(card)
    if archived:
        label = ngettext("{n} archived", "{n} archived", len(archived)).format(n=len(archived))
        with st.expander(label, key="contacts.archived"):
            for card in archived:
                one(card)


def one(card: ContactCard) -> None:
    """A contact's card."""
    with bordered(card.name, where_words(card), contact_mark(card), key=f"contact.{card.id}"):
        with st.container(gap="xsmall"):
            if card.provider:
                st.text(_("With {provider}").format(provider=card.provider.name))
            st.text(reply_words(card.reply_time))
            st.text(news_words(card))
        with st.container(horizontal=True, vertical_alignment="center"):
            turn("contacts.py", _("Open"), icon=":material/person:", contact=card.id)
            if not card.archived:
                st.button(
                    _("Log"),
                    key=f"contact.{card.id}.log",
                    type="tertiary",
                    icon=":material/edit:",
                    on_click=go,
                    args=("log.py",),
                    kwargs={"contact": card.id},
                )


def _title(cards: tuple[ContactCard, ...]) -> str:
    if not cards:
        return _("Whom do you write to?")
    late = sum(card.overdue > 0 for card in cards)
    if late:
        return ngettext("{n} person has overdue messages", "{n} people have overdue messages", late).format(
            n=late
        )
    waiting = sum(card.waiting > 0 for card in cards)
    if waiting:
        return ngettext(
            "You wait to hear from {n} person", "You wait to hear from {n} people", waiting
        ).format(n=waiting)
    return _("Everybody has answered")
