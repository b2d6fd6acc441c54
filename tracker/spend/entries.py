"""What a family enters about a purchase, and what screens show of one."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlmodel import Session

from storage.tables import Member, Message, Provider, Purchase
from storage.tables.spend import PURCHASE_KINDS
from tracker.checks import kept_amount, kept_count, kept_instant, kept_text
from tracker.errors import InvalidInputError
from tracker.wording import _

LENGTHS = ("week", "month")
MOST_PERIODS = 520
UNITS = {"stamps": ("stamp", "message"), "subscription": LENGTHS}


def read_amount(text: str, field: str) -> Decimal:
    """Dollars as typed, with or without `$`. Raises InvalidInputError for `1,50`, `1e400` and the like."""
    plain = text.strip().removeprefix("$")
    try:
        # Only digits and a point: Decimal itself would also take 1e3, infinity and other scripts' digits.
        amount = Decimal(plain if plain.replace(".", "0").isdecimal() and plain.isascii() else "wrong")
    except InvalidOperation as error:
        raise InvalidInputError(_("Write the dollars with a point, like 4.20."), field=field) from error
    kept_amount(amount, field)
    return amount


@dataclass(frozen=True, slots=True)
class PurchaseEntry:
    """A purchase as entered; dollars, `amount` without `fee`.

    `units` counts what was bought: stamps or messages, weeks or months of a subscription. `message_id` is the
    message that a refund is for.
    """

    provider_id: int
    kind: str
    at: datetime
    amount: Decimal
    fee: Decimal = Decimal(0)
    units: int | None = None
    unit: str | None = None
    member_id: int | None = None
    note: str = ""
    message_id: int | None = None

    def checked(self, session: Session, now: datetime) -> "PurchaseEntry":
        """The same entry, known to be possible. Raises InvalidInputError with the field that is wrong."""
        if self.kind not in PURCHASE_KINDS:
            raise InvalidInputError(
                _("Choose what was bought: stamps, credit, a subscription, a fee or a refund."), field="kind"
            )
        if session.get(Provider, self.provider_id) is None:
            raise InvalidInputError(_("This provider is not known. Choose another."), field="provider")
        if self.member_id is not None and session.get(Member, self.member_id) is None:
            raise InvalidInputError(_("This member is not known. Choose another."), field="member")
        kept_amount(self.amount, "amount")
        kept_amount(self.fee, "fee")
        self._check_units()
        self._check_message(session)
        kept_text(self.note, "note")
        unit = self.unit if self.units is not None else None
        return replace(
            self, at=kept_instant(self.at, now), unit=unit or ("usd" if self.kind == "credit" else None)
        )

    def _check_units(self) -> None:
        kept_count(self.units, "units")
        if self.units == 0:
            raise InvalidInputError(_("Enter at least one unit, or leave it empty."), field="units")
        if self.kind == "subscription":
            if self.units is None or self.unit not in LENGTHS:
                raise InvalidInputError(
                    _("A subscription lasts some weeks or months. Say how many."), field="units"
                )
            if self.units > MOST_PERIODS:
                raise InvalidInputError(
                    _("A subscription this long cannot be. Check how many weeks or months."), field="units"
                )
        elif self.units is not None and self.unit not in UNITS.get(self.kind, ("stamp", "message")):
            raise InvalidInputError(_("Say what the units are: stamps or messages."), field="unit")

    def _check_message(self, session: Session) -> None:
        if self.message_id is None:
            return
        if self.kind != "refund":
            raise InvalidInputError(_("Only a refund is for one message."), field="message")
        message = session.get(Message, self.message_id)
        if message is None or message.deleted_at is not None or message.provider_id != self.provider_id:
            raise InvalidInputError(
                _("This message is not there, or went with another provider."), field="message"
            )


@dataclass(frozen=True, slots=True)
class PurchaseCard:
    """One purchase; dollars. `message` is the ref of the message it refunds."""

    id: int
    ref: str
    provider_id: int
    provider: str
    member_id: int | None
    member: str | None
    kind: str
    at: datetime
    units: int | None
    unit: str | None
    amount: Decimal
    fee: Decimal
    note: str
    message_id: int | None
    message: str | None
    deleted: bool

    @property
    def key(self) -> tuple[datetime, int]:
        """Where the next page goes on."""
        return self.at, self.id

    @property
    def paid(self) -> Decimal:
        """Amount and fee; what came back is below zero."""
        return self.fee - self.amount if self.kind == "refund" else self.amount + self.fee


def purchase_card(row: Any) -> PurchaseCard:
    """A card from a row of `storage.queries.purchases.with_names`."""
    purchase: Purchase = row[0]
    same = (
        "id",
        "ref",
        "provider_id",
        "member_id",
        "kind",
        "at",
        "units",
        "unit",
        "amount",
        "fee",
        "note",
        "message_id",
    )
    return PurchaseCard(
        provider=row[1],
        member=row[2],
        message=row[3],
        deleted=purchase.deleted_at is not None,
        **{name: getattr(purchase, name) for name in same},
    )
