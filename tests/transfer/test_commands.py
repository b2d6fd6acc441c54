"""`kitelog import`, `kitelog export` and `kitelog demo`, as typed."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from tests.transfer.files import bought, csv_text, received, sent
from tracker.commands import output, transfer
from tracker.errors import InvalidInputError
from tracker.transfer.columns import PURCHASES


class Line:
    """A command line on a household of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.app = typer.Typer()
        transfer.register(self.app)
        self.env = {"KITELOG_DATA_DIR": str(folder / "data"), "KITELOG_DATABASE_URL": "", "COLUMNS": "200"}

    def run(self, *args: str) -> Result:
        """Runs a command."""
        return CliRunner().invoke(self.app, args, env=self.env)

    def file(self, text: str, name: str = "log.csv") -> str:
        """Writes a file and gives its path."""
        (self.folder / name).write_bytes(text.encode())
        return str(self.folder / name)


@pytest.fixture
def line(tmp_path: Path) -> Line:
    """A command line with an empty data folder."""
    return Line(tmp_path)


def document(result: Result) -> Any:
    """The one JSON document on standard output."""
    return json.loads(result.stdout)


ROWS = [sent("M1", at="2025-11-03T10:00:00-05:00"), received("R1", "M1", at="2025-11-04T10:00:00-05:00")]


def test_an_import_answers_in_json_and_nothing_else(line: Line) -> None:
    told = line.run("import", "log", line.file(csv_text(ROWS)), "--json")
    assert told.exit_code == 0
    found = document(told)
    assert {name: found[name] for name in ("read", "new", "same", "changed", "rejected")} == {
        "read": 2,
        "new": 2,
        "same": 0,
        "changed": 0,
        "rejected": [],
    }
    assert document(line.run("import", "log", line.file(csv_text(ROWS)), "--json"))["same"] == 2


def test_a_bad_file_is_exit_1_with_line_column_value_and_reason(line: Line) -> None:
    file = line.file(csv_text([*ROWS, sent("M2", cost_usd="1,50")]))
    told = line.run("import", "log", file, "--json")
    assert told.exit_code == 1
    assert document(told)["rejected"] == [
        {
            "line": 4,
            "column": "cost_usd",
            "value": "1,50",
            "why": "Write the dollars with a point and no comma, like 1.50.",
        }
    ]
    told = line.run("import", "log", file)
    assert told.exit_code == 1
    assert "Line 4, cost_usd: '1,50': Write the dollars with a point" in told.stderr
    assert "Nothing was imported" in told.stderr


def test_bad_rows_can_be_skipped(line: Line) -> None:
    file = line.file(csv_text([*ROWS, sent("M2", cost_usd="1,50")]))
    told = line.run("import", "log", file, "--skip-bad-rows")
    assert told.exit_code == 0
    assert "3 rows read: 2 new, 0 known, 0 known and different, 1 rejected." in told.stdout


def test_a_report_in_words_tells_all_there_is_to_know(line: Line) -> None:
    rows = [
        sent("M1", facility="Somewhere", state="TN", at="2025-11-03 10:00", mood="fine"),
        *(sent(f"M{n}", cost_usd="x", at="2025-11-03 10:00") for n in range(2, 30)),
    ]
    told = line.run("import", "log", line.file(csv_text(rows)), "--skip-bad-rows")
    assert "Columns not known and ignored: mood." in told.stdout
    assert "rows have times without an offset" in told.stdout
    assert "Time zone guessed, check it: Somewhere, TN: America/Chicago." in told.stdout
    assert "... and 8 more" in told.stderr
    told = line.run("import", "log", line.file(csv_text([rows[0] | {"cost_usd": "9"}])))
    assert "M1 is known and stays as it is; the file differs in cost_usd." in told.stdout


def test_a_dry_run_says_so(line: Line) -> None:
    told = line.run("import", "log", line.file(csv_text(ROWS)), "--dry-run")
    assert "2 new" in told.stdout
    assert "nothing was kept" in told.stdout
    assert document(line.run("import", "log", line.file(csv_text(ROWS)), "--json"))["new"] == 2


def test_purchases_and_exports(line: Line) -> None:
    file = line.file(csv_text([bought("P1")], PURCHASES), "purchases.csv")
    assert "1 new" in line.run("import", "purchases", file).stdout
    line.run("import", "log", line.file(csv_text(ROWS)))
    told = line.run("export", "log", str(line.folder / "out.csv"))
    assert told.stdout == "2 messages written.\n"
    told = line.run("export", "purchases", str(line.folder / "bought.csv"))
    assert told.stdout == "1 purchase written.\n"
    with (line.folder / "out.csv").open(newline="") as out:
        assert [row["ref"] for row in csv.DictReader(out)] == ["M1", "R1"]


def test_a_missing_file_is_one_sentence(line: Line) -> None:
    told = line.run("import", "log", str(line.folder / "none.csv"))
    assert isinstance(told.exception, InvalidInputError)
    assert "There is no file" in str(told.exception)


@pytest.mark.parametrize(
    "args", [("import", "log"), ("import", "letters", "x"), ("export", "log"), ("demo", "x")]
)
def test_wrong_usage_is_exit_2(line: Line, args: tuple[str, ...]) -> None:
    assert line.run(*args).exit_code == 2


def test_the_demo_comes_and_goes(line: Line) -> None:
    assert line.run("demo", "--remove").stdout == "There is no demo to remove.\n"
    assert "The demo is there: 3 contacts" in line.run("demo").stdout
    assert "already" in str(line.run("demo").exception)
    told = line.run("demo", "--remove")
    assert "rows removed" in told.stdout
    assert "Kept" not in told.stdout


def test_what_the_demo_leaves_is_said(line: Line) -> None:
    line.run("demo")
    line.run("export", "log", str(line.folder / "out.csv"))
    with (line.folder / "out.csv").open(newline="") as out:
        first = next(row for row in csv.DictReader(out) if row["direction"] == "sent")
    where = ("contact", "id_number", "facility", "state", "provider", "at")
    own = received("R1") | {name: first[name] for name in where}
    line.run("import", "log", line.file(csv_text([own])))
    told = line.run("demo", "--remove")
    assert "Kept, because something of your own hangs on it: 1 contact" in told.stdout


def test_a_watched_import_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with output.bar() as progress:
        assert progress is not None
        progress(1, 2)
        progress(2, 2)
