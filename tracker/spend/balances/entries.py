"""What the family says of a balance: what is there, what it gave away, what it gives up."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session

from storage.queries import balances as queries
from storage.tables import BalanceEntry, Member, Provider
from tracker.amounts import CENTS
from tracker.checks import kept_amount, kept_count, kept_instant, kept_text
from tracker.deadlines.household import household_zone
from tracker.errors import InvalidInputError, NotFoundError
from tracker.spend.balances.accounts import UNITS, ZERO, Account, Number, as_shown
from tracker.spend.balances.courses import courses, lay_out
from tracker.spend.balances.sheets import number_of
from tracker.spend.balances.words import only_words
from tracker.wording import _


@dataclass(frozen=True, slots=True)
class EntryCard:
    """One thing said of an account: an `opening`, a `correction`, what was `given` or `written off`."""

    id: int
    kind: str
    at: datetime
    number: Number
    note: str


@dataclass(frozen=True, slots=True)
class Said:
    """A number said of an account at an instant, as it was entered."""

    account: Account
    kind: str
    number: Number
    at: datetime
    note: str = ""


def entry_card(row: BalanceEntry) -> EntryCard:
    """A card from a row."""
    return EntryCard(row.id or 0, row.kind, row.at, number_of(row), row.note)


def say(session: Session, said: Said, now: datetime) -> int:
    """Writes what is said and gives its key. Raises InvalidInputError with the field that is wrong."""
    _check_account(session, said.account)
    _check_number(said.account.unit, said.number)
    return _write(session, said, now)


def _write(session: Session, said: Said, now: datetime) -> int:
    account, at = said.account, kept_instant(said.at, now)
    kept_text(said.note, "note")
    dollars = account.unit == "usd"
    row = BalanceEntry(
        provider_id=account.provider_id,
        member_id=account.member_id,
        unit=account.unit,
        kind=said.kind,
        at=at,
        units=None if dollars else int(said.number),
        amount=Decimal(said.number) if dollars else None,
        note=said.note,
        logged_at=now,
    )
    return queries.add_entry(session, row)


def take_out(session: Session, said: Said, now: datetime) -> int:
    """Writes what was given away or is given up, which cannot be more than is there.

    Whoever takes out all that is shown takes the parts of a cent with it.
    """
    _check_account(session, said.account)
    left = left_at(session, said.account, kept_instant(said.at, now), now)
    if said.number != left:
        _check_number(said.account.unit, said.number)
    if as_shown(left) == said.number > 0:
        said = replace(said, number=left)
    if said.number > left or left <= 0:
        raise InvalidInputError(only_words(left, said.account.unit), field="number")
    if not said.number:
        raise InvalidInputError(_enter_some(said.account.unit), field="number")
    return _write(session, said, now)


def _enter_some(unit: str) -> str:
    return _("Enter more than $0.00.") if unit == "usd" else _("Enter how many, at least one.")


def left_at(session: Session, account: Account, at: datetime, now: datetime) -> Number:
    """What was left in an account after all that was logged until an instant; now counts everything."""
    zone = household_zone(session)
    until = at if at < now else None
    laid = lay_out(session, zone, min(at, now), [account.provider_id], until=until)
    for one in laid.values():
        for found, course in courses(session, zone, min(at, now), one, until):
            if found == account:
                return course.left
    return ZERO[account.unit]


def set_deleted(session: Session, entry_id: int, deleted_at: datetime | None) -> int:
    """Takes an entry back (an instant), or brings it back (None). Raises NotFoundError when there is none."""
    row = queries.entry_by_id(session, entry_id)
    if row is None:
        raise NotFoundError(_("This entry is no longer there. Reload the page."))
    row.deleted_at = deleted_at
    return entry_id


def _check_account(session: Session, account: Account) -> None:
    if session.get(Provider, account.provider_id) is None:
        raise InvalidInputError(_("This provider is not known. Choose another."), field="provider")
    if account.member_id is not None and session.get(Member, account.member_id) is None:
        raise InvalidInputError(_("This member is not known. Choose another."), field="member")
    if account.unit not in UNITS:
        raise InvalidInputError(_("Say what is counted: stamps, messages or dollars."), field="unit")


def _check_number(unit: str, number: Number) -> None:
    if unit == "usd":
        kept_amount(Decimal(number), "number", CENTS)
    elif isinstance(number, int):
        kept_count(number, "number")
    else:
        raise InvalidInputError(_("A count is a whole number, zero or more."), field="number")
