"""What the commands that import take and say alike."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from tracker.commands.output import print_json, say, tell
from tracker.wording import _

if TYPE_CHECKING:
    from tracker.transfer import ImportReport

SHOWN = 20

DryRun = Annotated[bool, typer.Option("--dry-run", help="Check and count, keep nothing.")]
SkipBadRows = Annotated[bool, typer.Option("--skip-bad-rows", help="Import the rows that can be taken.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]

Report = TypeVar("Report", bound="ImportReport")


def answer(report: Report, words: Callable[[Report], None], *, as_json: bool, dry_run: bool) -> None:
    """The report on standard output; exit 1 when the file was refused."""
    if as_json:
        print_json(report.document())
    else:
        words(report)
        if report.refused:
            say(_("Nothing was imported. Correct the file, or use --skip-bad-rows."))
        elif dry_run:
            tell(_("Dry run: nothing was kept."))
    if report.refused:
        raise typer.Exit(1)


def say_rejected(report: "ImportReport", *, features: bool = False) -> None:
    """The first rows refused, with line (of a map: feature), column and reason; and how many more."""
    words = _("Feature {line}, {column}") if features else _("Line {line}, {column}")
    for row in report.rejected[:SHOWN]:
        where = words.format(line=row.line, column=row.column or _("whole file"))
        say(f"{where}: {row.value!r}: {row.why}" if row.value else f"{where}: {row.why}")
    if report.rejected_total > SHOWN:
        say(_("... and {n} more; --json lists them.").format(n=report.rejected_total - SHOWN))
