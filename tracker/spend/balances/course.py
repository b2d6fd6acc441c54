"""The course of one account: through all that came in and went out, to what is left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from storage.queries.balance_flows import ExpiringPurchase
from storage.tables import BalanceEntry
from tracker.spend.balances.accounts import ZERO, Number
from tracker.spend.balances.records import Piece, gone_at
from tracker.spend.balances.sheets import Sheet, number_of
from tracker.spend.balances.stock import Paid, Stock, lot
from tracker.spend.days import INSTANT


@dataclass(frozen=True, slots=True)
class MonthLeft:
    """What came into an account and went out of it in a month, and what was `left` at the month's end.

    `left` is that of the month before + bought - used - given - lost + corrected.
    """

    month: str
    bought: Number
    used: Number
    given: Number
    lost: Number
    corrected: Number
    left: Number


@dataclass(frozen=True, slots=True)
class Gone:
    """What `expired` or was written off at an instant: how much, and the dollars that were paid for it."""

    at: datetime
    worth: Fraction
    number: Number
    expired: bool


@dataclass(frozen=True, slots=True)
class Course:
    """Where an account stands, how it came there, and how much is good through which day."""

    left: Number
    worth: Fraction
    months: tuple[MonthLeft, ...]
    expiring: tuple[tuple[date, Number], ...]
    gone: tuple[Gone, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a course is walked by: its unit, the zone of its days, and what packs and stamps cost.

    `price` is that of one stamp of the newest pack before an instant, `now` when something counts as expired.
    """

    unit: str
    zone: str
    paid: Paid
    price: Callable[[datetime], Fraction]
    now: datetime


class _Walk:
    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.stock = Stock(terms.unit, terms.paid)
        self.gone: list[Gone] = []
        self.months: list[MonthLeft] = []
        self.start_month()

    def start_month(self) -> None:
        zero = ZERO[self.terms.unit]
        self.bought = self.used = self.given = self.lost = self.corrected = zero

    def end_month(self, month: str) -> None:
        flows = (self.bought, self.used, self.given, self.lost, self.corrected)
        self.months.append(MonthLeft(month, *flows, self.stock.left))
        self.start_month()

    def write_off(self, entry: BalanceEntry) -> None:
        before, number = self.stock.worth(), number_of(entry)
        self.stock.take(number)
        self.lost += number
        self.gone.append(Gone(entry.at, before - self.stock.worth(), number, expired=False))

    def expire(self, at: datetime) -> None:
        for one in self.stock.expire(at):
            self.lost += one.left
            self.gone.append(Gone(at - INSTANT, one.worth(), one.left, expired=True))

    def count(self, entry: BalanceEntry) -> None:
        self.corrected += self.stock.count(number_of(entry), lambda: self.terms.price(entry.at))

    def buy(self, bought: ExpiringPurchase) -> None:
        number = bought.amount if bought.unit == "usd" else bought.units or 0
        gone, paid = gone_at(bought, self.terms.zone), Fraction(bought.amount)
        self.bought += number
        if gone <= bought.at and gone <= self.terms.now:
            # It was no longer good when it was bought.
            self.lost += number
            self.gone.append(Gone(bought.at, paid, number, expired=True))
        else:
            self.stock.put(lot(number, paid, expires=bought.expires, gone_at=gone))


def walk(sheet: Sheet, pieces: Sequence[Piece], terms: Terms, until: datetime | None = None) -> Course:
    """Walks through the pieces, up to the one that begins after `until` where that is given.

    At one and the same instant first expires what is no longer good, then counts what the family said is
    there, then what was bought, the earliest expiry first, then what was used or given, and last what was
    written off.
    """
    walk, month = _Walk(terms), ""
    for number, piece in enumerate(pieces):
        for entry in sheet.written_off.get(number, ()):
            walk.write_off(entry)
        if until is not None and piece.window.since > until:
            break
        walk.expire(piece.window.since)
        if month and month != piece.month:
            walk.end_month(month)
        month = piece.month
        for entry in sheet.counted.get(number, ()):
            walk.count(entry)
        for bought in sorted(sheet.lots.get(number, ()), key=lambda one: one.expires):
            walk.buy(bought)
        _flow(walk, sheet, number, piece)
    walk.end_month(month)
    return Course(
        walk.stock.left,
        walk.stock.worth(),
        tuple(walk.months),
        tuple(walk.stock.expiring()),
        tuple(walk.gone),
    )


def _flow(walk: _Walk, sheet: Sheet, number: int, piece: Piece) -> None:
    """What came and went inside a piece; its order there changes nothing."""
    came = sheet.came.get(number)
    if came is not None and came.number:
        # Dollars are worth themselves; packs may differ in price.
        span = None if walk.terms.unit == "usd" else piece.window
        walk.stock.put(lot(came.number, came.paid, span=span))
        walk.bought += came.number
    back, used, given = (flow.get(number, 0) for flow in (sheet.back, sheet.used, sheet.given))
    walk.stock.take(back + used + given)
    walk.bought -= back
    walk.used += used
    walk.given += given
