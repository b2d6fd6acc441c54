"""The forms that add a contact and edit one."""

from datetime import date
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.contact.place import ask_facility, choose, given_facility, wanted_facility
from pages.parts.contact.provider import ask_provider, ask_provider_there, given_provider
from pages.parts.contact.words import doubt
from pages.parts.edge import above, beside
from pages.parts.message.address import FIRST_DAY, LAST_DAY
from pages.parts.message.done import act, silent, stop
from pages.parts.message.when import forget
from pages.parts.state import take_params, whole
from pages.parts.wiring import kitelog, now, remembered, zone
from tracker.contacts import ContactCard, ContactEntry, FacilityEntry
from tracker.contacts.entries import KINDS
from tracker.directory.states import STATES
from tracker.errors import NotFoundError
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
        place = given_facility(ADD)
        ask_provider_there(ADD, place)
        _number(ADD, place.name if place else "", place.kind if place else None)
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
                st.button(_("Cancel"), key=f"{ADD}.cancel", type="tertiary", on_click=_cancel)


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


def carry() -> bool:
    """Takes a place and a provider out of the address into the form that adds a contact."""
    brought = take_params("add", "facility", "provider", "name", "state", "kind")
    if "add" not in brought:
        return False
    forget(ADD)
    key, provider = whole(brought.get("facility")), brought.get("provider")
    name, state, kind = (brought.get(part, "") for part in ("name", "state", "kind"))
    typed = FacilityEntry(name.strip(), state if state in STATES else "", kind if kind in KINDS else None)
    entry = _stored(key) if key is not None else typed if typed.name else None
    if entry is not None:
        choose(ADD, entry)
    if provider and provider.strip():
        st.session_state[f"{ADD}.provider"] = provider.strip()
    return True


def _stored(facility_id: int) -> FacilityEntry | None:
    try:
        place = remembered(
            "facility", lambda kitelog: kitelog.directory.answer(facility_id).place, facility_id
        )
    except NotFoundError:
        return None
    return FacilityEntry(place.name, place.state, place.kind, id=facility_id)


def _number(key: str, facility: str, kind: str | None) -> None:
    st.text_input(_("ID number"), key=f"{key}.number", max_chars=100, placeholder="12345-678")
    beside(key, "id_number")
    words = doubt(st.session_state.get(f"{key}.number") or "", facility, given_provider(key), kind)
    if words:
        st.markdown(f":material/help: {words}")


def _add() -> None:
    filled = st.session_state
    name = (filled.get(f"{ADD}.name") or "").strip()
    number, since = (filled.get(f"{ADD}.number") or "").strip(), filled.get(f"{ADD}.since")
    place, provider = given_facility(ADD), given_provider(ADD)

    def write(form: str) -> int:
        entry = ContactEntry(name, number, wanted_facility(ADD), provider, since)
        return kitelog().contacts.add(entry, form)

    words = _("{name} is here now.").format(name=name)
    if act(PLACE, write, (name, number, place, provider, since), words, form_name=ADD) is not None:
        forget(ADD)


def _cancel() -> None:
    stop(PLACE)
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
