"""Logging, correcting and taking back a purchase."""

import secrets
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import purchases as queries
from storage.tables import Purchase
from tracker.deadlines.household import household_zone
from tracker.errors import ConflictError, NotFoundError
from tracker.purchase_rules import overlap_words
from tracker.spend.entries import PurchaseEntry, overlapped
from tracker.wording import _

FIELDS = tuple(PurchaseEntry.__dataclass_fields__)


def log(session: Session, entry: PurchaseEntry, now: datetime) -> int:
    """Logs a purchase and gives its key."""
    entry = entry.checked(session, now)
    ref = f"K-{secrets.token_hex(6)}"
    row = Purchase(ref=ref, logged_at=now, **{name: getattr(entry, name) for name in FIELDS})
    return queries.add(session, row)


def edit(session: Session, purchase_id: int, entry: PurchaseEntry, now: datetime) -> int:
    """Gives a purchase other values."""
    row = _there(session, purchase_id)
    entry = entry.checked(session, now, purchase_id)
    for name in FIELDS:
        setattr(row, name, getattr(entry, name))
    return purchase_id


def delete(session: Session, purchase_id: int, now: datetime) -> int:
    """Takes a purchase out of every sum until it is restored."""
    _there(session, purchase_id).deleted_at = now
    return purchase_id


def restore(session: Session, purchase_id: int, now: datetime) -> int:
    """Brings a deleted purchase back; one that is there stays as it is.

    Raises ConflictError for a subscription whose time another one has taken since.
    """
    row = _known(session, purchase_id)
    zone = household_zone(session)
    met = overlapped(session, row, zone, purchase_id) if row.deleted_at else None
    if met:
        words = overlap_words(met, now.astimezone(ZoneInfo(zone)).date())
        raise ConflictError(_("{overlaps} Until then this one stays deleted.").format(overlaps=words))
    row.deleted_at = None
    return purchase_id


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
