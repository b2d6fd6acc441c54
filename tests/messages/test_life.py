"""What state a message's steps leave it in."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.tables.messages import EVENT_KINDS
from tests.clock import NOON
from tracker.messages.life import ENDINGS, NEVER_ARRIVED, ORDER, RANK, Step, stand

HOUR = timedelta(hours=1)


def steps(*kinds: str) -> list[Step]:
    return [Step(kind, NOON + hour * HOUR) for hour, kind in enumerate(kinds)]


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        (["sent"], "sent"),
        (["sent", "in review"], "in review"),
        (["sent", "delivered"], "delivered"),
        (["sent", "in review", "delivered", "read"], "read"),
        (["sent", "read"], "read"),
        (["sent", "answered"], "answered"),
        (["sent", "delivered", "rejected"], "rejected"),
        (["sent", "returned"], "returned"),
        (["sent", "closed"], "closed"),
        (["received"], "received"),
    ],
)
def test_the_newest_step_is_the_state(kinds: list[str], state: str) -> None:
    assert stand(steps(*kinds)).state == state


def test_steps_count_in_the_order_of_their_own_times_not_of_entry() -> None:
    lived = steps("sent", "in review", "delivered", "rejected")
    assert {stand(order).state for order in permutations(lived)} == {"rejected"}


@pytest.mark.parametrize("later", ["delivered", "read", "answered", "returned", "closed"])
def test_an_ending_step_holds_whatever_comes_after_it(later: str) -> None:
    assert stand(steps("sent", "rejected", later)).state == "rejected"


def test_the_database_knows_the_same_steps_in_the_same_order() -> None:
    assert EVENT_KINDS[: len(ORDER)] == ORDER


def test_a_reopening_brings_back_the_state_before_the_ending() -> None:
    standing = stand(steps("sent", "delivered", "closed", "reopened"))
    assert (standing.state, standing.waiting) == ("delivered", True)
    assert standing.news_at == NOON + HOUR


def test_after_a_reopening_another_ending_holds() -> None:
    assert stand(steps("sent", "closed", "reopened", "answered")).state == "answered"


def test_equal_times_count_in_the_order_of_the_life() -> None:
    assert stand([Step("read", NOON), Step("sent", NOON), Step("delivered", NOON)]).state == "read"
    assert stand([Step("rejected", NOON), Step("answered", NOON), Step("sent", NOON)]).state == "answered"
    assert stand([Step("reopened", NOON), Step("closed", NOON), Step("sent", NOON)]).state == "sent"


def test_in_review_is_no_news() -> None:
    standing = stand(steps("sent", "in review"))
    assert (standing.news_at, standing.waits) == (NOON, 1)


def test_each_news_and_each_reopening_begins_a_wait() -> None:
    assert stand(steps("sent", "in review", "delivered", "read", "closed", "reopened")).waits == 4


def test_rejected_without_a_word_on_refund_is_lost() -> None:
    standing = stand([*steps("sent"), Step("rejected", NOON + HOUR)])
    assert (standing.refunded, standing.lost) == (False, True)


def test_a_refunded_rejection_is_not_lost() -> None:
    standing = stand([*steps("sent"), Step("rejected", NOON + HOUR, refunded=True)])
    assert (standing.refunded, standing.lost) == (True, False)


def test_money_that_comes_back_weeks_after_a_rejection_is_said_by_a_later_step() -> None:
    weeks_later = Step("rejected", NOON + 500 * HOUR, refunded=True)
    standing = stand([*steps("sent"), Step("rejected", NOON + HOUR, "a photo too many"), weeks_later])
    assert (standing.state, standing.since, standing.refunded, standing.lost) == (
        "rejected",
        NOON + HOUR,
        True,
        False,
    )


def test_the_newest_word_on_a_refund_holds_and_a_step_without_one_changes_nothing() -> None:
    told = [Step("rejected", NOON + hour * HOUR, refunded=word) for hour, word in ((1, True), (2, False))]
    silent = Step("closed", NOON + 3 * HOUR, "no answer expected")
    assert stand([*steps("sent"), *told, silent]).lost
    assert not stand([*steps("sent"), told[0], silent]).lost


def test_a_reopened_message_that_ends_again_needs_its_own_word_on_a_refund() -> None:
    first = [*steps("sent"), Step("rejected", NOON + HOUR, refunded=True), Step("reopened", NOON + 2 * HOUR)]
    assert not stand(first).refunded
    assert stand([*first, Step("rejected", NOON + 3 * HOUR)]).lost


def test_closed_is_lost_only_when_it_never_arrived() -> None:
    sent = Step("sent", NOON)
    assert stand([sent, Step("closed", NOON + HOUR, NEVER_ARRIVED)]).lost
    assert not stand([sent, Step("closed", NOON + HOUR, "no answer expected")]).lost


def test_steps_without_a_beginning_are_refused() -> None:
    with pytest.raises(ValueError, match="no state"):
        stand([Step("delivered", NOON)])


@given(st.lists(st.tuples(st.sampled_from(ORDER[2:]), st.integers(0, 5)), max_size=8), st.randoms())
def test_the_order_of_entry_never_matters_and_waiting_is_never_an_ending(
    drawn: list[tuple[str, int]], random: object
) -> None:
    lived = [Step("sent", NOON), *(Step(kind, NOON + hour * HOUR) for kind, hour in drawn)]
    shuffled = list(lived)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    standing = stand(lived)
    assert stand(shuffled) == standing
    assert standing.waiting == (standing.state not in ENDINGS)
    after_reopening = max(((s.at, RANK[s.kind]) for s in lived if s.kind == "reopened"), default=None)
    ended = [
        s
        for s in lived
        if s.kind in ENDINGS and (after_reopening is None or (s.at, RANK[s.kind]) > after_reopening)
    ]
    assert standing.waiting == (not ended)
