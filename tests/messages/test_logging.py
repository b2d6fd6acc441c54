"""Logging messages, replies and news, on both databases."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.world import World, eastern
from tracker.errors import ConflictError, FormTakenError, InvalidInputError, NotFoundError
from tracker.messages import Entry, Filter, News

FRIDAY = eastern("2026-11-06 15:10")


def test_friday_afternoon_is_due_tuesday(world: World) -> None:
    logged = world.sent(world.contact(), FRIDAY)
    assert logged.due_at == eastern("2026-11-10 15:10")
    assert world.message(logged.message_id).wait == 1


def test_news_begins_a_new_wait_counted_from_it(world: World) -> None:
    logged = world.sent(world.contact(), eastern("2026-11-02 10:00"))
    world.news(logged.message_id, "delivered", eastern("2026-11-03 16:00"))
    message = world.message(logged.message_id)
    assert (message.state, message.due_at, message.wait) == ("delivered", eastern("2026-11-05 16:00"), 2)


def test_in_review_moves_neither_deadline_nor_wait(world: World) -> None:
    logged = world.sent(world.contact(), eastern("2026-11-02 10:00"))
    world.news(logged.message_id, "in review", eastern("2026-11-03 16:00"))
    message = world.message(logged.message_id)
    assert (message.state, message.due_at, message.wait) == ("in review", eastern("2026-11-04 10:00"), 1)


def test_delivered_and_read_at_one_instant_are_two_waits(world: World) -> None:
    logged = world.sent(world.contact(), eastern("2026-11-02 10:00"))
    for kind in ("delivered", "read"):
        world.news(logged.message_id, kind, eastern("2026-11-03 16:00"))
    assert world.message(logged.message_id).wait == 3


def test_one_reply_answers_several_messages(world: World) -> None:
    dad = world.contact()
    first, second = (world.sent(dad, eastern(f"2026-11-0{day} 10:00")) for day in (2, 3))
    world.reply(dad, eastern("2026-11-04 09:00"), [first.message_id, second.message_id])
    states = {world.message(logged.message_id).state for logged in (first, second)}
    assert states == {"answered"}
    assert world.messages.waiting_for(dad) == ()


def test_a_reply_may_answer_none(world: World) -> None:
    dad = world.contact()
    sent = world.sent(dad, FRIDAY)
    world.reply(dad, eastern("2026-11-07 09:00"))
    assert world.message(sent.message_id).state == "sent"


def test_a_reply_cannot_come_before_what_it_answers(world: World) -> None:
    dad = world.contact()
    sent = world.sent(dad, FRIDAY)
    for at in (FRIDAY - timedelta(seconds=1), FRIDAY):
        with pytest.raises(ConflictError, match="cannot come before"):
            world.reply(dad, at, [sent.message_id])
    assert len(world.messages.page(Filter()).messages) == 1


def test_a_reply_of_somebody_else_is_refused_and_nothing_is_half_written(world: World) -> None:
    dad, cousin = world.contact("Dad"), world.contact("Cousin")
    sent = world.sent(dad, FRIDAY)
    with pytest.raises(ConflictError, match="same person"):
        world.reply(cousin, eastern("2026-11-07 09:00"), [sent.message_id])
    assert world.messages.count() == 1


def test_a_reply_to_a_message_that_is_gone_is_refused(world: World) -> None:
    dad = world.contact()
    with pytest.raises(NotFoundError):
        world.reply(dad, FRIDAY, [999])


def test_news_before_the_sending_is_refused(world: World) -> None:
    logged = world.sent(world.contact(), FRIDAY)
    with pytest.raises(ConflictError, match="before the message was sent"):
        world.news(logged.message_id, "delivered", FRIDAY - timedelta(minutes=1))


def test_a_received_message_has_no_news(world: World) -> None:
    reply = world.reply(world.contact(), FRIDAY)
    with pytest.raises(ConflictError, match="Only a message you sent"):
        world.news(reply.message_id, "delivered", FRIDAY)


def test_the_same_form_is_taken_once(world: World) -> None:
    entry = Entry(world.contact(), world.provider(), FRIDAY)
    world.messages.log_sent(entry, form="a")
    with pytest.raises(FormTakenError):
        world.messages.log_sent(entry, form="a")
    world.messages.log_sent(entry, form="b")
    assert world.messages.count() == 2


def test_a_refused_form_may_be_sent_again_once_corrected(world: World) -> None:
    dad = world.contact()
    with pytest.raises(InvalidInputError):
        world.messages.log_sent(Entry(dad, world.provider(), FRIDAY, cost=Decimal(-1)), form="a")
    world.messages.log_sent(Entry(dad, world.provider(), FRIDAY, cost=Decimal(1)), form="a")
    assert world.messages.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"cost": Decimal(-3)}, "cost"),
        ({"cost": Decimal("NaN")}, "cost"),
        ({"cost": Decimal("1e400")}, "cost"),
        ({"cost": Decimal("0.00001")}, "cost"),
        ({"characters": -1}, "characters"),
        ({"photos": -1}, "photos"),
        ({"stamps": -1}, "stamps"),
        ({"paid": "later"}, "paid"),
        ({"note": "a\x00b"}, "note"),
        ({"body": "\ud800"}, "body"),
        ({"body": "x" * 1_000_001}, "body"),
    ],
)
def test_an_impossible_value_names_its_field(world: World, change: dict[str, object], field: str) -> None:
    dad = world.contact()
    with pytest.raises(InvalidInputError) as caught:
        world.sent(dad, FRIDAY, **change)
    assert caught.value.field == field
    assert world.messages.count() == 0


def test_five_minutes_ahead_is_a_clock_that_differs_and_more_is_the_future(world: World) -> None:
    dad, provider, now = world.contact(), world.provider(), world.clock.now()
    world.messages.log_sent(Entry(dad, provider, now + timedelta(minutes=5)))
    with pytest.raises(InvalidInputError, match="future"):
        world.messages.log_sent(Entry(dad, provider, now + timedelta(minutes=5, microseconds=1)))


def test_a_backdated_message_that_is_already_overdue_is_flagged_at_once(world: World) -> None:
    world.sent(world.contact(), eastern("2026-11-02 10:00"))
    (flag,) = world.overdue.flags()
    assert (flag.state, flag.due_at) == ("open", eastern("2026-11-04 10:00"))


def test_closing_ends_the_wait_and_reopening_begins_another(world: World) -> None:
    logged = world.sent(world.contact(), FRIDAY)
    world.messages.close(logged.message_id)
    assert world.message(logged.message_id).due_at is None
    again = world.messages.reopen(logged.message_id)
    assert again.due_at == eastern("2026-11-10 15:10")
    assert world.message(logged.message_id).wait == 2


def test_a_waiting_message_cannot_be_reopened(world: World) -> None:
    logged = world.sent(world.contact(), FRIDAY)
    with pytest.raises(ConflictError, match="still waits"):
        world.messages.reopen(logged.message_id)


def test_never_arrived_is_lost_money(world: World) -> None:
    logged = world.sent(world.contact(), FRIDAY)
    world.messages.close(logged.message_id, "never arrived")
    assert world.message(logged.message_id).lost


@pytest.mark.parametrize(("refunded", "lost"), [(None, True), (False, True), (True, False)])
def test_a_rejection_is_lost_unless_refunded(world: World, refunded: bool | None, lost: bool) -> None:
    logged = world.sent(world.contact(), FRIDAY)
    world.news(
        logged.message_id, "rejected", eastern("2026-11-07 09:00"), refunded=refunded, reason="staff review"
    )
    message = world.message(logged.message_id)
    assert (message.state, message.lost, message.refunded) == ("rejected", lost, bool(refunded))


def test_an_unknown_kind_of_news_is_refused(world: World) -> None:
    logged = world.sent(world.contact(), FRIDAY)
    with pytest.raises(InvalidInputError):
        world.messages.log_news(News(logged.message_id, "answered", FRIDAY))


def test_a_refund_belongs_to_an_ending(world: World) -> None:
    logged = world.sent(world.contact(), FRIDAY)
    with pytest.raises(InvalidInputError):
        world.messages.log_news(News(logged.message_id, "delivered", FRIDAY, refunded=True))


@pytest.mark.parametrize("field", ["contact_id", "provider_id", "member_id"])
def test_somebody_who_is_not_there_is_refused(world: World, field: str) -> None:
    values = {"contact_id": world.contact(), "provider_id": world.provider(), "at": FRIDAY, field: 999}
    with pytest.raises(NotFoundError):
        world.messages.log_sent(Entry(**values))


def test_the_last_message_says_what_the_next_uses(world: World) -> None:
    dad = world.contact()
    assert world.messages.last_used(dad).provider_id == world.provider("JPay")
    securus = world.provider("Securus eMessaging")
    world.sent(dad, FRIDAY, provider_id=securus, cost=Decimal("0.25"))
    used = world.messages.last_used(dad)
    assert (used.provider_id, used.cost) == (securus, Decimal("0.25"))


def test_the_preview_is_the_deadline_the_message_then_gets(world: World) -> None:
    dad, provider = world.contact(), world.provider()
    preview = world.messages.preview(dad, provider, FRIDAY)
    assert preview.due_at == world.sent(dad, FRIDAY).due_at
