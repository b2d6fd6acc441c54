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
# Up to so many packs of the best value, walking through the need is as fast as any other way.
FEW = 4


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
        for number, count in _cheapest(need, sizes, costs).items():
            chosen[kinds[number]] += count
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


def _cheapest(need: int, sizes: Sequence[int], costs: Sequence[int]) -> Counter[int]:
    """The packs of the best mix, by number, with how many of each."""
    # One whole number ranks a mix: its cost, then most units, then fewest packs; it adds up pack by pack.
    most_packs, most_units = need + 1, need + max(sizes) + 1
    ranks = [(cost * most_units - size) * most_packs + 1 for size, cost in zip(sizes, costs, strict=True)]
    best = min(range(len(sizes)), key=lambda number: (Fraction(costs[number], sizes[number]), -sizes[number]))
    if min(sizes[best] * FEW, MOST_STEPS) < need and sizes[best] <= MOST_STEPS:
        found = _around(need, sizes, ranks, best)
        if found is not None:
            return found
    return _search(need, sizes, ranks)


def _around(need: int, sizes: Sequence[int], ranks: Sequence[int], best: int) -> Counter[int] | None:
    """The best mix of a large need; None where its others alone would be more than is needed.

    All but some units are bought in packs of the best value. Which others come with them matters only by what
    their units leave when those packs are taken off, so each remainder's dearness is worked out once, going
    round the remainders pack by pack (Boecker and Liptak, 2007). With as many packs of the best value as then
    are missing, were it fewer than none, no mix is better: where it is not fewer than none, this is the best.
    """
    around, rank = sizes[best], ranks[best]
    # What a pack costs beyond its units in packs of the best value, in parts of a pack: nothing or more.
    beyond = [around * ranks[number] - size * rank for number, size in enumerate(sizes)]
    dearness: list[int | None] = [0] + [None] * (around - 1)
    last = [best] * around
    for number, size in enumerate(sizes):
        step, rings = size % around, gcd(size, around)
        if number == best or not step:
            continue
        for start in range(rings):
            place, known = start, None
            # Twice round: by then each has heard of the cheapest.
            for _turn in range(2 * around // rings):
                here = dearness[place]
                if known is not None and (here is None or known < here):
                    dearness[place], last[place], here = known, number, known
                known = None if here is None else here + beyond[number]
                place = (place + step) % around
    totals = (
        (dear + (-left % around) * rank, remainder)
        for remainder, dear in enumerate(dearness)
        if dear is not None
        for left in [need - remainder]
    )
    _total, remainder = min(totals)
    chosen: Counter[int] = Counter()
    while remainder:
        chosen[last[remainder]] += 1
        remainder = (remainder - sizes[last[remainder]]) % around
    missing = need - sum(sizes[number] * count for number, count in chosen.items())
    if missing <= -around:
        return None
    chosen[best] += -(-missing // around)
    return +chosen


def _search(need: int, sizes: Sequence[int], ranks: Sequence[int]) -> Counter[int]:
    """The packs of the best mix, by number. Walks through every smaller need once."""
    if need > MOST_STEPS:
        raise ValueError(_("This is more than packs are counted for."))
    pairs = list(zip(sizes, ranks, range(len(sizes)), strict=True))
    best, first = [0] * (need + 1), [0] * (need + 1)
    for wanted in range(1, need + 1):
        best[wanted], first[wanted] = min(
            (rank + (best[wanted - size] if size < wanted else 0), number) for size, rank, number in pairs
        )
    chosen: Counter[int] = Counter()
    while need > 0:
        chosen[first[need]] += 1
        need -= sizes[first[need]]
    return chosen
