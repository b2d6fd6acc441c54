"""Subscriptions: paid at once, used in equal shares over the messages they cover."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session

from storage.money import from_units, to_units
from storage.queries import purchases as purchase_queries
from storage.queries import spend as queries
from storage.queries.spend import CoveredMessage, Slice
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
    each: Fraction
    remainder: Fraction
    oldest: CoveredMessage | None

    @property
    def last_instant(self) -> datetime:
        """The last instant of the period."""
        return self.period.until - INSTANT


def load_shares(session: Session, zone: str, windows: Collection[Window]) -> tuple[Share, ...]:
    """The shares of every subscription that runs in one of these windows."""
    running = []
    for row in purchase_queries.subscriptions(session):
        period = Window(row.at + INSTANT, period_end(row.at, row.units or 0, row.unit or "", zone))
        if any(period.since < window.until and window.since < period.until for window in windows):
            running.append((row.provider_id, row.member_id, period, row.amount))
    slices = [Slice(provider_id, period.since, period.until) for provider_id, _, period, _ in running]
    counts = {sums.number: sums.covered for sums in queries.message_sums(session, slices)}
    oldest = queries.oldest_covered(session, slices)
    return tuple(
        Share(provider_id, member_id, period, amount, *_split(amount, counts.get(n, 0)), oldest.get(n))
        for n, (provider_id, member_id, period, amount) in enumerate(running)
    )


def _split(amount: Decimal, messages: int) -> tuple[Fraction, Fraction]:
    """An amount in so many equal whole ten-thousandths, and what is left over."""
    if not messages:
        return Fraction(0), Fraction(0)
    each, remainder = divmod(to_units(amount), messages)
    return Fraction(from_units(each)), Fraction(from_units(remainder))


def running(shares: Sequence[Share], provider_id: int, at: datetime) -> list[Share]:
    """The subscriptions at a provider whose period an instant lies in."""
    return [share for share in shares if share.provider_id == provider_id and at in share.period]
