"""The cheapest whole packs that cover a number of units, by exact search."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import gcd

from tracker.directory.catalogue.model import Pack
from tracker.wording import _

# What a search may walk through; packs that are sold keep it far below.
MOST_STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Mix:
    """What is bought: packs with how many of each, the largest first; dollars, `cost` with the fees."""

    packs: tuple[tuple[Pack, int], ...]
    cost: Decimal
    fees: Decimal
    units: int
    left_over: int


def best_mix(n: int, packs: Sequence[Pack]) -> Mix:
    """The cheapest whole packs with `n` units or more; equal costs: most units, then fewest packs.

    Each pack is a purchase with its own fee; none is added once `n` is covered. Raises ValueError for a
    number below zero, for no packs, and for packs that cannot be.
    """
    if n < 0:
        raise ValueError(_("A number of units is zero or more."))
    _check(packs)
    chosen: Counter[Pack] = Counter()
    if n:
        # Equal packs are one, and the order in which they are told changes nothing.
        kinds = sorted(set(packs), key=lambda pack: (-pack.units, pack.price + pack.fee, pack.price))
        part = gcd(*(pack.units for pack in kinds))
        sizes, need = [pack.units // part for pack in kinds], -(-n // part)
        costs = _whole([pack.price + pack.fee for pack in kinds])
        best, sure = _surely_bought(need, sizes, costs)
        chosen = Counter({kinds[best]: sure} if sure else {})
        for number in _search(need - sure * sizes[best], sizes, costs):
            chosen[kinds[number]] += 1
    units = sum(pack.units * count for pack, count in chosen.items())
    fees = sum((pack.fee * count for pack, count in chosen.items()), Decimal(0))
    cost = sum((pack.price * count for pack, count in chosen.items()), fees)
    bought = tuple(sorted(chosen.items(), key=lambda item: -item[0].units))
    return Mix(bought, cost, fees, units, units - n)


def _check(packs: Sequence[Pack]) -> None:
    if not packs:
        raise ValueError(_("There are no packs to choose from."))
    for pack in packs:
        if pack.units < 1:
            raise ValueError(_("A pack has at least one unit."))
        if not (pack.price.is_finite() and pack.fee.is_finite()) or min(pack.price, pack.fee) < 0:
            raise ValueError(_("The price and the fee of a pack are zero or more dollars."))


def _whole(amounts: Sequence[Decimal]) -> list[int]:
    """Amounts as whole multiples of their smallest decimal place."""
    places = max(-int(amount.as_tuple().exponent) for amount in amounts)
    return [int(amount.scaleb(places)) for amount in amounts]


def _surely_bought(need: int, sizes: Sequence[int], costs: Sequence[int]) -> tuple[int, int]:
    """The pack of the best value, and how many of it some best mix of a large need has for sure.

    Among as many other packs as it has units, some have together a multiple of its units (of the running
    sums two leave the same remainder): these can be exchanged for packs of the best value at no loss. So
    fewer others than it has units are enough, and the rest of the need is its.
    """
    best = min(range(len(sizes)), key=lambda number: (Fraction(costs[number], sizes[number]), -sizes[number]))
    others = (sizes[best] - 1) * max(sizes)
    return best, max(0, (need - others) // sizes[best])


def _search(need: int, sizes: Sequence[int], costs: Sequence[int]) -> list[int]:
    """The packs of the best mix, by number. Walks through every smaller need once."""
    if need > MOST_STEPS:
        raise ValueError(_("This is more than packs are counted for."))
    # One whole number ranks a mix: its cost, then most units, then fewest packs; it adds up pack by pack.
    most_packs, most_units = need + 1, need + max(sizes) + 1
    ranks = [(cost * most_units - size) * most_packs + 1 for size, cost in zip(sizes, costs, strict=True)]
    pairs = list(zip(sizes, ranks, range(len(sizes)), strict=True))
    best, first = [0] * (need + 1), [0] * (need + 1)
    for wanted in range(1, need + 1):
        best[wanted], first[wanted] = min(
            (rank + (best[wanted - size] if size < wanted else 0), number) for size, rank, number in pairs
        )
    chosen = []
    while need > 0:
        chosen.append(first[need])
        need -= sizes[first[need]]
    return chosen
