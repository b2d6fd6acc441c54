"""Setting a budget, removing it, and making it again what it was."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, SQLModel

from storage.queries import budgets as queries
from storage.tables import Budget, Contact, Member, Provider
from tracker.amounts import CENTS, decimals_words
from tracker.errors import ConflictError, InvalidInputError, NotFoundError
from tracker.spend.budgets.cards import Place
from tracker.spend.entries import read_amount
from tracker.wording import _

MOST = Decimal(1_000_000)
TABLES: dict[str, type[SQLModel]] = {"member": Member, "contact": Contact, "provider": Provider}


@dataclass(frozen=True, slots=True)
class Changed:
    """What a budget was and what it is now, in dollars a month; None is no budget."""

    scope: str
    key: int | None
    was: Decimal | None
    now: Decimal | None


def typed_budget(text: str) -> Decimal:
    """Dollars a month as typed, with or without `$`. Raises InvalidInputError for what is none."""
    if not text.strip():
        raise InvalidInputError(_("Write how many dollars a month, like 30.00."), field="amount")
    if text.strip().lstrip("$").startswith(("-", "−")):
        raise InvalidInputError(_too_little(), field="amount")
    return _kept(read_amount(text, "amount", CENTS))


def put(session: Session, scope: str, key: int | None, amount: Decimal, now: datetime) -> Changed:
    """Sets a budget, in the place of the one there was."""
    amount, key = _kept(amount), _known(session, scope, key)
    row = queries.at(session, scope, key)
    if row is None:
        names = {} if key is None else {f"{scope}_id": key}
        queries.add(session, Budget(scope=scope, amount=amount, set_at=now, **names))
        return Changed(scope, key, None, amount)
    changed = Changed(scope, key, row.amount, amount)
    row.amount, row.set_at = amount, now
    return changed


def remove(session: Session, budget_id: int) -> Changed:
    """Takes a budget away."""
    row = queries.by_id(session, budget_id)
    if row is None:
        raise NotFoundError(_("This budget is no longer there. Reload the page."))
    queries.delete(session, row)
    return Changed(row.scope, row.member_id or row.contact_id or row.provider_id, row.amount, None)


def undo(session: Session, changed: Changed, now: datetime) -> Changed:
    """Makes a budget again what it was before it was set or removed, unless it was changed since."""
    place = Place(changed.scope, changed.key)
    row = queries.at(session, *place)
    if (row.amount if row else None) != changed.now:
        raise ConflictError(_("This budget was changed since. Look at it before you change it again."))
    if changed.was is not None:
        return put(session, *place, changed.was, now)
    if row is not None:
        queries.delete(session, row)
    return Changed(*place, changed.now, None)


def _kept(amount: Decimal) -> Decimal:
    if not amount.is_finite() or amount <= 0:
        raise InvalidInputError(_too_little(), field="amount")
    if amount > MOST:
        raise InvalidInputError(
            _("A budget is at most $1,000,000 a month. Check the dollars."), field="amount"
        )
    if amount != round(amount, CENTS):
        raise InvalidInputError(decimals_words(CENTS), field="amount")
    return amount


def _too_little() -> str:
    return _("A budget is more than zero dollars a month. Write how many, like 30.00.")


def _known(session: Session, scope: str, key: int | None) -> int | None:
    """The key of what a budget is of, None for the household."""
    if scope == "household":
        return None
    if scope not in TABLES:
        raise InvalidInputError(
            _("Choose what the budget is of: the household, a member, a person or a provider."), field="scope"
        )
    if key is None or session.get(TABLES[scope], key) is None:
        raise InvalidInputError(_missing(scope), field="key")
    return key


def _missing(scope: str) -> str:
    words = {
        "member": _("Choose the member whose spending the budget is for."),
        "contact": _("Choose the person the messages go to."),
        "provider": _("Choose the provider."),
    }
    return words[scope]
