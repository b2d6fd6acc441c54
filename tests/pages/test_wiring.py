"""What pages remember: asked once while a page is drawn, and anew after each write."""

import pytest

from pages.parts import wiring
from storage.session import Database
from tracker.kitelog import Kitelog


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Each time the data revision was asked for."""
    times: list[int] = []
    ask = Database.revision

    def counted(database: Database) -> int:
        times.append(1)
        return ask(database)

    monkeypatch.setattr(Database, "revision", counted)
    return times


def names() -> dict[int, str]:
    return wiring.remembered("names", lambda kitelog: {m.id: m.name for m in kitelog.household.members()})


def test_while_a_page_is_drawn_the_revision_is_asked_for_once(kitelog: Kitelog, asked: list[int]) -> None:
    with wiring.one_page():
        assert [names(), names(), names()] == [{}] * 3
    assert len(asked) == 1


def test_a_write_while_a_page_is_drawn_is_seen_at_once(kitelog: Kitelog, asked: list[int]) -> None:
    with wiring.one_page():
        assert names() == {}
        wiring.kitelog().household.add_member("Mom")
        assert list(names().values()) == ["Mom"]
    assert len(asked) == 2


def test_between_two_pages_nothing_is_taken_for_granted(kitelog: Kitelog, asked: list[int]) -> None:
    """A button's own work runs then, and another process may have written since."""
    names()
    names()
    assert len(asked) == 2
