"""Bank and card statements: what they say of providers, asked about line by line, and nothing else."""

from tracker.spend.statements.dates import AskedDay
from tracker.spend.statements.filling import filled
from tracker.spend.statements.keeping import line_words
from tracker.spend.statements.model import (
    Answer,
    Bought,
    Columns,
    Line,
    Paid,
    Proposal,
    Statement,
    Taken,
)
from tracker.spend.statements.room import Statements

__all__ = [
    "Answer",
    "AskedDay",
    "Bought",
    "Columns",
    "Line",
    "Paid",
    "Proposal",
    "Statement",
    "Statements",
    "Taken",
    "filled",
    "line_words",
]
