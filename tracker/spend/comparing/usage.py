"""What a family sends: the messages of its last days by size, or a number a month that it typed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import Literal

from sqlmodel import Session

from storage.queries import usage as queries
from storage.queries.usage import SentCount
from tracker.checks import kept_count
from tracker.errors import InvalidInputError
from tracker.spend.days import Window, local_day, window
from tracker.wording import _

LAST_DAYS = 90
MONTH = 30
# Where each character costs, and nobody said how many there are.
USUAL_CHARACTERS = 1_000


Scope = Literal["typed", "everybody", "contact", "place"]


@dataclass(frozen=True, slots=True)
class Usage:
    """Messages sent within so many `days`, by size, and to whom; typed ones say nothing of their length."""

    counts: tuple[SentCount, ...]
    days: int = MONTH
    scope: Scope = "typed"

    @property
    def messages(self) -> int:
        """How many messages there are."""
        return sum(count.messages for count in self.counts)

    @property
    def photos(self) -> int:
        """How many photos they have together."""
        return sum(count.messages * count.photos for count in self.counts)

    @property
    def unmeasured(self) -> int:
        """How many messages are of a length that nobody said, nor how many stamps they took."""
        return sum(
            count.messages for count in self.counts if count.characters is None and count.stamps is None
        )

    def within(self, days: int, number: int | Fraction) -> int:
        """A number of these days as that of others, rounded up: none is bought in parts."""
        return ceil(Fraction(number) * days / self.days)

    def a_month(self, number: int) -> int:
        """A number of these days as that of a month of 30 days."""
        return self.within(MONTH, number)


def typed_usage(messages: int, photos: int = 0) -> Usage:
    """So many messages and photos a month. Raises InvalidInputError for photos that no message carries."""
    kept_count(messages, "messages")
    kept_count(photos, "photos")
    if photos and not messages:
        raise InvalidInputError(
            _("A photo goes with a message. Type at least one message."), field="messages"
        )
    each, more = divmod(photos, messages or 1)
    counts = (SentCount(None, each + 1, more), SentCount(None, each, messages - more))
    return Usage(tuple(count for count in counts if count.messages))


def last_days(session: Session, zone: str, now: datetime) -> tuple[int, Window]:
    """How many of the last days count, today among them, and the time they are.

    90; a household that began later is taken by the days since then, 30 at least.
    """
    today = local_day(now, zone)
    first = queries.first_sent(session)
    known = (today - local_day(first, zone)).days + 1 if first else LAST_DAYS
    days = max(MONTH, min(LAST_DAYS, known))
    return days, window(zone, today - timedelta(days=days - 1), today)


def read_usage(
    session: Session,
    zone: str,
    now: datetime,
    *,
    contact_id: int | None = None,
    facility_id: int | None = None,
) -> Usage:
    """What was sent on the last days: to everybody, to a contact, or to a place."""
    days, span = last_days(session, zone, now)
    counts = queries.sent_counts(
        session, span.since, span.until, contact_id=contact_id, facility_id=facility_id
    )
    scope: Scope = (
        "contact" if contact_id is not None else "place" if facility_id is not None else "everybody"
    )
    return Usage(tuple(counts), days, scope)


def usage_near(session: Session, zone: str, now: datetime, facility_id: int | None) -> Usage:
    """What was sent to a place on the last days; where nothing was, what was sent to everybody."""
    here = read_usage(session, zone, now, facility_id=facility_id)
    return here if here.counts or facility_id is None else read_usage(session, zone, now)
