"""Which year and which person the page of a year is about, as its address says it."""

import re

import streamlit as st

from pages.parts.message.names import contact_names
from pages.parts.wiring import now, remembered, zone
from tracker.spend import Year
from tracker.spend.days import local_day
from tracker.wording import _

YEAR, CONTACT = "year", "contact"


def read(asked: int | None = None, contact: int | None = None) -> Year:
    """The year asked for, the present one if none is."""
    today = local_day(now(), zone())
    named = None if asked == today.year else asked
    return remembered("year", lambda kitelog: kitelog.spend.year(named, contact), named, contact, today)


def choose(known: tuple[int, ...]) -> tuple[int, int | None]:
    """The two select boxes; gives the year and the contact that were chosen."""
    year, contact, names = _year(known), _contact(), contact_names()
    st.session_state[_key(YEAR)], st.session_state[_key(CONTACT)] = year, contact
    with st.container(horizontal=True):
        st.selectbox(
            _("Year"), known, key=_key(YEAR), on_change=_changed, args=(YEAR,), width=140, format_func=str
        )
        if len(names) > 1 or contact is not None:
            st.selectbox(
                _("Person"),
                list(names),
                index=None,
                format_func=lambda one: names.get(one, ""),
                placeholder=_("Everybody"),
                key=_key(CONTACT),
                on_change=_changed,
                args=(CONTACT,),
                width=260,
            )
    for sentence in _unknown(known):
        st.text(sentence)
    return year, contact


def paper_address(name: str, year: int, contact: int | None) -> str:
    """Where the year is to be had for paper, or as a file."""
    about = "" if contact is None else f"&contact={contact}"
    return f"{name}?year={year}{about}"


def _year(known: tuple[int, ...]) -> int:
    """The year in the address; the present one where it says none that is known."""
    value = st.query_params.get(YEAR, "")
    year = int(value) if re.fullmatch("[0-9]{4}", value) else None
    return year if year in known else known[0]


def _contact() -> int | None:
    value = st.query_params.get(CONTACT, "")
    key = int(value) if re.fullmatch("[0-9]{1,18}", value) else None
    return key if key in contact_names() else None


def _unknown(known: tuple[int, ...]) -> list[str]:
    """What is said of an address that asks for what is not there."""
    told = []
    if st.query_params.get(YEAR, str(known[0])) != str(_year(known)):
        told.append(_("Nothing is logged of the year in the address: this is {year}.").format(year=known[0]))
    if st.query_params.get(CONTACT) and _contact() is None:
        told.append(_("The person in the address is not known here: this is about everybody."))
    return told


def _key(name: str) -> str:
    return f"year.{name}"


def _changed(name: str) -> None:
    # What was wrong in the address goes with the first choice.
    year, contact = _year(read().years), _contact()
    chosen = {YEAR: year, CONTACT: contact} | {name: st.session_state.get(_key(name))}
    for part, value in chosen.items():
        if value is None:
            st.query_params.pop(part, None)
        else:
            st.query_params[part] = str(value)
