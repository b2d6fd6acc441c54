"""The people inside: where they are, what they are written through, how they answer."""

from tracker.contacts.cards import (
    ClosureCard,
    ContactCard,
    ContactDetail,
    FacilityCard,
    FormerNumberCard,
    ProviderCard,
    ReplyTime,
    StayCard,
)
from tracker.contacts.connecting.cards import ConnectionCard, NextStep, StepTaken
from tracker.contacts.connecting.room import Connections
from tracker.contacts.entries import ContactEntry, FacilityEntry
from tracker.contacts.moving.cards import (
    Bought,
    DueMove,
    LeftBehind,
    ProviderChanged,
    TransferPreview,
    Transferred,
    Unanswered,
)
from tracker.contacts.room import Contacts

__all__ = [
    "Bought",
    "ClosureCard",
    "ConnectionCard",
    "Connections",
    "ContactCard",
    "ContactDetail",
    "ContactEntry",
    "Contacts",
    "DueMove",
    "FacilityCard",
    "FacilityEntry",
    "FormerNumberCard",
    "LeftBehind",
    "NextStep",
    "ProviderCard",
    "ProviderChanged",
    "ReplyTime",
    "StayCard",
    "StepTaken",
    "TransferPreview",
    "Transferred",
    "Unanswered",
]
