"""Budgets: what a family wants to spend at most in a month, and what the month will come to."""

from tracker.spend.budgets.cards import Ahead, BudgetCard, BudgetView
from tracker.spend.budgets.changing import Changed, typed_budget
from tracker.spend.budgets.pace import Forecast, MonthBefore, forecast
from tracker.spend.budgets.room import Budgets

__all__ = [
    "Ahead",
    "BudgetCard",
    "BudgetView",
    "Budgets",
    "Changed",
    "Forecast",
    "MonthBefore",
    "forecast",
    "typed_budget",
]
