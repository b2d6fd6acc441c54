"""What is read of a statement, what is proposed, and what the family answers: frozen plain values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.errors import InvalidInputError
from tracker.spend.statements.dates import AskedDay
from tracker.spend.statements.merchants import Merchant
from tracker.transfer.report import Rejected
from tracker.wording import _

ORDERS = ("month", "day", "year")
SIGNS = ("minus", "plus")
DECIMALS = (".", ",")
PLACES = ("date", "description", "amount", "debit", "credit", "direction")


@dataclass(frozen=True, slots=True)
class Columns:
    """How a statement is read: the number of each column from 0, None for one that it does not have.

    The money stands in `amount`, or what went out in `debit` and what came in in `credit`. `direction` is a
    column that says debit or credit in words. `order` is what a date begins with and `charges` the sign of
    what went out in `amount`, None for what is still to be found out; `decimal` is what stands before cents.
    `also` are columns that are looked through where `description` names no provider.
    """

    date: int | None = None
    description: int | None = None
    amount: int | None = None
    debit: int | None = None
    credit: int | None = None
    direction: int | None = None
    order: str | None = None
    charges: str | None = None
    decimal: str = "."
    also: tuple[int, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What must be chosen before a line can be read."""
        needed = [name for name in ("date", "description") if getattr(self, name) is None]
        money = (self.amount, self.debit, self.credit)
        return (*needed, *(("amount",) if all(place is None for place in money) else ()))

    def checked(self, width: int) -> "Columns":
        """The same columns, known to fit a file so wide. Raises InvalidInputError with the field."""
        taken: dict[int, str] = {}
        for name in PLACES:
            place = getattr(self, name)
            if place is None:
                continue
            if not 0 <= place < width:
                raise InvalidInputError(_("This file has no such column. Choose another."), field=name)
            if place in taken:
                sentence = _("One column cannot be two things. Choose another one.")
                raise InvalidInputError(sentence, field=name)
            taken[place] = name
        if not all(0 <= place < width for place in self.also):
            raise InvalidInputError(_("This file has no such column. Choose another."), field="description")
        for name, words in (("order", (None, *ORDERS)), ("charges", (None, *SIGNS)), ("decimal", DECIMALS)):
            if getattr(self, name) not in words:
                raise InvalidInputError(_("Choose how the file is read again."), field=name)
        return self


@dataclass(frozen=True, slots=True)
class Line:
    """A provider's line: `total` is what went out, or with `refund` what came back, in dollars.

    `description` is as the bank wrote it, `number` the line of the file it starts on, `fingerprint` the
    digest by which the same line is known again.
    """

    number: int
    day: date
    total: Decimal
    refund: bool
    description: str
    merchant: Merchant
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """All that is read of a file. `others` counts lines of everybody else, of which nothing is kept.

    `heads` are the names of the columns, "" for one without. `rejected` are lines of providers only; the
    first thousand are listed. `repeated` counts lines that a second download below the first tells again.
    """

    columns: Columns
    heads: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    others: int = 0
    rejected: tuple[Rejected, ...] = ()
    rejected_total: int = 0
    repeated: int = 0
    to_choose: tuple[str, ...] = ()
    asked: AskedDay | None = None


@dataclass(frozen=True, slots=True)
class Paid:
    """A purchase as the household knows it; dollars, `amount` without `fee`."""

    id: int
    provider_id: int
    kind: str
    day: date
    units: int | None
    unit: str | None
    amount: Decimal
    fee: Decimal

    @property
    def total(self) -> Decimal:
        """What a statement shows of it."""
        return self.amount - self.fee if self.kind == "refund" else self.amount + self.fee


@dataclass(frozen=True, slots=True)
class Bought:
    """What a line may have been for; amount and fee together are the line's total."""

    provider: str
    kind: str
    amount: Decimal
    fee: Decimal = Decimal(0)
    units: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line that was not answered yet, with what it may be.

    `same` is a purchase that is there already and may be this line. `providers` are the names that may be
    meant, the likeliest first; `bought` is at that one. `alike` counts the lines of the statement that look
    like this one, itself too.
    """

    line: Line
    bought: Bought
    providers: tuple[str, ...]
    same: Paid | None = None
    alike: int = 1


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as read: what to answer, and what became of the other lines.

    `answered` counts lines that were dealt with before, `repeated` those that a second download in the same
    file tells again. `to_choose` names what nobody but the family knows:
    `date`, `description`, `amount` or `order`; while one of them is open nothing is proposed. `asked` is a
    day that the order decides.
    """

    columns: Columns
    heads: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    answered: int
    others: int
    rejected: tuple[Rejected, ...]
    rejected_total: int
    repeated: int
    to_choose: tuple[str, ...]
    asked: AskedDay | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the family says of a proposal: one of `messages`, `same`, `phone`, `commissary`, `other`.

    `bought` is what they corrected, None for what was proposed; only messages make a purchase.
    """

    proposal: Proposal
    what: str
    bought: Bought | None = None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """The keys of what the answers of a statement wrote."""

    lines: tuple[int, ...]
    purchases: tuple[int, ...]
