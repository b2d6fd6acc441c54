"""The facilities' own zones and hours."""

from datetime import time

import streamlit as st

from pages.parts.contact_words import place_words, zone_words
from pages.parts.edge import above, beside
from pages.parts.household_members import PLACE
from pages.parts.household_time import zone_choice_words, zones
from pages.parts.household_window import ask_window, window_given, window_words
from pages.parts.message_done import act, doing, opener
from pages.parts.message_when import forget
from pages.parts.wiring import kitelog, remembered
from tracker.contacts import FacilityCard
from tracker.wording import _


def draw() -> None:
    """Each facility with what holds there."""
    for card in remembered("facilities", lambda kitelog: kitelog.contacts.facilities()):
        with st.container(border=True, gap="xsmall", key=f"facility.{card.id}"):
            st.text(place_words(card))
            with st.container(
                horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
            ):
                st.text(f"{zone_words(card)}. {window_words(card.opens, card.closes)}.")
                opener(PLACE, card.id, "facility", _("Change"))
            if doing(PLACE) == (card.id, "facility"):
                _form(card)


def _form(card: FacilityCard) -> None:
    key = f"household.facility.{card.id}"
    above(key, "zone", "closes")
    st.session_state.setdefault(f"{key}.zone", card.zone)
    st.selectbox(_("Time zone there"), zones(card.zone), format_func=zone_choice_words, key=f"{key}.zone")
    beside(key, "zone")
    ask_window(key, card.opens, card.closes, own=True)
    st.button(_("Save"), key=f"{key}.save", type="primary", on_click=_save, args=(card, key))


def _save(card: FacilityCard, key: str) -> None:
    chosen = st.session_state.get(f"{key}.zone") or card.zone

    def write(_form: str) -> tuple[object, ...]:
        window = window_given(key)
        _put_window(card.id, window)
        if chosen != card.zone or card.zone_guessed:
            kitelog().household.set_facility_zone(card.id, chosen)
        return (window,)

    content = (
        card.id,
        *(st.session_state.get(f"{key}.{name}") for name in ("zone", "way", "opens", "closes")),
    )
    if act(
        PLACE,
        write,
        content,
        _("Saved. What waits was counted anew."),
        lambda _saved: lambda: _back(card),
        form_name=key,
    ):
        forget(key)


def _back(card: FacilityCard) -> None:
    _put_window(card.id, None if card.opens is None else (card.opens, card.closes))
    kitelog().household.set_facility_zone(card.id, card.zone)


def _put_window(facility_id: int, window: tuple[time, time | None] | None) -> None:
    household = kitelog().household
    if window is None:
        household.clear_window(facility_id)
    else:
        opens, closes = window
        household.set_window(opens, closes, facility_id)
