"""The rows of messages agree with their events, whatever was done; on both databases."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.session import Database
from storage.tables import Message
from tests.clock import FixedClock
from tests.world import World, eastern
from tracker.errors import KitelogError

MONDAY = eastern("2026-11-02 10:00")


def test_a_row_that_differs_is_named(world: World) -> None:
    logged = world.sent(world.contact(), MONDAY)
    assert world.messages.differing() == ()
    with world.database.write() as session:
        session.get(Message, logged.message_id).lost = True  # type: ignore[union-attr]
    assert world.messages.differing() == (logged.ref,)


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "sent",
                "reply",
                "delivered",
                "read",
                "rejected",
                "close",
                "reopen",
                "delete",
                "restore",
                "withdraw",
            ]
        ),
        st.integers(0, 5),
        st.integers(0, 200),
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTIONS)
def test_after_any_series_of_steps_every_row_agrees_and_each_wait_has_one_flag(
    sqlite_database: Database, actions: list[tuple[str, int, int]]
) -> None:
    world = World(sqlite_database, FixedClock())
    name = f"Dad {len(world.contacts.cards())}"
    dad = world.contact(name)
    messages = [world.sent(dad, MONDAY).message_id]
    for action, which, hours in actions:
        message_id, at = messages[which % len(messages)], MONDAY + timedelta(hours=hours)
        try:
            messages += act(world, dad, action, message_id, at)
        except KitelogError:
            continue
    world.overdue.sweep()
    assert world.messages.differing() == ()
    open_flags = [(flag.message.id, flag.wait) for flag in world.overdue.flags() if flag.state == "open"]
    late = {card.message.id for card in world.overdue.overdue()}
    assert {message_id for message_id, _wait in open_flags} == late
    assert len(open_flags) == len(late)


def act(world: World, dad: int, action: str, message_id: int, at: object) -> list[int]:
    if action == "sent":
        return [world.sent(dad, at).message_id]  # type: ignore[arg-type]
    if action == "reply":
        return [world.reply(dad, at, [message_id]).message_id]  # type: ignore[arg-type]
    if action in ("delivered", "read", "rejected"):
        world.news(message_id, action, at)  # type: ignore[arg-type]
    elif action == "withdraw":
        world.messages.withdraw(world.events(message_id)[-1].id or 0)
    else:
        {"close": world.messages.close, "reopen": world.messages.reopen, "delete": world.messages.delete}.get(
            action, world.messages.restore
        )(message_id)
    return []
