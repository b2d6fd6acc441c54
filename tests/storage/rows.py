"""Raw rows with plausible defaults, each written in its own transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from storage.session import Database
from storage.tables import (
    Allowance,
    BalanceEntry,
    Budget,
    CatalogueChange,
    Closure,
    ConnectionStep,
    Contact,
    Contract,
    Event,
    Facility,
    Flag,
    FormerNumber,
    Member,
    Message,
    MonthSum,
    Provider,
    Purchase,
    Rate,
    SharedAccount,
    StatementLine,
    Stay,
)

SENT = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
DUE = SENT + timedelta(days=2)
LATER = SENT + timedelta(days=1)


@contextmanager
def refused(rule: str) -> Iterator[None]:
    """Expects the database to refuse by this very rule; SQLite tells the names of its CHECKs only."""
    pattern = rule if rule.startswith("ck_") else f"{rule}|UNIQUE constraint|FOREIGN KEY constraint"
    with pytest.raises(IntegrityError, match=pattern):
        yield


class Rows:
    """Inserts what a test names and fills in the rest."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._numbers = count(1)

    def add(self, table: Any, values: dict[str, Any], defaults: dict[str, Any]) -> int:
        """Inserts one row and gives its number."""
        statement = insert(table).values(**{**defaults, **values}).returning(table.id)
        with self.database.write() as session:
            number: int = session.execute(statement).scalar_one()
        return number

    def _name(self, word: str) -> str:
        return f"{word} {next(self._numbers)}"

    def member(self, **values: Any) -> int:
        return self.add(Member, values, {"name": self._name("Member"), "created_at": SENT})

    def provider(self, **values: Any) -> int:
        return self.add(Provider, values, {"name": self._name("Provider"), "created_at": SENT})

    def facility(self, **values: Any) -> int:
        defaults = {"name": self._name("Facility"), "zone": "America/New_York", "created_at": SENT}
        return self.add(Facility, values, defaults)

    def contact(self, **values: Any) -> int:
        return self.add(Contact, values, {"name": self._name("Contact"), "created_at": SENT})

    def stay(self, **values: Any) -> int:
        defaults: dict[str, Any] = {"from_day": date(2026, 1, 1)}
        if "contact_id" not in values:
            defaults["contact_id"] = self.contact()
        if "facility_id" not in values:
            defaults["facility_id"] = self.facility()
        return self.add(Stay, values, defaults)

    def closure(self, **values: Any) -> int:
        return self.add(Closure, values, {"facility_id": self.facility(), "from_day": date(2026, 1, 5)})

    def contract(self, **values: Any) -> int:
        """Who serves a facility, or with `agency` and `facility_id=None` an agency's facilities."""
        return self.add(Contract, values, self._said(values))

    def rate(self, **values: Any) -> int:
        """A price at a facility, or with `agency` and `facility_id=None` at an agency's facilities."""
        return self.add(Rate, values, {**self._said(values), "amount": 1})

    def _said(self, values: dict[str, Any]) -> dict[str, Any]:
        """Who told the family when, and where no place is given that of a new facility."""
        said: dict[str, Any] = {"source": "The facility, by phone", "as_of": SENT.date(), "entered_at": SENT}
        if "facility_id" not in values:
            said["facility_id"] = self.facility()
        if "provider_id" not in values:
            said["provider_id"] = self.provider()
        return said

    def catalogue_change(self, **values: Any) -> int:
        defaults = {"seen_at": SENT, "key": self._name("key"), "label": "Ohio", "kind": "changed"}
        return self.add(CatalogueChange, values, defaults)

    def connection_step(self, **values: Any) -> int:
        """An account made at a provider, for a contact."""
        defaults: dict[str, Any] = {"step": "account", "agency": "ny", "entered_at": SENT}
        if "contact_id" not in values:
            defaults["contact_id"] = self.contact()
        if "provider_id" not in values:
            defaults["provider_id"] = self.provider()
        return self.add(ConnectionStep, values, defaults)

    def former_number(self, **values: Any) -> int:
        """A number of another agency, until the day on which the contact left it."""
        defaults: dict[str, Any] = {"agency": "us-bop", "id_number": "12345-678", "until_day": SENT.date()}
        if "contact_id" not in values:
            defaults["contact_id"] = self.contact()
        return self.add(FormerNumber, values, defaults)

    def allowance(self, **values: Any) -> int:
        return self.add(Allowance, values, {"amount": 48})

    def message(self, **values: Any) -> int:
        """A sent message that waits, or with `direction="received"` one that was received."""
        received = values.get("direction") == "received"
        defaults: dict[str, Any] = {
            "ref": self._name("ref"),
            "direction": "sent",
            "at": SENT,
            "logged_at": SENT,
            "state": "received" if received else "sent",
            "due_at": None if received else DUE,
        }
        if "contact_id" not in values:
            defaults["contact_id"] = self.contact()
        if "provider_id" not in values:
            defaults["provider_id"] = self.provider()
        return self.add(Message, values, defaults)

    def event(self, **values: Any) -> int:
        """A step of a sent message; `message_id` and `contact_id` must be given."""
        defaults = {
            "direction": "sent",
            "sent_at": SENT,
            "kind": "delivered",
            "at": LATER,
            "logged_at": LATER,
        }
        return self.add(Event, values, defaults)

    def answer(self, **values: Any) -> int:
        """The step that names a reply, which must be given with its time as `at`."""
        return self.event(**{"kind": "answered", "reply_direction": "received", **values})

    def flag(self, **values: Any) -> int:
        return self.add(Flag, values, {"wait": 1, "due_at": DUE, "noticed_at": DUE + timedelta(seconds=1)})

    def purchase(self, **values: Any) -> int:
        defaults: dict[str, Any] = {
            "ref": self._name("ref"),
            "kind": "stamps",
            "at": SENT,
            "units": 20,
            "unit": "stamp",
            "amount": 8,
            "logged_at": SENT,
        }
        if "provider_id" not in values:
            defaults["provider_id"] = self.provider()
        return self.add(Purchase, values, defaults)

    def budget(self, **values: Any) -> int:
        """A budget of the household, or of what `scope` and its key say."""
        return self.add(Budget, values, {"scope": "household", "amount": 30, "set_at": SENT})

    def balance_entry(self, **values: Any) -> int:
        """A count of twelve stamps, or of what `unit` and its number say."""
        defaults: dict[str, Any] = {"unit": "stamp", "kind": "correction", "at": SENT, "logged_at": SENT}
        if "units" not in values:
            defaults["units"] = 12
        if "provider_id" not in values:
            defaults["provider_id"] = self.provider()
        return self.add(BalanceEntry, values, defaults)

    def shared_account(self, **values: Any) -> None:
        """The account of a member at a provider, marked as everybody's."""
        for kind in ("provider", "member"):
            if f"{kind}_id" not in values:
                values[f"{kind}_id"] = getattr(self, kind)()
        with self.database.write() as session:
            session.execute(insert(SharedAccount).values(marked_at=SENT, **values))

    def statement_line(self, **values: Any) -> int:
        defaults = {"fingerprint": self._name("line"), "answer": "messages", "answered_at": SENT}
        return self.add(StatementLine, values, defaults)

    def month_sum(self, **values: Any) -> int:
        defaults: dict[str, Any] = {"month": "2026-11"}
        if "provider_id" not in values:
            defaults["provider_id"] = self.provider()
        return self.add(MonthSum, values, defaults)
