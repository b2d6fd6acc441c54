"""What purchases say about messages: paid directly or from balance, and what a stamp was worth."""

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session

from storage.queries import purchases as queries
from tracker.spend.days import INSTANT, Window


@dataclass(frozen=True, slots=True)
class PackPrice:
    """A pack's dollars, without its fee, for so many stamps; in lowest terms: equal prices are one."""

    amount: Decimal
    units: int

    @property
    def each(self) -> Fraction:
        """Dollars for one stamp."""
        return Fraction(self.amount) / self.units


def pack_price(amount: Decimal, units: int) -> PackPrice:
    """The price of a pack."""
    each = Fraction(amount) / units
    # The least whole number of stamps that costs whole ten-thousandths of a dollar.
    stamps = (each * 10_000).denominator
    return PackPrice(Decimal(int(each * stamps * 10_000)).scaleb(-4), stamps)


@dataclass(frozen=True, slots=True)
class Pricing:
    """For each provider, when balance was first bought, and the stamp prices in the order they came to hold.

    A price changes when a pack of another price is bought, and holds for messages strictly later than that.
    """

    first_balance: dict[int, datetime]
    stamp_prices: dict[int, list[tuple[datetime, PackPrice]]]

    def otherwise(self, provider_id: int, at: datetime) -> str:
        """How a message that does not say was paid: from balance once there was any, directly before."""
        return paid_otherwise(self.first_balance.get(provider_id), at)

    def stamp_price(self, provider_id: int, at: datetime) -> PackPrice | None:
        """The newest pack bought before, without its fee; None without any."""
        prices = self.stamp_prices.get(provider_id, [])
        newest = bisect_left(prices, at, key=lambda step: step[0])
        return prices[newest - 1][1] if newest else None

    def price_changes(self, provider_id: int) -> set[datetime]:
        """The first instants at which another stamp price holds."""
        return {at + INSTANT for at, _price in self.stamp_prices.get(provider_id, [])}


def paid_otherwise(first_balance: datetime | None, at: datetime) -> str:
    """How a message that does not say was paid, by when balance was first bought at its provider."""
    return "balance" if first_balance is not None and first_balance < at else "direct"


def load_pricing(session: Session, provider_ids: Collection[int], span: Window) -> Pricing:
    """Reads the purchases that prices and balances within a window follow from."""
    prices = {key: _prices(session, key, span) for key in provider_ids}
    return Pricing(queries.first_balances(session, provider_ids), prices)


def _prices(session: Session, provider_id: int, span: Window) -> list[tuple[datetime, PackPrice]]:
    steps: list[tuple[datetime, PackPrice]] = []
    for at, amount, units in queries.stamp_packs(session, provider_id, span.since, span.until):
        price = pack_price(amount, units)
        if steps and steps[-1][0] == at:
            steps.pop()
        if not steps or steps[-1][1] != price:
            steps.append((at, price))
    return steps
