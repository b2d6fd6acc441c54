"""What a bank says of a line in words: which way the money went, and whether it went at all."""

from collections.abc import Iterable, Sequence

from tracker.spend.statements.amounts import bare
from tracker.spend.statements.merchants import words_of
from tracker.transfer.values import BadValueError
from tracker.wording import _

_OUT = frozenset({
    "debit", "debits", "dr", "d", "db", "withdrawal", "withdraw", "purchase", "sale", "payment", "charge",
    "fee", "out", "money out", "expense", "pos", "check", "atm",
})  # fmt: skip
_IN = frozenset({
    "credit", "credits", "cr", "c", "deposit", "refund", "return", "reversal", "chargeback", "in", "money in",
    "income", "interest",
})  # fmt: skip
_PENDING = frozenset({"pending", "processing", "authorized", "not posted", "unposted", "on hold"})
_FAILED = frozenset({
    "declined", "denied", "failed", "canceled", "cancelled", "voided", "card declined", "payment failed",
    "payment canceled", "payment declined",
})  # fmt: skip
# A column of types has transfers and cheques as well.
FEW = 0.4


class UnbookedError(BadValueError):
    """A line whose money has not moved; `place` is the cell that says so."""

    place = 0


def came_in(cell: str) -> bool | None:
    """Whether a word tells of money that came in; None where it tells nothing."""
    word = bare(cell).casefold()
    return True if word in _IN else False if word in _OUT else None


def tells_direction(cells: Iterable[str]) -> bool:
    """Whether cells are words for either way: all of them, or of both ways with few others between."""
    told = [came_in(cell) for cell in cells if bare(cell)]
    others = told.count(None)
    return bool(told) and (not others or ({True, False} <= set(told) and others <= FEW * len(told)))


def check_booked(fields: Sequence[str], place: int) -> None:
    """Raises UnbookedError for a line that is pending, or never will be booked; `place` is what it is about.

    A bank may change day, amount and text of a pending line when it books it: taken now, it came twice.
    """
    for number, cell in enumerate(fields):
        word = bare(cell).casefold()
        if number == place:
            word = "pending" if "pending" in word and _begins_or_ends(cell, "pending") else ""
        if word in _PENDING:
            raise _unbooked(number, _("This is still pending. Take it when the bank has booked it."))
        if word in _FAILED:
            raise _unbooked(number, _("This payment did not go through, so nothing was paid."))


def _begins_or_ends(cell: str, word: str) -> bool:
    words = words_of(cell)
    return word in (words[0], words[-1])


def _unbooked(place: int, why: str) -> UnbookedError:
    error = UnbookedError(why)
    error.place = place
    return error
