"""Who is here: a member, chosen once, kept in the session and, for a reload, in the address."""

import streamlit as st

from pages.parts.edge import above, beside, submit
from pages.parts.state import ME
from pages.parts.text import literal
from pages.parts.wiring import kitelog, remembered
from tracker.household import MemberCard
from tracker.wording import _

FORM = "who.new"
NAME = "who.name"


def members() -> tuple[MemberCard, ...]:
    """The household's members, by name."""
    return remembered("members", lambda kitelog: kitelog.household.members())


def me() -> MemberCard | None:
    """The member who is here, None while nobody was chosen. The only member is chosen by itself."""
    known = members()
    if st.session_state.get("who.asked"):
        return None
    wanted = str(st.session_state.get(ME, st.query_params.get(ME, "")))
    found = next((member for member in known if str(member.id) == wanted), None)
    return found or (known[0] if len(known) == 1 else None)


def my_id() -> int | None:
    """The key of the member who is here, for `member_id=`."""
    here = me()
    return here.id if here else None


def keep(member: MemberCard) -> None:
    """Keeps who is here for the session, and in the address for the next reload."""
    st.session_state[ME] = member.id
    if st.query_params.get(ME) != str(member.id):
        st.query_params[ME] = str(member.id)


def ask() -> None:
    """The screen of the first visit: who are you?"""
    st.title(_("Who are you?"))
    known = members()
    if known:
        st.markdown(_("What you log is kept under your name. Choose it once."))
        with st.container(horizontal=True):
            for member in known:
                st.button(literal(member.name), key=f"who.{member.id}", on_click=_choose, args=(member.id,))
        st.markdown(_("Somebody else:"))
    else:
        st.markdown(
            _(
                "Kitelog keeps one record of what your family sends and what comes back."
                " What you log is kept under your name."
            )
        )
    above(FORM, "name")
    st.text_input(_("Your name, or what the family calls you"), key=NAME, placeholder=_("Mom"), max_chars=200)
    beside(FORM, "name")
    st.button(_("Start"), type="primary", key="who.start", on_click=_add)


def switch() -> None:
    """One line at the foot of every page that tells who is here and lets somebody else take over."""
    here = me()
    if here is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="who.foot"):
        st.text(_("{name} is here.").format(name=here.name))
        st.button(_("Somebody else"), type="tertiary", key="who.switch", on_click=_forget)


def _choose(member_id: int) -> None:
    st.session_state[ME] = member_id
    st.session_state.pop("who.asked", None)


def _forget() -> None:
    st.session_state["who.asked"] = True


def _add() -> None:
    name: str = st.session_state.get(NAME) or ""
    member = submit(FORM, lambda _form: kitelog().household.add_member(name.strip()), name)
    if member is not None:
        _choose(member.id)
