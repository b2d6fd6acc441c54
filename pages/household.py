"""Household: who uses Kitelog, how long an answer may take, what time counts, the demo, the data."""

import streamlit as st

from pages.parts.household import allowances, data, demo, facilities, members, time
from pages.parts.message.done import show_done
from tracker.wording import _

members.title()
show_done("household")
members.draw()
st.subheader(_("How long an answer may take"))
allowances.draw()
st.subheader(_("What time counts"))
time.draw()
facilities.draw()
st.subheader(_("The demo"))
demo.draw()
st.subheader(_("Where the data lies"))
data.draw()
