"""The tables of spend as CSV files."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.errors import InvalidInputError
from tracker.spend.table import GROUPS, SpendTable, in_words
from tracker.spend.view import SpendView
from tracker.transfer.formula import guard
from tracker.wording import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.spend import Spend

SHEETS = ("spend", "prices", "months", "years")

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for a file: names of columns and rows of values, money as `4.20`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def sheet_csv(sheet: Sheet) -> str:
    """A sheet as CSV; text that a spreadsheet would run as a formula gets one `'` before it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(sheet.columns)
    # Money below zero begins with a minus and is a number: only names can be formulas.
    writer.writerows(
        [
            guard(value) if number == 0 and isinstance(value, str) else value
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
    """One of SHEETS: the bars, the price of a message, paid against used, or this year against last."""
    if name == "spend":
        return spend_sheet(view.table)
    if name == "prices":
        return _prices(view)
    if name == "months":
        months = tuple((row.month, *in_words(row.figures).values()) for row in view.months)
        return Sheet(("month", *in_words(view.table.total)), months)
    columns = ("month", f"paid_{view.year - 1}_usd", f"paid_{view.year}_usd")
    return Sheet(
        columns, tuple((f"{row.month:02d}", str(row.last_year), _text(row.this_year)) for row in view.years)
    )


def _prices(view: SpendView) -> Sheet:
    columns = (view.table.by, "messages", "answered", "used_usd", "per_message_usd", "per_answered_usd")
    rows = [
        (row.name, f.messages, f.answered, str(f.used), _text(f.per_message), _text(f.per_answered))
        for row, f in ((row, row.figures) for row in view.keys)
    ]
    return Sheet(columns, tuple(rows))


def _text(amount: object) -> str | None:
    return None if amount is None else str(amount)


def spend_csv_text(spend: "Spend", params: "Mapping[str, str]") -> str:
    """The file behind `/export/spend.csv`.

    `params` may hold `table` (one of SHEETS), `by` (provider, contact, member), and the days `from` and `to`.
    Raises InvalidInputError with the parameter that is wrong.
    """
    name = _one_of(SHEETS, params.get("table", "spend"), "table")
    by = _one_of(GROUPS, params.get("by", "provider"), "by")
    days = read_day(params.get("from", ""), "from"), read_day(params.get("to", ""), "to")
    return sheet_csv(view_sheet(spend.view(by, *days), name))


def _one_of(words: Sequence[str], word: str, field: str) -> str:
    if word not in words:
        raise InvalidInputError(
            _("Choose one of these: {words}.").format(words=", ".join(words)), field=field
        )
    return word


def read_day(text: str, field: str) -> date | None:
    """A day as `2026-11-23`, None when empty. Raises InvalidInputError for anything else."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError(_("Write a day like 2026-11-23."), field=field) from error
    # Python reads 20261123 and 2026-W48-1 too.
    if day.isoformat() != text:
        raise InvalidInputError(_("Write a day like 2026-11-23."), field=field)
    return day
