"""Reads the records of providers' accounts: whole months from the kept sums, parts of months by index."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from storage.queries import balance_flows as flows
from storage.queries import balances as queries
from storage.queries import bought_sums
from storage.queries import purchases as purchase_queries
from storage.queries.balance_flows import Bought
from storage.queries.bought_sums import Bought as BoughtSums
from storage.queries.slices import Slice
from tracker.spend.balances.records import Piece, Records
from tracker.spend.days import INSTANT, Window
from tracker.spend.days import pieces as cut_up
from tracker.spend.subscriptions import periods_over


def read_records(
    session: Session, zone: str, provider_ids: Collection[int] | None = None
) -> dict[int, Records]:
    """What is recorded at each provider where there is anything, by whole months."""
    found: dict[int, Records] = {}

    def of(provider_id: int) -> Records:
        return found.setdefault(provider_id, Records(provider_id, zone, shared.get(provider_id)))

    shared = queries.shared_accounts(session)
    for entry in queries.entries(session, provider_ids):
        of(entry.provider_id).entries.append(entry)
    for row in flows.drawn_by_month(session, provider_ids):
        of(row.provider_id).drawn[row.month][row.member_id].add(row.units, row.dollars)
    for sums in bought_sums.read(session, provider_ids=provider_ids):
        if sums.first is not None:
            of(sums.provider_id).bought[sums.month].append(_bought(sums, sums.first))
    expiring = [
        key
        for key, records in found.items()
        if any(one.expiring for rows in records.bought.values() for one in rows)
    ]
    for lot in flows.expiring_purchases(session, expiring):
        of(lot.provider_id).lots.append(lot)
    return found


def _bought(sums: BoughtSums, first: datetime) -> Bought:
    refund = sums.kind == "refund"
    return Bought(sums.member_id, refund, sums.unit, sums.units, sums.dollars, first, sums.expiring)


def read_parts(
    session: Session, zone: str, records: Mapping[int, Records], pieces: Mapping[int, Sequence[Piece]]
) -> None:
    """Adds what lies in the pieces that are no whole months, where their months have anything."""
    parts = {
        provider_id: [piece for piece in found if not piece.whole] for provider_id, found in pieces.items()
    }
    _read_bought(session, records, parts)
    _read_drawn(session, zone, records, parts)


def _read_bought(
    session: Session, records: Mapping[int, Records], parts: Mapping[int, Sequence[Piece]]
) -> None:
    slices = [
        Slice(provider_id, piece.window.since, piece.window.until)
        for provider_id, found in parts.items()
        for piece in found
        if records[provider_id].bought.get(piece.month)
    ]
    for number, bought in flows.bought_in(session, slices):
        place = slices[number]
        records[place.provider_id].bought_in_part[Window(place.since, place.until)].append(bought)


def _read_drawn(
    session: Session, zone: str, records: Mapping[int, Records], parts: Mapping[int, Sequence[Piece]]
) -> None:
    wanted: dict[int, list[Window]] = {}
    for provider_id, found in parts.items():
        windows = [piece.window for piece in found if piece.month in records[provider_id].drawn]
        if windows:
            wanted[provider_id] = windows
    if not wanted:
        return
    places: list[Window] = []
    slices: list[Slice] = []
    for slice_, window in _slices(session, zone, wanted):
        slices.append(slice_)
        places.append(window)
    for number, member_id, units, dollars in flows.drawn_in(session, slices):
        there = records[slices[number].provider_id].drawn_in_part[places[number]]
        there[member_id].add(units, dollars)


def _slices(
    session: Session, zone: str, wanted: Mapping[int, Sequence[Window]]
) -> Iterator[tuple[Slice, Window]]:
    """The windows cut where it changes how a message is paid: at a first balance, at a subscription."""
    firsts = purchase_queries.first_balances(session, wanted)
    for provider_id, windows in wanted.items():
        first = firsts.get(provider_id)
        periods = [period for _, period in periods_over(session, zone, windows, [provider_id])]
        changes = {edge for period in periods for edge in (period.since, period.until)}
        if first is not None:
            changes.add(first + INSTANT)
        for window in windows:
            for part in cut_up(window, changes):
                otherwise = "balance" if first is not None and first < part.since else "direct"
                covered = any(part.since in period for period in periods)
                yield Slice(provider_id, part.since, part.until, otherwise, covered), window


def stamp_price(session: Session, provider_id: int, at: datetime) -> Fraction:
    """Dollars for one stamp of the newest pack bought there before an instant; nothing without any."""
    packs = purchase_queries.stamp_packs(session, provider_id, at, at)
    return Fraction(packs[0][1]) / packs[0][2] if packs else Fraction(0)
