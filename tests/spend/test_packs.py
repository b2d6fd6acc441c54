"""The best mix of packs is the cheapest that covers a number, whatever the packs."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spend.prices import NEW_YORK
from tracker.directory.catalogue.model import Pack
from tracker.spend.packs import best_mix

PACKS = st.lists(
    st.builds(
        Pack,
        units=st.integers(1, 12),
        price=st.decimals("0.01", 9, places=2),
        fee=st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(3)]),
    ),
    min_size=1,
    max_size=3,
)


def by_trying(n: int, packs: Sequence[Pack]) -> tuple[Decimal, int, int]:
    """Cost, units below zero and number of packs of the best of every possible purchase."""
    counts = product(*(range(-(-n // pack.units) + 1) for pack in packs))
    found = []
    for each in counts:
        units = sum(pack.units * count for pack, count in zip(packs, each, strict=True))
        if units >= n:
            cost = sum((pack.price + pack.fee) * count for pack, count in zip(packs, each, strict=True))
            found.append((Decimal(cost), -units, sum(each)))
    return min(found)


def rank(n: int, packs: Sequence[Pack]) -> tuple[Decimal, int, int]:
    mix = best_mix(n, packs)
    assert mix.units - n == mix.left_over >= 0
    assert mix.units == sum(pack.units * count for pack, count in mix.packs)
    assert mix.fees == sum(pack.fee * count for pack, count in mix.packs)
    assert mix.cost == sum((pack.price + pack.fee) * count for pack, count in mix.packs)
    return mix.cost, -mix.units, sum(count for _pack, count in mix.packs)


def test_the_packs_of_new_york_are_mixed_right_for_every_number_from_1_to_500() -> None:
    # Every purchase there is: no more of a pack than covers 500 alone.
    best: dict[int, tuple[Decimal, int, int]] = {}
    for each in product(*(range(-(-500 // pack.units) + 1) for pack in NEW_YORK)):
        units = sum(pack.units * count for pack, count in zip(NEW_YORK, each, strict=True))
        cost = sum((pack.price * count for pack, count in zip(NEW_YORK, each, strict=True)), Decimal(0))
        found = (cost, -units, sum(each))
        best[units] = min(found, best.get(units, found))
    cheapest, covering = {}, max(best.values())
    for units in range(max(best), 0, -1):
        covering = min(covering, best.get(units, covering))
        cheapest[units] = covering
    assert [n for n in range(1, 501) if rank(n, NEW_YORK) != cheapest[n]] == []
    assert (cheapest[31], cheapest[95]) == ((Decimal("5.70"), -40, 2), (Decimal("12.00"), -100, 1))


@settings(deadline=None)
@given(st.integers(0, 30), PACKS)
def test_no_purchase_is_better_than_the_best_mix(n: int, packs: list[Pack]) -> None:
    assert rank(n, packs) == by_trying(n, packs)


@settings(deadline=None)
@given(st.integers(150, 2_000), PACKS)
def test_a_large_number_is_searched_as_exactly_as_a_small_one(n: int, packs: list[Pack]) -> None:
    best = [(Decimal(0), 0, 0)]
    for wanted in range(1, n + 1):
        best.append(
            min(
                (best[max(0, wanted - pack.units)][0] + pack.price + pack.fee,
                 best[max(0, wanted - pack.units)][1] - pack.units,
                 best[max(0, wanted - pack.units)][2] + 1)
                for pack in packs
            )
        )  # fmt: skip
    assert rank(n, packs) == best[n]


def test_25_stamps_are_cheapest_as_a_pack_of_30() -> None:
    mix = best_mix(25, NEW_YORK)
    assert (mix.packs, mix.cost, mix.left_over) == (((NEW_YORK[1], 1),), Decimal("4.20"), 5)


def test_equal_costs_give_more_stamps_and_then_fewer_packs() -> None:
    ten, twelve, twenty = Pack(10, Decimal(1)), Pack(12, Decimal(1)), Pack(20, Decimal(2))
    assert best_mix(9, [ten, twelve]).packs == ((twelve, 1),)
    assert best_mix(20, [ten, twenty]).packs == ((twenty, 1),)


def test_each_pack_bought_is_a_purchase_with_its_fee() -> None:
    small, large = Pack(10, Decimal("7.70"), Decimal(3)), Pack(20, Decimal("15.40"), Decimal(3))
    mix = best_mix(20, [small, large])
    assert (mix.packs, mix.cost, mix.fees) == (((large, 1),), Decimal("18.40"), Decimal(3))
    mix = best_mix(20, [small])
    assert (mix.packs, mix.cost, mix.fees) == (((small, 2),), Decimal("21.40"), Decimal(6))


def test_nothing_needed_is_nothing_bought() -> None:
    mix = best_mix(0, NEW_YORK)
    assert (mix.packs, mix.cost, mix.units, mix.left_over) == ((), 0, 0, 0)


def test_the_order_of_the_packs_and_a_pack_named_twice_change_nothing() -> None:
    assert best_mix(147, NEW_YORK[::-1] + NEW_YORK) == best_mix(147, NEW_YORK)


def test_a_pack_that_costs_nothing_is_taken() -> None:
    assert best_mix(7, [Pack(5, Decimal(0)), Pack(10, Decimal(1))]).cost == 0


def test_100000_stamps_take_no_time_worth_naming() -> None:
    began = perf_counter()
    mix = best_mix(100_000, [Pack(97, Decimal("9.70")), Pack(1_009, Decimal(99)), Pack(7_919, Decimal(801))])
    assert mix.units >= 100_000
    assert perf_counter() - began < 5


@pytest.mark.parametrize("n", [10**6 + 1, 10**9, 10**15])
def test_millions_of_stamps_are_mixed_exactly_from_packs_that_do_not_fit_each_other(n: int) -> None:
    # 1,009 for 99 is the best value: of the others fewer than 1,009 are ever worth it.
    few, best, many = packs = [Pack(97, Decimal(10)), Pack(1_009, Decimal(99)), Pack(7_919, Decimal(780))]
    found = []
    for of_few in range(best.units):
        for of_many in range(best.units - of_few):
            others = of_few * few.units + of_many * many.units
            count = max(0, -(-(n - others) // best.units))
            cost = int(of_few * 10 + count * 99 + of_many * 780)
            found.append((cost, -(others + count * best.units), of_few + count + of_many))
    assert rank(n, packs) == min(found)


@pytest.mark.parametrize(
    ("packs", "sentence"),
    [
        ([], "no packs"),
        ([Pack(0, Decimal(1))], "at least one unit"),
        ([Pack(-5, Decimal(1))], "at least one unit"),
        ([Pack(10, Decimal("-0.01"))], "zero or more dollars"),
        ([Pack(10, Decimal(1), Decimal(-1))], "zero or more dollars"),
        ([Pack(10, Decimal("NaN"))], "zero or more dollars"),
        ([Pack(10, Decimal("Infinity"))], "zero or more dollars"),
    ],
)
def test_packs_that_cannot_be_are_refused(packs: list[Pack], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        best_mix(10, packs)


def test_a_number_below_zero_or_beyond_counting_is_refused() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        best_mix(-1, NEW_YORK)
    with pytest.raises(ValueError, match="more than packs are counted for"):
        best_mix(10**9, [Pack(1_000_003, Decimal(1)), Pack(1_000_033, Decimal(2))])
