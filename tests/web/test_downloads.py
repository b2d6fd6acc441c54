"""Files leave Kitelog through its own addresses, on both databases."""

from types import SimpleNamespace
from typing import Any

import pytest
from starlette.applications import Starlette

from tests.web.asgi import get
from tests.world import World, eastern
from tracker.spend import Spend
from tracker.transfer import Transfer
from tracker.web.downloads import downloads


@pytest.fixture
def app(world: World) -> Starlette:
    opened: Any = SimpleNamespace(
        transfer=Transfer(world.database, world.clock), spend=Spend(world.database, world.clock)
    )
    return Starlette(routes=downloads(lambda: opened))


def test_the_log_leaves_as_a_file_that_can_be_imported(world: World, app: Starlette) -> None:
    logged = world.sent(world.contact("=Dad"), eastern("2026-11-02 10:00"))
    answer = get(app, "/export/log.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="kitelog-log.csv"'
    assert answer.headers["cache-control"] == "no-store"
    header, row = answer.text.splitlines()
    assert header.startswith("ref,contact,id_number")
    assert row.startswith(f"{logged.ref},'=Dad,")


@pytest.mark.parametrize("name", ["purchases", "spend"])
def test_an_empty_record_leaves_as_a_header(app: Starlette, name: str) -> None:
    assert len(get(app, f"/export/{name}.csv").text.splitlines()) == 1


def test_a_wrong_day_is_answered_with_a_sentence(app: Starlette) -> None:
    answer = get(app, "/export/spend.csv?from=yesterday")
    assert (answer.status, answer.text) == (400, "Write a day like 2026-11-23.")
