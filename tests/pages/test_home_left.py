"""Home's lines about balances: what is left, and one warning for each account."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from streamlit.testing.v1 import AppTest

from pages.parts.state import GOING
from tests.clock import FixedClock
from tests.pages.conftest import log_sent, provider_id, shown
from tracker.kitelog import Kitelog
from tracker.spend import PurchaseEntry

D = Decimal
BOUGHT = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
USED = datetime(2026, 11, 10, 15, 0, tzinfo=UTC)


def words(app: AppTest) -> str:
    """What the page says, escapes taken off."""
    assert not app.exception
    return shown(app).replace("\\", "").replace("\u2060", "")


def mom(kitelog: Kitelog) -> int:
    return next(member.id for member in kitelog.household.members() if member.name == "Mom")


def bought(kitelog: Kitelog, units: int = 12, amount: str = "1.80", **more: Any) -> int:
    values = {"kind": "stamps", "units": units, "unit": "stamp", "member_id": mom(kitelog), **more}
    provider = provider_id(kitelog, values.pop("provider", "JPay"))
    return kitelog.spend.log_purchase(
        PurchaseEntry(provider, at=values.pop("at", BOUGHT), amount=D(amount), **values)
    )


def home() -> AppTest:
    """Home's parts alone."""

    def script() -> None:
        from pages.parts.home import left as home_left

        home_left.draw()
        for warning in home_left.warned():
            home_left.step(warning)

    return AppTest.from_function(script, default_timeout=20).run()


def test_home_has_a_short_line_for_each_account(family: Kitelog, dad: int, clock: FixedClock) -> None:
    bought(family, 12, at=clock.now() - timedelta(days=40))
    bought(family, kind="credit", units=None, unit=None, provider="JPay", amount="4.00")
    app = home()
    assert "Stamps left 12 at JPay, Mom" in words(app)
    assert "Credit left $4.00 at JPay, Mom" in words(app)
    assert not app.button


def test_home_warns_once_for_each_account_and_leads_there(family: Kitelog, dad: int) -> None:
    bought(family, 12, expires=date(2026, 12, 4))
    log_sent(family, dad, USED, stamps=11)
    app = home()
    labels = [button.label.replace("\\", "") for button in app.button]
    assert labels == ["JPay, Mom: 1 stamp expires Fri 4 Dec"]
    app.button[0].click().run()
    assert app.session_state[GOING] == ("spend.py", {"show": "left"})


def test_home_says_what_is_missing_and_what_runs_out(family: Kitelog, dad: int) -> None:
    log_sent(family, dad, USED, stamps=2, paid="balance")
    app = home()
    assert "Stamps at JPay: a purchase is missing" in words(app)
    assert "JPay, Mom: a purchase is missing" in words(app)
    bought(family, 2, at=USED - timedelta(days=1))
    assert "JPay, Mom: No stamps left" in words(home())
