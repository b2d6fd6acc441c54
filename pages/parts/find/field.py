"""The one field of Find provider; it looks while one types, and keeps in the address what was typed."""

import streamlit as st

from pages.parts.find import address
from pages.parts.state import go
from pages.parts.wiring import remembered
from tracker.wording import _

FIELD = "find.text"


def draw() -> None:
    """The field, and what is missing while no list of facilities was imported."""
    # The address is the truth, for the browser's Back too; a space at the end stays while one types.
    if st.session_state.get(FIELD) != address.text():
        st.session_state[FIELD] = address.text()
    st.text_input(
        _("Name of the facility, or its city, county or agency"),
        key=FIELD,
        type="search",
        live=True,
        max_chars=address.MOST_TYPED,
        placeholder=_("attica, fci elkton, cook county jail"),
        on_change=_typed,
    )
    if not remembered("find.has_list", lambda kitelog: kitelog.directory.has_list()):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.text(_("Kitelog knows agencies, but no list of facilities yet."))
            st.button(
                _("Import one"),
                key="find.import",
                type="tertiary",
                icon=":material/upload_file:",
                on_click=go,
                args=("facilities.py",),
            )


def _typed() -> None:
    address.type_in(st.session_state.get(FIELD) or "")
