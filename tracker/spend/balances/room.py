"""The room of balances: what is left at each provider, and what the family says about it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session

from storage.queries import balance_flows as flows
from storage.queries import balances as queries
from storage.session import Database
from storage.tables import Member, Provider
from tracker.clock import Clock
from tracker.deadlines.household import household_zone
from tracker.errors import InvalidInputError
from tracker.forms import take_once
from tracker.spend.balances.accounts import ZERO, Account, Number
from tracker.spend.balances.cards import BalanceCard, BalanceWarning, read_cards, warnings_of
from tracker.spend.balances.entries import (
    EntryCard,
    Said,
    entry_card,
    left_at,
    say,
    set_deleted,
    take_out,
)
from tracker.spend.balances.records import ANCHORS
from tracker.spend.entries import provider_key
from tracker.wording import _

T = TypeVar("T")

ENTRIES_SHOWN = 25
# Whoever logs in stamps says so in one of these.
NEWEST = 200


@dataclass(frozen=True, slots=True)
class Shared:
    """Whose account at a provider is everybody's now, and whose it was before; None for nobody's."""

    provider_id: int
    member_id: int | None
    before: int | None


class Balances:
    """What is left at the providers of one household. Each writing method is one transaction.

    A number is a whole one of stamps or messages, or Decimal dollars with two decimals. `at` None is now.
    `form` is the key of the form that was filled in: one taken before writes nothing and raises
    FormTakenError.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def cards(self, now: datetime | None = None) -> tuple[BalanceCard, ...]:
        """Every account, what needs attention first."""
        with self._database.read() as session:
            return read_cards(session, household_zone(session), now or self._clock.now())

    def warnings(self, now: datetime | None = None) -> tuple[BalanceWarning, ...]:
        """What is below zero, expires within two weeks, or lasts for fewer than about seven days."""
        return warnings_of(self.cards(now))

    def entries(self, account: Account) -> tuple[EntryCard, ...]:
        """The newest things said of an account, newest first."""
        where = (account.provider_id, account.member_id, account.unit)
        with self._database.read() as session:
            return tuple(entry_card(row) for row in queries.entries_of(session, *where, ENTRIES_SHOWN))

    def left(self, account: Account, at: datetime | None = None) -> Number:
        """What was left in an account at an instant, below zero where a purchase is missing."""
        now = self._clock.now()
        with self._database.read() as session:
            return left_at(session, account, at or now, now)

    def has_account(self, provider_id: int, member_id: int | None) -> bool:
        """Whether there is an account at a provider that this member's messages can draw on."""
        with self._database.read() as session:
            return self._has_account(session, provider_id, member_id)

    def needs_opening(self, provider_id: int, member_id: int | None, at: datetime) -> bool:
        """Whether a message in stamps is the first there, and nobody said yet what was there before it."""
        with self._database.read() as session:
            if self._has_account(session, provider_id, member_id):
                return False
            return not flows.stamps_said(session, provider_id, at, NEWEST)

    def count(
        self,
        account: Account,
        said: Number,
        at: datetime | None = None,
        *,
        note: str = "",
        form: str | None = None,
    ) -> int:
        """Writes what the app says is left, and gives the entry's key; what came before matters no more."""
        return self._say("correction", account, said, at, note, form)

    def open(
        self,
        account: Account,
        said: Number,
        at: datetime | None = None,
        *,
        note: str = "",
        form: str | None = None,
        provider: str | None = None,
    ) -> int:
        """Writes what was there when the family began to log, and gives the entry's key.

        `provider` is the name of one that may be new here; it then counts in place of the account's.
        """
        return self._say("opening", account, said, at, note, form, provider)

    def give(
        self,
        account: Account,
        number: Number,
        at: datetime | None = None,
        *,
        note: str = "",
        form: str | None = None,
    ) -> int:
        """Writes what went to the person inside. Raises InvalidInputError for more than there is."""
        return self._say("given", account, number, at, note, form)

    def write_off(
        self,
        account: Account,
        number: Number | None = None,
        at: datetime | None = None,
        *,
        note: str = "",
        form: str | None = None,
    ) -> int:
        """Gives up what is left, or so much of it: lost at purchase price, and gives the entry's key."""
        return self._say("written off", account, number, at, note, form)

    def take_back(self, entry_id: int) -> int:
        """Takes back what was said, until it is restored."""
        return self._write(None, lambda session, now: set_deleted(session, entry_id, now))

    def restore(self, entry_id: int) -> int:
        """Brings back what was taken back."""
        return self._write(None, lambda session, _now: set_deleted(session, entry_id, None))

    def share(self, provider_id: int, member_id: int | None, form: str | None = None) -> Shared:
        """Marks a member's account at a provider as the one that whoever has none draws on; None marks none.

        Raises InvalidInputError for a provider or member that is not known.
        """

        def write(session: Session, now: datetime) -> Shared:
            if session.get(Provider, provider_id) is None:
                raise InvalidInputError(_("This provider is not known. Choose another."), field="provider")
            if member_id is not None and session.get(Member, member_id) is None:
                raise InvalidInputError(_("This member is not known. Choose another."), field="member")
            before = queries.mark_shared(session, provider_id, member_id, now)
            return Shared(provider_id, member_id, before)

        return self._write(form, write)

    def unshare(self, provider_id: int, form: str | None = None) -> Shared:
        """Lets everybody draw on their own account again."""
        return self.share(provider_id, None, form)

    def _has_account(self, session: Session, provider_id: int, member_id: int | None) -> bool:
        shared = queries.shared_accounts(session).get(provider_id)
        members = [one for one in (member_id, shared) if one is not None]
        return queries.has_account(session, provider_id, members)

    def _say(
        self,
        kind: str,
        account: Account,
        number: Number | None,
        at: datetime | None,
        note: str,
        form: str | None,
        provider: str | None = None,
    ) -> int:
        def write(session: Session, now: datetime) -> int:
            where = account
            if provider is not None:
                where = replace(account, provider_id=provider_key(session, provider, now))
            when = at or now
            much = number
            if much is None:
                much = max(left_at(session, where, when, now), ZERO[where.unit])
            said = Said(where, kind, much, when, note)
            return (say if kind in ANCHORS else take_out)(session, said, now)

        return self._write(form, write)

    def _write(self, form: str | None, write: Callable[[Session, datetime], T]) -> T:
        now = self._clock.now()
        with self._database.write() as session:
            take_once(session, form, now)
            return write(session, now)
