"""An allowance asked for: a number and its unit."""

import re
from decimal import Decimal
from typing import get_args

import streamlit as st

from tracker.deadlines.rule import Allowance, Unit
from tracker.errors import InvalidInputError
from tracker.wording import _

_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,4})?")


def ask_amount(key: str, present: Allowance) -> None:
    """A number and a unit, beginning with what holds now."""
    st.session_state.setdefault(f"{key}.amount", f"{present.amount.normalize():f}")
    st.session_state.setdefault(f"{key}.unit", present.unit)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(_("An answer may take"), key=f"{key}.amount", width=160, max_chars=12)
        st.segmented_control(
            _("Unit"),
            get_args(Unit),
            format_func=unit_words,
            key=f"{key}.unit",
            required=True,
            label_visibility="collapsed",
        )


def amount_given(key: str) -> Allowance:
    """What was entered. Raises InvalidInputError for what is no number."""
    text = st.session_state.get(f"{key}.amount") or ""
    return Allowance(_number(text), st.session_state.get(f"{key}.unit") or "hours")


def unit_words(unit: str) -> str:
    """A unit for people."""
    return _("business days") if unit == "days" else _("business hours")


def _number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text.strip()):
        raise InvalidInputError(_("Write a number, like 48."), field="amount")
    return Decimal(text.strip())
