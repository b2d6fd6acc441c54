"""A household of any size, written straight into the tables: what a family has after years."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from storage.engine import sqlite_url
from storage.session import Database
from storage.touched import note_everything
from storage.types import EPOCH, MICROSECOND
from storage.upgrade import prepare
from tests.clock import NOON, FixedClock
from tests.world import World

CONTACTS = 4
MESSAGE = (
    "id, ref, direction, contact_id, member_id, provider_id, facility_id, at, characters, photos, cost, "
    "note, body, logged_at, state, refunded, lost, news_at, due_at, wait"
)
EVENT = (
    "id, message_id, contact_id, direction, sent_at, kind, at, logged_at, "
    "note, reason, reply_id, reply_direction"
)
PURCHASE = "ref, provider_id, member_id, kind, at, units, unit, amount, fee, expires, note, logged_at"
# What is bought in turn: kind, units, unit, ten-thousandths of a dollar, and those of the fee.
BOUGHT = (
    ("stamps", 30, "stamp", 42_000, 0),
    ("stamps", 10, "stamp", 15_000, 0),
    ("credit", None, "usd", 50_000, 30_000),
    ("stamps", 60, "stamp", 78_000, 0),
    ("refund", 5, "stamp", 7_000, 0),
    ("stamps", 35, "stamp", 100_000, 29_500),
    ("fee", None, None, 20_000, 0),
)
Rows = Iterator[tuple[object, ...]]
HOUR = 3_600_000_000
NOW = (NOON - EPOCH) // MICROSECOND


def household(
    file: Path,
    messages: int,
    *,
    waiting: int = 40,
    overdue: int = 10,
    days: int = 900,
    purchases: int = 0,
) -> World:
    """A migrated SQLite household: half sent, half replies; the newest `waiting` have no answer."""
    database = Database(sqlite_url(file))
    prepare(database, now=NOON)
    world = World(database, FixedClock())
    for number in range(CONTACTS):
        world.contact(f"Cousin {number + 1}")
    for name in ("Mom", "Aunt"):
        world.household.add_member(name)
    for name in ("JPay", "GettingOut", "CorrLinks"):
        world.provider(name)
    facility = world.contacts.facilities()[0].id
    step = days * 24 * HOUR // messages
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        _fill(connection, "message", MESSAGE, _messages(messages, waiting, overdue, step, facility))
        _fill(connection, "event", EVENT, _events(messages, waiting, step))
        _fill(connection, "purchase", PURCHASE, _purchases(purchases, days))
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
    with database.write() as session:
        note_everything(session)
    return world


def _fill(
    connection: sqlite3.Connection, table: str, columns: str, rows: Iterator[tuple[object, ...]]
) -> None:
    marks = ", ".join("?" * (columns.count(",") + 1))
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def _purchases(purchases: int, days: int) -> Rows:
    """Packs at changing prices, credit with fees, refunds and fees, at all providers by all members."""
    for number in range(purchases):
        kind, units, unit, amount, fee = BOUGHT[number % len(BOUGHT)]
        at = NOW - (purchases - number) * days * 24 * HOUR // purchases
        provider, member = number % 3 + 1, number % 2 + 1
        yield f"P{number}", provider, member, kind, at, units, unit, amount, fee, None, "", at


def _at(number: int, messages: int, step: int) -> int:
    return NOW - (messages - number) * step - HOUR


def _messages(messages: int, waiting: int, overdue: int, step: int, facility: int) -> Rows:
    # Pairs of a sending and its answer; the last `waiting` sendings have none.
    first_waiting = messages - waiting
    for number in range(messages):
        at = _at(number, messages, step)
        waits = number >= first_waiting
        sent = waits or number % 2 == 0
        due = None
        if waits:
            rest = messages - number
            due = NOW - rest * 1_000 - 1 if rest <= overdue else NOW + rest * HOUR // 40
        contact, provider = (number // 2) % CONTACTS + 1, (number // 2) % 3 + 1
        state = "received" if not sent else "sent" if waits else "answered"
        cost = 1500 + 100 * provider if sent else None
        yield (
            number + 1, f"S{number}", "sent" if sent else "received", contact, 1, provider, facility, at,
            900, 0, cost, "a note", "Dear Dad, we are well.", at, state, False, False,
            at if sent else None, due, int(sent),
        )  # fmt: skip


def _events(messages: int, waiting: int, step: int) -> Rows:
    key = 0
    first_waiting = messages - waiting
    for number in range(messages):
        at = _at(number, messages, step)
        sent = number >= first_waiting or number % 2 == 0
        contact, kind = (number // 2) % CONTACTS + 1, "sent" if sent else "received"
        key += 1
        yield (key, number + 1, contact, kind, at, kind, at, at, "", "", None, None)
        if not sent:
            key += 1
            before = _at(number - 1, messages, step)
            yield (key, number, contact, "sent", before, "answered", at, at, "", "", number + 1, "received")


def newly_due(world: World, number: int) -> None:
    """Takes the flags away and lets exactly this many waits be past their deadline."""
    with world.database.write() as session:
        connection = session.connection()
        connection.exec_driver_sql("DELETE FROM flag")
        connection.exec_driver_sql(
            "UPDATE message SET due_at = ? WHERE due_at IS NOT NULL", (NOW + 100 * HOUR,)
        )
        connection.exec_driver_sql(
            "UPDATE message SET due_at = ? WHERE id IN "
            "(SELECT id FROM message WHERE due_at IS NOT NULL ORDER BY id DESC LIMIT ?)",
            (NOW - HOUR, number),
        )
