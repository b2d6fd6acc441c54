"""A day and a time of day, asked for and read where the household is."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.message.address import FIRST_DAY, LAST_DAY
from pages.parts.wiring import zone
from tracker.errors import InvalidInputError
from tracker.wording import _


def ask_when(key: str, label: str, first: datetime) -> None:
    """Two fields that begin with an instant; `key` is theirs, `given_when` reads them."""
    local = first.astimezone(ZoneInfo(zone()))
    st.session_state.setdefault(f"{key}.day", local.date())
    st.session_state.setdefault(f"{key}.time", _minute(local))
    with st.container(horizontal=True):
        st.date_input(
            label, key=f"{key}.day", min_value=FIRST_DAY, max_value=LAST_DAY, format="MM/DD/YYYY", width=150
        )
        st.time_input(_("Time"), key=f"{key}.time", step=60, format="12h", width=120)


def ask_day(key: str, label: str) -> None:
    """A day that may stay empty and then means today; `key` is its own."""
    st.date_input(
        label,
        value=None,
        key=key,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="MM/DD/YYYY",
        width=180,
        help=_("Empty means today."),
    )


def given_when(key: str, first: datetime | None = None) -> datetime:
    """The instant in the two fields; exactly `first` where its day and minute were left alone."""
    day, at = st.session_state.get(f"{key}.day"), st.session_state.get(f"{key}.time")
    if day is None or at is None:
        raise InvalidInputError(_("Enter the day and the time."), field="at")
    here = ZoneInfo(zone())
    if first is not None:
        local = first.astimezone(here)
        if (local.date(), _minute(local)) == (day, _minute(at)):
            return first
    return datetime.combine(day, at, here)


def forget(key: str) -> None:
    """Lets every field whose key begins so start anew."""
    for name in [name for name in st.session_state if str(name).startswith(f"{key}.")]:
        del st.session_state[name]


def _minute(at: datetime | time) -> time:
    return time(at.hour, at.minute)
