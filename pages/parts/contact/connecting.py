"""Getting connected with one contact: the next step, then what was done; one line once it is through."""

from datetime import date
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.cards import badge
from pages.parts.contact import connecting_form as form
from pages.parts.contact.connecting_words import (
    button_words,
    done_words,
    limit_words,
    state_mark,
    step_words,
    to_do_words,
)
from pages.parts.contact.listing import PLACE as CONTACTS
from pages.parts.find import sources as find_sources
from pages.parts.message.done import act, doing, opener, show_done, toggle
from pages.parts.state import go
from pages.parts.text import literal
from pages.parts.who import my_id
from pages.parts.wiring import kitelog, now, remembered, zone
from tracker.contacts import ConnectionCard, ContactCard
from tracker.wording import _

place = form.place
OVER = ("released", "died")
AGAINST = ("denied", "revoked", "blocked")


def draw(card: ContactCard) -> None:
    """How far the member who is here has come; nothing by post, nor for who is out or archived."""
    if card.archived or (card.stay and card.stay.ended_by in OVER) or _by_post(card):
        return
    me = my_id()
    connection = remembered(
        "connection", lambda kitelog: kitelog.connections.of(card.id, me), card.id, me, today()
    )
    show_done(place(card.id))
    transit = connection.ended == "in transit"
    if connection.progress.state == "connected" and not transit:
        _folded(connection, card, _("Connected with {provider}"))
    elif connection.elsewhere and not _begun(connection) and not transit:
        _folded(connection, card, _("Getting connected: somebody else of the family writes with {provider}"))
    else:
        with st.container(border=True, key=f"connecting.{card.id}"):
            _heading(connection, transit=transit)
            if transit:
                _transit(connection, card)
            else:
                st.text(connection.words)
                _buttons(connection, card)
                _rest(connection)


def today() -> date:
    """Today where the household is."""
    return now().astimezone(ZoneInfo(zone())).date()


def _by_post(card: ContactCard) -> bool:
    return card.provider is not None and card.provider.kind == "postal"


def _begun(connection: ConnectionCard) -> bool:
    return any(not done.derived for done in connection.progress.done)


def _folded(connection: ConnectionCard, card: ContactCard, words: str) -> None:
    label = words.format(provider=literal(connection.provider.name if connection.provider else ""))
    opened = doing(place(card.id)) is not None
    with st.expander(label, icon=":material/check:", key=f"connecting.{card.id}.fold", expanded=opened):
        if connection.progress.next not in (None, "message"):
            st.text(connection.words)
        _buttons(connection, card)
        _rest(connection)


def _heading(connection: ConnectionCard, *, transit: bool) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        provider = connection.provider
        words = _("Getting connected with {provider}") if provider else _("Getting connected")
        st.subheader(words.format(provider=literal(provider.name) if provider else ""), width="content")
        badge(state_mark(connection.progress.state, ended=transit))


def _transit(connection: ConnectionCard, card: ContactCard) -> None:
    words = _(
        "Nobody has said yet where {name} is. Look every few days, then enter the new place by They moved."
    )
    st.text(words.format(name=card.name))
    if connection.locator:
        st.link_button(_("Find a person in custody"), connection.locator, icon=":material/search:")


def _buttons(connection: ConnectionCard, card: ContactCard) -> None:
    """The likely step as a button, then the way round it; the rest is under More."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if connection.provider is None or connection.progress.next == "found":
            st.button(
                _("Find the provider"),
                key="connecting.find",
                icon=":material/search:",
                on_click=go,
                args=("find_provider.py",),
                kwargs={"facility": connection.facility_id},
            )
            st.button(
                _("Choose the provider"),
                key="connecting.choose",
                type="tertiary",
                on_click=toggle,
                args=(CONTACTS, card.id, "edit"),
            )
        if connection.provider is None:
            return
        for number, step in enumerate(_offered(connection)):
            st.button(
                button_words(step),
                key=f"connecting.note.{step}",
                type="tertiary" if number else "secondary",
                on_click=_note,
                args=(connection, step),
            )
        opener(place(card.id), card.id, "more", _("More"))
    if doing(place(card.id)) == (card.id, "more"):
        form.more(connection, today())


def _offered(connection: ConnectionCard) -> list[str]:
    """The next step; before the approval also that one, since it can come without the steps between."""
    progress = connection.progress
    if progress.next in (None, "message"):
        return []
    last = "invited" if "invited" in connection.way else "approved"
    if progress.state in AGAINST:
        return [last]
    done = {row.step for row in progress.done}
    return [step for step in dict.fromkeys((progress.next, last)) if step and step not in done]


def _rest(connection: ConnectionCard) -> None:
    """The steps done and to do, the limits of the list inside, and how one begins."""
    _steps(connection)
    for limit in connection.limits:
        with st.container(gap="xxsmall"):
            st.text(limit_words(limit))
            fact = limit.fact
            find_sources.draw(fact.source, fact.as_of, fact.source_date, confirm=_("the facility"))
    if connection.begin and connection.progress.state != "connected":
        provider = literal(connection.provider.name if connection.provider else "")
        label = _("How to begin with {provider}").format(provider=provider)
        with st.popover(label, icon=":material/format_list_numbered:", type="tertiary"):
            for number, words in enumerate(connection.begin, start=1):
                st.text(f"{number}. {words}")
            if connection.list_note:
                st.text(connection.list_note)


def _steps(connection: ConnectionCard) -> None:
    done, here = connection.progress.done, place(connection.contact_id)
    finished = {row.step for row in done}
    with st.container(gap="xsmall"):
        for row in done:
            icon = "block" if row.step in AGAINST else "check_circle"
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.markdown(f":material/{icon}: {literal(done_words(row))}", width="content")
                if row.id is not None:
                    opener(here, row.id, "change", _("Change"))
            if row.id is not None and doing(here) == (row.id, "change"):
                form.change(connection, row)
        for step in (step for step in connection.way if step not in finished):
            st.markdown(f":material/radio_button_unchecked: {literal(to_do_words(step))}")


def _note(connection: ConnectionCard, step: str) -> None:
    if connection.provider is None:
        return
    note, withdraw = kitelog().connections.note, kitelog().connections.withdraw
    contact, provider, member, day = (
        connection.contact_id,
        connection.provider.id,
        connection.member_id,
        today(),
    )
    act(
        place(contact),
        lambda key: note(contact, provider, member, step, day, form=key),
        (contact, provider, member, step, day),
        _("Noted for today: {step}.").format(step=step_words(step).lower()),
        lambda step_id: lambda: withdraw(step_id),
    )
