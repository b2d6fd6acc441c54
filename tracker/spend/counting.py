"""Counts spend from the messages and purchases themselves: what the kept sums are the sums of."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from storage.queries import purchases as purchase_queries
from storage.queries import spend as queries
from storage.queries.month_sums import Amounts
from storage.queries.purchases import first_balances
from storage.queries.slices import Slice
from storage.queries.spend import MessageSums
from tracker.spend.days import INSTANT, Window, month_starts, pieces
from tracker.spend.pricing import load_pricing, paid_otherwise
from tracker.spend.subscriptions import Share, load_shares, running


@dataclass(frozen=True, slots=True)
class Counted:
    """What came together in one piece of time, of one provider, contact and member."""

    since: datetime
    provider_id: int
    contact_id: int | None
    member_id: int | None
    amounts: Amounts


def count_spend(
    session: Session, zone: str, windows: Sequence[Window], provider_ids: Collection[int] | None = None
) -> Iterator[Counted]:
    """Adds up the messages and purchases in these windows, which must not overlap.

    Time is cut wherever something changes: a month, a window, a stamp price, a first balance, a
    subscription. Inside a piece all messages of a provider follow one rule, so that SQL only adds.
    """
    if not windows:
        return
    shares = load_shares(session, zone, windows, provider_ids)
    yield from _messages(session, zone, windows, provider_ids, shares)
    yield from (found for found in _left_over(shares) if _within(found.since, windows))
    yield from _purchases(session, zone, windows, provider_ids)


def _messages(
    session: Session,
    zone: str,
    windows: Sequence[Window],
    provider_ids: Collection[int] | None,
    shares: Sequence[Share],
) -> Iterator[Counted]:
    spans = queries.message_spans(session, provider_ids)
    first_balance = first_balances(session, spans)
    slices = []
    for provider_id, (first, last) in spans.items():
        own = [share.period for share in shares if share.provider_id == provider_id]
        changes = {edge for one in own for edge in (one.since, one.until)}
        if provider_id in first_balance:
            changes.add(first_balance[provider_id] + INSTANT)
        for span in _common(windows, Window(first, last + INSTANT)):
            for piece in pieces(span, changes | set(month_starts(span, zone))):
                way = paid_otherwise(first_balance.get(provider_id), piece.since)
                covered = bool(running(shares, provider_id, piece.since))
                slices.append(Slice(provider_id, piece.since, piece.until, way, covered))
    for sums in queries.message_sums(session, slices):
        place = slices[sums.number]
        covering = running(shares, place.provider_id, place.since)
        yield _counted(place, sums.contact_id, sums.member_id, _amounts(sums, covering))
    yield from _stamps(session, slices)


def _counted(place: Slice, contact_id: int, member_id: int | None, amounts: Amounts) -> Counted:
    return Counted(place.since, place.provider_id, contact_id, member_id, amounts)


def _amounts(sums: MessageSums, covering: Sequence[Share]) -> Amounts:
    """What the messages of one slice come to: their value, and their shares of subscriptions."""
    each = sum((share.each for share in covering), Amounts().used)
    return Amounts(
        messages=sums.sent,
        answered=sums.answered,
        unpriced=sums.bare,
        paid=sums.direct_value,
        used=sums.value + sums.covered * each,
        lost=sums.lost_value + sums.covered_lost * each,
        drawn=sums.drawn,
        drawn_units=sums.drawn_units,
    )


def _stamps(session: Session, slices: Sequence[Slice]) -> Iterator[Counted]:
    """Stamps that are worth what the newest pack cost: cut once more, wherever that price changes."""
    priced = []
    for number, (first, last) in queries.stamp_spans(session, slices).items():
        place, span = slices[number], Window(first, last + INSTANT)
        key = place.provider_id
        pricing = load_pricing(session, [key], span)
        priced += [
            (replace(place, since=piece.since, until=piece.until), pricing.stamp_price(key, piece.since))
            for piece in pieces(span, pricing.price_changes(key))
        ]
    for sums in queries.stamp_sums(session, [place for place, _price in priced]):
        place, price = priced[sums.number]
        amounts = Amounts(unpriced=sums.messages)
        if price is not None:
            amounts = Amounts(
                pack_amount=price.amount,
                pack_units=price.units,
                stamps_paid=sums.direct,
                stamps_used=sums.stamps,
                stamps_lost=sums.lost,
            )
        yield _counted(place, sums.contact_id, sums.member_id, amounts)


def _left_over(shares: Sequence[Share]) -> Iterator[Counted]:
    """What equal shares leave over: the remainder of the oldest message, or a period without messages."""
    for share in shares:
        oldest = share.oldest
        at = oldest.at if oldest else share.last_instant
        used = share.remainder if oldest else share.amount
        contact_id = oldest.contact_id if oldest else None
        member_id = oldest.member_id if oldest else share.member_id
        lost = used if oldest and oldest.lost else Amounts().lost
        yield Counted(at, share.provider_id, contact_id, member_id, Amounts(used=used, lost=lost))


def _purchases(
    session: Session, zone: str, windows: Sequence[Window], provider_ids: Collection[int] | None
) -> Iterator[Counted]:
    bounds = purchase_queries.span(session, provider_ids)
    if bounds is None:
        return
    whole = Window(bounds[0], bounds[1] + INSTANT)
    spans = _common(windows, whole)
    periods = [piece for span in spans for piece in pieces(span, set(month_starts(span, zone)))]
    edges = [(piece.since, piece.until) for piece in periods]
    for sums in purchase_queries.purchase_sums(session, edges, provider_ids):
        paid = sums.bought + sums.charged + sums.fees - sums.back
        worth = Amounts(paid=paid, fees=sums.fees + sums.charged)
        yield Counted(periods[sums.number].since, sums.provider_id, None, sums.member_id, worth)


def _common(windows: Sequence[Window], other: Window) -> list[Window]:
    """The parts of these windows that lie in another."""
    parts = [Window(max(one.since, other.since), min(one.until, other.until)) for one in windows]
    return [part for part in parts if part.since < part.until]


def _within(instant: datetime, windows: Sequence[Window]) -> bool:
    return any(instant in window for window in windows)
