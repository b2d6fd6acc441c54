"""Keeps the sums by month equal to what they are the sums of, in the transaction that changes it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlmodel import Session

from storage.queries import bought_sums as bought_queries
from storage.queries import month_sums as queries
from storage.queries import purchases as purchase_queries
from storage.queries import spend as spend_queries
from storage.queries.bought_sums import Bought
from storage.queries.month_sums import Amounts, Kept
from storage.queries.purchases import BALANCE_KINDS
from storage.touched import Touched, TouchedPurchase
from tracker.deadlines.household import household_zone
from tracker.spend.counting import Counted, count_spend
from tracker.spend.days import (
    INSTANT,
    Window,
    first_of,
    last_of,
    local_day,
    month_of,
    months_between,
    months_later,
    period_end,
    window,
)
from tracker.spend.subscriptions import periods_over

# Moved when the sums of the same messages and purchases come to something else: they are added up anew.
RULE = 1

_ADDED = tuple(field.name for field in fields(Amounts) if not field.name.startswith("pack_"))


def keep_sums(session: Session, found: Touched) -> None:
    """Adds up anew what a transaction changed, as far as it reaches."""
    zone = household_zone(session)
    if found.everything:
        queries.replace_all(session, _kept(count_spend(session, zone, [window(zone)]), zone))
        bought_queries.replace_all(session, _bought(session, zone))
        queries.note_kept(session, RULE, zone)
        return
    months = _months_touched(session, zone, found)
    rows: list[Kept] = []
    bought: list[Bought] = []
    where = []
    for provider_id, touched_months in months.items():
        runs = _runs(touched_months)
        where += [(provider_id, first, last) for first, last in runs]
        windows = [window(zone, first_of(first), last_of(last)) for first, last in runs]
        rows += _kept(count_spend(session, zone, windows, [provider_id]), zone)
        bought += bought_queries.count(session, _bounds(touched_months, zone), [provider_id])
    queries.replace(session, where, rows)
    bought_queries.replace(session, where, bought)


def is_kept(session: Session) -> bool:
    """Whether the sums were added up by the rule of today, and for the zone of today."""
    return queries.kept_by(session) == (RULE, household_zone(session))


def differing(session: Session) -> list[tuple[str, int | None]]:
    """Month and provider of the kept sums that are not the sums; none when all is well."""
    zone = household_zone(session)
    due = Counter(_kept(count_spend(session, zone, [window(zone)]), zone))
    there = Counter(queries.every_row(session))
    bought, kept = Counter(_bought(session, zone)), Counter(bought_queries.read(session))
    wrong: list[Kept | Bought] = [*(due - there), *(there - due), *(bought - kept), *(kept - bought)]
    return sorted({(row.month, row.provider_id) for row in wrong}, key=str)


def _bought(session: Session, zone: str) -> Iterator[Bought]:
    """All purchases by month."""
    span = purchase_queries.span(session)
    if span is None:
        return iter(())
    months = months_between(month_of(span[0], zone), month_of(span[1], zone))
    return bought_queries.count(session, _bounds(months, zone))


def _bounds(months: Iterable[str], zone: str) -> list[tuple[str, datetime, datetime]]:
    """Each month with its first instant and the one after its last."""
    windows = {month: window(zone, first_of(month), last_of(month)) for month in months}
    return [(month, span.since, span.until) for month, span in windows.items()]


def _kept(pieces: Iterable[Counted], zone: str) -> list[Kept]:
    """Pieces of time added up to rows by month; rows of nothing are left out."""
    sums: dict[tuple[Any, ...], dict[str, Any]] = {}
    for piece in pieces:
        amounts = piece.amounts
        key = (
            month_of(piece.since, zone),
            piece.provider_id,
            piece.contact_id,
            piece.member_id,
            amounts.pack_amount,
            amounts.pack_units,
        )
        row = sums.setdefault(key, dict.fromkeys(_ADDED, 0))
        for name in _ADDED:
            row[name] += getattr(amounts, name)
    return [
        Kept(month, provider_id, contact_id, member_id, Amounts(**row, pack_amount=amount, pack_units=units))
        for (month, provider_id, contact_id, member_id, amount, units), row in sums.items()
        if any(row.values())
    ]


def _months_touched(session: Session, zone: str, found: Touched) -> dict[int, set[str]]:
    """The months of each provider whose sums may be others now."""
    reach: dict[int, list[Window]] = defaultdict(list)
    for provider_id, at in _instants(session, found):
        reach[provider_id].append(Window(at, at + INSTANT))
    for purchase in found.purchases:
        reach[purchase.provider_id].append(_reach(session, zone, purchase))
    for table, first in (("message", found.messages_from), ("purchase", found.purchases_from)):
        for provider_id, since, until in queries.spans_from(session, table, first) if first else ():
            reach[provider_id].append(Window(since, until + INSTANT))
            if table == "purchase":
                # Purchases tell of every message after them.
                reach[provider_id].append(Window(since, window(zone).until))
    months: dict[int, set[str]] = defaultdict(set)
    for provider_id, windows in reach.items():
        merged = _merged(windows)
        # A subscription's share is another one for all its messages when one of them changes.
        own = [period for _, period in periods_over(session, zone, merged, [provider_id])]
        for one in (*windows, *own):
            months[provider_id].update(_months(session, one, zone, provider_id))
        for span in merged:
            for other_id, at in queries.refunds_within(session, provider_id, span.since, span.until):
                months[other_id].add(month_of(at, zone))
    return months


def _instants(session: Session, found: Touched) -> Iterator[tuple[int, datetime]]:
    yield from found.instants
    yield from queries.places_in_time(session, found.messages)
    yield from queries.refunds_of(session, found.messages)


def _reach(session: Session, zone: str, purchase: TouchedPurchase) -> Window:
    """How far a purchase reaches: to the next one that says the same of messages, or as long as it lasts."""
    until = purchase.at + INSTANT
    if purchase.kind == "subscription":
        until = max(until, period_end(purchase.at, purchase.units or 0, purchase.unit or "", zone))
    if purchase.kind in BALANCE_KINDS:
        # Stamps tell what one costs until others do; those that do not say how many they are never do.
        stamps = purchase.kind == "stamps"
        kinds = ("stamps",) if stamps else BALANCE_KINDS
        following = queries.next_purchase(session, purchase.provider_id, kinds, purchase.at, counted=stamps)
        until = max(until, window(zone).until if following is None else following + INSTANT)
    return Window(purchase.at, until)


def _merged(windows: Iterable[Window]) -> list[Window]:
    """The same time in windows that do not overlap."""
    merged: list[Window] = []
    for one in sorted(windows, key=lambda one: one.since):
        if merged and one.since <= merged[-1].until:
            merged[-1] = Window(merged[-1].since, max(merged[-1].until, one.until))
        else:
            merged.append(one)
    return merged


def _months(session: Session, span: Window, zone: str, provider_id: int) -> Iterator[str]:
    """The months a window touches; one without an end ends with the newest message or sums that are kept."""
    day = local_day(span.since, zone).replace(day=1)
    last = local_day(span.until - INSTANT, zone)
    if span.until == window(zone).until:
        kept = queries.months(session)
        last = last_of(kept[1]) if kept else day
        # Of a message that counted nothing so far no sums are kept.
        spans = spend_queries.message_spans(session, [provider_id])
        last = max([last, *(local_day(newest, zone) for _oldest, newest in spans.values())])
    while day <= max(last, local_day(span.since, zone)):
        yield f"{day:%Y-%m}"
        day = months_later(day, 1)


def _runs(months: set[str]) -> list[tuple[str, str]]:
    """Months as stretches from one to another."""
    runs: list[tuple[str, str]] = []
    for month in sorted(months):
        if runs and f"{months_later(first_of(runs[-1][1]), 1):%Y-%m}" == month:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return runs
