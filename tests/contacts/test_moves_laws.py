"""Laws of moving: the preview tells what the move does, and a move undone leaves everything as before."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.world import World, eastern
from tracker.contacts import FacilityEntry

NOW = eastern("2026-11-23 12:40")
FIRST = date(2026, 10, 1)
PLACES = st.builds(
    FacilityEntry,
    st.sampled_from(["North", "South", "FCI West"]),
    st.sampled_from(["OH", "NY", "CA", "TX", "HI", "FL", ""]),
    st.sampled_from(["state", "county", "federal", None]),
)
DAYS = st.dates(FIRST, NOW.date())
SENT = st.lists(
    st.tuples(
        st.integers(0, 60 * 24 * 50).map(lambda minutes: NOW - timedelta(minutes=minutes)),
        st.sampled_from(["JPay", "Postal mail"]),
    ),
    max_size=5,
)


def standing(world: World, contact: int, messages: list[int]) -> tuple[Any, ...]:
    """Everything a move may touch."""
    detail = world.contacts.detail(contact)
    dues: list[tuple[datetime | None, str | None]] = [
        (row.due_at, row.still) for row in (world.message(key) for key in messages)
    ]
    card = detail.card
    stays = [(stay.facility.id, stay.from_day, stay.to_day, stay.ended_by) for stay in detail.stays]
    return card.provider, card.id_number, card.agency, stays, detail.former_numbers, dues


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    old=PLACES,
    new=PLACES,
    sent=SENT,
    day=DAYS,
    back=st.none() | PLACES,
    left=st.none() | DAYS,
    number=st.sampled_from(["", "A1"]),
    new_number=st.sampled_from(["", "A1", "B2"]),
    provider=st.sampled_from([None, "", "JPay", "GettingOut"]),
    closed=st.sampled_from([None, "open", "ended"]),
)
def test_the_preview_tells_what_a_move_does_and_undone_all_is_as_before(
    world: World,
    *,
    old: FacilityEntry,
    new: FacilityEntry,
    sent: list[tuple[datetime, str]],
    day: date,
    back: FacilityEntry | None,
    left: date | None,
    number: str,
    new_number: str,
    provider: str | None,
    closed: str | None,
) -> None:
    world.clock.set(NOW)
    name = f"Cousin {len(world.contacts.cards())}"
    contact = world.contact(name, old, since=FIRST, id_number=number)
    if back is not None and (back.name, back.state) != (old.name, old.state):
        world.contacts.transfer(contact, back, FIRST, id_number="C3")
    messages = [
        world.sent(contact, at, provider_id=world.provider(through)).message_id for at, through in sent
    ]
    if left is not None:
        world.contacts.end_stay(contact, "in transit", left)
        day = max(day, left)
    last = world.contacts.detail(contact).stays[0]
    if last.to_day is None and (last.facility.name, last.facility.state) == (new.name, new.state):
        return
    if closed:
        keys = {(card.name, card.state): card.id for card in world.contacts.facilities()}
        if (new.name, new.state) in keys:
            end = date(2026, 11, 22) if closed == "ended" else None
            world.contacts.add_closure(keys[new.name, new.state], date(2026, 11, 19), end)
    before = standing(world, contact, messages)
    preview = world.contacts.transfer_preview(contact, new, day)
    assert [move.was for move in preview.due_moves] == [
        due
        for key in sorted(messages, key=lambda key: (world.message(key).at, key))
        for due in [world.message(key).due_at]
    ]

    done = world.contacts.transfer(contact, new, day, provider=provider, id_number=new_number)

    assert {move.message_id: move.will for move in preview.due_moves} == {
        key: world.message(key).due_at for key in messages
    }
    assert sum(row.messages for row in done.left_behind.unanswered) == len(messages)
    world.contacts.undo_transfer(done)
    assert standing(world, contact, messages) == before
