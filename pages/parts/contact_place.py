"""A facility and a provider, chosen from those known or typed anew."""

import streamlit as st

from pages.parts.contact_words import place_words
from pages.parts.edge import beside
from pages.parts.message_names import told_apart
from pages.parts.wiring import remembered
from tracker.contacts import FacilityCard, FacilityEntry
from tracker.contacts.states import STATES
from tracker.wording import _


def ask_facility(key: str) -> None:
    """Where they are: one that is known, or its name and state."""
    known = _known()
    st.selectbox(
        _("Facility"),
        with_typed(list(known), f"{key}.facility"),
        index=None,
        key=f"{key}.facility",
        accept_new_options=True,
        placeholder=_("Choose, or type its name"),
        help=_("As it is called on letters. Its state decides which holidays do not count."),
    )
    beside(key, "facility")
    chosen = st.session_state.get(f"{key}.facility")
    if chosen and chosen not in known:
        st.selectbox(
            _("State"),
            list(STATES),
            index=None,
            format_func=lambda code: STATES[code].name,
            key=f"{key}.state",
            placeholder=_("Choose the state"),
        )
        beside(key, "state")


def given_facility(key: str) -> FacilityEntry | None:
    """The facility that was chosen or typed; None where nothing was."""
    chosen = st.session_state.get(f"{key}.facility")
    if not chosen or not chosen.strip():
        return None
    card = _known().get(chosen)
    if card is not None:
        return FacilityEntry(card.name, card.state, card.kind)
    return FacilityEntry(chosen.strip(), st.session_state.get(f"{key}.state") or "")


def kind_of(key: str) -> str | None:
    """The kind of the facility that was chosen, None for a new or unknown one."""
    card = _known().get(st.session_state.get(f"{key}.facility") or "")
    return card.kind if card else None


def ask_provider(key: str, present: str | None = None) -> None:
    """The messaging service: one that is known, or a new name."""
    if present is not None:
        st.session_state.setdefault(f"{key}.provider", present)
    st.selectbox(
        _("Provider"),
        with_typed(_provider_names(), f"{key}.provider"),
        index=None,
        key=f"{key}.provider",
        accept_new_options=True,
        placeholder=_("Choose, or type a new one, like JPay or Postal mail"),
    )
    beside(key, "provider")


def given_provider(key: str) -> str:
    """The provider that was chosen or typed; empty where none was."""
    return (st.session_state.get(f"{key}.provider") or "").strip()


def with_typed(known: list[str], key: str) -> list[str]:
    """The options, and the one that was typed into this field."""
    typed = st.session_state.get(key)
    return known if not typed or typed in known else [*known, typed]


def _provider_names() -> list[str]:
    return [card.name for card in remembered("providers", lambda kitelog: kitelog.contacts.providers())]


def _known() -> dict[str, FacilityCard]:
    cards = remembered("facilities", lambda kitelog: kitelog.contacts.facilities())
    words = told_apart({card.id: place_words(card) for card in cards})
    return {words[card.id]: card for card in cards}
