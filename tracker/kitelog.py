"""Kitelog put together: settings, storage, clock and the rooms; the one place where they meet."""

from dataclasses import dataclass

from storage.session import Database
from storage.upgrade import Prepared, prepare
from tracker.clock import Clock, SystemClock
from tracker.contacts import Connections, Contacts
from tracker.contacts.guarding import Guard
from tracker.directory import Directory
from tracker.household import Household
from tracker.messages import Messages
from tracker.overdue import Overdue
from tracker.settings import Settings
from tracker.spend import Spend
from tracker.spend.balances import Balances
from tracker.spend.budgets import Budgets
from tracker.spend.comparing.room import Comparing
from tracker.spend.following import catch_up, follow
from tracker.spend.quoting import Quotes
from tracker.spend.statements import Statements
from tracker.transfer import Transfer


@dataclass(frozen=True)
class Kitelog:
    """One household's Kitelog. Every room is a set of use cases bound to this database and clock."""

    settings: Settings
    database: Database
    clock: Clock
    prepared: Prepared
    household: Household
    directory: Directory
    contacts: Contacts
    connections: Connections
    guard: Guard
    messages: Messages
    overdue: Overdue
    spend: Spend
    quotes: Quotes
    balances: Balances
    budgets: Budgets
    comparing: Comparing
    statements: Statements
    transfer: Transfer

    def close(self) -> None:
        """Gives back the database's connections."""
        self.database.close()


def open_kitelog(settings: Settings, clock: Clock | None = None) -> Kitelog:
    """Opens the household's database, creating or migrating it first, and brings deadlines up to date.

    Raises StorageError with a sentence that says what to do when the database cannot be used.
    """
    clock = clock or SystemClock()
    database = Database(settings.url)
    prepared = prepare(database, now=clock.now(), make_folder=not settings.database_url)
    directory = Directory(database, clock)
    follow(database, directory)
    kitelog = Kitelog(
        settings=settings,
        database=database,
        clock=clock,
        prepared=prepared,
        household=Household(database, clock),
        directory=directory,
        contacts=Contacts(database, clock),
        connections=Connections(database, clock, directory),
        guard=Guard(database, clock, directory),
        messages=Messages(database, clock),
        overdue=Overdue(database, clock),
        spend=Spend(database, clock),
        quotes=Quotes(database, directory),
        balances=Balances(database, clock),
        budgets=Budgets(database, clock),
        comparing=Comparing(database, clock, directory),
        statements=Statements(database, clock),
        transfer=Transfer(database, clock),
    )
    kitelog.household.ensure()
    catch_up(database)
    kitelog.directory.note_catalogue()
    kitelog.overdue.recount_if_calendars_changed()
    return kitelog
