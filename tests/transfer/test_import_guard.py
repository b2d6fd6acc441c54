"""The import report's word on what does not fit: one count per contact and rule."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.directory.small import SMALL
from tests.transfer.files import Importer, csv_text, received, sent
from tracker.cli import app
from tracker.contacts import Connections
from tracker.directory import Directory
from tracker.transfer.log_import import import_log
from tracker.transfer.report import ImportReport

ATTICA = {"facility": "ATTICA CORRECTIONAL FACILITY", "state": "NY"}
ELKTON = {"facility": "FCI ELKTON", "state": "OH", "provider": "CorrLinks"}
NEW_YORK = "JPay / Securus eMessaging"
BROTHER = ATTICA | {
    "contact": "My brother",
    "id_number": "20-A-1234",
    "kind": "state",
    "characters": "400",
}
COUSIN = {
    "contact": "Cousin",
    "id_number": "",
    "facility": "COOK COUNTY JAILS",
    "state": "IL",
    "kind": "county",
    "provider": "GettingOut",
}


def take(importer: Importer, *rows: dict[str, str], **options: Any) -> ImportReport:
    file = importer.file(csv_text(rows))
    return import_log(importer.database, file, importer.clock.now(), catalogue=SMALL, **options)


def counted(report: ImportReport) -> list[tuple[str, str, str, int, int]]:
    return [(row.contact, row.rule, row.level, row.count, row.example_line) for row in report.guarded]


def test_a_log_that_fits_its_places_has_nothing_to_report(importer: Importer) -> None:
    report = take(importer, sent("A", **BROTHER), sent("B", **ELKTON), received("C", "A", **BROTHER))
    assert report.new == 3
    assert report.guarded == ()
    assert report.document()["guarded"] == []


def test_photos_at_corrlinks_are_counted_once_per_contact(importer: Importer) -> None:
    rows = [sent(f"M{n}", **ELKTON, photos=str(n % 3)) for n in range(6)]
    report = take(importer, *rows)
    assert counted(report) == [("Dad", "too many photos", "warn", 4, 3)]
    assert report.guarded[0].sentence == "Dad: 4 messages with photos, which CorrLinks does not take."
    assert report.new == 6


def test_a_limit_without_a_date_is_counted_as_a_hint(importer: Importer) -> None:
    report = take(
        importer,
        sent("A", **COUSIN, characters="501"),
        sent("B", **COUSIN, characters="500"),
        sent("C", **COUSIN, characters=""),
    )
    assert counted(report) == [("Cousin", "too long", "inform", 1, 2)]
    assert report.guarded[0].sentence == (
        "Cousin: 1 message longer than the 500 characters that GettingOut takes (not confirmed)."
    )


def test_another_provider_than_the_places_is_counted_and_the_rows_are_taken(importer: Importer) -> None:
    report = take(
        importer,
        sent("A", **BROTHER | {"provider": "JPay"}),
        sent("B", **BROTHER | {"provider": "GettingOut"}),
        sent("C", **BROTHER | {"provider": "Postal mail"}),
        sent("D", **ELKTON | {"provider": "JPay"}),
        sent("E", **ELKTON | {"provider": "JPay"}),
    )
    assert report.new == 5
    assert counted(report) == [
        ("Dad", "federal", "warn", 2, 5),
        ("My brother", "wrong provider", "warn", 1, 3),
    ]
    assert [row.sentence for row in report.guarded] == [
        "Dad: 2 messages through JPay, while FCI ELKTON is federal and uses CorrLinks only.",
        f"My brother: 1 message through GettingOut, while {ATTICA['facility']} uses {NEW_YORK}.",
    ]


def test_several_providers_at_several_places_are_one_count_with_the_largest_told_first(
    importer: Importer,
) -> None:
    places = [BROTHER | {"facility": f"PRISON {n}", "provider": "GettingOut"} for n in range(5)]
    rows = [
        sent(f"M{n}-{m}", **places[n], at=f"2026-0{n + 1}-01T10:00:00Z")
        for n in range(5)
        for m in range(n + 1)
    ]
    (row,) = take(importer, *rows).guarded
    assert (row.count, row.example_line) == (15, 2)
    assert row.sentence.startswith("My brother: 5 messages through GettingOut, while PRISON 4 uses")
    assert row.sentence.endswith("; 3 more elsewhere.")


def test_replies_are_not_guarded(importer: Importer) -> None:
    report = take(
        importer,
        received("A", **ELKTON, photos="3"),
        received("B", **BROTHER | {"provider": "GettingOut"}),
    )
    assert (report.new, report.guarded) == (2, ())


def test_a_dry_run_counts_the_same_and_keeps_nothing(importer: Importer) -> None:
    rows = [sent("A", **ELKTON, photos="1"), sent("B", **BROTHER | {"provider": "GettingOut"})]
    before = importer.dump()
    dry = take(importer, *rows, dry_run=True)
    assert importer.dump() == before
    assert dry.guarded == take(importer, *rows).guarded != ()


def test_only_new_rows_are_counted(importer: Importer) -> None:
    first = sent("A", **ELKTON, photos="1")
    take(importer, first)
    assert take(importer, first).guarded == ()
    assert counted(take(importer, first, sent("B", **ELKTON, photos="1"))) == [
        ("Dad", "too many photos", "warn", 1, 3)
    ]


def test_a_refused_file_is_not_judged_and_rows_that_are_left_out_are_not_counted(importer: Importer) -> None:
    rows = [sent("A", **ELKTON, photos="1"), sent("B", **ELKTON, photos="many")]
    assert take(importer, *rows).guarded == ()
    assert counted(take(importer, *rows, skip_bad_rows=True)) == [("Dad", "too many photos", "warn", 1, 2)]


def test_the_contract_of_each_rows_own_day_counts(importer: Importer) -> None:
    stillwater = {"facility": "STILLWATER", "state": "MN", "kind": "state", "provider": "GettingOut"}
    stillwater |= {"characters": "400"}
    ended = sent("A", **BROTHER | {"provider": "GettingOut"}, at="2019-12-31T10:00:00-05:00")
    importer.clock.set(importer.clock.now().replace(year=2027))
    report = take(
        importer,
        ended,
        sent("B", **stillwater, at="2026-12-31T23:59:00-06:00"),
        sent("C", **stillwater, at="2027-01-01T00:00:00-06:00"),
    )
    assert counted(report) == [("Dad", "wrong provider", "warn", 1, 3)]


def test_a_row_without_a_facility_is_judged_where_the_contact_was(importer: Importer) -> None:
    there = sent("A", **ELKTON, at="2026-10-01T10:00:00Z")
    nowhere = ELKTON | {"facility": "", "state": "", "provider": "JPay"}
    report = take(importer, there, sent("B", **nowhere, at="2026-10-02T10:00:00Z"))
    assert counted(report) == [("Dad", "federal", "warn", 1, 3)]


def test_a_contact_without_any_place_has_the_limits_of_the_provider_alone(importer: Importer) -> None:
    nowhere = ELKTON | {"facility": "", "state": ""}
    report = take(importer, sent("A", **nowhere, photos="1"), sent("B", **nowhere | {"provider": "JPay"}))
    assert counted(report) == [("Dad", "too many photos", "warn", 1, 2)]


def test_messages_after_a_refusal_are_counted_and_those_before_it_are_not(importer: Importer) -> None:
    take(importer, sent("A", **BROTHER, at="2026-10-01T10:00:00Z"))
    directory = Directory(importer.database, importer.clock, SMALL)
    Connections(importer.database, importer.clock, directory).note(1, 1, None, "revoked", date(2026, 11, 10))
    report = take(
        importer,
        sent("B", **BROTHER, at="2026-11-09T10:00:00-05:00"),
        sent("C", **BROTHER, at="2026-11-10T10:00:00-05:00"),
    )
    assert counted(report) == [("My brother", "not approved", "warn", 1, 3)]
    assert report.guarded[0].sentence == (
        "My brother: 1 message through JPay after the connection was revoked."
    )


def test_what_is_sure_comes_before_what_is_more(importer: Importer) -> None:
    hints = [sent(f"H{n}", **COUSIN, characters="900") for n in range(3)]
    report = take(importer, *hints, sent("A", **ELKTON, photos="1"))
    assert [(row.level, row.count) for row in report.guarded] == [("warn", 1), ("inform", 3)]


def test_a_thousand_places_are_judged_in_a_moment(importer: Importer) -> None:
    rows = [
        sent(f"M{n}", **BROTHER | {"facility": f"PRISON {n}", "provider": "GettingOut", "characters": "600"})
        for n in range(1000)
    ]
    assert [(row.rule, row.count) for row in take(importer, *rows).guarded] == [
        ("wrong provider", 1000),
        ("too long", 1000),
    ]


@pytest.fixture
def log_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file for the command, with a data folder of its own."""
    monkeypatch.setenv("KITELOG_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("KITELOG_DATABASE_URL", raising=False)
    file = tmp_path / "log.csv"
    rows = [sent(f"M{n}", **ELKTON | {"provider": "JPay"}) for n in range(12)]
    file.write_text(csv_text(rows), encoding="utf-8", newline="")
    return file


def test_the_command_tells_the_counts_and_its_json_has_them(log_file: Path) -> None:
    told = CliRunner().invoke(app, ["import", "log", str(log_file), "--dry-run"])
    assert told.exit_code == 0
    assert (
        "Dad: 12 messages through JPay, while FCI ELKTON is federal and uses CorrLinks only. "
        "The first is in line 2." in told.output
    )
    document = json.loads(CliRunner().invoke(app, ["import", "log", str(log_file), "--json"]).stdout)
    (row,) = document["guarded"]
    assert row | {"sentence": ""} == {
        "contact": "Dad",
        "rule": "federal",
        "level": "warn",
        "count": 12,
        "example_line": 2,
        "sentence": "",
    }
