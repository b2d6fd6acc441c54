"""An office window asked for: whole business days, or only some hours of them."""

from datetime import datetime, time

import streamlit as st

from pages.parts.edge import beside
from pages.parts.wiring import EPOCH
from tracker.errors import InvalidInputError
from tracker.wording import _, time_words

WHOLE, WINDOW, SAME = "whole", "window", "same"
MIDNIGHT, MORNING, EVENING = time(0), time(9), time(17)


def ask_window(key: str, opens: time | None, closes: time | None, *, own: bool = False) -> None:
    """Which hours of a business day count; with `own` the household's may hold too."""
    ways = (SAME, WHOLE, WINDOW) if own else (WHOLE, WINDOW)
    st.session_state.setdefault(f"{key}.way", way_of(opens, closes))
    st.segmented_control(_("Hours that count"), ways, format_func=way_words, key=f"{key}.way", required=True)
    if st.session_state.get(f"{key}.way") == WINDOW:
        first, last = (opens, closes) if way_of(opens, closes) == WINDOW else (MORNING, EVENING)
        st.session_state.setdefault(f"{key}.opens", first)
        st.session_state.setdefault(f"{key}.closes", last)
        with st.container(horizontal=True):
            st.time_input(_("From"), key=f"{key}.opens", step=300, format="12h", width=140)
            st.time_input(_("Until, empty: midnight"), key=f"{key}.closes", step=300, format="12h", width=200)
        beside(key, "closes")


def window_given(key: str) -> tuple[time, time | None] | None:
    """The window that was entered; None for the household's. Raises InvalidInputError without an opening."""
    way = st.session_state.get(f"{key}.way")
    if way == SAME:
        return None
    if way != WINDOW:
        return MIDNIGHT, None
    opens = st.session_state.get(f"{key}.opens")
    if opens is None:
        raise InvalidInputError(_("Enter when the window opens."), field="closes")
    return opens, st.session_state.get(f"{key}.closes")


def way_of(opens: time | None, closes: time | None) -> str:
    """Which of the ways holds now."""
    if opens is None:
        return SAME
    return WHOLE if (opens, closes) == (MIDNIGHT, None) else WINDOW


def way_words(way: str) -> str:
    """A way of counting, for people."""
    return {WHOLE: _("Whole business days"), WINDOW: _("Only some hours"), SAME: _("As for the household")}[
        way
    ]


def window_words(opens: time | None, closes: time | None) -> str:
    """`9:00 AM to 5:00 PM counts`."""
    way = way_of(opens, closes)
    if way == SAME or opens is None:
        return _("Hours as for the household")
    if way == WHOLE:
        return _("Whole business days count")
    last = clock_words(closes) if closes else _("midnight")
    return _("{first} to {last} counts").format(first=clock_words(opens), last=last)


def clock_words(at: time) -> str:
    """`3:10 PM`."""
    return time_words(datetime.combine(EPOCH, at))
