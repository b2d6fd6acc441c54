"""The two forms of getting connected: any step on any day, and changing one that was noted."""

from datetime import date

import streamlit as st

from pages.parts.contact.connecting_words import CHOICES, step_words
from pages.parts.edge import above, beside
from pages.parts.message.address import FIRST_DAY, LAST_DAY
from pages.parts.message.done import act
from pages.parts.message.when import forget
from pages.parts.wiring import kitelog
from tracker.contacts import ConnectionCard
from tracker.contacts.connecting.rules import Done
from tracker.errors import InvalidInputError
from tracker.wording import _

BESIDE = ("step", "day", "note")


def place(contact_id: int) -> str:
    """What is being done, and was just done, is told on this contact's page alone."""
    return f"connecting.{contact_id}"


def more(connection: ConnectionCard, today: date) -> None:
    """Any step, denials too, on a day or without one."""
    key = f"connecting.more.{connection.contact_id}"
    st.session_state.setdefault(f"{key}.day", today)
    with st.container(border=True, key=key):
        above(key, *BESIDE)
        st.pills(_("What happened"), CHOICES, format_func=step_words, key=f"{key}.step")
        beside(key, "step")
        _fields(key)
        st.button(_("Save"), key=f"{key}.save", type="primary", on_click=_more, args=(connection, key))


def change(connection: ConnectionCard, done: Done) -> None:
    """Another day or note for a step, or taking it away."""
    key = f"connecting.change.{done.id}"
    st.session_state.setdefault(f"{key}.day", done.day)
    st.session_state.setdefault(f"{key}.note", done.note)
    with st.container(border=True, key=key):
        above(key, *BESIDE)
        _fields(key)
        with st.container(horizontal=True):
            st.button(
                _("Save"), key=f"{key}.save", type="primary", on_click=_change, args=(connection, done, key)
            )
            st.button(
                _("Take it away"),
                key=f"{key}.away",
                type="tertiary",
                on_click=_withdraw,
                args=(connection, done, key),
            )


def _fields(key: str) -> None:
    st.date_input(
        _("On"),
        key=f"{key}.day",
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="MM/DD/YYYY",
        width=180,
        help=_("Empty means that the day is not known."),
    )
    beside(key, "day")
    st.text_input(_("Note (optional)"), key=f"{key}.note", max_chars=1000)
    beside(key, "note")


def _given(key: str) -> tuple[date | None, str]:
    return st.session_state.get(f"{key}.day"), st.session_state.get(f"{key}.note") or ""


def _more(connection: ConnectionCard, key: str) -> None:
    connections = kitelog().connections
    step, (day, note) = st.session_state.get(f"{key}.step"), _given(key)

    def write(form: str) -> int:
        if step is None or connection.provider is None:
            raise InvalidInputError(_("Choose what happened."), field="step")
        provider = connection.provider.id
        return connections.note(connection.contact_id, provider, connection.member_id, step, day, note, form)

    saved = act(
        place(connection.contact_id),
        write,
        (connection.contact_id, step, day, note),
        _("Noted: {step}.").format(step=step_words(step).lower() if step else ""),
        lambda step_id: lambda: connections.withdraw(step_id),
        form_name=key,
    )
    if saved is not None:
        forget(key)


def _change(connection: ConnectionCard, done: Done, key: str) -> None:
    change, step_id = kitelog().connections.change, done.id or 0
    day, note = _given(key)
    saved = act(
        place(connection.contact_id),
        lambda _form: change(step_id, day, note),
        (step_id, day, note),
        _("Saved."),
        lambda was: lambda: change(step_id, was.day, was.note),
        form_name=key,
    )
    if saved is not None:
        forget(key)


def _withdraw(connection: ConnectionCard, done: Done, key: str) -> None:
    connections, step_id = kitelog().connections, done.id or 0
    taken = act(
        place(connection.contact_id),
        lambda _form: connections.withdraw(step_id),
        ("away", step_id),
        _("Taken away: {step}.").format(step=step_words(done.step).lower()),
        lambda taken: lambda: connections.restore(taken),
        form_name=key,
    )
    if taken is not None:
        forget(key)
