"""The tables are the only schema; there is no second set of classes that mirrors them."""

from storage.tables.base import metadata
from storage.tables.connecting import ConnectionStep, FormerNumber
from storage.tables.directory import CatalogueChange, CatalogueRow, Contract, Rate
from storage.tables.household import DataRevision, DemoRow, FormEntry, Household, Member
from storage.tables.messages import Event, Flag, Message
from storage.tables.overdue import Allowance, SchedulerLease
from storage.tables.places import Closure, Contact, Facility, Provider, Stay
from storage.tables.spend import Purchase

__all__ = [
    "Allowance",
    "CatalogueChange",
    "CatalogueRow",
    "Closure",
    "ConnectionStep",
    "Contact",
    "Contract",
    "DataRevision",
    "DemoRow",
    "Event",
    "Facility",
    "Flag",
    "FormEntry",
    "FormerNumber",
    "Household",
    "Member",
    "Message",
    "Provider",
    "Purchase",
    "Rate",
    "SchedulerLease",
    "Stay",
    "metadata",
]
