"""The tables are the only schema; there is no second set of classes that mirrors them."""

from storage.tables.balances import BalanceEntry, SharedAccount
from storage.tables.base import metadata
from storage.tables.budgets import Budget
from storage.tables.connecting import ConnectionStep, FormerNumber
from storage.tables.directory import CatalogueChange, CatalogueRow, Contract, Rate
from storage.tables.household import DataRevision, DemoRow, FormEntry, Household, Member
from storage.tables.messages import Event, Flag, Message
from storage.tables.overdue import Allowance, SchedulerLease
from storage.tables.places import Closure, Contact, Facility, Provider, Stay
from storage.tables.spend import Purchase
from storage.tables.statements import StatementLine
from storage.tables.sums import BoughtSum, KeptSums, MonthSum

__all__ = [
    "Allowance",
    "BalanceEntry",
    "BoughtSum",
    "Budget",
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
    "KeptSums",
    "Member",
    "Message",
    "MonthSum",
    "Provider",
    "Purchase",
    "Rate",
    "SchedulerLease",
    "SharedAccount",
    "StatementLine",
    "Stay",
    "metadata",
]
