"""What is left in one account, lot by lot: earliest expiry is used first, what never expires last."""

from bisect import insort
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from tracker.spend.balances.accounts import ZERO, Number
from tracker.spend.days import Window

# Dollars that were paid for the oldest so many units that were bought in a span of time.
Paid = Callable[[Window, int], Fraction]


@dataclass(slots=True)
class Lot:
    """What came in together for `amount` dollars, and how much of it is `left`.

    `span` is given where these are several packs, whose prices may differ. `gone_at` is the first instant at
    which a lot that expires through the day `expires` is gone.
    """

    number: Number
    amount: Fraction
    left: Number
    span: Window | None = None
    expires: date | None = None
    gone_at: datetime | None = None

    def worth(self) -> Fraction:
        """What was paid for what is left, at one price for all."""
        return self.amount * Fraction(self.left) / Fraction(self.number) if self.number else Fraction(0)


def lot(
    number: Number,
    amount: Fraction,
    *,
    span: Window | None = None,
    expires: date | None = None,
    gone_at: datetime | None = None,
) -> Lot:
    """A lot of which nothing is used yet."""
    return Lot(number, amount, number, span, expires, gone_at)


class Stock:
    """The lots of an account, and how much is `short`: taken though nothing was left."""

    def __init__(self, unit: str, paid: Paid) -> None:
        self._paid = paid
        self._zero = ZERO[unit]
        self._expiring: list[tuple[datetime, int, Lot]] = []
        self._lasting: deque[Lot] = deque()
        self._there = self.short = self._zero
        self._put = 0

    @property
    def left(self) -> Number:
        """What is left; below zero where more was taken than came in."""
        return self._there - self.short

    def put(self, new: Lot) -> None:
        """Takes a lot in. What was taken before anything was there is taken from it."""
        paid = min(self.short, new.left)
        new.left -= paid
        self.short -= paid
        self._there += new.left
        self._put += 1
        if new.gone_at is None:
            self._lasting.append(new)
        else:
            insort(self._expiring, (new.gone_at, self._put, new), key=lambda entry: entry[:2])

    def take(self, number: Number) -> None:
        """Takes so many out, earliest expiry first, then the oldest."""
        while number and (self._expiring or self._lasting):
            first = self._expiring[0][2] if self._expiring else self._lasting[0]
            taken = min(number, first.left)
            first.left -= taken
            self._there -= taken
            number -= taken
            if not first.left:
                self._drop_first()
        self.short += number

    def expire(self, at: datetime) -> Iterator[Lot]:
        """Takes out the lots that are gone at an instant, and gives those of which something was left."""
        while self._expiring and self._expiring[0][0] <= at:
            gone = self._expiring.pop(0)[2]
            self._there -= gone.left
            if gone.left:
                yield gone

    def count(self, said: Number, price: Callable[[], Fraction]) -> Number:
        """Sets what is left to what the family says is there, and gives how much more that is.

        What is there beyond what was known is a lot that does not expire, at this price for one. What is
        missing is taken out as if it had been used.
        """
        more = said - self.left
        if more > 0:
            new = said - max(self.left, self._zero)
            self.short = self._zero
            self.put(lot(new, price() * Fraction(new)))
        else:
            self.take(-more)
        return more

    def worth(self) -> Fraction:
        """What was paid for what is left, in dollars."""
        return sum((self._worth(one) for one in self._lots()), Fraction(0))

    def expiring(self) -> Iterator[tuple[date, Number]]:
        """How much is good through which day, the earliest first."""
        for _gone_at, _number, one in self._expiring:
            if one.expires is not None and one.left:
                yield one.expires, one.left

    def _lots(self) -> Iterator[Lot]:
        yield from (one for _gone_at, _number, one in self._expiring)
        yield from self._lasting

    def _drop_first(self) -> None:
        if self._expiring:
            self._expiring.pop(0)
        else:
            self._lasting.popleft()

    def _worth(self, one: Lot) -> Fraction:
        if one.span is None or one.left == one.number:
            return one.worth()
        return one.amount - self._paid(one.span, int(one.number - one.left))
