"""What screens show of a message: plain values, no rows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from storage.tables import Event, Message


@dataclass(frozen=True, slots=True)
class MessageCard:
    """One message. `zone` is that of the facility it was sent to; `cost` in dollars."""

    id: int
    ref: str
    direction: str
    contact_id: int
    contact: str
    provider_id: int
    provider: str
    member_id: int | None
    member: str | None
    facility: str | None
    zone: str | None
    at: datetime
    state: str
    news_at: datetime | None
    due_at: datetime | None
    still: str | None
    characters: int | None
    photos: int
    stamps: int | None
    cost: Decimal | None
    paid: str | None
    note: str
    body: str
    refunded: bool
    lost: bool
    deleted: bool

    @property
    def waiting(self) -> bool:
        """True while an answer is awaited."""
        return self.due_at is not None or self.still is not None

    @property
    def key(self) -> tuple[datetime, int]:
        """Where the next page goes on."""
        return self.at, self.id


@dataclass(frozen=True, slots=True)
class EventCard:
    """One step of a message's life; `withdrawn` ones are kept and no longer count."""

    id: int
    kind: str
    at: datetime
    logged_at: datetime
    member: str | None
    reason: str
    note: str
    refunded: bool | None
    appeal_by: date | None
    reply_id: int | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class MessageDetail:
    """A message with its steps, what it answers, and the replies it got."""

    card: MessageCard
    events: tuple[EventCard, ...]
    answers: tuple[MessageCard, ...]
    replies: tuple[MessageCard, ...]


def message_card(row: Any) -> MessageCard:
    """A card from a row of `storage.queries.messages.with_names`."""
    message: Message = row[0]
    same = (
        "id",
        "ref",
        "direction",
        "contact_id",
        "provider_id",
        "member_id",
        "at",
        "state",
        "news_at",
        "due_at",
    )
    more = ("still", "characters", "photos", "stamps", "cost", "paid", "note", "body", "refunded", "lost")
    return MessageCard(
        contact=row[1],
        provider=row[3],
        member=row[4],
        facility=row[5],
        zone=row[7],
        deleted=message.deleted_at is not None,
        **{name: getattr(message, name) for name in same + more},
    )


def event_card(event: Event, members: dict[int, str]) -> EventCard:
    """A card of one step."""
    return EventCard(
        id=event.id or 0,
        kind=event.kind,
        at=event.at,
        logged_at=event.logged_at,
        member=members.get(event.member_id) if event.member_id else None,
        reason=event.reason,
        note=event.note,
        refunded=event.refunded,
        appeal_by=event.appeal_by,
        reply_id=event.reply_id,
        withdrawn=event.withdrawn_at is not None,
    )
