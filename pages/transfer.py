"""Moving on: somebody moves to another facility, or a place changes its provider; opened from a contact."""

import streamlit as st

from pages.parts.message.turn import turned
from pages.parts.transfer import done, move, provider, start

turned()
address = st.query_params
if done.kept() is not None:
    done.draw()
elif address.get("facility") or address.get("agency"):
    provider.draw(address.get("facility", ""), address.get("agency", ""))
elif address.get("contact"):
    move.draw(address["contact"])
else:
    start.draw()
