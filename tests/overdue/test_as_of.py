"""What was overdue at an instant that is past, from the steps known by then."""

from datetime import date, timedelta

from tests.world import CALIFORNIA, World, eastern

MONDAY = eastern("2026-11-02 10:00")


def refs(world: World, at: str) -> list[str]:
    return [card.message.ref for card in world.overdue.overdue_at(eastern(at))]


def test_an_answer_that_came_later_does_not_count_yet(world: World) -> None:
    dad = world.contact()
    sent = world.sent(dad, MONDAY)
    world.reply(dad, eastern("2026-11-06 10:00"), [sent.message_id])
    assert refs(world, "2026-11-05 10:00") == [sent.ref]
    assert refs(world, "2026-11-06 10:00") == []
    assert world.overdue.overdue() == ()


def test_news_that_came_later_does_not_count_yet(world: World) -> None:
    sent = world.sent(world.contact(), MONDAY)
    world.news(sent.message_id, "delivered", eastern("2026-11-05 16:00"))
    assert refs(world, "2026-11-05 15:59") == [sent.ref]
    assert refs(world, "2026-11-05 16:00") == []


def test_a_message_sent_later_is_not_there_yet(world: World) -> None:
    world.sent(world.contact(), MONDAY)
    assert refs(world, "2026-11-01 10:00") == []


def test_the_place_is_where_the_contact_was_then(world: World) -> None:
    uncle = world.contact("Uncle")
    sent = world.sent(uncle, eastern("2026-10-24 01:00"))
    world.contacts.transfer(uncle, CALIFORNIA, date(2026, 11, 20))
    assert refs(world, "2026-10-28 00:30") == [sent.ref]
    assert world.message(sent.message_id).due_at == eastern("2026-10-28 01:00")


def test_deleted_messages_never_were_there(world: World) -> None:
    sent = world.sent(world.contact(), MONDAY)
    world.messages.delete(sent.message_id)
    assert refs(world, "2026-11-05 10:00") == []


def test_lateness_has_two_decimals(world: World) -> None:
    world.sent(world.contact(), MONDAY)
    (card,) = world.overdue.overdue_at(eastern("2026-11-04 10:20"))
    assert str(card.late_hours) == "0.33"


def test_at_the_present_the_stored_deadlines_and_the_rule_agree(world: World) -> None:
    dad = world.contact()
    for hour in range(0, 500, 9):
        world.sent(dad, MONDAY + timedelta(hours=hour))
    stored = [card.message.ref for card in world.overdue.overdue()]
    derived = [card.message.ref for card in world.overdue.overdue_at()]
    assert stored == derived
    assert 0 < len(stored) < 56
