"""A message and the balance it draws on: what is left there, and what was there before the first one."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session

from storage.queries import purchases as purchase_queries
from storage.session import Database
from tracker.clock import Clock
from tracker.deadlines.household import household_zone
from tracker.forms import take_once
from tracker.messages import Entry, Logged
from tracker.messages.amend import delete
from tracker.messages.log import log_sent
from tracker.spend.balances import Account, Balances, Number
from tracker.spend.balances.courses import courses, lay_out
from tracker.spend.balances.entries import Said, say, set_deleted
from tracker.spend.days import INSTANT
from tracker.spend.quoting import Quoted


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of a balance before a message.

    `asks` says that nobody said yet how many stamps were there. `left` is what is there now, in `unit`; None
    where the message would draw on no account. `paid` is what the message must say to draw on it: `balance`
    where the family counted there and bought nothing, None where it goes without saying.
    """

    asks: bool = False
    unit: str = ""
    left: Number | None = None
    paid: str | None = None

    def after(self, quoted: Quoted | None, stamps: int | None, cost: Decimal | None) -> Number | None:
        """What is left after a message, below zero where a purchase is missing; None where nobody knows.

        `stamps` and `cost` are what the family says of it, else its quote counts.
        """
        if self.left is None or (quoted is not None and quoted.covered is not None):
            return None
        if self.unit == "usd":
            taken: Number | None = cost if cost is not None else quoted.total if quoted else None
        else:
            taken = stamps if stamps is not None else quoted.units if quoted else None
        return self.left - taken if taken is not None else None


class Openings:
    """Messages that are logged together with what was left before them. Each write is one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._balances = Balances(database, clock)

    def before(self, provider_id: int | None, member_id: int | None, at: datetime | None = None) -> Before:
        """What is known before a message of a member at an instant, None for now.

        A provider of None is one that is new here.
        """
        if provider_id is None:
            return Before(asks=True)
        now = self._clock.now()
        # What was logged at this very instant is already there.
        at = at or now + INSTANT
        if not self._balances.has_account(provider_id, member_id):
            return Before(self._balances.needs_opening(provider_id, member_id, at))
        with self._database.read() as session:
            return _drawn_on(session, provider_id, member_id, at, now)

    def log_sent(self, entry: Entry, left: int, form: str | None = None) -> tuple[Logged, int]:
        """Logs a sent message and the stamps that were left just before it; gives the opening's key too.

        Raises InvalidInputError with the field `number` where these cannot be.
        """
        now = self._clock.now()
        with self._database.write() as session:
            take_once(session, form, now)
            message = log_sent(session, entry, now)
            account = Account(entry.provider_id, entry.member_id, "stamp")
            opening = say(session, Said(account, "opening", left, message.at - INSTANT), now)
            session.refresh(message)
            return Logged(message.id or 0, message.ref, message.due_at, message.still), opening

    def take_back(self, message_id: int, opening_id: int, member_id: int | None = None) -> None:
        """Takes back a message with the opening that was logged with it."""
        now = self._clock.now()
        with self._database.write() as session:
            delete(session, message_id, now, member_id)
            set_deleted(session, opening_id, now)


def _drawn_on(
    session: Session, provider_id: int, member_id: int | None, at: datetime, now: datetime
) -> Before:
    zone = household_zone(session)
    laid = lay_out(session, zone, now, [provider_id]).get(provider_id)
    if laid is None:
        # A subscription alone leaves no balance.
        return Before()
    account = laid.routes.account(member_id, at)
    begun = laid.routes.firsts.get(account)
    if begun is None or begun > at:
        return Before()
    left = next(course.left for found, course in courses(session, zone, now, laid) if found == account)
    bought = purchase_queries.first_balances(session, [provider_id]).get(provider_id)
    unsaid = bought is not None and bought < at
    return Before(unit=account.unit, left=left, paid=None if unsaid else "balance")
