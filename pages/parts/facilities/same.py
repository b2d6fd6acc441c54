"""Facilities that the family added and that may be one of the list: asked, never decided."""

import streamlit as st

from pages.parts.message.done import act
from pages.parts.wiring import kitelog, remembered
from tracker.directory.states import STATES
from tracker.transfer import Doubtful
from tracker.wording import _

PLACE = "facilities"


def draw() -> None:
    """Each with those it may be."""
    doubts = remembered("facilities.doubtful", lambda kitelog: kitelog.transfer.doubtful_facilities())
    if not doubts:
        return
    st.subheader(_("Is this the same place?"))
    st.text(_("If so, the stays, messages and what you set move over to the one of the list."))
    for doubt in doubts:
        _ask(doubt)


def _ask(doubt: Doubtful) -> None:
    key = f"{PLACE}.same.{doubt.id}"
    names = {other.id: _words(other.name, other.city, other.state) for other in doubt.candidates}
    with st.container(border=True, gap="xsmall", key=key):
        st.text(_("You added: {place}").format(place=_words(doubt.name, "", doubt.state)))
        st.selectbox(
            _("On the list"), list(names), format_func=lambda found: names[found], key=f"{key}.candidate"
        )
        st.button(_("The same place"), key=f"{key}.yes", on_click=_merge, args=(doubt, key))


def _merge(doubt: Doubtful, key: str) -> None:
    chosen = st.session_state.get(f"{key}.candidate", doubt.candidates[0].id)

    def write(form: str) -> bool:
        kitelog().transfer.merge_facility(doubt.id, chosen, form)
        return True

    act(
        PLACE,
        write,
        (doubt.id, chosen),
        _("They are one place now. What waits there was counted anew."),
    )


def _words(name: str, city: str, state: str) -> str:
    known = STATES.get(state)
    return ", ".join(word for word in (name, city, known.name if known else state) if word)
