"""One purchase of a file: what each cell must be."""

from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from storage.queries.transfer import instant
from storage.tables.spend import PURCHASE_KINDS, PURCHASE_UNITS
from tracker.purchase_rules import fault, usual_unit
from tracker.transfer import values
from tracker.transfer.log_names import Names
from tracker.transfer.log_rows import BadCellError
from tracker.transfer.values import BadValueError
from tracker.wording import _


class PurchaseRow(NamedTuple):
    """A purchase that can be taken; names as numbers, -1 for none; money in ten-thousandths."""

    line: int
    ref: str
    provider: int
    member: int
    kind: str
    at: int
    units: int | None
    unit: str | None
    amount: int
    fee: int
    note: str
    message: str
    expires: str | None


class PurchaseReader:
    """Turns picked cells into purchases that can be taken."""

    def __init__(self, columns: tuple[str, ...], zone: ZoneInfo, now: datetime) -> None:
        self.providers, self.members = Names(), Names()
        self.bare_times = 0
        self.zone, self.now = zone, now
        self._columns = columns
        self._latest = values.latest_instant(now)

    def row(self, line: int, cells: tuple[Any, ...]) -> PurchaseRow:
        """The purchase. Raises BadCellError naming the first column that cannot be taken."""
        ref, provider, member, kind, at, units, unit, amount, fee, note, message, expires = cells
        column = "ref"
        try:
            row_ref = values.ref(ref)
            column = "provider"
            provider_number = self.providers.number(provider)
            values.refuse_if(provider_number < 0, _("A name is missing."))
            column = "member"
            member_number = self.members.number(member)
            column = "kind"
            kind_word = values.word(kind, PURCHASE_KINDS)
            values.refuse_if(
                not kind, _("Say what was bought: {words}.").format(words=", ".join(PURCHASE_KINDS))
            )
            column = "at"
            at_micros, bare = values.instant(at, self.zone, self._latest)
            column = "units"
            units_count = values.count(units)
            column = "unit"
            unit_word = values.word(unit, PURCHASE_UNITS)
            column = "amount_usd"
            amount_units = values.paid_amount(amount)
            values.refuse_if(amount_units is None, _("Say what it cost, without the fee."))
            column = "fee_usd"
            fee_units = values.paid_amount(fee)
            column = "expires"
            last_day = values.day(expires)
            wrong = fault(
                kind, units_count, unit_word, self._day(at_micros),
                date.fromisoformat(last_day) if last_day else None,
            )  # fmt: skip
            column = wrong.field if wrong else column
            values.refuse_if(wrong, wrong.sentence if wrong else "")
            column = "note"
            row_note = values.text(note)
            column = "message"
            values.refuse_if(message and kind != "refund", _("Only a refund names a message."))
            refunded = values.ref(message) if message else ""
        except BadValueError as error:
            raise BadCellError(column, cells[self._columns.index(column)], str(error)) from error
        self.bare_times += bare
        return PurchaseRow(
            line, row_ref, provider_number, member_number, kind_word or "", at_micros, units_count,
            usual_unit(kind, units_count, unit_word), amount_units or 0, fee_units or 0, row_note, refunded,
            last_day,
        )  # fmt: skip

    def _day(self, micros: int) -> date:
        """The day of an instant in the household's zone."""
        return instant(micros).astimezone(self.zone).date()
