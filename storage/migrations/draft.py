"""Drafts a migration from the difference between the tables and the steps so far; for developers.

`python -m storage.migrations.draft --first` draws the first step anew (until the first release only);
`python -m storage.migrations.draft "rates and quotes"` drafts the next one, to be read and corrected by hand.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from alembic import command
from alembic.operations import ops
from sqlalchemy import Column, create_engine
from sqlmodel.sql.sqltypes import AutoString

from storage import migrations
from storage.types import Exact, Id, UtcDateTime


def render(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """The column types of Kitelog as the plain ones that the template names."""
    if kind == "type":
        if item is Id:
            return "ID"
        if isinstance(item, UtcDateTime):
            return "INSTANT"
        if isinstance(item, Exact):
            return "MONEY"
        if isinstance(item, AutoString):
            return "sa.String()"
    return False


def complete(_context: object, _revision: object, directives: list[Any]) -> None:
    """Says what Alembic leaves out: keys that the database does not number by itself."""
    for made in directives[0].upgrade_ops.ops:
        for item in made.columns if isinstance(made, ops.CreateTableOp) else ():
            if isinstance(item, Column) and item.primary_key and item.default is not None:
                item.autoincrement = False


def complete_first(context: object, revision: object, directives: list[Any]) -> None:
    """Adds the one row that every transaction counts on."""
    complete(context, revision, directives)
    directives[0].upgrade_ops.ops.append(
        ops.ExecuteSQLOp("INSERT INTO data_revision (id, value) VALUES (1, 0)")
    )


def draft(message: str, *, first: bool = False) -> Path:
    """Writes the step and says where; the first step replaces the one that was there."""
    with TemporaryDirectory() as folder, create_engine("sqlite://").begin() as connection:
        if first:
            migrations.STEP_FOLDERS = (Path(folder),)
        command.upgrade(migrations.config(connection), "head")
        settings = migrations.config(
            connection,
            render_item=render,
            render_as_batch=not first,
            process_revision_directives=complete_first if first else complete,
        )
        number = len(migrations.known()) + 1
        made = command.revision(settings, message, autogenerate=True, rev_id=f"{number:04}")
        if made is None or isinstance(made, list):
            raise RuntimeError("Alembic wrote no step, or several")
        file = Path(made.path)
        kept = [line for line in file.read_text().splitlines(keepends=True) if "# ### " not in line]
        file.write_text("".join(kept))
        if first:
            for old in migrations.STEPS.glob("0001_*.py"):
                old.unlink()
            file = Path(shutil.move(file, migrations.STEPS))
    for tool in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        command_line = [sys.executable, "-m", "ruff", *tool, str(file)]
        subprocess.run(command_line, check=True)  # noqa: S603 - our own linter on our own file
    return file


if __name__ == "__main__":
    words = " ".join(sys.argv[1:])
    if not words:
        sys.exit(__doc__)
    sys.stdout.write(f"{draft('The first tables', first=True) if words == '--first' else draft(words)}\n")
