"""What is overdue: the sweep that flags it, the lists that show it, and what a family does about it."""

from tracker.deadlines.flags import Swept
from tracker.overdue.listing import FlagCard, WaitingCard
from tracker.overdue.room import Counts, Overdue

__all__ = [
    "Counts",
    "FlagCard",
    "Overdue",
    "Swept",
    "WaitingCard",
]
