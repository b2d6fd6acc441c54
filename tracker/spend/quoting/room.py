"""Quotes: what a message that is being written will cost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlmodel import Session

from storage.queries import places as place_queries
from storage.session import Database
from tracker.deadlines.household import household_zone
from tracker.directory import Directory
from tracker.directory.cards import Price
from tracker.directory.catalogue.model import Covers
from tracker.messages.log import facility_at
from tracker.spend.days import Window
from tracker.spend.quotes import Line, What
from tracker.spend.quoting.book import PriceBook
from tracker.spend.quoting.worth import NOTHING, Worth, plainest, worth
from tracker.spend.subscriptions import periods_over


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a message costs the family, in dollars, with the price it follows.

    `units` counts stamps or messages where the price is by them. Where `payer` is `inside` the person inside
    pays, and `total` is nothing. `unknown` names what is in the message and has no known price. `covered` is
    when the subscription ends that pays for it. `theirs` is what the person inside pays beside that, in
    dollars and for which unit; `source_date` the date that the source bears.
    """

    unit: str
    units: int | None
    total: Decimal
    lines: tuple[Line, ...]
    unknown: tuple[Covers, ...]
    payer: str
    amount: Decimal
    source: str
    as_of: date
    told: bool
    covered: datetime | None = None
    theirs: tuple[Decimal, str] | None = None
    source_date: str = ""


@dataclass(frozen=True, slots=True)
class Priced:
    """The prices of a text to somebody through a provider on a day, plainest first.

    `subscriptions` are the periods in which one pays for messages, as far as they reach into the hour.
    """

    prices: tuple[Price, ...] = ()
    subscriptions: tuple[Window, ...] = ()

    @property
    def plainest(self) -> Price | None:
        """The plainest price that the family pays, known before anything is said of the message."""
        return plainest(self.prices)

    def quote(
        self, what: What, stamps: int | None = None, at: datetime | None = None, *, directly: bool = False
    ) -> Quoted | None:
        """What such a message costs; None where no price is known, or none tells of this message alone.

        No characters means that nobody has said how long it is. A subscription that runs `at` that instant
        (None: in that hour) pays for what takes no stamps and is not paid `directly`.
        """
        found = worth(self.prices, what, stamps, length_known=bool(what.characters))
        until = None if stamps or directly else self._covered_until(at)
        if until is not None and self.plainest is not None:
            paid = _quoted(Worth(self.plainest, NOTHING, None) if found is None else found)
            nothing = replace(paid, units=None, total=Decimal(0), lines=())
            return replace(nothing, covered=until, theirs=_theirs(self.prices))
        return replace(_quoted(found), theirs=_theirs(self.prices)) if found is not None else None

    def _covered_until(self, at: datetime | None) -> datetime | None:
        running = [period for period in self.subscriptions if at is None or at in period]
        return max((period.until for period in running), default=None)


class Quotes:
    """The prices of messages of one household."""

    def __init__(self, database: Database, directory: Directory) -> None:
        self._database = database
        self._directory = directory

    def quote(
        self, contact_id: int, provider: str, at: datetime, what: What, stamps: int | None = None
    ) -> Quoted | None:
        """What a message to a contact through a provider costs by the price of its day and place."""
        return self.priced(contact_id, provider, at).quote(what, stamps, at)

    def priced(self, contact_id: int, provider: str, at: datetime) -> Priced:
        """The prices of a message's hour and place, for quoting it while it is typed."""
        with self._database.read() as session:
            facility_id = facility_at(session, contact_id, at)
            if facility_id is None:
                return Priced()
            prices = PriceBook(session, self._directory.catalogue).prices(facility_id, provider, at)
            stored = place_queries.provider_named(session, provider) if prices else None
            return Priced(prices, _subscriptions(session, stored.id, at) if stored and stored.id else ())


def _quoted(found: Worth) -> Quoted:
    price, quote = found.price, found.quote
    return Quoted(
        unit=price.unit,
        units=found.units,
        total=quote.total,
        lines=quote.lines,
        unknown=quote.unknown,
        payer=price.payer,
        amount=price.amount,
        source=price.source,
        as_of=price.as_of,
        told=price.told,
        source_date=price.source_date,
    )


def _theirs(prices: Sequence[Price]) -> tuple[Decimal, str] | None:
    """What reading and writing costs the person inside, rather than a page that is printed for them."""
    inside = sorted(
        (price for price in prices if price.payer == "inside"), key=lambda one: one.unit == "page"
    )
    return (inside[0].amount, inside[0].unit) if inside else None


def _subscriptions(session: Session, provider_id: int, at: datetime) -> tuple[Window, ...]:
    """The periods of the subscriptions that run in the hour of an instant."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    span = Window(hour, hour + timedelta(hours=1))
    periods = periods_over(session, household_zone(session), [span], [provider_id])
    return tuple(period for _provider, period in periods)
