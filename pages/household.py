"""Household: who uses Kitelog, how long an answer may take, what time counts, the demo, the data."""

import streamlit as st

from pages.parts import (
    household_allowances,
    household_data,
    household_demo,
    household_facilities,
    household_members,
    household_time,
)
from pages.parts.message_done import show_done
from tracker.wording import _

household_members.title()
show_done("household")
household_members.draw()
st.subheader(_("How long an answer may take"))
household_allowances.draw()
st.subheader(_("What time counts"))
household_time.draw()
household_facilities.draw()
st.subheader(_("The demo"))
household_demo.draw()
st.subheader(_("Where the data lies"))
household_data.draw()
