"""A reply, logged where the message it answers is shown."""

import streamlit as st

from pages.parts.cards import message_words
from pages.parts.edge import above, beside
from pages.parts.message.done import act
from pages.parts.message.when import ask_when, forget, given_when
from pages.parts.who import my_id
from pages.parts.wiring import kitelog, now
from tracker.messages import Entry, Logged, MessageCard
from tracker.wording import _


def draw(card: MessageCard, place: str) -> None:
    """The form: when it came, what else it answers, a note."""
    key = f"{place}.reply.{card.id}"
    others = {
        other.id: other for other in kitelog().messages.waiting_for(card.contact_id) if other.id != card.id
    }
    with st.container(border=True, key=key):
        above(key, "at")
        ask_when(key, _("It came on"), now())
        beside(key, "at")
        if others:
            st.multiselect(
                _("It also answers"),
                list(others),
                format_func=lambda other: message_words(others[other]),
                key=f"{key}.also",
                placeholder=_("Nothing else"),
            )
        st.text_input(_("Note"), key=f"{key}.note", max_chars=1000)
        st.button(
            _("Log the reply"), key=f"{key}.log", type="primary", on_click=_log, args=(card, place, key)
        )


def _log(card: MessageCard, place: str, key: str) -> None:
    answers = [card.id, *(st.session_state.get(f"{key}.also") or ())]
    note = st.session_state.get(f"{key}.note") or ""
    messages, me = kitelog().messages, my_id()

    def write(form: str) -> Logged:
        entry = Entry(card.contact_id, card.provider_id, given_when(key), me, note=note)
        return messages.log_reply(entry, answers, form)

    logged = act(
        place,
        write,
        ("reply", tuple(answers), note),
        _("The reply was logged."),
        lambda logged: lambda: messages.delete(logged.message_id, me),
        form_name=key,
    )
    if logged is not None:
        forget(key)
