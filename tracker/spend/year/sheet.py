"""A year as a CSV file: one sum a row, with its unit and the days it covers."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from tracker.spend.days import first_of, last_of
from tracker.spend.kinds import KINDS
from tracker.spend.lost import LostBalance, LostMessage
from tracker.spend.table import Figures
from tracker.spend.year.model import PaidFor, Year
from tracker.transfer.formula import guard

COLUMNS = ("part", "name", "from", "to", "sum", "amount", "unit", "note")
DOLLARS = ("paid", "fees", "used", "lost")
COUNTS = ("messages", "answered", "unpriced")
Row = tuple[str, str, date, date, str, Decimal | int | None, str, str]


def year_csv(year: Year, lost: Iterable[LostMessage | LostBalance]) -> str:
    """The file; `lost` is everything that was lost in the year.

    `part` says what the row is of: the whole `year`, a `provider`, a `month`, a `contact`, or something
    `lost`, which `name` names. `unit` is `USD` or `messages`.
    """
    file = io.StringIO()
    # With this line end the writer also quotes a text that holds a carriage return alone.
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for part, name, first, last, what, amount, unit, note in _rows(year, lost):
        told = "" if amount is None else str(amount)
        writer.writerow((part, guard(name), first, last, what, told, unit, guard(note)))
    return file.getvalue()


def _rows(year: Year, lost: Iterable[LostMessage | LostBalance]) -> Iterator[Row]:
    about = (year.first, year.last)
    yield from _sums("year", year.contact or "", *about, year.total)
    if year.paid_for is not None:
        yield from _paid_for("year", "", year, year.paid_for)
    for provider in year.providers:
        yield from _sums("provider", provider.name, *about, provider.figures)
        if provider.paid_for is not None:
            yield from _paid_for("provider", provider.name, year, provider.paid_for)
    for row in year.months:
        end = min(last_of(row.month), year.last)
        yield from _sums("month", row.month, first_of(row.month), end, row.figures)
    for row in year.contacts:
        yield from _sums("contact", row.name, *about, row.figures)
    for loss in lost:
        yield _lost(loss, year.zone)


def _sums(part: str, name: str, first: date, last: date, figures: Figures) -> Iterator[Row]:
    for what in (*DOLLARS, *COUNTS):
        amount = getattr(figures, what)
        if amount is not None:
            yield part, name, first, last, what, amount, "USD" if what in DOLLARS else "messages", ""


def _paid_for(part: str, name: str, year: Year, found: PaidFor) -> Iterator[Row]:
    for kind in KINDS:
        if kind != "fees":
            yield part, name, year.first, year.last, _kind(kind), getattr(found, kind), "USD", ""


def _kind(kind: str) -> str:
    return kind if kind == "refunds" else f"paid for {kind}"


def _lost(loss: LostMessage | LostBalance, zone: str) -> Row:
    day = _day(loss.at, zone)
    if isinstance(loss, LostBalance):
        return "lost", loss.provider, day, day, "balance", loss.value, "USD", loss.why
    return "lost", f"{loss.contact}, {loss.provider}", day, day, "message", loss.value, "USD", loss.why


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()
