"""Finding messages one page at a time, on both databases."""

from datetime import date, timedelta

import pytest

from tests.world import World, eastern
from tracker.errors import NotFoundError
from tracker.messages import Filter

MONDAY = eastern("2026-11-02 10:00")


def refs(world: World, **wanted: object) -> set[str]:
    return {card.ref for card in world.messages.page(Filter(**wanted)).messages}  # type: ignore[arg-type]


def test_pages_follow_one_another_without_loss_or_repetition_even_at_one_instant(world: World) -> None:
    dad = world.contact()
    logged = {world.sent(dad, MONDAY + timedelta(hours=number // 7)).ref for number in range(23)}
    seen: list[str] = []
    before = None
    for _page in range(9):
        page = world.messages.page(Filter(), before, limit=3)
        seen += [card.ref for card in page.messages]
        before = page.next
        if before is None:
            break
    assert len(seen) == 23
    assert set(seen) == logged
    ordered = [card.key for card in world.messages.page(Filter(), limit=50).messages]
    assert ordered == sorted(ordered, reverse=True)


def test_a_message_logged_meanwhile_does_not_shift_the_next_page(world: World) -> None:
    dad = world.contact()
    for hour in range(6):
        world.sent(dad, MONDAY + timedelta(hours=hour))
    first = world.messages.page(Filter(), limit=3)
    world.sent(dad, MONDAY + timedelta(hours=9))
    second = world.messages.page(Filter(), first.next, limit=3)
    assert not {card.id for card in first.messages} & {card.id for card in second.messages}
    assert second.next is None


def test_each_filter_finds_its_own(world: World) -> None:
    dad, cousin, mom = world.contact(), world.contact("Cousin"), world.household.add_member("Mom")
    plain = world.sent(dad, MONDAY)
    other = world.sent(cousin, eastern("2026-11-03 10:00"), provider_id=world.provider("CorrLinks"))
    hers = world.sent(dad, eastern("2026-11-04 10:00"), member_id=mom.id, note="About 100% of the_house")
    reply = world.reply(dad, eastern("2026-11-05 10:00"), [hers.message_id], body="Thank you")
    assert refs(world, contact_id=cousin) == {other.ref}
    assert refs(world, provider_id=world.provider("CorrLinks")) == {other.ref}
    assert refs(world, member_id=mom.id) == {hers.ref}
    assert refs(world, state="waiting") == {plain.ref, other.ref}
    assert refs(world, state="answered") == {hers.ref}
    assert refs(world, state="received", text="THANK") == {reply.ref}
    assert refs(world, text=plain.ref) == {plain.ref}
    assert refs(world, contact_id=dad, since=date(2026, 11, 4), until=date(2026, 11, 4)) == {hers.ref}


@pytest.mark.parametrize(
    ("text", "found"), [("100%", True), ("1%0", False), ("the_house", True), ("theXhouse", False)]
)
def test_signs_of_a_pattern_are_taken_as_typed(world: World, text: str, found: bool) -> None:
    logged = world.sent(world.contact(), MONDAY, note="About 100% of the_house")
    assert refs(world, text=text) == ({logged.ref} if found else set())


def test_days_are_the_household_s(world: World) -> None:
    logged = world.sent(world.contact(), eastern("2026-11-02 23:30"))
    assert refs(world, since=date(2026, 11, 2), until=date(2026, 11, 2)) == {logged.ref}
    assert refs(world, since=date(2026, 11, 3)) == set()


def test_deleted_messages_are_found_only_where_asked(world: World) -> None:
    dad = world.contact()
    kept, gone = world.sent(dad, MONDAY), world.sent(dad, MONDAY)
    world.messages.delete(gone.message_id)
    assert refs(world) == {kept.ref}
    assert refs(world, deleted=True) == {gone.ref}


def test_a_message_opens_with_its_steps_and_its_replies(world: World) -> None:
    dad, mom = world.contact(), world.household.add_member("Mom")
    logged = world.sent(dad, MONDAY, member_id=mom.id)
    world.news(logged.message_id, "delivered", eastern("2026-11-03 16:00"), note="the app said so")
    reply = world.reply(dad, eastern("2026-11-04 09:00"), [logged.message_id])
    detail = world.messages.detail(logged.message_id)
    assert [(event.kind, event.member) for event in detail.events] == [
        ("sent", "Mom"),
        ("delivered", None),
        ("answered", None),
    ]
    assert [card.id for card in detail.replies] == [reply.message_id]
    with pytest.raises(NotFoundError):
        world.messages.detail(999)


def test_a_message_opens_by_its_ref(world: World) -> None:
    logged = world.sent(world.contact(), MONDAY)
    assert world.messages.detail_of(logged.ref).card.id == logged.message_id
    with pytest.raises(NotFoundError):
        world.messages.detail_of("nobody")


def test_counting_stops_where_asked(world: World) -> None:
    dad = world.contact()
    for minute in range(5):
        world.sent(dad, MONDAY + timedelta(minutes=minute))
    assert (world.messages.count(), world.messages.count(at_most=3)) == (5, 3)
