"""Correcting, deleting and restoring messages, on both databases."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.world import World, eastern
from tracker.errors import ConflictError, NotFoundError
from tracker.messages import Entry

MONDAY = eastern("2026-11-02 10:00")


def entry(world: World, contact_id: int, **more: object) -> Entry:
    return Entry(**({"contact_id": contact_id, "provider_id": world.provider(), "at": MONDAY} | more))


def test_an_edit_keeps_what_was_there_before(world: World) -> None:
    dad = world.contact()
    logged = world.sent(dad, MONDAY, cost=Decimal("0.15"))
    world.messages.edit(logged.message_id, entry(world, dad, cost=Decimal("0.30")))
    assert world.message(logged.message_id).cost == Decimal("0.30")
    (correction,) = [event for event in world.events(logged.message_id) if event.kind == "corrected"]
    assert correction.note == "cost: 0.1500 > 0.30"


def test_an_edit_that_changes_nothing_leaves_no_correction(world: World) -> None:
    dad = world.contact()
    logged = world.sent(dad, MONDAY)
    world.messages.edit(logged.message_id, entry(world, dad))
    assert [event.kind for event in world.events(logged.message_id)] == ["sent"]


@pytest.mark.parametrize("hours", [-30, 30])
def test_another_time_moves_the_first_step_and_the_deadline(world: World, hours: int) -> None:
    dad = world.contact()
    logged = world.sent(dad, MONDAY)
    moved = MONDAY + timedelta(hours=hours)
    world.messages.edit(logged.message_id, entry(world, dad, at=moved))
    message, (first, *_) = world.message(logged.message_id), world.events(logged.message_id)
    assert message.at == first.at == first.sent_at == moved
    assert message.due_at == world.messages.preview(dad, world.provider(), moved).due_at
    assert message.wait == 2


def test_a_message_cannot_be_moved_past_its_own_news(world: World) -> None:
    dad = world.contact()
    logged = world.sent(dad, MONDAY)
    world.news(logged.message_id, "delivered", MONDAY + timedelta(hours=2))
    with pytest.raises(ConflictError, match="steps already logged"):
        world.messages.edit(logged.message_id, entry(world, dad, at=MONDAY + timedelta(hours=3)))
    assert world.message(logged.message_id).at == MONDAY


def test_a_reply_cannot_be_moved_before_what_it_answers(world: World) -> None:
    dad = world.contact()
    logged = world.sent(dad, MONDAY)
    reply = world.reply(dad, MONDAY + timedelta(hours=5), [logged.message_id])
    with pytest.raises(ConflictError):
        world.messages.edit(reply.message_id, entry(world, dad, at=MONDAY))
    world.messages.edit(reply.message_id, entry(world, dad, at=MONDAY + timedelta(hours=1)))
    answered = next(event for event in world.events(logged.message_id) if event.kind == "answered")
    assert answered.at == MONDAY + timedelta(hours=1)


def test_an_answered_message_keeps_its_contact(world: World) -> None:
    dad, cousin = world.contact(), world.contact("Cousin")
    logged = world.sent(dad, MONDAY)
    world.reply(dad, MONDAY + timedelta(hours=5), [logged.message_id])
    with pytest.raises(ConflictError):
        world.messages.edit(logged.message_id, entry(world, cousin))


def test_a_message_logged_for_the_wrong_person_moves_to_the_right_one(world: World) -> None:
    dad, cousin = world.contact(), world.contact("Cousin")
    logged = world.sent(dad, MONDAY)
    world.messages.edit(logged.message_id, entry(world, cousin))
    assert [card.id for card in world.messages.waiting_for(cousin)] == [logged.message_id]
    assert {event.contact_id for event in world.events(logged.message_id)} == {cousin}


def test_deleting_takes_the_message_and_its_flag_away_and_restoring_brings_them_back(world: World) -> None:
    logged = world.sent(world.contact(), MONDAY)
    world.messages.delete(logged.message_id)
    assert world.messages.count() == 0
    assert [flag.ended_by for flag in world.overdue.flags()] == ["deleted"]
    world.messages.restore(logged.message_id)
    assert world.messages.count() == 1
    assert sorted(flag.state for flag in world.overdue.flags()) == ["cleared", "open"]
    kinds = [event.kind for event in world.events(logged.message_id)]
    assert kinds == ["sent", "deleted", "restored"]


def test_deleting_a_reply_lets_its_messages_wait_again_and_restoring_answers_them(world: World) -> None:
    dad = world.contact()
    logged = world.sent(dad, MONDAY)
    reply = world.reply(dad, MONDAY + timedelta(hours=5), [logged.message_id])
    world.messages.delete(reply.message_id)
    assert world.message(logged.message_id).due_at == eastern("2026-11-04 10:00")
    world.messages.restore(reply.message_id)
    assert world.message(logged.message_id).state == "answered"


def test_what_was_not_deleted_cannot_be_restored(world: World) -> None:
    logged = world.sent(world.contact(), MONDAY)
    with pytest.raises(NotFoundError):
        world.messages.restore(logged.message_id)


def test_a_deleted_message_cannot_be_edited_or_deleted_again(world: World) -> None:
    dad = world.contact()
    logged = world.sent(dad, MONDAY)
    world.messages.delete(logged.message_id)
    with pytest.raises(NotFoundError):
        world.messages.delete(logged.message_id)
    with pytest.raises(NotFoundError):
        world.messages.edit(logged.message_id, entry(world, dad))


def test_a_step_logged_by_mistake_is_taken_back_and_kept(world: World) -> None:
    logged = world.sent(world.contact(), MONDAY)
    world.news(logged.message_id, "rejected", MONDAY + timedelta(hours=5))
    (rejected,) = [event for event in world.events(logged.message_id) if event.kind == "rejected"]
    world.messages.withdraw(rejected.id or 0)
    message = world.message(logged.message_id)
    assert (message.state, message.lost, message.wait) == ("sent", False, 2)
    kept = [event.kind for event in world.events(logged.message_id) if event.withdrawn_at]
    assert kept == ["rejected"]


def test_the_sending_itself_cannot_be_taken_back(world: World) -> None:
    logged = world.sent(world.contact(), MONDAY)
    (first,) = world.events(logged.message_id)
    with pytest.raises(NotFoundError):
        world.messages.withdraw(first.id or 0)


def test_what_a_reply_answers_can_be_corrected_to_and_fro(world: World) -> None:
    dad = world.contact()
    first, second = (world.sent(dad, MONDAY + timedelta(hours=hour)) for hour in (0, 1))
    reply = world.reply(dad, MONDAY + timedelta(hours=5), [first.message_id])
    for answered, waiting in ((second, first), (first, second)):
        world.messages.set_answers(reply.message_id, [answered.message_id])
        assert world.message(answered.message_id).state == "answered"
        assert world.message(waiting.message_id).state == "sent"
    detail = world.messages.detail(reply.message_id)
    assert [card.id for card in detail.answers] == [first.message_id]
