"""Spend as a table: one row per provider, contact or member and month, rounded once."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from sqlmodel import Session

from storage.queries import household as household_queries
from storage.queries import places as place_queries
from tracker.spend.ledger import ALL, Cell, Only
from tracker.spend.sums import Sums, cents
from tracker.wording import _

GROUPS = ("provider", "contact", "member")

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts and dollars in cents.

    `messages` are those sent, `unpriced` those whose value is not known and counted as 0. A received message
    with a cost is in the dollars only. `paid` and `fees` are None where nobody can tell (`tells_paid`).
    """

    messages: int
    answered: int
    unpriced: int
    paid: Decimal | None
    used: Decimal
    fees: Decimal | None
    lost: Decimal
    per_message: Decimal | None
    per_answered: Decimal | None


@dataclass(frozen=True, slots=True)
class SpendRow:
    """One row; `key` is that of the provider, contact or member, `month` like `2026-11` or "" for all."""

    key: int | None
    name: str
    month: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class SpendTable:
    """Rows by month, then name; `total` is rounded from the exact sum, not added up from rounded rows."""

    by: str
    rows: tuple[SpendRow, ...]
    total: Figures
    zone: str


def figures(sums: Sums, *, paid: bool = True) -> Figures:
    """Sums rounded to cents, with what a message and an answered one cost; `paid=False` leaves paid open."""
    return Figures(
        messages=sums.messages,
        answered=sums.answered,
        unpriced=sums.unpriced,
        paid=cents(sums.paid) if paid else None,
        used=cents(sums.used),
        fees=cents(sums.fees) if paid else None,
        lost=cents(sums.lost),
        per_message=cents(sums.used / sums.messages) if sums.messages else None,
        per_answered=cents(sums.used / sums.answered) if sums.answered else None,
    )


def added(pairs: Iterable[tuple[Key, Sums]]) -> dict[Key, Sums]:
    """Sums added up per key."""
    sums: dict[Key, Sums] = defaultdict(Sums)
    for key, more in pairs:
        sums[key] += more
    return sums


def tells_paid(by: str, only: Only = ALL) -> bool:
    """Whether what was paid can be told apart so: a purchase is for no one contact."""
    return by != "contact" and only.contact_id is None


def spend_rows(
    cells: Iterable[Cell],
    by: str,
    names: Mapping[int | None, str],
    *,
    only: Only = ALL,
    months: bool = True,
) -> tuple[SpendRow, ...]:
    """A row for each key and month in which there was anything; with `months=False` one for each key."""
    sums = added(((cell.month if months else "", cell.key(by)), cell.sums) for cell in cells)
    paid = tells_paid(by, only)
    rows = [
        SpendRow(key, names.get(key, ""), month, figures(found, paid=paid))
        for (month, key), found in sums.items()
        # A purchase alone makes no row for "nobody" beside the contacts.
        if (found if paid or key is not None else found.used or found.lost)
    ]
    return tuple(sorted(rows, key=lambda row: (row.month, row.name.casefold(), row.key or 0)))


def spend_table(
    cells: Iterable[Cell], by: str, names: Mapping[int | None, str], zone: str, only: Only = ALL
) -> SpendTable:
    """The table of these cells, which were read for `only` some of all there is."""
    cells = tuple(cells)
    total = figures(sum((cell.sums for cell in cells), Sums()), paid=only.contact_id is None)
    return SpendTable(by, spend_rows(cells, by, names, only=only), total, zone)


def names_of(session: Session, by: str) -> dict[int | None, str]:
    """What to call each provider, contact or member, in the order they were added; None is nobody named."""
    if by == "provider":
        return _in_order(place_queries.providers(session))
    if by == "member":
        return {None: _("Nobody named")} | _in_order(household_queries.members(session))
    contacts = place_queries.contacts(session)
    known = [contact.name for contact in contacts]
    return {None: _("Nobody in particular")} | {
        contact.id: f"{contact.name} ({contact.id_number})" if known.count(contact.name) > 1 else contact.name
        for contact in sorted(contacts, key=lambda contact: contact.id or 0)
    }


def _in_order(rows: Iterable[Any]) -> dict[int | None, str]:
    return {row.id: row.name for row in sorted(rows, key=lambda row: row.id)}


def document(table: SpendTable) -> dict[str, object]:
    """The table as `kitelog spend --json` prints it: money as strings, `4.20`."""
    rows = [{table.by: row.name, "month": row.month, **in_words(row.figures)} for row in table.rows]
    return {"rows": rows, "total": in_words(table.total), "zone": table.zone}


def in_words(found: Figures) -> dict[str, int | str | None]:
    """Figures under the names that files and scripts know."""
    return {
        "messages": found.messages,
        "paid_usd": None if found.paid is None else str(found.paid),
        "used_usd": str(found.used),
        "fees_usd": None if found.fees is None else str(found.fees),
        "lost_usd": str(found.lost),
        "unpriced": found.unpriced,
    }
