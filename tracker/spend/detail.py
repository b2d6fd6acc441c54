"""The messages and purchases behind a bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session

from storage.queries import purchases as purchase_queries
from storage.queries import spend as queries
from storage.queries.spend import MoneyMessage
from tracker.spend.days import Window
from tracker.spend.entries import PurchaseCard, purchase_card
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
    message: Key | None = None,
    purchase: Key | None = None,
    limit: int = PAGE,
) -> Detail:
    """What was spent in a window, by one like `("contact", 3)` or all; the keys say where to go on."""
    where = {f"{who[0]}_id": who[1]} if who else {}
    rows = queries.messages_with_money(
        session, span.since, span.until, where=where, before=message, limit=limit + 1
    )
    pricing, shares = load_pricing(session), load_shares(session, zone, [span])
    messages = tuple(_spent(row, pricing, shares) for row in rows[:limit])
    # A purchase is for no one contact.
    bought = (
        []
        if who and who[0] == "contact"
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


def _spent(message: MoneyMessage, pricing: Pricing, shares: Sequence[Share]) -> SpentMessage:
    value = value_of(message, pricing, shares)
    return SpentMessage(
        id=message.id,
        ref=message.ref,
        direction=message.direction,
        at=message.at,
        contact=message.contact,
        provider=message.provider,
        member=message.member,
        state=message.state,
        paid=message.paid or pricing.otherwise(message.provider_id, message.at),
        value=None if value is None else cents(value),
        refunded=message.refunded,
        lost=message.lost,
    )


def value_of(message: MoneyMessage, pricing: Pricing, shares: Sequence[Share]) -> Fraction | None:
    """What one message came to, exactly: nothing when refunded, None when no price is known.

    Its logged cost, else its stamps at the price of the newest pack bought before; and its share of each
    subscription that covers it. The sums of the ledger come to the same.
    """
    if message.refunded:
        return ZERO
    if message.cost:
        return Fraction(message.cost)
    if message.stamps:
        price = pricing.stamp_price(message.provider_id, message.at)
        if message.cost is not None:
            return ZERO
        return None if price is None else message.stamps * price
    covering = _covering(message, pricing, shares)
    if not covering:
        return None if message.cost is None else ZERO
    return sum((_share_of(message, share) for share in covering), ZERO)


def _covering(message: MoneyMessage, pricing: Pricing, shares: Sequence[Share]) -> list[Share]:
    paid = message.paid or pricing.otherwise(message.provider_id, message.at)
    if message.direction != "sent" or paid != "balance":
        return []
    return running(shares, message.provider_id, message.at)


def _share_of(message: MoneyMessage, share: Share) -> Fraction:
    oldest = share.oldest is not None and share.oldest.message_id == message.id
    return share.each + (share.remainder if oldest else ZERO)
