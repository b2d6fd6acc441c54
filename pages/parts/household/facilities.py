"""What holds at each facility: its zone and hours, its kind, and who runs it."""

import streamlit as st

from pages.parts.contact.words import place_words, zone_words
from pages.parts.edge import above, beside
from pages.parts.household.members import PLACE
from pages.parts.household.time import zone_choice_words, zones
from pages.parts.household.window import ask_window, window_given, window_words
from pages.parts.message.done import act, doing, opener
from pages.parts.message.when import forget
from pages.parts.wiring import kitelog, remembered
from tracker.contacts import FacilityCard
from tracker.directory import Correction
from tracker.directory.said.correcting import KINDS
from tracker.wording import _

UNKNOWN = ""
HOURS = ("way", "opens", "closes")


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
    above(key, "zone", "closes", "kind", "agency")
    st.session_state.setdefault(f"{key}.zone", card.zone)
    st.selectbox(_("Time zone there"), zones(card.zone), format_func=zone_choice_words, key=f"{key}.zone")
    beside(key, "zone")
    st.session_state.setdefault(f"{key}.kind", card.kind or UNKNOWN)
    st.selectbox(
        _("Kind"),
        [UNKNOWN, *KINDS],
        format_func=kind_words,
        key=f"{key}.kind",
        help=_("A federal facility keeps federal holidays, every other one those of its state."),
    )
    beside(key, "kind")
    runners = {UNKNOWN: _("As its kind says"), **_runners(card)}
    st.session_state.setdefault(f"{key}.agency", card.agency)
    st.selectbox(_("Run by"), list(runners), format_func=runners.__getitem__, key=f"{key}.agency")
    ask_window(key, card.opens, card.closes, own=True)
    st.button(_("Save"), key=f"{key}.save", type="primary", on_click=_save, args=(card, key))


def kind_words(kind: str) -> str:
    """A kind of facility, for people."""
    return {
        UNKNOWN: _("Not known"),
        "federal": _("Federal"),
        "state": _("State prison"),
        "county": _("County jail"),
        "local": _("Local jail"),
        "multi": _("Regional jail"),
    }[kind]


def _runners(card: FacilityCard) -> dict[str, str]:
    known = kitelog().directory.runners(card.state)
    return known if not card.agency or card.agency in known else {card.agency: card.agency, **known}


def _save(card: FacilityCard, key: str) -> None:
    given = {name: st.session_state.get(f"{key}.{name}") for name in ("zone", "kind", "agency")}

    def write(_form: str) -> Correction:
        said = Correction(
            zone=given["zone"] or card.zone,
            kind=given["kind"] or None,
            agency=given["agency"] or "",
            window=window_given(key),
        )
        return kitelog().directory.correct(card.id, said)

    content = (card.id, *given.values(), *(st.session_state.get(f"{key}.{name}") for name in HOURS))
    saved = act(
        PLACE,
        write,
        content,
        _("Saved. What waits was counted anew."),
        lambda before: lambda: kitelog().directory.correct(card.id, before),
        form_name=key,
    )
    if saved is not None:
        forget(key)
