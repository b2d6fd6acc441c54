"""The courses of every account: the records read, laid out in pieces, sorted out and walked through."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from storage.queries import balance_flows as flows
from storage.queries import purchases as purchase_queries
from storage.queries.slices import Slice
from tracker.spend.balances.accounts import Account, Routes
from tracker.spend.balances.course import Course, Terms, walk
from tracker.spend.balances.reading import read_parts, read_records, stamp_price
from tracker.spend.balances.records import Piece, Records
from tracker.spend.balances.sheets import Sheet, sheets_of
from tracker.spend.days import INSTANT


@dataclass(frozen=True, slots=True)
class Laid:
    """One provider's records, laid out in pieces of time and sorted out by account.

    `only_said` says that no message draws on a balance there that does not say so.
    """

    records: Records
    routes: Routes
    pieces: tuple[Piece, ...]
    sheets: Mapping[Account, Sheet]
    only_said: bool


def lay_out(
    session: Session,
    zone: str,
    now: datetime,
    provider_ids: Collection[int] | None = None,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> dict[int, Laid]:
    """What is recorded at each provider, ready to be walked through.

    Time is also cut at `since` and after `until`, and where an account begins after `since`.
    """
    records = read_records(session, zone, provider_ids)
    routes = {provider_id: found.routes() for provider_id, found in records.items()}
    pieces = {
        provider_id: found.pieces(routes[provider_id], set(_cuts(routes[provider_id], since, until)), now)
        for provider_id, found in records.items()
    }
    read_parts(session, zone, records, pieces)
    bought_at = purchase_queries.first_balances(session, records)
    return {
        provider_id: Laid(
            found,
            routes[provider_id],
            tuple(pieces[provider_id]),
            sheets_of(found, routes[provider_id], pieces[provider_id]),
            provider_id not in bought_at,
        )
        for provider_id, found in records.items()
    }


def _cuts(routes: Routes, since: datetime | None, until: datetime | None) -> Iterator[datetime]:
    if since is not None:
        yield since
        yield from (first for first in routes.firsts.values() if first > since)
    if until is not None:
        yield until + INSTANT


def courses(
    session: Session, zone: str, now: datetime, laid: Laid, until: datetime | None = None
) -> Iterator[tuple[Account, Course]]:
    """The course of each of a provider's accounts, up to an instant where one is given."""
    for account, sheet in laid.sheets.items():
        yield account, walk(sheet, laid.pieces, _terms(session, zone, now, account), until)


def _terms(session: Session, zone: str, now: datetime, account: Account) -> Terms:
    provider_id, member_id, unit = account.provider_id, account.member_id, account.unit
    return Terms(
        unit,
        zone,
        lambda span, units: flows.paid_for_oldest(
            session, Slice(provider_id, span.since, span.until), member_id, unit, units
        ),
        lambda at: Fraction(1) if unit == "usd" else stamp_price(session, provider_id, at),
        now,
    )
