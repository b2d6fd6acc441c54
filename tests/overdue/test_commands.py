"""`kitelog sweep`, `flags`, `overdue` and `spend` as scripts read them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.world import OHIO, eastern
from tracker.cli import app
from tracker.contacts import ContactEntry
from tracker.kitelog import Kitelog, open_kitelog
from tracker.messages import Entry
from tracker.settings import read_settings


@pytest.fixture
def kitelog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kitelog]:
    """A household whose one message, sent on a Friday afternoon, has no answer."""
    monkeypatch.setenv("KITELOG_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("KITELOG_DATABASE_URL", raising=False)
    opened = open_kitelog(read_settings())
    opened.household.set_zone("America/New_York")
    dad = opened.contacts.add(replace(ContactEntry("Dad", facility=OHIO), since=date(2020, 1, 1)))
    jpay = opened.contacts.add_provider("JPay").id
    opened.messages.log_sent(Entry(dad, jpay, eastern("2025-11-07 15:10"), cost=Decimal("0.40")))
    yield opened
    opened.close()


def ran(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def answer(*words: str) -> Any:
    result = ran(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_overdue_tells_the_rule_at_an_instant_without_a_sweep(kitelog: Kitelog) -> None:
    (card,) = kitelog.overdue.overdue()
    told = answer("overdue", "--at", "2025-11-12T20:30:00-05:00")
    assert told["at"] == "2025-11-13T01:30:00Z"
    assert told["overdue"] == [
        {
            "ref": card.message.ref,
            "contact": "Dad",
            "provider": "JPay",
            "sent_at": "2025-11-07T20:10:00Z",
            "due_at": "2025-11-12T20:10:00Z",
            "late_business_hours": 5.33,
            "why": "Sent Fri 7 Nov, 3:10 PM. Saturday, Sunday and Veterans Day did not count. "
            "48 business hours ended Wed 12 Nov, 3:10 PM. It is 5 business hours late.",
        }
    ]
    assert answer("overdue", "--at", "2025-11-12T20:10:00Z")["overdue"] == []


def test_words_name_what_is_overdue_and_say_when_nothing_is(kitelog: Kitelog) -> None:
    assert "Dad (JPay): Sent Fri 7 Nov" in ran("overdue", "--at", "2025-11-13T00:00:00Z").stdout
    assert "Nothing is overdue." in ran("overdue", "--at", "2025-11-08T00:00:00Z").stderr


@pytest.mark.parametrize("at", ["yesterday", "2025-11-13", "2025-11-13T00:00:00", "2025-13-01T00:00:00Z"])
def test_an_instant_that_is_none_is_wrong_usage(kitelog: Kitelog, at: str) -> None:
    assert ran("overdue", "--at", at).exit_code == 2


def test_flags_tell_their_history(kitelog: Kitelog) -> None:
    (flag,) = answer("flags")["flags"]
    assert (flag["contact"], flag["state"], flag["due_at"]) == ("Dad", "open", "2025-11-12T20:10:00Z")
    assert "open" in ran("flags").stdout
    (card,) = kitelog.overdue.overdue()
    kitelog.messages.close(card.message.id)
    (flag,) = answer("flags")["flags"]
    assert (flag["state"], flag["ended_by"]) == ("cleared", "closed")


def test_a_sweep_tells_what_it_did(kitelog: Kitelog) -> None:
    assert answer("sweep") == {"flagged": 0, "cleared": 0}
    assert ran("sweep", "--at", "2025-11-13T00:00:00Z").stdout == "0 flagged, 0 cleared.\n"


def test_spend_tells_each_provider_and_month_to_the_cent(kitelog: Kitelog) -> None:
    told = answer("spend", "--from", "2025-11-01", "--to", "2025-11-30")
    figures = {
        "messages": 1, "paid_usd": "0.40", "used_usd": "0.40", "fees_usd": "0.00", "lost_usd": "0.00",
        "unpriced": 0,
    }  # fmt: skip
    assert told == {
        "rows": [{"provider": "JPay", "month": "2025-11"} | figures],
        "total": figures,
        "zone": "America/New_York",
    }
    assert answer("spend", "--to", "2025-11-06")["rows"] == []
    assert "JPay" in ran("spend").stdout
    assert ran("spend", "--from", "november").exit_code == 2
