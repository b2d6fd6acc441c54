"""Subscriptions: paid at once, used in equal shares over the messages they cover."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlmodel import Session

from storage.money import from_units, to_units
from storage.queries import purchases as purchase_queries
from storage.queries import spend as queries
from storage.queries.purchases import Subscription
from storage.queries.slices import Slice
from storage.queries.spend import CoveredMessage
from tracker.spend.days import INSTANT, Window, period_end


@dataclass(frozen=True, slots=True)
class Share:
    """One subscription's use.

    Its messages are those sent with that provider within the period and after the purchase, from balance,
    not refunded, with no cost of their own above zero and no stamps. Each has the same whole number of
    ten-thousandths, `each`; the oldest has `remainder` besides. With no messages the whole `amount`, without
    the fee, is used at the last instant of the period. Periods that overlap share independently.
    """

    provider_id: int
    member_id: int | None
    period: Window
    amount: Decimal
    each: Decimal
    remainder: Decimal
    oldest: CoveredMessage | None

    @property
    def last_instant(self) -> datetime:
        """The last instant of the period."""
        return self.period.until - INSTANT


def load_shares(
    session: Session, zone: str, windows: Collection[Window], provider_ids: Collection[int] | None = None
) -> tuple[Share, ...]:
    """The shares of every subscription that runs in one of these windows."""
    running = list(_running(session, zone, windows, provider_ids))
    slices = [Slice(row.provider_id, period.since, period.until) for row, period in running]
    counts = queries.covered_counts(session, slices)
    oldest = queries.oldest_covered(session, slices)
    return tuple(
        Share(
            row.provider_id,
            row.member_id,
            period,
            row.amount,
            *_split(row.amount, counts.get(number, 0)),
            oldest.get(number),
        )
        for number, (row, period) in enumerate(running)
    )


def periods_over(
    session: Session, zone: str, windows: Collection[Window], provider_ids: Collection[int]
) -> Iterator[tuple[int, Window]]:
    """Provider and period of every subscription that runs in one of these windows."""
    for row, period in _running(session, zone, windows, provider_ids):
        yield row.provider_id, period


def _running(
    session: Session, zone: str, windows: Collection[Window], provider_ids: Collection[int] | None
) -> Iterator[tuple[Subscription, Window]]:
    if not windows:
        return
    first, last = min(window.since for window in windows), max(window.until for window in windows)
    for row in purchase_queries.subscriptions(session, last, provider_ids):
        # No month has more days: most that are long over need no look at the calendar.
        if row.at + timedelta(days=min(31 * row.units + 2, 20_000)) < first:
            continue
        period = Window(row.at + INSTANT, period_end(row.at, row.units, row.unit, zone))
        if any(period.since < window.until and window.since < period.until for window in windows):
            yield row, period


def _split(amount: Decimal, messages: int) -> tuple[Decimal, Decimal]:
    """An amount in so many equal whole ten-thousandths, and what is left over."""
    if not messages:
        return Decimal(0), Decimal(0)
    each, remainder = divmod(to_units(amount), messages)
    return from_units(each), from_units(remainder)


def running(shares: Sequence[Share], provider_id: int, at: datetime) -> list[Share]:
    """The subscriptions at a provider whose period an instant lies in."""
    return [share for share in shares if share.provider_id == provider_id and at in share.period]
