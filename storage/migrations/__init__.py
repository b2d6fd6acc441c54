"""The steps that bring a database of any earlier Kitelog to today's tables. A released step never changes."""

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

FOLDER = Path(__file__).parent
STEPS = FOLDER / "versions"
# Tests add a folder of later steps.
STEP_FOLDERS: tuple[Path, ...] = (STEPS,)


def config(connection: Connection | None = None, **options: Any) -> Config:
    """Alembic's settings, without an ini file, so that they hold in an installed wheel too.

    `options` go to `context.configure`.
    """
    settings = Config()
    settings.set_main_option("script_location", _literal(FOLDER))
    settings.set_main_option("path_separator", "newline")
    settings.set_main_option("version_locations", "\n".join(map(_literal, STEP_FOLDERS)))
    settings.attributes["connection"] = connection
    settings.attributes["options"] = options
    return settings


def head() -> str:
    """The revision that this Kitelog works with."""
    return known()[0]


def known() -> list[str]:
    """Every revision this Kitelog knows, the newest first."""
    return [step.revision for step in ScriptDirectory.from_config(config()).walk_revisions()]


def _literal(path: Path) -> str:
    return str(path).replace("%", "%%")
