"""A refund of one message: the purchase, and the step by which the message counts as refunded."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from tracker.messages.amend import withdraw
from tracker.messages.log import log_refund
from tracker.spend import purchases
from tracker.spend.entries import PurchaseEntry


@dataclass(frozen=True, slots=True)
class Kept:
    """A purchase that was logged or corrected; `event_id` is the step that its message got, None without."""

    purchase_id: int
    event_id: int | None = None


def keep(
    session: Session,
    entry: PurchaseEntry,
    now: datetime,
    *,
    provider: str | None = None,
    purchase_id: int | None = None,
    by: int | None = None,
) -> Kept:
    """Logs a refund, or corrects that of this key, and says of its message that the money came back.

    A message that counts as refunded already gets no step. `provider` as in `purchases.log`; `by` is the
    member who says so. Raises ConflictError for a message that has not ended.
    """
    if purchase_id is None:
        number = purchases.log(session, entry, now, provider)
    else:
        number = purchases.edit(session, purchase_id, entry, now, provider)
    if entry.message_id is None:
        return Kept(number)
    return Kept(number, log_refund(session, entry.message_id, entry.at, now, by))


def take_back(
    session: Session, kept: Kept, was: PurchaseEntry | None, now: datetime, by: int | None = None
) -> int:
    """Deletes the purchase that was kept, or gives it the values it had; its message loses the step."""
    if was is None:
        purchases.delete(session, kept.purchase_id, now)
    else:
        purchases.edit(session, kept.purchase_id, was, now)
    if kept.event_id is not None:
        withdraw(session, kept.event_id, now, by)
    return kept.purchase_id
