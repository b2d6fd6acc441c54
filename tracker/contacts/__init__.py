"""The people inside: where they are, what they are written through, how they answer."""

from tracker.contacts.cards import (
    ClosureCard,
    ContactCard,
    ContactDetail,
    FacilityCard,
    ProviderCard,
    ReplyTime,
    StayCard,
)
from tracker.contacts.entries import ContactEntry, FacilityEntry
from tracker.contacts.room import Contacts

__all__ = [
    "ClosureCard",
    "ContactCard",
    "ContactDetail",
    "ContactEntry",
    "Contacts",
    "FacilityCard",
    "FacilityEntry",
    "ProviderCard",
    "ReplyTime",
    "StayCard",
]
