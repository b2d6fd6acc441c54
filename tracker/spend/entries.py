"""What a family enters about a purchase, and what screens show of one."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import purchases as queries
from storage.tables import Member, Message, Provider, Purchase
from storage.tables.spend import PURCHASE_KINDS
from tracker.amounts import CENTS, FINEST, NoAmountError, read_units
from tracker.checks import kept_amount, kept_count, kept_instant, kept_name, kept_text
from tracker.deadlines.household import household_zone
from tracker.directory.said.providers import provider_for
from tracker.errors import InvalidInputError
from tracker.periods import Period, Periods
from tracker.purchase_rules import fault, no_message, overlap_words, refunded_already, term, usual_unit
from tracker.wording import _


def read_amount(text: str, field: str, decimals: int = FINEST) -> Decimal:
    """Dollars as typed, with or without `$`; what was paid has CENTS, a price may be finer.

    Raises InvalidInputError for `1,50`, `1e400` and the like.
    """
    plain = text.strip().removeprefix("$").strip()
    if not plain:
        raise InvalidInputError(_("Write the dollars with a point, like 4.20."), field=field)
    # Nobody means anything else by a point that begins or ends a number.
    plain = f"0{plain}" if plain.startswith(".") else plain.removesuffix(".")
    try:
        read_units(plain, decimals)
    except NoAmountError as error:
        raise InvalidInputError(str(error), field=field) from error
    return Decimal(plain)


def provider_key(session: Session, name: str, now: datetime) -> int:
    """The key of the provider of this name, made if it is not there: what is refused leaves none behind."""
    return provider_for(session, kept_name(name, "provider"), now).id or 0


@dataclass(frozen=True, slots=True)
class PurchaseEntry:
    """A purchase as entered; dollars, `amount` without `fee`.

    `units` counts what was bought: stamps or messages, weeks or months of a subscription. `message_id` is the
    message that a refund is for. What was bought is good through the day `expires`, or for ever.
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
    expires: date | None = None

    def checked(self, session: Session, now: datetime, but: int | None = None) -> "PurchaseEntry":
        """The same entry, known to be possible. Raises InvalidInputError with the field that is wrong.

        `but` is the purchase that this entry corrects, which it may overlap.
        """
        if self.kind not in PURCHASE_KINDS:
            raise InvalidInputError(
                _("Choose what was bought: stamps, credit, a subscription, a fee or a refund."), field="kind"
            )
        if session.get(Provider, self.provider_id) is None:
            raise InvalidInputError(_("This provider is not known. Choose another."), field="provider")
        if self.member_id is not None and session.get(Member, self.member_id) is None:
            raise InvalidInputError(_("This member is not known. Choose another."), field="member")
        kept_amount(self.amount, "amount", CENTS)
        kept_amount(self.fee, "fee", CENTS)
        kept_count(self.units, "units")
        at, zone = kept_instant(self.at, now), household_zone(session)
        wrong = fault(self.kind, self.units, self.unit, at.astimezone(ZoneInfo(zone)).date(), self.expires)
        if wrong:
            raise InvalidInputError(wrong.sentence, field=wrong.field)
        self._check_message(session, but)
        kept_text(self.note, "note")
        unit = self.unit if self.units is not None else None
        entry = replace(self, at=at, unit=usual_unit(self.kind, self.units, unit))
        met = overlapped(session, entry, zone, but)
        if met:
            raise InvalidInputError(overlap_words(met, now.astimezone(ZoneInfo(zone)).date()), field="at")
        return entry

    def _check_message(self, session: Session, but: int | None) -> None:
        if self.message_id is None:
            return
        if self.kind != "refund":
            raise InvalidInputError(_("Only a refund is for one message."), field="message")
        message = session.get(Message, self.message_id)
        if message is None or message.deleted_at is not None or message.provider_id != self.provider_id:
            raise InvalidInputError(no_message(), field="message")
        if has_other_refund(session, self.message_id, but):
            raise InvalidInputError(refunded_already(), field="message")


def has_other_refund(session: Session, message_id: int, but: int | None) -> bool:
    """Whether a message has a refund beside the purchase `but`."""
    return queries.refunds_of(session, [message_id]).get(message_id, but) != but


def overlapped(
    session: Session, row: PurchaseEntry | Purchase, zone: str, but: int | None = None
) -> Period | None:
    """A subscription of the same provider and member that this one overlaps; None without any."""
    if row.kind != "subscription":
        return None
    own = term(row.at, row.units or 0, row.unit or "", zone)
    where = {"provider_id": row.provider_id, "member_id": row.member_id}
    others = Periods(
        term(at, units, unit, zone)
        for key, _provider, _member, at, units, unit in queries.terms(session, where)
        if key != but
    )
    return others.met_by(own)


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
    expires: date | None
    note: str
    message_id: int | None
    message: str | None
    deleted: bool

    @property
    def key(self) -> tuple[datetime, int]:
        """Where the next page goes on."""
        return self.at, self.id

    @property
    def counted(self) -> Decimal:
        """Amount without the fee; what came back is below zero."""
        return -self.amount if self.kind == "refund" else self.amount

    @property
    def paid(self) -> Decimal:
        """Amount and fee; what came back is below zero."""
        return self.counted + self.fee


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
        "expires",
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
