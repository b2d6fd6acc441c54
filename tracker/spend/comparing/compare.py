"""What messages cost by each way to pay: what must really be bought, with its fees, the cheapest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from storage.money import from_units
from storage.queries.usage import SentCount
from tracker.directory.cards import Answer, Price
from tracker.directory.catalogue.model import Covers, Pack
from tracker.spend.comparing.assumptions import assumptions
from tracker.spend.comparing.buying import ZERO, Bought, Need, buy
from tracker.spend.comparing.options import Option, options
from tracker.spend.comparing.usage import MONTH, USUAL_CHARACTERS, Usage
from tracker.spend.quotes import What, exact_units, quote
from tracker.spend.tariffs import tax_percent

# Of equal costs the plainer way stands first.
_PLAINER = ("free", "single", "pack", "mix", "month", "week", "unknown", "postal")


@dataclass(frozen=True, slots=True)
class Compared:
    """One way to pay for the messages of so many `days`, in dollars; `cost` holds the `fees`, these the tax.

    `cost` and `per_message` are None where no price is known; `unknown` is what has none and counts as
    nothing. `packs` are those bought, `bought` says all in words. `left` counts units bought and not needed;
    `left_over` tells of days and credit too. Nothing that is left is taken off the cost.
    """

    option: Option
    messages: int
    cost: Decimal | None
    fees: Decimal
    bought: str
    left_over: str
    per_message: Decimal | None
    assumptions: tuple[str, ...]
    packs: tuple[tuple[Pack, int], ...] = ()
    left: int = 0
    days: int = MONTH
    unknown: tuple[Covers, ...] = ()

    @property
    def name(self) -> str:
        """What the way is called."""
        return self.option.name

    @property
    def provider(self) -> str:
        """With whom."""
        return self.option.provider


def compare(
    answer: Answer, usage: Usage, days: int = MONTH, paid_fees: Mapping[str, Decimal] | None = None
) -> tuple[Compared, ...]:
    """Every way to pay at a place for so many days of this usage, cheapest first, without a price last.

    An option costs what must be bought in that time; `paid_fees` are those of `options`. Sums are rounded
    once, half-even to the ten-thousandth.
    """
    needs: dict[int, Need] = {}
    rows = [_compared(option, usage, days, needs) for option in options(answer, paid_fees)]
    return tuple(
        sorted(rows, key=lambda row: (row.cost is None, row.cost or ZERO, _PLAINER.index(row.option.kind)))
    )


def needed(price: Price, usage: Usage, days: int = MONTH) -> Need:
    """What so many days of this usage need at a price, before packs, fees and tax."""
    shared = price.rate is not None and price.rate.messages > 1
    units = Fraction(0)
    beside: dict[Covers, Decimal] = {}
    unknown: dict[Covers, None] = {}
    for count in usage.counts:
        what, times = _what(price, count)
        found = quote(price, what)
        each = exact_units(price, what) if shared else found.units
        if price.unit == "stamp" and count.stamps:
            # What took more stamps than its length and photos say had something else in it.
            each = max(each, count.stamps)
        units += each * times
        unknown |= dict.fromkeys(found.unknown)
        for line in found.lines:
            if line.units is None and line.covers != "tax" and line.amount:
                beside[line.covers] = beside.get(line.covers, ZERO) + line.amount * times
    dollars = sum((_dollars(covers, amount, usage, days) for covers, amount in beside.items()), ZERO)
    return Need(usage.within(days, units), dollars, tuple(beside), tuple(unknown))


def _what(price: Price, count: SentCount) -> tuple[What, int]:
    """What to quote for messages of one size, and how many times: by the character all are as one."""
    if price.unit != "character":
        return What(count.characters or 0, count.photos), count.messages
    characters = count.all_characters
    if characters is None:
        characters = USUAL_CHARACTERS * count.messages
    return What(characters, count.photos * count.messages), 1


def _dollars(covers: Covers, dollars: Decimal, usage: Usage, days: int) -> Decimal:
    """Dollars of all days as those of others; photos are whole ones, as messages are."""
    if covers == "photo":
        return _rounded(Fraction(dollars) / usage.photos * usage.within(days, usage.photos))
    return _rounded(Fraction(dollars) * days / usage.days)


def _compared(option: Option, usage: Usage, days: int, needs: dict[int, Need]) -> Compared:
    messages = usage.within(days, usage.messages)
    price = option.price
    if price is None or option.kind == "unknown":
        said = assumptions(option, usage, days)
        return Compared(option, messages, None, ZERO, "", "", None, said, days=days)
    # The ways of one price share its need: a family's messages are quoted once.
    need = needs.get(id(price)) or needs.setdefault(id(price), needed(price, usage, days))
    bought = buy(option, price, need, days) if messages else Bought(ZERO, ZERO, "")
    fees = bought.fees + _rounded(Fraction(bought.price) * Fraction(tax_percent(price)) / 100)
    cost = bought.price + fees
    return Compared(
        option=option,
        messages=messages,
        cost=cost,
        fees=fees,
        bought=bought.words,
        left_over=bought.left_over,
        per_message=_rounded(Fraction(cost) / messages) if messages else None,
        assumptions=assumptions(option, usage, days, need.unknown),
        packs=bought.packs,
        left=bought.left,
        days=days,
        unknown=need.unknown,
    )


def _rounded(amount: Fraction) -> Decimal:
    return from_units(round(amount * 10_000))
