"""Proves that every message's row says what its events say."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from storage.queries import messages as queries
from storage.tables import Event, Message
from tracker.deadlines.reckoning import Reckoning, load
from tracker.deadlines.rule import Deadline
from tracker.messages.life import stand
from tracker.messages.steps import by_message, steps_of

BATCH = 5_000


def differing(session: Session, now: datetime) -> Iterator[str]:
    """The refs of the messages whose row differs from what their events and the calendars say."""
    reckoning = load(session, now)
    last = 0
    while messages := queries.after(session, last, BATCH):
        events = by_message(queries.events_of(session, [message.id or 0 for message in messages]))
        yield from (m.ref for m in messages if not _agrees(m, events, reckoning))
        last = messages[-1].id or 0
        session.expunge_all()


def _agrees(message: Message, events: dict[int, list[Event]], reckoning: Reckoning) -> bool:
    steps = steps_of(events.get(message.id or 0, []))
    if not steps:
        return False
    standing = stand(steps)
    due = Deadline(None, None)
    if standing.waiting and message.deleted_at is None:
        due = reckoning.deadline(message.contact_id, message.provider_id, standing.news_at)
    return (message.state, message.refunded, message.lost) == (
        standing.state,
        standing.refunded,
        standing.lost,
    ) and (message.due_at, message.still) == (due.due_at, due.still)
