"""What one message costs at a price, exactly: each thing in it, in units and dollars, and the tax."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from storage.money import TEN_THOUSANDTHS
from tracker.directory.cards import Price
from tracker.directory.catalogue.model import Covers, Rate
from tracker.spend.tariffs import COVERED, NO_END, Tariff, tariff, tax_percent, up
from tracker.wording import _

__all__ = ["COVERED", "Line", "Quote", "What", "exact_units", "quote", "tax_percent"]

TEN_THOUSANDTH = Decimal("0.0001")


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


# Named tuples, since to make these is most of a quote's work and a dataclass takes twice as long.
class Line(NamedTuple):
    """One part of a quote in dollars; `units` are None where it is charged in dollars only."""

    covers: Covers | Literal["tax"]
    units: int | None
    amount: Decimal


class Quote(NamedTuple):
    """What a message costs: `units` (stamps, characters ...) in all, and dollars with four decimals.

    The lines add up to the total. `unknown` names what is in the message and has no known price: it is in
    no line. Where one unit carries several messages, `units` are those that this message alone begins, and
    the dollars are its share of them.
    """

    units: int
    lines: tuple[Line, ...]
    total: Decimal
    unknown: tuple[Covers, ...] = ()


def quote(price: Price | Rate, what: What, sharing: int = 0) -> Quote:
    """The price of one message. Raises ValueError for counts that are none and for a price that is none.

    A text takes what its rate says, one unit unless told otherwise; each further block of the price's
    `characters` takes as much again, or what its extra for "extra characters" says. By the week or month a
    message has its share of the subscription, which so many are `sharing`; 0: it was paid, and the message
    adds nothing. A share is rounded up to the ten-thousandth, the tax half-even. Fees of a purchase and
    least loads are what must be bought: see `tracker.spend.comparing.buying`.
    """
    ready = tariff(price)
    more = _is_more_than_text(what, sharing)
    units, total = ready.units, ready.cost
    if ready.counted:
        units = _counted(ready, what)
        total = units * ready.amount
        lines = [Line("text", units or None, Decimal(total) * TEN_THOUSANDTH)]
    else:
        lines = [Line("text", units or None, ready.dollars)]
        if what.characters > ready.block:
            units, total = _longer(ready, what, lines)
        if sharing and ready.flat:
            total = up(ready.flat, sharing)
            lines = [Line("text", None, Decimal(total) * TEN_THOUSANDTH)]
    unknown: tuple[Covers, ...] = () if units or ready.unit != "minute" else ("text",)
    # Most messages are text alone.
    if more:
        for covers, number in _beside(what):
            each = ready.extras.get(covers)
            if each is not None:
                units += number * each[0]
                total += number * each[1]
                dollars = Decimal(number * each[1]) * TEN_THOUSANDTH
                lines.append(Line(covers, number * each[0] or None, dollars))
            elif ready.unit not in COVERED:
                unknown += (covers,)
    if ready.tax:
        tax = _half_even(total * ready.tax, 100 * TEN_THOUSANDTHS)
        total += tax
        lines.append(Line("tax", None, Decimal(tax) * TEN_THOUSANDTH))
    whole = lines[0].amount if len(lines) == 1 else Decimal(total) * TEN_THOUSANDTH
    return Quote(units, tuple(lines), whole, unknown)


def exact_units(price: Price | Rate, what: What) -> Fraction:
    """The units of one message, with its share of one where one unit carries several messages.

    Those of many messages add up to what they take together. Raises ValueError as `quote` does.
    """
    ready, found = tariff(price), quote(price, what)
    parts = ready.takes + ready.blocks(what.characters) * ready.further[0]
    begun = up(parts, ready.carries)
    return found.units - begun + Fraction(parts, ready.carries)


def _is_more_than_text(what: What, sharing: int) -> bool:
    """Whether something goes with the text. Raises ValueError for counts that are none."""
    try:
        # Put together bit by bit whole numbers are below zero where one of them is: one look at all.
        beside = what.photos | what.video_messages | what.prepaid_replies | what.cards
        if 0 <= (beside | what.characters | what.pages | what.minutes | sharing) < NO_END:
            return beside > 0
    except TypeError:
        pass
    raise ValueError(_("A count is a whole number, zero or more."))


def _counted(ready: Tariff, what: What) -> int:
    """The units of a text where these themselves are what is counted."""
    if ready.unit == "character":
        return what.characters
    if ready.unit == "minute":
        return what.minutes
    return max(what.pages, 1 + ready.blocks(what.characters))


def _longer(ready: Tariff, what: What, lines: list[Line]) -> tuple[int, int]:
    """The units and dollars of a text that is longer than one block; adds the line of what is more."""
    blocks = ready.blocks(what.characters)
    parts = ready.takes + blocks * ready.further[0]
    units = up(parts, ready.carries)
    total = up(parts * ready.amount, ready.carries) + blocks * ready.further[1]
    dollars = Decimal(total - ready.cost) * TEN_THOUSANDTH
    lines.append(Line("extra characters", units - ready.units if ready.further[0] else None, dollars))
    return units, total


def _beside(what: What) -> list[tuple[Covers, int]]:
    """What is sent beside the text, and how many of each."""
    counts: tuple[tuple[Covers, int], ...] = (
        ("photo", what.photos),
        ("video message", what.video_messages),
        ("prepaid reply", what.prepaid_replies),
        ("card", what.cards),
    )
    return [(covers, number) for covers, number in counts if number]


def _half_even(number: int, parts: int) -> int:
    """A whole number divided, rounded half-even."""
    whole, rest = divmod(number, parts)
    return whole + (2 * rest > parts or (2 * rest == parts and whole % 2 == 1))
