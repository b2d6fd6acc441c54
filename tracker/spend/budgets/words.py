"""The sentences about budgets and about what a month will come to."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from tracker.spend.budgets.pace import FEWEST_MONTHS, Forecast
from tracker.spend.sums import cents
from tracker.wording import _, money_words, month_word

# A range this wide is told in whole dollars.
WIDE = 10


def month_name(month: str) -> str:
    """`November` for `2026-11`."""
    return month_word(int(month[5:]))


def percent(share: Fraction) -> int:
    """Whole percent, never rounded up: what is told as 80 % has reached 80 %."""
    return max(floor(share * 100), 0)


def budget_words(scope: str, name: str, amount: Decimal, month: str, spent: Decimal, share: Fraction) -> str:
    """`$24.10 of $30.00 in November, 80 % of the household's budget`."""
    words = {
        "household": _("{spent} of {amount} in {month}, {percent} % of the household's budget"),
        "contact": _("{spent} used of {amount} in {month}, {percent} % of the budget for {name}"),
        "provider": _("{spent} of {amount} in {month}, {percent} % of the budget for {name}"),
        "member": _("{spent} of {amount} in {month}, {percent} % of the budget of {name}"),
    }
    return words[scope].format(
        spent=money_words(spent),
        amount=money_words(amount),
        month=month_name(month),
        percent=percent(share),
        name=name,
    )


def badge_words(share: Fraction, over: Decimal) -> str:
    """`80 % used`, or `Over by $3.20`."""
    if over > 0:
        return _("Over by {over}").format(over=money_words(over))
    return _("{percent} % used").format(percent=percent(share))


def so_far_words(month: str, paid: Decimal) -> str:
    """`$14.90 paid so far in November.`"""
    if not paid:
        return _("Nothing was paid so far in {month}.").format(month=month_name(month))
    return _("{paid} paid so far in {month}.").format(paid=money_words(paid), month=month_name(month))


def ahead_words(coming: Forecast | None, month: str, spent: Fraction) -> str:
    """`$31 to $44 by the end of November at your own pace, $37 most likely (from 12 whole months).`"""
    if coming is None:
        return _(
            "It is too early to say how {month} will end: that takes {n} whole months before it."
        ).format(month=month_name(month), n=FEWEST_MONTHS)
    low, likely, high = _rounded(coming, spent)
    words = _("{low} to {high} by the end of {month} at your own pace, {likely} most likely")
    if coming.low == coming.high:
        words = _("{likely} by the end of {month} at your own pace")
    told = words.format(low=low, high=high, likely=likely, month=month_name(month))
    return _("{told} (from {n} whole months).").format(told=told, n=coming.months)


def _rounded(coming: Forecast, spent: Fraction) -> tuple[str, str, str]:
    """The three numbers: a wide range in whole dollars, rounded outward, but not below what is spent."""
    if coming.high - coming.low < WIDE:
        low, likely, high = (
            money_words(cents(amount)) for amount in (coming.low, coming.likely, coming.high)
        )
        return low, likely, high
    lowest, middle = floor(coming.low), round(coming.likely)
    return (
        _dollars(lowest) if lowest >= spent else money_words(cents(coming.low)),
        _dollars(middle) if coming.likely - coming.low >= 1 else money_words(cents(coming.likely)),
        _dollars(ceil(coming.high)),
    )


def _dollars(amount: int) -> str:
    return f"-${-amount:,}" if amount < 0 else f"${amount:,}"
