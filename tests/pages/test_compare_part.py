"""What a month costs at a place, as a part of a page: its answer, its numbers, and where nothing is known."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.compare.figure import figure
from pages.parts.compare.words import title
from tests.clock import NOON
from tests.pages.conftest import log_sent, provider_id, shown
from tests.pages.test_overdue_page import HOSTILE
from tests.spend.prices import answer, price, provider, shipped
from tracker.directory.catalogue.model import Pack
from tracker.kitelog import Kitelog
from tracker.spend import PurchaseEntry, typed_usage
from tracker.spend.comparing.compare import compare
from tracker.spend.comparing.sheet import COLUMNS, compare_csv_text, compare_sheet, place_params
from tracker.spend.sheets import sheet_csv

Opened = Callable[[str], AppTest]


def _page(code: str) -> None:
    from pages.parts.find.compare import draw
    from pages.parts.wiring import kitelog

    draw(kitelog().directory.answer_for_agency(code))


@pytest.fixture
def opened(family: Kitelog) -> Opened:
    """A page with this part alone, at any facility of an agency."""
    return lambda code: AppTest.from_function(_page, args=(code,), default_timeout=20).run()


def send(kitelog: Kitelog, number: int, photos: int = 0) -> None:
    [dad] = kitelog.contacts.names()
    for day in range(number):
        log_sent(kitelog, dad, kitelog.clock.now() - timedelta(days=day), characters=900, photos=photos)


def table(app: AppTest) -> list[list[object]]:
    return [list(row) for row in app.dataframe[0].value.itertuples(index=False)]


def test_without_messages_a_number_is_typed_and_the_title_answers(opened: Opened) -> None:
    app = opened("ny")
    assert not app.segmented_control
    app.number_input(key="compare.messages").set_value(25).run()
    assert app.subheader[0].value == "A pack of 30 is cheapest here\\: \\$4\\.20 for 25 messages"
    assert "What a month costs here: 25 messages." in shown(app)
    app.number_input(key="compare.photos").set_value(30).run()
    assert app.subheader[0].value == "A pack of 60 is cheapest here\\: \\$7\\.80 for 25 messages"
    assert "25 messages and 30 photos." in shown(app)


def test_own_messages_of_the_last_90_days_are_compared_first(family: Kitelog, opened: Opened) -> None:
    send(family, 30)
    app = opened("ny")
    assert app.segmented_control[0].options == ["Our last 30 days", "Type a number"]
    assert app.subheader[0].value == "A pack of 30 is cheapest here\\: \\$4\\.20 for 30 messages"
    assert not app.number_input
    app.segmented_control[0].set_value("typed").run()
    assert app.number_input(key="compare.messages").value == 30
    app.number_input(key="compare.messages").set_value(95).run()
    assert app.subheader[0].value == "A pack of 100 is cheapest here\\: \\$12\\.00 for 95 messages"


def test_the_table_says_what_must_be_bought_and_what_is_left(opened: Opened) -> None:
    app = opened("ny")
    app.number_input(key="compare.messages").set_value(25).run()
    rows = table(app)
    assert rows[0] == ["Packs of 30", Decimal("4.20"), "1 pack of 30", 0, Decimal("0.168"), "5 stamps"]
    # The mix buys the same pack of 30: it is no way of its own.
    assert [row[0] for row in rows] == [
        "Packs of 30",
        "Packs of 10",
        "Packs of 60",
        "Packs of 100",
        "Letters by mail",
    ]
    assert rows[-1][2] == "not known"


def test_the_chart_tells_its_bars_in_words(opened: Opened) -> None:
    app = opened("ky")
    app.number_input(key="compare.messages").set_value(25).run()
    assert app.subheader[0].value == "25 messages cost \\$32\\.10 here"
    assert "Packs of 10: $32.10." in app.get("plotly_chart")[0].proto.alt
    assert "Each pack is a purchase of its own, with its fee." in shown(app)
    assert "Prices of Securus eMessaging are as of 23 Nov 2026. Confirm with them." in shown(app)


def test_where_all_is_free_it_says_so_and_asks_for_no_number(opened: Opened) -> None:
    for code in ("ma", "us-bop"):
        app = opened(code)
        assert app.subheader[0].value == "Messages are free here"
        assert not app.number_input
        assert not app.get("plotly_chart")
    assert "Your loved one pays $0.15 a page and $0.05 a minute inside." in shown(opened("us-bop"))


def test_where_no_price_is_known_it_says_what_to_do(opened: Opened) -> None:
    app = opened("oh")
    assert app.subheader[0].value == "No price is known here"
    assert "Ask the facility what a message costs, and keep it here under “They told us”." in shown(app)
    assert "What GettingOut charges here is not known." in shown(app)
    assert not app.number_input


def test_the_file_has_the_rows_of_the_table(family: Kitelog, opened: Opened) -> None:
    app = opened("ny")
    app.number_input(key="compare.messages").set_value(25).run()
    parts = urlsplit(app.get("link_button")[0].proto.url)
    assert parts.path == "/export/compare.csv"
    text = compare_csv_text(family.spend, family.directory, dict(parse_qsl(parts.query)))
    lines = text.splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert lines[1] == "JPay,Packs of 30,1 pack of 30,0.0000,4.2000,0.1680,5 stamps,25"
    assert lines[-1] == "Postal mail,Letters by mail,,,,,,25"


def test_the_fee_the_family_paid_last_counts_in_table_and_file(family: Kitelog, opened: Opened) -> None:
    pack = PurchaseEntry(provider_id(family, "JPay"), "stamps", NOON, Decimal("4.20"), Decimal("1.95"), 30)
    family.spend.log_purchase(pack)
    app = opened("ny")
    app.number_input(key="compare.messages").set_value(25).run()
    assert app.subheader[0].value == "A pack of 30 is cheapest here\\: \\$6\\.15 for 25 messages"
    query = dict(parse_qsl(urlsplit(app.get("link_button")[0].proto.url).query))
    first = compare_csv_text(family.spend, family.directory, query).splitlines()[1]
    assert first == "JPay,Packs of 30,1 pack of 30,1.9500,6.1500,0.2460,5 stamps,25"


def test_a_file_names_its_place_however_the_place_is_known(family: Kitelog) -> None:
    assert place_params(shipped("ny")) == {"agency": "ny"}
    [facility] = family.contacts.facilities()
    stored = family.directory.answer(facility.id)
    assert place_params(stored) == {"facility": str(facility.id)}
    typed = family.directory.answer_typed("Lakeside", "OH", "state")
    assert place_params(typed) == {"name": "Lakeside", "state": "OH", "kind": "state"}
    assert compare_csv_text(family.spend, family.directory, place_params(typed)).count("\n") == 3


def test_no_name_of_a_provider_is_markup_or_a_formula() -> None:
    place = answer(
        provider(price("0.25", "message"), name=HOSTILE),
        provider(price("0.30", "message"), name="=HYPERLINK(1)"),
    )
    rows = compare(place, typed_usage(10))
    drawn = figure(rows, {}, several=True).to_json()
    assert "<b>" not in drawn
    assert "$x" not in drawn
    assert "'=HYPERLINK(1)" in sheet_csv(compare_sheet(rows))


def test_a_figure_is_svg_from_zero_with_the_cheapest_on_top() -> None:
    drawn = figure(compare(shipped("ny"), typed_usage(25)), {}, several=False)
    assert {trace.type for trace in drawn.data} == {"bar"}
    assert drawn.layout.xaxis.rangemode == "tozero"
    assert list(drawn.data[0].x) == sorted(drawn.data[0].x)
    assert drawn.layout.yaxis.range[0] > drawn.layout.yaxis.range[1]


@pytest.mark.parametrize(
    ("place", "number", "words"),
    [
        (shipped("ny"), 55, "A pack of 60 is cheapest here: $7.80 for 55 messages"),
        (shipped("ny"), 49, "1 pack of 30 and 2 packs of 10 are cheapest here: $7.20 for 49 messages"),
        (shipped("ny"), 250, "2 packs of 100, 1 pack of 30 and 2 packs of 10 are cheapest here"),
        (shipped("ia"), 1, "1 message cost $0.26 here"),
        (
            answer(provider(price("0.4"), name="A"), provider(price("0.2", "message"), name="B")),
            10,
            "Paying singly with B is cheapest here: $2.00 for 10 messages",
        ),
        (
            answer(provider(price("8", "month"), price("1"))),
            10,
            "A subscription by the month is cheapest here",
        ),
        (answer(provider(price("0", "free"), name="A"), provider(name="B")), 10, "Messages are free with A"),
        (answer(provider(price("1", packs=(Pack(5, Decimal(2)),)))), 10, "2 packs of 5 are cheapest here"),
        (answer(), 10, "No price is known here"),
    ],
)
def test_the_title_is_the_answer(place: object, number: int, words: str) -> None:
    assert title(compare(place, typed_usage(number))).startswith(words)  # type: ignore[arg-type]
