"""Reads one year of spend."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from storage.queries import month_sums
from tracker.errors import InvalidInputError
from tracker.spend.asked import check_known
from tracker.spend.days import Window, local_day, months_between, window
from tracker.spend.gone import read_all_spend
from tracker.spend.kinds import Kinds, kinds_of, read_bought
from tracker.spend.ledger import Cell, Only
from tracker.spend.lost import read_lost
from tracker.spend.sums import Sums
from tracker.spend.table import SpendRow, added, figures, names_of, spend_rows
from tracker.spend.year.model import Year, YearProvider, paid_for
from tracker.wording import _

# More would fill pages of paper; the file has them all.
MOST_LOST = 200


def years_kept(session: Session, today: date) -> tuple[int, ...]:
    """The years from the first in which anything was sent or bought to the present one, newest first."""
    kept = month_sums.months(session)
    first = int(kept[0][:4]) if kept else today.year
    return tuple(range(today.year, min(first, today.year) - 1, -1))


def read_year(
    session: Session, zone: str, now: datetime, asked: int | None = None, contact_id: int | None = None
) -> Year:
    """A year, the present one where none is asked for, of all or of one contact.

    Raises InvalidInputError for a year of which nothing can be known.
    """
    today, only = local_day(now, zone), Only(contact_id=contact_id)
    check_known(session, only)
    years = years_kept(session, today)
    year = today.year if asked is None else asked
    if year not in years:
        raise InvalidInputError(wrong_year(years), field="year")
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    span = window(zone, first, last)
    cells = read_all_spend(session, zone, now, [span], only, {"provider", "contact"}).cells
    kinds = _kinds(session, zone, span, cells, only) if contact_id is None else None
    names = names_of(session, "contact")
    return Year(
        year=year,
        years=years,
        first=first,
        last=last,
        over=last < today,
        today=today,
        zone=zone,
        keepers=tuple(name for key, name in names_of(session, "member").items() if key is not None),
        contact_id=contact_id,
        contact=names[contact_id] if contact_id is not None else None,
        total=figures(sum((cell.sums for cell in cells), Sums()), paid=kinds is not None),
        paid_for=None if kinds is None else paid_for(sum(kinds.values(), Kinds())),
        providers=_providers(cells, names_of(session, "provider"), kinds),
        months=_months(cells, first, last, paid=kinds is not None),
        contacts=spend_rows(cells, "contact", names, months=False),
        lost=read_lost(session, zone, now, span, only, limit=MOST_LOST),
    )


def wrong_year(years: Sequence[int]) -> str:
    """What to do about a year that is none."""
    if len(years) == 1:
        return _("Choose the year {year}: nothing is logged of another.").format(year=years[0])
    return _("Choose a year from {first} to {last}.").format(first=years[-1], last=years[0])


def _kinds(session: Session, zone: str, span: Window, cells: Sequence[Cell], only: Only) -> dict[int, Kinds]:
    """What was paid to each provider, by what it went on."""
    bought = read_bought(session, zone, span, only)
    own: dict[int, list[Cell]] = {key: [] for key in bought}
    for cell in cells:
        if cell.provider_id is not None:
            own.setdefault(cell.provider_id, []).append(cell)
    return {key: kinds_of(bought.get(key, {}), found) for key, found in own.items()}


def _providers(
    cells: Sequence[Cell], names: Mapping[int | None, str], kinds: Mapping[int, Kinds] | None
) -> tuple[YearProvider, ...]:
    sums = added((cell.provider_id, cell.sums) for cell in cells)
    rows = [
        YearProvider(
            key,
            name,
            figures(sums[key], paid=kinds is not None),
            None if kinds is None else paid_for(kinds.get(key, Kinds())),
        )
        for key, name in names.items()
        if key is not None and sums.get(key, Sums())
    ]
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))


def _months(cells: Sequence[Cell], first: date, last: date, *, paid: bool) -> tuple[SpendRow, ...]:
    sums = added((cell.month, cell.sums) for cell in cells)
    return tuple(
        SpendRow(None, "", month, figures(sums.get(month, Sums()), paid=paid))
        for month in months_between(f"{first:%Y-%m}", f"{last:%Y-%m}")
    )
