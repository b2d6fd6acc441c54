"""What the Log page starts with: what its address asks for, else what was used last."""

from collections.abc import Mapping

import streamlit as st

from pages.parts.log import fields
from pages.parts.state import take_params, whole
from pages.parts.who import my_id
from pages.parts.wiring import remembered
from tracker.kitelog import Kitelog
from tracker.messages import Filter

KINDS = ("sent", "reply", "news")


def start(known: Mapping[int, str]) -> None:
    """Chooses kind, contact (one of those known, by key) and message before the fields are drawn."""
    brought = take_params("kind", "contact", "message")
    kind, contact, message = brought.get("kind"), whole(brought.get("contact")), whole(brought.get("message"))
    if kind in KINDS:
        st.session_state[fields.KIND] = kind
    st.session_state.setdefault(fields.KIND, KINDS[0])
    if message is not None:
        st.session_state[fields.MESSAGE] = message
    if contact in known:
        _choose(contact)
    elif st.session_state.get(fields.CONTACT) not in known:
        last = remembered("last contact", lambda kitelog: _last_contact(kitelog, my_id()), my_id())
        _choose(last if last in known else next(iter(known)))


def _choose(contact_id: int | None) -> None:
    if contact_id is not None and st.session_state.get(fields.CONTACT) != contact_id:
        st.session_state[fields.CONTACT] = contact_id
        fields.bring(contact_id)


def _last_contact(kitelog: Kitelog, member_id: int | None) -> int | None:
    """Whom this member wrote to last; else whom anybody did."""
    for wanted in (Filter(member_id=member_id), Filter()):
        newest = kitelog.messages.page(wanted, limit=1).messages
        if newest:
            return newest[0].contact_id
    return None
