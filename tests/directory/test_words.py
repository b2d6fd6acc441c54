"""What the directory answers, in sentences."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.directory.small import FACT, SMALL
from tracker.directory import Answer, PlaceFacts, Price
from tracker.directory.answer import answer, answer_for_agency
from tracker.directory.catalogue.model import Extra, Limit, Pack, Rate
from tracker.directory.key_facts import price_inside, price_span, short_lists
from tracker.directory.price_words import exact_money, paid_words, price_rows, price_words, top_words
from tracker.directory.said.told import Told
from tracker.directory.words import (
    as_of_words,
    headline,
    limit_words,
    provider_words,
    sources,
    starts_words,
    where_words,
)

DAY = date(2026, 11, 23)


def at(code: str) -> Answer:
    return answer_for_agency(SMALL, code, Told(), DAY)


def place(name: str, state: str, kind: str) -> Answer:
    return answer(SMALL, PlaceFacts(name, state, kind=kind), Told(), DAY)


def price(amount: str, unit: str = "stamp", payer: str = "family", rate: Rate | None = None) -> Price:
    return Price(Decimal(amount), unit, "a", DAY, "", "high", payer=payer, rate=rate)


def test_the_headline_says_who_carries_messages() -> None:
    assert headline(place("Attica", "NY", "state")) == "Attica uses JPay / Securus eMessaging"
    several = "California Department of Corrections and Rehabilitation uses one of "
    assert headline(at("ca")) == several + "Securus eMessaging or GettingOut: ask which"
    assert headline(at("wy")) == "Wyoming Department of Corrections: provider not known"
    assert headline(place("Lake County Jail", "OH", "county")) == (
        "Lake County Jail: provider not known, each jail has its own"
    )
    assert headline(replace(at("mn"), providers=at("mn").providers[1:], unknown=())).endswith(
        "gets GettingOut"
    )


def test_a_line_of_a_list_names_the_providers_shortly() -> None:
    words = [provider_words(at(code)) for code in ("ny", "ca", "wy")]
    assert words == [
        "JPay / Securus eMessaging", "Securus eMessaging or GettingOut", "provider not known",
    ]  # fmt: skip


def test_who_must_start_is_said_or_not_known() -> None:
    assert starts_words(at("us-bop")).startswith("They must invite you.")
    assert starts_words(at("mn")) == "You can start, and so can they."
    assert starts_words(place("Cook County Jail", "IL", "county")) == "You start."
    assert starts_words(at("wy")) == "Not known: ask the facility."


@pytest.mark.parametrize(
    ("source_date", "told", "words"),
    [
        ("", False, "as of 23 Nov 2026"),
        ("2024-05", False, "as of 23 Nov 2026, seen 2024-05"),
        ("undated (old)", False, "as of 23 Nov 2026, source undated (old)"),
        ("", True, "told on 23 Nov 2026"),
    ],
)
def test_how_fresh_a_fact_is(source_date: str, told: bool, words: str) -> None:
    assert as_of_words(DAY, source_date, told=told) == words


def test_only_web_addresses_become_links_and_none_can_leave_its_link() -> None:
    found = sources(
        "https://www.doc.example/a_(b)?c=1#d ; The jail, by phone ; javascript:alert(1) ; http://[bad"
        ' ; https://e.example/x) [y](http://z.example ; https://f.example/"><script>'
    )
    assert found[0] == ("doc.example", "https://www.doc.example/a_%28b%29?c=1#d")
    assert found[1:5] == (
        ("The jail, by phone", ""),
        ("javascript:alert(1)", ""),
        ("http://[bad", ""),
        ("https://e.example/x) [y](http://z.example", ""),
    )
    assert found[5] == ("f.example", "https://f.example/%22%3E%3Cscript%3E")


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit("characters", 13000, FACT), "Text: at most 13,000 characters"),
        (Limit("photos", 0, FACT), "No photos"),
        (Limit("photos", 1, FACT), "At most 1 photo a message"),
        (Limit("video seconds", 30, FACT), "A video message: at most 30 seconds"),
        (Limit("photo megabytes", 3, FACT), "A photo: at most 3 MB"),
        (
            Limit("contacts", 20, FACT),
            "Their list: at most 20 approved people, those you do not know among them",
        ),
        (Limit("stored messages", 75, FACT), "Kept there: at most 75 messages"),
        (Limit("cards", 5, FACT), "At most 5 cards a message"),
    ],
)  # fmt: skip
def test_limits_are_sentences(limit: Limit, words: str) -> None:
    assert limit_words(limit) == words


def test_where_a_place_lies_is_said_as_far_as_it_is_known() -> None:
    assert where_words(PlaceFacts("A", "NY", city="Attica")) == "Attica, New York"
    assert where_words(PlaceFacts("A", "NY")) == "New York"
    assert where_words(PlaceFacts("A")) == ""


def test_prices_keep_the_digits_that_a_rate_has() -> None:
    assert exact_money(Decimal("0.1500")) == "$0.15"
    assert exact_money(Decimal("0.0025")) == "$0.0025"
    assert price_words(price("0.0025", "character")) == "$0.0025 a character"
    assert price_words(price("0", "free")) == "Free for you"
    assert paid_words(price("0.05", "minute", "inside")) == "The person inside pays $0.05 a minute."


def test_packs_count_their_fee_in_what_each_comes_to() -> None:
    packs = (Pack(10, Decimal("7.70"), Decimal("3.00")), Pack(30, Decimal("4.20")))
    extras = (Extra("photo", units=1), Extra("video message", amount=Decimal("0.60")))
    rows = price_rows(replace(price("0.77"), packs=packs, extras=extras))
    assert [(row.what, row.price, row.each) for row in rows] == [
        ("10 stamps", "$7.70 and a fee of $3.00", "$1.07"),
        ("30 stamps", "$4.20", "$0.14"),
        ("A photo", "1 stamp", ""),
        ("A video message", "$0.60", ""),
    ]


def test_what_comes_on_top_is_told() -> None:
    rate = Rate(
        "ny", "jpay", "stamp", Decimal("0.15"), FACT, single=False, fee=Decimal(3), minimum=Decimal(5),
        tax_percent=Decimal("6.0"), note="Of 2017.",
    )  # fmt: skip
    assert top_words(replace(price("0.15", rate=rate), characters=6000)) == (
        "6,000 characters in one.",
        "A fee of $3.00 with each purchase.",
        "Tax on top: 6 %.",
        "The least you can load: $5.00.",
        "Sold in packs only.",
        "Of 2017.",
    )


def test_key_facts_come_from_the_catalogue() -> None:
    span = price_span(SMALL, "jpay")
    assert span is not None
    assert (span.provider, span.least, span.most) == ("JPay", Decimal("0.15"), Decimal("0.50"))
    assert price_span(SMALL, "postal-mail") is None
    inside = price_inside(SMALL, "us-bop")
    assert inside is not None
    assert inside.amount == Decimal("0.05")
    assert [(name, limit.most) for name, limit in short_lists(SMALL)] == [("Federal Bureau of Prisons", 30)]
