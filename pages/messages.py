"""Messages: all of them, newest first; one of them opened by `?open=<ref>`."""

import streamlit as st

from pages.parts import message_list, message_opened
from pages.parts.message_turn import turned

turned()
ref = st.query_params.get("open")
if ref:
    message_opened.draw(ref)
else:
    message_list.draw()
