"""Moving on: somebody moves to another facility, or a place changes its provider; opened from a contact."""

import streamlit as st

from pages.parts import transfer_done, transfer_move, transfer_provider, transfer_start
from pages.parts.message_turn import turned

turned()
address = st.query_params
if transfer_done.kept() is not None:
    transfer_done.draw()
elif address.get("facility") or address.get("agency"):
    transfer_provider.draw(address.get("facility", ""), address.get("agency", ""))
elif address.get("contact"):
    transfer_move.draw(address["contact"])
else:
    transfer_start.draw()
