"""What went to and fro with a contact: sent at the right, received at the left, steps and days between."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.cards import badge, message_mark, state_words
from pages.parts.message.events import reason_words
from pages.parts.state import link
from pages.parts.text import literal, shortened, when
from pages.parts.wiring import now, remembered, zone
from tracker.contacts import ContactDetail
from tracker.messages import EventCard, MessageCard
from tracker.wording import _, day_words, time_words

# What the messages themselves tell needs no line of its own.
UNTOLD = ("sent", "received", "answered", "corrected", "deleted", "restored")
Item = tuple[MessageCard, EventCard | None]


def timeline(detail: ContactDetail) -> None:
    """The newest messages, newest day first; the rest is one tap away under Messages."""
    st.subheader(_("To and fro"))
    if not detail.messages:
        st.text(_("Nothing was sent or received yet."))
        return
    keys = tuple(card.id for card in detail.messages)
    steps = remembered(
        "contacts.steps", lambda kitelog: {key: kitelog.messages.detail(key).events for key in keys}, keys
    )
    this_year = now().astimezone(ZoneInfo(zone())).year
    for day, items in groupby(_items(detail.messages, steps), key=_day):
        st.markdown(f"**{day_words(day, year=day.year != this_year)}**", text_alignment="center")
        for message, step in items:
            if step is None:
                _bubble(message)
            else:
                _between(message, step)
    link("messages.py", _("All messages with them"), icon=":material/mail:", contact=detail.card.id)


def _items(messages: tuple[MessageCard, ...], steps: dict[int, tuple[EventCard, ...]]) -> Iterator[Item]:
    items: list[Item] = [(message, None) for message in messages]
    for message in messages:
        counted = (step for step in steps[message.id] if step.kind not in UNTOLD and not step.withdrawn)
        items += [(message, step) for step in counted]
    yield from sorted(items, key=lambda item: (_at(item), item[1] is not None), reverse=True)


def _at(item: Item) -> object:
    message, step = item
    return step.at if step else message.at


def _day(item: Item) -> date:
    message, step = item
    return (step.at if step else message.at).astimezone(ZoneInfo(zone())).date()


def _bubble(message: MessageCard) -> None:
    sent = message.direction == "sent"
    with (
        st.container(horizontal_alignment="right" if sent else "left"),
        st.container(
            border=True, width=320, gap="xsmall", key=f"bubble.{message.id}", horizontal_alignment="left"
        ),
    ):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            link("messages.py", time_words(message.at.astimezone(ZoneInfo(zone()))), open=message.ref)
            badge(message_mark(message))
        text = message.note.strip() or message.body.strip()
        by = message.member or _("You")
        st.text(
            shortened(text)
            if text
            else _("Sent by {member}").format(member=by)
            if sent
            else _("A reply came")
        )


def _between(message: MessageCard, step: EventCard) -> None:
    words = _("{step}: the message of {when}").format(step=state_words(step.kind), when=when(message.at))
    if step.reason.strip():
        words = _("{words} ({reason})").format(words=words, reason=reason_words(step.reason))
    time = time_words(step.at.astimezone(ZoneInfo(zone())))
    st.markdown(literal(f"{time} · {words}"), text_alignment="center")
