"""No file that leaves Kitelog holds a live formula, whatever was typed as a name, a note or a number."""

import csv
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.applications import Starlette

from tests.web.asgi import get
from tests.world import World, eastern
from tracker.contacts import FacilityEntry
from tracker.directory import PriceSaid, Saying, Where
from tracker.spend import PurchaseEntry, Spend
from tracker.spend.sheets import GROUPS, SHEETS
from tracker.transfer import Transfer
from tracker.web.downloads import downloads

RUNS = tuple("=+-@|%\t\r\n＝＋－＠")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
HOSTILE = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "|x", "%x", "\t=1", "\r=1", "\n=1", "＝1", "'=1",
    # What begins a line, or a field, of a reader that takes line ends and quotes less strictly.
    "Dad\r=1+1", "Dad\n=1+1", "Dad\r\n@SUM(1)", 'Dad",=1+1', 'Dad"\r\n=1',
]  # fmt: skip


def cells(text: str) -> list[str]:
    """Every cell as a spreadsheet reads them: any line end ends a row, but for one in quotes."""
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


@pytest.fixture(params=range(len(HOSTILE)), ids=[ascii(text) for text in HOSTILE])
def app(request: pytest.FixtureRequest, sqlite_database: Any, clock: Any) -> Starlette:
    """A household in which everybody and everything bears a hostile name."""
    name = HOSTILE[request.param]
    world, later = World(sqlite_database, clock), eastern("2026-11-10 10:00")
    spend, transfer = Spend(world.database, clock), Transfer(world.database, clock)
    member = world.household.add_member(name).id
    provider = world.provider(name)
    contact = world.contact(name, FacilityEntry(name, "OH", "county"), provider=name, id_number=name)
    facility = world.contacts.detail(contact).card.stay.facility.id
    world.directory.tell(
        Where(facility), name, Saying("said", date(2026, 11, 1)), PriceSaid(Decimal("0.25"), "message")
    )
    for number, reason in enumerate((name, "never arrived")):
        more = {"provider_id": provider, "member_id": member, "note": name, "body": name}
        logged = world.sent(contact, eastern(f"2026-11-0{number + 2} 10:00"), **more, cost=Decimal("0.30"))
        world.news(logged.message_id, "rejected" if number else "closed", later, reason=reason)
    for kind, amount in (("stamps", "4.20"), ("refund", "90.00")):
        spend.log_purchase(
            PurchaseEntry(
                provider,
                kind,
                datetime(2026, 11, 3, tzinfo=UTC),
                Decimal(amount),
                member_id=member,
                note=name,
            )
        )
    opened: Any = SimpleNamespace(
        transfer=transfer, spend=spend, directory=world.directory, balances=world.balances
    )
    routes = downloads(lambda: opened)
    made = Starlette(routes=routes)
    made.state.files = [route.path for route in routes]  # type: ignore[attr-defined]
    made.state.facility = facility
    return made


def addresses(app: Starlette) -> list[str]:
    """Every file there is, in each of its forms."""
    found = []
    for path in app.state.files:
        if path == "/export/spend.csv":
            found += [f"{path}?table={sheet}&by={by}" for sheet in SHEETS for by in GROUPS]
        elif path == "/export/compare.csv":
            found.append(f"{path}?facility={app.state.facility}&messages=25")
        else:
            found.append(path)
    return found


def test_no_cell_of_any_file_would_run(app: Starlette) -> None:
    for address in addresses(app):
        answer = get(app, address)
        assert (answer.status, len(cells(answer.text)) > 0) == (200, True), address
        live = [cell for cell in cells(answer.text) if cell.startswith(RUNS) and not NUMBER.fullmatch(cell)]
        assert live == [], address
