"""Where somebody is: found while one types, or a name kept as typed."""

import streamlit as st

from pages.parts.contact.words import place_words
from pages.parts.edge import beside
from pages.parts.message.names import told_apart
from pages.parts.state import form
from pages.parts.text import literal
from pages.parts.wiring import remembered
from tracker.contacts import FacilityCard, FacilityEntry
from tracker.directory import Found, PlaceFacts
from tracker.directory.catalogue.lookup import other_names_of, place_for
from tracker.directory.catalogue.read import catalogue
from tracker.directory.states import STATES
from tracker.directory.words import kind_words
from tracker.errors import InvalidInputError
from tracker.wording import _

MOST = 8
KINDS = ("state", "county", "local", "federal", "multi")


def ask_facility(key: str, *, but: int | None = None) -> None:
    """The field and what it finds, or the place chosen; the family's own places come first, all `but` one."""
    entry = given_facility(key)
    if st.session_state.get(f"{key}.seen") != entry:
        # Another place: what was refused before is not about this one.
        st.session_state[f"{key}.seen"], form(key).problem = entry, None
    if entry is not None and f"{key}.chosen" in st.session_state:
        _chosen(key, entry)
        return
    st.text_input(
        _("Facility"),
        key=f"{key}.place",
        type="search",
        live=True,
        max_chars=200,
        placeholder=_("Type its name, city or county"),
    )
    typed = _typed(key)
    results = _found(typed) if typed else ()
    if not typed:
        _own(key, but)
    elif results:
        _results(key, typed, results)
    beside(key, "facility")
    if entry is not None:
        _more(key, entry)


def given_facility(key: str) -> FacilityEntry | None:
    """The facility that was chosen, or a typed name that nothing is like; None where nothing was."""
    chosen: FacilityEntry | None = st.session_state.get(f"{key}.chosen")
    typed = _typed(key)
    if chosen is None and typed and not _found(typed):
        chosen = FacilityEntry(typed)
    if chosen is None or chosen.id is not None:
        return chosen
    filled = st.session_state
    state, kind = filled.get(f"{key}.state", chosen.state), filled.get(f"{key}.kind", chosen.kind)
    return FacilityEntry(chosen.name, state or "", kind)


def wanted_facility(key: str) -> FacilityEntry | None:
    """The same, for saving. Raises InvalidInputError for a name typed that could be one of several."""
    entry = given_facility(key)
    if entry is None and _typed(key):
        raise InvalidInputError(
            _("Choose the facility from those found, or keep the name as you typed it."), field="facility"
        )
    return entry


def choose(key: str, entry: FacilityEntry | None) -> None:
    """Fills in a facility, or asks for one again."""
    if entry is None:
        st.session_state.pop(f"{key}.chosen", None)
        return
    st.session_state[f"{key}.chosen"] = FacilityEntry(entry.name, entry.state, entry.kind, id=entry.id)
    if entry.id is None:
        st.session_state[f"{key}.state"] = entry.state or st.session_state.get(f"{key}.state")
        st.session_state[f"{key}.kind"] = entry.kind or st.session_state.get(f"{key}.kind")


def choice_words(entry: FacilityEntry) -> str:
    """`Lakeside, Ohio`."""
    state = STATES.get(entry.state)
    return f"{entry.name}, {state.name}" if state else entry.name


def _typed(key: str) -> str:
    return (st.session_state.get(f"{key}.place") or "").strip()


def _chosen(key: str, entry: FacilityEntry) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(":material/location_on:", width="content")
        st.text(choice_words(entry) if entry.id is not None else entry.name)
        st.button(
            _("Another place"),
            key=f"{key}.again",
            type="tertiary",
            on_click=choose,
            args=(key, None),
        )
    beside(key, "facility")
    if entry.id is None:
        _more(key, entry)


def _more(key: str, entry: FacilityEntry) -> None:
    """What a name alone does not tell."""
    st.session_state.setdefault(f"{key}.state", entry.state or None)
    st.session_state.setdefault(f"{key}.kind", entry.kind)
    with st.container(horizontal=True):
        st.selectbox(
            _("State"),
            list(STATES),
            format_func=lambda code: STATES[code].name,
            key=f"{key}.state",
            placeholder=_("Choose the state"),
            help=_("It decides which holidays do not count."),
        )
        st.selectbox(
            _("What it is"),
            KINDS,
            format_func=lambda kind: kind_words(kind).capitalize(),
            key=f"{key}.kind",
            placeholder=_("Not known"),
            help=_("A jail never uses what its state's prisons use."),
        )
    beside(key, "state")
    beside(key, "kind")


def _own(key: str, but: int | None) -> None:
    """Those the family has used before, one tap away."""
    cards = [card for card in _in_use() if card.id != but][:MOST]
    if not cards:
        return
    words = told_apart({card.id: place_words(card) for card in cards})
    with st.container(horizontal=True, gap="xsmall"):
        for card in cards:
            entry = FacilityEntry(card.name, card.state, card.kind, id=card.id)
            st.button(literal(words[card.id]), key=f"{key}.own.{card.id}", on_click=choose, args=(key, entry))


def _results(key: str, typed: str, results: tuple[Found, ...]) -> None:
    with st.container(gap="xsmall"):
        for number, found in enumerate(results):
            place = found.answer.place
            entry = FacilityEntry(place.name, place.state, place.kind, id=place.id)
            st.button(
                literal(_found_words(found)),
                key=f"{key}.found.{number}",
                width="stretch",
                on_click=choose,
                args=(key, entry),
            )
        st.button(
            _("None of these: keep “{name}” as typed").format(name=literal(typed)),
            key=f"{key}.typed",
            type="tertiary",
            on_click=choose,
            args=(key, FacilityEntry(typed)),
        )


def _found_words(found: Found) -> str:
    place = found.answer.place
    state = STATES.get(place.state)
    where = ", ".join(word for word in (place.city, state.name if state else "") if word)
    words = f"{place.name} · {where}" if where else place.name
    if found.matched:
        words = _("{place} (also {name})").format(place=words, name=found.matched)
    return _("{place} (closed)").format(place=words) if place.status == "closed" else words


def _found(typed: str) -> tuple[Found, ...]:
    results = remembered(
        "contacts.found", lambda kitelog: kitelog.directory.search(typed, limit=2 * MOST), typed
    )
    return tuple(found for found in results if _is_place(found.answer.place))[:MOST]


def _is_place(place: PlaceFacts) -> bool:
    """A facility of the list, of the family or of the catalogue; no agency, nor the typed name itself."""
    if place.id is not None:
        return True
    known = catalogue()
    return bool(
        place.name
        and (place_for(known, place.name, place.state) or other_names_of(known, place.name, place.state))
    )


def _in_use() -> tuple[FacilityCard, ...]:
    return remembered("facilities", lambda kitelog: kitelog.contacts.facilities())
