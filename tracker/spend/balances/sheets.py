"""A provider's records sorted out: for each account what came in and went out in which piece of time."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from storage.queries.balance_flows import Bought, ExpiringPurchase
from storage.tables import BalanceEntry
from tracker.spend.balances.accounts import Account, Number, Routes
from tracker.spend.balances.records import ANCHORS, Piece, Records
from tracker.spend.days import INSTANT


@dataclass(slots=True)
class Came:
    """What was bought and does not expire, and the dollars that were paid for it."""

    number: Number = 0
    paid: Fraction = Fraction(0)


@dataclass(slots=True)
class Sheet:
    """One account's, by the number of the piece. `first` is its first entry's time, None without any."""

    first: datetime | None = None
    came: dict[int, Came] = field(default_factory=lambda: defaultdict(Came))
    back: dict[int, Number] = field(default_factory=lambda: defaultdict(int))
    used: dict[int, Number] = field(default_factory=lambda: defaultdict(int))
    given: dict[int, Number] = field(default_factory=lambda: defaultdict(int))
    counted: dict[int, list[BalanceEntry]] = field(default_factory=lambda: defaultdict(list))
    written_off: dict[int, list[BalanceEntry]] = field(default_factory=lambda: defaultdict(list))
    lots: dict[int, list[ExpiringPurchase]] = field(default_factory=lambda: defaultdict(list))


def sheets_of(records: Records, routes: Routes, pieces: Sequence[Piece]) -> dict[Account, Sheet]:
    """Every account there is, or would have to be: what is drawn on it makes one too."""
    sheets: dict[Account, Sheet] = defaultdict(Sheet)
    for account, first in routes.firsts.items():
        sheets[account].first = first
    starts = [piece.window.since for piece in pieces]
    for number, piece in enumerate(pieces):
        for row in records.bought_in(piece):
            account = Account(records.provider_id, row.member_id, row.unit)
            if account in routes.firsts:
                _add_bought(sheets[account], number, row)
        for member_id, drawn in records.drawn_in(piece).items():
            account = routes.account(member_id, piece.window.since)
            if drawn.of(account.unit):
                sheets[account].used[number] += drawn.of(account.unit)
    for entry in records.entries:
        _add_entry(sheets[Account(records.provider_id, entry.member_id, entry.unit)], starts, entry)
    for lot in records.lots:
        account = Account(records.provider_id, lot.member_id, lot.unit)
        sheets[account].lots[_piece(starts, lot.at)].append(lot)
    return dict(sheets)


def _add_bought(sheet: Sheet, number: int, row: Bought) -> None:
    many = row.dollars if row.unit == "usd" else row.units
    if row.refund:
        sheet.back[number] += many
    else:
        sheet.came[number].number += many
        sheet.came[number].paid += Fraction(row.dollars)


def _add_entry(sheet: Sheet, starts: Sequence[datetime], entry: BalanceEntry) -> None:
    if entry.kind in ANCHORS:
        sheet.counted[_piece(starts, entry.at)].append(entry)
    elif entry.kind == "given":
        sheet.given[_piece(starts, entry.at)] += number_of(entry)
    else:
        # After everything else of its instant.
        sheet.written_off[_piece(starts, entry.at + INSTANT)].append(entry)


def _piece(starts: Sequence[datetime], at: datetime) -> int:
    return bisect_right(starts, at) - 1


def number_of(entry: BalanceEntry) -> Number:
    """What an entry counts, in its account's unit."""
    if entry.amount is not None:
        return entry.amount
    return entry.units or 0
