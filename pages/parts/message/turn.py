"""Links that stay on their page: another message, another contact, an older page.

For a link to the page that is open, Streamlit 1.67 runs the script with the new address and shows the top of
the page, but leaves the old address in the browser. `turned` makes the server write it.
"""

import streamlit as st

from pages.parts.state import link

TURN = "turn"


def turn(page: str, label: str, *, icon: str | None = None, **params: object) -> None:
    """A link to the page that is open, with other parameters; `label` is markdown."""
    link(page, label, icon=icon, **params, **{TURN: 1})


def turned() -> None:
    """Called first by a page: the address that a link asked for becomes the browser's."""
    if TURN in st.query_params:
        del st.query_params[TURN]
