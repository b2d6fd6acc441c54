"""Home's next steps: whom the family cannot write to yet, what runs out, and what to do about it."""

from datetime import date
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.home import left
from pages.parts.state import go, link
from pages.parts.text import literal
from pages.parts.who import my_id
from pages.parts.wiring import now, remembered, zone
from tracker.wording import _, ngettext

SHOWN = 5


def draw() -> None:
    """At most SHOWN steps towards a contact, each with the way there, and what balances need; or nothing."""
    me = my_id()
    steps = remembered("next steps", lambda kitelog: kitelog.connections.next_steps(me), me, _today())
    warnings = left.warned()
    if not steps and not warnings:
        return
    with st.container(border=True, key="home.next"):
        st.subheader(_("Next steps"))
        with st.container(gap="xsmall"):
            for step in steps[:SHOWN]:
                st.button(
                    literal(f"{step.name}: {step.words}"),
                    key=f"home.next.{step.contact_id}",
                    type="tertiary",
                    icon=":material/arrow_forward:",
                    on_click=go,
                    args=("contacts.py",),
                    kwargs={"contact": step.contact_id},
                )
            for warning in warnings[:SHOWN]:
                left.step(warning)
        more = len(steps) - SHOWN
        if more > 0:
            words = ngettext("{n} more next step", "{n} more next steps", more).format(n=more)
            link("contacts.py", words, icon=":material/group:")


def _today() -> date:
    return now().astimezone(ZoneInfo(zone())).date()
