"""The room of spend: what was paid, what was used, and the purchases behind it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from sqlmodel import Session

from storage.queries import purchases as purchase_queries
from storage.queries import spend as spend_queries
from storage.session import Database
from tracker.clock import Clock
from tracker.deadlines.household import household_zone
from tracker.errors import InvalidInputError, NotFoundError
from tracker.forms import take_once
from tracker.spend import purchases, refunds, view
from tracker.spend.comparing.cheaper import read_paid_fees
from tracker.spend.comparing.usage import Usage, read_usage, usage_near
from tracker.spend.days import LAST_DAY, window
from tracker.spend.detail import PAGE, Detail, Key, read_detail
from tracker.spend.entries import PurchaseCard, PurchaseEntry, purchase_card
from tracker.spend.gone import read_all_spend
from tracker.spend.ledger import ALL, Only
from tracker.spend.lost import PAGE as LOST_PAGE
from tracker.spend.lost import Lost, LostBalance, LostMessage, every_loss, read_lost
from tracker.spend.refunds import Kept
from tracker.spend.table import SpendTable, names_of, spend_table
from tracker.spend.view import MonthSoFar, SpendView
from tracker.spend.year.model import Year
from tracker.spend.year.reading import read_year
from tracker.wording import _

T = TypeVar("T")


class Spend:
    """The money of one household. Each writing method is one transaction.

    Days are the household's, both ends included. `form` is the key of the form that was filled in: one taken
    before writes nothing and raises FormTakenError.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def table(
        self,
        from_day: date | None = None,
        to_day: date | None = None,
        by: str = "provider",
        only: Only = ALL,
    ) -> SpendTable:
        """Spend per provider, contact or member and month. Raises InvalidInputError when the days cross."""
        _in_order(from_day, to_day)
        with self._database.read() as session:
            zone, now = household_zone(session), self._clock.now()
            cells = read_all_spend(session, zone, now, [window(zone, from_day, to_day)], only, {by}).cells
            return spend_table(cells, by, names_of(session, by), zone, only)

    def view(
        self,
        by: str = "provider",
        from_day: date | None = None,
        to_day: date | None = None,
        only: Only = ALL,
    ) -> SpendView:
        """All that the Spend page shows of a period."""
        _in_order(from_day, to_day)
        with self._database.read() as session:
            zone, now = household_zone(session), self._clock.now()
            return view.read_view(session, zone, now, by, from_day, to_day, only)

    def is_empty(self) -> bool:
        """Whether there is nothing yet that money could be in."""
        with self._database.read() as session:
            return purchase_queries.span(session) is None and not spend_queries.message_spans(session)

    def month_so_far(self, now: datetime | None = None) -> MonthSoFar:
        """This month against last month, per provider."""
        with self._database.read() as session:
            return view.read_month_so_far(session, household_zone(session), now or self._clock.now())

    def usage(self, *, contact_id: int | None = None, facility_id: int | None = None) -> Usage:
        """What was sent on the last 90 days: to everybody, to one contact, or to one place."""
        with self._database.read() as session:
            zone, now = household_zone(session), self._clock.now()
            return read_usage(session, zone, now, contact_id=contact_id, facility_id=facility_id)

    def usage_near(self, facility_id: int | None) -> Usage:
        """What was sent to a place on the last 90 days; where nothing was, what was sent to everybody."""
        with self._database.read() as session:
            return usage_near(session, household_zone(session), self._clock.now(), facility_id)

    def paid_fees(self) -> dict[str, Decimal]:
        """The fee that the family paid last, in dollars, by provider as `provider_key` names it."""
        with self._database.read() as session:
            return read_paid_fees(session)

    def detail(
        self,
        who: tuple[str, int | None] | None = None,
        month: str | None = None,
        from_day: date | None = None,
        to_day: date | None = None,
        *,
        only: Only = ALL,
        message: Key | None = None,
        purchase: Key | None = None,
        limit: int = PAGE,
    ) -> Detail:
        """The messages and purchases behind a bar, such as that of `("provider", 3)` in `2026-11`."""
        with self._database.read() as session:
            zone = household_zone(session)
            span = view.bar_window(zone, month, from_day, to_day)
            return read_detail(
                session, zone, span, who, only=only, message=message, purchase=purchase, limit=limit
            )

    def lost(
        self,
        from_day: date | None = None,
        to_day: date | None = None,
        only: Only = ALL,
        *,
        before: Key | None = None,
        limit: int = LOST_PAGE,
    ) -> Lost:
        """What was lost in these days, newest first; `before` is the key of the last message seen."""
        with self._database.read() as session:
            zone, now = household_zone(session), self._clock.now()
            span = window(zone, from_day, to_day)
            return read_lost(session, zone, now, span, only, before=before, limit=limit)

    def every_lost(
        self, from_day: date | None = None, to_day: date | None = None, only: Only = ALL
    ) -> Iterator[LostMessage | LostBalance]:
        """Everything lost in these days, for a file."""
        with self._database.read() as session:
            zone, now = household_zone(session), self._clock.now()
            yield from every_loss(session, zone, now, window(zone, from_day, to_day), only)

    def year(self, year: int | None = None, contact_id: int | None = None) -> Year:
        """A year in one page, the present one if none is named, of all or of one contact.

        Raises InvalidInputError for a year of which nothing is known, NotFoundError for such a contact.
        """
        with self._database.read() as session:
            return read_year(session, household_zone(session), self._clock.now(), year, contact_id)

    def purchases(self, before: Key | None = None, limit: int = PAGE) -> tuple[PurchaseCard, ...]:
        """Purchases, newest first; `before` is the `key` of the last one seen."""
        with self._database.read() as session:
            every = window("UTC", None, LAST_DAY)
            rows = purchase_queries.page(
                session, every.since, every.until, where={}, before=before, limit=limit
            )
            return tuple(purchase_card(row) for row in rows)

    def purchase(self, purchase_id: int) -> PurchaseCard:
        """One purchase, a deleted one too. Raises NotFoundError when there is none."""
        with self._database.read() as session:
            row = purchase_queries.named(session, purchase_id)
            if row is None:
                raise NotFoundError(_("This purchase is no longer there. Reload the page."))
            return purchase_card(row)

    def log_purchase(
        self, entry: PurchaseEntry, form: str | None = None, *, provider: str | None = None
    ) -> int:
        """Logs a purchase and gives its key.

        `provider` is the name of one that may be new here; it then counts in place of the entry's.
        """
        return self._write(form, lambda session, now: purchases.log(session, entry, now, provider))

    def edit_purchase(
        self, purchase_id: int, entry: PurchaseEntry, form: str | None = None, *, provider: str | None = None
    ) -> int:
        """Gives a purchase other values; `provider` as in `log_purchase`."""
        return self._write(
            form, lambda session, now: purchases.edit(session, purchase_id, entry, now, provider)
        )

    def keep_refund(
        self,
        entry: PurchaseEntry,
        form: str | None = None,
        *,
        provider: str | None = None,
        purchase_id: int | None = None,
        by: int | None = None,
    ) -> Kept:
        """Logs a refund, or corrects that of `purchase_id`, and says of its message that the money came back.

        `by` is the member who says so. Raises ConflictError for a message that has not ended.
        """
        return self._write(
            form,
            lambda session, now: refunds.keep(
                session, entry, now, provider=provider, purchase_id=purchase_id, by=by
            ),
        )

    def take_back(self, kept: Kept, was: PurchaseEntry | None = None, by: int | None = None) -> int:
        """Undoes what was just kept: the purchase is deleted, or as it `was`; its message loses the step."""
        return self._write(None, lambda session, now: refunds.take_back(session, kept, was, now, by))

    def delete_purchase(self, purchase_id: int) -> int:
        """Takes a purchase out of every sum until it is restored."""
        return self._write(None, lambda session, now: purchases.delete(session, purchase_id, now))

    def restore_purchase(self, purchase_id: int) -> int:
        """Brings a deleted purchase back."""
        return self._write(None, lambda session, now: purchases.restore(session, purchase_id, now))

    def _write(self, form: str | None, write: Callable[[Session, datetime], T]) -> T:
        now = self._clock.now()
        with self._database.write() as session:
            take_once(session, form, now)
            return write(session, now)


def _in_order(from_day: date | None, to_day: date | None) -> None:
    if from_day is not None and to_day is not None and to_day < from_day:
        raise InvalidInputError(_("The last day is before the first. Choose it again."), field="to")
