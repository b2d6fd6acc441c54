"""The messages and purchases behind a bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session

from storage.queries import purchases as purchase_queries
from storage.queries import spend as queries
from storage.queries.spend import MoneyMessage
from tracker.spend.days import INSTANT, Window
from tracker.spend.entries import PurchaseCard, purchase_card
from tracker.spend.ledger import ALL, Only
from tracker.spend.pricing import Pricing, load_pricing
from tracker.spend.subscriptions import Share, load_shares, running
from tracker.spend.sums import ZERO, cents

PAGE = 25

Key = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class SpentMessage:
    """A message and what it came to, in dollars and cents; `value` None means without a price."""

    id: int
    ref: str
    direction: str
    at: datetime
    contact: str
    provider: str
    member: str | None
    state: str
    paid: str
    value: Decimal | None
    refunded: bool
    lost: bool

    @property
    def key(self) -> Key:
        """Where the next page goes on."""
        return self.at, self.id


@dataclass(frozen=True, slots=True)
class Detail:
    """Messages and purchases, newest first; `next_*` is where each goes on, None at its end."""

    messages: tuple[SpentMessage, ...]
    next_message: Key | None
    purchases: tuple[PurchaseCard, ...]
    next_purchase: Key | None


def read_detail(
    session: Session,
    zone: str,
    span: Window,
    who: tuple[str, int | None] | None = None,
    *,
    only: Only = ALL,
    message: Key | None = None,
    purchase: Key | None = None,
    limit: int = PAGE,
) -> Detail:
    """What was spent in a window, by one like `("contact", 3)` or all; the keys say where to go on."""
    where: dict[str, int | None] = dict(only.given())
    if who and where.setdefault(f"{who[0]}_id", who[1]) != who[1]:
        return Detail((), None, (), None)
    rows = queries.messages_with_money(
        session, span.since, span.until, where=where, before=message, limit=limit + 1
    )
    messages = tuple(spent_messages(session, zone, rows[:limit]))
    # A purchase is for no one contact.
    bought = (
        []
        if "contact_id" in where
        else purchase_queries.page(
            session, span.since, span.until, where=where, before=purchase, limit=limit + 1
        )
    )
    cards = tuple(purchase_card(row) for row in bought[:limit])
    return Detail(
        messages=messages,
        next_message=messages[-1].key if len(rows) > limit else None,
        purchases=cards,
        next_purchase=cards[-1].key if len(bought) > limit else None,
    )


def spent_messages(session: Session, zone: str, rows: Sequence[MoneyMessage]) -> Iterator[SpentMessage]:
    """What each of these messages came to, by the purchases around them."""
    if not rows:
        return
    span = Window(min(row.at for row in rows), max(row.at for row in rows) + INSTANT)
    providers = {row.provider_id for row in rows}
    pricing = load_pricing(session, providers, span)
    shares = load_shares(session, zone, [span], providers)
    for row in rows:
        value = value_of(row, pricing, shares)
        yield SpentMessage(
            id=row.id,
            ref=row.ref,
            direction=row.direction,
            at=row.at,
            contact=row.contact,
            provider=row.provider,
            member=row.member,
            state=row.state,
            paid=row.paid or pricing.otherwise(row.provider_id, row.at),
            value=None if value is None else cents(value),
            refunded=row.refunded,
            lost=row.lost,
        )


def value_of(message: MoneyMessage, pricing: Pricing, shares: Sequence[Share]) -> Fraction | None:
    """What one message came to, exactly: nothing when refunded, None when no price is known.

    Its share of each subscription that covers it; else its logged cost, else its quote, else its stamps at
    the price of the newest pack bought before. The sums of the ledger come to the same.
    """
    if message.refunded:
        return ZERO
    covering = _covering(message, pricing, shares)
    if covering:
        return sum((_share_of(message, share) for share in covering), ZERO)
    known = message.quoted if message.cost is None else message.cost
    if known is not None:
        return Fraction(known)
    price = pricing.stamp_price(message.provider_id, message.at)
    return message.stamps * price.each if message.stamps and price is not None else None


def _covering(message: MoneyMessage, pricing: Pricing, shares: Sequence[Share]) -> list[Share]:
    paid = message.paid or pricing.otherwise(message.provider_id, message.at)
    if message.direction != "sent" or paid != "balance" or message.cost or message.stamps:
        return []
    return running(shares, message.provider_id, message.at)


def _share_of(message: MoneyMessage, share: Share) -> Fraction:
    oldest = share.oldest is not None and share.oldest.message_id == message.id
    return Fraction(share.each + share.remainder if oldest else share.each)
