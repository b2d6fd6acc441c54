"""The allowances at all five places: household, facility, provider, provider at a facility, person."""

from collections.abc import Mapping

import streamlit as st

from pages.parts.contact.words import place_words
from pages.parts.edge import above, beside
from pages.parts.household.amount import amount_given, ask_amount
from pages.parts.household.members import PLACE
from pages.parts.message.done import act, doing, opener, silent
from pages.parts.message.names import contact_names, provider_names, told_apart
from pages.parts.message.when import forget
from pages.parts.wiring import kitelog, remembered, settings
from tracker.deadlines.rule import Allowance
from tracker.errors import InvalidInputError
from tracker.household import AllowanceCard
from tracker.wording import _, allowance_words

KEY = "household.allowance"
KINDS = ("household", "facility", "provider", "provider at a facility", "person")
ASKED = {
    "facility": ("facility",),
    "provider": ("provider",),
    "provider at a facility": ("provider", "facility"),
    "person": ("contact",),
}
Place = dict[str, int | None]


def draw() -> None:
    """The household's, then every closer one, and the form for another."""
    present = settings().allowance
    words = allowance_words(present.amount, present.unit)
    st.text(_("An answer may take {allowance}, where nothing closer is set.").format(allowance=words))
    for card in remembered("allowances", lambda kitelog: kitelog.household.allowances()):
        where = (card.contact_id, card.provider_id, card.facility_id)
        with st.container(horizontal=True, vertical_alignment="center", key=f"{KEY}.row.{where}"):
            st.text(f"{where_words(card)}: {allowance_words(card.allowance.amount, card.allowance.unit)}")
            st.button(
                _("Remove"), key=f"{KEY}.remove.{where}", type="tertiary", on_click=_remove, args=(card,)
            )
    opener(PLACE, 0, "allowance", _("Set an allowance"))
    if doing(PLACE) == (0, "allowance"):
        with st.container(border=True, key=KEY):
            _form(present)


def where_words(card: AllowanceCard) -> str:
    """Where an allowance stands; as typed, for `st.text`."""
    gone = _("no longer there")
    provider = provider_names().get(card.provider_id or 0, gone)
    facility = facility_names().get(card.facility_id or 0, gone)
    if card.contact_id is not None:
        return contact_names().get(card.contact_id, gone)
    if card.provider_id is not None and card.facility_id is not None:
        return _("{provider} at {facility}").format(provider=provider, facility=facility)
    return provider if card.provider_id is not None else facility


def facility_names() -> dict[int, str]:
    """Every facility by key, with its state."""
    cards = remembered("facilities", lambda kitelog: kitelog.contacts.facilities())
    return told_apart({card.id: place_words(card) for card in cards})


def kind_words(kind: str) -> str:
    """A place of an allowance, for people."""
    words = {
        "household": _("Everything"),
        "facility": _("A facility"),
        "provider": _("A provider"),
        "provider at a facility": _("A provider at a facility"),
        "person": _("A person"),
    }
    return words[kind]


def _form(present: Allowance) -> None:
    st.text(_("The closest one holds: person, then provider at a facility, provider, facility, everything."))
    above(KEY, "amount", "place")
    st.session_state.setdefault(f"{KEY}.kind", "household")
    st.selectbox(_("For"), KINDS, format_func=kind_words, key=f"{KEY}.kind")
    names = {"contact": contact_names, "provider": provider_names, "facility": facility_names}
    labels = {"contact": _("Person"), "provider": _("Provider"), "facility": _("Facility")}
    for name in ASKED.get(st.session_state[f"{KEY}.kind"], ()):
        _choice(name, labels[name], names[name]())
    beside(KEY, "place")
    ask_amount(KEY, present)
    beside(KEY, "amount")
    st.button(_("Save"), key=f"{KEY}.save", type="primary", on_click=_save)


def _choice(name: str, label: str, names: Mapping[int, str]) -> None:
    st.selectbox(label, list(names), index=None, format_func=lambda key: names[key], key=f"{KEY}.{name}")


def _save() -> None:
    kind = st.session_state.get(f"{KEY}.kind") or "household"
    place: Place = {f"{name}_id": st.session_state.get(f"{KEY}.{name}") for name in ASKED.get(kind, ())}
    was = allowance_at(place)

    def write(_form: str) -> Allowance:
        if None in place.values():
            raise InvalidInputError(_("Choose for whom or where it holds."), field="place")
        allowance = amount_given(KEY)
        put(place, allowance)
        return allowance

    content = (
        kind,
        *place.values(),
        st.session_state.get(f"{KEY}.amount"),
        st.session_state.get(f"{KEY}.unit"),
    )
    words = _("Saved. What waits was counted anew.")
    if act(PLACE, write, content, words, lambda _saved: lambda: put(place, was), form_name=KEY):
        forget(KEY)


def _remove(card: AllowanceCard) -> None:
    place: Place = {
        "contact_id": card.contact_id,
        "provider_id": card.provider_id,
        "facility_id": card.facility_id,
    }
    words = _("Removed. The next wider allowance holds again.")
    act(
        PLACE,
        silent(lambda: put(place, None)),
        card,
        words,
        lambda _saved: lambda: put(place, card.allowance),
    )


def allowance_at(place: Place) -> Allowance | None:
    """What is set at exactly this place; the household's always is."""
    if not place:
        return settings().allowance
    cards = remembered("allowances", lambda kitelog: kitelog.household.allowances())
    wanted = (place.get("contact_id"), place.get("provider_id"), place.get("facility_id"))
    found = (
        card.allowance for card in cards if (card.contact_id, card.provider_id, card.facility_id) == wanted
    )
    return next(found, None)


def put(place: Place, allowance: Allowance | None) -> None:
    """Sets or clears the allowance at a place."""
    household = kitelog().household
    if allowance is None:
        household.clear_allowance(**place)
    else:
        household.set_allowance(allowance.amount, allowance.unit, **place)
