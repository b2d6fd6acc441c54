"""Home: what is overdue, what is waiting, the last news, and what this month costs."""

import streamlit as st

from pages.parts import empty
from pages.parts.home import budgets, next_steps, now
from pages.parts.home import month as home_month
from pages.parts.log.fields import contacts

if not contacts():
    empty.invite()
else:
    now.draw()
    budgets.draw()
    next_steps.draw()
    news, month = st.columns(2)
    with news:
        home_month.news()
    with month:
        home_month.spend()
