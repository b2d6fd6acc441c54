"""Home: what is overdue, what is waiting, the last news, and what this month costs."""

import streamlit as st

from pages.parts import empty, home_budgets, home_month, home_next, home_now
from pages.parts.log_fields import contacts

if not contacts():
    empty.invite()
else:
    home_now.draw()
    home_budgets.draw()
    home_next.draw()
    news, month = st.columns(2)
    with news:
        home_month.news()
    with month:
        home_month.spend()
