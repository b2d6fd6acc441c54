"""Prices and answers as a test names them."""

from datetime import date
from decimal import Decimal
from typing import Any

from tracker.directory.answer import answer_for_agency
from tracker.directory.cards import Answer, MailAnswer, PlaceFacts, Price, ServedBy
from tracker.directory.catalogue.model import Extra, Fact, Pack, Rate
from tracker.directory.catalogue.read import catalogue
from tracker.directory.said.told import Told

DAY = date(2026, 11, 23)
NEW_YORK = (
    Pack(10, Decimal("1.50")),
    Pack(30, Decimal("4.20")),
    Pack(60, Decimal("7.80")),
    Pack(100, Decimal(12)),
)
LAKESIDE = PlaceFacts("Lakeside", "OH")
PHOTO_TAKES_ONE = (Extra("photo", units=1),)


def price(amount: str, unit: Any = "stamp", payer: Any = "family", **rate: Any) -> Price:
    """A price of the catalogue; `rate` holds what else its row says."""
    row = Rate("xx", "jpay", unit, Decimal(amount), Fact("a page", DAY), payer=payer, **rate)
    return Price(
        row.amount, unit, "a page", DAY, "", "medium", payer, row.characters, row.packs, row.extras, row
    )


def provider(*prices: Price, name: str = "JPay", role: str = "current") -> ServedBy:
    """A provider with these prices."""
    slug = name.casefold()
    row = ServedBy(name, slug, "messages", role, "a page", DAY, "", "medium", account=slug)
    return row.with_prices(prices, ())


def answer(*providers: ServedBy, place: PlaceFacts = LAKESIDE) -> Answer:
    """The answer for a place with these providers."""
    letters = MailAnswer((), ask=True, fact=None)
    return Answer(
        place=place, agency="", agency_name="", providers=providers, others=(), must_be_invited=None,
        steps=(), limits=(), unknown=(), mail=letters, source="", as_of=None, confidence="low",
    )  # fmt: skip


def shipped(code: str) -> Answer:
    """The answer of the catalogue that comes with Kitelog for any facility of an agency."""
    return answer_for_agency(catalogue(), code, Told(), DAY)
