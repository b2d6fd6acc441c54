"""A household's balances for tests, with short ways to fill them and to ask."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from storage.session import Database
from tests.clock import FixedClock
from tests.spend.book import Book, local
from tracker.spend.balances import Account, BalanceCard, Balances, losses

INSTANT = timedelta(microseconds=1)


class Till:
    """A household's balances, with short ways to fill them."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.book, self.clock = Book(database), clock
        self.balances = Balances(database, clock)

    def pack(
        self, at: str, units: int = 30, amount: str = "4.20", by: str | None = "Mom", **more: Any
    ) -> int:
        return self.book.purchase(at, amount=amount, units=units, by=by, **more)

    def credit(self, at: str, amount: str = "5.00", by: str | None = "Mom", **more: Any) -> int:
        return self.book.purchase(at, amount=amount, kind="credit", unit="usd", by=by, **more)

    def sent(self, at: str | datetime, stamps: int | None = 1, by: str | None = "Mom", **more: Any) -> int:
        return self.book.message(at, stamps=stamps, by=by, **more)

    def account(self, by: str | None = "Mom", unit: str = "stamp", provider: str = "JPay") -> Account:
        member = self.book.member(by) if by else None
        return Account(self.book.provider(provider), member, unit)

    def card(self, by: str | None = "Mom", unit: str = "stamp", provider: str = "JPay") -> BalanceCard:
        account = self.account(by, unit, provider)
        found = [card for card in self.balances.cards() if card.account == account]
        assert len(found) == 1, self.balances.cards()
        return found[0]

    def left(self, by: str | None = "Mom", unit: str = "stamp", provider: str = "JPay") -> Any:
        return self.card(by, unit, provider).left

    def accounts(self) -> set[Account]:
        return {card.account for card in self.balances.cards()}

    def count(self, at: str, said: int, by: str | None = "Mom") -> int:
        return self.balances.count(self.account(by), said, local(at))

    def lost(self) -> list[tuple[str, Fraction]]:
        """Local time and dollars of everything that expired or was written off."""
        with self.book.database.read() as session:
            found = losses(session, self.book.zone, self.clock.now())
            return sorted((f"{loss.at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}", loss.amount) for loss in found)
