"""Contacts: everybody the family writes to; one of them opened by `?contact=<key>`."""

import streamlit as st

from pages.parts.contact import listing, opened
from pages.parts.message.turn import turned

turned()
chosen = st.query_params.get("contact")
if chosen:
    opened.draw(chosen)
else:
    listing.draw()
