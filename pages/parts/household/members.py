"""The members of the household."""

import streamlit as st

from pages.parts.edge import above, beside
from pages.parts.message.done import act, doing, opener, stop
from pages.parts.text import literal
from pages.parts.who import my_id
from pages.parts.wiring import kitelog, remembered
from tracker.wording import _, listed

PLACE = "household"
ADD = "household.member"
NAME = f"{ADD}.name"


def title() -> None:
    """Who uses Kitelog here."""
    members = remembered("members", lambda kitelog: kitelog.household.members())
    names = [member.name for member in members]
    words = _("{names} uses Kitelog") if len(names) == 1 else _("{names} use Kitelog")
    st.title(literal(words.format(names=listed(names))))


def draw() -> None:
    """Everybody, and the form for one more."""
    here = my_id()
    for member in remembered("members", lambda kitelog: kitelog.household.members()):
        st.text(_("{name}, here now").format(name=member.name) if member.id == here else member.name)
    opener(PLACE, 0, "member", _("Add a member"))
    if doing(PLACE) == (0, "member"):
        with st.container(border=True, key=ADD):
            above(ADD, "name")
            st.text_input(
                _("Name, or what the family calls them"), key=NAME, max_chars=200, placeholder=_("Aunt")
            )
            beside(ADD, "name")
            with st.container(horizontal=True):
                st.button(_("Add"), key=f"{ADD}.save", type="primary", on_click=_add)
                st.button(_("Cancel"), key=f"{ADD}.cancel", type="tertiary", on_click=stop, args=(PLACE,))


def _add() -> None:
    name = (st.session_state.get(NAME) or "").strip()
    words = _("{name} can use Kitelog now.").format(name=name)
    if act(PLACE, lambda _form: kitelog().household.add_member(name), name, words, form_name=ADD):
        st.session_state[NAME] = ""
