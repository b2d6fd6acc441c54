"""Quotes: what a message that is being written will cost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session

from storage.queries import places as place_queries
from storage.session import Database
from tracker.deadlines.household import household_zone
from tracker.directory import Directory
from tracker.directory.cards import Price
from tracker.directory.catalogue.model import Covers
from tracker.messages.log import facility_at
from tracker.spend.days import INSTANT, Window
from tracker.spend.quotes import Line, What
from tracker.spend.quoting.book import PriceBook
from tracker.spend.quoting.worth import Worth, worth
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

    `covered` is when the subscription ends that pays for messages of that day.
    """

    prices: tuple[Price, ...] = ()
    covered: datetime | None = None

    def quote(self, what: What, stamps: int | None = None) -> Quoted | None:
        """What such a message costs; None where no price is known, or none tells of this message alone.

        No characters means that nobody has said how long it is.
        """
        found = worth(self.prices, what.characters or None, what.photos, stamps)
        if found is None:
            return None
        quoted = replace(_quoted(found), theirs=_theirs(self.prices))
        return quoted if self.covered is None else replace(quoted, total=Decimal(0), covered=self.covered)


class Quotes:
    """The prices of messages of one household."""

    def __init__(self, database: Database, directory: Directory) -> None:
        self._database = database
        self._directory = directory

    def quote(
        self, contact_id: int, provider: str, at: datetime, what: What, stamps: int | None = None
    ) -> Quoted | None:
        """What a message to a contact through a provider costs by the price of its day and place."""
        return self.priced(contact_id, provider, at).quote(what, stamps)

    def priced(self, contact_id: int, provider: str, at: datetime) -> Priced:
        """The prices of a message's day and place, for quoting it while it is typed."""
        with self._database.read() as session:
            facility_id = facility_at(session, contact_id, at)
            if facility_id is None:
                return Priced()
            prices = PriceBook(session, self._directory.catalogue).prices(facility_id, provider, at)
            stored = place_queries.provider_named(session, provider) if prices else None
            until = _covered_until(session, stored.id, at) if stored and stored.id else None
        return Priced(prices, until)


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
        told=price.told_id is not None,
        source_date=price.source_date,
    )


def _theirs(prices: Sequence[Price]) -> tuple[Decimal, str] | None:
    """What reading and writing costs the person inside, rather than a page that is printed for them."""
    inside = sorted(
        (price for price in prices if price.payer == "inside"), key=lambda one: one.unit == "page"
    )
    return (inside[0].amount, inside[0].unit) if inside else None


def _covered_until(session: Session, provider_id: int, at: datetime) -> datetime | None:
    """When the subscription ends that covers an instant."""
    span = Window(at, at + INSTANT)
    periods = periods_over(session, household_zone(session), [span], [provider_id])
    return max((period.until for _provider, period in periods), default=None)
