"""The demo: a year of made-up data, brought and taken away again."""

import streamlit as st

from pages.parts.household.members import PLACE
from pages.parts.message.done import act
from pages.parts.wiring import kitelog, remembered
from tracker.transfer import DemoLoaded, DemoRemoved
from tracker.wording import _, ngettext


def draw() -> None:
    """What it is, and the one step that can be taken."""
    if remembered("demo.present", lambda kitelog: kitelog.transfer.demo_present()):
        st.text(
            _(
                "The demo is loaded. Removing it takes away every made-up row"
                " and leaves what your family entered."
            )
        )
        pressed, words = st.button(_("Remove the demo"), key="demo.remove"), _("Removing the demo.")
        write = _remove
    else:
        st.text(
            _("The demo brings about a year of made-up people, messages and purchases, beside what is here.")
            + " "
            + _("It can be removed again at any time.")
        )
        pressed, words = st.button(_("Load the demo"), key="demo.load"), _("Writing a year of messages.")
        write = _load
    if pressed:
        with st.spinner(words):
            write()
        st.rerun()


def loaded_words(loaded: DemoLoaded) -> str:
    """What came."""
    people = ngettext("{n} person", "{n} people", loaded.contacts).format(n=loaded.contacts)
    messages = ngettext("{n} message", "{n} messages", loaded.messages).format(n=loaded.messages)
    return _("The demo is here: {people}, {messages}.").format(people=people, messages=messages)


def removed_words(removed: DemoRemoved) -> str:
    """What went, and what stayed because something of the family's hangs on it."""
    gone, kept = sum(removed.removed.values()), sum(removed.kept.values())
    words = ngettext("{n} made-up row is gone.", "{n} made-up rows are gone.", gone).format(n=gone)
    if not kept:
        return words
    stayed = ngettext(
        "{n} stays, because you entered something that belongs to it.",
        "{n} stay, because you entered something that belongs to them.",
        kept,
    ).format(n=kept)
    return f"{words} {stayed}"


def _load() -> None:
    act(PLACE, lambda _form: kitelog().transfer.demo_load(), "load", loaded_words)


def _remove() -> None:
    act(PLACE, lambda _form: kitelog().transfer.demo_remove(), "remove", removed_words)
