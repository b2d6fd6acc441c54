"""A quote says what one message costs, exactly, and what each part of it costs."""

from dataclasses import fields, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from math import ceil
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spend.prices import PHOTO_TAKES_ONE, price, shipped
from tracker.directory.cards import Price
from tracker.directory.catalogue.model import Extra, Fact, Rate
from tracker.spend.quotes import COVERED, Line, What, exact_units, quote, tax_percent

UNITS = ("message", "stamp", "character", "minute", "page", "week", "month", "free")
ZERO = Decimal(0)


def dollars(most: str = "20") -> st.SearchStrategy[Decimal]:
    return st.decimals(0, Decimal(most), places=4)


COVERS = ("photo", "video message", "prepaid reply", "card", "extra characters")
LENGTHS = st.integers(1, 20_000) | st.none()
EXTRAS = st.lists(
    st.builds(
        Extra,
        st.sampled_from(COVERS),
        units=st.integers(0, 5) | st.none(),
        amount=dollars() | st.none(),
        characters=LENGTHS,
    ),
    max_size=4,
).map(tuple)
PRICES = st.builds(
    price,
    dollars().map(str),
    st.sampled_from(UNITS),
    units=st.just(1) | st.integers(1, 5),
    messages=st.just(1) | st.integers(1, 5),
    characters=LENGTHS,
    extras=EXTRAS,
    tax_percent=st.just(ZERO) | st.decimals(0, 20, places=2),
)
PARTS = [part.name for part in fields(What)]
COUNTS = st.integers(0, 30)
WHATS = st.builds(What, st.integers(0, 50_000), COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)


@settings(deadline=None)
@given(PRICES, WHATS)
def test_no_part_is_below_zero_and_the_parts_add_up_to_the_total(rate: Price, what: What) -> None:
    found = quote(rate, what)
    assert min([found.total, *(line.amount for line in found.lines)]) >= 0
    assert sum((line.amount for line in found.lines), ZERO) == found.total
    assert found.units == sum(line.units or 0 for line in found.lines)
    assert found.total == round(found.total, 4)


@settings(deadline=None)
@given(PRICES, WHATS, WHATS)
def test_a_message_with_more_of_anything_never_costs_less(rate: Price, what: What, more: What) -> None:
    larger = What(*(getattr(what, part) + getattr(more, part) for part in PARTS))
    assert quote(rate, larger).total >= quote(rate, what).total
    assert quote(rate, larger).units >= quote(rate, what).units
    assert exact_units(rate, larger) >= exact_units(rate, what)


@settings(deadline=None)
@given(PRICES, WHATS)
def test_the_tax_is_counted_once_on_all_the_rest(rate: Price, what: What) -> None:
    found = quote(rate, what)
    taxes = [line.amount for line in found.lines if line.covers == "tax"]
    rest = sum((line.amount for line in found.lines if line.covers != "tax"), ZERO)
    percent = tax_percent(rate)
    due = (rest * percent / 100).quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
    assert taxes == ([due] if percent else [])


@settings(deadline=None)
@given(PRICES, WHATS)
def test_a_share_of_a_unit_is_never_counted_for_less_than_it_is(rate: Price, what: What) -> None:
    found, units = quote(rate, what), exact_units(rate, what)
    assert 0 <= found.units - units < 1
    amount = ZERO if rate.unit in COVERED else rate.amount
    beside = {extra.covers: extra.amount or ZERO for extra in reversed(rate.extras)}
    dollars = sum((line.amount for line in found.lines if line.covers != "tax"), ZERO)
    least = Fraction(amount) * units
    if all(not cost for cost in beside.values()):
        assert 0 <= Fraction(dollars) - least < Fraction(1, 10_000)
    assert Fraction(dollars) >= least


@settings(deadline=None)
@given(PRICES, st.lists(st.integers(0, 50_000), max_size=12))
def test_messages_together_begin_no_more_units_than_each_alone(rate: Price, lengths: list[int]) -> None:
    texts = [What(length) for length in lengths]
    together = ceil(sum((exact_units(rate, text) for text in texts), Fraction(0)))
    assert together <= sum(quote(rate, text).units for text in texts)


@settings(deadline=None)
@given(PRICES, WHATS)
def test_a_quote_is_the_same_again_and_for_an_equal_price(rate: Price, what: What) -> None:
    assert quote(rate, what) == quote(rate, what) == quote(replace(rate), what)


def test_a_stamp_of_new_york_carries_6000_characters_and_a_photo_takes_one_more() -> None:
    rate = shipped("ny").providers[0].price
    assert rate is not None
    assert quote(rate, What(6_000)).total == Decimal("0.15")
    assert quote(rate, What(6_001)).units == 2
    found = quote(rate, What(12_001, photos=2, video_messages=1))
    assert found.lines == (
        Line("text", 1, Decimal("0.1500")),
        Line("extra characters", 2, Decimal("0.3000")),
        Line("photo", 2, Decimal("0.3000")),
        Line("video message", 3, Decimal("0.4500")),
    )
    assert (found.units, found.total) == (8, Decimal("1.2000"))


def test_the_tax_of_iowa_is_a_line_of_its_own() -> None:
    rate = shipped("ia").providers[0].price
    assert rate is not None
    found = quote(rate, What(500))
    assert found.lines == (Line("text", 1, Decimal("0.2500")), Line("tax", None, Decimal("0.0150")))
    assert found.total == Decimal("0.265")


def test_a_message_of_massachusetts_is_free_with_its_photos() -> None:
    rate = shipped("ma").providers[0].price
    assert rate is not None
    found = quote(rate, What(9_000, photos=5))
    assert (found.units, found.total, found.unknown) == (0, ZERO, ())


@pytest.mark.parametrize(
    ("rate", "what", "units", "total"),
    [
        (price("0.25", "message"), What(90_000), 1, "0.25"),
        (price("0.10", "message", characters=160), What(161), 2, "0.20"),
        (price("0.0025", "character"), What(1_260), 1_260, "3.15"),
        (price("0.0025", "character"), What(0), 0, "0"),
        (price("0.05", "minute"), What(800, minutes=7), 7, "0.35"),
        (price("0.25", "page", characters=3_000), What(3_001), 2, "0.50"),
        (price("0.25", "page"), What(90_000, pages=4), 4, "1.00"),
        (price("8.00", "month"), What(90_000, photos=3), 0, "0"),
        (price("2.00", "week"), What(1), 0, "0"),
        (price("0.40", extras=PHOTO_TAKES_ONE), What(0, photos=2), 3, "1.20"),
        (price("0.20", "message", extras=(Extra("photo", amount=Decimal("0.5")),)), What(0, 2), 1, "1.20"),
        (price("8", "month", extras=(Extra("photo", amount=Decimal("0.5")),)), What(0, 2), 0, "1.00"),
        (
            price("0.40", extras=(Extra("prepaid reply", units=1), Extra("card", units=2))),
            What(prepaid_replies=1, cards=1),
            4,
            "1.60",
        ),
    ],
)
def test_each_unit_counts_what_it_counts(rate: Price, what: What, units: int, total: str) -> None:
    found = quote(rate, what)
    assert (found.units, found.total) == (units, Decimal(total))


@pytest.mark.parametrize(
    ("units", "messages", "what", "found", "total"),
    [
        (2, 1, What(100), 2, "0.20"),
        (2, 1, What(6_001), 4, "0.40"),
        (1, 3, What(100), 1, "0.0334"),
        (1, 3, What(12_001), 1, "0.10"),
        (1, 3, What(18_001), 2, "0.1334"),
        (2, 3, What(6_001, photos=1), 3, "0.2334"),
        (3, 3, What(6_001), 2, "0.20"),
    ],
)
def test_a_stamp_may_carry_several_messages_and_a_message_take_several_stamps(
    units: int, messages: int, what: What, found: int, total: str
) -> None:
    rate = price("0.10", units=units, messages=messages, characters=6_000, extras=PHOTO_TAKES_ONE)
    assert (quote(rate, what).units, quote(rate, what).total) == (found, Decimal(total))
    share = Fraction(units, messages) * -(-what.characters // 6_000) + what.photos
    assert exact_units(rate, what) == share


def test_how_many_messages_a_unit_carries_is_nothing_where_characters_are_charged() -> None:
    for unit, cost in (("character", "2.50"), ("month", "0"), ("page", "0.10")):
        assert quote(price("0.10", unit, units=2, messages=5), What(25)).total == Decimal(cost)


def test_a_longer_text_is_charged_by_blocks_of_its_own() -> None:
    longer = Extra("extra characters", amount=Decimal("0.02"), characters=1_000)
    rate = price("0.25", "message", characters=2_000, extras=(longer,))
    costs = [quote(rate, What(length)).total for length in (2_000, 2_001, 3_000, 3_001)]
    assert costs == [Decimal("0.25"), Decimal("0.27"), Decimal("0.27"), Decimal("0.29")]
    # Where only the further ones are told, as many fit in the first.
    rate = price("0.25", "message", extras=(longer,))
    assert quote(rate, What(1_001)).lines == (
        Line("text", 1, Decimal("0.2500")),
        Line("extra characters", None, Decimal("0.0200")),
    )


def test_a_tax_is_rounded_half_even_to_the_ten_thousandth() -> None:
    assert quote(price("0.0010", "message", tax_percent=Decimal(5)), What()).lines[1].amount == ZERO
    assert quote(price("0.0030", "message", tax_percent=Decimal(5)), What()).lines[1].amount == Decimal(
        "0.0002"
    )
    assert quote(price("0.0011", "message", tax_percent=Decimal(5)), What()).lines[1].amount == Decimal(
        "0.0001"
    )


def test_what_has_no_known_price_is_named_and_in_no_line() -> None:
    found = quote(price("0.25", "message"), What(100, photos=2, cards=1))
    assert found.unknown == ("photo", "card")
    assert found.total == Decimal("0.25")
    assert quote(price("0.05", "minute"), What(100)).unknown == ("text",)


@pytest.mark.parametrize("wrong", [-1, -(1 << 70), 1 << 62, 1.5, float("nan"), Decimal(2), "3", None])
@pytest.mark.parametrize("part", PARTS)
def test_counts_that_are_no_whole_number_from_zero_are_refused(part: str, wrong: Any) -> None:
    for unit in UNITS:
        with pytest.raises(ValueError, match="zero or more"):
            quote(price("0.25", unit), What(**{part: wrong}))


def test_a_row_of_the_catalogue_is_quoted_as_its_price_is() -> None:
    rate = Rate("ny", "jpay", "stamp", Decimal("0.15"), Fact("a page", date(2026, 11, 23)), characters=6_000)
    found = quote(rate, What(6_001))
    assert (found.units, found.total) == (2, Decimal("0.30"))
    assert quote(rate, What(6_001)) == quote(price("0.15", characters=6_000), What(6_001))


@settings(deadline=None)
@given(dollars(), st.sampled_from(("week", "month")), st.integers(1, 500), st.integers(0, 5))
def test_messages_that_share_a_subscription_pay_no_less_than_it_costs(
    amount: Decimal, unit: str, messages: int, photos: int
) -> None:
    rate = price(str(amount), unit, extras=(Extra("photo", amount=Decimal("0.25")),))
    found = quote(rate, What(100, photos), sharing=messages)
    share = found.lines[0].amount
    assert 0 <= share * messages - amount < Decimal("0.0001") * messages
    assert found.total == share + photos * Decimal("0.25")


def test_nobody_shares_what_is_paid_message_by_message() -> None:
    for unit in ("message", "stamp", "character", "minute", "page", "free"):
        rate = price("0.25", unit)
        assert quote(rate, What(10, minutes=1), sharing=4) == quote(rate, What(10, minutes=1))
    assert quote(price("8", "month", tax_percent=Decimal(5)), What(10), sharing=4).total == Decimal("2.10")


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "-0.01"},
        {"amount": "0.25", "extras": (Extra("photo", units=-1),)},
        {"amount": "0.25", "characters": 0},
        {"amount": "0.25", "extras": (Extra("extra characters", units=1, characters=0),)},
        {"amount": "0.25", "units": 0},
        {"amount": "0.25", "messages": 0},
        {"amount": "0.25", "tax_percent": Decimal(-1)},
        {"amount": "0.25", "tax_percent": Decimal("NaN")},
        {"amount": "0.00001"},
        {"amount": "NaN"},
        {"amount": "0.25", "unit": "parsec"},
    ],
)
def test_a_price_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        quote(price(**wrong), What())
