"""What the places of budgets came to by month: in this month, and in the whole months before it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from sqlmodel import Session

from storage.queries import budgets as queries
from tracker.spend.budgets.cards import HOUSEHOLD, Place
from tracker.spend.budgets.pace import MOST_MONTHS, MonthBefore, days_left
from tracker.spend.counting import count_spend
from tracker.spend.days import Window, first_of, last_of, month_of, months_between, months_later, window
from tracker.spend.ledger import read_ledger
from tracker.spend.sums import ZERO, Sums, sums_of

# Where more messages were sent on the last days of these months, the days' share of a month tells as much.
MOST_COUNTED = 5_000

Keys = tuple[int | None, int | None, int | None]  # provider, contact, member


@dataclass
class Months:
    """Exact dollars by place and month, the months each place had anything in, and the messages sent."""

    dollars: dict[tuple[Place, str], Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    seen: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    messages: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, places: Collection[Place], month: str, keys: Keys, sums: Sums) -> None:
        """Adds what was spent in a month to those of the places that it belongs to."""
        self.messages[month] += sums.messages
        for place, dollars in _parts(keys, sums):
            if place in places:
                self.dollars[place, month] += dollars
                self.seen[place].add(month)


def _parts(keys: Keys, sums: Sums) -> Iterator[tuple[Place, Fraction]]:
    """Of a contact what was used counts, since a purchase is for no one contact; else what was paid."""
    provider_id, contact_id, member_id = keys
    yield HOUSEHOLD, sums.paid
    yield Place("provider", provider_id), sums.paid
    yield Place("contact", contact_id), sums.used
    yield Place("member", member_id), sums.paid


def read_months(session: Session, zone: str, first: str, last: str, places: Collection[Place]) -> Months:
    """What these places came to in each month from one to another, both included."""
    by = {place.scope for place in places} - {HOUSEHOLD.scope}
    span = window(zone, first_of(first), last_of(last))
    found = Months()
    for cell in read_ledger(session, zone, [span], by=by).within(span):
        found.add(places, cell.month, (cell.provider_id, cell.contact_id, cell.member_id), cell.sums)
    return found


def year_before(today: date) -> list[str]:
    """The whole months before the one of a day."""
    first = today.replace(day=1)
    return months_between(f"{months_later(first, -MOST_MONTHS):%Y-%m}", f"{months_later(first, -1):%Y-%m}")


def months_before(
    session: Session, zone: str, today: date, places: Collection[Place], found: Months
) -> tuple[dict[Place, list[MonthBefore]], dict[Place, Fraction]]:
    """The whole months before today's as the forecast takes them, from the first that knows of a place on.

    `found` is what `read_months` gave for them. With them what each place came to today, where the days are
    counted.
    """
    months = year_before(today)
    rests = _rests(session, zone, months, today, places, found)
    old = _known_before(session, months[0], places)
    month = f"{today:%Y-%m}"
    of_today = {place: ZERO if rests is None else rests.dollars.get((place, month), ZERO) for place in places}
    before = {
        place: [
            MonthBefore(
                days=last_of(month).day,
                total=found.dollars.get((place, month), ZERO),
                rest=None if rests is None else rests.dollars.get((place, month), ZERO),
            )
            for month in months
            if place in old or any(seen <= month for seen in found.seen.get(place, ()))
        ]
        for place in places
    }
    return before, of_today


def _rests(
    session: Session, zone: str, months: Sequence[str], today: date, places: Collection[Place], found: Months
) -> Months | None:
    """What came on the last days of each month, and today; None where that is too much to count."""
    this = last_of(f"{today:%Y-%m}").day
    left = {month: days_left(today.day, this, last_of(month).day) for month in months}
    sent = sum(Fraction(found.messages.get(month, 0) * left[month], last_of(month).day) for month in months)
    if sent > MOST_COUNTED:
        return None
    rests = Months()
    spans = [_last_days(zone, month, left[month]) for month in months] + [window(zone, today, today)]
    for piece in count_spend(session, zone, spans):
        keys = (piece.provider_id, piece.contact_id, piece.member_id)
        rests.add(places, month_of(piece.since, zone), keys, sums_of(piece.amounts))
    return rests


def _last_days(zone: str, month: str, days: int) -> Window:
    last = last_of(month)
    return window(zone, last - timedelta(days=days - 1), last)


def _known_before(session: Session, month: str, places: Collection[Place]) -> set[Place]:
    """The places that anything is known of before a month."""
    known = {HOUSEHOLD} if queries.anything_before(session, month) else set()
    for scope in {place.scope for place in places} - {HOUSEHOLD.scope}:
        keys = [place.key for place in places if place.scope == scope and place.key is not None]
        known |= {Place(scope, key) for key in queries.known_before(session, scope, keys, month)}
    return known
