"""The Messages page: rows, filters in the address, paging by key, one message opened."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, add_contact, log_sent, press, provider_id, shown
from tracker.kitelog import Kitelog
from tracker.messages import Entry, MessageDetail

HOSTILE = "**b** $x$ :red[x] ![](http://x/t.png) <b> `code` [l](http://x) :material/home:"


def dad(kitelog: Kitelog) -> int:
    return next(key for key, name in kitelog.contacts.names().items() if name == "Dad")


def ago(clock: FixedClock, **span: float) -> datetime:
    return clock.now() - timedelta(**span)


def opened(kitelog: Kitelog, message_id: int) -> MessageDetail:
    return kitelog.messages.detail(message_id)


def link_named(app: AppTest, label: str) -> Any:
    return next((link for link in app.get("page_link") if link.label == label), None)


def follow(app: AppTest, label: str) -> AppTest:
    """What the browser does with a link to the page that is open: the same page with the link's address."""
    params = parse_qs(link_named(app, label).proto.query_string)
    app.query_params.clear()
    app.query_params.update(params)
    return app.run()


def rows(app: AppTest) -> list[str]:
    """The labels of the rows, in their order."""
    return [link.label for link in app.get("page_link") if link.label.startswith(("To ", "From "))]


def notes(app: AppTest) -> list[str]:
    """The notes shown, which the tests number."""
    return [text.value for text in app.text if text.value.startswith("note ")]


def test_a_family_without_messages_is_led_to_the_first(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("messages.py")
    assert app.title[0].value == "No message waits for an answer"
    assert "Every message you log will stand here" in shown(app)
    assert "Log the first message" in shown(app)


def test_rows_stand_newest_first_with_who_which_way_when_state_and_note(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    first = log_sent(family, dad(family), ago(clock, hours=5), note="note 1\nsecond line")
    reply = Entry(dad(family), provider_id(family), ago(clock, hours=1), note="note 2")
    family.messages.log_reply(reply, [first])
    app = open_page("messages.py")
    assert rows(app) == ["From Dad", "To Dad"]
    assert notes(app) == ["note 2", "note 1"]
    text = shown(app)
    assert "Mon 23 Nov, 6:40 AM with JPay" in text
    assert "by Mom" in text
    assert "Answered" in text
    assert "Received" in text


def test_filters_stand_in_the_address_and_survive_a_reload(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    aunt = add_contact(family, "Aunt", "GettingOut")
    log_sent(family, dad(family), ago(clock, hours=5), note="note dad")
    log_sent(family, aunt, ago(clock, hours=4), note="note aunt")
    app = open_page("messages.py")
    app.selectbox(key="messages.filter.contact").set_value(aunt).run()
    assert app.query_params["contact"] == str(aunt)
    assert notes(app) == ["note aunt"]
    again = open_page("messages.py", contact=aunt)
    assert again.selectbox(key="messages.filter.contact").value == aunt
    assert notes(again) == ["note aunt"]


def test_each_filter_finds_its_messages(family: Kitelog, clock: FixedClock, open_page: OpenPage) -> None:
    contact, me = dad(family), family.household.members()[0].id
    answered = log_sent(family, contact, ago(clock, days=20), note="note old")
    family.messages.log_reply(
        Entry(contact, provider_id(family), ago(clock, days=19), note="note reply"), [answered]
    )
    waiting = log_sent(family, contact, ago(clock, hours=2), note="note new")
    gone = log_sent(family, contact, ago(clock, hours=3), note="note gone")
    family.messages.delete(gone)
    assert notes(open_page("messages.py", state="waiting")) == ["note new"]
    assert notes(open_page("messages.py", state="answered")) == ["note old"]
    assert notes(open_page("messages.py", state="received")) == ["note reply"]
    assert notes(open_page("messages.py", state="deleted")) == ["note gone"]
    assert notes(open_page("messages.py", q="NEW")) == ["note new"]
    assert notes(open_page("messages.py", since="2026-11-01", until="2026-11-04")) == [
        "note reply",
        "note old",
    ]
    assert notes(open_page("messages.py", member=me)) == ["note new", "note old"]
    assert notes(open_page("messages.py", provider=provider_id(family))) == [
        "note new",
        "note reply",
        "note old",
    ]
    assert waiting


def test_show_all_takes_every_filter_away(family: Kitelog, clock: FixedClock, open_page: OpenPage) -> None:
    log_sent(family, dad(family), ago(clock, hours=2), note="note new")
    app = open_page("messages.py", state="deleted", q="nothing")
    assert app.title[0].value == "Nothing found"
    press(app, "Show all")
    assert notes(app) == ["note new"]
    assert "q" not in app.query_params
    assert "state" not in app.query_params


@pytest.mark.parametrize(
    "params",
    [
        {"contact": "'; drop table message"},
        {"contact": "9" * 40},
        {"contact": "999", "provider": "999", "member": "999"},
        {"state": "<b>"},
        {"since": "0000-00-00"},
        {"until": "9999-12-31"},
        {"before": "x-y"},
        {"before": "99999999999999999-999999999999999999"},
        {"provider": "-1", "member": "³"},
    ],
)
def test_an_address_that_makes_no_sense_shows_what_there_is(
    family: Kitelog, clock: FixedClock, open_page: OpenPage, params: dict[str, str]
) -> None:
    log_sent(family, dad(family), ago(clock, hours=2), note="note new")
    app = open_page("messages.py", **params)
    assert not app.exception
    assert notes(app) == ["note new"]


def test_a_text_that_no_database_keeps_is_refused_in_a_sentence(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("messages.py", q="a\x00b")
    assert not app.exception
    assert "cannot be kept" in app.error[0].value


def test_a_period_in_the_wrong_order_is_said(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("messages.py", since="2026-11-10", until="2026-11-01")
    assert "ends before it begins" in app.error[0].value


def test_paging_across_equal_times_loses_none_and_repeats_none(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    at = ago(clock, hours=3)
    for number in range(60):
        log_sent(family, dad(family), at, note=f"note {number}")
    app = open_page("messages.py")
    seen = notes(app)
    assert len(seen) == 25
    while link_named(app, "Older"):
        follow(app, "Older")
        seen += notes(app)
    assert seen == [f"note {number}" for number in reversed(range(60))]
    follow(app, "Newest")
    assert notes(app) == seen[:25]
    assert "before" not in app.query_params


def test_a_page_further_down_survives_a_reload_while_new_messages_come(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    for number in range(30):
        log_sent(family, dad(family), ago(clock, hours=3), note=f"note {number}")
    app = follow(open_page("messages.py"), "Older")
    older = notes(app)
    log_sent(family, dad(family), ago(clock, hours=1), note="note newer")
    assert notes(open_page("messages.py", before=app.query_params["before"])) == older


def test_what_people_typed_shows_to_the_letter(
    kitelog: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    kitelog.household.add_member(HOSTILE)
    contact = add_contact(kitelog, HOSTILE, HOSTILE)
    by = kitelog.household.members()[0].id
    entry = Entry(contact, provider_id(kitelog, HOSTILE), ago(clock, hours=2), by, note=HOSTILE, body=HOSTILE)
    ref = kitelog.messages.log_sent(entry).ref
    for app in (open_page("messages.py"), open_page("messages.py", open=ref)):
        assert not app.exception
        assert HOSTILE in [text.value for text in app.text]
        sinks = [*app.title, *app.markdown, *app.subheader, *app.caption]
        assert not [sink.value for sink in sinks if HOSTILE in sink.value]
        assert not [link.label for link in app.get("page_link") if HOSTILE in link.label]


def test_two_people_of_one_name_are_told_apart_in_the_filter(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    from tracker.contacts import ContactEntry

    family.contacts.add(ContactEntry("Dad", "12345-678", provider="JPay"))
    options = open_page("messages.py").selectbox(key="messages.filter.contact").options
    assert options == ["Dad", "Dad (2)"]


def test_the_filter_stays_when_a_message_is_opened_and_left(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    sent = log_sent(family, dad(family), ago(clock, hours=5), note="note 1")
    app = open_page("messages.py", open=opened(family, sent).card.ref, state="waiting")
    assert notes(app) == ["note 1"]
    follow(app, "All messages")
    assert app.query_params["state"] == "waiting"
    assert "open" not in app.query_params
    assert "turn" not in app.query_params
    assert rows(app) == ["To Dad"]
