"""What would be cheaper, as a part of the Spend page: a card for each person, each with its answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.compare.figure import figure
from pages.parts.compare.rows import table_row
from pages.parts.compare.saving import behind, in_words, title
from storage.queries.usage import SentCount, There
from storage.tables import Message
from tests.pages.conftest import OpenPage, press, provider_id, shown
from tests.pages.test_overdue_page import HOSTILE
from tests.spend.prices import answer, price, provider, shipped
from tracker.contacts import ContactEntry, FacilityEntry
from tracker.directory.cards import Answer
from tracker.directory.catalogue.model import Extra, Pack
from tracker.errors import InvalidInputError, NotFoundError
from tracker.kitelog import Kitelog
from tracker.spend.comparing.cheaper import Cheaper, cheaper
from tracker.spend.comparing.real import Real
from tracker.spend.comparing.sheet import CHEAPER, cheaper_csv_text, cheaper_sheet
from tracker.spend.comparing.usage import Usage
from tracker.spend.sheets import sheet_csv

Opened = Callable[[], AppTest]
ATTICA = FacilityEntry("Attica Correctional Facility", "NY", "state")
NUMBERS = count(1)


def _page() -> None:
    from pages.parts.spend.cheaper import draw

    draw()


@pytest.fixture
def opened(kitelog: Kitelog) -> Opened:
    """A page with this part alone."""
    return lambda: AppTest.from_function(_page, default_timeout=20).run()


def inside(kitelog: Kitelog, name: str, facility: FacilityEntry = ATTICA, provider: str = "JPay") -> int:
    entry = ContactEntry(name=name, facility=facility, provider=provider, since=date(2020, 1, 1))
    return kitelog.contacts.add(entry)


def send(kitelog: Kitelog, contact_id: int, number: int, provider: str = "JPay", **more: Any) -> None:
    """Writes so many answered messages at once, one a day."""
    card = next(card for card in kitelog.contacts.cards() if card.id == contact_id)
    assert card.stay is not None
    with kitelog.database.write() as session:
        session.add_all(
            Message(
                ref=f"W{next(NUMBERS)}", direction="sent", contact_id=contact_id, state="answered",
                provider_id=provider_id(kitelog, provider), facility_id=card.stay.facility.id,
                at=kitelog.clock.now() - timedelta(days=day % 80), logged_at=kitelog.clock.now(), **more,
            )
            for day in range(number)
        )  # fmt: skip


def compared(place: Answer, number: int, cost: str, unpriced: int = 0, name: str = "Attica") -> Cheaper:
    usage = Usage((SentCount(900, 0, number),) if number else (), 90, "contact")
    real = Real(Fraction(cost), Fraction(0), unpriced, number)
    return cheaper(There(1, "Dad", "JPay", 1, name), place, usage, real)


def test_97_messages_to_attica_are_cheaper_as_a_pack_of_100(kitelog: Kitelog, opened: Opened) -> None:
    send(kitelog, inside(kitelog, "Dad"), 97, characters=900)
    app = opened()
    assert "**Dad** · Attica Correctional Facility" in shown(app)
    # 97 at $0.15 are $14.55; a pack of 100 is $12.00: $2.55 less in 80 days.
    assert app.subheader[0].value == "Packs of 100 at JPay would save about \\$11\\.63 a year"
    assert "97 messages in the last 80 days cost you $14.55." in shown(app)
    assert "1 pack of 100 would have been enough: $12.00, with 3 stamps left over." in shown(app)
    assert "confirm with JPay" in shown(app)
    alt = app.get("plotly_chart")[0].proto.alt
    assert "What you do now, $14.55. Cheapest first: Packs of 100: $12.00" in alt
    rows = [list(row) for row in app.dataframe[0].value.itertuples(index=False)]
    assert rows[0][:4] == ["What you do now", Decimal("14.55"), "97 messages", Decimal(0)]
    assert rows[1] == [
        "Packs of 100", Decimal(12), "1 pack of 100", Decimal(0), Decimal("0.1237"), "3 stamps",
    ]  # fmt: skip
    assert "- Only whole packs are bought\\; what is left over is not credited\\." in shown(app)


def test_the_file_has_the_rows_of_the_table(kitelog: Kitelog, opened: Opened) -> None:
    dad = inside(kitelog, "Dad")
    send(kitelog, dad, 97, characters=900)
    parts = urlsplit(opened().get("link_button")[0].proto.url)
    assert (parts.path, dict(parse_qsl(parts.query))) == ("/export/compare.csv", {"contact": str(dad)})
    lines = cheaper_csv_text(kitelog.comparing, dict(parse_qsl(parts.query))).splitlines()
    assert lines[0] == ",".join(CHEAPER)
    who = "Dad,Attica Correctional Facility,JPay"
    assert lines[1] == f"{who},What you do now,,0.0000,14.5500,0.1500,,97,80,,,"
    assert lines[2] == (
        f"{who},Packs of 100,1 pack of 100,0.0000,12.0000,0.1237,3 stamps,97,80,11.63,2026-11-23,"
        "https://doccs.ny.gov/secure-messaging-program"
    )
    assert lines[-1].startswith("Dad,Attica Correctional Facility,Postal mail,Letters by mail,,,,,")


@pytest.mark.parametrize(("contact", "error"), [("999", NotFoundError), ("Dad", InvalidInputError)])
def test_a_file_of_nobody_says_so(kitelog: Kitelog, contact: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        cheaper_csv_text(kitelog.comparing, {"contact": contact})


def test_where_no_price_is_known_the_way_leads_to_they_told_us(family: Kitelog, open_page: OpenPage) -> None:
    send(family, 1, 15)
    app = open_page("spend.py", show="cheaper")
    assert app.subheader[0].value == "No price is known at Lakeside\\: what did you pay there\\?"
    assert "What you paid for 15 messages in the last 30 days is not known." in shown(app)
    assert not app.get("plotly_chart")
    press(app, "Say what it costs there")
    assert app.title[0].value == "Where are they?"
    assert "They told us" in [subheader.value for subheader in app.subheader]
    assert app.query_params["facility"] == "1"


def test_a_place_of_no_known_kind_has_its_prices_at_one_tap(kitelog: Kitelog, opened: Opened) -> None:
    send(kitelog, inside(kitelog, "Dad", FacilityEntry("ATTICA CORRECTIONAL FACILITY", "NY")), 97, photos=0)
    app = opened()
    assert app.subheader[0].value == "What kind of place is ATTICA CORRECTIONAL FACILITY\\?"
    assert not app.get("plotly_chart"), "one bar alone compares nothing"
    assert [button.label for button in app.button][:2] == ["State prison", "County jail"]
    app = press(app, "State prison")
    assert "ATTICA CORRECTIONAL FACILITY is kept as: state prison." in shown(app)
    ways = list(app.dataframe[0].value.iloc[:, 0])
    assert ways == [
        "What you do now", "Packs of 100", "Packs of 10", "Packs of 60", "Packs of 30", "Letters by mail",
    ]  # fmt: skip
    app = press(app, "Undo")
    assert app.subheader[0].value.startswith("What kind of place is")
    assert kitelog.contacts.facilities()[0].kind is None


def test_where_the_zone_is_a_guess_too_the_way_leads_to_where_both_are_said(
    kitelog: Kitelog, open_page: OpenPage
) -> None:
    kitelog.household.add_member("Mom")
    send(kitelog, inside(kitelog, "Dad", FacilityEntry("Riverside", "TN")), 3)
    app = press(open_page("spend.py", show="cheaper"), "Say what kind of place it is")
    assert app.title[0].value
    assert any(box.key == "household.facility.1.kind" for box in app.selectbox)


def test_a_county_jail_whose_provider_is_not_known_asks_for_the_price(
    kitelog: Kitelog, opened: Opened
) -> None:
    send(kitelog, inside(kitelog, "Dad", FacilityEntry("Lakeside", "OH")), 3)
    app = press(opened(), "County jail")
    assert app.subheader[0].value == "No price is known at Lakeside\\: what did you pay there\\?"


def test_a_federal_family_pays_nothing_and_sees_no_chart_of_nothing(kitelog: Kitelog, opened: Opened) -> None:
    elkton = FacilityEntry("FCI Elkton", "OH", "federal")
    send(kitelog, inside(kitelog, "Uncle", elkton, "CorrLinks"), 20, "CorrLinks")
    app = opened()
    assert app.subheader[0].value == "These messages are free"
    assert "20 messages in the last 30 days cost you nothing." in shown(app)
    assert not app.get("plotly_chart")
    assert "Your loved one pays" in shown(app)


def test_nobody_with_a_place_is_told_what_will_be_here(kitelog: Kitelog, opened: Opened) -> None:
    assert "Say where the people are whom you write to." in shown(opened())
    inside(kitelog, "Dad")
    app = opened()
    assert app.subheader[0].value == "Nothing was sent in the last 90 days"
    assert not app.expander


def test_each_person_has_a_card_the_greatest_saving_first(kitelog: Kitelog, opened: Opened) -> None:
    inside(kitelog, "Aunt")
    send(kitelog, inside(kitelog, "Cousin"), 30, characters=900)
    send(kitelog, inside(kitelog, "Dad"), 60, characters=900)
    names = [line.split("**")[1] for line in shown(opened()).splitlines() if line.startswith("**")]
    assert names == ["Dad", "Cousin", "Aunt"]


@pytest.mark.parametrize(
    ("place", "number", "cost", "words"),
    [
        (shipped("ny"), 28, "6.00", "Packs of 30 at JPay would save about $7.30 a year"),
        (shipped("ny"), 145, "21.75", "The best mix of packs at JPay would save about $10.34 a year"),
        (shipped("ny"), 72, "10.80", "What you do now is the cheapest known way"),
        (shipped("ny"), 0, "0", "Nothing was sent in the last 90 days"),
        (answer(provider(price("0.2"))), 9, "9", "Single stamps at JPay would save about $29.20 a year"),
        (answer(provider(price("0.2", "message"))), 9, "9", "Paying by the message at JPay would save"),
        (answer(provider(price("0.001", "character"))), 9, "9", "Paying by the character at JPay would"),
        (answer(provider(price("0.2", "page"))), 9, "9", "Paying by the page at JPay would save about"),
        (answer(provider(price("2", "month"))), 99, "9", "A subscription by the month at JPay would"),
        (answer(provider(price("0.5", "week"))), 99, "9", "A subscription by the week at JPay would"),
        (answer(provider(price("0", "free"))), 9, "9", "What is free at JPay would save about $36.50 a year"),
        (answer(provider(price("0", "free"))), 9, "0", "These messages are free"),
        (answer(provider()), 9, "9", "No price is known at Attica: what did you pay there?"),
    ],
)
def test_the_first_sentence_is_the_answer(place: Answer, number: int, cost: str, words: str) -> None:
    assert title(compared(place, number, cost)).startswith(words)


def test_messages_without_a_price_make_no_way_the_cheapest() -> None:
    one = compared(shipped("ny"), 72, "10.65", unpriced=1)
    assert title(one) == "What you pay now is not known in full: 1 message has no price"
    assert behind(one) == "72 messages in the last 90 days cost you $10.65 or more."


def test_a_way_with_an_unknown_photo_asks_for_its_price() -> None:
    usage = Usage((SentCount(900, 2, 9),), 90, "contact")
    place = answer(provider(price("0.25", "message")))
    one = cheaper(There(1, "Dad", "JPay", 1, "Attica"), place, usage, Real(Fraction(9)))
    assert title(one) == "Not all prices are known at Attica: what did you pay there?"
    assert behind(one) == "9 messages and 18 photos in the last 90 days cost you $9.00."
    drawn = figure(one.options, {}, several=False, real=(Decimal(9), Decimal(0)))
    assert drawn.layout.annotations[1].text == "By the message, &#36;2.25 without photos"
    assert "By the message: $2.25 without photos" in in_words(one, one.options, several=False)
    [line] = [line for line in sheet_csv(cheaper_sheet(one)).splitlines() if "By the message" in line]
    assert ',"By the message, without photos",9 messages,0.0000,2.2500,' in line
    assert line.endswith(",90,,2026-11-23,a page"), "no saving is told"
    assert (
        table_row(one.options[0], "90 days", several=False)["Way to pay"] == "By the message, without photos"
    )


def test_the_chart_marks_what_is_done_now_and_shows_fees_as_their_own() -> None:
    packs = (Pack(10, Decimal(2), Decimal(1)),)
    one = compared(answer(provider(price("0.2", packs=packs, single=False))), 9, "4")
    drawn = figure(one.options, {}, several=False, real=(Decimal(4), Decimal("0.50")))
    assert list(drawn.data[0].x) == [3.5, 2.0]
    assert list(drawn.data[1].x) == [0.5, 1.0]
    texts = [annotation.text for annotation in drawn.layout.annotations]
    assert texts[0] == "What you do now, &#36;4.00, of it &#36;0.50 fees"
    assert drawn.data[0].marker.color[0] != drawn.data[0].marker.color[1]
    assert "What the same messages cost by each way, for 90 days. What you do now, $4.00." in in_words(
        one, one.options, several=False
    )


def test_a_figure_of_many_ways_stays_small() -> None:
    packs = tuple(Pack(number, Decimal(number)) for number in range(1, 60))
    extras = (Extra("photo", units=1),)
    one = compared(answer(provider(price("1", packs=packs, extras=extras))), 99, "99")
    drawn = figure(one.options, {}, several=False, real=(Decimal(99), Decimal(0)))
    assert len(drawn.data[0].x) == 13
    assert len(drawn.to_json()) < 100_000


def test_no_name_is_markup_or_a_formula(kitelog: Kitelog, opened: Opened) -> None:
    jail = FacilityEntry("=HYPERLINK(1) **Jail** $x$", "OH", "county")
    send(kitelog, inside(kitelog, HOSTILE, jail), 3)
    app = opened()
    assert not app.exception
    assert "\\*\\*Jail\\*\\*" in shown(app)
    one = replace(compared(shipped("ny"), 9, "9"), contact="=1+1", facility="@x", provider="-y")
    lines = sheet_csv(cheaper_sheet(one)).splitlines()
    assert lines[1].startswith("'=1+1,'@x,'-y,What you do now")
