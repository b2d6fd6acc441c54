"""What Home is told of getting connected: whom the family cannot write to yet, in few questions."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from tests.clock import NOON
from tests.contacts.test_connecting_steps import TODAY, federal
from tests.world import OHIO, World


def test_home_hears_of_each_contact_that_is_not_connected(world: World) -> None:
    federal(world)
    world.contact("Cousin", None, provider="JPay")
    world.contact("Uncle", OHIO, provider="Postal mail")
    done = world.contact("Aunt", OHIO, provider="GettingOut")
    world.sent(done, NOON - timedelta(hours=1), provider_id=world.provider("GettingOut"))
    gone = world.contact("My brother", OHIO, provider="GettingOut")
    world.contacts.archive(gone)
    assert [(step.name, step.words) for step in world.connections.next_steps()] == [
        ("Cousin", "make an account at JPay"),
        ("Dad", "wait for the CorrLinks invitation"),
    ]


def test_home_tells_those_who_began_of_their_own_way(world: World) -> None:
    contact, provider = federal(world)
    mom, aunt = (world.household.add_member(name).id for name in ("Mom", "Aunt"))
    world.sent(contact, NOON - timedelta(hours=1), provider_id=provider, member_id=mom)
    assert world.connections.next_steps(aunt) == ()
    world.connections.note(contact, provider, aunt, "invited", TODAY)
    assert [step.words for step in world.connections.next_steps(aunt)] == ["make an account at CorrLinks"]
    assert world.connections.next_steps(mom) == ()


@pytest.mark.parametrize(
    ("ended_by", "words"),
    [("in transit", ["find out where they are now"]), ("released", []), ("died", [])],
)
def test_home_looks_for_who_is_in_transit_and_leaves_alone_who_is_out(
    world: World, ended_by: str, words: list[str]
) -> None:
    contact, _provider = federal(world)
    world.contacts.end_stay(contact, ended_by, TODAY)
    assert [step.words for step in world.connections.next_steps()] == words
    assert world.connections.of(contact).ended == ended_by


def test_home_asks_as_few_questions_for_twenty_contacts_as_for_two(world: World) -> None:
    asked: list[str] = []
    event.listen(world.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    counts = []
    for more in (2, 18):
        for number in range(more):
            federal(world, f"Cousin {more} {number}")
        asked.clear()
        world.connections.next_steps()
        counts.append(sum(words.startswith("SELECT") for words in asked))
    assert len(world.connections.next_steps()) == 20
    assert counts[0] == counts[1] <= 7
