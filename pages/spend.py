"""Spend: what each provider costs by month, what is left, budgets, and what would be cheaper."""

import streamlit as st

from pages.parts.spend import sections
from pages.parts.state import link
from tracker.wording import _

sections.draw()
with st.container(horizontal=True):
    link("year.py", _("A year in one page"), icon=":material/description:")
    link("statement.py", _("Bring a bank statement"), icon=":material/account_balance:")
