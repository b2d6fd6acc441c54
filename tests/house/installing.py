"""Builds the wheel and installs it in an environment of its own, from the lock."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.browser.server import ROOT

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info", "tests", "docs", "*.db")


def uv() -> str:
    """The uv on the PATH, else the one that `make` put beside this Python."""
    found = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    assert found, "uv is missing: run the tests with `make test`"
    return found


def build_wheel(folder: Path) -> Path:
    """Builds from a copy of the tree, so that the checkout stays clean."""
    tree = folder / "tree"
    shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
    shutil.copytree(ROOT / ".streamlit", tree / ".streamlit")
    line = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(tree)]
    built = subprocess.run(line, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


def install(wheel: Path, environment: Path) -> Path:
    """Installs the wheel and the locked packages that it needs; gives the folder of its programs."""
    home = {**os.environ, "VIRTUAL_ENV": str(environment)}
    lock = str(ROOT / "requirements" / "run.txt")
    for line in (
        ["venv", "--quiet", "--python", sys.executable, str(environment)],
        ["pip", "install", "--quiet", "--require-hashes", "--requirement", lock],
        ["pip", "install", "--quiet", "--no-deps", str(wheel)],
    ):
        done = subprocess.run([uv(), *line], env=home, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return environment / ("Scripts" if os.name == "nt" else "bin")
