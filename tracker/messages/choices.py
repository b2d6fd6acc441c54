"""What the next message to a contact most likely uses."""

from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import messages as queries
from storage.queries import places
from storage.tables import Contact, Message


@dataclass(frozen=True, slots=True)
class LastUsed:
    """The provider and the cost of the newest message to a contact; else the contact's own provider.

    After a move, or once the family said that the place changed its provider, the contact's own comes first.
    """

    provider_id: int | None
    cost: Decimal | None


def last_used(session: Session, contact_id: int) -> LastUsed:
    """The provider and cost that the last message to this contact had."""
    message = queries.latest_of(session, contact_id, "sent")
    contact = session.get(Contact, contact_id)
    own = contact.provider_id if contact else None
    if message is None or (own not in (None, message.provider_id) and _moved_on(session, message)):
        return LastUsed(own, None)
    return LastUsed(message.provider_id, message.cost)


def _moved_on(session: Session, message: Message) -> bool:
    """Whether the contact came to another place, or the place to another provider, after this message."""
    stays = places.stays_of(session, message.contact_id)
    if not stays:
        return False
    stay, facility = stays[0]
    # The day of a move belongs to both places: what was sent on it went to the former one.
    elsewhere = message.facility_id not in (None, stay.facility_id)
    if elsewhere or message.at.astimezone(ZoneInfo(facility.zone)).date() < stay.from_day:
        return True
    told = queries.contract_entered_at(session, facility.id or 0, facility.agency)
    return told is not None and told >= message.logged_at
