"""Which charges of a bank or card statement were dealt with; nothing else of a statement is kept."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.base import one_of
from storage.types import Id, UtcDateTime

ANSWERS = ("messages", "same", "phone", "commissary", "other")


class StatementLine(SQLModel, table=True):
    """A provider's charge that the family said what it was for; `fingerprint` is a digest of the line.

    `messages` made the purchase, `same` is a purchase that was there, the rest is no matter of messages.
    """

    __tablename__ = "statement_line"
    __table_args__ = (
        UniqueConstraint("fingerprint"),
        CheckConstraint("fingerprint <> ''", name="has_a_fingerprint"),
        CheckConstraint(one_of("answer", ANSWERS), name="answer"),
        CheckConstraint(
            "purchase_id IS NULL OR answer IN ('messages', 'same')", name="only_messages_are_purchases"
        ),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    fingerprint: str
    answer: str
    purchase_id: int | None = Field(
        default=None, foreign_key="purchase.id", sa_type=Id, ondelete="SET NULL", index=True
    )
    answered_at: datetime = Field(sa_type=UtcDateTime)
