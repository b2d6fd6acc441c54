"""What purchases say about messages: paid directly or from balance, and what a stamp was worth."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from storage.queries import purchases as queries
from tracker.spend.days import INSTANT


@dataclass(frozen=True, slots=True)
class Pricing:
    """For each provider, when balance was first bought, and the stamp prices in the order they came to hold.

    A price changes when a pack of another price is bought, and holds for messages strictly later than that.
    """

    first_balance: dict[int, datetime]
    stamp_prices: dict[int, list[tuple[datetime, Fraction]]]

    def otherwise(self, provider_id: int, at: datetime) -> str:
        """How a message that does not say was paid: from balance once there was any, directly before."""
        first = self.first_balance.get(provider_id)
        return "balance" if first is not None and first < at else "direct"

    def stamp_price(self, provider_id: int, at: datetime) -> Fraction | None:
        """Dollars for one stamp of the newest pack bought before, without its fee; None without any."""
        prices = self.stamp_prices.get(provider_id, [])
        newest = bisect_left(prices, at, key=lambda step: step[0])
        return prices[newest - 1][1] if newest else None

    def changes(self, provider_id: int) -> set[datetime]:
        """The first instants of which something else is true than of the one before."""
        changes = {at + INSTANT for at, _ in self.stamp_prices.get(provider_id, [])}
        if provider_id in self.first_balance:
            changes.add(self.first_balance[provider_id] + INSTANT)
        return changes


def load_pricing(session: Session) -> Pricing:
    """Reads the purchases that prices and balances follow from."""
    prices: dict[int, list[tuple[datetime, Fraction]]] = defaultdict(list)
    for provider_id, at, amount, units in queries.stamp_packs(session):
        steps = prices[provider_id]
        price = Fraction(amount) / units
        if steps and steps[-1][0] == at:
            steps.pop()
        if not steps or steps[-1][1] != price:
            steps.append((at, price))
    return Pricing(queries.first_balances(session), dict(prices))
