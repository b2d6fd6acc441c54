"""Contacts: everybody the family writes to; one of them opened by `?contact=<key>`."""

import streamlit as st

from pages.parts import contact_list, contact_opened
from pages.parts.message_turn import turned

turned()
chosen = st.query_params.get("contact")
if chosen:
    contact_opened.draw(chosen)
else:
    contact_list.draw()
