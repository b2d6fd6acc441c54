"""What a year in one page holds."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.spend.kinds import KINDS, Kinds
from tracker.spend.lost import Lost
from tracker.spend.sums import cents
from tracker.spend.table import Figures, SpendRow


@dataclass(frozen=True, slots=True)
class PaidFor:
    """What was paid, by what it went on; dollars in cents, each rounded by itself. `refunds` came back."""

    stamps: Decimal
    credit: Decimal
    subscription: Decimal
    messages: Decimal
    fees: Decimal
    refunds: Decimal
    paid: Decimal


def paid_for(kinds: Kinds) -> PaidFor:
    """Exact sums rounded to cents; what came back is told as a positive sum."""
    amounts = {name: cents(getattr(kinds, name)) for name in KINDS}
    return PaidFor(**amounts | {"refunds": cents(-kinds.refunds)}, paid=cents(kinds.paid))


@dataclass(frozen=True, slots=True)
class YearProvider:
    """One provider's year; `paid_for` is None where it cannot be told."""

    key: int
    name: str
    figures: Figures
    paid_for: PaidFor | None


@dataclass(frozen=True, slots=True)
class Year:
    """The days `first` to `last` of one year, `over` or still running; `contact` names the one it is about.

    `years` are those that can be asked for, the newest first, `keepers` the household's members. `months` are
    all months of these days, `providers` and `contacts` those of whom there is anything. `lost` is the newest
    of what was lost.
    """

    year: int
    years: tuple[int, ...]
    first: date
    last: date
    over: bool
    today: date
    zone: str
    keepers: tuple[str, ...]
    contact_id: int | None
    contact: str | None
    total: Figures
    paid_for: PaidFor | None
    providers: tuple[YearProvider, ...]
    months: tuple[SpendRow, ...]
    contacts: tuple[SpendRow, ...]
    lost: Lost

    @property
    def empty(self) -> bool:
        """Whether nothing was sent or bought."""
        return not self.providers
