"""Accounts at providers: whose they are, in what they are counted, and which one a message draws on."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from tracker.checks import EARLIEST
from tracker.spend.sums import cents

# Stamps and messages are whole numbers, dollars exact decimals.
Number = int | Decimal
# Where an account has several, messages draw on the first of these.
UNITS = ("stamp", "message", "usd")
ZERO: Mapping[str, Number] = {"stamp": 0, "message": 0, "usd": Decimal(0)}


def as_shown(number: Number) -> Number:
    """A number as screens show it: dollars in whole cents, though a message may cost parts of one."""
    return cents(Fraction(number)) if isinstance(number, Decimal) else number


@dataclass(frozen=True, slots=True)
class Account:
    """A member's account at a provider, or the household's (None), in stamps, messages or dollars."""

    provider_id: int
    member_id: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Routes:
    """Which account at a provider a member's messages draw on.

    `firsts` is when each account had its first entry, `shared` whose account is everybody's. `usual` is the
    unit of what is missing where a member has no account at all.
    """

    provider_id: int
    firsts: Mapping[Account, datetime]
    shared: int | None
    usual: str
    _paths: dict[int | None, list[tuple[datetime, Account]]] = field(default_factory=dict, repr=False)

    def account(self, member_id: int | None, at: datetime) -> Account:
        """The account a message of this member at this instant draws on.

        The member's own from its first entry on; else the shared one, else the household's; where there is
        none, the member's own, which is then below zero.
        """
        path = self._path(member_id)
        return path[max(bisect_right(path, at, key=lambda step: step[0]) - 1, 0)][1]

    def borders(self, member_id: int | None) -> set[datetime]:
        """The instants from which a member's messages draw on another account than before."""
        return {since for since, _account in self._path(member_id)[1:]}

    def _path(self, member_id: int | None) -> list[tuple[datetime, Account]]:
        """The accounts one after another, each with the instant from which it is drawn on."""
        if member_id not in self._paths:
            path: list[tuple[datetime, Account]] = []
            for since in (EARLIEST, *sorted(set(self.firsts.values()))):
                holder = self._holder(member_id, since)
                account = Account(self.provider_id, holder, self._unit(holder, since))
                if not path or path[-1][1] != account:
                    path.append((since, account))
            self._paths[member_id] = path
        return self._paths[member_id]

    def _holder(self, member_id: int | None, at: datetime) -> int | None:
        own = self._firsts_of(member_id)
        if own and min(own.values()) <= at:
            return member_id
        if self.shared is not None:
            return self.shared
        return None if self._firsts_of(None) else member_id

    def _unit(self, holder: int | None, at: datetime) -> str:
        own = self._firsts_of(holder)
        there = [unit for unit in UNITS if unit in own and own[unit] <= at]
        if there:
            return there[0]
        return earliest(own) if own else self.usual

    def _firsts_of(self, member_id: int | None) -> dict[str, datetime]:
        return {one.unit: first for one, first in self.firsts.items() if one.member_id == member_id}


def earliest(firsts: Mapping[str, datetime]) -> str:
    """The unit that came first."""
    return min(firsts, key=lambda unit: (firsts[unit], UNITS.index(unit)))
