"""What a family enters about messages."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from tracker.checks import kept_amount, kept_count, kept_instant, kept_text
from tracker.errors import InvalidInputError
from tracker.wording import _

NEWS_KINDS = ("in review", "delivered", "read", "rejected", "returned", "closed")
PAID_WAYS = ("direct", "balance")


@dataclass(frozen=True, slots=True)
class Entry:
    """A message as entered. `cost` in dollars; `paid` is `direct`, `balance` or not said."""

    contact_id: int
    provider_id: int
    at: datetime
    member_id: int | None = None
    characters: int | None = None
    photos: int = 0
    stamps: int | None = None
    cost: Decimal | None = None
    paid: str | None = None
    note: str = ""
    body: str = ""

    def checked(self, now: datetime) -> "Entry":
        """The same entry, its values known to be possible. Raises InvalidInputError naming the field."""
        if self.paid is not None and self.paid not in PAID_WAYS:
            raise InvalidInputError(_("A message is paid directly or from balance."), field="paid")
        kept_count(self.characters, "characters")
        kept_count(self.photos, "photos")
        kept_count(self.stamps, "stamps")
        kept_amount(self.cost, "cost")
        kept_text(self.note, "note")
        kept_text(self.body, "body")
        return replace(self, at=kept_instant(self.at, now))


@dataclass(frozen=True, slots=True)
class News:
    """News about a sent message: one of NEWS_KINDS, when it happened, and why.

    `refunded` and `appeal_by` belong to a rejection or return; `reason` to any ending.
    """

    message_id: int
    kind: str
    at: datetime
    member_id: int | None = None
    reason: str = ""
    note: str = ""
    refunded: bool | None = None
    appeal_by: date | None = None

    def checked(self, now: datetime) -> "News":
        """The same news, its values known to be possible. Raises InvalidInputError naming the field."""
        if self.kind not in NEWS_KINDS:
            raise InvalidInputError(_("Choose what happened to the message."), field="kind")
        if self.refunded is not None and self.kind not in ("rejected", "returned", "closed"):
            raise InvalidInputError(_("Only a message that ended can be refunded."), field="refunded")
        kept_text(self.reason, "reason")
        kept_text(self.note, "note")
        return replace(self, at=kept_instant(self.at, now))


@dataclass(frozen=True, slots=True)
class Logged:
    """What an entry became."""

    message_id: int
    ref: str
    due_at: datetime | None
    still: str | None
