"""What is recorded of one provider's accounts, laid out in pieces of time inside which nothing is cut."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from storage.queries.balance_flows import Bought, ExpiringPurchase
from storage.tables import BalanceEntry
from tracker.spend.balances.accounts import Account, Number, Routes, earliest
from tracker.spend.days import (
    INSTANT,
    LAST_DAY,
    Window,
    day_start,
    first_of,
    month_of,
    months_between,
    months_later,
)

ANCHORS = ("opening", "correction")
NO_TIME = timedelta()


@dataclass(slots=True)
class Drawn:
    """What messages took from balance, in units and in dollars."""

    units: int = 0
    dollars: Decimal = Decimal(0)

    def add(self, units: int, dollars: Decimal) -> None:
        """Adds what more messages took."""
        self.units += units
        self.dollars += dollars

    def of(self, unit: str) -> Number:
        """What that is in an account's unit."""
        return self.dollars if unit == "usd" else self.units


ByMember = dict[int | None, Drawn]


def _by_member() -> ByMember:
    return defaultdict(Drawn)


@dataclass(frozen=True, slots=True)
class Piece:
    """A month of the household, or the part of one between two instants at which something changes."""

    window: Window
    month: str
    whole: bool


@dataclass(slots=True)
class Records:
    """One provider's entries, purchases and what messages drew, by month, or part of one where it is cut."""

    provider_id: int
    zone: str
    shared: int | None = None
    entries: list[BalanceEntry] = field(default_factory=list)
    lots: list[ExpiringPurchase] = field(default_factory=list)
    bought: dict[str, list[Bought]] = field(default_factory=lambda: defaultdict(list))
    drawn: dict[str, ByMember] = field(default_factory=lambda: defaultdict(_by_member))
    bought_in_part: dict[Window, list[Bought]] = field(default_factory=lambda: defaultdict(list))
    drawn_in_part: dict[Window, ByMember] = field(default_factory=lambda: defaultdict(_by_member))

    def members(self) -> set[int | None]:
        """Those whose messages drew on a balance here."""
        return {member_id for drawn in self.drawn.values() for member_id in drawn}

    def bought_in(self, piece: Piece) -> list[Bought]:
        """What was bought or came back in a piece."""
        return (self.bought.get(piece.month) if piece.whole else self.bought_in_part.get(piece.window)) or []

    def drawn_in(self, piece: Piece) -> dict[int | None, Drawn]:
        """What each member's messages drew in a piece."""
        return (self.drawn.get(piece.month) if piece.whole else self.drawn_in_part.get(piece.window)) or {}

    def routes(self) -> Routes:
        """Who draws on which account here."""
        firsts = self._firsts()
        units: dict[str, datetime] = {}
        for account, first in firsts.items():
            units[account.unit] = min(first, units.get(account.unit, first))
        dollars = any(one.dollars for drawn in self.drawn.values() for one in drawn.values())
        # What nobody ever bought is told in dollars as far as these are known.
        usual = earliest(units) if units else "usd" if dollars else "stamp"
        return Routes(self.provider_id, firsts, self.shared, usual)

    def pieces(self, routes: Routes, cuts: Iterable[datetime], now: datetime) -> list[Piece]:
        """Every month there is anything of, until that of now, cut where something changes."""
        months = self._months(now)
        starts = {day_start(first_of(month), self.zone): month for month in months}
        first, end = min(starts), day_start(months_later(first_of(months[-1]), 1), self.zone)
        edges = {*starts, end}
        borders = (border for member_id in self.members() for border in routes.borders(member_id))
        inside = {cut for cut in (*cuts, *borders, *self._changes(now)) if first < cut < end}
        found, month = [], months[0]
        for since, until in pairwise(sorted(edges | inside)):
            month = starts.get(since, month)
            found.append(Piece(Window(since, until), month, since in edges and until in edges))
        return found

    def _changes(self, now: datetime) -> Iterator[datetime]:
        for entry in self.entries:
            if entry.kind in ANCHORS:
                yield entry.at
            elif entry.kind == "written off":
                # After everything else of its instant.
                yield entry.at + INSTANT
        for one in self.lots:
            yield one.at
            gone = gone_at(one, self.zone)
            if gone <= now:
                yield gone

    def _months(self, now: datetime) -> list[str]:
        # What was written off in a month's last instant counts at the first of the next.
        instants = (now, *(entry.at + late for entry in self.entries for late in (NO_TIME, INSTANT)))
        known = {*self.drawn, *self.bought, *(month_of(instant, self.zone) for instant in instants)}
        return months_between(min(known), max(known))

    def _firsts(self) -> dict[Account, datetime]:
        """When each account had its first entry; what came back opens none."""
        firsts: dict[Account, datetime] = {}
        found = [
            (one.member_id, one.unit, one.first)
            for rows in self.bought.values()
            for one in rows
            if not one.refund
        ]
        found += [(entry.member_id, entry.unit, entry.at) for entry in self.entries]
        for member_id, unit, at in found:
            account = Account(self.provider_id, member_id, unit)
            firsts[account] = min(at, firsts.get(account, at))
        return firsts


def gone_at(one: ExpiringPurchase, zone: str) -> datetime:
    """The first instant at which what was bought is no longer good: the start of the day after."""
    return day_start(min(one.expires, LAST_DAY) + timedelta(days=1), zone)
