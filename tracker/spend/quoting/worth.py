"""What one message is worth at a price: the rule that is applied when it is logged."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from tracker.directory.cards import Price
from tracker.spend.quotes import COVERED, Line, Quote, What, quote, tax_percent

# One unit of these pays for a message; they are what a balance of stamps or messages counts.
COUNTED = ("stamp", "message")
FOUR_DECIMALS = Decimal("0.0001")
ZERO = Decimal(0)
NOTHING = Quote(0, (), ZERO)


@dataclass(frozen=True, slots=True)
class Worth:
    """A price and what a message costs the family by it; `units` are stamps or messages, if any."""

    price: Price
    quote: Quote
    units: int | None


def worth(
    prices: Sequence[Price], what: What, stamps: int | None = None, *, length_known: bool = True
) -> Worth | None:
    """What a message costs by the plainest price that the family pays; None where that is not known.

    Where only the person inside has a price it is theirs, and costs nothing here. `stamps` are those that
    the family says it took. A price by the character says nothing of a message whose length nobody knows,
    one by the minute nothing of any, and a subscription is what was paid for it.
    """
    price = plainest(prices)
    if price is None:
        return Worth(prices[0], NOTHING, None) if prices else None
    if price.unit in ("week", "month", "minute") or (price.unit == "character" and not length_known):
        return None
    found = quote(price, what)
    if stamps is not None and price.unit == "stamp":
        return Worth(price, _by_stamps(price, found, stamps), stamps)
    units = found.units if price.unit in COUNTED and price.unit not in COVERED else None
    return Worth(price, found, units)


def plainest(prices: Sequence[Price]) -> Price | None:
    """The plainest price that the family pays."""
    return next((price for price in prices if price.payer == "family"), None)


def _by_stamps(price: Price, found: Quote, stamps: int) -> Quote:
    """The same message with so many stamps; what is charged in dollars beside stamps stays."""
    lines = [Line("text", stamps, (price.amount * stamps).quantize(FOUR_DECIMALS))]
    for line in found.lines:
        dollars = line.amount - price.amount * (line.units or 0)
        if line.covers not in ("text", "tax") and dollars > 0:
            lines.append(Line(line.covers, None, dollars))
    percent = tax_percent(price)
    if percent:
        rest = sum((line.amount for line in lines), ZERO)
        tax = (rest * percent / 100).quantize(FOUR_DECIMALS, rounding=ROUND_HALF_EVEN)
        lines.append(Line("tax", None, tax))
    return Quote(stamps, tuple(lines), sum((line.amount for line in lines), ZERO))
