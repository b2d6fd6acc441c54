"""What a month costs by each way to pay: what must really be bought, with its fees, the cheapest first."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from storage.money import from_units
from tracker.directory.cards import Answer, Price
from tracker.directory.catalogue.model import Covers, Pack
from tracker.spend.comparing.assumptions import assumptions
from tracker.spend.comparing.buying import ZERO, Bought, Need, buy
from tracker.spend.comparing.options import Option, options
from tracker.spend.comparing.usage import MONTH, USUAL_CHARACTERS, Usage
from tracker.spend.quotes import What, quote, tax_percent

# Of equal costs the plainer way stands first.
_PLAINER = ("free", "single", "pack", "mix", "month", "week", "unknown", "postal")


@dataclass(frozen=True, slots=True)
class Compared:
    """One way to pay for a month of 30 days, in dollars; `cost` holds the `fees`, and these the tax.

    `cost` and `per_message` are None where no price is known. `packs` are those bought, `bought` says all
    in words. `left` counts units bought and not needed; `left_over` tells of days and credit too. Nothing
    that is left is taken off the cost.
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

    @property
    def name(self) -> str:
        """What the way is called."""
        return self.option.name

    @property
    def provider(self) -> str:
        """With whom."""
        return self.option.provider


def compare(answer: Answer, usage: Usage) -> tuple[Compared, ...]:
    """Every way to pay at a place for a month of this usage, cheapest first, those without a price last.

    An option costs what must be bought. Sums are rounded once, half-even to the ten-thousandth.
    """
    needs: dict[int, Need] = {}
    rows = [_compared(option, usage, needs) for option in options(answer)]
    return tuple(
        sorted(rows, key=lambda row: (row.cost is None, row.cost or ZERO, _PLAINER.index(row.option.kind)))
    )


def needed(price: Price, usage: Usage) -> Need:
    """What a month of this usage needs at a price, before packs, fees and tax."""
    unmeasured = USUAL_CHARACTERS if price.unit == "character" else 0
    units = 0
    beside: dict[Covers, Decimal] = {}
    unknown: dict[Covers, None] = {}
    for count in usage.counts:
        characters = unmeasured if count.characters is None else count.characters
        found = quote(price, What(characters, count.photos))
        units += found.units * count.messages
        unknown |= dict.fromkeys(found.unknown)
        for line in found.lines:
            if line.units is None and line.covers != "tax" and line.amount:
                beside[line.covers] = beside.get(line.covers, ZERO) + line.amount * count.messages
    dollars = sum((_a_month(covers, amount, usage) for covers, amount in beside.items()), ZERO)
    return Need(usage.a_month(units), dollars, tuple(beside), tuple(unknown))


def _a_month(covers: Covers, dollars: Decimal, usage: Usage) -> Decimal:
    """Dollars of all days as those of a month; photos are whole ones, as messages are."""
    if covers == "photo":
        return _rounded(Fraction(dollars) / usage.photos * usage.a_month(usage.photos))
    return _rounded(Fraction(dollars) * MONTH / usage.days)


def _compared(option: Option, usage: Usage, needs: dict[int, Need]) -> Compared:
    messages = usage.a_month(usage.messages)
    price = option.price
    if price is None or option.kind == "unknown":
        return Compared(option, messages, None, ZERO, "", "", None, assumptions(option, usage))
    # The ways of one price share its need: a family's messages are quoted once.
    need = needs.get(id(price)) or needs.setdefault(id(price), needed(price, usage))
    bought = buy(option, price, need) if messages else Bought(ZERO, ZERO, "")
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
        assumptions=assumptions(option, usage, need.unknown),
        packs=bought.packs,
        left=bought.left,
    )


def _rounded(amount: Fraction) -> Decimal:
    return from_units(round(amount * 10_000))
