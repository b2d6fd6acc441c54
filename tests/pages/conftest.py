"""Fixtures of the page tests: a household of the test's own, its clock, and the app that shows it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts import wiring
from storage.tables import Contact, Facility
from tests.clock import FixedClock
from tracker.contacts import ContactEntry, FacilityEntry
from tracker.kitelog import Kitelog
from tracker.messages import Entry
from tracker.spend import PurchaseEntry

SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"
ZONE = "America/New_York"

OpenPage = Callable[..., AppTest]


@pytest.fixture
def kitelog(
    tmp_path: Path, _sqlite_template: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Kitelog]:
    """An empty household in a folder of its own, in New York's zone, by the fixture `clock`."""
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    shutil.copyfile(_sqlite_template, data_dir / "kitelog.db")
    monkeypatch.setenv("KITELOG_DATA_DIR", str(data_dir))
    monkeypatch.delenv("KITELOG_DATABASE_URL", raising=False)
    monkeypatch.setattr(wiring, "make_clock", lambda: clock)
    opened = wiring.kitelog()
    opened.household.set_zone(ZONE)
    yield opened
    opened.close()


@pytest.fixture
def family(kitelog: Kitelog) -> Kitelog:
    """A household with one member, Mom, and one contact, Dad, in Ohio, written through JPay."""
    kitelog.household.add_member("Mom")
    add_contact(kitelog, "Dad")
    return kitelog


@pytest.fixture
def dad(family: Kitelog) -> int:
    """The key of the family's contact."""
    return next(iter(family.contacts.names()))


@pytest.fixture
def spent(family: Kitelog, dad: int) -> Kitelog:
    """Stamps with a fee in October, a message from balance and one paid directly in November."""
    october, november = (datetime(2026, month, day, 15, tzinfo=UTC) for month, day in ((10, 20), (11, 10)))
    pack = PurchaseEntry(
        provider_id(family), "stamps", october, Decimal("4.20"), Decimal(1), units=30, unit="stamp"
    )
    family.spend.log_purchase(pack)
    log_sent(family, dad, november, stamps=1)
    log_sent(family, dad, november, cost=Decimal("0.50"), paid="direct")
    return family


@pytest.fixture
def state_prison(family: Kitelog) -> Kitelog:
    """The same household, but Lakeside is one of Ohio's state prisons, which use GettingOut."""
    with family.database.write() as session:
        contact, facility = session.get(Contact, 1), session.get(Facility, 1)
        assert contact is not None
        assert facility is not None
        facility.kind, facility.agency, contact.agency = "state", "oh", "oh"
    return family


@pytest.fixture
def attica(kitelog: Kitelog) -> Kitelog:
    """Mom, and My brother at Attica, where JPay takes a stamp of $0.15 for each 6,000 characters or photo."""
    kitelog.household.add_member("Mom")
    place = FacilityEntry("Attica Correctional Facility", "NY", "state")
    kitelog.contacts.add(
        ContactEntry(name="My brother", facility=place, provider="JPay", since=date(2024, 1, 1))
    )
    return kitelog


@pytest.fixture
def open_page(kitelog: Kitelog) -> OpenPage:
    """Opens a page: `open_page()` is Home, `open_page("log.py", contact=1)` another one with its address."""

    def opened(page: str = "", **params: object) -> AppTest:
        app = AppTest.from_file(SHELL, default_timeout=20)
        for name, value in params.items():
            app.query_params[name] = str(value)
        app.run()
        if page:
            app.switch_page(page)
            for name, value in params.items():
                app.query_params[name] = str(value)
            app.run()
        return app

    return opened


def add_contact(kitelog: Kitelog, name: str, provider: str = "JPay", state: str = "OH") -> int:
    """Adds a contact who has been in a county's jail since long ago; gives the key.

    Each jail has its own provider, so that the guard has nothing to say of JPay there.
    """
    facility = FacilityEntry(name="Lakeside", state=state, kind="county")
    since = (kitelog.clock.now() - timedelta(days=700)).date()
    return kitelog.contacts.add(ContactEntry(name=name, facility=facility, provider=provider, since=since))


def provider_id(kitelog: Kitelog, name: str = "JPay") -> int:
    """The key of a provider by name."""
    return next(provider.id for provider in kitelog.contacts.providers() if provider.name == name)


def log_sent(kitelog: Kitelog, contact_id: int, at: datetime, **more: object) -> int:
    """Logs a message sent at an instant by the first member through JPay; gives its key."""
    by = kitelog.household.members()[0].id
    entry = Entry(contact_id, provider_id(kitelog), at, by, **more)  # type: ignore[arg-type]
    return kitelog.messages.log_sent(entry).message_id


def shown(app: AppTest) -> str:
    """Every text on the page, one a line, markdown as its source."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.text, app.caption)
    alerts = (app.error, app.warning, app.info, app.success, app.toast)
    texts = [str(element.value) for kind in (*kinds, *alerts) for element in kind]
    return "\n".join(texts + [button.label for button in app.button])


def press(app: AppTest, label: str) -> AppTest:
    """Presses the first button of this label. Raises StopIteration when there is none."""
    return next(button for button in app.button if button.label == label).click().run()


@pytest.fixture(autouse=True)
def _fresh_answers() -> Iterator[None]:
    """No answer remembered by one test reaches another."""
    yield
    st.cache_data.clear()
    st.cache_resource.clear()
