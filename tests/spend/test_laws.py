"""Whatever was sent and bought, the sums in SQL are those of a reading message by message."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from storage.queries.spend import messages_with_money
from storage.session import Database
from storage.tables import Message
from tests.spend.book import Book
from tests.spend.naive import naive_table
from tracker.spend.days import INSTANT, window
from tracker.spend.detail import value_of
from tracker.spend.ledger import KEYS, read_ledger
from tracker.spend.pricing import load_pricing
from tracker.spend.subscriptions import load_shares
from tracker.spend.sums import Sums
from tracker.spend.table import added

# A hundred days that hold three month ends, a year end and the end of daylight saving time.
FIRST, DAYS = datetime(2025, 10, 30, tzinfo=UTC), 100
ZONES = ("America/New_York", "America/Los_Angeles", "America/St_Johns", "Asia/Kathmandu")
SEEDS = range(24)


def history(book: Book, seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Random messages and purchases on few instants: many meet, or miss one another by a microsecond."""
    rng = random.Random(seed)
    attica = book.facility("Attica Correctional Facility", "NY")
    instants = rng.sample([FIRST + n * timedelta(minutes=30) for n in range(DAYS * 48)], 30)
    sent = [
        book.message_row(**_message(rng, instants), facility_id=rng.choice([None, attica]))
        for _ in range(rng.randrange(120))
    ]
    # Two packs of one instant have no newest.
    times = rng.sample(instants, rng.randrange(16))
    return sent, [book.purchase_row(at, **_purchase(rng)) for at in times]


def _message(rng: random.Random, instants: list[datetime]) -> dict[str, Any]:
    sent = rng.random() < 0.8
    state = rng.choice(["answered", "answered", "rejected", "returned", "closed"]) if sent else "received"
    refunded = state == "rejected" and rng.random() < 0.5
    return {
        "at": rng.choice(instants) + rng.choice([0, 0, 1]) * INSTANT,
        "provider": rng.choice(["JPay", "JPay", "CorrLinks"]),
        "direction": "sent" if sent else "received",
        "state": state,
        "refunded": refunded,
        "lost": state in ("rejected", "returned") and not refunded,
        "cost": rng.choice([None, None, Decimal(0), _dollars(rng)]),
        "stamps": rng.choice([None, 0, 1, 2]),
        "paid": rng.choice([None, None, None, "direct", "balance"]),
        "deleted_at": rng.choice([None] * 6 + [FIRST]),
        "to": rng.choice(["Dad", "Cousin"]),
        "by": rng.choice(["Mom", None]),
    }


def _purchase(rng: random.Random) -> dict[str, Any]:
    kind = rng.choice(["stamps", "stamps", "credit", "subscription", "subscription", "fee", "refund"])
    units = {"stamps": rng.choice([None, 10, 30, 7]), "subscription": rng.randint(1, 3)}
    return {
        "kind": kind,
        "provider": rng.choice(["JPay", "JPay", "CorrLinks"]),
        "units": units.get(kind),
        "unit": {"stamps": "stamp", "subscription": rng.choice(["week", "month"])}.get(kind),
        "amount": str(_dollars(rng)),
        "fee": str(rng.choice([0, _dollars(rng)])),
        "deleted_at": rng.choice([None] * 6 + [FIRST]),
    }


def _dollars(rng: random.Random) -> Decimal:
    return Decimal(rng.randrange(100_000)).scaleb(-4)


def test_sums_equal_a_reading_message_by_message(database: Database) -> None:
    book = Book(database)
    for seed in SEEDS:
        zone = ZONES[seed % len(ZONES)]
        book.clear()
        book.set_zone(zone)
        sent, bought = history(book, seed)
        book.write(sent, bought)
        with database.read() as session:
            everything = window(zone)
            ledgers = {by: read_ledger(session, zone, [everything], by={by}) for by in KEYS}
            # Windows that cut a month must not change what lies inside them.
            halves = [window(zone, None, date(2025, 12, 10)), window(zone, date(2025, 12, 11), None)]
            cut = read_ledger(session, zone, halves)
        expected = naive_table(_quoted(database, sent), bought, zone)
        assert _plain(ledgers["provider"].cells) == expected, f"seed {seed}"
        assert _plain(cut.cells) == expected, f"seed {seed}"
        whole = sum((cell.sums for cell in cut.cells), Sums())
        for by in KEYS:
            assert sum((cell.sums for cell in ledgers[by].cells), Sums()) == whole, f"seed {seed}"


def test_the_values_of_the_messages_add_up_to_what_was_used(database: Database) -> None:
    book = Book(database)
    everything = window(book.zone)
    for seed in SEEDS:
        book.clear()
        book.write(*history(book, seed))
        with database.read() as session:
            providers = {book.provider("JPay"), book.provider("CorrLinks")}
            pricing = load_pricing(session, providers, everything)
            shares = load_shares(session, book.zone, [everything])
            cells = read_ledger(session, book.zone, [everything]).cells
            rows = messages_with_money(
                session, everything.since, everything.until, where={}, before=None, limit=1000
            )
        unused = sum(Fraction(share.amount) for share in shares if share.oldest is None)
        values = [value_of(row, pricing, shares) for row in rows]
        assert sum(value or 0 for value in values) + unused == sum(cell.sums.used for cell in cells), (
            f"seed {seed}"
        )
        assert values.count(None) == sum(cell.sums.unpriced for cell in cells), f"seed {seed}"


def _quoted(database: Database, sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The messages with the quotes that were kept beside them."""
    with database.read() as session:
        rows = session.execute(select(col(Message.ref), col(Message.quoted))).all()
    quotes = {row[0]: row[1] for row in rows}
    return [{**row, "quoted": quotes[row["ref"]]} for row in sent]


def _plain(cells: Any) -> dict[tuple[int, str], dict[str, Any]]:
    names = ("messages", "unpriced", "paid", "used", "fees", "lost")
    sums = added(((cell.provider_id, cell.month), cell.sums) for cell in cells)
    tables = {key: {name: getattr(found, name) for name in names} for key, found in sums.items()}
    return {key: found for key, found in tables.items() if any(found.values())}
