"""A household for tests: its rooms on one database and one clock, and short ways to fill them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from storage.queries import messages as queries
from storage.session import Database
from storage.tables import Event, Facility, Message
from tests.clock import FixedClock
from tracker.contacts import Connections, ContactEntry, Contacts, FacilityEntry
from tracker.contacts.guarding import Guard
from tracker.directory import Correction, Directory
from tracker.directory.said.correcting import held
from tracker.household import Household
from tracker.messages import Entry, Logged, Messages, News
from tracker.overdue import Overdue
from tracker.spend.balances import Balances
from tracker.spend.budgets import Budgets
from tracker.spend.following import follow
from tracker.spend.statements import Statements

NEW_YORK = ZoneInfo("America/New_York")
OHIO = FacilityEntry("Lebanon Correctional Institution", "OH", "state")
CALIFORNIA = FacilityEntry("San Quentin Rehabilitation Center", "CA", "state")


def eastern(text: str) -> datetime:
    """`2026-11-06 15:10` as wall clock in New York."""
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


class World:
    """The rooms of one household, and what tests need of them."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.database, self.clock = database, clock
        self.household = Household(database, clock)
        self.directory = Directory(database, clock)
        follow(database, self.directory)
        self.contacts = Contacts(database, clock)
        self.connections = Connections(database, clock, self.directory)
        self.guard = Guard(database, clock, self.directory)
        self.messages = Messages(database, clock)
        self.overdue = Overdue(database, clock)
        self.budgets = Budgets(database, clock)
        self.balances = Balances(database, clock)
        self.statements = Statements(database, clock)
        self.household.ensure()
        self.household.set_zone("America/New_York")

    def contact(self, name: str = "Dad", facility: FacilityEntry | None = OHIO, **more: Any) -> int:
        """A contact at a state facility in Ohio since the start of 2020."""
        since = more.pop("since", date(2020, 1, 1))
        entry = ContactEntry(name, facility=facility, since=since, **more)
        return self.contacts.add(replace(entry, provider=entry.provider or "JPay"))

    def provider(self, name: str = "JPay") -> int:
        """A provider's key."""
        return self.contacts.add_provider(name).id

    def set_right(self, facility_id: int, **said: Any) -> None:
        """Corrects what is known of a facility: zone, kind, agency or window; the rest stays as it is."""
        with self.database.read() as session:
            row = session.get(Facility, facility_id)
            before = held(row) if row is not None else Correction("America/New_York", None, "", None)
        self.directory.correct(facility_id, replace(before, **said))

    def sent(self, contact_id: int, at: datetime, **more: Any) -> Logged:
        """A message sent; the clock moves there first where it stands before."""
        self._reach(at)
        provider_id = more.pop("provider_id", None) or self.provider()
        return self.messages.log_sent(Entry(contact_id, provider_id, at, **more))

    def reply(self, contact_id: int, at: datetime, answers: Collection[int] = (), **more: Any) -> Logged:
        """A reply received."""
        self._reach(at)
        provider_id = more.pop("provider_id", None) or self.provider()
        return self.messages.log_reply(Entry(contact_id, provider_id, at, **more), answers)

    def news(self, message_id: int, kind: str, at: datetime, **more: Any) -> Logged:
        """News about a message."""
        self._reach(at)
        return self.messages.log_news(News(message_id, kind, at, **more))

    def message(self, message_id: int) -> Message:
        """The row of a message."""
        with self.database.read() as session:
            found = queries.by_id(session, message_id)
            assert found is not None
            session.expunge(found)
            return found

    def events(self, message_id: int) -> list[Event]:
        """All events of a message."""
        with self.database.read() as session:
            return list(queries.events_of(session, [message_id]))

    def _reach(self, at: datetime) -> None:
        if self.clock.now() < at:
            self.clock.set(at)
