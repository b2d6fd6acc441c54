"""What the next message to a contact most likely uses."""

from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session

from storage.queries import messages as queries
from storage.tables import Contact


@dataclass(frozen=True, slots=True)
class LastUsed:
    """The provider and the cost of the newest message to a contact; else the contact's own provider."""

    provider_id: int | None
    cost: Decimal | None


def last_used(session: Session, contact_id: int) -> LastUsed:
    """The provider and cost that the last message to this contact had."""
    message = queries.latest_of(session, contact_id, "sent")
    if message is not None:
        return LastUsed(message.provider_id, message.cost)
    contact = session.get(Contact, contact_id)
    return LastUsed(contact.provider_id if contact else None, None)
