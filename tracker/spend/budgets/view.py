"""Reads how every budget stands, with one look at the kept sums."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from storage.queries import budgets as queries
from storage.tables import Budget
from tracker.deadlines.household import household_zone
from tracker.spend.budgets.cards import (
    HOUSEHOLD,
    BudgetCard,
    BudgetView,
    Place,
    ahead_card,
    budget_card,
)
from tracker.spend.budgets.months import months_before, read_months, year_before
from tracker.spend.budgets.pace import forecast
from tracker.spend.days import last_of, local_day
from tracker.spend.sums import ZERO
from tracker.spend.table import names_of
from tracker.wording import _


def read_view(session: Session, now: datetime) -> BudgetView:
    """Every budget in the month of an instant, and the household's month."""
    zone = household_zone(session)
    today, rows = local_day(now, zone), queries.every(session)
    month = f"{today:%Y-%m}"
    places = {HOUSEHOLD, *(_place(row) for row in rows)}
    found = read_months(session, zone, year_before(today)[0], month, places)
    before, of_today = months_before(session, zone, today, places, found)
    spent = {place: found.dollars.get((place, month), ZERO) for place in places}
    days = last_of(month).day
    coming = {
        place: forecast(spent[place], before[place], today.day, days, of_today[place]) for place in places
    }
    names = _names(session, rows)
    cards = [
        budget_card(row.id or 0, place, names[place], row.amount, month, spent[place], coming[place])
        for row in rows
        for place in [_place(row)]
    ]
    return BudgetView(_highest_first(cards), ahead_card(month, spent[HOUSEHOLD], coming[HOUSEHOLD]))


def read_alerts(session: Session, now: datetime) -> tuple[BudgetCard, ...]:
    """The budgets of which 80 % or more is spent in the month of an instant."""
    rows = queries.every(session)
    if not rows:
        return ()
    zone = household_zone(session)
    month = f"{local_day(now, zone):%Y-%m}"
    places = {_place(row) for row in rows}
    found, names = read_months(session, zone, month, month, places), _names(session, rows)
    cards = (
        budget_card(
            row.id or 0, place, names[place], row.amount, month, found.dollars.get((place, month), ZERO)
        )
        for row in rows
        for place in [_place(row)]
    )
    return _highest_first(card for card in cards if card.level)


def _place(row: Budget) -> Place:
    return Place(row.scope, row.member_id or row.contact_id or row.provider_id)


def _names(session: Session, rows: Iterable[Budget]) -> dict[Place, str]:
    """What to call the places of these budgets."""
    names = {HOUSEHOLD: _("The household")}
    for scope in {row.scope for row in rows} - {HOUSEHOLD.scope}:
        names |= {Place(scope, key): name for key, name in names_of(session, scope).items()}
    return names


def _highest_first(cards: Iterable[BudgetCard]) -> tuple[BudgetCard, ...]:
    return tuple(sorted(cards, key=lambda card: (-card.share, card.id)))
