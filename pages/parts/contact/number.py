"""The ID number: masked until it is tapped, and whose it is where that is not the present agency's."""

import streamlit as st

from pages.parts.contact.words import masked
from pages.parts.transfer.left import agency_name
from tracker.contacts import ContactDetail
from tracker.contacts.moving.numbers import another_agency
from tracker.wording import _, day_words

SHOWN = "contact.number"


def draw(detail: ContactDetail) -> None:
    """The present number, what to ask for, and those of former agencies."""
    card = detail.card
    if not (card.id_number or detail.former_numbers):
        return
    shown = st.session_state.get(SHOWN) == card.id
    present = card.stay.facility.agency if card.stay else ""
    foreign = another_agency(card.agency, present)
    if card.id_number:
        with st.container(horizontal=True, vertical_alignment="center"):
            words = _("Number {number}, of {agency}") if foreign else _("Number {number}")
            st.text(
                words.format(number=_number(card.id_number, shown=shown), agency=agency_name(card.agency))
            )
            _button(card.id, shown=shown)
        if foreign:
            words = _("{agency} gives a number of its own: ask for it, then enter it under Edit.")
            st.text(words.format(agency=agency_name(present)))
    elif detail.former_numbers:
        _button(card.id, shown=shown)
    for row in detail.former_numbers:
        words = _("Until {day}: number {number}, of {agency}")
        number = _number(row.id_number, shown=shown)
        day = day_words(row.until_day, year=True)
        st.text(words.format(day=day, number=number, agency=agency_name(row.agency)))


def _number(number: str, *, shown: bool) -> str:
    return number if shown else masked(number)


def _button(contact_id: int, *, shown: bool) -> None:
    st.button(
        _("Hide") if shown else _("Show number"),
        key="contact.number.show",
        type="tertiary",
        on_click=_show,
        args=(None if shown else contact_id,),
    )


def _show(contact_id: int | None) -> None:
    st.session_state[SHOWN] = contact_id
