"""The Find provider page: the answer, what was told, the ways to a place that is not in the list."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.text import literal
from tests.clock import FixedClock
from tests.directory.small import FACT, SMALL
from tests.pages.conftest import OpenPage, press, shown
from tracker.contacts import ContactEntry, FacilityEntry
from tracker.directory import PriceSaid, Saying, Where
from tracker.directory.catalogue.model import OtherName
from tracker.kitelog import Kitelog

PAGE = "find_provider.py"
HOSTILE = "**b** $x$ :red[x] ![](http://x/t.png) <b> `code` [l](http://x) :material/home: | x"
BY_PHONE = Saying("The jail, by phone", date(2026, 11, 20))


@pytest.fixture
def finder(kitelog: Kitelog) -> Kitelog:
    """Mom's household with the small catalogue, and Dad at Attica."""
    kitelog.directory._catalogue = SMALL
    kitelog.household.add_member("Mom")
    attica = FacilityEntry("Attica Correctional Facility", "NY", "state")
    kitelog.contacts.add(ContactEntry("Dad", facility=attica, provider="JPay", since=date(2025, 1, 1)))
    return kitelog


def facility(kitelog: Kitelog, name: str = "Attica Correctional Facility") -> int:
    return next(card.id for card in kitelog.contacts.facilities() if card.name == name)


def jail(kitelog: Kitelog, name: str = "Lake County Jail") -> int:
    entry = FacilityEntry(name, "OH", "county")
    kitelog.contacts.add(ContactEntry("Cousin", facility=entry, since=date(2026, 1, 1)))
    return facility(kitelog, name)


def headline(app: AppTest) -> str:
    return str(app.header[0].value).replace("\\", "").replace("\u2060", "")


def told_key(app: AppTest, name: str) -> str:
    """The key of a field of the form, whatever place it is about."""
    fields = (*app.text_input, *app.selectbox, *app.date_input)
    return next(
        str(one.key)
        for one in fields
        if str(one.key).startswith("find.told.") and str(one.key).endswith(name)
    )


def tell(app: AppTest, provider: str, price: str = "", name: str = "") -> AppTest:
    """Fills in the form and keeps it."""
    if name:
        app.text_input(key=told_key(app, ".name")).set_value(name)
    box = app.selectbox(key=told_key(app, ".provider"))
    if provider and provider not in box.options:
        box.options.append(provider)
    if provider:
        box.set_value(provider)
    if price:
        app.text_input(key=told_key(app, ".price")).set_value(price)
    return press(app, "Keep it")


def test_with_nothing_typed_the_page_asks_where_they_are(finder: Kitelog, open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert app.title[0].value == "Where are they?"
    assert app.text_input(key="find.text").value == ""
    assert not app.header
    assert "no list of facilities yet" in shown(app)
    assert app.selectbox(key="find.agency").options[0] == "Federal Bureau of Prisons"


def test_what_is_typed_is_answered_and_stands_in_the_address(finder: Kitelog, open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.text_input(key="find.text").set_value("attica").run()
    assert app.query_params["q"] == "attica"
    assert headline(app) == "Attica Correctional Facility uses JPay / Securus eMessaging"
    again = open_page(PAGE, q="attica")
    assert (headline(again), again.text_input(key="find.text").value) == (headline(app), "attica")
    app.text_input(key="find.text").set_value("").run()
    assert "q" not in app.query_params
    assert not app.header


def test_the_answer_says_price_who_starts_steps_limits_and_time(finder: Kitelog, open_page: OpenPage) -> None:
    app = open_page(PAGE, facility=facility(finder))
    text = shown(app).replace("\\", "")
    assert "New York · state prison · run by New York State DOCCS" in text
    assert "$0.15 a stamp. 6,000 characters in one." in text
    assert "As of 23 Nov 2026, seen 2026-05; confirm with JPay." in text
    assert "[example.org](https://example.org/a)" in text
    assert "You start." in text
    assert "1. JPay: step 1." in text
    assert "4. JPay: step 4." in text
    assert "overdue after 48 business hours there" in text
    assert "It is 7:40 AM there now, as with you." in text
    assert "Thu 26 Nov (Thanksgiving Day)" in text
    assert "Address not known: ask the facility." in text
    assert list(app.table[0].value["Price"]) == [literal("$1.50"), literal("$4.20")]
    assert list(app.table[0].value["Each"]) == [literal("$0.15"), literal("$0.14")]


def test_a_federal_prison_answers_corrlinks_and_that_they_must_invite(
    finder: Kitelog, open_page: OpenPage
) -> None:
    app = open_page(PAGE, q="fci elkton")
    text = shown(app)
    assert headline(app).endswith("uses CorrLinks")
    assert "Free for you." in text
    assert "The person inside pays $0.05 a minute." in text
    assert "They must invite you." in text
    assert "No photos." in text
    assert "They told us something else" not in text


def test_several_providers_are_told_as_one_of_these(finder: Kitelog, open_page: OpenPage) -> None:
    app = open_page(PAGE, agency="ca")
    assert headline(app).endswith("uses one of Securus eMessaging or GettingOut: ask which")
    assert "Price of a message not known: ask the facility." in shown(app)
    assert "Seen elsewhere: $0.25 a message." in shown(app)
    assert "GettingOut: Text: at most 500 characters." in shown(app)


def test_a_change_to_come_is_told_with_its_day(finder: Kitelog, open_page: OpenPage) -> None:
    text = shown(open_page(PAGE, agency="mn")).replace("\\", "")
    assert "**GettingOut, from 1 Jan 2027 on**" in text
    assert "PO Box 1, Springfield" in text


def test_a_jail_that_is_not_known_has_questions_a_letter_and_the_form(
    finder: Kitelog, open_page: OpenPage
) -> None:
    app = open_page(PAGE, facility=jail(finder))
    assert headline(app) == "Lake County Jail: provider not known, each jail has its own"
    text = shown(app)
    assert "Three questions to ask there" in text
    assert "Meanwhile" in text
    assert "overdue after 10 business days" in text
    assert "Keep it" in text
    assert "They told us something else" not in text


def test_what_a_jail_said_is_kept_shown_and_taken_back(finder: Kitelog, open_page: OpenPage) -> None:
    key = jail(finder)
    app = tell(open_page(PAGE, facility=key), "GettingOut", "0.30")
    assert headline(app) == "Lake County Jail uses GettingOut"
    text = shown(app).replace("\\", "")
    assert "$0.30 a message." in text
    assert "Told on 23 Nov 2026; confirm with GettingOut. Told by: The facility, by phone" in text
    assert "Kept: Lake County Jail uses GettingOut." in text
    press(app, "Undo")
    assert headline(app).startswith("Lake County Jail: provider not known")
    assert finder.directory.answer(key).providers == ()


def test_something_else_is_told_of_a_known_place(finder: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page(PAGE, facility=facility(finder)), "They told us something else")
    tell(app, "Prison Post", "1")
    assert headline(app) == "Attica Correctional Facility uses Prison Post"
    assert "Keep it" not in shown(app)
    press(app, "Undo")
    assert headline(app) == "Attica Correctional Facility uses JPay / Securus eMessaging"


def test_a_typed_jail_is_stored_with_what_was_told_of_it(finder: Kitelog, open_page: OpenPage) -> None:
    app = open_page(PAGE, state="OH", kind="county")
    assert headline(app) == "A county jail in Ohio: provider not known, each jail has its own"
    tell(app, "GettingOut", name="Riverbend Jail")
    stored = facility(finder, "Riverbend Jail")
    assert app.query_params["facility"] == str(stored)
    assert headline(app) == "Riverbend Jail uses GettingOut"
    place = finder.directory.answer(stored).place
    assert (place.state, place.kind) == ("OH", "county")
    press(app, "Undo")
    assert "facility" not in app.query_params
    assert app.query_params["state"] == "OH"
    assert [card.name for card in finder.contacts.facilities()] == ["Attica Correctional Facility"]


def test_a_place_whose_state_nobody_said_is_asked_for_it(finder: Kitelog, open_page: OpenPage) -> None:
    app = open_page(PAGE, q="xyzzy")
    assert headline(app) == "xyzzy: provider not known"
    app.selectbox(key=told_key(app, ".state")).set_value("TN")
    tell(app, "GettingOut")
    assert finder.directory.answer(facility(finder, "xyzzy")).place.state == "TN"


def test_what_a_states_department_said_holds_for_all_its_prisons(
    finder: Kitelog, open_page: OpenPage
) -> None:
    app = open_page(PAGE, agency="wy")
    tell(app, "GettingOut", "0.20")
    assert headline(app) == "Wyoming Department of Corrections uses GettingOut"
    assert len(finder.contacts.facilities()) == 1


@pytest.mark.parametrize(
    ("provider", "price", "name", "sentence"),
    [
        ("", "", "Riverbend Jail", "A name is missing"),
        ("GettingOut", "1,50", "Riverbend Jail", "Write the dollars with a point"),
        ("GettingOut", "", " ", "A name is missing"),
        ("GettingOut", "0.00001", "Riverbend Jail", "at most four decimals"),
    ],
)
def test_a_refusal_is_one_sentence_and_what_was_typed_stays(
    finder: Kitelog, open_page: OpenPage, provider: str, price: str, name: str, sentence: str
) -> None:
    app = tell(open_page(PAGE, state="OH", kind="county"), provider, price, name)
    assert [sentence in error.value.replace("\\", "") for error in app.error] == [True]
    assert app.text_input(key=told_key(app, ".name")).value == name
    assert app.text_input(key=told_key(app, ".price")).value == price
    assert len(finder.contacts.facilities()) == 1


def test_signs_that_nobody_sees_are_not_stored(finder: Kitelog, open_page: OpenPage) -> None:
    app = tell(open_page(PAGE, name="Riverbend\x00 Jail", state="OH", kind="county"), "GettingOut")
    assert not app.error
    assert facility(finder, "Riverbend Jail")


def test_a_source_must_be_said(finder: Kitelog, open_page: OpenPage) -> None:
    app = open_page(PAGE, facility=jail(finder))
    app.text_input(key=told_key(app, ".source")).set_value("  ")
    tell(app, "GettingOut")
    assert "Say who told you" in app.error[0].value


def test_a_free_message_needs_no_price(finder: Kitelog, open_page: OpenPage) -> None:
    app = open_page(PAGE, facility=jail(finder))
    app.selectbox(key=told_key(app, ".unit")).set_value("free")
    tell(app, "GettingOut")
    assert "Free for you." in shown(app)


def test_a_price_says_how_many_characters_fit_in_one(finder: Kitelog, open_page: OpenPage) -> None:
    app = open_page(PAGE, facility=jail(finder))
    app.selectbox(key=told_key(app, ".unit")).set_value("character").run()
    assert not [field for field in app.number_input if str(field.key).endswith(".characters")]
    app.selectbox(key=told_key(app, ".unit")).set_value("stamp").run()
    field = next(field for field in app.number_input if str(field.key).endswith(".characters"))
    field.set_value(2_000)
    tell(app, "GettingOut", "0.25")
    assert "$0.25 a stamp. 2,000 characters in one." in shown(app)


def test_the_form_of_another_place_closes_and_is_empty(finder: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page(PAGE, q="attica"), "They told us something else")
    app.text_input(key=told_key(app, ".price")).set_value("0.99")
    app.text_input(key="find.text").set_value("new york state doccs").run()
    assert headline(app).startswith("New York State DOCCS")
    assert "Keep it" not in shown(app)


def test_another_result_is_chosen_and_stands_in_the_address(finder: Kitelog, open_page: OpenPage) -> None:
    key = jail(finder, "Attica Town Lockup")
    app = open_page(PAGE, q="attica")
    first = headline(app)
    lines = [one.value for one in app.text if "Attica" in one.value and ": " in one.value]
    assert len(lines) == 1
    press(app, "Choose")
    assert headline(app) != first
    assert app.query_params["facility"] in {str(key), str(facility(finder))}
    assert headline(open_page(PAGE, q="attica", facility=app.query_params["facility"])) == headline(app)
    app.text_input(key="find.text").set_value("attica ").run()
    assert "facility" not in app.query_params


def test_a_sort_of_place_and_a_state_are_enough(finder: Kitelog, open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.selectbox(key="find.kind").set_value("county").run()
    assert not app.header
    app.selectbox(key="find.state").set_value("OH").run()
    assert headline(app) == "A county jail in Ohio: provider not known, each jail has its own"
    assert (app.query_params["state"], app.query_params["kind"]) == ("OH", "county")
    app.selectbox(key="find.kind").set_value("state").run()
    app.selectbox(key="find.state").set_value("NY").run()
    assert headline(app) == "New York State DOCCS uses JPay / Securus eMessaging"


def test_an_agency_is_chosen_with_where_to_find_a_person(finder: Kitelog, open_page: OpenPage) -> None:
    located = [replace(row, locator="https://find.example.org/") for row in SMALL.agencies]
    finder.directory._catalogue = replace(SMALL, agencies=tuple(located))
    app = open_page(PAGE)
    app.selectbox(key="find.agency").set_value("wy").run()
    assert app.query_params["agency"] == "wy"
    button = app.get("link_button")[0]
    assert "Find a person in custody at Wyoming" in button.proto.label
    assert button.proto.url == "https://find.example.org/"


def test_the_contact_is_added_at_the_place_found(finder: Kitelog, open_page: OpenPage) -> None:
    asked: list[tuple[str, dict[str, str]]] = []
    app = open_page(PAGE, facility=facility(finder))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            "streamlit.switch_page", lambda page, query_params: asked.append((page, query_params))
        )
        press(app, "Add my contact here")
        app = press(open_page(PAGE, state="OH", kind="county", name="Riverbend Jail"), "Add my contact here")
    assert asked == [
        ("contacts.py", {"me": "1", "add": "1", "facility": str(facility(finder)), "provider": "JPay"}),
        ("contacts.py", {"me": "1", "add": "1", "name": "Riverbend Jail", "state": "OH", "kind": "county"}),
    ]


def test_a_place_found_by_another_name_says_it(finder: Kitelog, open_page: OpenPage) -> None:
    alias = OtherName("Old Fort", "Attica Correctional Facility", "NY", FACT)
    finder.directory._catalogue = replace(SMALL, other_names=(alias,))
    assert "also Old Fort" in shown(open_page(PAGE, q="old fort"))


def test_a_closed_facility_says_so(
    finder: Kitelog, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = finder.directory.answer(facility(finder))
    closed = replace(found, place=replace(found.place, status="closed", former_names=("Old Attica",)))
    monkeypatch.setattr(type(finder.directory), "answer", lambda *_args: closed)
    app = open_page(PAGE, facility=1)
    assert "Closed" in shown(app)
    assert "formerly Old Attica" in shown(app)


def test_where_to_ask_and_the_providers_own_page_are_told(
    finder: Kitelog, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = finder.directory.answer(facility(finder))
    told = replace(
        found,
        place=replace(found.place, telephone="(585) 591-2000", website="https://doccs.example/attica"),
        providers=tuple(replace(row, website="https://jpay.example") for row in found.providers),
    )
    monkeypatch.setattr(type(finder.directory), "answer", lambda *_args: told)
    text = shown(open_page(PAGE, facility=1)).replace("\\", "")
    assert "Telephone of the facility: (585) 591-2000" in text
    assert "Page of the facility:" in text
    assert "https://doccs.example/attica" in text
    assert "Its own page:" in text
    assert "https://jpay.example" in text


@pytest.mark.parametrize(
    "params",
    [
        {"facility": "999"},
        {"facility": "x"},
        {"facility": "²"},
        {"facility": "9" * 40},
        {"agency": "nope"},
        {"agency": HOSTILE},
    ],
)
def test_what_is_not_there_is_said_and_the_page_goes_on(
    finder: Kitelog, open_page: OpenPage, params: dict[str, str]
) -> None:
    app = open_page(PAGE, q="attica", **params)
    assert not app.exception
    assert len(app.error) == 1
    assert "again" in app.error[0].value or "below" in app.error[0].value
    press(app, "Choose")
    assert headline(app).startswith("Attica")


@pytest.mark.parametrize(
    "params",
    [
        {"q": HOSTILE},
        {"q": "a" * 10_000},
        {"q": "\x00\u202e %_'\";--"},
        {"q": " "},
        {"name": HOSTILE, "state": "ZZ", "kind": "castle"},
        {"name": "n" * 10_000},
        {"state": "<b>", "kind": "'"},
    ],
)
def test_any_address_is_answered_calmly(finder: Kitelog, open_page: OpenPage, params: dict[str, str]) -> None:
    app = open_page(PAGE, **params)
    assert not app.exception
    assert not app.error
    assert len(app.text_input(key="find.text").value or "") <= 200


def test_what_people_typed_shows_to_the_letter(finder: Kitelog, open_page: OpenPage) -> None:
    key = jail(finder, HOSTILE)
    finder.directory.tell(
        Where(key), HOSTILE, Saying(HOSTILE, date(2026, 11, 20), note=HOSTILE), PriceSaid(Decimal(1))
    )
    app = open_page(PAGE, facility=key)
    assert not app.exception
    assert app.header[0].value == literal(f"{HOSTILE} uses {HOSTILE}")
    marked = [str(one.value) for one in app.markdown]
    assert any(literal(HOSTILE) in one for one in marked)
    assert not any("![](http" in one or ":red[" in one for one in marked)


def test_a_list_that_is_there_is_not_asked_for(
    finder: Kitelog, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(finder.directory), "has_list", lambda _self: True)
    assert "no list of facilities" not in shown(open_page(PAGE))


def test_the_time_there_is_told_where_it_differs(
    finder: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    assert finder.directory.there(finder.directory.answer_for_agency("ca")).zone == "America/Los_Angeles"
    text = shown(open_page(PAGE, agency="ca"))
    assert "It is 4:40 AM there now (Los Angeles time, guessed from the state)." not in text
    assert "It is 4:40 AM there now (Los Angeles time)." in text
    assert "Day After Thanksgiving" in text


def test_a_place_of_no_known_kind_is_compared_once_its_kind_is_said(
    kitelog: Kitelog, open_page: OpenPage
) -> None:
    kitelog.household.add_member("Mom")
    attica = FacilityEntry("ATTICA CORRECTIONAL FACILITY", "NY")
    kitelog.contacts.add(ContactEntry("Dad", facility=attica, provider="JPay"))
    app = open_page("find_provider.py", facility="1")
    asked = literal("What kind of place is ATTICA CORRECTIONAL FACILITY?")
    assert asked in [subheader.value for subheader in app.subheader]
    app = press(app, "State prison")
    assert asked not in [subheader.value for subheader in app.subheader]
    ways = list(app.dataframe[-1].value.iloc[:, 0])
    assert {"Packs of 10", "Packs of 30", "Packs of 60", "Packs of 100"} <= set(ways)
    assert asked in [subheader.value for subheader in press(app, "Undo").subheader]
