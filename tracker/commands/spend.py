"""`kitelog spend`: what each provider cost, by month."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands.output import opened, print_json, say, tell

if TYPE_CHECKING:
    from tracker.spend import SpendTable
    from tracker.spend.table import Figures

WIDE = 10_000
FROM = typer.Option(
    "--from", metavar="DAY", help="The first day, like 2026-11-01; all the past if not given."
)
TO = typer.Option("--to", metavar="DAY", help="The last day, included; open if not given.")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(spend)


def parse_day(text: str | None, option: str) -> date | None:
    """A day from the command line. Raises BadParameter (exit 2) for anything but `2026-11-23`."""
    # Loaded where they are used: `kitelog --help` needs none of it.
    from tracker.errors import InvalidInputError  # noqa: PLC0415
    from tracker.spend.asked import read_day  # noqa: PLC0415

    try:
        return None if text is None else read_day(text or "nothing", option)
    except InvalidInputError as error:
        raise typer.BadParameter(f"{text!r} is no day. {error}", param_hint=option) from error


def spend(
    from_day: Annotated[str | None, FROM] = None,
    to_day: Annotated[str | None, TO] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show what was paid and used per provider and month; both days are included."""
    since, until = parse_day(from_day, "--from"), parse_day(to_day, "--to")
    if since and until and until < since:
        raise typer.BadParameter("The last day is before the first.", param_hint="--to")
    with opened() as kitelog:
        table = kitelog.spend.table(since, until)
    if as_json:
        from tracker.spend.table import document  # noqa: PLC0415

        print_json(document(table))
    else:
        tell_table(table)


def tell_table(table: "SpendTable") -> None:
    """The table in aligned columns; outside a terminal as wide as its contents."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    drawn = Table(box=None, pad_edge=False)
    for name in ("Month", "Provider"):
        drawn.add_column(name, no_wrap=True)
    for name in ("Messages", "Paid", "Used", "Fees", "Lost", "Without a price"):
        drawn.add_column(name, justify="right")
    for row in table.rows:
        drawn.add_row(row.month, Text(printable(row.name)), *_cells(row.figures))
    drawn.add_section()
    drawn.add_row("", "Total", *_cells(table.total))
    console = Console(color_system=None, width=None if sys.stdout.isatty() else WIDE)
    with console.capture() as captured:
        console.print(drawn)
    for line in captured.get().splitlines():
        tell(line.rstrip())
    if table.total.unpriced:
        say(f"{table.total.unpriced:,} without a price count as $0.00.")


def _cells(found: "Figures") -> list[str]:
    from tracker.wording import money_words  # noqa: PLC0415

    dollars = [amount for amount in (found.paid, found.used, found.fees, found.lost) if amount is not None]
    return [f"{found.messages:,}", *(money_words(amount) for amount in dollars), f"{found.unpriced:,}"]


def printable(name: str) -> str:
    """A name on one line, without signs that a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in name)
