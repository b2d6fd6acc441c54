"""What the charts of spend show, as plain numbers; drawing them is another matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.spend.days import months_between
from tracker.spend.table import Figures, SpendRow, tells_paid
from tracker.spend.view import SpendView

# Ten years of bars: more months could be told apart neither by an eye nor by a finger.
MOST_MONTHS = 120
MOST_LAYERS = 8
MOST_PARTS = 5


@dataclass(frozen=True, slots=True)
class Layer:
    """One colour of the stacked bars, in dollars for each month of the chart; `key` None is nobody named.

    `kind` is `key` for a provider, contact or member, `others` for the small ones together, or `fees`.
    """

    kind: str
    key: int | None
    name: str
    amounts: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked bars of what was `paid`, with the fees as a layer of their own, or `used` per contact."""

    measure: str
    months: tuple[str, ...]
    layers: tuple[Layer, ...]


def bars(view: SpendView) -> Bars:
    """The chart's bars: the newest months where there are too many, the smallest keys together."""
    months = all_months([row.month for row in view.table.rows])
    measure = bar_measure(view)
    places = {month: number for number, month in enumerate(months)}
    rows = [row for row in view.table.rows if row.month in places]
    big = _biggest(rows, measure)
    amounts: dict[tuple[str, int | None], list[Decimal]] = {}

    def add(kind: str, key: int | None, month: str, amount: Decimal) -> None:
        if amount:
            layer = amounts.setdefault((kind, key), [Decimal(0)] * len(months))
            layer[places[month]] += amount

    for row in rows:
        kind = "key" if row.key in big else "others"
        add(kind, row.key if kind == "key" else None, row.month, _amount(row.figures, measure))
        if measure == "paid":
            add("fees", None, row.month, row.figures.fees or Decimal(0))
    order = {key: number for number, key in enumerate(view.names)}
    kinds = {"key": 0, "others": 1, "fees": 2}
    return Bars(
        measure,
        tuple(months),
        tuple(
            Layer(kind, key, view.names.get(key, "") if kind == "key" else "", tuple(found))
            for (kind, key), found in sorted(
                amounts.items(), key=lambda item: (kinds[item[0][0]], order.get(item[0][1], -1))
            )
        ),
    )


def bar_measure(view: SpendView) -> str:
    """What the bars tell: `paid`, or `used` where nobody can tell what was paid."""
    return "paid" if tells_paid(view.table.by, view.only) else "used"


def _amount(figures: Figures, measure: str) -> Decimal:
    if measure == "used":
        return figures.used
    return (figures.paid or Decimal(0)) - (figures.fees or Decimal(0))


def _biggest(rows: Sequence[SpendRow], measure: str) -> set[int | None]:
    totals: dict[int | None, Decimal] = {}
    for row in rows:
        totals[row.key] = totals.get(row.key, Decimal(0)) + abs(_amount(row.figures, measure))
    return set(sorted(totals, key=lambda key: -totals[key])[:MOST_LAYERS])


def all_months(months: Sequence[str], most: int = MOST_MONTHS) -> list[str]:
    """Every month from the first to the last, empty ones too; the newest where there are too many."""
    return months_between(min(months), max(months))[-most:] if months else []


def parts(kinds: Sequence[tuple[str, Decimal]]) -> tuple[tuple[str, Decimal], ...]:
    """The parts of a ring, the biggest first; none where a ring would mislead.

    One part is no comparison, many are not told apart, and what came back cannot be a part of what was paid.
    """
    drawn = 2 <= len(kinds) <= MOST_PARTS and all(amount > 0 for _kind, amount in kinds)
    return tuple(sorted(kinds, key=lambda part: -part[1])) if drawn else ()
