"""The household's zone and the hours that count."""

import streamlit as st

from pages.parts.edge import above, beside
from pages.parts.household.members import PLACE
from pages.parts.household.window import ask_window, window_given, window_words
from pages.parts.message.done import act, doing, opener
from pages.parts.message.when import forget
from pages.parts.text import city
from pages.parts.wiring import kitelog, settings
from tracker.directory.states import US_ZONES
from tracker.household import HouseholdCard
from tracker.wording import _

KEY = "household.time"


def draw() -> None:
    """What holds now, and the form that changes it."""
    present = settings()
    st.text(_("Months, days and times are those of {city}.").format(city=city(present.zone)))
    st.text(f"{window_words(present.opens, present.closes)}.")
    opener(PLACE, 0, "time", _("Change zone or hours"))
    if doing(PLACE) == (0, "time"):
        with st.container(border=True, key=KEY):
            above(KEY, "zone", "closes")
            st.session_state.setdefault(f"{KEY}.zone", present.zone)
            st.selectbox(
                _("Time zone"), zones(present.zone), format_func=zone_choice_words, key=f"{KEY}.zone"
            )
            beside(KEY, "zone")
            ask_window(KEY, present.opens, present.closes)
            st.button(_("Save"), key=f"{KEY}.save", type="primary", on_click=_save, args=(present,))


def zones(present: str) -> list[str]:
    """The zones to choose from, the present one too."""
    return sorted(US_ZONES | {present})


def zone_choice_words(zone: str) -> str:
    """`New York (America/New_York)`."""
    return f"{city(zone)} ({zone})"


def _save(was: HouseholdCard) -> None:
    household, chosen = kitelog().household, st.session_state.get(f"{KEY}.zone") or was.zone

    def write(_form: str) -> tuple[object, ...]:
        opens, closes = window_given(KEY) or (was.opens, was.closes)
        household.set_window(opens, closes)
        household.set_zone(chosen)
        return opens, closes

    def back() -> None:
        household.set_window(was.opens, was.closes)
        household.set_zone(was.zone)

    content = tuple(st.session_state.get(f"{KEY}.{name}") for name in ("zone", "way", "opens", "closes"))
    words = _("Saved. What waits was counted anew.")
    if act(PLACE, write, content, words, lambda _saved: back, form_name=KEY):
        forget(KEY)
