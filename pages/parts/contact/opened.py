"""One contact, opened: how they stand, what can be done, and what went to and fro."""

import streamlit as st

from pages.parts.cards import badge
from pages.parts.contact import allowance, closure, connecting, form, moves, number
from pages.parts.contact.listing import PLACE
from pages.parts.contact.timeline import timeline
from pages.parts.contact.words import (
    contact_mark,
    news_words,
    reply_words,
    stay_words,
    where_words,
    zone_words,
)
from pages.parts.message.done import act, doing, opener, show_done, silent
from pages.parts.message.turn import turn
from pages.parts.state import go
from pages.parts.text import literal
from pages.parts.transfer import done as transfer_done
from pages.parts.wiring import kitelog, remembered
from tracker.contacts import ContactCard, ContactDetail
from tracker.errors import NotFoundError
from tracker.wording import _


def draw(chosen: str) -> None:
    """The contact of this key. Raises NotFoundError when there is none."""
    turn("contacts.py", _("All contacts"), icon=":material/arrow_back:")
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 18):
        raise NotFoundError(_("This contact is no longer there. Go back to the list."))
    contact_id = int(chosen)
    detail = remembered(
        "contacts.detail", lambda kitelog: kitelog.contacts.detail(contact_id), contact_id, timed=True
    )
    card = detail.card
    st.title(literal(card.name))
    with st.container(horizontal=True, vertical_alignment="center"):
        badge(contact_mark(card))
        st.text(where_words(card))
    with st.container(gap="xsmall"):
        _facts(detail)
    closure.going_on(detail)
    show_done(PLACE)
    _actions(detail)
    connecting.draw(card)
    timeline(detail)
    _stays(detail)


def _facts(detail: ContactDetail) -> None:
    card = detail.card
    if card.provider:
        st.text(_("With {provider}").format(provider=card.provider.name))
    if card.stay and card.stay.to_day is None:
        st.text(_("Business hours are those of {zone}").format(zone=zone_words(card.stay.facility)))
    st.text(reply_words(card.reply_time))
    st.text(news_words(card))
    number.draw(detail)
    if card.note.strip():
        st.text(card.note)


def _actions(detail: ContactDetail) -> None:
    card = detail.card
    if card.archived:
        st.button(_("Bring back"), key="contact.back", type="primary", on_click=_bring_back, args=(card,))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.button(
            _("Log a message"),
            key="contact.log",
            type="secondary" if doing(PLACE) or doing(connecting.place(card.id)) else "primary",
            on_click=go,
            args=("log.py",),
            kwargs={"contact": card.id},
        )
        opener(PLACE, card.id, "closure", _("Closed or locked down"))
        _mover(_("They moved"), "move", contact=card.id)
        if card.stay and card.stay.to_day is None:
            opener(PLACE, card.id, "end", _("The stay ended"))
            _mover(_("The provider changed"), "provider", facility=card.stay.facility.id, contact=card.id)
        opener(PLACE, card.id, "allowance", _("How long an answer may take"))
        opener(PLACE, card.id, "edit", _("Edit"))
        st.button(_("Archive"), key="contact.archive", type="tertiary", on_click=_archive, args=(card,))
    forms = {
        "closure": lambda: closure.add(detail),
        "end": lambda: moves.end(card),
        "allowance": lambda: allowance.ask(card),
        "edit": lambda: form.edit(card),
    }
    opened = doing(PLACE)
    if opened is not None and opened[0] == card.id and opened[1] in forms:
        forms[opened[1]]()


def _stays(detail: ContactDetail) -> None:
    if detail.stays:
        st.subheader(_("Where they were"))
        for stay in detail.stays:
            st.text(stay_words(stay))
        closure.listed(detail)


def _mover(label: str, key: str, **address: int) -> None:
    st.button(label, key=f"contact.{key}", type="tertiary", on_click=_move_on, kwargs=address)


def _move_on(**address: int) -> None:
    transfer_done.leave()
    go("transfer.py", **address)


def _archive(card: ContactCard) -> None:
    contacts = kitelog().contacts
    act(
        PLACE,
        silent(lambda: contacts.archive(card.id)),
        ("archive", card.id),
        _("Archived. Nothing was deleted."),
        lambda _saved: lambda: contacts.unarchive(card.id),
    )


def _bring_back(card: ContactCard) -> None:
    contacts = kitelog().contacts
    act(
        PLACE,
        silent(lambda: contacts.unarchive(card.id)),
        ("unarchive", card.id),
        _("They are among your contacts again."),
        lambda _saved: lambda: contacts.archive(card.id),
    )
