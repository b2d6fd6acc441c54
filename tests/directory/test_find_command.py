"""`kitelog find` as scripts and people read it."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert
from typer.testing import CliRunner, Result

from storage.tables import Facility
from tests.clock import NOON
from tracker.cli import app
from tracker.commands.find import dollars, result_document
from tracker.directory.catalogue.read import catalogue
from tracker.kitelog import Kitelog, open_kitelog
from tracker.settings import read_settings

AGENCIES = catalogue().agencies
RESULT_KEYS = {
    "facility", "facility_id", "agency", "agency_code", "city", "county", "state", "kind", "status", "zone",
    "matched", "also_known_as", "providers", "must_be_invited", "steps", "unknown", "note", "source",
    "as_of", "confidence",
}  # fmt: skip
PROVIDER_KEYS = {
    "slug", "name", "service", "role", "price_usd", "unit", "payer", "price_source", "price_as_of", "source",
    "as_of", "confidence",
}  # fmt: skip


@pytest.fixture
def kitelog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kitelog]:
    """A household that knows no facility yet."""
    monkeypatch.setenv("KITELOG_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("KITELOG_DATABASE_URL", raising=False)
    opened = open_kitelog(read_settings())
    yield opened
    opened.close()


def ran(*words: str) -> Result:
    return CliRunner().invoke(app, ["find", *words])


def results(*words: str) -> list[dict[str, Any]]:
    result = ran(*words, "--json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert set(document) == {"query", "results"}
    found: list[dict[str, Any]] = document["results"]
    return found


def add(kitelog: Kitelog, **row: object) -> None:
    with kitelog.database.write() as session:
        session.execute(insert(Facility).values(zone="America/New_York", created_at=NOON, **row))


def test_each_agency_answers_first_with_a_message_provider_or_says_it_is_not_known(kitelog: Kitelog) -> None:
    for agency in AGENCIES:
        found = result_document(kitelog.directory.search(agency.name)[0])
        assert (found["facility"], found["agency"], found["agency_code"]) == (None, agency.name, agency.code)
        messages = [row["service"] == "messages" for row in found["providers"]]
        assert any(messages) != ("message provider" in found["unknown"]), agency.name
        assert messages == sorted(messages, reverse=True)
        for fact in (found, *found["providers"]):
            assert fact["source"], agency.name
            assert fact["as_of"], agency.name


def test_a_result_has_every_key_that_scripts_read(kitelog: Kitelog) -> None:
    found = results("FCI Elkton")[0]
    assert set(found) == RESULT_KEYS
    assert set(found["providers"][0]) == PROVIDER_KEYS


def test_a_bureau_name_answers_corrlinks_and_that_they_must_invite(kitelog: Kitelog) -> None:
    found = results("FCI", "Elkton")[0]
    assert (found["facility"], found["facility_id"], found["agency"]) == (
        "FCI Elkton",
        None,
        "Federal Bureau of Prisons",
    )
    messages = [row for row in found["providers"] if row["service"] == "messages"]
    assert [row["slug"] for row in messages] == ["corrlinks"]
    assert found["must_be_invited"] is True
    assert "they must invite you" in " ".join(found["steps"]).lower()


@pytest.mark.parametrize("name", ["Krome", "Eloy", "Adelanto"])
def test_immigration_detention_does_not_answer_corrlinks(kitelog: Kitelog, name: str) -> None:
    found = results(name)[0]
    assert found["agency_code"] != "us-bop"
    assert found["must_be_invited"] is not True
    assert all(row["slug"] != "corrlinks" for row in found["providers"])


def test_a_stored_facility_is_told_with_place_and_zone(kitelog: Kitelog) -> None:
    add(
        kitelog,
        name="Attica Correctional Facility",
        state="NY",
        city="Attica",
        county="Wyoming",
        kind="state",
        status="open",
        agency="ny",
    )
    found = results("attica ny")[0]
    assert [found[key] for key in ("facility", "city", "county", "state", "kind", "status", "zone")] == [
        "Attica Correctional Facility", "Attica", "Wyoming", "NY", "state", "open", "America/New_York",
    ]  # fmt: skip
    assert found["facility_id"] is not None
    assert found["agency_code"] == "ny"


@pytest.mark.parametrize("state", ["OH", "oh", "Ohio", " ohio "])
def test_a_state_is_taken_by_its_letters_or_its_name(kitelog: Kitelog, state: str) -> None:
    assert results("county jail", "--state", state)[0]["agency_code"] == "county:OH:"


def test_a_word_that_is_no_state_is_wrong_usage(kitelog: Kitelog) -> None:
    result = ran("attica", "--state", "Zed")
    assert result.exit_code == 2
    assert "is no state" in result.stderr


@pytest.mark.parametrize("words", [(), ("",), ("  ",)])
def test_no_text_is_wrong_usage(kitelog: Kitelog, words: tuple[str, ...]) -> None:
    assert ran(*words).exit_code == 2


def test_what_nobody_knows_is_still_answered(kitelog: Kitelog) -> None:
    found = results("zzyzx")[0]
    assert (found["facility"], found["agency"], found["providers"]) == ("zzyzx", "", [])
    assert "message provider" in found["unknown"]


def test_the_answer_reads_well_without_json(kitelog: Kitelog) -> None:
    text = ran("FCI Elkton").stdout
    assert text.startswith("FCI Elkton uses CorrLinks\n")
    assert "Run by: Federal Bureau of Prisons" in text
    assert "confirm with CorrLinks" in text
    assert "They must invite you" in text
    assert "  4. " in text


def test_other_matches_stand_in_one_line_each(kitelog: Kitelog) -> None:
    add(kitelog, name="Union County Jail", state="OH", kind="county", agency="county:OH:Union")
    add(kitelog, name="Union County Jail", state="IA", kind="county", agency="county:IA:Union")
    lines = ran("union county jail").stdout.splitlines()
    assert lines[0] == "Union County Jail: provider not known, each jail has its own"
    assert "  Union County Jail, Ohio: provider not known" in lines[lines.index("Other matches:") :]


def test_signs_that_a_terminal_would_obey_are_not_printed(kitelog: Kitelog) -> None:
    assert "\x1b" not in ran("zz\x1b[31mzz").stdout


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0.15", "0.15"),
        ("0.0025", "0.0025"),
        ("0", "0.00"),
        ("5", "5.00"),
        ("0.1500", "0.15"),
        ("0.125", "0.125"),
    ],
)
def test_dollars_have_cents_and_no_more_zeros(amount: str, text: str) -> None:
    assert dollars(Decimal(amount)) == text
