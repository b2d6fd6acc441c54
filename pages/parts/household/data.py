"""Where the data lies, and that nobody else has it."""

import streamlit as st

from pages.parts.wiring import kitelog
from tracker.wording import _


def draw() -> None:
    """The address of the database; a password in it stays hidden."""
    opened = kitelog()
    if opened.settings.database_url:
        st.text(_("In the database {address}.").format(address=str(opened.database.url)))
    else:
        st.text(_("In one file on this machine. To keep a copy, stop Kitelog first, then copy the file:"))
        st.code(str(opened.settings.url.database), language=None, wrap_lines=True)
    st.text(_("Kitelog sends nothing to anybody and logs in nowhere."))
