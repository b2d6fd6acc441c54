"""What to do next is said in a sentence: the catalogue's own where it has one."""

from dataclasses import replace
from datetime import date

import pytest

from storage.tables import Provider
from tests.clock import NOON
from tracker.contacts.connecting.rules import FAMILY_STARTS, INSIDE_STARTS, Progress, State
from tracker.contacts.connecting.service import Service, service_at
from tracker.contacts.connecting.words import next_words, short_words
from tracker.directory import PlaceFacts
from tracker.directory.answer import answer
from tracker.directory.catalogue.read import catalogue
from tracker.directory.said.told import Told

DAY = date(2026, 11, 23)
FEDERAL = PlaceFacts("FCI Elkton", "OH", kind="federal")
MONTANA = PlaceFacts("Montana State Prison", "MT", kind="state")
GEORGIA = PlaceFacts("Hays State Prison", "GA", kind="state")
NEW_YORK = PlaceFacts("Attica Correctional Facility", "NY", kind="state")
COUNTY = PlaceFacts("Lake County Jail", "OH", kind="county", county="Lake")


def service(provider: str, place: PlaceFacts | None, kind: str = "electronic") -> Service:
    there = answer(catalogue(), place, Told(), DAY) if place else None
    return service_at(catalogue(), Provider(name=provider, kind=kind, created_at=NOON), there, DAY)


def words(provider: str, place: PlaceFacts | None, step: str, state: State = "waiting") -> str:
    return next_words(Progress((), step, state), provider, "Dad", service(provider, place).answer)


def test_a_federal_prison_waits_for_the_identification_code() -> None:
    assert service("CorrLinks", FEDERAL).starts == "inside"
    told = words("CorrLinks", FEDERAL, "invited")
    assert "identification code" in told
    assert "they add it" in told
    assert "CorrLinks" in told


def test_georgia_tells_when_the_list_can_change() -> None:
    assert "May and November" in words("JPay", GEORGIA, "invited")
    assert "exactly the name" in words("JPay", GEORGIA, "account")


def test_montana_warns_against_an_account_before_the_invitation() -> None:
    assert service("GettingOut", MONTANA).starts == "inside"
    assert "do not open an account before" in words("GettingOut", MONTANA, "invited")
    assert "account" not in words("GettingOut", NEW_YORK, "approved")


def test_the_note_on_lists_is_told_where_the_catalogue_has_no_sentence_of_the_step() -> None:
    found = replace(service("JPay", GEORGIA).answer, steps=())
    told = next_words(Progress((), "approved", "waiting"), "JPay", "Dad", found)
    assert told == f"Wait until the facility approves you at JPay. {found.list_note}"


def test_the_provider_is_told_by_its_own_sentences_where_the_place_is_not_known() -> None:
    found = service("CorrLinks", None)
    assert (found.starts, found.served) == ("inside", True)
    assert "identification code" in words("CorrLinks", None, "invited")


def test_who_must_start_is_asked_where_nobody_knows() -> None:
    found = service("Our own service", COUNTY)
    assert (found.starts, found.served) == (None, True)
    told = words("Our own service", COUNTY, "account")
    assert told == "Ask the facility who must start, you or Dad. Make an account at Our own service."
    assert "Ask the facility" not in words("JPay", NEW_YORK, "account")


def test_a_place_that_uses_another_provider_says_which() -> None:
    assert not service("GettingOut", NEW_YORK).served
    told = words("GettingOut", NEW_YORK, "found", "not started")
    assert told.startswith("Attica Correctional Facility uses ")
    assert "JPay" in told
    assert "not GettingOut" in told


def test_another_name_of_the_same_login_serves_too() -> None:
    assert service("ConnectNetwork", MONTANA).served
    assert service("getting out", MONTANA).served
    assert service("Postal mail", NEW_YORK, "postal").served


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (None, "Find out which provider the place of Dad uses."),
        (COUNTY, "Find out which provider the place of Dad uses."),
        (MONTANA, "Montana State Prison uses GettingOut."),
        (PlaceFacts("", "OH", agency="us-bop"), "The place of Dad uses CorrLinks."),
    ],
)
def test_without_a_provider_the_place_says_what_it_knows(place: PlaceFacts | None, expected: str) -> None:
    found = answer(catalogue(), place, Told(), DAY) if place else None
    assert next_words(Progress((), "found", "not started"), "", "Dad", found) == expected


def test_several_providers_are_named_to_ask_about() -> None:
    found = answer(catalogue(), NEW_YORK, Told(), DAY)
    told = next_words(Progress((), "found", "not started"), "", "Dad", found)
    assert told.startswith("Attica Correctional Facility uses one of these: JPay")
    assert told.endswith("Ask the facility which.")


@pytest.mark.parametrize("state", ["denied", "revoked", "blocked"])
def test_what_stands_against_it_says_whom_to_ask(state: State) -> None:
    progress = Progress((), "approved", state)
    assert "sk " in next_words(progress, "JPay", "Dad", None)
    assert "ask" in short_words(progress, "JPay")


def test_short_words_follow_a_name_and_a_colon() -> None:
    assert (
        short_words(Progress((), "invited", "not started"), "CorrLinks")
        == "wait for the CorrLinks invitation"
    )
    assert short_words(Progress((), "found", "not started"), "") == "find the provider"
    assert short_words(Progress((), "found", "not started"), "JPay") == "check that the place uses JPay"
    assert short_words(Progress((), None, "connected"), "JPay") == ""


@pytest.mark.parametrize("step", sorted({*FAMILY_STARTS, *INSIDE_STARTS}))
def test_every_provider_has_a_sentence_for_every_step(step: str) -> None:
    for listed in catalogue().providers:
        told = words(listed.name, None, step)
        assert told.endswith((".", "?")), (listed.slug, told)
        assert short_words(Progress((), step, "waiting"), listed.name)


def test_the_end_of_the_way_is_said() -> None:
    assert (
        next_words(Progress((), None, "connected"), "JPay", "Dad", None)
        == "You are connected with Dad at JPay."
    )
