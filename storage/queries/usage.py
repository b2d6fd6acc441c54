"""What was sent, counted by size, so that no message is loaded to be priced."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal_column, select
from sqlmodel import Session, col

from storage.queries.spend import MONEY_CAN_BE_IN
from storage.tables import Contact, Facility, Provider, Purchase, Stay, metadata

MESSAGES = metadata.tables["message"]
message = MESSAGES.c

# From so many characters on, each further so many begin another block.
Step = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SentCount:
    """So many sent messages have these characters (None: nobody said), photos, and stamps where told.

    Where messages of several lengths are counted as one size, `characters` are those of the longest, and
    `together` those of all.
    """

    characters: int | None
    photos: int
    messages: int
    stamps: int | None = None
    together: int | None = None

    @property
    def all_characters(self) -> int | None:
        """The characters of all these messages."""
        if self.together is not None or self.characters is None:
            return self.together
        return self.characters * self.messages


def sent_counts(
    session: Session,
    since: datetime,
    until: datetime,
    *,
    contact_id: int | None = None,
    facility_id: int | None = None,
) -> list[SentCount]:
    """The messages sent from an instant to before another, by size; to one contact or place where asked.

    Refunded ones count nothing.
    """
    where = {"contact_id": contact_id, "facility_id": facility_id}
    rows = session.execute(_sent_counts(since, until, where))
    return [SentCount(*row) for row in rows]


def _sent_counts(since: datetime, until: datetime, where: dict[str, int | None]) -> Select[Any]:
    conditions = [message[name] == value for name, value in where.items() if value is not None]
    return (
        select(message.characters, message.photos, func.count(), message.stamps)
        .where(*_sent(since, until), *conditions)
        .group_by(message.characters, message.photos, message.stamps)
        .order_by(message.characters, message.photos, message.stamps)
    )


def sent_sizes(
    session: Session, since: datetime, until: datetime, steps: Sequence[Step]
) -> dict[int, list[SentCount]]:
    """The same for each contact, where lengths that no step tells apart are one size."""
    found: dict[int, list[SentCount]] = {}
    for contact_id, *row in session.execute(_sent_sizes(since, until, steps)):
        found.setdefault(contact_id, []).append(SentCount(*row))
    return found


def _sent_sizes(since: datetime, until: datetime, steps: Sequence[Step]) -> Select[Any]:
    sizes = [
        case((message.characters > start, (message.characters - start + step - 1) // step), else_=0)
        for start, step in steps
    ]
    keys: list[ColumnElement[Any]] = [
        _who(),
        message.characters.is_(None),
        message.photos,
        message.stamps,
        *sizes,
    ]
    return (
        select(
            _who(),
            func.max(message.characters),
            message.photos,
            func.count(),
            message.stamps,
            func.sum(message.characters),
        )
        .where(*_sent(since, until))
        .group_by(*keys)
    )


def _who() -> ColumnElement[Any]:
    """The contact, not as the bare column: by its index SQLite would look up each message of the days."""
    return message.contact_id + literal_column("0")


def _sent(since: datetime, until: datetime) -> list[ColumnElement[bool]]:
    return [
        message.at >= since,
        message.at < until,
        message.direction == "sent",
        message.deleted_at.is_(None),
        message.refunded.is_(False),
    ]


def received_costs(session: Session, since: datetime, until: datetime) -> dict[int, Decimal]:
    """What the messages received in these days cost, by contact."""
    return {row[0]: row[1] for row in session.execute(_received_costs(since, until))}


def _received_costs(since: datetime, until: datetime) -> Select[Any]:
    return (
        select(_who(), func.sum(message.cost))
        .where(
            MONEY_CAN_BE_IN,
            # All of them: it leads SQLite to the index that holds the costs.
            message.provider_id.in_(select(col(Provider.id))),
            message.at >= since,
            message.at < until,
            message.direction == "received",
            message.refunded.is_(False),
        )
        .group_by(_who())
    )


def newest_fees(session: Session) -> dict[str, Decimal]:
    """The fee of the newest purchase of something to write with, by the name of the provider."""
    newest = (
        select(col(Purchase.id))
        .where(
            col(Purchase.provider_id) == col(Provider.id),
            col(Purchase.kind).in_(("stamps", "credit", "subscription")),
            col(Purchase.deleted_at).is_(None),
        )
        .order_by(col(Purchase.at).desc(), col(Purchase.id).desc())
        .limit(1)
        .correlate(Provider)
        .scalar_subquery()
    )
    statement = (
        select(col(Provider.name), col(Purchase.fee))
        .join(Purchase, col(Purchase.id) == newest)
        .order_by(col(Purchase.at), col(Purchase.id))
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def first_sent(session: Session) -> datetime | None:
    """When the household sent the first message that it logged."""
    statement = (
        select(message.at)
        .where(message.direction == "sent", message.deleted_at.is_(None))
        .order_by(message.at, message.id)
        .limit(1)
    )
    found: datetime | None = session.execute(statement).scalar_one_or_none()
    return found


@dataclass(frozen=True, slots=True)
class There:
    """Where a contact is now, and what they are written through, empty where nobody said."""

    contact_id: int
    contact: str
    provider: str
    facility_id: int
    facility: str


def contacts_there(session: Session) -> Iterator[There]:
    """Every contact who is somewhere now and not in the archive, by name."""
    statement = (
        select(
            col(Contact.id),
            col(Contact.name),
            func.coalesce(col(Provider.name), ""),
            col(Facility.id),
            col(Facility.name),
        )
        .join(Stay, and_(col(Stay.contact_id) == col(Contact.id), col(Stay.to_day).is_(None)))
        .join(Facility, col(Facility.id) == col(Stay.facility_id))
        .outerjoin(Provider, col(Provider.id) == col(Contact.provider_id))
        .where(col(Contact.archived_at).is_(None))
        .order_by(col(Contact.name), col(Contact.id))
    )
    return (There(*row) for row in session.execute(statement))
