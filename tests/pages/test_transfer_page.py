"""The page for moving on: a move told before it is saved, what stays behind, and a change of provider."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.text import literal
from pages.parts.transfer.preview import due_words, span_words
from storage.tables import Facility
from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, add_contact, log_sent, press, provider_id, shown
from tracker.contacts import ContactDetail, ContactEntry, DueMove, FacilityEntry
from tracker.kitelog import Kitelog
from tracker.messages import Entry
from tracker.spend import PurchaseEntry

NOON = datetime(2026, 11, 23, 12, 40, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOSTILE = "**b** $x$ :red[x] ![](http://x/t.png) <b> `code` [l](http://x) :material/home:"


def dad(kitelog: Kitelog) -> int:
    return next(key for key, name in kitelog.contacts.names().items() if name == "Dad")


def key(kitelog: Kitelog) -> str:
    return f"transfer.{dad(kitelog)}"


def detail(kitelog: Kitelog) -> ContactDetail:
    return kitelog.contacts.detail(dad(kitelog))


def opened(open_page: OpenPage, kitelog: Kitelog) -> AppTest:
    return open_page("transfer.py", contact=dad(kitelog))


def typed(app: AppTest, field: str, value: str) -> None:
    """Types what a select box does not know yet; AppTest itself only chooses."""
    box = app.selectbox(key=field)
    box.options.append(value)
    box.set_value(value).run()


def to_california(app: AppTest, kitelog: Kitelog, kind: str | None = "state") -> AppTest:
    app.text_input(key=f"{key(kitelog)}.place").set_value("Seaview").run()
    app.selectbox(key=f"{key(kitelog)}.state").set_value("CA").run()
    app.selectbox(key=f"{key(kitelog)}.kind").set_value(kind).run()
    return app


def stored(kitelog: Kitelog, **columns: object) -> None:
    with kitelog.database.write() as session:
        row = {"zone": "America/Los_Angeles", "created_at": NOON, "state": "CA", "kind": "state", **columns}
        session.add(Facility(**row))  # type: ignore[arg-type]


def text(app: AppTest) -> str:
    """What the page says, without the marks that keep markdown from reading it."""
    return shown(app).replace("\\", "").replace("\u2060", "")


def test_a_move_is_told_before_it_is_saved(family: Kitelog, clock: FixedClock, open_page: OpenPage) -> None:
    log_sent(family, dad(family), clock.now() - HOUR)
    app = to_california(opened(open_page, family), family)
    assert not app.exception
    said = text(app)
    assert "Los Angeles time, 3 hours earlier than at Lakeside." in said
    assert "The holidays of California do not count there." in said
    assert "It is one of these: Securus eMessaging and GettingOut. Ask which one." in said or (
        "It is one of these: GettingOut and Securus eMessaging. Ask which one." in said
    )
    assert "Getting connected starts anew once the provider is known." in said
    assert "1 message waits and is counted anew" in said
    assert len(detail(family).stays) == 1


@pytest.mark.usefixtures("state_prison")
def test_a_saved_move_shows_the_new_place_and_what_stays_behind(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    family.contacts.edit(dad(family), ContactEntry("Dad", "A12345", provider="JPay"))
    log_sent(family, dad(family), clock.now() - HOUR)
    bought = PurchaseEntry(
        provider_id(family), "stamps", clock.now() - timedelta(days=30), Decimal(12), units=40, unit="stamp"
    )
    family.spend.log_purchase(bought)
    app = to_california(opened(open_page, family), family)
    typed(app, f"{key(family)}.provider", "GettingOut")
    app.text_input(key=f"{key(family)}.number").set_value("B2").run()
    press(app, "Save the move")
    assert app.title[0].value.replace("\\", "") == "Dad is at Seaview, California now"
    said = text(app)
    assert "1 message with JPay has no answer yet. It may not be passed on." in said
    assert "Look with JPay what is left: 40 stamps were bought since Sat 24 Oct 2026." in said
    assert "The account with JPay stays open." in said
    assert "The number •••345 is of Ohio" in said
    card = detail(family).card
    assert card.provider is not None
    assert (card.provider.name, card.id_number, card.agency) == ("GettingOut", "B2", "ca")


def test_a_move_is_undone_as_a_whole_and_the_form_is_there_again(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    sent = log_sent(family, dad(family), clock.now() - HOUR)
    before, due = detail(family).card, family.messages.detail(sent).card.due_at
    app = to_california(opened(open_page, family), family)
    press(app, "Save the move")
    assert detail(family).card.provider is None
    press(app, "Undo")
    after = detail(family).card
    assert (after.stay, after.provider, after.agency) == (before.stay, before.provider, before.agency)
    assert family.messages.detail(sent).card.due_at == due
    assert "Taken back." in text(app)
    assert "Where is Dad now?" in app.title[0].value.replace("\\", "")


def test_a_move_without_a_place_or_before_the_last_stay_is_a_sentence(
    family: Kitelog, open_page: OpenPage
) -> None:
    app = press(opened(open_page, family), "Save the move")
    assert "Say where they are now" in app.error[0].value
    to_california(app, family)
    app.date_input(key=f"{key(family)}.day").set_value(date(2001, 1, 1)).run()
    assert "lies before the last stay" in app.error[0].value
    press(app, "Save the move")
    assert len(detail(family).stays) == 1


def test_a_closed_facility_asks_whether_they_are_really_there(family: Kitelog, open_page: OpenPage) -> None:
    stored(family, name="Old Prison", status="closed", source_id="1")
    app = opened(open_page, family)
    app.text_input(key=f"{key(family)}.place").set_value("old prison").run()
    press(app, literal("Old Prison · California (closed)"))
    assert "The list of facilities says that Old Prison is closed." in text(app)
    press(app, "Save the move")
    assert "is closed" in app.error[0].value
    app.checkbox(key=f"{key(family)}.confirmed").check().run()
    press(app, "Save the move")
    assert detail(family).stays[0].facility.name == "Old Prison"


@pytest.mark.usefixtures("state_prison")
def test_a_return_offers_the_old_number_again(family: Kitelog, open_page: OpenPage) -> None:
    family.contacts.edit(dad(family), ContactEntry("Dad", "A1", provider="JPay"))
    family.contacts.transfer(dad(family), FacilityEntry("San Quentin", "CA", "state"), id_number="B2")
    app = press(opened(open_page, family), literal("Lakeside, Ohio"))
    assert app.text_input(key=f"{key(family)}.number").value == "A1"
    press(app, "Save the move")
    assert detail(family).card.id_number == "A1"


def test_who_was_in_transit_arrives_on_an_earlier_day(family: Kitelog, open_page: OpenPage) -> None:
    family.contacts.end_stay(dad(family), "in transit", date(2026, 11, 16))
    app = to_california(opened(open_page, family), family)
    assert "in transit, last at Lakeside, Ohio" in text(app)
    app.date_input(key=f"{key(family)}.day").set_value(date(2026, 11, 18)).run()
    press(app, "Save the move")
    assert detail(family).stays[0].from_day == date(2026, 11, 18)


@pytest.mark.usefixtures("state_prison")
def test_the_same_agency_asks_for_no_number_and_keeps_the_connection(
    family: Kitelog, open_page: OpenPage
) -> None:
    family.contacts.edit(dad(family), ContactEntry("Dad", "A1", provider="GettingOut"))
    app = opened(open_page, family)
    app.text_input(key=f"{key(family)}.place").set_value("Riverside").run()
    app.selectbox(key=f"{key(family)}.state").set_value("OH").run()
    app.selectbox(key=f"{key(family)}.kind").set_value("state").run()
    assert f"{key(family)}.number" not in [field.key for field in app.text_input]
    assert "Getting connected is kept: the same provider and agency." in text(app)
    press(app, "Save the move")
    assert "Nothing: the provider and the number are the same." in text(app)
    assert detail(family).card.id_number == "A1"


def test_a_place_that_only_the_catalogue_knows_is_found_by_its_old_name(
    family: Kitelog, open_page: OpenPage
) -> None:
    app = opened(open_page, family)
    app.text_input(key=f"{key(family)}.place").set_value("San Quentin State Prison").run()
    app.button(key=f"{key(family)}.found.0").click().run()
    assert app.selectbox(key=f"{key(family)}.state").value == "CA"
    press(app, "Save the move")
    assert "San Quentin" in detail(family).stays[0].facility.name
    assert detail(family).stays[0].facility.zone == "America/Los_Angeles"


def test_another_change_begins_with_an_empty_form(family: Kitelog, open_page: OpenPage) -> None:
    app = to_california(opened(open_page, family), family)
    press(app, "Save the move")
    press(app, "Enter another change")
    assert app.text_input(key=f"{key(family)}.place").value == ""


def test_without_an_address_the_page_asks_who_moved(family: Kitelog, open_page: OpenPage) -> None:
    assert open_page("transfer.py").title[0].value == "Who moved?"


@pytest.mark.parametrize(
    "address", [{"contact": "999"}, {"contact": "²"}, {"facility": "999"}, {"facility": "x"}]
)
def test_an_address_of_nobody_is_a_sentence(
    family: Kitelog, open_page: OpenPage, address: dict[str, str]
) -> None:
    app = open_page("transfer.py", **address)
    assert not app.exception
    assert "no longer there" in app.error[0].value


def test_a_change_of_provider_reaches_everybody_there_and_is_undone(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    add_contact(family, "Cousin")
    log_sent(family, dad(family), clock.now() - HOUR)
    place = detail(family).stays[0].facility.id
    app = open_page("transfer.py", facility=place)
    assert "It becomes the provider of Cousin and Dad." in text(app)
    press(app, "Save the change")
    assert "Say who told you" in app.error[0].value or "name is missing" in app.error[0].value
    typed(app, "transfer.provider.provider", "Securus eMessaging")
    app.text_input(key="transfer.provider.source").set_value("A letter").run()
    press(app, "Save the change")
    assert app.title[0].value == "2 people have Securus eMessaging now"
    assert "1 message with JPay has no answer yet." in text(app)
    now_with = {card.provider.name for card in family.contacts.cards() if card.provider}
    assert now_with == {"Securus eMessaging"}
    press(app, "Undo")
    assert {card.provider.name for card in family.contacts.cards() if card.provider} == {"JPay"}
    assert [row.name for row in family.directory.answer(place).providers if row.told] == []


@pytest.mark.usefixtures("state_prison")
def test_a_change_for_all_of_an_agency_reaches_its_other_places(family: Kitelog, open_page: OpenPage) -> None:
    elsewhere = FacilityEntry("Riverside", "OH", "state")
    cousin = family.contacts.add(ContactEntry("Cousin", facility=elsewhere, provider="JPay"))
    app = open_page("transfer.py", facility=detail(family).stays[0].facility.id)
    assert "It becomes the provider of Dad." in text(app)
    app.radio(key="transfer.provider.scope").set_value("agency").run()
    typed(app, "transfer.provider.provider", "Securus eMessaging")
    app.text_input(key="transfer.provider.source").set_value("A letter").run()
    press(app, "Save the change")
    card = family.contacts.detail(cousin).card
    assert card.provider is not None
    assert card.provider.name == "Securus eMessaging"


def test_a_change_to_come_says_from_when(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("transfer.py", agency="oh")
    typed(app, "transfer.provider.provider", "Securus eMessaging")
    app.text_input(key="transfer.provider.source").set_value("A letter").run()
    app.date_input(key="transfer.provider.since").set_value(date(2026, 12, 1)).run()
    press(app, "Save the change")
    assert app.title[0].value == "Securus eMessaging from Tue 1 Dec 2026"


def test_what_people_typed_shows_to_the_letter(
    kitelog: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    kitelog.household.add_member("Mom")
    place = FacilityEntry(HOSTILE, "OH", "state")
    contact = kitelog.contacts.add(ContactEntry(HOSTILE, HOSTILE, place, HOSTILE, date(2025, 1, 1)))
    kitelog.messages.log_sent(Entry(contact, provider_id(kitelog, HOSTILE), clock.now() - HOUR))
    app = open_page("transfer.py", contact=contact)
    for step in ("found", "form", "saved"):
        if step == "found":
            app.text_input(key=f"transfer.{contact}.place").set_value(f"{HOSTILE} two").run()
        elif step == "form":
            if f"transfer.{contact}.typed" in [button.key for button in app.button]:
                app.button(key=f"transfer.{contact}.typed").click().run()
            app.selectbox(key=f"transfer.{contact}.state").set_value("CA").run()
        else:
            press(app, "Save the move")
        assert not app.exception
        sinks = [*app.markdown, *app.title, *app.subheader, *app.error, *app.warning]
        labels = [button.label for button in app.button]
        assert not [shown for shown in [*(sink.value for sink in sinks), *labels] if HOSTILE in shown]


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        ([], "No message waits for an answer."),
        ([(NOON, NOON)], "1 message waits and is counted anew: due as before."),
        ([(NOON, NOON + HOUR)], "1 message waits and is counted anew: due 1 hour later."),
        (
            [(NOON, NOON - 3 * HOUR), (NOON, NOON + 50 * HOUR)],
            "2 messages wait and are counted anew: due from 3 hours earlier to 2 days and 2 hours later.",
        ),
        ([(NOON, NOON), (NOON, NOON + HOUR)], "counted anew: due up to 1 hour later."),
        ([(NOON, NOON), (NOON, NOON - HOUR)], "counted anew: due up to 1 hour earlier."),
        ([(NOON, NOON), (NOON, None)], "due as before and the clock stands still there."),
        ([(None, NOON)], "the clock runs again, due Mon 23 Nov, 7:40 AM."),
    ],
)
def test_how_due_times_move_is_one_sentence(
    family: Kitelog, moves: list[tuple[datetime | None, datetime | None]], words: str
) -> None:
    assert family
    told = list(due_words(tuple(DueMove(1, was, will) for was, will in moves), "America/New_York"))
    assert len(told) == 1
    assert told[0].endswith(words)


def test_a_span_is_days_hours_and_minutes() -> None:
    assert span_words(timedelta(minutes=45)) == "45 minutes"
    assert span_words(timedelta(days=1, hours=1, minutes=5)) == "1 day and 1 hour"
    assert span_words(timedelta(seconds=5)) == "less than a minute"
