"""The forms that add a contact and edit one."""

from datetime import date
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.contact_place import ask_facility, ask_provider, given_facility, given_provider, kind_of
from pages.parts.contact_words import doubt
from pages.parts.edge import above, beside
from pages.parts.message_address import FIRST_DAY, LAST_DAY
from pages.parts.message_done import act, silent, stop
from pages.parts.message_when import forget
from pages.parts.wiring import kitelog, now, remembered, zone
from tracker.contacts import ContactCard, ContactEntry
from tracker.wording import _

PLACE = "contacts"
ADD = "contacts.add"
BESIDE = ("name", "id_number", "facility", "state", "provider", "since", "note")


def add() -> None:
    """Name, number, place, provider, since when; only the name must be there."""
    with st.container(border=True, key=ADD):
        above(ADD, *BESIDE)
        st.text_input(
            _("Name, or what the family calls them"), key=f"{ADD}.name", max_chars=200, placeholder=_("Dad")
        )
        beside(ADD, "name")
        ask_facility(ADD)
        ask_provider(ADD)
        _number(ADD)
        st.session_state.setdefault(f"{ADD}.since", _today())
        st.date_input(
            _("There since"),
            key=f"{ADD}.since",
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="MM/DD/YYYY",
            width=180,
        )
        beside(ADD, "since")
        with st.container(horizontal=True):
            st.button(_("Add"), key=f"{ADD}.save", type="primary", on_click=_add)
            if remembered("contacts.names", lambda kitelog: kitelog.contacts.names()):
                st.button(_("Cancel"), key=f"{ADD}.cancel", type="tertiary", on_click=stop, args=(PLACE,))


def edit(card: ContactCard) -> None:
    """Name, number, provider and note; the place changes by a move."""
    key = f"contacts.edit.{card.id}"
    filled = {"name": card.name, "number": card.id_number, "note": card.note}
    for name, value in filled.items():
        st.session_state.setdefault(f"{key}.{name}", value)
    with st.container(border=True, key=key):
        above(key, *BESIDE)
        st.text_input(_("Name"), key=f"{key}.name", max_chars=200)
        beside(key, "name")
        facility = card.stay.facility if card.stay else None
        ask_provider(key, card.provider.name if card.provider else None)
        _number(key, facility.name if facility else "", facility.kind if facility else None)
        st.text_area(_("Note"), key=f"{key}.note", height=80)
        beside(key, "note")
        st.button(_("Save"), key=f"{key}.save", type="primary", on_click=_edit, args=(card, key))


def _number(key: str, facility: str | None = None, kind: str | None = None) -> None:
    st.text_input(_("ID number"), key=f"{key}.number", max_chars=100, placeholder="12345-678")
    beside(key, "id_number")
    place = given_facility(key) if facility is None else None
    name = place.name if place else facility or ""
    words = doubt(
        st.session_state.get(f"{key}.number") or "",
        name,
        given_provider(key),
        kind_of(key) if place else kind,
    )
    if words:
        st.markdown(f":material/help: {words}")


def _add() -> None:
    filled = st.session_state
    entry = ContactEntry(
        name=(filled.get(f"{ADD}.name") or "").strip(),
        id_number=(filled.get(f"{ADD}.number") or "").strip(),
        facility=given_facility(ADD),
        provider=given_provider(ADD),
        since=filled.get(f"{ADD}.since"),
    )
    words = _("{name} is here now.").format(name=entry.name)
    if act(PLACE, lambda form: kitelog().contacts.add(entry, form), entry, words, form_name=ADD) is not None:
        forget(ADD)


def _edit(card: ContactCard, key: str) -> None:
    filled = st.session_state
    entry = ContactEntry(
        name=(filled.get(f"{key}.name") or "").strip(),
        id_number=(filled.get(f"{key}.number") or "").strip(),
        provider=given_provider(key),
        note=filled.get(f"{key}.note") or "",
    )
    was = ContactEntry(
        card.name, card.id_number, provider=card.provider.name if card.provider else "", note=card.note
    )
    change = kitelog().contacts.edit
    saved = act(
        PLACE,
        silent(lambda: change(card.id, entry)),
        (card.id, entry),
        _("Saved."),
        lambda _saved: lambda: change(card.id, was),
        form_name=key,
    )
    if saved is not None:
        forget(key)


def _today() -> date:
    return now().astimezone(ZoneInfo(zone())).date()
