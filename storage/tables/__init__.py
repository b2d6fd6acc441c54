"""The tables are the only schema; there is no second set of classes that mirrors them."""

from storage.tables.base import metadata
from storage.tables.household import DataRevision, DemoRow, FormEntry, Household, Member
from storage.tables.messages import Event, Flag, Message
from storage.tables.overdue import Allowance, SchedulerLease
from storage.tables.places import Agency, Closure, Contact, Facility, Provider, Stay
from storage.tables.spend import Purchase

__all__ = [
    "Agency",
    "Allowance",
    "Closure",
    "Contact",
    "DataRevision",
    "DemoRow",
    "Event",
    "Facility",
    "Flag",
    "FormEntry",
    "Household",
    "Member",
    "Message",
    "Provider",
    "Purchase",
    "SchedulerLease",
    "Stay",
    "metadata",
]
