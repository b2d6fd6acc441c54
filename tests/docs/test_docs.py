"""The docs name what there is, and what they name is there."""

import re
import tomllib
from pathlib import Path

import pytest
import typer.main

from storage.tables import metadata
from tracker.cli import app
from tracker.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
DOCS += sorted((ROOT / "docs").rglob("*.md"))
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(doc: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", doc.read_text())
    missing = [target for target in targets if not (doc.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_described(command: str) -> None:
    assert f"`kitelog {command}" in (ROOT / "docs/commands.md").read_text()


def test_every_command_that_is_described_exists() -> None:
    described = set(re.findall(r"^\| `kitelog (\w+)", (ROOT / "docs/commands.md").read_text(), re.MULTILINE))
    assert described == set(COMMANDS)


def test_every_setting_is_described() -> None:
    readme = (ROOT / "README.md").read_text()
    assert [name for name in Settings.model_fields if f"`KITELOG_{name.upper()}`" not in readme] == []


def test_every_table_is_described() -> None:
    text = (ROOT / "docs/data-model.md").read_text()
    assert [name for name in metadata.tables if f"`{name}`" not in text] == []


def test_every_room_is_described() -> None:
    text = (ROOT / "docs/architecture.md").read_text()
    rooms = {path.parent.name for path in (ROOT / "tracker").glob("*/__init__.py")}
    assert [room for room in sorted(rooms) if f"`{room}`" not in text] == []


def test_every_make_target_that_is_described_exists() -> None:
    described = set(re.findall(r"^make (\w+)", (ROOT / "CONTRIBUTING.md").read_text(), re.MULTILINE)) | {
        "run"
    }
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert described <= targets


def test_the_changes_know_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()


def test_every_decision_is_numbered_once() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs/decisions").glob("*.md")]
    assert sorted(numbers) == [f"{number:04d}" for number in range(1, len(numbers) + 1)]
