"""Exact sums of spend, which are added up in any order and rounded once, at the end."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts of messages and exact dollars. `lost` is part of `used`, `fees` part of `paid`."""

    messages: int = 0
    answered: int = 0
    unpriced: int = 0
    paid: Fraction = ZERO
    used: Fraction = ZERO
    fees: Fraction = ZERO
    lost: Fraction = ZERO

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.messages + other.messages,
            self.answered + other.answered,
            self.unpriced + other.unpriced,
            self.paid + other.paid,
            self.used + other.used,
            self.fees + other.fees,
            self.lost + other.lost,
        )

    def __bool__(self) -> bool:
        return self != Sums()


def cents(amount: Fraction) -> Decimal:
    """Rounded half-even to cents."""
    return Decimal(round(amount * 100)).scaleb(-2)
