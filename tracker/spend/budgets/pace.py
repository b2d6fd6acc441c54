"""What a month will come to, from how the months before it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

MOST_MONTHS, FEWEST_MONTHS = 12, 3
LOW, MIDDLE, HIGH = Fraction(1, 10), Fraction(1, 2), Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class MonthBefore:
    """A whole month: how many days it had, what it came to, and what came on its last days; exact dollars.

    `rest` is for so many last days as `days_left` says, None where it is not known.
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


def forecast(
    spent: Fraction, months: Sequence[MonthBefore], day: int, days: int, today: Fraction = Fraction(0)
) -> Forecast | None:
    """What a month of `days` days will come to; on its `day` so much is `spent`, `today` of it that day.

    To that comes what the whole months before, the oldest first, came to on their last days, those that are
    left of this month with today among them: their median, and from the 10th to the 90th percentile. What
    was paid today is the beginning of that, and not counted twice. A month of which only the total is known
    gives these days' share of it. What comes back counts as nothing, so that no forecast is below what is
    spent. None with fewer than FEWEST_MONTHS months.
    """
    begun = max(today, Fraction(0))
    rests = sorted(
        max(_rest(month, days_left(day, days, month.days)) - begun, Fraction(0))
        for month in months[-MOST_MONTHS:]
    )
    if len(rests) < FEWEST_MONTHS:
        return None
    low, likely, high = (spent + percentile(rests, share) for share in (LOW, MIDDLE, HIGH))
    return Forecast(low, likely, high, len(rests))


def days_left(day: int, days: int, others: int) -> int:
    """How many last days of a month of `others` days are those left on a `day` of one of `days` days.

    All of them on the first day, one on the last, and evenly in between: what is always bought on the first
    is still to come on the first, and what is bought on the last is on the last, however long a month is.
    """
    return others - round(Fraction((day - 1) * (others - 1), days - 1))


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
    rest = month.total * Fraction(left, month.days) if month.rest is None else month.rest
    return max(rest, Fraction(0))
