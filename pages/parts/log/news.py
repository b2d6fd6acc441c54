"""The entry "news": what became known about a message that was sent."""

from datetime import date

import streamlit as st

from pages.parts.cards import state_words
from pages.parts.edge import above, beside, submit
from pages.parts.log import fields, notice
from pages.parts.log.reply import waiting
from pages.parts.state import form
from pages.parts.text import shortened, when
from pages.parts.wiring import kitelog, remembered
from tracker.errors import InvalidInputError, NotFoundError
from tracker.kitelog import Kitelog
from tracker.messages import Logged, MessageCard, News
from tracker.wording import _

FORM = "log.news"
CHOSEN, WHAT, REASON = "log.news.message", "log.news.what", "log.news.reason"
REFUNDED, APPEAL, NOTE = "log.news.refunded", "log.news.appeal", "log.news.note"
ENDED = ("rejected", "returned", "never arrived")


def kinds() -> dict[str, str]:
    """What may have happened, in the order of a message's life."""
    return {
        "in review": state_words("in review"),
        "delivered": state_words("delivered"),
        "read": state_words("read"),
        "rejected": state_words("rejected"),
        "returned": state_words("returned"),
        "never arrived": _("It never arrived"),
        "no answer expected": _("No answer expected"),
    }


def draw() -> None:
    """The form."""
    above(FORM, "kind", "at", "reason", "appeal_by", "note")
    contact_id = fields.person(_("About a message to"))
    messages = _choices(contact_id)
    if not messages:
        st.subheader(_("Nothing is waiting"))
        st.text(
            _("News is about a message that waits. Log one you sent, or open an older one under Messages.")
        )
        return
    _choose_message(messages)
    words = kinds()
    what = st.pills(_("What became of it"), list(words), format_func=words.__getitem__, key=WHAT)
    beside(FORM, "kind")
    fields.moment(FORM)
    if what in ENDED:
        _ending(what)
    st.text_input(_("Note (stays here)"), key=NOTE, on_change="ignore")
    beside(FORM, "note")
    st.button(
        _("Log it"), type="primary", key=f"log.news.{form(FORM).key}", icon=":material/check:", on_click=_log
    )


def _choices(contact_id: int) -> dict[int, MessageCard]:
    """The messages that wait, and the one that the address names even if it does not."""
    cards = {card.id: card for card in waiting(contact_id)}
    named = st.session_state.get(fields.MESSAGE)
    if named is not None and named not in cards:
        card = remembered("one message", lambda kitelog: _one(kitelog, named), named)
        if card and card.contact_id == contact_id and card.direction == "sent" and not card.deleted:
            cards = {named: card, **cards}
    return cards


def _one(kitelog: Kitelog, message_id: int) -> MessageCard | None:
    try:
        return kitelog.messages.detail(message_id).card
    except NotFoundError:
        return None


def _choose_message(messages: dict[int, MessageCard]) -> None:
    if st.session_state.get(CHOSEN) not in messages:
        named = st.session_state.get(fields.MESSAGE)
        st.session_state[CHOSEN] = named if named in messages else next(iter(messages))

    def words(key: int) -> str:
        message = messages[key]
        about = shortened(message.note or message.body, 40)
        sent = _("Sent {when} with {provider}").format(when=when(message.at), provider=message.provider)
        return f"{sent}: {about}" if about else sent

    st.selectbox(_("Which message"), list(messages), format_func=words, key=CHOSEN, filter_mode="contains")


def _ending(what: str) -> None:
    if what != "never arrived":
        st.text_input(_("Reason, as they gave it"), key=REASON, on_change="ignore")
        beside(FORM, "reason")
    words = {True: _("Refunded"), False: _("Not refunded")}
    st.segmented_control(
        _("Refund"), list(words), format_func=words.__getitem__, key=REFUNDED, on_change="ignore"
    )
    if what == "rejected":
        st.date_input(
            _("Last day to appeal"), value=None, key=APPEAL, format="MM/DD/YYYY", on_change="ignore"
        )
        beside(FORM, "appeal_by")


def _log() -> None:
    kept, state = notice.kept(), st.session_state
    message_id, what = state.get(CHOSEN), state.get(WHAT)
    closed = what in ("never arrived", "no answer expected")
    kind = "closed" if closed else what
    appeal: date | None = state.get(APPEAL) if what == "rejected" else None
    content = (message_id, what, state.get(NOTE), state.get(fields.AT))

    def write(key: str) -> Logged:
        if what not in kinds() or message_id is None:
            raise InvalidInputError(_("Choose what happened to the message."), field="kind")
        news = News(
            message_id=message_id,
            kind=str(kind),
            at=fields.chosen_at(),
            member_id=state.get(fields.MEMBER),
            reason=str(what) if closed else (state.get(REASON) or "") if what in ENDED else "",
            note=state.get(NOTE) or "",
            refunded=state.get(REFUNDED) if what in ENDED else None,
            appeal_by=appeal,
        )
        return kitelog().messages.log_news(news, form=key)

    name = fields.contacts().get(state[fields.CONTACT], "")
    logged = submit(FORM, write, content)
    if logged is None:
        return
    words = _("message to {name}, {what}.").format(name=name, what=kinds()[str(what)].lower())
    kept.notice = notice.Notice(words, logged.message_id, "withdraw", str(kind))
    for key, value in (
        (WHAT, None),
        (REASON, ""),
        (REFUNDED, None),
        (APPEAL, None),
        (NOTE, ""),
        (fields.WHEN, fields.NOW),
    ):
        state[key] = value
