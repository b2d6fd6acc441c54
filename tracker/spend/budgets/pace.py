"""What a month will come to, from how the months before it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

MOST_MONTHS, FEWEST_MONTHS = 12, 3
LOW, MIDDLE, HIGH = Fraction(1, 10), Fraction(1, 2), Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class MonthBefore:
    """A whole month: how many days it had, what it came to, and what came on its last days; exact dollars.

    `rest` is for as many last days as are left of the month that is forecast, None where it is not known.
    """

    days: int
    total: Fraction
    rest: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a month will come to, most likely and from low to high, in exact dollars; from so many months."""

    low: Fraction
    likely: Fraction
    high: Fraction
    months: int


def forecast(spent: Fraction, months: Sequence[MonthBefore], day: int, days: int) -> Forecast | None:
    """What a month of `days` days will come to; on its `day` so much is `spent`.

    To that comes what the whole months before, the oldest first, came to on their last days, as many as are
    left of this month with today among them: their median, and from the 10th to the 90th percentile. A month
    of which only the total is known gives these days' share of it. What comes back counts as nothing, so
    that no forecast is below what is spent. None with fewer than FEWEST_MONTHS months.
    """
    left = days - day + 1
    rests = sorted(_rest(month, left) for month in months[-MOST_MONTHS:])
    if len(rests) < FEWEST_MONTHS:
        return None
    low, likely, high = (spent + percentile(rests, share) for share in (LOW, MIDDLE, HIGH))
    return Forecast(low, likely, high, len(rests))


def percentile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """A percentile of at least one value, interpolated, by the rule of (n + 1) shares (Weibull's).

    With nine values or more, one more of their kind lies between the 10th and the 90th in 80 of 100 cases;
    the rule of n - 1 shares, a spreadsheet's, would give 68 with twelve.
    """
    place = min(max(share * (len(ordered) + 1) - 1, Fraction(0)), Fraction(len(ordered) - 1))
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _rest(month: MonthBefore, left: int) -> Fraction:
    rest = month.total * Fraction(min(left, month.days), month.days) if month.rest is None else month.rest
    return max(rest, Fraction(0))
