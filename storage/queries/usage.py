"""What was sent, counted by size, so that no message is loaded to be priced."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlmodel import Session

from storage.tables import metadata

message = metadata.tables["message"].c


@dataclass(frozen=True, slots=True)
class SentCount:
    """So many sent messages have these characters (None: nobody said) and photos."""

    characters: int | None
    photos: int
    messages: int


def sent_counts(
    session: Session,
    since: datetime,
    until: datetime,
    *,
    contact_id: int | None = None,
    facility_id: int | None = None,
) -> list[SentCount]:
    """The messages sent from an instant to before another, by size; to one contact or place where asked."""
    where = {"contact_id": contact_id, "facility_id": facility_id}
    rows = session.execute(_sent_counts(since, until, where))
    return [SentCount(*row) for row in rows]


def _sent_counts(
    since: datetime, until: datetime, where: dict[str, int | None]
) -> Select[tuple[int | None, int, int]]:
    conditions = [message[name] == value for name, value in where.items() if value is not None]
    return (
        select(message.characters, message.photos, func.count())
        .where(
            message.at >= since,
            message.at < until,
            message.direction == "sent",
            message.deleted_at.is_(None),
            *conditions,
        )
        .group_by(message.characters, message.photos)
        .order_by(message.characters, message.photos)
    )


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
