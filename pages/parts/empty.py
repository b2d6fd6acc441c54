"""What stands where nothing is yet, and the first step from there."""

import streamlit as st

from pages.parts import wiring
from pages.parts.edge import above, submit
from pages.parts.state import form, go, link
from tracker.wording import _

DEMO = "demo"


def invite() -> None:
    """The first screen of a new household: the first contact, or the demo."""
    st.title(_("Who do you write to?"))
    st.markdown(
        _(
            "Add the person inside, then log what you send and what comes back. Kitelog tells you when"
            " an answer is overdue, and what each provider costs. It sends nothing to anybody."
        )
    )
    above(DEMO)
    with st.container(horizontal=True):
        st.button(
            _("Add the first contact"),
            type="primary",
            icon=":material/person_add:",
            on_click=go,
            args=("contacts.py",),
        )
        demo = st.button(_("Look around with a demo"), key=f"demo.{form(DEMO).key}")
    st.text(
        _("The demo is about a year of made-up messages. You can remove all of it again under Household.")
    )
    if demo:
        with st.spinner(_("Writing a year of messages. This takes a few seconds.")):
            submit(DEMO, lambda _form: wiring.kitelog().transfer.demo_load())
        st.rerun()


def no_contacts() -> None:
    """Where something is logged about a person, and there is none yet."""
    st.text(_("Here you log what you sent, a reply, or news. It begins with the person you write to."))
    st.button(
        _("Add the first contact"),
        type="primary",
        icon=":material/person_add:",
        on_click=go,
        args=("contacts.py",),
    )


def no_messages(words: str) -> None:
    """Where messages will be, once one was logged; `words` say what this page then shows."""
    with st.container(border=True):
        st.text(words)
        st.button(_("Log the first message"), icon=":material/edit:", on_click=go, args=("log.py",))


def no_page() -> None:
    """For an address that is none of ours."""
    st.title(_("There is no such page"))
    st.text(_("Check the address, or start again from Home."))
    link("home.py", _("Home"), icon=":material/home:")
