"""What the money went on: stamps, credit, subscriptions, messages paid directly, fees; less refunds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session

from storage.queries import bought as queries
from storage.queries import bought_sums
from storage.queries.purchases import BALANCE_KINDS
from tracker.spend.days import Window
from tracker.spend.ledger import ALL, Cell, Only, months_and_parts
from tracker.spend.sums import ZERO


@dataclass(frozen=True, slots=True)
class Kinds:
    """Exact dollars, which add up to what was paid; `fees` are all fees, `refunds` are zero or below."""

    stamps: Fraction = ZERO
    credit: Fraction = ZERO
    subscription: Fraction = ZERO
    messages: Fraction = ZERO
    fees: Fraction = ZERO
    refunds: Fraction = ZERO

    def __add__(self, other: "Kinds") -> "Kinds":
        return Kinds(*(getattr(self, name) + getattr(other, name) for name in KINDS))

    @property
    def paid(self) -> Fraction:
        """All of it together."""
        return sum((getattr(self, name) for name in KINDS), ZERO)


KINDS = tuple(field.name for field in fields(Kinds))


def read_bought(session: Session, zone: str, span: Window, only: Only = ALL) -> dict[int, dict[str, Decimal]]:
    """What was bought without fees in a window, by provider and kind; whole months from the kept sums."""
    months, parts = months_and_parts(span, zone)
    found: dict[int, dict[str, Decimal]] = {}

    def add(provider_id: int, kind: str, amount: Decimal) -> None:
        amounts = found.setdefault(provider_id, {})
        amounts[kind] = amounts.get(kind, Decimal(0)) + amount

    if only.contact_id is not None:
        return found
    for row in bought_sums.read(session, months=months, where=only.given()) if months else ():
        if row.kind in BALANCE_KINDS:
            add(row.provider_id, row.kind, row.amount)
    for part in parts:
        for key, amount in queries.by_kind(session, part.since, part.until, only.given()).items():
            add(*key, amount)
    return found


def kinds_of(bought: Mapping[str, Decimal], cells: Iterable[Cell]) -> Kinds:
    """What cells, told apart by contact, went on; `bought` is the purchases of the same time and keys.

    What messages cost directly has a contact, a purchase has none. What purchases came to beyond what was
    bought and its fees is what came back.
    """
    direct = purchases = fees = ZERO
    for cell in cells:
        fees += cell.sums.fees
        if cell.contact_id is None:
            purchases += cell.sums.paid
        else:
            direct += cell.sums.paid
    amounts = {kind: Fraction(amount) for kind, amount in bought.items()}
    refunds = purchases - fees - sum(amounts.values(), ZERO)
    return Kinds(**amounts, messages=direct, fees=fees, refunds=refunds)
