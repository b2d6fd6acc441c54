"""Promises about the tree that no other tool keeps."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.browser.server import ROOT

FLOORS = ("pages", "tracker", "storage")
LOCKS = ("run.txt", "dev.txt")


def lock(name: str) -> str:
    return (ROOT / "requirements" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("floor", FLOORS)
def test_each_folder_with_code_is_a_package(floor: str) -> None:
    """import-linter passes over a folder without `__init__.py` in silence."""
    folders = {file.parent for file in (ROOT / floor).rglob("*.py")}
    assert folders
    bare = [str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").is_file()]
    assert not bare


@pytest.mark.parametrize("name", LOCKS)
def test_each_pin_has_hashes_and_names_no_index(name: str) -> None:
    text = lock(name)
    assert "://" not in text
    assert not re.search(r"^--(index-url|extra-index-url|find-links)", text, re.MULTILINE)
    entries = text.replace("\\\n", " ").splitlines()
    pins = [entry for entry in entries if entry and not entry.startswith("#")]
    assert len(pins) > 40
    for pin in pins:
        assert re.match(r"[a-z0-9._-]+(\[[a-z0-9,-]+\])?==\S+ ", pin), pin[:80]
        assert "--hash=sha256:" in pin, pin[:80]


def test_the_lock_of_the_tests_agrees_with_the_lock_of_the_program() -> None:
    pins = [
        set(re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", lock(name), re.MULTILINE)) for name in LOCKS
    ]
    assert pins[0] <= pins[1]


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.split(r"[\[<>=]", line)[0] for line in project["project"]["dependencies"]}
    assert wanted <= set(re.findall(r"^([a-z0-9._-]+)", lock("run.txt"), re.MULTILINE))


def test_the_gate_runs_check_and_test_and_nothing_else() -> None:
    gate = ROOT / ".ci" / "run"
    assert gate.stat().st_mode & 0o111
    commands = [line for line in gate.read_text(encoding="utf-8").splitlines() if line.startswith("make")]
    assert commands == ["make check", "make test"]


def test_there_is_one_configuration_file() -> None:
    tracked = (path for floor in (".streamlit", *FLOORS) for path in (ROOT / floor).rglob("*.toml"))
    # The files of the catalogue and of statements hold facts, no settings.
    facts = {"catalogue", "statements"}
    settings = [path.relative_to(ROOT) for path in tracked if not facts & set(path.parts)]
    assert settings == [Path(".streamlit/config.toml")]
