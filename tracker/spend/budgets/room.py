"""The room of budgets: how they stand, what the month will come to, and changing them."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session

from storage.session import Database
from tracker.clock import Clock
from tracker.forms import take_once
from tracker.spend.budgets import changing
from tracker.spend.budgets.cards import Ahead, BudgetCard, BudgetView
from tracker.spend.budgets.changing import Changed
from tracker.spend.budgets.view import read_alerts, read_view


class Budgets:
    """The budgets of one household, one amount of dollars for each calendar month of its zone.

    Each writing method is one transaction. `form` is the key of the form that was filled in: one taken before
    writes nothing and raises FormTakenError.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def view(self, now: datetime | None = None) -> BudgetView:
        """Every budget with its forecast, and the forecast of the household, with or without a budget."""
        with self._database.read() as session:
            return read_view(session, now or self._clock.now())

    def cards(self, now: datetime | None = None) -> tuple[BudgetCard, ...]:
        """Every budget with its forecast, the one most spent first."""
        return self.view(now).cards

    def ahead(self, now: datetime | None = None) -> Ahead:
        """What the household's month will come to."""
        return self.view(now).ahead

    def alerts(self, now: datetime | None = None) -> tuple[BudgetCard, ...]:
        """The budgets of which 80 % or more is spent, the one most spent first, without their forecasts."""
        with self._database.read() as session:
            return read_alerts(session, now or self._clock.now())

    def set(self, scope: str, key: int | None, amount: Decimal, form: str | None = None) -> Changed:
        """Sets the budget of the `household`, or of a `member`, `contact` or `provider` by its key.

        Raises InvalidInputError for an amount that is not above zero and at most 1,000,000 dollars in cents.
        """
        return self._write(form, lambda session, now: changing.put(session, scope, key, amount, now))

    def remove(self, budget_id: int) -> Changed:
        """Takes a budget away. Raises NotFoundError when it is no longer there."""
        return self._write(None, lambda session, _now: changing.remove(session, budget_id))

    def restore(self, changed: Changed) -> Changed:
        """Takes back what `set` or `remove` did. Raises ConflictError when it was changed since."""
        return self._write(None, lambda session, now: changing.undo(session, changed, now))

    def _write(self, form: str | None, write: Callable[[Session, datetime], Changed]) -> Changed:
        now = self._clock.now()
        with self._database.write() as session:
            take_once(session, form, now)
            return write(session, now)
