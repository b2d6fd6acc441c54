"""Balances: what is left at each provider, and what the family says about it."""

from tracker.spend.balances.accounts import UNITS, Account, Number
from tracker.spend.balances.cards import BalanceCard, BalanceWarning, Expiring, Holder
from tracker.spend.balances.course import MonthLeft
from tracker.spend.balances.entries import EntryCard
from tracker.spend.balances.losses import Loss, losses
from tracker.spend.balances.room import Balances, Shared
from tracker.spend.balances.words import number_words

__all__ = [
    "UNITS",
    "Account",
    "BalanceCard",
    "BalanceWarning",
    "Balances",
    "EntryCard",
    "Expiring",
    "Holder",
    "Loss",
    "MonthLeft",
    "Number",
    "Shared",
    "losses",
    "number_words",
]
