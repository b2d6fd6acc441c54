"""The ledger: every piece of spend in some windows of time, added up per month, provider and person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from storage.queries import purchases as purchase_queries
from storage.queries import spend as queries
from storage.queries.spend import MessageSums, Slice
from tracker.spend.days import INSTANT, Window, month_of, month_starts, pieces
from tracker.spend.pricing import Pricing, load_pricing
from tracker.spend.subscriptions import Share, load_shares, running
from tracker.spend.sums import ZERO, Sums


@dataclass(frozen=True, slots=True)
class Cell:
    """What one provider cost in one piece of a month; `who` is the contact or member where asked for one."""

    since: datetime
    month: str
    provider_id: int
    who: int | None
    sums: Sums


@dataclass(frozen=True, slots=True)
class Ledger:
    """Cells that lie wholly inside or outside each window they were read for."""

    zone: str
    cells: tuple[Cell, ...]

    def within(self, span: Window) -> Iterator[Cell]:
        """The cells of one of the windows the ledger was read for."""
        return (cell for cell in self.cells if cell.since in span)


def read_ledger(session: Session, zone: str, windows: Sequence[Window], by: str = "provider") -> Ledger:
    """Adds up messages and purchases in these windows; `by` is `provider`, `contact` or `member`.

    Time is cut wherever something changes: a month, a window, a stamp price, a first balance, a
    subscription. Inside a piece all messages of a provider follow one rule, so that SQL only adds.
    """
    pricing, shares = load_pricing(session), load_shares(session, zone, windows)
    cuts = {edge for window in windows for edge in (window.since, window.until)}
    cells = [
        *_message_cells(session, zone, windows, by, pricing, shares, cuts),
        *_share_cells(zone, by, shares),
        *_purchase_cells(session, zone, windows, by, cuts),
    ]
    return Ledger(zone, tuple(cell for cell in cells if any(cell.since in window for window in windows)))


def _message_cells(
    session: Session,
    zone: str,
    windows: Sequence[Window],
    by: str,
    pricing: Pricing,
    shares: Sequence[Share],
    cuts: set[datetime],
) -> Iterator[Cell]:
    slices = []
    for provider_id, (first, last) in queries.message_spans(session).items():
        span = Window(first, last + INSTANT)
        periods = [share.period for share in shares if share.provider_id == provider_id]
        edges = {edge for period in periods for edge in (period.since, period.until)}
        changes = cuts | edges | pricing.changes(provider_id) | set(month_starts(span, zone))
        slices += [
            Slice(provider_id, piece.since, piece.until, pricing.otherwise(provider_id, piece.since))
            for piece in pieces(span, changes)
            if any(piece.since in window for window in windows)
        ]
    for sums in queries.message_sums(session, slices, by):
        place = slices[sums.number]
        price = pricing.stamp_price(place.provider_id, place.since)
        covering = running(shares, place.provider_id, place.since)
        worth = _worth(sums, price, covering)
        yield Cell(place.since, month_of(place.since, zone), place.provider_id, sums.who, worth)


def _worth(sums: MessageSums, price: Fraction | None, covering: Sequence[Share]) -> Sums:
    """What the messages of one slice come to: their costs, their stamps, their shares of subscriptions."""
    stamp = price or ZERO
    each = sum((share.each for share in covering), ZERO)
    unpriced = (
        sums.bare_direct + (0 if covering else sums.bare_balance) + (sums.stamped if price is None else 0)
    )
    return Sums(
        messages=sums.sent,
        answered=sums.answered,
        unpriced=unpriced,
        paid=Fraction(sums.direct_cost) + sums.direct_stamps * stamp,
        used=Fraction(sums.cost) + sums.stamps * stamp + sums.covered * each,
        lost=Fraction(sums.lost_cost) + sums.lost_stamps * stamp + sums.covered_lost * each,
    )


def _share_cells(zone: str, by: str, shares: Sequence[Share]) -> Iterator[Cell]:
    """What equal shares leave over: the remainder of the oldest message, or a period without messages."""
    for share in shares:
        oldest = share.oldest
        at = oldest.at if oldest else share.last_instant
        used = share.remainder if oldest else Fraction(share.amount)
        who = None
        if by == "member":
            who = oldest.member_id if oldest else share.member_id
        elif by == "contact" and oldest:
            who = oldest.contact_id
        lost = used if oldest and oldest.lost else ZERO
        yield Cell(at, month_of(at, zone), share.provider_id, who, Sums(used=used, lost=lost))


def _purchase_cells(
    session: Session, zone: str, windows: Sequence[Window], by: str, cuts: set[datetime]
) -> Iterator[Cell]:
    bounds = purchase_queries.span(session)
    if bounds is None:
        return
    span = Window(bounds[0], bounds[1] + INSTANT)
    periods = [
        piece
        for piece in pieces(span, cuts | set(month_starts(span, zone)))
        if any(piece.since in window for window in windows)
    ]
    for sums in purchase_queries.purchase_sums(session, [(piece.since, piece.until) for piece in periods]):
        since = periods[sums.number].since
        paid = sums.bought + sums.charged + sums.fees - sums.back
        worth = Sums(paid=Fraction(paid), fees=Fraction(sums.fees + sums.charged))
        who = sums.member_id if by == "member" else None
        yield Cell(since, month_of(since, zone), sums.provider_id, who, worth)
