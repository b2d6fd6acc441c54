"""The period and the grouping of the Spend page."""

from datetime import date

import streamlit as st

from pages.parts import spend_address as address
from pages.parts.message_address import FIRST_DAY, LAST_DAY
from tracker.errors import InvalidInputError
from tracker.spend import GROUPS
from tracker.spend.days import PERIODS
from tracker.wording import _


def draw() -> None:
    """Two rows of pills, and two days where the family chooses its own."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _pills("period", _("Period"), PERIODS, _period_words(), address.period())
        _pills("by", _("By"), GROUPS, _group_words(), address.by())
    if address.period() == "days":
        with st.container(horizontal=True):
            _day("from", _("From"))
            _day("to", _("To, this day included"))


def _pills(name: str, label: str, options: tuple[str, ...], words: dict[str, str], chosen: str) -> None:
    key = f"spend.filter.{name}"
    st.session_state[key] = chosen
    st.pills(
        label,
        options,
        format_func=words.__getitem__,
        key=key,
        required=True,
        on_change=_changed,
        args=(name,),
    )


def _day(name: str, label: str) -> None:
    key = f"spend.filter.{name}"
    st.session_state[key] = _known(name)
    st.date_input(
        label,
        key=key,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="MM/DD/YYYY",
        on_change=_changed,
        args=(name,),
        width=180,
    )


def _known(name: str) -> date | None:
    """The day in the address; one that is none is told where the numbers would stand."""
    try:
        day = address.days()[0 if name == "from" else 1]
    except InvalidInputError:
        return None
    return day if day and FIRST_DAY <= day <= LAST_DAY else None


def _changed(name: str) -> None:
    address.put(name, st.session_state.get(f"spend.filter.{name}"))


def _period_words() -> dict[str, str]:
    words = _("12 months"), _("This year"), _("Last year"), _("All"), _("Own days")
    return dict(zip(PERIODS, words, strict=True))


def _group_words() -> dict[str, str]:
    return dict(zip(GROUPS, (_("Provider"), _("Person"), _("Member")), strict=True))
