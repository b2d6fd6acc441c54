"""Who moved: the first question where the address names nobody."""

import streamlit as st

from pages.parts.empty import no_contacts
from pages.parts.message.turn import turn
from pages.parts.text import literal
from pages.parts.wiring import remembered
from tracker.wording import _


def draw() -> None:
    """Everybody the family writes to."""
    st.title(_("Who moved?"))
    names = remembered("contacts.names", lambda kitelog: kitelog.contacts.names())
    if not names:
        no_contacts()
    for key, name in names.items():
        turn("transfer.py", literal(name), icon=":material/person:", contact=key)
