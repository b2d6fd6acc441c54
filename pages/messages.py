"""Messages: all of them, newest first; one of them opened by `?open=<ref>`."""

import streamlit as st

from pages.parts.message import listing, opened
from pages.parts.message.turn import turned

turned()
ref = st.query_params.get("open")
if ref:
    opened.draw(ref)
else:
    listing.draw()
