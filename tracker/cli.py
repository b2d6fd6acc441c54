"""The `kitelog` command: its parts come from `tracker.commands`, its refusals end here."""

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from tracker.commands import checks, find, overdue, serving, spend, transfer
from tracker.commands.output import say
from tracker.errors import KitelogError

app = typer.Typer(
    name="kitelog",
    help="Log messages to someone inside, see what is overdue and what it costs.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kitelog {version('kitelog')}")
        raise typer.Exit


@app.callback()
def _kitelog(
    _version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    """Holds what every command shares."""


for part in (serving, overdue, spend, find, transfer, checks):
    part.register(app)


def main() -> None:
    """Runs a command. Exit 0 done, 1 what was asked about is wrong, 2 wrong usage."""
    try:
        app()
    except KitelogError as error:
        say(str(error))
        sys.exit(1)


if __name__ == "__main__":
    main()
