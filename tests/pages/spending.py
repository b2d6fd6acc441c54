"""What the tests of Spend share: a purchase, and what the page says and shows."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import provider_id, shown
from tracker.kitelog import Kitelog
from tracker.spend import PurchaseEntry

OCTOBER = datetime(2026, 10, 20, 15, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 10, 15, 0, tzinfo=UTC)
HOSTILE = [
    "<b>bold</b>",
    "$5 and $x^2$",
    ":red[x]",
    "![](http://x.example/t.png)",
    "%{y} <a href='http://x'>l</a>",
]


def words(app: AppTest) -> str:
    """What the page says, escapes taken off."""
    return shown(app).replace("\\", "").replace("\u2060", "")


def bought(kitelog: Kitelog, at: datetime = OCTOBER, provider: str = "JPay", **more: Any) -> int:
    values = {"kind": "stamps", "amount": Decimal("4.20"), "units": 30, "unit": "stamp", **more}
    if values["kind"] != "stamps":
        values |= {"units": None, "unit": None}
    return kitelog.spend.log_purchase(PurchaseEntry(provider_id(kitelog, provider), at=at, **values))


def frame(app: AppTest, column: str) -> Any:
    """The first table with a column of this name, None without any."""
    found = [element.value for element in app.dataframe if column in element.value.columns]
    return found[0] if found else None


def with_tables(app: AppTest) -> AppTest:
    """The same page with every table opened."""
    for name in ("spend", "years", "months", "kinds"):
        app.session_state[f"spend.open.{name}"] = True
    return app.run()


def choose(app: AppTest, label: str, bar: tuple[str, str]) -> AppTest:
    """Chooses a bar in the select box, where it stands under this label."""
    box = app.selectbox(key="spend.bar")
    assert label in box.options
    return box.set_value(bar).run()
