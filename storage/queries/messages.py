"""Statements about messages and the steps of their lives."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, or_, select, tuple_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.tables import Contact, Contract, Event, Facility, Member, Message, Provider

# SQLite takes at most 32,766 bound values in a statement.
MOST_IN_A_LIST = 10_000

# The last four come by outer joins and may be None.
Named = Row[Message, str, str, str, str, str, str, str]


def with_names() -> Select[Message, str, str, str, str, str, str, str]:
    """A message with its contact's name and ID number, provider, member, and facility with state and zone."""
    return (
        select(
            Message,
            col(Contact.name),
            col(Contact.id_number),
            col(Provider.name),
            col(Member.name),
            col(Facility.name),
            col(Facility.state),
            col(Facility.zone),
        )
        .join(Contact, col(Contact.id) == Message.contact_id)
        .join(Provider, col(Provider.id) == Message.provider_id)
        .outerjoin(Member, col(Member.id) == Message.member_id)
        .outerjoin(Facility, col(Facility.id) == Message.facility_id)
    )


def by_id(session: Session, message_id: int) -> Message | None:
    """One message, a deleted one too."""
    return session.get(Message, message_id)


def by_ref(session: Session, ref: str) -> Message | None:
    """The message of this ref."""
    return session.execute(select(Message).where(col(Message.ref) == ref)).scalar_one_or_none()


def named(session: Session, message_ids: Collection[int]) -> Sequence[Named]:
    """These messages with their names, newest first."""
    statement = with_names().where(col(Message.id).in_(message_ids))
    return session.execute(statement.order_by(col(Message.at).desc(), col(Message.id).desc())).all()


def named_by_id(session: Session, message_ids: Collection[int]) -> dict[int, Named]:
    """These messages with their names, by key."""
    rows = (row for part in in_parts(message_ids) for row in named(session, part))
    return {row[0].id or 0: row for row in rows}


def some(session: Session, message_ids: Collection[int]) -> Sequence[Message]:
    """These messages, in the order of their keys."""
    found: list[Message] = []
    for part in in_parts(message_ids):
        found += session.execute(
            select(Message).where(col(Message.id).in_(part)).order_by(col(Message.id))
        ).scalars()
    return found


def after(session: Session, message_id: int, limit: int) -> Sequence[Message]:
    """The next messages in the order of their keys, deleted ones too."""
    statement = select(Message).where(col(Message.id) > message_id).order_by(col(Message.id))
    return session.execute(statement.limit(limit)).scalars().all()


def events_of(session: Session, message_ids: Collection[int]) -> Sequence[Event]:
    """Every event of these messages, withdrawn ones too, by time and entry."""
    found: list[Event] = []
    for part in in_parts(message_ids):
        statement = select(Event).where(col(Event.message_id).in_(part))
        found += session.execute(statement.order_by(col(Event.at), col(Event.id))).scalars()
    return found


def answers_of(session: Session, reply_id: int) -> Sequence[Event]:
    """The `answered` steps that a reply made, withdrawn ones too."""
    return (
        session.execute(select(Event).where(col(Event.reply_id) == reply_id).order_by(col(Event.id)))
        .scalars()
        .all()
    )


def event_by_id(session: Session, event_id: int) -> Event | None:
    """One event."""
    return session.get(Event, event_id)


def waiting_of(session: Session, contact_id: int, limit: int) -> Sequence[Named]:
    """The waiting messages to a contact, newest first."""
    statement = with_names().where(col(Message.contact_id) == contact_id, is_waiting())
    return session.execute(
        statement.order_by(col(Message.at).desc(), col(Message.id).desc()).limit(limit)
    ).all()


def is_waiting() -> Any:
    """The condition that a message waits: it has a deadline, or its clock stands still."""
    # SQLite answers an OR of the two by reading every message; each half has an index of its own.
    waits = aliased(Message)
    running = select(col(waits.id)).where(col(waits.due_at).is_not(None))
    return col(Message.id).in_(running.union_all(select(col(waits.id)).where(col(waits.still).is_not(None))))


def contract_entered_at(session: Session, facility_id: int, agency: str) -> datetime | None:
    """When the family last said who carries messages at a facility, or at those of its agency."""
    here = col(Contract.facility_id) == facility_id
    statement = select(func.max(col(Contract.entered_at))).where(
        or_(here, col(Contract.agency) == agency) if agency else here,
        col(Contract.service) == "messages",
    )
    return session.execute(statement).scalar_one_or_none()


def since(session: Session, contact_id: int, at: datetime) -> Sequence[Message]:
    """The messages of a contact from an instant on, deleted ones too, the oldest first."""
    statement = select(Message).where(col(Message.contact_id) == contact_id, col(Message.at) >= at)
    return session.execute(statement.order_by(col(Message.at), col(Message.id))).scalars().all()


def latest_of(session: Session, contact_id: int, direction: str) -> Message | None:
    """The newest message to or from a contact."""
    statement = (
        select(Message)
        .where(
            col(Message.contact_id) == contact_id,
            col(Message.direction) == direction,
            col(Message.deleted_at).is_(None),
        )
        .order_by(col(Message.at).desc(), col(Message.id).desc())
        .limit(1)
    )
    return session.execute(statement).scalar_one_or_none()


def page(  # noqa: PLR0913 - each filter is one thing a family asks for
    session: Session,
    *,
    limit: int,
    before: tuple[datetime, int] | None = None,
    contact_id: int | None = None,
    provider_id: int | None = None,
    member_id: int | None = None,
    states: Collection[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    text: str = "",
    deleted: bool = False,
) -> Sequence[Named]:
    """Messages newest first, those after the key `(at, id)` of the last one seen."""
    statement = with_names()
    conditions: list[ColumnElement[bool]] = [
        col(Message.deleted_at).is_not(None) if deleted else col(Message.deleted_at).is_(None)
    ]
    if before is not None:
        conditions.append(tuple_(col(Message.at), col(Message.id)) < tuple_(*_key(before)))
    if contact_id is not None:
        conditions.append(col(Message.contact_id) == contact_id)
    if provider_id is not None:
        conditions.append(col(Message.provider_id) == provider_id)
    if member_id is not None:
        conditions.append(col(Message.member_id) == member_id)
    if states:
        conditions.append(col(Message.state).in_(states))
    if since is not None:
        conditions.append(col(Message.at) >= since)
    if until is not None:
        conditions.append(col(Message.at) < until)
    if text:
        conditions.append(
            or_(
                *(
                    field.icontains(text, autoescape=True)
                    for field in (col(Message.note), col(Message.body), col(Message.ref))
                )
            )
        )
    ordered = statement.where(*conditions).order_by(col(Message.at).desc(), col(Message.id).desc())
    return session.execute(ordered.limit(limit)).all()


def _key(before: tuple[datetime, int]) -> tuple[Any, Any]:
    at, message_id = before
    return bindparam("before_at", at, type_=Message.__table__.c.at.type), bindparam("before_id", message_id)  # type: ignore[attr-defined]


def count(session: Session, at_most: int | None = None) -> int:
    """How many messages there are, deleted ones left out; `at_most` ends the counting there."""
    present = select(col(Message.id)).where(col(Message.deleted_at).is_(None)).limit(at_most)
    number: int = session.execute(select(func.count()).select_from(present.subquery())).scalar_one()
    return number


def add(session: Session, message: Message) -> int:
    """Adds a message and gives its key."""
    session.add(message)
    session.flush()
    if message.id is None:
        raise RuntimeError("the database gave no key for a message")
    return message.id


def add_events(session: Session, events: Iterable[Event]) -> None:
    """Adds events in their order."""
    session.add_all(list(events))
    session.flush()


def write_standings(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Writes what was worked out for messages; each row names its message as `id`."""
    if rows:
        session.execute(update(Message), [dict(row) for row in rows])


def in_parts(ids: Collection[int]) -> Iterable[list[int]]:
    """Keys in lists short enough for one statement."""
    listed = list(ids)
    return (listed[start : start + MOST_IN_A_LIST] for start in range(0, len(listed), MOST_IN_A_LIST))
