"""What must be bought to pay for a need by one way: whole packs, least loads, whole weeks, and the fees."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tracker.directory.cards import Price
from tracker.directory.catalogue.model import Covers, Pack
from tracker.directory.price_words import counted, exact_money
from tracker.spend.comparing.options import Option
from tracker.spend.comparing.usage import MONTH
from tracker.spend.comparing.words import beside_words, packs_words
from tracker.spend.packs import Mix, best_mix
from tracker.spend.tariffs import tax_percent
from tracker.wording import _, listed, ngettext

ZERO = Decimal(0)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Need:
    """What the messages of a time need at a price: units, dollars beside them, and what has no price.

    `beside` is what the dollars are for.
    """

    units: int
    dollars: Decimal
    beside: tuple[Covers, ...] = ()
    unknown: tuple[Covers, ...] = ()


@dataclass(frozen=True, slots=True)
class Bought:
    """A purchase before tax, in dollars and words. `left` counts units, `left_over` says it in words."""

    price: Decimal
    fees: Decimal
    words: str
    packs: tuple[tuple[Pack, int], ...] = ()
    left: int = 0
    left_over: str = ""


def buy(option: Option, price: Price, need: Need, days: int = MONTH) -> Bought:
    """What the need of so many days comes to by this way."""
    if option.kind == "free":
        return Bought(need.dollars, ZERO, _words(need) or _("nothing"))
    if option.kind in ("month", "week"):
        return _subscription(option, price, need, days)
    if option.kind in ("pack", "mix"):
        return _packs(option, price, need)
    return _load(option, price, need)


def _words(need: Need, *bought: str) -> str:
    """What is bought, and what is paid in dollars beside it."""
    beside = [beside_words(need.dollars, need.beside)] if need.dollars else []
    return listed([*bought, *beside])


def periods(unit: str, days: int) -> tuple[int, int]:
    """How many whole weeks or months cover so many days, and the days they last beyond."""
    length = WEEK if unit == "week" else MONTH
    number = -(-days // length)
    return number, number * length - days


def _subscription(option: Option, price: Price, need: Need, days: int) -> Bought:
    number, beyond = periods(price.unit, days)
    return Bought(
        price.amount * number + need.dollars,
        option.fee * number,
        _words(need, counted(number, price.unit)),
        left_over=ngettext("{n} day", "{n} days", beyond).format(n=beyond) if beyond else "",
    )


def _load(option: Option, price: Price, need: Need) -> Bought:
    """One load of credit, or one purchase of single units, for all of the time."""
    used = price.amount * need.units + need.dollars
    least = price.rate.minimum if price.rate else ZERO
    if used >= least:
        return Bought(used, option.fee, _words(need, counted(need.units, price.unit)))
    credit = _("{amount} of credit")
    return Bought(
        least,
        option.fee,
        credit.format(amount=exact_money(least)),
        left_over=credit.format(amount=exact_money(least - used)),
    )


def _packs(option: Option, price: Price, need: Need) -> Bought:
    packs, singles = _cheapest(option, price, need.units)
    cost = sum((pack.price * count for pack, count in packs), price.amount * singles)
    fees = sum((pack.fee * count for pack, count in packs), option.fee if singles else ZERO)
    words = [packs_words(packs)] if packs else []
    words += [counted(singles, price.unit)] if singles else []
    left = sum(pack.units * count for pack, count in packs) + singles - need.units
    return Bought(
        cost + need.dollars,
        fees,
        _words(need, *words),
        packs,
        left,
        counted(left, price.unit) if left else "",
    )


def _cheapest(option: Option, price: Price, units: int) -> tuple[tuple[tuple[Pack, int], ...], int]:
    """The packs to buy, and how many units singly beside them."""
    # The tax is part of what a pack costs; the fee bears none.
    taxed = {replace(pack, price=_taxed(pack.price, price)): pack for pack in option.packs}
    mixes = [(best_mix(units, [*taxed]), ZERO)]
    one = Pack(1, _taxed(price.amount, price))
    if option.single and one not in taxed:
        # However many are bought singly, that is one purchase: its fee falls due once, or not at all.
        mix = best_mix(units, [*taxed, one])
        mixes.append((mix, option.fee if _count(mix, [one]) else ZERO))
    best, _fee = min(mixes, key=lambda found: (found[0].cost + found[1], -found[0].units, _count(found[0])))
    packs = tuple((taxed[pack], count) for pack, count in best.packs if pack in taxed)
    return packs, 0 if one in taxed else _count(best, [one])


def _taxed(amount: Decimal, price: Price) -> Decimal:
    return amount + amount * tax_percent(price) / 100


def _count(mix: Mix, kinds: Sequence[Pack] = ()) -> int:
    return sum(count for pack, count in mix.packs if not kinds or pack in kinds)
