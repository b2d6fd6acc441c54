"""Logging a sent message, a reply, news, a closing and a reopening; each inside one transaction."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlmodel import Session

from storage.queries import messages as queries
from storage.queries import places as place_queries
from storage.tables import Contact, Event, Facility, Member, Message, Provider, Stay
from tracker.deadlines.flags import flag_overdue
from tracker.deadlines.reckoning import load
from tracker.errors import ConflictError, NotFoundError
from tracker.messages.entries import Entry, News
from tracker.messages.life import RANK, REFUNDABLE, Step, stand
from tracker.messages.settle import settle
from tracker.wording import _


def new_ref() -> str:
    """A name for a message logged by hand; a file's own refs look otherwise."""
    return f"K-{secrets.token_hex(6)}"


def log_sent(session: Session, entry: Entry, now: datetime) -> Message:
    """Logs a sent message; one that is already overdue is flagged at once."""
    entry = entry.checked(now)
    _require(session, entry)
    standing = stand([Step("sent", entry.at)])
    due = load(session, now, {entry.contact_id}).deadline(
        entry.contact_id, entry.provider_id, standing.news_at
    )
    message = _message(session, entry, "sent", now)
    message.news_at, message.due_at, message.still, message.wait = standing.news_at, due.due_at, due.still, 1
    message_id = queries.add(session, message)
    queries.add_events(session, [first_event(message, now)])
    flag_overdue(session, now, [message_id])
    return message


def log_reply(session: Session, entry: Entry, answers: Collection[int], now: datetime) -> Message:
    """Logs a received message that answers these sent ones (or none)."""
    entry = entry.checked(now)
    _require(session, entry)
    reply = _message(session, entry, "received", now)
    queries.add(session, reply)
    queries.add_events(session, [first_event(reply, now)])
    answer(session, reply, answers, now)
    return reply


def answer(session: Session, reply: Message, message_ids: Collection[int], now: datetime) -> None:
    """Says that a reply answers these messages. Raises ConflictError where it cannot."""
    messages = queries.some(session, set(message_ids))
    if len(messages) != len(set(message_ids)):
        raise NotFoundError(_("One of the messages to answer is no longer there. Choose again."))
    for message in messages:
        if message.direction != "sent" or message.contact_id != reply.contact_id or message.deleted_at:
            raise ConflictError(
                _("A reply answers messages that were sent to the same person. Choose again.")
            )
        if message.at >= reply.at:
            raise ConflictError(
                _("A reply cannot come before the message it answers. Check the time of the reply.")
            )
    queries.add_events(session, [_answered(message, reply, now) for message in messages])
    settle(session, [m.id for m in messages if m.id], now)


def log_news(session: Session, news: News, now: datetime) -> Message:
    """Logs what became known of a sent message."""
    message = note_news(session, news, now)
    settle(session, [news.message_id], now, news=news.kind in ("delivered", "read"))
    return message


def note_news(session: Session, news: News, now: datetime) -> Message:
    """Adds the step alone; the caller settles the message, or many at once."""
    news = news.checked(now)
    message = sent_message(session, news.message_id)
    if news.at < message.at:
        raise ConflictError(_("This is before the message was sent. Check the time."))
    event = _event(message, news.kind, news.at, now, news.member_id)
    event.reason, event.note = news.reason, news.note
    event.refunded, event.appeal_by = news.refunded, news.appeal_by
    queries.add_events(session, [event])
    return message


def log_refund(
    session: Session, message_id: int, at: datetime, now: datetime, member_id: int | None = None
) -> int | None:
    """Says of a message that ended that its money came back, and gives the key of that step.

    None where it counts as refunded already. The step is never before the ending it is about. Raises
    ConflictError when the message has not ended, or was answered.
    """
    message = sent_message(session, message_id)
    if message.refunded:
        return None
    if message.state not in REFUNDABLE:
        raise ConflictError(_("Only a message that was rejected, returned or closed can be refunded."))
    ended = max(
        e.at for e in queries.events_of(session, [message_id]) if e.kind in RANK and not e.withdrawn_at
    )
    event = _event(message, message.state, max(at, ended), now, member_id)
    event.refunded = True
    queries.add_events(session, [event])
    settle(session, [message_id], now)
    return event.id


def refund_now(session: Session, message_id: int, now: datetime, member_id: int | None = None) -> Message:
    """The same for a refund that came now. Raises ConflictError for a message that counts as refunded."""
    if log_refund(session, message_id, now, now, member_id) is None:
        raise ConflictError(_("This message counts as refunded already. Reload the page."))
    return sent_message(session, message_id)


def reopen(
    session: Session, message_id: int, at: datetime, now: datetime, member_id: int | None = None
) -> Message:
    """Lets a message that had ended wait again. Raises ConflictError when it has not ended."""
    message = sent_message(session, message_id)
    if message.state in ("sent", "in review", "delivered", "read"):
        raise ConflictError(_("This message still waits. There is nothing to reopen."))
    last = max(
        (e.at for e in queries.events_of(session, [message_id]) if e.kind in RANK and not e.withdrawn_at),
        default=at,
    )
    queries.add_events(session, [_event(message, "reopened", max(at, last), now, member_id)])
    settle(session, [message_id], now, news=True)
    return message


def sent_message(session: Session, message_id: int) -> Message:
    """A sent message that is there. Raises NotFoundError or ConflictError with the sentence to show."""
    message = queries.by_id(session, message_id)
    if message is None or message.deleted_at is not None:
        raise NotFoundError(_("This message is no longer there. Reload the page."))
    if message.direction != "sent":
        raise ConflictError(_("Only a message you sent can have news. Choose one you sent."))
    return message


def first_event(message: Message, now: datetime) -> Event:
    """The step every message begins with."""
    return _event(message, message.direction, message.at, now, message.member_id)


def facility_at(session: Session, contact_id: int, at: datetime) -> int | None:
    """Where a contact was at an instant; before the first known stay, that stay's place."""
    return stay_at(place_queries.stays_of(session, contact_id), at)


def stay_at(stays: Sequence[Row[Stay, Facility]], at: datetime) -> int | None:
    """The facility of these stays, newest first, at which somebody was at an instant."""
    for stay, facility in stays:
        if stay.from_day <= at.astimezone(ZoneInfo(facility.zone)).date():
            return stay.facility_id
    return stays[-1][0].facility_id if stays else None


def _message(session: Session, entry: Entry, direction: str, now: datetime) -> Message:
    return Message(
        ref=new_ref(),
        direction=direction,
        state=direction,
        facility_id=facility_at(session, entry.contact_id, entry.at),
        logged_at=now,
        **{name: getattr(entry, name) for name in entry.__dataclass_fields__},
    )


def _event(message: Message, kind: str, at: datetime, now: datetime, member_id: int | None) -> Event:
    return Event(
        message_id=message.id or 0,
        contact_id=message.contact_id,
        direction=message.direction,
        sent_at=message.at,
        kind=kind,
        at=at,
        logged_at=now,
        member_id=member_id,
    )


def _answered(message: Message, reply: Message, now: datetime) -> Event:
    event = _event(message, "answered", reply.at, now, reply.member_id)
    event.reply_id, event.reply_direction = reply.id, "received"
    return event


def correction(message: Message, kind: str, now: datetime, member_id: int | None, note: str = "") -> Event:
    """A `corrected`, `deleted` or `restored` event: what was done to the record; it changes no state."""
    event = _event(message, kind, max(now, message.at), now, member_id)
    event.note = note
    return event


def _require(session: Session, entry: Entry) -> None:
    """Raises NotFoundError when the entry names somebody or something that is not there."""
    if session.get(Contact, entry.contact_id) is None:
        raise NotFoundError(_("This contact is no longer there. Choose another."))
    if session.get(Provider, entry.provider_id) is None:
        raise NotFoundError(_("This provider is no longer there. Choose another."))
    if entry.member_id is not None and session.get(Member, entry.member_id) is None:
        raise NotFoundError(_("This member is no longer there. Choose who you are again."))
