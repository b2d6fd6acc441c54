"""The columns of the two CSV files, and which field of a file's row is which."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from tracker.transfer.report import UnreadableError
from tracker.wording import _

LOG = (
    "ref", "contact", "id_number", "facility", "state", "provider", "member", "direction", "at", "answers",
    "characters", "photos", "cost_usd", "outcome", "outcome_at", "note",
)  # fmt: skip
# `reason` and `appeal_by` belong to the outcome.
LOG_OPTIONAL = ("kind", "zone", "paid", "refunded", "stamps", "body", "reason", "appeal_by")
PURCHASES = ("ref", "provider", "member", "kind", "at", "units", "unit", "amount_usd", "fee_usd", "note")
# `message` is the ref of the message that a refund is for, `expires` the last day of stamps or credit.
PURCHASES_OPTIONAL = ("message", "expires")

MOST_COLUMNS = 1_000
MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class Header:
    """A file's first line. `pick` gives a row's known fields in our order, "" for a column not there."""

    names: tuple[str, ...]
    known: tuple[str, ...]
    present: frozenset[str]
    unknown: tuple[str, ...]
    pick: Callable[[Sequence[str]], tuple[Any, ...]]

    def name_of(self, number: int) -> str:
        """What a column is called, by its number from 0."""
        if number < len(self.names) and self.names[number]:
            return self.names[number][:100]
        return _("column {number}").format(number=number + 1)


def read_header(
    line: int, names: Sequence[str], required: tuple[str, ...], optional: tuple[str, ...]
) -> Header:
    """The header as read. Raises UnreadableError for a column that is missing or there twice."""
    known = required + optional
    if len(names) > MOST_COLUMNS:
        why = _("The header has {found:,} columns; {most:,} is the most.")
        raise UnreadableError(line, "", "", why.format(found=len(names), most=MOST_COLUMNS))
    for name in required:
        if name not in names:
            raise UnreadableError(line, name, "", _missing(names))
    for name in known:
        if list(names).count(name) > 1:
            raise UnreadableError(line, name, name, _("This column is there twice. Remove one."))
    places = {name: number for number, name in enumerate(names) if name in known}
    nameless = _("column {number}")
    unknown = [
        name[:100] or nameless.format(number=number + 1)
        for number, name in enumerate(names)
        if name not in places
    ]
    return Header(
        names=tuple(names),
        known=known,
        present=frozenset(places),
        unknown=tuple(dict.fromkeys(unknown))[:MOST_NAMED],
        # One empty field is put after a row's own: that is where absent columns point.
        pick=itemgetter(*(places.get(name, len(names)) for name in known)),
    )


def _missing(names: Sequence[str]) -> str:
    if len(names) == 1 and ";" in names[0]:
        return _("This column is missing: the file separates columns by semicolons. Save it with commas.")
    if len(names) == 1 and "\t" in names[0]:
        return _("This column is missing: the file separates columns by tabs. Save it with commas.")
    return _("This column is missing.")
