"""The stay ends with no next one that is known; a move has a page of its own."""

import streamlit as st

from pages.parts.contact.listing import PLACE
from pages.parts.edge import above, beside
from pages.parts.message.done import act, silent
from pages.parts.message.when import ask_day, forget
from pages.parts.who import my_id
from pages.parts.wiring import kitelog
from tracker.contacts import ContactCard
from tracker.wording import _

ENDS = ("in transit", "released", "died")


def end(card: ContactCard) -> None:
    """In transit, released or died, and the day."""
    key = f"contacts.end.{card.id}"
    with st.container(border=True, key=key):
        above(key, "day", "ended_by")
        st.segmented_control(_("What happened"), ENDS, format_func=end_words, key=f"{key}.how")
        beside(key, "ended_by")
        st.text(_told(st.session_state.get(f"{key}.how")))
        ask_day(f"{key}.day", _("On"))
        beside(key, "day")
        st.button(_("Save"), key=f"{key}.save", type="primary", on_click=_end, args=(card, key))


def end_words(ended_by: str) -> str:
    """How a stay ended, for people."""
    return {"in transit": _("In transit"), "released": _("Released"), "died": _("Died")}[ended_by]


def _told(ended_by: str | None) -> str:
    if ended_by is None:
        return _("Choose what happened to see what it changes.")
    if ended_by == "in transit":
        return _("Nobody knows where they go. The clock stands still until you enter the next facility.")
    return _("The messages that wait are closed, and nothing more becomes overdue.")


def _end(card: ContactCard, key: str) -> None:
    how, day = st.session_state.get(f"{key}.how") or "", st.session_state.get(f"{key}.day")
    me = my_id()
    saved = act(
        PLACE,
        silent(lambda: kitelog().contacts.end_stay(card.id, how, day, me)),
        (how, day),
        _("Saved: {how}.").format(how=end_words(how).lower() if how else ""),
        form_name=key,
    )
    if saved is not None:
        forget(key)
