"""Writes where messages stand after their events changed: the one place that does."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlmodel import Session

from storage.queries import flags as flag_queries
from storage.queries import messages as queries
from storage.tables import Message
from storage.touched import note_messages
from tracker.deadlines.flags import flag_overdue
from tracker.deadlines.reckoning import Reckoning, load
from tracker.deadlines.rule import Deadline
from tracker.messages.life import Standing, stand
from tracker.messages.steps import by_message, steps_of

NO_DEADLINE = Deadline(None, None)


def settle(
    session: Session,
    message_ids: Collection[int],
    now: datetime,
    *,
    news: bool = False,
    deleted: Mapping[int, datetime | None] = MappingProxyType({}),
) -> None:
    """Works out anew where these messages stand, ends and begins waits, and flags what is overdue.

    `news` says that a counted step was logged: a new wait begins even where the deadline stays the same.
    `deleted` gives the messages that are being deleted (when) or restored (None) in the same breath.
    """
    session.flush()
    messages = queries.some(session, message_ids)
    events = by_message(queries.events_of(session, message_ids))
    reckoning = load(session, now, {message.contact_id for message in messages})
    rows: list[dict[str, Any]] = []
    over: dict[str, list[int]] = defaultdict(list)
    for message in messages:
        standing = stand(steps_of(events[_id(message)]))
        deleted_at = deleted.get(_id(message), message.deleted_at)
        row, ended_by = _settled(message, standing, reckoning, deleted_at, news=news)
        rows.append(row)
        if ended_by:
            over[ended_by].append(_id(message))
    for reason, ids in over.items():
        flag_queries.clear(session, ids, now, reason)
    queries.write_standings(session, rows)
    note_messages(session, message_ids)
    session.expire_all()
    flag_overdue(session, now, message_ids)


def _settled(
    message: Message, standing: Standing, reckoning: Reckoning, deleted_at: datetime | None, *, news: bool
) -> tuple[dict[str, Any], str | None]:
    """The row to write, and why the wait that was going on ended (None when it goes on)."""
    waits = standing.waiting and deleted_at is None
    due = (
        reckoning.deadline(message.contact_id, message.provider_id, standing.news_at)
        if waits
        else NO_DEADLINE
    )
    waited = message.due_at is not None or message.still is not None
    moved = (message.due_at, message.still) != (due.due_at, due.still)
    begins = waits and (not waited or news or moved)
    row = {
        "id": message.id,
        "deleted_at": deleted_at,
        "state": standing.state,
        "refunded": standing.refunded,
        "lost": standing.lost,
        "news_at": standing.news_at,
        "due_at": due.due_at,
        "still": due.still,
        "wait": message.wait + 1 if begins else message.wait,
    }
    if not waited or (waits and not begins):
        return row, None
    if deleted_at is not None:
        return row, "deleted"
    if not waits:
        return row, standing.state
    return row, "news" if news else "recounted"


def _id(message: Message) -> int:
    if message.id is None:
        raise RuntimeError("a stored message has a key")
    return message.id
