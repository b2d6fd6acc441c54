"""What a budget shows: how much of it is spent, in numbers and in words."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tracker.spend.budgets.pace import Forecast
from tracker.spend.budgets.words import ahead_words, badge_words, budget_words, so_far_words
from tracker.spend.sums import cents

WARNED_AT = Fraction(80, 100)


class Place(NamedTuple):
    """What a budget is of: a scope, and the key of the member, contact or provider."""

    scope: str
    key: int | None = None


HOUSEHOLD = Place("household")


@dataclass(frozen=True, slots=True)
class BudgetCard:
    """One budget in a month like `2026-11`.

    `spent` and `over` are dollars in cents; `share` is exact, and `level` follows from it: `80` from 80 % on,
    `100` from the whole amount on. Of a contact what was used is counted, else what was paid. `words` tell
    how it stands, `badge` does in two or three, `ahead` tells the forecast.
    """

    id: int
    scope: str
    key: int | None
    name: str
    amount: Decimal
    month: str
    spent: Decimal
    over: Decimal
    share: Fraction
    level: str
    forecast: Forecast | None
    words: str
    badge: str
    ahead: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """What the household paid in a month until now, in cents, and what the month will come to."""

    month: str
    paid: Decimal
    forecast: Forecast | None
    words: str


@dataclass(frozen=True, slots=True)
class BudgetView:
    """Every budget, the one most spent first, and what the month comes to for all together."""

    cards: tuple[BudgetCard, ...]
    ahead: Ahead


def level(share: Fraction) -> str:
    """`80` from exactly 80 % on, `100` from exactly the whole on, else nothing."""
    if share >= 1:
        return "100"
    return "80" if share >= WARNED_AT else ""


def budget_card(
    budget_id: int,
    place: Place,
    name: str,
    amount: Decimal,
    month: str,
    spent: Fraction,
    coming: Forecast | None = None,
) -> BudgetCard:
    """The card of a budget of which so much is spent."""
    whole = Fraction(amount)
    share, over = spent / whole, cents(max(spent - whole, Fraction(0)))
    return BudgetCard(
        id=budget_id,
        scope=place.scope,
        key=place.key,
        name=name,
        amount=amount,
        month=month,
        spent=cents(spent),
        over=over,
        share=share,
        level=level(share),
        forecast=coming,
        words=budget_words(place.scope, name, amount, month, cents(spent), share),
        badge=badge_words(share, over),
        ahead=ahead_words(coming, month, spent),
    )


def ahead_card(month: str, paid: Fraction, coming: Forecast | None) -> Ahead:
    """The whole household's month."""
    words = so_far_words(month, cents(paid)) + " " + ahead_words(coming, month, paid)
    return Ahead(month, cents(paid), coming, words)
