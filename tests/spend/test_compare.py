"""A comparison says what a month costs by each way to pay: what must be bought, with fees, cheapest first."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.queries.usage import SentCount
from tests.spend.prices import NEW_YORK, PHOTO_TAKES_ONE, answer, price, provider, shipped
from tracker.directory.catalogue.model import Extra, Pack
from tracker.errors import InvalidInputError
from tracker.spend import Compared, Usage, typed_usage
from tracker.spend.comparing.compare import compare
from tracker.spend.comparing.options import options, paid_inside

ZERO = Decimal(0)


def by_name(rows: tuple[Compared, ...]) -> dict[str, Compared]:
    return {row.name: row for row in rows}


def test_25_messages_in_new_york_are_cheapest_as_a_pack_of_30() -> None:
    rows = compare(shipped("ny"), typed_usage(25))
    told = [(row.name, row.cost, row.bought, row.left) for row in rows]
    assert told == [
        ("Packs of 30", Decimal("4.20"), "1 pack of 30", 5),
        ("Best mix of packs", Decimal("4.20"), "1 pack of 30", 5),
        ("Packs of 10", Decimal("4.50"), "3 packs of 10", 5),
        ("Packs of 60", Decimal("7.80"), "1 pack of 60", 35),
        ("Packs of 100", Decimal("12.00"), "1 pack of 100", 75),
        ("Letters by mail", None, "", 0),
    ]
    assert rows[0].per_message == Decimal("0.168")
    assert rows[0].left_over == "5 stamps"


def test_photos_take_stamps_and_packs_are_mixed_for_all_of_them() -> None:
    rows = by_name(compare(shipped("ny"), typed_usage(29, 20)))
    mix = rows["Best mix of packs"]
    assert (mix.cost, mix.bought, mix.left) == (Decimal("7.20"), "1 pack of 30 and 2 packs of 10", 1)
    assert rows["Packs of 30"].cost == Decimal("8.40")


def test_kentucky_sells_10_stamps_for_7_70_and_a_fee_of_3_each_time() -> None:
    [row, letters] = compare(shipped("ky"), typed_usage(25))
    assert (row.name, row.cost, row.fees) == ("Packs of 10", Decimal("32.10"), Decimal("9.00"))
    assert (row.bought, row.left_over, row.per_message) == ("3 packs of 10", "5 stamps", Decimal("1.284"))
    assert "Each pack is a purchase of its own, with its fee." in row.assumptions
    assert letters.cost is None


def test_massachusetts_is_free_with_either_provider() -> None:
    rows = compare(shipped("ma"), typed_usage(25, 3))
    assert [(row.name, row.cost, row.bought) for row in rows[:2]] == [("Free", ZERO, "nothing")] * 2
    assert len({row.provider for row in rows[:2]}) == 2


def test_iowa_takes_a_quarter_and_6_percent_of_tax() -> None:
    row = compare(shipped("ia"), typed_usage(25))[0]
    assert (row.cost, row.fees, row.per_message) == (Decimal("6.625"), Decimal("0.375"), Decimal("0.265"))
    assert "A tax of 6 percent comes on top." in row.assumptions


def test_a_federal_family_pays_nothing_and_is_told_what_the_person_inside_pays() -> None:
    federal = shipped("us-bop")
    assert [(row.name, row.cost) for row in compare(federal, typed_usage(25))] == [
        ("Free", ZERO),
        ("Letters by mail", None),
    ]
    assert {(paid.amount, paid.unit) for paid in paid_inside(federal)} == {
        (Decimal("0.05"), "minute"),
        (Decimal("0.15"), "page"),
    }


def test_nevada_loads_once_with_one_fee_and_pays_photos_in_dollars() -> None:
    row = compare(shipped("nv"), typed_usage(25, 4))[0]
    assert (row.cost, row.fees) == (Decimal("8.80"), Decimal("3.00"))
    assert row.bought == "25 messages and $0.80 for photos"


def test_the_least_load_is_bought_and_its_rest_is_not_credited() -> None:
    row = compare(
        answer(provider(price("0.25", "message", minimum=Decimal(10), fee=Decimal(1)))), typed_usage(20)
    )[0]
    assert (row.cost, row.fees) == (Decimal(11), Decimal(1))
    assert (row.bought, row.left_over) == ("$10.00 of credit", "$5.00 of credit")


def test_a_subscription_costs_whole_weeks_or_a_month_whatever_is_sent() -> None:
    place = answer(provider(price("8", "month"), price("2", "week", fee=Decimal("0.5"))))
    for messages in (1, 500):
        month, week, _letters = compare(place, typed_usage(messages))
        assert (month.name, month.cost, month.bought) == ("By the month", Decimal(8), "1 month")
        assert (week.name, week.cost, week.fees) == ("By the week", Decimal("12.50"), Decimal("2.50"))
        assert (week.bought, week.left_over) == ("5 weeks", "5 days")


def test_single_stamps_beside_packs_are_mixed_in_and_are_one_purchase() -> None:
    packs = (Pack(20, Decimal(4)),)
    place = answer(provider(price("0.25", packs=packs)))
    rows = by_name(compare(place, typed_usage(23)))
    assert rows["Best mix of packs"].bought == "1 pack of 20 and 3 stamps"
    assert rows["Best mix of packs"].cost == Decimal("4.75")
    assert rows["Single stamps"].cost == Decimal("5.75")
    costly = answer(provider(price("0.25", packs=packs, fee=Decimal("0.40"))))
    mix = by_name(compare(costly, typed_usage(23)))["Best mix of packs"]
    assert (mix.cost, mix.fees) == (Decimal("5.55"), Decimal("0.80"))
    alone = by_name(compare(costly, typed_usage(5)))["Best mix of packs"]
    assert (alone.bought, alone.cost) == ("5 stamps", Decimal("1.65"))


def test_a_pack_with_a_fee_of_its_own_pays_that_and_not_the_usual_one() -> None:
    packs = (Pack(10, Decimal(2), Decimal("0.25")), Pack(20, Decimal(4)))
    place = answer(provider(price("0.20", packs=packs, single=False, fee=Decimal(3))))
    rows = by_name(compare(place, typed_usage(20)))
    assert rows["Packs of 10"].fees == Decimal("0.50")
    assert rows["Packs of 20"].fees == Decimal(3)


def test_a_tax_is_paid_on_packs_and_not_on_their_fees() -> None:
    packs = (Pack(10, Decimal(2), Decimal(1)),)
    place = answer(provider(price("0.20", packs=packs, single=False, tax_percent=Decimal(10))))
    row = compare(place, typed_usage(20))[0]
    assert (row.cost, row.fees) == (Decimal("6.40"), Decimal("2.40"))


def test_providers_of_which_one_is_right_stand_side_by_side() -> None:
    place = answer(
        provider(price("0.40"), name="JPay"),
        provider(price("0.25", "message"), name="GettingOut"),
        provider(name="SmartInmate"),
        provider(name="Securus", role="brand"),
        provider(price("0.01", "message"), name="Later", role="replacing"),
    )
    rows = compare(place, typed_usage(10))
    told = [(row.provider, row.cost) for row in rows]
    assert told == [
        ("GettingOut", Decimal("2.50")),
        ("JPay", Decimal("4.00")),
        ("SmartInmate", None),
        ("Postal mail", None),
    ]
    assert "What SmartInmate charges here is not known." in rows[2].assumptions


def test_letters_have_a_sum_only_where_the_price_of_a_stamp_is_known() -> None:
    unknown = compare(answer(), typed_usage(10))
    assert [(row.provider, row.cost) for row in unknown] == [("Postal mail", None)]
    assert "The price of a stamp for letters is not known here." in unknown[0].assumptions
    known = compare(answer(provider(price("0.78"), name="Postal mail")), typed_usage(10))
    assert [(row.provider, row.cost) for row in known] == [("Postal mail", Decimal("7.80"))]


def test_a_price_by_the_minute_has_no_sum_and_says_why() -> None:
    row = compare(answer(provider(price("0.25", "minute"))), typed_usage(10))[0]
    assert (row.name, row.cost) == ("By the minute", None)
    assert any("how long a message takes is not known" in sentence for sentence in row.assumptions)


def test_what_a_photo_costs_is_said_to_be_unknown_where_it_is() -> None:
    place = answer(provider(price("0.25", "message")))
    sentence = "What a photo costs at JPay is not known; photos count as nothing."
    assert sentence in compare(place, typed_usage(10, 2))[0].assumptions
    assert sentence not in compare(place, typed_usage(10))[0].assumptions


def test_a_message_of_unknown_length_counts_1000_characters_where_each_costs() -> None:
    row = compare(answer(provider(price("0.0001", "character"))), typed_usage(10))[0]
    assert (row.bought, row.cost) == ("10,000 characters", Decimal(1))
    assert "A message of unknown length counts as 1,000 characters." in row.assumptions


def test_90_days_are_scaled_to_a_month_of_30_and_rounded_up() -> None:
    counts = (SentCount(1_260, 0, 70), SentCount(7_000, 1, 6), SentCount(None, 0, 1))
    usage = Usage(counts, days=90, scope="place")
    row = by_name(compare(shipped("ny"), usage))["Packs of 10"]
    # 70 + 6 * 3 + 1 = 89 stamps in 90 days: 29.67, so 30 a month; 77 messages: 25.67, so 26.
    assert (row.messages, row.bought, row.cost) == (26, "3 packs of 10", Decimal("4.50"))
    assert row.assumptions[:2] == (
        "What you sent to this place in the last 90 days, as in a month of 30 days.",
        "1 message of unknown length counts as a short one.",
    )


def test_photos_in_dollars_are_whole_ones_in_a_month() -> None:
    place = answer(provider(price("0.20", "message", extras=(Extra("photo", amount=Decimal("0.20")),))))
    usage = Usage((SentCount(100, 1, 59), SentCount(100, 0, 28)), days=90, scope="everybody")
    assert (usage.a_month(usage.messages), usage.a_month(usage.photos)) == (29, 20)
    assert compare(place, usage)[0].cost == Decimal("5.80") + Decimal("4.00")


def test_no_messages_cost_nothing_and_have_no_price_each() -> None:
    row = compare(shipped("ny"), Usage((), days=90, scope="everybody"))[0]
    assert (row.cost, row.per_message, row.bought) == (ZERO, None, "")


def test_a_photo_goes_with_a_message() -> None:
    with pytest.raises(InvalidInputError, match="A photo goes with a message"):
        typed_usage(0, 3)
    assert typed_usage(3, 7).photos == 7
    assert typed_usage(3, 7).messages == 3


def test_a_pack_that_is_named_twice_is_one_way() -> None:
    place = answer(provider(price("0.14", packs=(NEW_YORK[1], NEW_YORK[1]), single=False)))
    assert [option.name for option in options(place)] == ["Packs of 30", "Letters by mail"]


PACKS = st.lists(
    st.builds(
        Pack, st.integers(1, 60), st.decimals("0.01", 20, places=2), st.sampled_from([ZERO, Decimal(3)])
    ),
    max_size=4,
).map(tuple)


@settings(deadline=None)
@given(
    PACKS,
    st.booleans(),
    st.integers(1, 200),
    st.integers(0, 20),
    st.sampled_from(["0", "2.5"]),
    st.sampled_from(["0", "6.25"]),
)
def test_the_best_mix_is_never_dearer_and_nothing_is_counted_better_than_bought(
    packs: tuple[Pack, ...], single: bool, messages: int, photos: int, fee: str, tax: str
) -> None:
    rate = price(
        "0.37", packs=packs, single=single, extras=PHOTO_TAKES_ONE, fee=Decimal(fee), tax_percent=Decimal(tax)
    )
    rows = compare(answer(provider(rate)), typed_usage(messages, photos))
    priced = [row for row in rows if row.cost is not None]
    assert [row.cost for row in priced] == sorted(row.cost for row in priced if row.cost is not None)
    stamps = messages + photos
    for row in priced:
        assert row.cost is not None
        assert 0 <= row.fees <= row.cost
        bought = sum(pack.units * count for pack, count in row.packs)
        if row.option.kind == "pack":
            assert bought == stamps + row.left >= stamps
        if row.option.kind == "mix":
            # A tax that is rounded at the end may differ by the last place.
            assert row.cost <= min(other.cost or ZERO for other in priced) + Decimal("0.0001")


def test_equal_answers_give_equal_comparisons() -> None:
    place = shipped("ny")
    again = replace(place, providers=tuple(replace(row) for row in place.providers))
    assert compare(place, typed_usage(25)) == compare(again, typed_usage(25))
