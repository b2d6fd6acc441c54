"""The command line's edge: quick help, exit codes, one sentence for a refusal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.server import clean_environment

COMMANDS = ("serve", "worker", "doctor")
HEAVY = ("streamlit", "pandas", "plotly", "numpy", "sqlalchemy", "apscheduler")


def kitelog(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "tracker.cli", *args]
    environment = clean_environment(folder, env)
    return subprocess.run(
        line, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_help_names_the_commands(tmp_path: Path) -> None:
    told = kitelog(tmp_path, "--help")
    assert told.returncode == 0
    assert all(command in told.stdout for command in COMMANDS)


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    """What keeps `kitelog --help` under half a second."""
    code = f"import sys, tracker.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    line = [sys.executable, "-c", code]
    told = subprocess.run(line, env=clean_environment(tmp_path), capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "args", [("fly",), ("serve", "--port", "abc"), ("serve", "--port", "0"), ("doctor", "x")]
)
def test_wrong_usage_is_exit_2(args: tuple[str, ...], tmp_path: Path) -> None:
    told = kitelog(tmp_path, *args)
    assert (told.returncode, told.stdout) == (2, "")


def test_a_bad_setting_is_one_sentence_and_nothing_on_standard_output(tmp_path: Path) -> None:
    told = kitelog(tmp_path, "doctor", "--json", KITELOG_LOG_LEVEL="loud")
    assert (told.returncode, told.stdout) == (1, "")
    assert "KITELOG_LOG_LEVEL" in told.stderr
    assert told.stderr.count("\n") == 1


def test_doctor_finds_a_new_kitelog_well(tmp_path: Path) -> None:
    told = kitelog(tmp_path, "doctor", "--json")
    assert told.returncode == 0, told.stdout + told.stderr
    document = json.loads(told.stdout)
    assert document["ok"] is True
    assert {check["name"] for check in document["checks"]} >= {"database file", "keys", "tables", "clock"}
    assert "database file: fine" in kitelog(tmp_path, "doctor").stdout
