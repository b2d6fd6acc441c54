"""One message, opened: how it stands, what can be done, and every step of its life."""

import streamlit as st

from pages.parts.cards import badge, message_mark
from pages.parts.message import address, answers, edit, news, reply
from pages.parts.message.done import act, doing, opener, show_done
from pages.parts.message.events import timeline
from pages.parts.message.listing import PLACE
from pages.parts.message.turn import turn
from pages.parts.text import literal, when
from pages.parts.who import my_id
from pages.parts.wiring import kitelog, now, remembered
from tracker.messages import MessageCard, MessageDetail
from tracker.wording import _, money_words, ngettext

CLOSINGS = ("no answer expected", "never arrived")


def draw(ref: str) -> None:
    """The message of this ref. Raises NotFoundError when there is none."""
    turn("messages.py", _("All messages"), icon=":material/arrow_back:", **address.here())
    detail = remembered("messages.detail", lambda kitelog: kitelog.messages.detail_of(ref), ref)
    card = detail.card
    st.title(literal(_heading(card)))
    with st.container(horizontal=True, vertical_alignment="center"):
        badge(message_mark(card))
        st.text(_("{when} with {provider}").format(when=when(card.at, card.zone), provider=card.provider))
    with st.container(gap="xsmall"):
        for words in facts(card):
            st.text(words)
    for text in (card.note, card.body):
        if text.strip():
            st.text(text)
    show_done(PLACE)
    _actions(detail)
    _related(_("It answers"), detail.answers)
    _related(_("Its answers"), detail.replies)
    st.subheader(_("What happened"))
    timeline(detail)


def facts(card: MessageCard) -> list[str]:
    """What is known of a message beside who and when, a line each; as typed, for `st.text`."""
    place = [card.facility] if card.facility else []
    by = [_("logged for {member}").format(member=card.member)] if card.member else []
    size = []
    if card.characters is not None:
        size.append(
            ngettext("{n:,} character", "{n:,} characters", card.characters).format(n=card.characters)
        )
    if card.photos:
        size.append(ngettext("{n} photo", "{n} photos", card.photos).format(n=card.photos))
    if card.stamps is not None:
        size.append(ngettext("{n} stamp", "{n} stamps", card.stamps).format(n=card.stamps))
    if card.cost is not None:
        size.append(money_words(card.cost))
    due = []
    if card.due_at is not None:
        words = (
            _("Overdue since {when}")
            if now() > card.due_at
            else _("Overdue after {when}, if nothing comes back")
        )
        due.append(words.format(when=when(card.due_at, card.zone)))
    elif card.still == "in transit":
        due.append(_("The clock stands still until the next facility is known"))
    elif card.still is not None:
        due.append(_("The clock stands still while the facility is closed"))
    return [", ".join(words) for words in (place + by, size, due) if words]


def _heading(card: MessageCard) -> str:
    return (_("To {name}") if card.direction == "sent" else _("From {name}")).format(name=card.contact)


def _actions(detail: MessageDetail) -> None:
    card = detail.card
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        if card.deleted:
            st.button(_("Restore"), key="opened.restore", type="primary", on_click=_restore, args=(card,))
            return
        if card.waiting:
            opener(PLACE, card.id, "reply", _("A reply came"), first=True)
            opener(PLACE, card.id, "news", _("Log news"))
            for reason in CLOSINGS:
                st.button(
                    _closing_words(reason),
                    key=f"opened.{reason}",
                    type="tertiary",
                    on_click=_close,
                    args=(card, reason),
                )
        elif card.direction == "sent":
            # What was free cannot come back.
            if card.lost and card.cost != 0:
                st.button(_("It was refunded"), key="opened.refunded", on_click=_refunded, args=(card,))
            st.button(_("Let it wait again"), key="opened.reopen", on_click=_reopen, args=(card,))
            opener(PLACE, card.id, "news", _("Log news"))
        else:
            opener(PLACE, card.id, "answers", _("What it answers"))
        opener(PLACE, card.id, "edit", _("Edit"))
        st.button(_("Delete"), key="opened.delete", type="tertiary", on_click=_delete, args=(card,))
    forms = {
        "reply": lambda: reply.draw(card, PLACE),
        "news": lambda: news.draw(card, PLACE),
        "answers": lambda: answers.draw(detail, PLACE),
        "edit": lambda: edit.draw(card, PLACE),
    }
    opened = doing(PLACE)
    if opened is not None and opened[0] == card.id:
        forms[opened[1]]()


def _related(label: str, cards: tuple[MessageCard, ...]) -> None:
    for card in cards:
        words = f"{label}: {when(card.at, card.zone)}"
        turn("messages.py", literal(words), icon=":material/reply:", open=card.ref, **address.here())


def _closing_words(reason: str) -> str:
    return _("It never arrived") if reason == "never arrived" else _("No answer expected")


def _close(card: MessageCard, reason: str) -> None:
    news.log_now(card.id, "closed", PLACE, reason)


def _reopen(card: MessageCard) -> None:
    act(
        PLACE,
        lambda form: kitelog().messages.reopen(card.id, my_id(), form),
        ("reopen", card.id),
        _("It waits again."),
        news.undo_newest,
    )


def _refunded(card: MessageCard) -> None:
    act(
        PLACE,
        lambda form: kitelog().messages.refund(card.id, my_id(), form),
        ("refunded", card.id),
        _("It counts as refunded."),
        news.undo_newest,
    )


def _delete(card: MessageCard) -> None:
    messages, me = kitelog().messages, my_id()
    done = act(
        PLACE,
        lambda _form: messages.delete(card.id, me),
        ("delete", card.id),
        _("The message was deleted."),
        lambda _logged: lambda: messages.restore(card.id, me),
    )
    if done:
        address.put("open", None)


def _restore(card: MessageCard) -> None:
    messages, me = kitelog().messages, my_id()
    act(
        PLACE,
        lambda _form: messages.restore(card.id, me),
        ("restore", card.id),
        _("The message is back."),
        lambda _logged: lambda: messages.delete(card.id, me),
    )
