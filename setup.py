"""Adds the one configuration file of a checkout to the wheel; everything else is in pyproject.toml."""

from pathlib import Path
from shutil import copyfile

from setuptools import setup
from setuptools.command.build_py import build_py

CONFIG = Path(".streamlit", "config.toml")


class BuildWithConfig(build_py):
    """Copies the file among the pages, where `kitelog serve` finds it."""

    def run(self) -> None:
        """Builds."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib, "pages", CONFIG)
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(CONFIG, target)


setup(cmdclass={"build_py": BuildWithConfig})
