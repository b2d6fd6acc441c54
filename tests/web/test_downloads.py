"""Files leave Kitelog through its own addresses, on both databases."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.applications import Starlette

from tests.web.asgi import get
from tests.world import World, eastern
from tracker.spend import PurchaseEntry, Spend
from tracker.spend.comparing.room import Comparing
from tracker.transfer import Transfer
from tracker.web.downloads import downloads


@pytest.fixture
def app(world: World) -> Starlette:
    opened: Any = SimpleNamespace(
        transfer=Transfer(world.database, world.clock),
        spend=Spend(world.database, world.clock),
        directory=world.directory,
        balances=world.balances,
        comparing=Comparing(world.database, world.clock, world.directory),
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


def test_a_comparison_of_prices_leaves_as_a_file(app: Starlette) -> None:
    answer = get(app, "/export/compare.csv?agency=ny&messages=25")
    assert answer.text.splitlines()[1] == "JPay,Packs of 30,1 pack of 30,0.0000,4.2000,0.1680,5 stamps,25"
    assert get(app, "/export/compare.csv?agency=ny").status == 200


def test_what_was_left_each_month_leaves_as_a_file(world: World, app: Starlette) -> None:
    mom, jpay = world.household.add_member("=Mom").id, world.provider()
    pack = PurchaseEntry(jpay, "stamps", eastern("2026-10-02 10:00"), Decimal(3), units=20, member_id=mom)
    Spend(world.database, world.clock).log_purchase(pack)
    world.sent(world.contact(), eastern("2026-11-02 10:00"), member_id=mom, stamps=2)
    answer = get(app, f"/export/balances.csv?provider={jpay}&member={mom}")
    header, october, november = answer.text.splitlines()[:1] + answer.text.splitlines()[-2:]
    assert header == "provider,member,unit,month,bought,used,given,lost,corrected,left"
    assert october == "JPay,'=Mom,stamp,2026-10,20,0,0,0,0,20"
    assert november == "JPay,'=Mom,stamp,2026-11,0,2,0,0,0,18"
    assert len(get(app, "/export/balances.csv?provider=999").text.splitlines()) == 1
    assert get(app, "/export/balances.csv?provider=x").status == 400


def test_what_would_be_cheaper_for_one_person_leaves_as_a_file(world: World, app: Starlette) -> None:
    world.sent(world.contact("=Dad"), eastern("2026-11-02 10:00"))
    answer = get(app, "/export/compare.csv?contact=1")
    assert answer.headers["content-disposition"] == 'attachment; filename="kitelog-cheaper.csv"'
    header, now, *_ways = answer.text.splitlines()
    assert header.startswith("contact,facility,provider,way,bought,fees_usd,cost_usd")
    assert now.startswith("'=Dad,Lebanon Correctional Institution,JPay,What you do now,")


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ("contact=999", "This person is at no place now. Choose another on the Spend page."),
        ("contact=", "Write a whole number, like 30."),
        ("facility=abc", "Write a whole number, like 30."),
        ("facility=999", "This facility is no longer there. Look for it again."),
        ("agency=ny&messages=-1", "Write a whole number, like 30."),
        ("agency=ny&messages=0&photos=3", "A photo goes with a message. Type at least one message."),
        ("agency=ny&messages=99999999999", "A count is a whole number, zero or more."),
    ],
)
def test_a_comparison_that_cannot_be_is_answered_with_a_sentence(
    app: Starlette, params: str, sentence: str
) -> None:
    answer = get(app, f"/export/compare.csv?{params}")
    assert (answer.status, answer.text) == (400, sentence)
