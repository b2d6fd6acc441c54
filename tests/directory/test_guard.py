"""The guard's rules: what warns, what only informs, and what is none of its business."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.directory.small import FACT, SMALL
from tracker.directory.answer import answer
from tracker.directory.cards import PlaceFacts, ToldContract
from tracker.directory.catalogue.model import Catalogue, Contract, Fact, Limit
from tracker.directory.guard.past import turning_days
from tracker.directory.guard.rules import (
    DOUBTFUL,
    Terms,
    Through,
    cautions,
    room,
    terms,
    warns,
)
from tracker.directory.said.told import Told

TODAY = date(2026, 11, 23)
ATTICA = PlaceFacts("Attica Correctional Facility", "NY", kind="state")
ELKTON = PlaceFacts("FCI Elkton", "OH", kind="federal")
ANAMOSA = PlaceFacts("Anamosa State Penitentiary", "IA", kind="state")
JAIL = PlaceFacts("Cook County Jail", "IL", kind="county", county="Cook")
SOME_JAIL = PlaceFacts("Lakeside County Jail", "OH", kind="county", county="Lake")
STILLWATER = PlaceFacts("Stillwater", "MN", kind="state")
DATED = Fact("https://example.org/a", TODAY, "2026-05", "medium")


def held(
    place: PlaceFacts | None,
    provider: str,
    *,
    day: date = TODAY,
    told: Told | None = None,
    catalogue: Catalogue = SMALL,
    **more: object,
) -> Terms:
    there = answer(catalogue, place, told or Told(), day) if place else None
    return terms(catalogue, there, Through(provider, **more), day)  # type: ignore[arg-type]


def rules(found: Terms, characters: int | None = None, photos: int = 0) -> list[tuple[str, str]]:
    return [(caution.rule, caution.level) for caution in cautions(found, characters, photos)]


def with_limit(*limits: Limit) -> Catalogue:
    return replace(SMALL, limits=limits)


def test_another_provider_than_the_places_warns_and_says_what_will_happen() -> None:
    (caution,) = cautions(held(ATTICA, "GettingOut"), None, 0)
    assert (caution.rule, caution.level) == ("wrong provider", "warn")
    assert caution.sentence == (
        "Attica Correctional Facility uses JPay / Securus eMessaging (as of 23 Nov 2026). "
        "A message through GettingOut may not be delivered."
    )


@pytest.mark.parametrize("name", ["JPay", "jpay", "J-Pay", "Securus eMessaging"])
def test_the_current_provider_and_other_names_of_its_account_are_right(name: str) -> None:
    assert rules(held(ATTICA, name)) == []


def test_a_name_that_nobody_knows_is_another_provider() -> None:
    assert rules(held(ATTICA, "Some new app")) == [("wrong provider", "warn")]


def test_corrlinks_is_right_where_the_state_system_of_the_same_account_is() -> None:
    assert rules(held(ANAMOSA, "CorrLinks")) == []
    assert rules(held(ANAMOSA, "JPay")) == [("wrong provider", "warn")]


def test_one_of_several_current_providers_is_right_and_the_others_are_named_as_a_choice() -> None:
    prison = PlaceFacts("San Quentin Rehabilitation Center", "CA", kind="state")
    assert rules(held(prison, "Securus eMessaging")) == rules(held(prison, "GettingOut")) == []
    (caution,) = cautions(held(prison, "JPay"), None, 0)
    assert "uses Securus eMessaging or GettingOut (as of" in caution.sentence


@pytest.mark.parametrize("place", [SOME_JAIL, None])
def test_it_is_silent_while_the_places_provider_is_not_known(place: PlaceFacts | None) -> None:
    assert rules(held(place, "JPay")) == []


@pytest.mark.parametrize("place", [ATTICA, ELKTON, JAIL])
@pytest.mark.parametrize("name", ["Postal mail", "postal mail"])
def test_a_letter_may_go_anywhere_and_be_as_long_as_it_likes(place: PlaceFacts, name: str) -> None:
    assert rules(held(place, name, connection="denied"), 1_000_000, 50) == []


def test_a_letter_by_a_name_of_the_familys_own_is_one_too() -> None:
    assert rules(held(ATTICA, "By hand", postal=True)) == []


def test_a_federal_prison_has_a_sentence_of_its_own() -> None:
    (caution,) = cautions(held(ELKTON, "JPay"), None, 0)
    assert (caution.rule, caution.level) == ("federal", "warn")
    assert caution.sentence == (
        "FCI Elkton is a federal prison, and these use CorrLinks only. "
        "A message through JPay will probably not be delivered."
    )
    assert rules(held(ELKTON, "CorrLinks")) == []


def test_immigration_detention_is_no_prison_of_the_bureau() -> None:
    krome = PlaceFacts("Krome Service Processing Center", "FL", kind="federal")
    assert rules(held(krome, "GettingOut")) == []


def test_what_the_family_was_told_of_a_place_is_what_it_uses() -> None:
    place = replace(SOME_JAIL, id=7)
    told = ToldContract(1, 7, None, "CIDNET", None, "messages", "current", None, None, "the jail", TODAY, "")
    assert rules(held(place, "CIDNET", told=Told((told,)))) == []
    assert rules(held(place, "cidnet", told=Told((told,)))) == []
    assert rules(held(place, "JPay", told=Told((told,)))) == [("wrong provider", "warn")]


def test_the_contract_of_the_messages_own_day_counts() -> None:
    assert rules(held(STILLWATER, "JPay", day=date(2026, 12, 31))) == []
    assert rules(held(STILLWATER, "GettingOut", day=date(2026, 12, 31))) == [("wrong provider", "warn")]


def test_a_contract_that_has_ended_was_right_until_its_last_day() -> None:
    assert rules(held(ATTICA, "GettingOut", day=date(2020, 1, 1))) == []
    assert rules(held(ATTICA, "GettingOut", day=date(2020, 1, 2))) == [("wrong provider", "warn")]


@pytest.mark.parametrize(
    ("dated", "last"),
    [
        ("2023-06-20", date(2023, 6, 19)),
        ("2023-06-31", date(2023, 6, 27)),
        ("2023-06", date(2023, 5, 31)),
        ("2023", date(2022, 12, 31)),
        ("2023-24", date(2022, 12, 31)),
    ],
)
def test_one_that_ended_nobody_knows_when_was_right_until_a_source_said_so(dated: str, last: date) -> None:
    ended = Contract("ny", "gettingout", replace(FACT, source_date=dated), role="ended")
    catalogue = replace(SMALL, contracts=(Contract("ny", "jpay", FACT), ended))
    assert rules(held(ATTICA, "GettingOut", day=last, catalogue=catalogue)) == []
    after = last + timedelta(days=1)
    assert rules(held(ATTICA, "GettingOut", day=after, catalogue=catalogue)) == [("wrong provider", "warn")]
    assert turning_days(catalogue, ()) == (after,)


def test_one_that_ended_without_any_date_is_wrong_on_every_day() -> None:
    ended = Contract("ny", "gettingout", replace(FACT, source_date="undated"), role="ended")
    catalogue = replace(SMALL, contracts=(Contract("ny", "jpay", FACT), ended))
    found = held(ATTICA, "GettingOut", day=date(2001, 1, 1), catalogue=catalogue)
    assert rules(found) == [("wrong provider", "warn")]


def test_a_provider_that_is_taking_over_informs_and_does_not_warn() -> None:
    taking_over = replace(
        SMALL,
        contracts=(Contract("mn", "jpay", FACT), Contract("mn", "gettingout", FACT, role="replacing")),
    )
    (caution,) = cautions(held(STILLWATER, "GettingOut", catalogue=taking_over), None, 0)
    assert (caution.rule, caution.level) == ("wrong provider", "inform")
    assert caution.sentence == (
        "Stillwater is changing from JPay to GettingOut. Ask which of them it has today."
    )


@pytest.mark.parametrize("state", DOUBTFUL)
def test_a_connection_that_is_not_approved_warns(state: str) -> None:
    assert rules(held(ATTICA, "JPay", connection=state)) == [("not approved", "warn")]


@pytest.mark.parametrize("state", ["", "not started", "connected"])
def test_a_connection_of_which_nothing_stands_against_it_is_silent(state: str) -> None:
    assert rules(held(ATTICA, "JPay", connection=state)) == []


def test_a_connection_that_waits_says_for_what() -> None:
    (federal,) = cautions(held(ELKTON, "CorrLinks", connection="waiting"), None, 0)
    assert federal.sentence.startswith("Kitelog knows of no invitation through CorrLinks yet.")
    (state,) = cautions(held(ATTICA, "JPay", connection="waiting"), None, 0)
    assert state.sentence.startswith("Kitelog knows of no approval at JPay yet.")


def test_the_limit_itself_is_still_within_it_and_one_more_is_not() -> None:
    catalogue = with_limit(Limit("characters", 2000, DATED, provider="jpay"))
    found = held(ATTICA, "JPay", catalogue=catalogue)
    assert rules(found, 2000) == rules(found, None) == []
    assert rules(found, 2001) == [("too long", "warn")]
    (caution,) = cautions(found, 2001, 0)
    assert caution.sentence == (
        "JPay takes at most 2,000 characters (source of 2026-05). "
        "A text of 2,001 will probably be cut off or refused."
    )


def test_no_photos_at_all_and_more_than_are_taken_have_words_of_their_own() -> None:
    (none,) = cautions(held(ELKTON, "CorrLinks"), None, 1)
    assert none.sentence.startswith("CorrLinks takes no photos (source of 2026-05).")
    (many,) = cautions(held(ATTICA, "Securus eMessaging"), None, 6)
    assert many.sentence.startswith("Securus eMessaging takes at most 5 photos in a message")
    assert rules(held(ATTICA, "Securus eMessaging"), None, 5) == []


@pytest.mark.parametrize(
    ("dated", "confidence", "warned"),
    [
        ("2026-05", "high", True),
        ("about 2021", "medium", True),
        ("2026-05", "low", False),
        ("", "high", False),
        ("undated", "high", False),
        ("undated (about 2024-25)", "high", False),
    ],
)
def test_only_dated_limits_of_at_least_medium_confidence_warn(
    dated: str, confidence: str, warned: bool
) -> None:
    limit = Limit("photos", 2, Fact("a page", TODAY, dated, confidence), provider="jpay")  # type: ignore[arg-type]
    assert warns(limit) is warned
    (caution,) = cautions(held(ATTICA, "JPay", catalogue=with_limit(limit)), None, 3)
    assert caution.level == ("warn" if warned else "inform")
    assert ("is said to take" in caution.sentence) is not warned


def test_the_limit_of_a_provider_holds_where_its_place_is_not_known_too() -> None:
    found = held(None, "GettingOut")
    assert rules(found, 501) == [("too long", "inform")]
    assert "not confirmed, as of 23 Nov 2026" in cautions(found, 501, 0)[0].sentence


def test_the_limit_of_the_place_is_closer_than_the_providers() -> None:
    general, here = Limit("photos", 5, DATED, provider="jpay"), Limit("photos", 1, DATED, place="ny")
    assert rules(held(ATTICA, "JPay", catalogue=with_limit(general, here)), None, 2) == [
        ("too many photos", "warn")
    ]


def test_a_longer_text_takes_more_stamps_and_that_is_no_warning() -> None:
    found = held(ATTICA, "JPay")
    assert rules(found, 7000) == []
    assert [(room(found, n).units, room(found, n).left) for n in (1, 1260, 6000, 6001, 12000)] == [
        (1, 5999),
        (1, 4740),
        (1, 0),
        (2, 5999),
        (2, 0),
    ]
    assert room(found, 1260).unit == "stamp"


def test_what_is_left_ends_with_the_limit_and_is_nothing_beyond_it() -> None:
    found = held(ATTICA, "GettingOut")
    assert (room(found, 120).units, room(found, 120).left, room(found, 501).left) == (None, 380, None)
    assert room(Terms(), 120).left is None


def test_days_on_which_something_changes_are_the_first_of_a_contract_and_the_one_after_its_last() -> None:
    assert turning_days(SMALL, ()) == (date(2020, 1, 2), date(2027, 1, 1))
