"""Messages and purchases written straight into the tables, in bulk, as a test names them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert

from storage.queries.transfer import next_id
from storage.session import Database
from storage.tables import Contact, Facility, Household, Member, Message, Provider, Purchase
from storage.touched import note_added, note_everything
from tests.clock import FixedClock
from tracker.directory import Directory
from tracker.spend import Spend
from tracker.spend.following import follow

LOGGED = datetime(2026, 11, 23, 12, tzinfo=UTC)
NEW_YORK = "America/New_York"


def local(text: str, zone: str = NEW_YORK) -> datetime:
    """`2026-11-05 10:00` on a clock in a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


class Book:
    """A household whose spend a test writes; names become rows when they are first used."""

    def __init__(self, database: Database, zone: str = NEW_YORK) -> None:
        self.database = database
        self.zone = zone
        self.spend = Spend(database, FixedClock())
        follow(database, Directory(database, FixedClock()))
        self._numbers = count(1)
        self._names: dict[tuple[str, str], int] = {}
        with database.write() as session:
            session.add(Household(zone=zone))

    def _add(self, row: Message | Purchase) -> int:
        with self.database.write() as session:
            session.add(row)
            session.flush()
            assert row.id is not None
            return row.id

    def _named(self, table: Any, name: str) -> int:
        key = (table.__tablename__, name)
        if key not in self._names:
            with self.database.write() as session:
                made = insert(table).values(name=name, created_at=LOGGED).returning(table.id)
                self._names[key] = session.execute(made).scalar_one()
        return self._names[key]

    def provider(self, name: str) -> int:
        return self._named(Provider, name)

    def contact(self, name: str) -> int:
        return self._named(Contact, name)

    def facility(self, name: str, state: str, kind: str = "state") -> int:
        """A facility in a zone of the East."""
        key = ("facility", name)
        if key not in self._names:
            with self.database.write() as session:
                row = Facility(name=name, state=state, kind=kind, zone=NEW_YORK, created_at=LOGGED)
                session.add(row)
                session.flush()
                self._names[key] = row.id or 0
        return self._names[key]

    def set_zone(self, zone: str) -> None:
        """Moves the household to another zone."""
        self.zone = zone
        with self.database.write() as session:
            session.get_one(Household, 1).zone = zone

    def member(self, name: str) -> int:
        return self._named(Member, name)

    def message(self, at: str | datetime, provider: str = "JPay", **values: Any) -> int:
        """Writes one message and gives its key."""
        row = self.message_row(at, provider, **values)
        return self._add(Message(**row))

    def message_row(
        self,
        at: str | datetime,
        provider: str = "JPay",
        to: str = "Dad",
        by: str | None = None,
        **values: Any,
    ) -> dict[str, Any]:
        """One message's values: sent and answered unless said otherwise."""
        direction = values.setdefault("direction", "sent")
        values.setdefault("state", "answered" if direction == "sent" else "received")
        if isinstance(values.get("cost"), str):
            values["cost"] = Decimal(values["cost"])
        return {
            "ref": f"M{next(self._numbers)}",
            "contact_id": self.contact(to),
            "provider_id": self.provider(provider),
            "member_id": self.member(by) if by else None,
            "at": local(at, self.zone) if isinstance(at, str) else at,
            "logged_at": LOGGED,
            "stamps": None,
            "cost": None,
            "paid": None,
            "refunded": False,
            "lost": False,
            "deleted_at": None,
            **values,
        }

    def rejected(self, at: str, provider: str = "JPay", **values: Any) -> int:
        """A sent message that was rejected; lost unless refunded."""
        values = {"state": "rejected", "lost": not values.get("refunded"), **values}
        return self.message(at, provider, **values)

    def purchase(
        self, at: str | datetime, provider: str = "JPay", amount: str = "4.20", fee: str = "0", **values: Any
    ) -> int:
        """Writes one purchase and gives its key; a pack of 30 stamps unless said otherwise."""
        row = self.purchase_row(at, provider, amount, fee, **values)
        return self._add(Purchase(**row))

    def purchase_row(
        self,
        at: str | datetime,
        provider: str,
        amount: str,
        fee: str = "0",
        by: str | None = None,
        **values: Any,
    ) -> dict[str, Any]:
        """One purchase's values."""
        if values.setdefault("kind", "stamps") == "stamps":
            values = {"units": 30, "unit": "stamp", **values}
        return {
            "ref": f"P{next(self._numbers)}",
            "provider_id": self.provider(provider),
            "member_id": self.member(by) if by else None,
            "at": local(at, self.zone) if isinstance(at, str) else at,
            "amount": Decimal(amount),
            "fee": Decimal(fee),
            "units": None,
            "unit": None,
            "message_id": None,
            "logged_at": LOGGED,
            "deleted_at": None,
            **values,
        }

    def write(self, messages: Iterable[dict[str, Any]], purchases: Iterable[dict[str, Any]] = ()) -> None:
        """Writes many rows at once."""
        # Made before the transaction: a new name is a transaction of its own.
        tables = (Message, list(messages)), (Purchase, list(purchases))
        with self.database.write() as session:
            for table, rows in tables:
                note_added(session, table, next_id(session, table))
                if rows:
                    session.execute(insert(table), rows)

    def clear(self) -> None:
        """Takes every message and purchase out again."""
        with self.database.write() as session:
            session.execute(delete(Purchase))
            session.execute(delete(Message))
            note_everything(session)

    def subscription(self, at: str, amount: str, units: int = 1, unit: str = "month", **values: Any) -> int:
        return self.purchase(at, amount=amount, kind="subscription", units=units, unit=unit, **values)

    def month(self, month: str, provider: str = "JPay") -> Any:
        """The figures of a provider's month."""
        rows = [row for row in self.spend.table().rows if (row.month, row.name) == (month, provider)]
        assert len(rows) == 1, [(row.month, row.name) for row in self.spend.table().rows]
        return rows[0].figures
