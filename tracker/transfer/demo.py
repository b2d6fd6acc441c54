"""Brings the demo and takes it away again, to the row."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, SQLModel

from storage.queries import demo as queries
from storage.queries import transfer as transfer_queries
from storage.session import Database, note_change
from storage.tables import (
    Allowance,
    BalanceEntry,
    Budget,
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
    Provider,
    Purchase,
    Rate,
    SharedAccount,
    Stay,
)
from tracker.deadlines.household import household_zone
from tracker.deadlines.recount import recount
from tracker.errors import ConflictError
from tracker.transfer.columns import LOG, LOG_OPTIONAL, PURCHASES, PURCHASES_OPTIONAL
from tracker.transfer.demo_story import LOCKDOWN, PEOPLE, Story, tell
from tracker.transfer.log_plan import LogPlan
from tracker.transfer.log_rows import LogReader
from tracker.transfer.log_write import LogWriter
from tracker.transfer.places import Made
from tracker.transfer.purchase_rows import PurchaseReader
from tracker.transfer.purchases_import import PurchasePlan, write_purchases
from tracker.transfer.report import Rejections
from tracker.transfer.spool import Spool
from tracker.transfer.table import Steps
from tracker.wording import _

# In an order in which each can be deleted: nothing later hangs on anything earlier.
TABLES: tuple[type[SQLModel], ...] = (
    Event, Purchase, Message, Closure, Stay, Contact, Facility, Provider, Member,
)  # fmt: skip
# Which column of which table names a row of which other.
LINKS: tuple[tuple[type[SQLModel], str, type[SQLModel]], ...] = (
    (Event, "message_id", Message), (Event, "reply_id", Message), (Event, "member_id", Member),
    (Purchase, "message_id", Message), (Purchase, "provider_id", Provider), (Purchase, "member_id", Member),
    (Message, "contact_id", Contact), (Message, "member_id", Member), (Message, "provider_id", Provider),
    (Message, "facility_id", Facility), (Flag, "message_id", Message), (Flag, "snoozed_by", Member),
    (Flag, "acknowledged_by", Member), (Closure, "facility_id", Facility), (Stay, "contact_id", Contact),
    (Stay, "facility_id", Facility), (Contact, "provider_id", Provider), (Allowance, "contact_id", Contact),
    (Allowance, "provider_id", Provider), (Allowance, "facility_id", Facility),
    (Contract, "facility_id", Facility), (Contract, "provider_id", Provider), (Rate, "facility_id", Facility),
    (Rate, "provider_id", Provider), (ConnectionStep, "contact_id", Contact),
    (ConnectionStep, "member_id", Member), (ConnectionStep, "provider_id", Provider),
    (FormerNumber, "contact_id", Contact), (Budget, "contact_id", Contact), (Budget, "member_id", Member),
    (Budget, "provider_id", Provider), (BalanceEntry, "provider_id", Provider),
    (BalanceEntry, "member_id", Member), (SharedAccount, "provider_id", Provider),
    (SharedAccount, "member_id", Member),
)  # fmt: skip
# What goes with a kept row: a message's own steps and flags, a contact's stays.
BELONGS = ((Event, "message_id"), (Flag, "message_id"), (Stay, "contact_id"))


@dataclass(frozen=True, slots=True)
class DemoLoaded:
    """What the demo brought, in rows."""

    contacts: int
    messages: int
    purchases: int


@dataclass(frozen=True, slots=True)
class DemoRemoved:
    """Rows taken away, and rows kept because something of the family's own hangs on them, by table."""

    removed: dict[str, int]
    kept: dict[str, int]


def present(database: Database) -> bool:
    """True while demo data is there."""
    with database.read() as session:
        return queries.is_there(session)


def load(database: Database, now: datetime) -> DemoLoaded:
    """Brings the demo in one transaction. Raises ConflictError when it is there already."""
    with database.write() as session, Spool() as log, Spool() as bought, Spool() as fresh:
        if queries.is_there(session):
            raise ConflictError(_("The demo is there already. Remove it first to load it anew."))
        zone = household_zone(session)
        before = {table: queries.highest_key(session, table) for table in TABLES}
        story = tell(now, zone, _free_prefix(session), _free_names(session))
        _write_log(session, story, log, zone, now)
        _write_purchases(session, story, (bought, fresh), zone, now)
        _close(session, before[Facility], now)
        session.flush()
        counts = {table: queries.remember(session, table, before[table]) for table in TABLES}
    return DemoLoaded(counts[Contact], counts[Message], counts[Purchase])


def _write_log(session: Session, story: Story, spool: Spool, zone: str, now: datetime) -> None:
    reader = LogReader(LOG + LOG_OPTIONAL, ZoneInfo(zone), now)
    plan = LogPlan(reader.names, Rejections(), frozenset(), skipping=False)
    for number, cells in enumerate(story.log, 1):
        row = reader.row(number, cells)
        plan.add(row)
        spool.add(row)
    plan.seal()
    plan.judge(session, spool)
    LogWriter(session, plan, zone, now).write(spool, Steps(None, 0))


def _write_purchases(
    session: Session, story: Story, spools: tuple[Spool, Spool], zone: str, now: datetime
) -> None:
    reader = PurchaseReader(PURCHASES + PURCHASES_OPTIONAL, ZoneInfo(zone), now)
    plan = PurchasePlan(reader, Rejections(), frozenset())
    spool, fresh = spools
    for number, cells in enumerate(story.purchases, 1):
        row = reader.row(number, cells)
        plan.add(row)
        spool.add(row)
    plan.sort(session, spool, fresh)
    write_purchases(session, plan, fresh, Made(), now)


def _close(session: Session, after: int, now: datetime) -> None:
    """A lockdown in the past, at a place that the demo itself brought."""
    name, state, first, last, reason = LOCKDOWN
    facility_id = transfer_queries.keys_of(session, Facility, ("name", "state"))[name, state]
    if facility_id > after:
        today = now.date()
        session.add(
            Closure(
                facility_id=facility_id,
                from_day=today - timedelta(days=first),
                to_day=today - timedelta(days=last),
                reason=reason,
            )
        )


def _free_prefix(session: Session) -> str:
    """What the demo's refs begin with: rows of an earlier demo that were kept have theirs."""
    number = 1
    while any(queries.refs_begin_with(session, table, f"demo{number}-") for table in (Message, Purchase)):
        number += 1
    return f"demo{number}-"


def _free_names(session: Session) -> dict[str, str]:
    """Other names for the people whose own is taken: the family's contacts stay untouched."""
    taken = transfer_queries.keys_of(session, Contact, ("name", "id_number"))
    names: dict[str, str] = {}
    for person in PEOPLE:
        name, number = person.name, 1
        while (name, person.id_number) in taken:
            name = f"{person.name} (demo)" if number == 1 else f"{person.name} (demo {number})"
            number += 1
        names[person.name] = name
    return names


def remove(database: Database, now: datetime) -> DemoRemoved:
    """Takes the demo away in one transaction, but for rows that something of the family's own hangs on."""
    with database.write(counts=False) as session:
        ours = {table: queries.brought(session, table) for table in TABLES}
        kept = _kept(session, ours)
        for table in TABLES:
            queries.remove(session, table, ours[table] - kept[table])
        if queries.is_there(session):
            note_change(session)
        queries.forget(session)
        session.expire_all()
        recount(session, now)
    return DemoRemoved(
        removed=_counts((table, ours[table] - kept[table]) for table in TABLES),
        kept=_counts((table, kept[table]) for table in TABLES),
    )


def _counts(rows: Iterable[tuple[type[SQLModel], set[int]]]) -> dict[str, int]:
    return {str(table.__tablename__): len(keys) for table, keys in rows if keys}


Key = tuple[type[SQLModel], int]


def _kept(session: Session, ours: dict[type[SQLModel], set[int]]) -> dict[type[SQLModel], set[int]]:
    """The demo's rows that a row of the family's own needs, directly or through another."""
    needs: dict[Key, list[Key]] = defaultdict(list)
    asked: list[Key] = []
    flags = {key for key, _message in queries.references(session, Flag, "message_id", Message)}
    for child, column, parent in LINKS:
        for key, there in queries.references(session, child, column, parent):
            needs[child, key].append((parent, there))
            if (child, column) in BELONGS:
                needs[parent, there].append((child, key))
            # A flag comes by itself: one on a message of the demo keeps nothing, it stays or goes with it.
            if key not in ours.get(child, ()) and (child is not Flag or key not in flags):
                asked.append((parent, there))
    kept: dict[type[SQLModel], set[int]] = {table: set() for table in ours}
    seen: set[Key] = set()
    while asked:
        found = asked.pop()
        if found in seen:
            continue
        seen.add(found)
        table, key = found
        if key in ours.get(table, ()):
            kept[table].add(key)
        asked += needs[found]
    return kept
