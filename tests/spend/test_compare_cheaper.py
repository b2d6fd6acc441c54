"""What would be cheaper: what the messages to a person really cost, against what each way would have."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from storage.queries.usage import SentCount, There
from tests.spend.prices import DAY, NEW_YORK, answer, price, provider, shipped
from tests.world import eastern
from tracker.directory.cards import Answer
from tracker.directory.catalogue.model import Extra, Pack
from tracker.spend.comparing.cheaper import Cheaper, a_year, cheaper
from tracker.spend.comparing.real import Real, real_costs
from tracker.spend.comparing.usage import Usage
from tracker.spend.ledger import Cell
from tracker.spend.sums import Sums

DAD = There(1, "Dad", "JPay", 1, "Attica")
ZERO = Decimal(0)


def sent(number: int, characters: int | None = 900, photos: int = 0, days: int = 90) -> Usage:
    return Usage((SentCount(characters, photos, number),), days, "contact")


def found(place: Answer, usage: Usage, cost: str, fees: str = "0", unpriced: int = 0) -> Cheaper:
    real = Real(Fraction(cost), Fraction(fees), unpriced, usage.messages)
    return cheaper(DAD, place, usage, real)


def costs(of: Cheaper) -> dict[str, Decimal | None]:
    return {row.name: row.cost for row in of.options}


def test_97_messages_to_attica_are_cheapest_as_one_pack_of_100() -> None:
    # By hand: 97 at $0.15 are $14.55, a pack of 100 is $12.00: $2.55 in 90 days, $10.34 in 365.
    dad = found(shipped("ny"), sent(97), "14.55")
    assert costs(dad) == {
        "Packs of 100": Decimal("12.00"),
        "Best mix of packs": Decimal("12.00"),
        "Packs of 10": Decimal("15.00"),
        "Packs of 60": Decimal("15.60"),
        "Packs of 30": Decimal("16.80"),
        "Letters by mail": None,
    }
    assert dad.best is not None
    assert (dad.best.name, dad.best.left_over) == ("Packs of 100", "3 stamps")
    assert dad.saving_a_year == Decimal("10.34")
    assert dad.as_of == DAY


def test_72_messages_to_attica_cost_no_more_than_the_best_that_is_sold() -> None:
    # By hand: 72 at $0.15 are $10.80, as are a pack of 60 and two of 10, which leave 8 stamps.
    dad = found(shipped("ny"), sent(72), "10.80")
    assert dad.best is not None
    assert (dad.best.bought, dad.best.cost) == ("1 pack of 60 and 2 packs of 10", Decimal("10.80"))
    assert dad.saving_a_year is None


def test_the_packs_of_attica_are_mixed_right_for_every_number_of_messages_from_1_to_500() -> None:
    best: dict[int, tuple[Decimal, int, int]] = {}
    for each in product(*(range(-(-500 // pack.units) + 1) for pack in NEW_YORK)):
        units = sum(pack.units * count for pack, count in zip(NEW_YORK, each, strict=True))
        cost = sum((pack.price * count for pack, count in zip(NEW_YORK, each, strict=True)), ZERO)
        best[units] = min((cost, -units, sum(each)), best.get(units, (cost, -units, sum(each))))
    place, wrong = shipped("ny"), []
    covering = [best[units] for units in sorted(best, reverse=True)]
    for n in range(1, 501):
        cheapest = min(rank for rank in covering if -rank[1] >= n)
        [mix] = [row for row in found(place, sent(n), "99").options if row.option.kind == "mix"]
        units = sum(pack.units * count for pack, count in mix.packs)
        if (mix.cost, -units, sum(count for _pack, count in mix.packs)) != cheapest or mix.left != units - n:
            wrong.append(n)
    assert wrong == []


def test_an_option_costs_what_must_be_bought_in_those_90_days() -> None:
    place = answer(
        provider(price("8", "month"), price("2", "week", fee=Decimal("0.5")), name="Flat"),
        provider(price("0.25", "message", minimum=Decimal(25), fee=Decimal(3)), name="Load"),
        provider(price("0.20", packs=(Pack(50, Decimal(9)),), single=False, fee=Decimal(1)), name="Packs"),
    )
    rows = {row.name: row for row in found(place, sent(60), "15").options}
    assert (rows["By the month"].cost, rows["By the month"].bought) == (Decimal(24), "3 months")
    assert (rows["By the week"].cost, rows["By the week"].left_over) == (Decimal("32.50"), "1 day")
    assert (rows["By the message"].cost, rows["By the message"].left_over) == (
        Decimal(28),
        "$10.00 of credit",
    )
    assert (rows["Packs of 50"].cost, rows["Packs of 50"].left_over) == (Decimal(20), "40 stamps")
    assert all(row.days == 90 and row.messages == 60 for row in rows.values())
    assert "Whole weeks are bought: 13 for 90 days." in rows["By the week"].assumptions
    assert "Whole months of 30 days are bought: 3 for 90 days." in rows["By the month"].assumptions


def test_another_provider_in_service_may_be_the_cheapest() -> None:
    place = answer(
        provider(price("0.40"), name="JPay"),
        provider(price("0.25", "message"), name="GettingOut"),
        provider(price("0.01", "message"), name="Later", role="replacing"),
    )
    dad = found(place, sent(90), "36")
    assert dad.best is not None
    assert (dad.best.provider, dad.best.cost) == ("GettingOut", Decimal("22.50"))
    assert dad.saving_a_year == Decimal("54.75")


def test_a_way_of_which_a_price_is_not_known_is_never_the_best() -> None:
    place = answer(
        provider(price("0.10", "message"), name="No photos told"),
        provider(price("0.25", "message", extras=(Extra("photo", amount=Decimal("0.05")),)), name="Known"),
    )
    dad = found(place, sent(10, photos=1), "5")
    assert dad.options[0].unknown == ("photo",)
    assert dad.best is not None
    assert (dad.best.provider, dad.best.cost) == ("Known", Decimal("3.00"))
    alone = found(answer(provider(price("0.10", "message"))), sent(10, photos=1), "5")
    assert (alone.best, alone.saving_a_year) == (None, None)


def test_what_took_more_stamps_than_its_length_says_is_priced_by_those() -> None:
    usage = Usage((SentCount(900, 0, 5, stamps=3), SentCount(None, 0, 5, stamps=2)), 90, "contact")
    dad = found(answer(provider(price("0.40"))), usage, "10")
    assert costs(dad)["Single stamps"] == Decimal("10.00")
    sentence = "A message that you say took more stamps than its length and photos counts with those."
    assert sentence in dad.assumptions


def test_by_the_character_a_message_costs_its_own_length_whatever_it_is_counted_with() -> None:
    usage = Usage((SentCount(4_000, 1, 3, together=5_000), SentCount(None, 0, 2)), 90, "contact")
    rate = price("0.0010", "character", extras=(Extra("photo", amount=Decimal("0.10")),))
    dad = found(answer(provider(rate)), usage, "10")
    assert costs(dad)["By the character"] == Decimal("7.30")


def test_where_one_stamp_carries_three_messages_many_messages_fill_their_stamps() -> None:
    rate = price("0.30", messages=3, packs=(Pack(10, Decimal(2)),), characters=6_000)
    usage = Usage((SentCount(900, 0, 20), SentCount(7_000, 0, 5)), 90, "contact")
    dad = found(answer(provider(rate)), usage, "9")
    assert costs(dad) == {
        "Packs of 10": Decimal(2),
        "Best mix of packs": Decimal(2),
        "Single stamps": Decimal("3.00"),
        "Letters by mail": None,
    }
    assert "1 stamp carries 3 messages." in dad.assumptions
    assert "Each 6,000 characters count as one message." in dad.assumptions


def test_a_fee_that_only_the_familys_purchases_tell_counts_by_every_way() -> None:
    # By hand: 29 at $0.06 are $1.74. Three loads cost $9.00 of fees, one would have cost $3.00.
    place = answer(
        provider(price("0.06", "message"), name="GettingOut"),
        provider(price("0.20", packs=(Pack(10, Decimal(2)),), single=False), name="JPay"),
        provider(price("2", "month"), price("0", "free"), name="Flat"),
    )
    real = Real(Fraction("1.74"), Fraction(9), 0, 29)
    paid = {"gettingout": Decimal(3), "jpay": Decimal("0.50"), "flat": Decimal(1)}
    one = cheaper(DAD, place, sent(29), real, paid)
    assert costs(one) == {
        "Free": ZERO,
        "By the message": Decimal("4.74"),
        "Packs of 10": Decimal("7.50"),
        "By the month": Decimal("9.00"),
        "Letters by mail": None,
    }
    sentence = "The price tells no fee; each purchase counts with $3.00, as your last one at GettingOut."
    assert sentence in one.assumptions
    alone = cheaper(DAD, answer(place.providers[0]), sent(29), real, paid)
    assert alone.saving_a_year == Decimal("24.33"), "$6.00 less in 90 days, not $9.00"


def test_a_fee_that_the_price_tells_goes_before_the_one_paid_last() -> None:
    packs = (Pack(10, Decimal(2), Decimal("0.25")),)
    place = answer(
        provider(price("0.20", "message", fee=Decimal(1)), name="Usual"),
        provider(price("0.20", packs=packs, single=False), name="Own"),
    )
    one = cheaper(DAD, place, sent(10), Real(), {"usual": Decimal(9), "own": Decimal(9)})
    assert costs(one)["By the message"] == Decimal("3.00")
    assert costs(one)["Packs of 10"] == Decimal("2.25")
    assert not any("as your last one" in sentence for sentence in one.assumptions)


def test_no_messages_or_no_price_save_nothing() -> None:
    assert found(shipped("ny"), sent(0), "0").saving_a_year is None
    unknown = found(answer(provider()), sent(10), "4")
    assert (unknown.best, unknown.saving_a_year, unknown.as_of) == (None, None, None)


@given(st.fractions(0, 10_000), st.decimals(0, 10_000, places=4), st.integers(30, 90))
def test_a_saving_is_positive_and_rounded_once(real: Fraction, cost: Decimal, days: int) -> None:
    saved = a_year(real, cost, days)
    exact = (real - Fraction(cost)) * 365 / days
    if saved is None:
        assert exact <= Fraction(5, 1000)
    else:
        assert saved > 0
        assert abs(Fraction(saved) - exact) <= Fraction(5, 1000)


CELLS = st.lists(
    st.builds(
        Cell,
        since=st.just(eastern("2026-11-01 00:00")),
        month=st.just("2026-11"),
        provider_id=st.integers(1, 3),
        contact_id=st.none() | st.integers(1, 3),
        member_id=st.none(),
        sums=st.builds(
            Sums, messages=st.integers(0, 9), used=st.fractions(0, 99), fees=st.fractions(0, 9)
        ),
    ),
    max_size=8,
).map(tuple)  # fmt: skip


@given(CELLS)
def test_all_fees_are_shared_where_somebody_was_written_to(cells: tuple[Cell, ...]) -> None:
    written = {cell.provider_id for cell in cells if cell.contact_id and cell.sums.messages}
    silent = [cell for cell in cells if cell.contact_id is None and cell.sums.messages]
    real = real_costs(tuple(cell for cell in cells if cell not in silent), {})
    kept = [cell for cell in cells if cell not in silent]
    assert sum(one.fees for one in real.values()) == sum(
        cell.sums.fees for cell in kept if cell.provider_id in written
    )
    assert sum(one.used for one in real.values()) == sum(cell.sums.used for cell in kept if cell.contact_id)
