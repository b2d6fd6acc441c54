"""Correcting, deleting and restoring what was logged; the record keeps that it was done."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from storage.queries import messages as queries
from storage.tables import Message
from tracker.errors import ConflictError, NotFoundError
from tracker.messages.entries import Entry
from tracker.messages.log import answer, correction, facility_at
from tracker.messages.settle import settle
from tracker.wording import _


def edit(
    session: Session, message_id: int, entry: Entry, now: datetime, member_id: int | None = None
) -> Message:
    """Gives a message other values, and keeps what they were in a correction.

    Raises ConflictError when the new time or contact does not fit the message's steps.
    """
    entry = entry.checked(now)
    message = _present(session, message_id)
    changes = {
        field.name: (getattr(message, field.name), getattr(entry, field.name))
        for field in fields(entry)
        if getattr(message, field.name) != getattr(entry, field.name)
    }
    if not changes:
        return message
    affected = {message_id, *(event.message_id for event in queries.answers_of(session, message_id))}
    _move(session, message, entry)
    for name, (_old, new) in changes.items():
        setattr(message, name, new)
    message.facility_id = facility_at(session, entry.contact_id, entry.at)
    queries.add_events(session, [correction(message, "corrected", now, member_id, _told(changes))])
    settle(session, affected, now)
    return message


def _move(session: Session, message: Message, entry: Entry) -> None:
    """Changes time and contact in the one order in which the first step is never before its message."""
    if (message.at, message.contact_id) == (entry.at, entry.contact_id):
        return
    first = next(e for e in queries.events_of(session, [message.id or 0]) if e.kind == message.direction)
    try:
        if entry.at > message.at:
            first.at = entry.at
            session.flush()
        message.at, message.contact_id = entry.at, entry.contact_id
        session.flush()
        session.refresh(first)
        first.at = entry.at
        session.flush()
    except IntegrityError as error:
        raise ConflictError(
            _(
                "This time or contact does not fit the steps already logged for the message."
                " Correct those first."
            )
        ) from error


def _told(changes: dict[str, tuple[object, object]]) -> str:
    def word(value: object) -> str:
        return "-" if value is None or value == "" else str(value)

    return "\n".join(f"{name}: {word(old)} > {word(new)}" for name, (old, new) in changes.items())


def delete(session: Session, message_id: int, now: datetime, member_id: int | None = None) -> Message:
    """Takes a message out of everything; what it answered waits again. `restore` brings it back."""
    message = _present(session, message_id)
    answers = [event for event in queries.answers_of(session, message_id) if event.withdrawn_at is None]
    for event in answers:
        event.withdrawn_at = now
    queries.add_events(session, [correction(message, "deleted", now, member_id)])
    settle(session, {message_id, *(event.message_id for event in answers)}, now, deleted={message_id: now})
    return message


def restore(session: Session, message_id: int, now: datetime, member_id: int | None = None) -> Message:
    """Brings a deleted message back, with what it had answered."""
    message = queries.by_id(session, message_id)
    if message is None or message.deleted_at is None:
        raise NotFoundError(_("This message was not deleted. Reload the page."))
    answers = [
        event for event in queries.answers_of(session, message_id) if event.withdrawn_at == message.deleted_at
    ]
    for event in answers:
        event.withdrawn_at = None
    queries.add_events(session, [correction(message, "restored", now, member_id)])
    settle(session, {message_id, *(event.message_id for event in answers)}, now, deleted={message_id: None})
    return message


def withdraw(session: Session, event_id: int, now: datetime, member_id: int | None = None) -> None:
    """Takes back one step that was logged by mistake; it is kept, and no longer counts."""
    event = queries.event_by_id(session, event_id)
    if event is None or event.withdrawn_at is not None or event.kind in ("sent", "received"):
        raise NotFoundError(_("This step is no longer there, or cannot be taken back."))
    event.withdrawn_at = now
    message = _present(session, event.message_id)
    queries.add_events(
        session, [correction(message, "corrected", now, member_id, f"{event.kind}: withdrawn")]
    )
    settle(session, [event.message_id], now, news=True)


def set_answers(
    session: Session, reply_id: int, message_ids: Collection[int], now: datetime, member_id: int | None = None
) -> None:
    """Corrects which messages a reply answers."""
    reply = _present(session, reply_id)
    present = {event.message_id: event for event in queries.answers_of(session, reply_id)}
    for message_id, event in present.items():
        event.withdrawn_at = None if message_id in message_ids else (event.withdrawn_at or now)
    session.flush()
    answer(session, reply, set(message_ids) - set(present), now)
    queries.add_events(session, [correction(reply, "corrected", now, member_id, "answers")])
    settle(session, set(present), now)


def _present(session: Session, message_id: int) -> Message:
    message = queries.by_id(session, message_id)
    if message is None or message.deleted_at is not None:
        raise NotFoundError(_("This message is no longer there. Reload the page."))
    return message
