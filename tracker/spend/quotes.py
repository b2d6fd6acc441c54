"""What one message costs at a price, exactly: each thing in it, in units and dollars, and the tax."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from typing import Literal, get_args

from storage.money import TEN_THOUSANDTHS, from_units, to_units
from tracker.directory.cards import Price
from tracker.directory.catalogue.model import Covers, Unit
from tracker.wording import _

# The message itself costs nothing more: it is free, or the subscription was paid.
COVERED = ("free", "week", "month")
BESIDE: tuple[Covers, ...] = ("photo", "video message", "prepaid reply", "card")
Part = tuple[Covers, int, int]  # what it covers, units, and dollars beside them


@dataclass(frozen=True, slots=True)
class What:
    """What is sent in one message. `pages` and `minutes` count only where they are what is charged."""

    characters: int = 0
    photos: int = 0
    video_messages: int = 0
    prepaid_replies: int = 0
    cards: int = 0
    pages: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One part of a quote in dollars; `units` are None where it is charged in dollars only."""

    covers: Covers | Literal["tax"]
    units: int | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Quote:
    """What a message costs: `units` (stamps, characters ...) in all, and dollars with four decimals.

    The lines add up to the total. `unknown` names what is in the message and has no known price: it is in
    no line.
    """

    units: int
    lines: tuple[Line, ...]
    total: Decimal
    unknown: tuple[Covers, ...] = ()


def quote(price: Price, what: What) -> Quote:
    """The price of one message. Raises ValueError for counts below zero and for a price that is none.

    A message takes one unit at least; each further block of the price's `characters` takes one more, or
    what its extra for "extra characters" says. The tax is rounded half-even to the ten-thousandth. Fees of a
    purchase, least loads and subscriptions are what must be bought: see `tracker.spend.comparing.buying`.
    """
    ready = _ready(_Same(price))
    photos, videos, replies, cards = what.photos, what.video_messages, what.prepaid_replies, what.cards
    return ready.quoted(_size(ready.unit, ready.block, what), photos, videos, replies, cards)


@dataclass(frozen=True, slots=True)
class _Tariff:
    """A price made ready: whole ten-thousandths of a dollar, and each extra as (units, dollars) for one."""

    unit: str
    amount: int
    extras: dict[Covers, tuple[int, int]]
    tax: int


@dataclass(frozen=True, slots=True)
class _Ready:
    """A price made ready, which remembers its newest quotes: most messages are of a few sizes."""

    unit: str
    block: int
    quoted: Callable[[int, int, int, int, int], Quote]


def _size(unit: str, block: int, what: What) -> int:
    """The units of the text: one for each block of characters begun, or what else the unit counts."""
    characters = what.characters
    if characters < 0 or what.pages < 0 or what.minutes < 0:
        raise ValueError(_("A count is a whole number, zero or more."))
    if unit == "character":
        return characters
    if unit == "minute":
        return what.minutes
    blocks = -(-characters // block) if block and characters else 1
    return max(what.pages, blocks) if unit == "page" else blocks


def _quoted(tariff: _Tariff, size: int, photos: int, videos: int, replies: int, cards: int) -> Quote:
    parts = _text(tariff, size)
    unknown: list[Covers] = ["text"] if tariff.unit == "minute" and not size else []
    # Most messages are text alone, and a price by the character has a quote for each length.
    if photos or videos or replies or cards:
        _beside(tariff, (photos, videos, replies, cards), parts, unknown)
    units = total = 0
    lines = []
    for covers, number, dollars in parts:
        cost = number * tariff.amount + dollars
        units += number
        total += cost
        lines.append(Line(covers, number or None, from_units(cost)))
    if tariff.tax:
        tax = _half_even(total * tariff.tax, 100 * TEN_THOUSANDTHS)
        total += tax
        lines.append(Line("tax", None, from_units(tax)))
    whole = lines[0].amount if len(lines) == 1 else from_units(total)
    return Quote(units, tuple(lines), whole, tuple(unknown))


def _beside(
    tariff: _Tariff, counts: tuple[int, int, int, int], parts: list[Part], unknown: list[Covers]
) -> None:
    """Adds what is sent beside the text to the parts, or to what has no price."""
    if min(counts) < 0:
        raise ValueError(_("A count is a whole number, zero or more."))
    for covers, number in zip(BESIDE, counts, strict=True):
        extra = tariff.extras.get(covers)
        if number and extra is not None:
            parts.append((covers, number * extra[0], number * extra[1]))
        elif number and tariff.unit not in COVERED:
            unknown.append(covers)


def _text(tariff: _Tariff, size: int) -> list[Part]:
    if tariff.unit in COVERED:
        return [("text", 0, 0)]
    if tariff.unit not in ("message", "stamp") or size == 1:
        return [("text", size, 0)]
    units, dollars = tariff.extras.get("extra characters", (1, 0))
    return [("text", 1, 0), ("extra characters", (size - 1) * units, (size - 1) * dollars)]


def _half_even(number: int, parts: int) -> int:
    """A whole number divided, rounded half-even."""
    whole, rest = divmod(number, parts)
    return whole + (2 * rest > parts or (2 * rest == parts and whole % 2 == 1))


class _Same(Hashable):
    """A price as a key that is the same object: to compare its fields takes longer than to quote it."""

    __slots__ = ("price",)

    def __init__(self, price: Price) -> None:
        self.price = price

    def __hash__(self) -> int:
        return id(self.price)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.price is self.price


@lru_cache(maxsize=256)
def _ready(same: _Same) -> _Ready:
    price = same.price
    if price.unit not in get_args(Unit):
        raise ValueError(_("Nothing is charged by the {unit}.").format(unit=price.unit))
    # The first row for a thing counts: a catalogue has one.
    extras = {
        extra.covers: (extra.units or 0, to_units(extra.amount or 0)) for extra in reversed(price.extras)
    }
    numbers = [to_units(price.amount), *(number for extra in extras.values() for number in extra)]
    if min(numbers) < 0 or (price.characters is not None and price.characters < 1):
        raise ValueError(_("A price is zero or more dollars, for one character at least."))
    amount = 0 if price.unit in COVERED else numbers[0]
    tariff = _Tariff(price.unit, amount, extras, to_units(tax_percent(price)))
    return _Ready(price.unit, price.characters or 0, lru_cache(maxsize=512)(partial(_quoted, tariff)))


def tax_percent(price: Price) -> Decimal:
    """What comes on top of a price, in percent. Raises ValueError for one below zero."""
    tax = price.rate.tax_percent if price.rate else Decimal(0)
    if tax < 0:
        raise ValueError(_("A tax is zero percent or more."))
    return tax
