"""A provider, chosen from those known or typed anew; filled in with the one that serves the place."""

import streamlit as st

from pages.parts.edge import beside
from pages.parts.wiring import remembered
from tracker.contacts import FacilityEntry, ProviderCard
from tracker.directory import Answer
from tracker.directory.answer import NO_PROVIDER
from tracker.directory.catalogue.lookup import provider_named
from tracker.directory.catalogue.read import catalogue
from tracker.wording import _, listed


def ask_provider(key: str, present: str | None = None, first: tuple[str, ...] = ()) -> None:
    """The messaging service: one that is known, those of the place `first`, or a new name."""
    if present is not None:
        st.session_state.setdefault(f"{key}.provider", present)
    st.selectbox(
        _("Provider"),
        _with_typed(list(dict.fromkeys([*first, *_names()])), f"{key}.provider"),
        index=None,
        key=f"{key}.provider",
        accept_new_options=True,
        placeholder=_("Choose, or type a new one, like JPay or Postal mail"),
    )
    beside(key, "provider")


def given_provider(key: str) -> str:
    """The provider that was chosen or typed; empty where none was."""
    return (st.session_state.get(f"{key}.provider") or "").strip()


def ask_provider_there(key: str, entry: FacilityEntry | None) -> None:
    """The same, filled in with the provider of a place once that is chosen, and told where it is from."""
    if entry is None:
        ask_provider(key)
        return
    answer = answer_at(entry)
    names = messaging(answer)
    _fill(key, entry, names)
    ask_provider(key, first=names)
    words = _words(answer, names)
    if words:
        st.text(words)


def answer_at(entry: FacilityEntry) -> Answer:
    """What the directory says of a place, stored or typed."""
    if entry.id is not None:
        facility_id = entry.id
        return remembered(
            "directory.answer", lambda kitelog: kitelog.directory.answer(facility_id), facility_id, timed=True
        )
    return remembered(
        "directory.typed",
        lambda kitelog: kitelog.directory.answer_typed(entry.name, entry.state, entry.kind),
        entry.name,
        entry.state,
        entry.kind,
        timed=True,
    )


def messaging(answer: Answer) -> tuple[str, ...]:
    """The current message providers of a place, as the household calls them."""
    ours: dict[str, str] = {}
    for name in _names():
        known = provider_named(catalogue(), name)
        if known is not None:
            ours.setdefault(known.slug, name)
    current = [row for row in answer.providers if row.role == "current"]
    return tuple(dict.fromkeys(ours.get(row.slug or "", row.name) for row in current))


def _fill(key: str, entry: FacilityEntry, names: tuple[str, ...]) -> None:
    """Fills the field once for each place; what was chosen by hand since then stays."""
    if st.session_state.get(f"{key}.filled") == entry and f"{key}.provider" in st.session_state:
        return
    st.session_state[f"{key}.filled"] = entry
    present = given_provider(key)
    if present and present != st.session_state.get(f"{key}.guessed"):
        return
    guess = names[0] if len(names) == 1 else None
    st.session_state[f"{key}.guessed"] = guess
    if st.session_state.setdefault(f"{key}.provider") != guess:
        # Only where it changes: a value set here overwrites what is chosen in the browser meanwhile.
        st.session_state[f"{key}.provider"] = guess


def _words(answer: Answer, names: tuple[str, ...]) -> str:
    if len(names) > 1:
        return _("It is one of these: {providers}. Ask which one.").format(providers=listed(list(names)))
    if names:
        return _("{provider}, as far as Kitelog knows. Confirm it there.").format(provider=names[0])
    if NO_PROVIDER in answer.unknown:
        return _("Its provider is not known: ask the facility. You can fill it in later.")
    return _("No messages are known there. Letters go by postal mail.")


def _with_typed(known: list[str], key: str) -> list[str]:
    typed = st.session_state.get(key)
    return known if not typed or typed in known else [*known, typed]


def _names() -> list[str]:
    cards: tuple[ProviderCard, ...] = remembered("providers", lambda kitelog: kitelog.contacts.providers())
    return [card.name for card in cards]
