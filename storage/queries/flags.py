"""Statements about flags, deadlines, and the waiting messages that the rule is asked about."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, exists, func, literal, select, true, update
from sqlmodel import Session, col

from storage.queries.household import insert_for
from storage.queries.messages import in_parts, is_waiting, named_by_id, with_names
from storage.tables import Event, Flag, Message
from storage.types import UtcDateTime


def flag_past_due(session: Session, now: datetime, message_ids: Collection[int] | None = None) -> list[int]:
    """Flags every wait whose deadline has passed, in one statement; gives the keys of the new flags.

    The unique pair (message, wait) makes a second flag impossible, whoever else sweeps at the same time.
    """
    noticed = literal(now, UtcDateTime())
    due = select(col(Message.id), col(Message.wait), col(Message.due_at), noticed).where(
        col(Message.due_at).is_not(None), col(Message.due_at) < now
    )
    if message_ids is not None:
        due = due.where(col(Message.id).in_(message_ids))
    statement = insert_for(session, Flag).from_select(["message_id", "wait", "due_at", "noticed_at"], due)
    return list(session.execute(statement.on_conflict_do_nothing().returning(col(Flag.id))).scalars())


def clear_stale(session: Session, now: datetime) -> int:
    """Clears open flags whose wait is over or no longer past its deadline; gives how many."""
    stands = exists().where(
        col(Message.id) == Flag.message_id,
        col(Message.wait) == Flag.wait,
        col(Message.due_at).is_not(None),
        col(Message.due_at) < now,
    )
    statement = (
        update(Flag)
        .where(col(Flag.cleared_at).is_(None), ~stands)
        .values(cleared_at=now, cleared_by="recounted")
        .returning(col(Flag.id))
    )
    return len(session.execute(statement, execution_options={"synchronize_session": False}).all())


def clear(session: Session, message_ids: Collection[int], now: datetime, reason: str) -> int:
    """Clears the open flags of these messages with a reason; gives how many."""
    cleared = 0
    for part in in_parts(message_ids):
        statement = (
            update(Flag)
            .where(col(Flag.cleared_at).is_(None), col(Flag.message_id).in_(part))
            .values(cleared_at=now, cleared_by=reason)
            .returning(col(Flag.id))
        )
        cleared += len(session.execute(statement, execution_options={"synchronize_session": False}).all())
    return cleared


def next_due(session: Session, now: datetime) -> datetime | None:
    """The earliest deadline that has not passed yet."""
    statement = select(func.min(col(Message.due_at))).where(
        col(Message.due_at).is_not(None), col(Message.due_at) >= now
    )
    found: datetime | None = session.execute(statement).scalar_one()
    return found


def waiting_rows(session: Session) -> Sequence[Row[Any]]:
    """What the rule asks of every waiting message: id, contact, provider, news_at, due_at, still, wait."""
    statement = select(
        col(Message.id),
        col(Message.contact_id),
        col(Message.provider_id),
        col(Message.news_at),
        col(Message.due_at),
        col(Message.still),
        col(Message.wait),
    ).where(is_waiting())
    return session.execute(statement).all()


def possibly_waiting_at(session: Session, at: datetime) -> Sequence[int]:
    """The sent messages that may have waited at an instant: those that wait now, or had a step since."""
    later = exists().where(col(Event.message_id) == Message.id, col(Event.at) > at)
    statement = select(col(Message.id)).where(
        col(Message.direction) == "sent",
        col(Message.deleted_at).is_(None),
        col(Message.at) <= at,
        is_waiting() | later,
    )
    return session.execute(statement).scalars().all()


def overdue(session: Session, now: datetime, limit: int | None = None) -> Sequence[Any]:
    """The messages past their deadline with names and their flag, the longest overdue first."""
    statement = (
        with_names()
        .add_columns(Flag)
        .outerjoin(Flag, (col(Flag.message_id) == Message.id) & (col(Flag.wait) == Message.wait))
        .where(col(Message.due_at).is_not(None), col(Message.due_at) < now)
        .order_by(col(Message.due_at), col(Message.id))
    )
    return session.execute(statement.limit(limit)).all()


def upcoming(session: Session, now: datetime, limit: int) -> Sequence[Any]:
    """The waiting messages not yet overdue with names, the next deadline first; those standing still last."""
    running = (
        with_names()
        .where(col(Message.due_at).is_not(None), col(Message.due_at) >= now)
        .order_by(col(Message.due_at), col(Message.id))
    )
    found = list(session.execute(running.limit(limit)).all())
    if len(found) < limit:
        still = with_names().where(col(Message.still).is_not(None)).order_by(col(Message.at), col(Message.id))
        found += session.execute(still.limit(limit - len(found))).all()
    return found


def counts(session: Session, now: datetime) -> tuple[int, int]:
    """How many messages are overdue, and how many wait without being overdue."""
    past = (
        select(func.count())
        .select_from(Message)
        .where(col(Message.due_at).is_not(None), col(Message.due_at) < now)
    )
    waiting = select(func.count()).select_from(Message).where(is_waiting())
    overdue_now = session.execute(past).scalar_one()
    return overdue_now, session.execute(waiting).scalar_one() - overdue_now


def counts_by_contact(session: Session, now: datetime) -> dict[int, tuple[int, int]]:
    """For each contact with waiting messages: how many are overdue, and how many wait otherwise."""
    late = (col(Message.due_at) < now).is_(true())
    statement = (
        select(col(Message.contact_id), late, func.count())
        .where(is_waiting())
        .group_by(col(Message.contact_id), late)
    )
    found: dict[int, tuple[int, int]] = {}
    for contact_id, is_late, number in session.execute(statement).all():
        past, waits = found.get(contact_id, (0, 0))
        found[contact_id] = (past + number, waits) if is_late else (past, waits + number)
    return found


def by_id(session: Session, flag_id: int) -> Flag | None:
    """One flag."""
    return session.get(Flag, flag_id)


def history(session: Session, limit: int | None, *, cleared: bool | None = None) -> Sequence[Any]:
    """Flags with their messages and names, newest first; only cleared or only open ones where asked."""
    newest = select(Flag).order_by(col(Flag.noticed_at).desc(), col(Flag.id).desc()).limit(limit)
    if cleared is not None:
        condition = col(Flag.cleared_at).is_not(None) if cleared else col(Flag.cleared_at).is_(None)
        newest = newest.where(condition)
    flags = session.execute(newest).scalars().all()
    # Looked up by key: a join would let the planner walk through every message first.
    messages = named_by_id(session, {flag.message_id for flag in flags})
    return [(*messages[flag.message_id], flag) for flag in flags]
