"""The wheel is whole: installed elsewhere, `kitelog serve` opens from a folder of its own."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import Hosts, chromium_running, window
from tests.browser.server import ROOT, clean_environment, start
from tests.house.installing import build_wheel, install


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def test_the_wheel_has_every_module_and_data_file_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = {name for name in opened.namelist() if ".dist-info/" not in name}
    for floor in ("pages", "tracker", "storage"):
        there = {
            file for file in (ROOT / floor).rglob("*") if file.is_file() and "__pycache__" not in file.parts
        }
        assert {file.relative_to(ROOT).as_posix() for file in there} <= names
    assert {name.split("/")[0] for name in names} == {"dashboard.py", "pages", "tracker", "storage"}


def test_the_wheel_has_the_same_configuration_as_the_checkout(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        configurations = [name for name in opened.namelist() if name.endswith("config.toml")]
        assert configurations == ["pages/.streamlit/config.toml"]
        assert opened.read(configurations[0]) == (ROOT / ".streamlit" / "config.toml").read_bytes()


@pytest.mark.browser
def test_an_installed_wheel_serves_kitelog_from_an_unrelated_folder(wheel: Path, tmp_path: Path) -> None:
    programs = install(wheel, tmp_path / "environment")
    data = tmp_path / "elsewhere"
    environment = clean_environment(data, {"PYTHONPATH": ""})
    told = subprocess.run(
        [programs / "python", "-c", "import dashboard; print(dashboard.__file__)"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(told.stdout.strip().splitlines()[-1]).is_relative_to(tmp_path)
    server = start(data, {"PYTHONPATH": ""}, program=[str(programs / "kitelog")])
    try:
        server.wait()
        with chromium_running() as browser:
            page = window(browser).new_page()
            hosts = Hosts(page)
            page.goto(server.url)
            expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
            assert "Kitelog" in page.title()
            background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        assert background == "rgb(251, 248, 243)"  # the theme came along
        assert not hosts.others_than(server.url)
    finally:
        assert server.stop() == 0
    assert server.output().strip() == f"Kitelog is at {server.url}"


def test_the_command_tells_its_version(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "tracker.cli", "--version"]
    told = subprocess.run(line, env=clean_environment(tmp_path), capture_output=True, text=True, check=True)
    assert told.stdout.startswith("kitelog ")
