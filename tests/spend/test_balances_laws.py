"""Whatever was bought, sent, counted and given, balances are those of a reading event by event."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, insert

from storage.queries.transfer import next_id
from storage.session import Database
from storage.tables import BalanceEntry, Message, Purchase, SharedAccount
from storage.touched import note_everything
from tests.spend.book import LOGGED, Book
from tests.spend.naive_balances import INSTANT, Key, Naive, naive_balances
from tracker.spend.balances.courses import courses, lay_out
from tracker.spend.days import day_start

# A hundred days that hold three month ends, a year end and the end of daylight saving time.
FIRST, DAYS = datetime(2025, 10, 30, tzinfo=UTC), 100
NOW = FIRST + timedelta(days=DAYS)
ZONES = ("America/New_York", "America/Los_Angeles", "America/St_Johns", "Asia/Kathmandu")
SEEDS = range(40)
D = Decimal


class History:
    """Random rows on few instants, so that many meet, or miss one another by a microsecond."""

    def __init__(self, book: Book, seed: int, *, expiring: bool) -> None:
        self.rng, self.book = random.Random(seed), book
        self.zone = ZONES[seed % len(ZONES)]
        self.expiring = expiring
        midnights = [self._midnight(n) for n in range(DAYS)]
        any_time = [FIRST + n * timedelta(minutes=30) for n in range(DAYS * 48)]
        self.instants = self.rng.sample(any_time, 16) + self.rng.sample(midnights, 10)
        self.messages = [self._message() for _ in range(self.rng.randrange(90))]
        self.purchases = [self._purchase() for _ in range(self.rng.randrange(24))]
        self.entries = [self._entry() for _ in range(self.rng.randrange(10))]
        self.shared = {
            self.book.provider(name): self.book.member(self.rng.choice(["Mom", "Aunt"]))
            for name in ("JPay", "CorrLinks")
            if self.rng.random() < 0.3
        }

    def _midnight(self, day: int) -> datetime:
        return day_start((FIRST + timedelta(days=day)).date(), self.zone)

    def _at(self) -> datetime:
        return self.rng.choice(self.instants) + self.rng.choice([0, 0, 0, 1, -1]) * INSTANT

    def _who(self) -> str | None:
        return self.rng.choice(["Mom", "Mom", "Aunt", None])

    def _message(self) -> dict[str, Any]:
        rng = self.rng
        sent = rng.random() < 0.85
        values = {
            "provider": rng.choice(["JPay", "JPay", "CorrLinks", "GettingOut"]),
            "direction": "sent" if sent else "received",
            "refunded": sent and rng.random() < 0.1,
            "cost": rng.choice([None, None, D(0), self._dollars(4)]),
            "stamps": rng.choice([None, None, 0, 1, 2, 5]),
            "paid": rng.choice([None, None, None, "direct", "balance"]),
            "deleted_at": rng.choice([None] * 6 + [FIRST]),
            "by": self._who(),
        }
        quotes = {
            "quoted": rng.choice([None, self._dollars(4)]),
            "quoted_units": rng.choice([None, 0, 1, 3]),
        }
        return self.book.message_row(self._at(), **values) | quotes

    def _purchase(self) -> dict[str, Any]:
        rng = self.rng
        kind = rng.choice(["stamps"] * 5 + ["credit", "credit", "subscription", "fee", "refund", "refund"])
        units: dict[str, Any] = {
            "stamps": rng.choice([None, 3, 10, 7, 20]),
            "refund": rng.choice([None, 2, 5]),
            "subscription": rng.randint(1, 2),
        }
        unit = {"subscription": rng.choice(["week", "month"]), "credit": "usd"}
        if units.get(kind) and kind in ("stamps", "refund"):
            unit[kind] = rng.choice(["stamp", "stamp", "stamp", "message"])
        at = self._at()
        expires = None
        if self.expiring and kind in ("stamps", "credit") and rng.random() < 0.6:
            expires = at.date() + timedelta(days=rng.choice([-1, 0, 1, 5, 20, 60]))
        return self.book.purchase_row(
            at,
            rng.choice(["JPay", "JPay", "JPay", "CorrLinks"]),
            str(self._dollars(2)),
            by=self._who(),
            kind=kind,
            units=units.get(kind),
            unit=unit.get(kind),
            expires=expires,
            deleted_at=rng.choice([None] * 6 + [FIRST]),
        )

    def _entry(self) -> dict[str, Any]:
        rng = self.rng
        unit = rng.choice(["stamp", "stamp", "message", "usd"])
        who = self._who()
        dollars = unit == "usd"
        return {
            "provider_id": self.book.provider(rng.choice(["JPay", "JPay", "CorrLinks"])),
            "member_id": self.book.member(who) if who else None,
            "unit": unit,
            "kind": rng.choice(["opening", "correction", "correction", "given", "written off"]),
            "at": self._at(),
            "units": None if dollars else rng.choice([0, 1, 4, 12]),
            "amount": self._dollars(2) if dollars else None,
            "note": "",
            "logged_at": LOGGED,
            "deleted_at": rng.choice([None] * 5 + [FIRST]),
        }

    def _dollars(self, places: int) -> Decimal:
        return Decimal(self.rng.randrange(10**places * 10)).scaleb(-places)

    def write(self) -> None:
        """Writes all in one go, with the quotes as they are: what logging would quote is no part of this."""
        self.book.set_zone(self.zone)
        with self.book.database.write() as session:
            first = next_id(session, Message)
            for number, row in enumerate(self.messages):
                row["id"] = first + number
            for row in self.purchases:
                if row["kind"] == "refund" and self.messages and self.rng.random() < 0.5:
                    row["message_id"] = self.rng.choice(self.messages)["id"]
            tables = (Message, self.messages), (Purchase, self.purchases), (BalanceEntry, self.entries)
            for table, rows in tables:
                if rows:
                    session.execute(insert(table), rows)
            for provider_id, member_id in self.shared.items():
                session.add(SharedAccount(provider_id=provider_id, member_id=member_id, marked_at=LOGGED))
            note_everything(session)

    def clear(self) -> None:
        """Takes everything out again; the next history adds its sums up anew."""
        with self.book.database.write() as session:
            for table in (Purchase, Message, BalanceEntry, SharedAccount):
                session.execute(delete(table))


@pytest.mark.parametrize("expiring", [False, True], ids=["lasting", "expiring"])
def test_balances_equal_a_reading_event_by_event(database: Database, expiring: bool) -> None:
    book = Book(database)
    for seed in SEEDS:
        history = History(book, seed, expiring=expiring)
        history.write()
        expected = naive_balances(
            history.messages, history.purchases, history.entries, history.shared, history.zone, NOW
        )
        assert found(database, history.zone) == {key: plain(one) for key, one in expected.items()}, seed
        history.clear()


def found(database: Database, zone: str) -> dict[Key, dict[str, Any]]:
    with database.read() as session:
        laid = lay_out(session, zone, NOW)
        walked = [pair for one in laid.values() for pair in courses(session, zone, NOW, one)]
    return {
        (account.provider_id, account.member_id, account.unit): {
            "left": course.left,
            "worth": course.worth,
            "months": {
                (month.month, name): number
                for month in course.months
                for name in ("bought", "used", "given", "lost", "corrected")
                if (number := getattr(month, name))
            },
            "gone": sorted((gone.at, gone.worth) for gone in course.gone),
        }
        for account, course in walked
    }


def plain(naive: Naive) -> dict[str, Any]:
    return {
        "left": naive.left,
        "worth": naive.worth(),
        "months": {
            (month, name): number
            for month, numbers in naive.months.items()
            for name, number in numbers.items()
            if number
        },
        "gone": sorted(naive.gone),
    }
