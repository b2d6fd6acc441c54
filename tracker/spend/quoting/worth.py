"""What one message is worth at a price: the rule that is applied when it is logged."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from tracker.directory.cards import Price
from tracker.spend.quotes import COVERED, Quote, What, quote, tax_percent

# One unit of these pays for a message; they are what a balance of stamps or messages counts.
COUNTED = ("stamp", "message")
FOUR_DECIMALS = Decimal("0.0001")
NOTHING = Quote(0, (), Decimal(0))


@dataclass(frozen=True, slots=True)
class Worth:
    """A price and what a message costs the family by it; `units` are stamps or messages, if any."""

    price: Price
    quote: Quote
    units: int | None


def worth(
    prices: Sequence[Price], characters: int | None, photos: int = 0, stamps: int | None = None
) -> Worth | None:
    """What a message costs by the plainest price that the family pays; None where that is not known.

    Nothing where only the person inside pays. `stamps` are those that the family says it took. A price by
    the character says nothing of a message whose length nobody knows, one by the minute nothing of any, and
    a subscription is what was paid for it.
    """
    price = next((price for price in prices if price.payer == "family"), None)
    if price is None:
        return Worth(prices[0], NOTHING, None) if prices else None
    if price.unit in ("week", "month", "minute") or (price.unit == "character" and characters is None):
        return None
    if stamps is not None and price.unit == "stamp":
        return Worth(price, _by_stamps(price, stamps), stamps)
    found = quote(price, What(characters or 0, photos))
    units = found.units if price.unit in COUNTED and price.unit not in COVERED else None
    return Worth(price, found, units)


def _by_stamps(price: Price, stamps: int) -> Quote:
    amount = price.amount * stamps
    tax = (amount * tax_percent(price) / 100).quantize(FOUR_DECIMALS, rounding=ROUND_HALF_EVEN)
    return Quote(stamps, (), (amount + tax).quantize(FOUR_DECIMALS))
