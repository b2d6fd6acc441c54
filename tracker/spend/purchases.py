"""Logging, correcting and taking back a purchase."""

import secrets
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import purchases as queries
from storage.tables import Purchase
from tracker.deadlines.household import household_zone
from tracker.errors import ConflictError, NotFoundError
from tracker.purchase_rules import overlap_words
from tracker.spend.entries import PurchaseEntry, has_other_refund, overlapped, provider_key
from tracker.wording import _

FIELDS = tuple(PurchaseEntry.__dataclass_fields__)


def log(session: Session, entry: PurchaseEntry, now: datetime, provider: str | None = None) -> int:
    """Logs a purchase and gives its key; `provider` names one that may be new here, in the entry's place."""
    entry = _named(session, entry, provider, now).checked(session, now)
    ref = f"K-{secrets.token_hex(6)}"
    row = Purchase(ref=ref, logged_at=now, **{name: getattr(entry, name) for name in FIELDS})
    return queries.add(session, row)


def edit(
    session: Session, purchase_id: int, entry: PurchaseEntry, now: datetime, provider: str | None = None
) -> int:
    """Gives a purchase other values; `provider` as in `log`."""
    row = _there(session, purchase_id)
    entry = _named(session, entry, provider, now).checked(session, now, purchase_id)
    for name in FIELDS:
        setattr(row, name, getattr(entry, name))
    return purchase_id


def delete(session: Session, purchase_id: int, now: datetime) -> int:
    """Takes a purchase out of every sum until it is restored."""
    _there(session, purchase_id).deleted_at = now
    return purchase_id


def restore(session: Session, purchase_id: int, now: datetime) -> int:
    """Brings a deleted purchase back; one that is there stays as it is.

    Raises ConflictError for a subscription whose time another one has taken since, and for a refund of a
    message that has another one since.
    """
    row = _known(session, purchase_id)
    zone = household_zone(session)
    met = overlapped(session, row, zone, purchase_id) if row.deleted_at else None
    if met:
        words = overlap_words(met, now.astimezone(ZoneInfo(zone)).date())
        raise ConflictError(_("{overlaps} Until then this one stays deleted.").format(overlaps=words))
    if (
        row.deleted_at
        and row.message_id is not None
        and has_other_refund(session, row.message_id, purchase_id)
    ):
        raise ConflictError(_("The message has another refund now. Delete that one first."))
    row.deleted_at = None
    return purchase_id


def _named(session: Session, entry: PurchaseEntry, provider: str | None, now: datetime) -> PurchaseEntry:
    return entry if provider is None else replace(entry, provider_id=provider_key(session, provider, now))


def _known(session: Session, purchase_id: int) -> Purchase:
    row = queries.by_id(session, purchase_id)
    if row is None:
        raise NotFoundError(_("This purchase is no longer there. Reload the page."))
    return row


def _there(session: Session, purchase_id: int) -> Purchase:
    row = _known(session, purchase_id)
    if row.deleted_at is not None:
        raise NotFoundError(_("This purchase was deleted. Restore it first."))
    return row
