"""The steps of getting connected: which are done, which is next, and how it stands."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.tables.connecting import CONNECTION_STEPS
from tracker.contacts.connecting.rules import (
    FAMILY_STARTS,
    INSIDE_STARTS,
    POSTAL,
    Progress,
    Taken,
    progress,
    way,
)

MONDAY = date(2026, 11, 2)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
WAYS = (FAMILY_STARTS, INSIDE_STARTS, POSTAL)


def taken(*steps: str) -> list[Taken]:
    """Steps noted one after the other, a day apart."""
    days = [MONDAY + timedelta(days=number) for number in range(len(steps))]
    return [
        Taken(step, day, datetime(day.year, day.month, day.day, 9, tzinfo=UTC), number)
        for number, (step, day) in enumerate(zip(steps, days, strict=True), start=1)
    ]


def at(*steps: str, way: tuple[str, ...] = FAMILY_STARTS, has_message: bool = False) -> Progress:
    return progress(way, taken(*steps), has_message)


@pytest.mark.parametrize(
    ("starts", "invited", "expected"),
    [
        ("family", False, FAMILY_STARTS),
        ("inside", False, INSIDE_STARTS),
        ("either", False, FAMILY_STARTS),
        (None, False, FAMILY_STARTS),
        ("either", True, INSIDE_STARTS),
        (None, True, INSIDE_STARTS),
        ("family", True, FAMILY_STARTS),
    ],
)
def test_who_must_start_decides_the_way_and_an_invitation_where_nobody_knows(
    starts: str | None, invited: bool, expected: tuple[str, ...]
) -> None:
    assert way(starts, invited=invited) == expected


def test_a_letter_needs_nobodys_leave() -> None:
    found = progress(way("inside", postal=True), [], has_message=False)
    assert (found.next, found.state) == ("message", "connected")


@pytest.mark.parametrize(
    ("steps", "next_step", "state"),
    [
        ((), "account", "not started"),
        (("found",), "account", "not started"),
        (("account",), "added", "waiting"),
        (("account", "added"), "approved", "waiting"),
        (("added",), "approved", "waiting"),
        (("account", "added", "approved"), "message", "connected"),
        (("approved",), "message", "connected"),
        (("account", "added", "denied"), "approved", "denied"),
        (("denied",), "approved", "denied"),
        (("account", "added", "denied", "approved"), "message", "connected"),
        (("approved", "revoked"), "approved", "revoked"),
        (("approved", "revoked", "added"), "approved", "revoked"),
        (("approved", "revoked", "invited"), "message", "connected"),
        (("approved", "blocked"), "approved", "blocked"),
    ],
)
def test_where_the_family_starts(steps: tuple[str, ...], next_step: str, state: str) -> None:
    found = at(*steps)
    assert (found.next, found.state) == (next_step, state)


@pytest.mark.parametrize(
    ("steps", "next_step", "state"),
    [
        ((), "invited", "not started"),
        (("invited",), "account", "waiting"),
        (("invited", "account"), "message", "connected"),
        (("account",), "invited", "waiting"),
        (("account", "invited"), "message", "connected"),
        (("approved",), "message", "connected"),
        (("denied",), "invited", "denied"),
        (("denied", "invited"), "account", "waiting"),
        (("invited", "account", "revoked"), "invited", "revoked"),
        (("invited", "account", "revoked", "invited"), "message", "connected"),
    ],
)
def test_where_they_must_start(steps: tuple[str, ...], next_step: str, state: str) -> None:
    found = at(*steps, way=INSIDE_STARTS)
    assert (found.next, found.state) == (next_step, state)


def test_a_place_that_is_known_to_use_another_provider_asks_for_the_right_one_first() -> None:
    unsure = progress(FAMILY_STARTS, [], has_message=False, provider_known=False)
    assert (unsure.next, unsure.state) == ("found", "not started")
    assert progress(FAMILY_STARTS, taken("found"), False, provider_known=False).next == "account"
    assert progress(FAMILY_STARTS, taken("account"), False, provider_known=False).next == "added"


def test_a_message_marks_the_earlier_steps_as_done_without_a_day() -> None:
    found = at("account", has_message=True)
    assert (found.next, found.state) == (None, "connected")
    assert [(row.step, row.derived) for row in found.done] == [
        ("found", True),
        ("account", False),
        ("added", True),
        ("approved", True),
        ("message", True),
    ]
    assert all(row.day is None and row.id is None for row in found.done if row.derived)


def test_a_message_does_not_lift_what_stands_against_it() -> None:
    found = at("approved", "revoked", has_message=True)
    assert (found.next, found.state) == ("approved", "revoked")


def test_a_step_without_a_day_counts_from_the_day_it_was_entered() -> None:
    approved, revoked = taken("approved", "revoked")
    undated = Taken("revoked", None, revoked.entered, revoked.id)
    assert progress(FAMILY_STARTS, [approved, undated], False).state == "revoked"
    later = Taken("approved", MONDAY + timedelta(days=2), approved.entered, 3)
    assert progress(FAMILY_STARTS, [approved, undated, later], False).state == "connected"


def test_of_one_day_the_later_entry_holds() -> None:
    first, second = taken("approved", "denied")
    same_day = [Taken(row.step, MONDAY, row.entered, row.id) for row in (first, second)]
    assert progress(FAMILY_STARTS, same_day, False).state == "denied"


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2026, 11, 23))
ENTRIES = st.integers(0, 300_000).map(lambda minute: NEW_YEAR + timedelta(minutes=minute))
STEPS = st.lists(
    st.builds(Taken, st.sampled_from(CONNECTION_STEPS), DAYS, ENTRIES, st.integers(1, 10**6)), max_size=12
)


@given(st.sampled_from(WAYS), STEPS, st.booleans(), st.booleans())
def test_deriving_never_loses_a_step_that_was_noted_nor_dates_one_that_was_not(
    way: tuple[str, ...], steps: list[Taken], has_message: bool, known: bool
) -> None:
    found = progress(way, steps, has_message, provider_known=known)
    kept = Counter((row.step, row.day, row.id) for row in found.done if not row.derived)
    assert kept == Counter((row.step, row.day, row.id) for row in steps)
    assert all(row.day is None and row.step in way for row in found.done if row.derived)


@given(st.sampled_from(WAYS), STEPS, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter_for_steps_of_different_days(
    way: tuple[str, ...], steps: list[Taken], has_message: bool, random: Random
) -> None:
    dated = list({row.day: row for row in steps if row.day is not None}.values())
    entered = [(row.entered, row.id) for row in dated]
    random.shuffle(entered)
    again = [Taken(row.step, row.day, at, number) for row, (at, number) in zip(dated, entered, strict=True)]
    random.shuffle(again)
    one, other = progress(way, dated, has_message), progress(way, again, has_message)
    assert (one.next, one.state) == (other.next, other.state)
    assert [(row.step, row.day) for row in one.done] == [(row.step, row.day) for row in other.done]


@given(st.sampled_from(WAYS), STEPS, st.booleans())
def test_the_next_step_is_the_first_of_the_way_that_is_not_done(
    way: tuple[str, ...], steps: list[Taken], has_message: bool
) -> None:
    found = progress(way, steps, has_message)
    against = found.state in ("denied", "revoked", "blocked")
    done = {row.step for row in found.done}
    before = way if found.next is None else way[: way.index(found.next)]
    assert set(before) <= done
    # What stands against it takes an approval or an invitation away, however often it was noted.
    assert found.next not in done or (against and found.next in ("approved", "invited"))


@given(st.sampled_from(WAYS), STEPS)
def test_a_message_never_leads_back(way: tuple[str, ...], steps: list[Taken]) -> None:
    without, with_one = progress(way, steps, False), progress(way, steps, True)
    assert with_one.state in ("connected", without.state)
    assert {row.step for row in without.done} <= {row.step for row in with_one.done}


@given(st.sampled_from((FAMILY_STARTS, INSIDE_STARTS)), STEPS, st.sampled_from(("approved", "invited")))
def test_an_approval_after_everything_else_lifts_whatever_stood_against_it(
    way: tuple[str, ...], steps: list[Taken], last: str
) -> None:
    day = date(2026, 11, 24)
    lifted = Taken(last, day, datetime(2026, 11, 24, tzinfo=UTC), 10**7)
    assert progress(way, [*steps, lifted], False).state in ("connected", "waiting")
