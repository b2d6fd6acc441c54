"""Exact sums of spend, which are added up in any order and rounded once, at the end."""

from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction

from storage.queries.month_sums import Amounts

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts of messages and exact dollars.

    `fees` are part of `paid`. `lost` holds what of `used` was lost, and what expired or was written off.
    `drawn` dollars, and `drawn_units` stamps or messages, came from balance.
    """

    messages: int = 0
    answered: int = 0
    unpriced: int = 0
    paid: Fraction = ZERO
    used: Fraction = ZERO
    fees: Fraction = ZERO
    lost: Fraction = ZERO
    drawn: Fraction = ZERO
    drawn_units: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, name) + getattr(other, name) for name in _NAMES))

    def __bool__(self) -> bool:
        return self != Sums()


_NAMES = tuple(field.name for field in fields(Sums))


def sums_of(amounts: Amounts) -> Sums:
    """What was added up, with the stamps at the price of their pack."""
    stamp = Fraction(amounts.pack_amount or 0) / (amounts.pack_units or 1)
    return Sums(
        messages=amounts.messages,
        answered=amounts.answered,
        unpriced=amounts.unpriced,
        paid=Fraction(amounts.paid) + amounts.stamps_paid * stamp,
        used=Fraction(amounts.used) + amounts.stamps_used * stamp,
        fees=Fraction(amounts.fees),
        lost=Fraction(amounts.lost) + amounts.stamps_lost * stamp,
        drawn=Fraction(amounts.drawn),
        drawn_units=amounts.drawn_units,
    )


def cents(amount: Fraction) -> Decimal:
    """Rounded half-even to cents."""
    return Decimal(round(amount * 100)).scaleb(-2)
