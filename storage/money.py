"""Dollars as whole ten-thousandths, exact both ways, and rounded where they are shown."""

from decimal import ROUND_HALF_EVEN, Decimal

TEN_THOUSANDTHS = 10_000
MOST_MONEY = Decimal(1_000_000_000)
# What a column of whole ten-thousandths holds, a little less.
MOST_TOTAL = Decimal(900_000_000_000_000)


def to_units(amount: Decimal | int, most: Decimal = MOST_MONEY) -> int:
    """Dollars as whole ten-thousandths. Raises ValueError for what cannot be kept exactly."""
    if isinstance(amount, float):
        raise ValueError("money is never a float")  # noqa: TRY004 - one error for every wrong amount
    amount = Decimal(amount)
    if not amount.is_finite() or abs(amount) > most:
        raise ValueError(f"{amount} is not an amount of money")
    units = int(amount * TEN_THOUSANDTHS)
    # Compared with the amount itself: the product is rounded to 28 digits.
    if from_units(units) != amount:
        raise ValueError(f"{amount} has more than four decimals")
    return units


def from_units(units: int) -> Decimal:
    """Whole ten-thousandths as dollars, with four decimals."""
    return Decimal(units).scaleb(-4)


def to_cents(amount: Decimal) -> Decimal:
    """Rounded half-even to cents, as every screen and report shows it."""
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
