"""Spend: what was paid, what was used, and the purchases behind it."""

from tracker.spend.comparing.compare import Compared, compare
from tracker.spend.comparing.usage import Usage, typed_usage
from tracker.spend.detail import Detail, SpentMessage
from tracker.spend.entries import PurchaseCard, PurchaseEntry, read_amount
from tracker.spend.ledger import Only
from tracker.spend.lost import Lost, LostBalance, LostMessage
from tracker.spend.refunds import Kept
from tracker.spend.room import Spend
from tracker.spend.sheets import spend_csv
from tracker.spend.table import GROUPS, SpendRow, SpendTable
from tracker.spend.view import MonthSoFar, SpendView
from tracker.spend.year.model import Year

__all__ = [
    "GROUPS",
    "Compared",
    "Detail",
    "Kept",
    "Lost",
    "LostBalance",
    "LostMessage",
    "MonthSoFar",
    "Only",
    "PurchaseCard",
    "PurchaseEntry",
    "Spend",
    "SpendRow",
    "SpendTable",
    "SpendView",
    "SpentMessage",
    "Usage",
    "Year",
    "compare",
    "read_amount",
    "spend_csv",
    "typed_usage",
]
