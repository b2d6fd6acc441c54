"""All that the Spend page shows of a period, read at once so that it can be remembered as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session

from storage.queries import month_sums
from tracker.spend.asked import check_known
from tracker.spend.days import Window, first_of, last_of, local_day, months_later, window
from tracker.spend.gone import read_all_spend
from tracker.spend.kinds import KINDS, kinds_of, read_bought
from tracker.spend.ledger import ALL, Cell, Only, read_ledger
from tracker.spend.sums import ZERO, Sums, cents
from tracker.spend.table import (
    Figures,
    SpendRow,
    SpendTable,
    added,
    figures,
    names_of,
    spend_rows,
    spend_table,
)


@dataclass(frozen=True, slots=True)
class YearMonth:
    """What came together from January to the end of a month (1 to 12).

    `last_year` is None before anything was logged at all, `this_year` for a month to come.
    """

    month: int
    last_year: Decimal | None
    this_year: Decimal | None


@dataclass(frozen=True, slots=True)
class SpendView:
    """A period of spend, of `only` some of all there is.

    `table` has a row per key and month, `keys` one per key, `months` one per month. `names` are all keys in
    the order they were added, so that colours stay. `measure` is what `years`, `this_month` and `last_month`
    tell: `paid`, or `used` where nobody can tell what was paid; the months are the calendar months of now and
    before, whatever the period. `kinds` is what was paid, by what it went on; empty where it cannot be told.
    """

    only: Only
    measure: str
    table: SpendTable
    keys: tuple[SpendRow, ...]
    months: tuple[SpendRow, ...]
    kinds: tuple[tuple[str, Decimal], ...]
    names: dict[int | None, str]
    year: int
    years: tuple[YearMonth, ...]
    month: str
    this_month: Decimal
    last_month: Decimal
    from_day: date
    to_day: date


@dataclass(frozen=True, slots=True)
class ProviderMonth:
    """What a provider cost this month and last, in dollars."""

    provider_id: int
    provider: str
    paid: Decimal
    paid_last_month: Decimal
    used: Decimal
    used_last_month: Decimal


@dataclass(frozen=True, slots=True)
class MonthSoFar:
    """This month until now against the whole of last month; `table` has three months, for a chart."""

    month: str
    last_month: str
    now: Figures
    before: Figures
    providers: tuple[ProviderMonth, ...]
    names: dict[int | None, str]
    table: SpendTable


def read_view(
    session: Session,
    zone: str,
    now: datetime,
    by: str,
    from_day: date | None = None,
    to_day: date | None = None,
    only: Only = ALL,
) -> SpendView:
    """What was spent from one day to another, both included, by `provider`, `contact` or `member`.

    Raises NotFoundError for one that is not there.
    """
    check_known(session, only)
    today = local_day(now, zone)
    # A month to come holds nothing but what a running subscription may leave unused.
    chosen = window(zone, from_day, to_day or last_of(f"{today:%Y-%m}"))
    told = only.contact_id is None
    cells = read_all_spend(session, zone, now, [chosen], only, {by, "contact"}).cells
    names = names_of(session, by)
    per_month = _two_years(session, zone, today, only, paid=told)
    return SpendView(
        only=only,
        measure="paid" if told else "used",
        table=spend_table(cells, by, names, zone, only),
        keys=spend_rows(cells, by, names, only=only, months=False),
        months=_months(cells, paid=told),
        kinds=_kinds(session, zone, chosen, cells, only) if told else (),
        names=names,
        year=today.year,
        years=_years(per_month, today, month_sums.months(session)),
        month=f"{today:%Y-%m}",
        this_month=cents(per_month.get(f"{today:%Y-%m}", ZERO)),
        last_month=cents(per_month.get(_before(today), ZERO)),
        from_day=from_day or min((first_of(cell.month) for cell in cells), default=today),
        to_day=to_day or today,
    )


def _months(cells: Iterable[Cell], *, paid: bool) -> tuple[SpendRow, ...]:
    sums = added((cell.month, cell.sums) for cell in cells)
    return tuple(
        SpendRow(None, "", month, figures(found, paid=paid)) for month, found in sorted(sums.items()) if found
    )


def _kinds(
    session: Session, zone: str, span: Window, cells: Iterable[Cell], only: Only
) -> tuple[tuple[str, Decimal], ...]:
    """What was paid by what it went on, without what is nothing."""
    bought: dict[str, Decimal] = {}
    for amounts in read_bought(session, zone, span, only).values():
        for kind, amount in amounts.items():
            bought[kind] = bought.get(kind, Decimal(0)) + amount
    found = kinds_of(bought, cells)
    return tuple((name, cents(getattr(found, name))) for name in KINDS if getattr(found, name))


def _two_years(session: Session, zone: str, today: date, only: Only, *, paid: bool) -> dict[str, Fraction]:
    """What was paid, or used, in each month of this year and the last."""
    span = window(zone, date(today.year - 1, 1, 1), date(today.year, 12, 31))
    cells = read_ledger(session, zone, [span], only, ()).cells
    sums = added((cell.month, cell.sums) for cell in cells)
    return {month: found.paid if paid else found.used for month, found in sums.items()}


def _before(day: date) -> str:
    return f"{months_later(day.replace(day=1), -1):%Y-%m}"


def _years(
    amounts: Mapping[str, Fraction], today: date, known: tuple[str, str] | None
) -> tuple[YearMonth, ...]:
    """Running totals of two years, side by side; `known` are the first and last month of everything."""
    last = this = ZERO
    rows = []
    for month in range(1, 13):
        before, now = f"{today.year - 1}-{month:02d}", f"{today.year}-{month:02d}"
        last += amounts.get(before, ZERO)
        this += amounts.get(now, ZERO)
        begun = known is not None and known[0] <= before
        rows.append(
            YearMonth(month, cents(last) if begun else None, cents(this) if month <= today.month else None)
        )
    return tuple(rows)


def read_month_so_far(session: Session, zone: str, now: datetime) -> MonthSoFar:
    """This month against last month, per provider."""
    today = local_day(now, zone)
    month, last_month = f"{today:%Y-%m}", _before(today)
    span = window(zone, months_later(today.replace(day=1), -2), last_of(month))
    ledger = read_ledger(session, zone, [span], by={"provider"})
    names = names_of(session, "provider")
    sums = added(((cell.month, cell.provider_id), cell.sums) for cell in ledger.cells)
    whole = added((cell.month, cell.sums) for cell in ledger.cells)
    table = spend_table(ledger.cells, "provider", names, zone)
    seen = {provider_id for (of, provider_id), found in sums.items() if of in (month, last_month) and found}
    return MonthSoFar(
        month=month,
        last_month=last_month,
        now=figures(whole.get(month, Sums())),
        before=figures(whole.get(last_month, Sums())),
        providers=tuple(
            _provider_month(
                provider_id, name, sums.get((month, provider_id)), sums.get((last_month, provider_id))
            )
            for provider_id, name in names.items()
            if provider_id in seen and provider_id is not None
        ),
        names=names,
        table=table,
    )


def _provider_month(provider_id: int, name: str, now: Sums | None, before: Sums | None) -> ProviderMonth:
    now, before = now or Sums(), before or Sums()
    return ProviderMonth(
        provider_id, name, cents(now.paid), cents(before.paid), cents(now.used), cents(before.used)
    )


def bar_window(zone: str, month: str | None, from_day: date | None, to_day: date | None) -> Window:
    """The instants behind a bar: a month inside the chosen days, or all. Raises ValueError for no month."""
    chosen = window(zone, from_day, to_day)
    if month is None:
        return chosen
    whole = window(zone, first_of(month), last_of(month))
    since, until = max(chosen.since, whole.since), min(chosen.until, whole.until)
    return Window(since, max(since, until))
