"""A price made ready for quoting: whole ten-thousandths of a dollar, and what each thing takes."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import get_args

from storage.money import from_units, to_units
from tracker.directory.cards import Price
from tracker.directory.catalogue.model import Covers, Rate, Unit
from tracker.directory.prices import price_of
from tracker.wording import _

# The message itself costs nothing more: it is free, or the subscription was paid.
COVERED = ("free", "week", "month")
# The units themselves are counted: characters, minutes, pages.
COUNTED = ("character", "minute", "page")
# A screen has a few prices at a time, and they are small.
MOST_READY = 256
# More characters than any text has.
NO_END = 1 << 62


@dataclass(frozen=True, slots=True)
class Tariff:
    """What a price says, in whole numbers; a unit is in parts of which `carries` are one.

    A text of up to `block` characters takes `takes` parts, which begin so many `units` and cost `cost`
    ten-thousandths (`dollars`). Each `next_block` more takes what `further` says: parts, and dollars beside
    them. `extras` are the units of each, and its dollars with those of its units. `flat` is what a
    subscription costs, else 0.
    """

    price: Price | Rate
    unit: str
    counted: bool
    amount: int
    takes: int
    carries: int
    units: int
    cost: int
    dollars: Decimal
    block: int
    next_block: int
    further: tuple[int, int]
    extras: dict[Covers, tuple[int, int]]
    tax: int
    flat: int

    def blocks(self, characters: int) -> int:
        """How many blocks of characters a text has begun beside its first."""
        return up(characters - self.block, self.next_block) if characters > self.block else 0


def up(number: int, parts: int) -> int:
    """A whole number divided, rounded up."""
    return -(-number // parts)


# By the price's own number: to compare its fields takes longer than to quote it.
_ready: dict[int, Tariff] = {}


def tariff(price: Price | Rate) -> Tariff:
    """A price made ready. Raises ValueError for one that cannot be."""
    known = _ready.get(id(price))
    # The number of a price that is gone may be another's; one that is kept here is not gone.
    if known is not None and known.price is price:
        return known
    if len(_ready) >= MOST_READY:
        _ready.clear()
    of = price_of(price) if isinstance(price, Rate) else price
    made = _ready[id(price)] = replace(_made_ready(of), price=price)
    return made


def _made_ready(price: Price) -> Tariff:
    if price.unit not in get_args(Unit):
        raise ValueError(_("Nothing is charged by the {unit}.").format(unit=price.unit))
    # The first row for a thing counts: a catalogue has one.
    rows = {extra.covers: extra for extra in reversed(price.extras)}
    pairs = {covers: (extra.units or 0, to_units(extra.amount or 0)) for covers, extra in rows.items()}
    longer, more = rows.get("extra characters"), pairs.get("extra characters")
    further = longer.characters if longer else None
    takes, carries = (price.rate.units, price.rate.messages) if price.rate else (1, 1)
    amount, block = to_units(price.amount), price.characters or further
    sizes = [takes, carries, *(size for size in (price.characters, further) if size is not None)]
    if min(amount, *(number for pair in pairs.values() for number in pair), 0) < 0 or min(sizes) < 1:
        raise ValueError(_("A price is zero or more dollars, for one character at least."))
    flat = amount if price.unit in ("week", "month") else 0
    if price.unit in COVERED:
        amount, takes, carries, block = 0, 0, 1, None
    elif price.unit in COUNTED:
        takes = carries = 1
    cost = up(takes * amount, carries)
    return Tariff(
        price=price,
        unit=price.unit,
        counted=price.unit in COUNTED,
        amount=amount,
        takes=takes,
        carries=carries,
        units=up(takes, carries),
        cost=cost,
        dollars=from_units(cost),
        block=block or NO_END,
        next_block=further or block or NO_END,
        further=(more[0] * carries, more[1]) if more else (takes, 0),
        extras={covers: (units, units * amount + dollars) for covers, (units, dollars) in pairs.items()},
        tax=to_units(tax_percent(price)),
        flat=flat,
    )


def tax_percent(price: Price) -> Decimal:
    """What comes on top of a price, in percent. Raises ValueError for one below zero."""
    tax = price.rate.tax_percent if price.rate else Decimal(0)
    if not tax.is_finite() or tax < 0:
        raise ValueError(_("A tax is zero percent or more."))
    return tax
