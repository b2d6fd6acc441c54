"""The entry "a reply came": one tap on the message it answers, more of them by a tick."""

import streamlit as st

from pages.parts.cards import card, message_mark
from pages.parts.edge import above, beside, submit
from pages.parts.log import fields, notice
from pages.parts.state import form
from pages.parts.text import shortened, when
from pages.parts.wiring import kitelog, remembered
from tracker.messages import Entry, Logged, MessageCard
from tracker.wording import _, ngettext

FORM = "log.reply"
BODY = "log.reply.body"
SHOWN = 20


def waiting(contact_id: int) -> tuple[MessageCard, ...]:
    """The messages to a contact that wait, newest first; the one that the address names before all."""
    cards = remembered(
        "waiting for", lambda kitelog: kitelog.messages.waiting_for(contact_id, SHOWN), contact_id
    )
    named = st.session_state.get(fields.MESSAGE)
    return tuple(sorted(cards, key=lambda message: message.id != named))


def draw() -> None:
    """The form, with a card for each message it may answer."""
    above(FORM, "provider", "at", "body")
    with st.grid(2, min_column_width=260):
        contact_id = fields.person(_("From"))
        with st.container():
            fields.provider(FORM)
        with st.container():
            fields.moment(FORM)
        with st.container():
            fields.member()
    with st.expander(_("Text of the reply")):
        st.text_area(
            _("Text of the reply (stays here)"), key=BODY, on_change="ignore", label_visibility="collapsed"
        )
        beside(FORM, "body")
    messages = waiting(contact_id)
    st.subheader(_("Which message does it answer?") if messages else _("Nothing is waiting for an answer"))
    for position, message in enumerate(messages):
        _card(message, first=position == 0, several=len(messages) > 1)
    st.button(
        _("It answers none of them") if messages else _("Log it"),
        key=f"log.reply.none.{form(FORM).key}",
        type="tertiary" if messages else "primary",
        on_click=_log,
        args=(None,),
    )


def _card(message: MessageCard, *, first: bool, several: bool) -> None:
    title = _("Sent {when}").format(when=when(message.at))
    with card(title, message.provider, message_mark(message), key=f"log.reply.card.{message.id}"):
        for words in filter(str.strip, (message.note, message.body)):
            st.text(shortened(words))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                _("It answers this"),
                key=f"log.reply.{message.id}.{form(FORM).key}",
                type="primary" if first else "secondary",
                on_click=_log,
                args=(message.id,),
            )
            if several:
                st.checkbox(_("Also answers this"), key=_tick(message.id), on_change="ignore")


def _tick(message_id: int) -> str:
    return f"log.reply.also.{message_id}"


def _log(message_id: int | None) -> None:
    kept, state = notice.kept(), st.session_state
    contact_id = state[fields.CONTACT]
    name = fields.contacts().get(contact_id, "")
    ticked = {card.id for card in waiting(contact_id) if state.get(_tick(card.id))}
    answers = ticked | ({message_id} if message_id is not None else set())
    content = (contact_id, tuple(sorted(answers)), state.get(BODY), state.get(fields.AT))

    def write(key: str) -> Logged:
        entry = Entry(
            contact_id=contact_id,
            provider_id=fields.chosen_provider(),
            at=fields.chosen_at(),
            member_id=state.get(fields.MEMBER),
            body=state.get(BODY) or "",
        )
        return kitelog().messages.log_reply(entry, answers, form=key)

    logged = submit(FORM, write, content)
    if logged is None:
        return
    many = ngettext(
        "a reply from {name} to {n} message.", "a reply from {name} to {n} messages.", len(answers)
    )
    kept.notice = notice.Notice(many.format(name=name, n=len(answers)), logged.message_id, "delete")
    for key, value in ((BODY, ""), (fields.WHEN, fields.NOW), *((_tick(key), False) for key in ticked)):
        state[key] = value
