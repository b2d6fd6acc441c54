"""Logging, correcting and taking back a purchase."""

import secrets
from datetime import datetime

from sqlmodel import Session

from storage.queries import purchases as queries
from storage.tables import Purchase
from tracker.errors import NotFoundError
from tracker.spend.entries import PurchaseEntry
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
    entry = entry.checked(session, now)
    for name in FIELDS:
        setattr(row, name, getattr(entry, name))
    return purchase_id


def delete(session: Session, purchase_id: int, now: datetime) -> int:
    """Takes a purchase out of every sum until it is restored."""
    _there(session, purchase_id).deleted_at = now
    return purchase_id


def restore(session: Session, purchase_id: int) -> int:
    """Brings a deleted purchase back; one that is there stays as it is."""
    _known(session, purchase_id).deleted_at = None
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
