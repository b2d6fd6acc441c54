"""Laws of business time, on random calendars."""

from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.business_hours.calendars import clocks, exact_starts, rules, spans, starts
from tests.business_hours.oracle import Oracle
from tracker.business_hours import BusinessClock

NOTHING = timedelta(0)


@settings(max_examples=100, deadline=None)
@given(clocks, exact_starts, spans)
def test_between_takes_back_what_add_gave(clock: BusinessClock, start: datetime, span: timedelta) -> None:
    end = clock.add(start, span)
    assert end >= start
    assert clock.between(start, end) == span
    assert clock.between(end, start) == -span


@settings(max_examples=100, deadline=None)
@given(clocks, exact_starts, spans.filter(bool))
def test_the_result_is_the_first_instant_at_which_the_span_is_used_up(
    clock: BusinessClock, start: datetime, span: timedelta
) -> None:
    just_before = clock.add(start, span) - timedelta(microseconds=1)
    assert clock.between(start, just_before) == span - timedelta(microseconds=1)
    assert clock.is_open(just_before)


@settings(max_examples=100, deadline=None)
@given(clocks, exact_starts, spans, spans)
def test_two_spans_one_after_the_other_are_their_sum(
    clock: BusinessClock, start: datetime, first: timedelta, second: timedelta
) -> None:
    assert clock.add(clock.add(start, first), second) == clock.add(start, first + second)


@settings(max_examples=100, deadline=None)
@given(clocks, exact_starts, exact_starts, spans, spans)
def test_later_sent_or_longer_allowed_is_never_due_earlier(
    clock: BusinessClock, one: datetime, other: datetime, short: timedelta, long: timedelta
) -> None:
    assert clock.add(min(one, other), short) <= clock.add(max(one, other), short)
    assert clock.add(one, min(short, long)) <= clock.add(one, max(short, long))


@settings(max_examples=100, deadline=None)
@given(clocks, exact_starts, exact_starts, exact_starts)
def test_between_adds_up_and_turns_its_sign(
    clock: BusinessClock, one: datetime, two: datetime, three: datetime
) -> None:
    assert clock.between(one, two) + clock.between(two, three) == clock.between(one, three)
    assert clock.between(one, two) == -clock.between(two, one)
    assert NOTHING <= clock.between(min(one, two), max(one, two)) <= abs(one - two)


@settings(max_examples=100, deadline=None)
@given(rules(), exact_starts, exact_starts)
def test_week_and_weekend_share_out_all_time(rule: dict, one: datetime, two: datetime) -> None:
    week = BusinessClock(rule["zone"], weekdays=range(5))
    weekend = BusinessClock(rule["zone"], weekdays=(5, 6))
    assert week.between(one, two) + weekend.between(one, two) == two - one
    assert week.is_open(one) is not weekend.is_open(one)


@settings(max_examples=100, deadline=None)
@given(rules(), exact_starts, exact_starts, spans)
def test_what_was_asked_before_changes_no_answer(
    rule: dict, one: datetime, two: datetime, span: timedelta
) -> None:
    used = BusinessClock(**rule)
    used.between(one, two)
    used.add(two, span)
    assert used.add(one, span) == BusinessClock(**rule).add(one, span)
    assert used.between(two, one) == BusinessClock(**rule).between(two, one)


@settings(max_examples=150, deadline=None)
@given(rules(), starts, st.integers(1, 6000))
def test_as_a_walk_minute_by_minute_finds_it(rule: dict, start: datetime, minutes: int) -> None:
    clock, oracle = BusinessClock(**rule), Oracle(**rule)
    end = start + timedelta(minutes=minutes)
    passed = oracle.minutes(start, end)
    assert clock.between(start, end) == passed
    assert clock.is_open(start) is oracle.is_open(start)
    if passed:
        assert clock.add(start, passed) == oracle.add(start, passed)


@settings(max_examples=80, deadline=None)
@given(clocks, st.lists(exact_starts, max_size=30), spans)
def test_many_at_once_are_one_by_one(clock: BusinessClock, sends: list[datetime], span: timedelta) -> None:
    array = np.array([send.replace(tzinfo=None) for send in sends], dtype="datetime64[us]")
    due = clock.add_many(array, span)
    assert due.dtype == np.dtype("datetime64[us]")
    assert [value.replace(tzinfo=UTC) for value in due.tolist()] == [clock.add(send, span) for send in sends]
    ends = array[::-1]
    pairs = zip(sends, reversed(sends), strict=True)
    assert clock.between_many(array, ends).tolist() == [clock.between(one, two) for one, two in pairs]
