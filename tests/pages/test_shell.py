"""Who is here, and that every page opens."""

import pytest

from tests.pages.conftest import OpenPage, press, shown
from tracker.kitelog import Kitelog

PAGES = (
    "log.py",
    "messages.py",
    "contacts.py",
    "overdue.py",
    "spend.py",
    "household.py",
    "find_provider.py",
    "guide.py",
)


def test_a_new_household_is_asked_who_is_there(kitelog: Kitelog, open_page: OpenPage) -> None:
    app = open_page()
    assert app.title[0].value == "Who are you?"
    app.text_input(key="who.name").set_value("Mom")
    press(app, "Start")
    assert [member.name for member in kitelog.household.members()] == ["Mom"]
    assert app.title[0].value == "Who do you write to?"


def test_without_a_name_the_sentence_stands_at_the_field(kitelog: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page(), "Start")
    assert "missing" in app.error[0].value
    assert app.title[0].value == "Who are you?"
    assert kitelog.household.members() == ()


def test_a_name_that_somebody_has_is_refused_and_stays_typed(family: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page(), "Somebody else")
    app.text_input(key="who.name").set_value("Mom")
    press(app, "Start")
    assert "has this name already" in app.error[0].value.replace("\\", "")
    assert app.text_input(key="who.name").value == "Mom"


def test_the_only_member_is_chosen_by_itself(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page()
    assert app.title[0].value == "Nothing is overdue"
    assert app.query_params["me"] == "1"


def test_of_several_members_one_is_chosen_and_kept_over_a_reload(
    family: Kitelog, open_page: OpenPage
) -> None:
    aunt = family.household.add_member("Aunt")
    app = open_page()
    assert app.title[0].value == "Who are you?"
    press(app, "Aunt")
    assert "Aunt is here." in shown(app)
    assert app.query_params["me"] == str(aunt.id)
    assert "Aunt is here." in shown(open_page(me=aunt.id))


@pytest.mark.parametrize("me", ["99", "x", "-1", "١", "1 OR 1=1", ""])
def test_an_address_that_names_nobody_asks_again(family: Kitelog, open_page: OpenPage, me: str) -> None:
    family.household.add_member("Aunt")
    app = open_page(me=me)
    assert not app.exception
    assert app.title[0].value == "Who are you?"


def test_somebody_else_can_take_over(family: Kitelog, open_page: OpenPage) -> None:
    family.household.add_member("Aunt")
    app = open_page(me=1)
    press(app, "Somebody else")
    assert app.title[0].value == "Who are you?"
    press(app, "Aunt")
    assert "Aunt is here." in shown(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_an_empty_household(kitelog: Kitelog, open_page: OpenPage, page: str) -> None:
    kitelog.household.add_member("Mom")
    app = open_page(page)
    assert not app.exception
    assert "Mom is here." in shown(app)


def test_a_database_that_cannot_be_opened_is_told_in_one_sentence(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KITELOG_DATABASE_URL", "mysql://nowhere/kitelog")
    app = open_page()
    assert not app.exception
    assert len(app.error) == 1
