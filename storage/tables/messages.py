"""Messages, the dated steps of their lives, and the flags on those that wait too long."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.base import one_of, partial_index
from storage.types import Id, Money, UtcDateTime

DIRECTIONS = ("sent", "received")
# The order in which steps at one and the same instant count.
EVENT_KINDS = (
    "sent",
    "received",
    "in review",
    "delivered",
    "read",
    "answered",
    "rejected",
    "returned",
    "closed",
    "reopened",
    "corrected",
    "deleted",
    "restored",
)
STATES = ("sent", "in review", "delivered", "read", "answered", "rejected", "returned", "closed", "received")
WAITING_STATES = ("sent", "in review", "delivered", "read")
STILL_REASONS = ("closure", "in transit")
PAID = ("direct", "balance")
FLAG_ENDS = ("news", "answered", "rejected", "returned", "closed", "recounted", "deleted")


class Message(SQLModel, table=True):
    """One message, sent or received.

    `quoted` is what it costs by the price of its day and place, in dollars, and `quoted_units` how many
    stamps or messages that takes: written when the message is logged or corrected, so that no newer price
    changes the past. `quoted_by` is the price the family was told, empty for one of the catalogue.

    What follows `deleted_at` is worked out from the message's events by one function
    (`tracker.messages.life`) in the transaction that writes them, so that sweeps, filters and sums need
    no walk through the events; nothing else writes it.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("ref"),
        # What an event points at: its contact, its direction and its time cannot disagree with the message.
        UniqueConstraint("id", "contact_id", "direction", "at", name="uq_message_identity"),
        CheckConstraint("ref <> ''", name="has_a_ref"),
        CheckConstraint(one_of("direction", DIRECTIONS), name="direction"),
        CheckConstraint("characters >= 0", name="characters"),
        CheckConstraint("photos >= 0", name="photos"),
        CheckConstraint("stamps >= 0", name="stamps"),
        CheckConstraint("cost >= 0", name="cost_is_not_negative"),
        CheckConstraint("quoted >= 0", name="quoted_is_not_negative"),
        CheckConstraint("quoted_units >= 0", name="quoted_units"),
        CheckConstraint(one_of("paid", PAID), name="paid"),
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint("(direction = 'received') = (state = 'received')", name="state_fits_direction"),
        CheckConstraint(one_of("still", STILL_REASONS), name="still"),
        CheckConstraint("due_at IS NULL OR still IS NULL", name="due_or_still"),
        CheckConstraint(
            "(due_at IS NOT NULL OR still IS NOT NULL) = "
            f"(deleted_at IS NULL AND {one_of('state', WAITING_STATES)})",
            name="waits_or_not",
        ),
        CheckConstraint("wait >= 0", name="wait"),
        partial_index("ix_message_due_at", "due_at", where="due_at IS NOT NULL"),
        partial_index("ix_message_still", "still", where="still IS NOT NULL"),
        partial_index("ix_message_at_id", "at", "id", where="deleted_at IS NULL"),
        Index("ix_message_contact_at", "contact_id", "at", "id"),
        Index("ix_message_provider_at", "provider_id", "at", "id"),
        Index("ix_message_state_at", "state", "at", "id"),
        Index("ix_message_facility_at", "facility_id", "at"),
        Index("ix_message_member_at", "member_id", "at", "id"),
        partial_index("ix_message_quoted_by", "quoted_by", where="quoted_by IS NOT NULL"),
        # What would get a price once one is known.
        partial_index(
            "ix_message_unquoted", "provider_id", "facility_id",
            where="direction = 'sent' AND quoted IS NULL",
        ),
        # Covers the sums of spend and the sizes of what was sent, so that they never read the texts.
        # SQLite says so only with `deleted_at` among the columns.
        partial_index(
            "ix_message_spend",
            "provider_id", "at", "direction", "paid", "cost", "quoted", "stamps", "quoted_units", "refunded",
            "lost", "state", "contact_id", "member_id", "characters", "photos", "deleted_at",
            where="deleted_at IS NULL AND (direction = 'sent' OR cost IS NOT NULL)",
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    ref: str
    direction: str
    contact_id: int = Field(foreign_key="contact.id", sa_type=Id)
    member_id: int | None = Field(default=None, foreign_key="member.id", sa_type=Id)
    provider_id: int = Field(foreign_key="provider.id", sa_type=Id)
    facility_id: int | None = Field(default=None, foreign_key="facility.id", sa_type=Id)
    at: datetime = Field(sa_type=UtcDateTime)
    characters: int | None = None
    photos: int = 0
    stamps: int | None = None
    cost: Decimal | None = Field(default=None, sa_type=Money)
    paid: str | None = None
    quoted: Decimal | None = Field(default=None, sa_type=Money)
    quoted_units: int | None = None
    quoted_by: int | None = Field(default=None, foreign_key="rate.id", sa_type=Id, ondelete="SET NULL")
    note: str = ""
    body: str = ""
    logged_at: datetime = Field(sa_type=UtcDateTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    state: str
    refunded: bool = False
    lost: bool = False
    news_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    still: str | None = None
    wait: int = 0


class Event(SQLModel, table=True):
    """A dated step in a message's life; `withdrawn_at` marks one that no longer counts but is kept.

    An `answered` step names the reply. Its keys make a wrong answer impossible: the reply is a received
    message of the same contact, its time is the step's time, and that is later than the sending.
    """

    __tablename__ = "event"
    __table_args__ = (
        ForeignKeyConstraint(
            ["message_id", "contact_id", "direction", "sent_at"],
            ["message.id", "message.contact_id", "message.direction", "message.at"],
            name="fk_event_message", onupdate="CASCADE", ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["reply_id", "contact_id", "reply_direction", "at"],
            ["message.id", "message.contact_id", "message.direction", "message.at"],
            name="fk_event_reply", onupdate="CASCADE", ondelete="CASCADE",
        ),
        CheckConstraint(one_of("kind", EVENT_KINDS), name="kind"),
        CheckConstraint("at >= sent_at", name="not_before_the_message"),
        CheckConstraint(
            "kind = 'answered' AND reply_id IS NOT NULL AND reply_direction IS NOT NULL "
            "AND reply_direction = 'received' AND at > sent_at "
            "OR kind <> 'answered' AND reply_id IS NULL AND reply_direction IS NULL",
            name="answer_names_a_later_reply",
        ),
        CheckConstraint(
            "direction = 'sent' AND kind <> 'received' "
            "OR direction = 'received' AND kind IN ('received', 'corrected', 'deleted', 'restored')",
            name="kind_fits_direction",
        ),
        CheckConstraint(
            "refunded IS NULL OR kind IN ('rejected', 'returned', 'closed')", name="refund_of_an_ending"
        ),
        Index("ix_event_message_at", "message_id", "at"),
        partial_index("ix_event_contact_at", "contact_id", "at", where="withdrawn_at IS NULL"),
        partial_index(
            "uq_event_answer", "reply_id", "message_id", unique=True,
            where="reply_id IS NOT NULL",
        ),
        partial_index(
            "ix_event_answered", "contact_id", "at", "sent_at", "withdrawn_at",
            where="reply_id IS NOT NULL",
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    message_id: int = Field(sa_type=Id)
    contact_id: int = Field(sa_type=Id)
    direction: str
    sent_at: datetime = Field(sa_type=UtcDateTime)
    kind: str
    at: datetime = Field(sa_type=UtcDateTime)
    logged_at: datetime = Field(sa_type=UtcDateTime)
    member_id: int | None = Field(default=None, foreign_key="member.id", sa_type=Id)
    note: str = ""
    reason: str = ""
    refunded: bool | None = None
    appeal_by: date | None = None
    reply_id: int | None = Field(default=None, sa_type=Id)
    reply_direction: str | None = None
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Flag(SQLModel, table=True):
    """The mark on one wait of a message that went past its deadline; at most one for each wait."""

    __tablename__ = "flag"
    __table_args__ = (
        UniqueConstraint("message_id", "wait"),
        CheckConstraint("noticed_at > due_at", name="noticed_after_due"),
        CheckConstraint("(cleared_at IS NULL) = (cleared_by IS NULL)", name="clearing_has_a_reason"),
        CheckConstraint(one_of("cleared_by", FLAG_ENDS), name="cleared_by"),
        partial_index("ix_flag_open", "due_at", where="cleared_at IS NULL"),
        Index("ix_flag_noticed_at", "noticed_at"),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    message_id: int = Field(foreign_key="message.id", sa_type=Id, ondelete="CASCADE")
    wait: int
    due_at: datetime = Field(sa_type=UtcDateTime)
    noticed_at: datetime = Field(sa_type=UtcDateTime)
    snoozed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    snoozed_by: int | None = Field(default=None, foreign_key="member.id", sa_type=Id)
    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    acknowledged_by: int | None = Field(default=None, foreign_key="member.id", sa_type=Id)
    cleared_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cleared_by: str | None = None
