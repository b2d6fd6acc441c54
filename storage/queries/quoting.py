"""Statements about the quotes that are kept beside messages."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select, text, update
from sqlmodel import Session

from storage.queries.messages import in_parts
from storage.tables import metadata

MESSAGES, PROVIDERS = metadata.tables["message"], metadata.tables["provider"]
message = MESSAGES.c
BATCH = 10_000
# Written out as in the index, which otherwise is not used.
NEVER_QUOTED = text("message.direction = 'sent' AND message.quoted IS NULL")


@dataclass(frozen=True, slots=True)
class Unquoted:
    """What a sent message's quote follows from, and what it has now."""

    id: int
    provider_id: int
    facility_id: int | None
    at: datetime
    characters: int | None
    photos: int
    stamps: int | None
    quoted: Decimal | None
    quoted_units: int | None
    quoted_by: int | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A message's new quote; dollars, stamps or messages, and the told price it follows."""

    id: int
    quoted: Decimal | None
    quoted_units: int | None
    quoted_by: int | None


def sent_messages(session: Session, message_ids: Collection[int]) -> Iterator[Unquoted]:
    """These messages, as far as they were sent."""
    for part in in_parts(message_ids):
        yield from _unquoted(session, message.id.in_(part))


def sent_from(session: Session, first_key: int) -> Iterator[Unquoted]:
    """The sent messages from a key on, in the order of their keys and a batch at a time."""
    while True:
        batch = list(_unquoted(session, message.id >= first_key, limit=BATCH))
        yield from batch
        if len(batch) < BATCH:
            return
        first_key = batch[-1].id + 1


def never_quoted(
    session: Session, provider_ids: Collection[int] | None = None, facility_id: int | None = None
) -> Sequence[int]:
    """The sent messages that have no quote, of these providers and this facility where they are given."""
    statement = select(message.id).where(NEVER_QUOTED)
    if provider_ids is not None:
        statement = statement.where(message.provider_id.in_(provider_ids))
    if facility_id is not None:
        statement = statement.where(message.facility_id == facility_id)
    return session.execute(statement).scalars().all()


def quoted_by(session: Session, rate_ids: Collection[int]) -> Sequence[int]:
    """The messages whose quote follows these told prices."""
    statement = select(message.id).where(message.quoted_by.is_not(None), message.quoted_by.in_(rate_ids))
    return session.execute(statement).scalars().all()


def write(session: Session, quotes: Iterable[Quoted]) -> None:
    """Keeps these quotes."""
    connection = session.connection()
    rows = [
        {"key": row.id, "amount": row.quoted, "units": row.quoted_units, "rate": row.quoted_by}
        for row in quotes
    ]
    if rows:
        connection.execute(
            update(MESSAGES)
            .where(message.id == bindparam("key"))
            .values(
                quoted=bindparam("amount", type_=message.quoted.type),
                quoted_units=bindparam("units"),
                quoted_by=bindparam("rate"),
            ),
            rows,
        )


def provider_names(session: Session) -> dict[int, str]:
    """The name of each provider by key."""
    return {row[0]: row[1] for row in session.execute(select(PROVIDERS.c.id, PROVIDERS.c.name))}


def _unquoted(session: Session, where: ColumnElement[bool], limit: int | None = None) -> Iterator[Unquoted]:
    columns: list[Any] = [message[name] for name in Unquoted.__dataclass_fields__]
    statement = select(*columns).where(message.direction == "sent", where).order_by(message.id).limit(limit)
    for row in session.execute(statement).all():
        yield Unquoted(*row)
