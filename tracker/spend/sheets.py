"""The tables of spend as CSV files."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.errors import InvalidInputError
from tracker.spend.asked import read_day, read_only
from tracker.spend.lost import LostBalance, LostMessage
from tracker.spend.table import GROUPS, SpendTable, in_words
from tracker.spend.view import SpendView
from tracker.transfer.formula import guard
from tracker.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.spend import Spend

SHEETS = ("spend", "prices", "months", "years", "kinds", "lost")

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for a file: names of columns and rows of values, money as `4.20`.

    `texts` are the columns, from 0, with what people typed.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    texts: tuple[int, ...] = (0,)


def sheet_csv(sheet: Sheet) -> str:
    """A sheet as CSV; text that a spreadsheet would run as a formula gets one `'` before it."""
    file = io.StringIO()
    # With this line end the writer also quotes a text that holds a carriage return alone.
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    # Money below zero begins with a minus and is a number: only texts can be formulas.
    writer.writerows(
        [
            guard(value) if number in sheet.texts and isinstance(value, str) else value
            for number, value in enumerate(row)
        ]
        for row in sheet.rows
    )
    return file.getvalue()


def spend_csv(table: SpendTable) -> str:
    """The spend table as CSV, with the columns that `kitelog spend --json` has."""
    return sheet_csv(spend_sheet(table))


def spend_sheet(table: SpendTable) -> Sheet:
    """A row for each provider, contact or member and month."""
    columns = (table.by, "month", *in_words(table.total))
    return Sheet(columns, tuple((row.name, row.month, *in_words(row.figures).values()) for row in table.rows))


def view_sheet(view: SpendView, name: str) -> Sheet:
    """One of SHEETS but `lost`: the bars, the price of a message, the months, two years, the kinds."""
    if name == "spend":
        return spend_sheet(view.table)
    if name == "prices":
        return _prices(view)
    if name == "months":
        months = tuple((row.month, *in_words(row.figures).values()) for row in view.months)
        return Sheet(("month", *in_words(view.table.total)), months)
    if name == "kinds":
        return Sheet(("kind", "paid_usd"), tuple((kind, str(amount)) for kind, amount in view.kinds))
    columns = ("month", f"{view.measure}_{view.year - 1}_usd", f"{view.measure}_{view.year}_usd")
    return Sheet(
        columns, tuple((f"{row.month:02d}", _text(row.last_year), _text(row.this_year)) for row in view.years)
    )


def _prices(view: SpendView) -> Sheet:
    columns = (view.table.by, "messages", "answered", "used_usd", "per_message_usd", "per_answered_usd")
    rows = [
        (row.name, f.messages, f.answered, str(f.used), _text(f.per_message), _text(f.per_answered))
        for row, f in ((row, row.figures) for row in view.keys)
    ]
    return Sheet(columns, tuple(rows))


def lost_sheet(found: "Iterable[LostMessage | LostBalance]") -> Sheet:
    """A row for each message that was lost, and for what is gone of a balance; `at` is in UTC."""
    columns = ("contact", "provider", "member", "at", "ref", "why", "value_usd")
    rows = []
    for loss in found:
        contact, ref = ("", "") if isinstance(loss, LostBalance) else (loss.contact, loss.ref)
        at = f"{loss.at:%Y-%m-%dT%H:%M:%SZ}"
        rows.append((contact, loss.provider, loss.member, at, ref, loss.why, _text(loss.value)))
    return Sheet(columns, tuple(rows), texts=(0, 1, 2, 4, 5))


def _text(amount: object) -> str | None:
    return None if amount is None else str(amount)


def spend_csv_text(spend: "Spend", params: "Mapping[str, str]") -> str:
    """The file behind `/export/spend.csv`.

    `params` may hold `table` (one of SHEETS), `by` (provider, contact, member), the days `from` and `to`, and
    the keys of one `provider`, `contact` or `member` alone. Raises KitelogError with what is wrong.
    """
    name = _one_of(SHEETS, params.get("table", "spend"), "table")
    by = _one_of(GROUPS, params.get("by", "provider"), "by")
    days = read_day(params.get("from", ""), "from"), read_day(params.get("to", ""), "to")
    only = read_only(params)
    if name == "lost":
        return sheet_csv(lost_sheet(spend.every_lost(*days, only)))
    return sheet_csv(view_sheet(spend.view(by, *days, only), name))


def _one_of(words: Sequence[str], word: str, field: str) -> str:
    if word not in words:
        raise InvalidInputError(
            _("Choose one of these: {words}.").format(words=", ".join(words)), field=field
        )
    return word
