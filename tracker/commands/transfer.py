"""`kitelog import`, `kitelog export` and `kitelog demo`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands import facilities
from tracker.commands.imports import SHOWN, DryRun, Json, SkipBadRows, answer, say_rejected
from tracker.commands.output import bar, opened, tell
from tracker.wording import _, listed, ngettext

if TYPE_CHECKING:
    from tracker.transfer import ImportReport


File = Annotated[Path, typer.Argument(metavar="FILE", help="The CSV file.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    imports = typer.Typer(no_args_is_help=True, help="Take messages, purchases or facilities from a file.")
    imports.command("log")(import_log)
    imports.command("purchases")(import_purchases)
    facilities.register(imports)
    exports = typer.Typer(no_args_is_help=True, help="Write messages or purchases to a CSV file.")
    exports.command("log")(export_log)
    exports.command("purchases")(export_purchases)
    app.add_typer(imports, name="import")
    app.add_typer(exports, name="export")
    app.command("demo")(demo)


def import_log(
    file: File, dry_run: DryRun = False, skip_bad_rows: SkipBadRows = False, json: Json = False
) -> None:
    """Take messages from a CSV file: all of them, or none when a row is wrong."""
    with opened() as kitelog, bar() as progress:
        report = kitelog.transfer.import_log(
            file, dry_run=dry_run, skip_bad_rows=skip_bad_rows, progress=progress
        )
    answer(report, _tell, as_json=json, dry_run=dry_run)


def import_purchases(
    file: File, dry_run: DryRun = False, skip_bad_rows: SkipBadRows = False, json: Json = False
) -> None:
    """Take purchases from a CSV file: all of them, or none when a row is wrong."""
    with opened() as kitelog, bar() as progress:
        report = kitelog.transfer.import_purchases(
            file, dry_run=dry_run, skip_bad_rows=skip_bad_rows, progress=progress
        )
    answer(report, _tell, as_json=json, dry_run=dry_run)


def export_log(file: File) -> None:
    """Write every message to a CSV file that `kitelog import log` takes back."""
    with opened() as kitelog:
        rows = kitelog.transfer.export_log(file)
    tell(ngettext("{n} message written.", "{n} messages written.", rows).format(n=rows))


def export_purchases(file: File) -> None:
    """Write every purchase to a CSV file that `kitelog import purchases` takes back."""
    with opened() as kitelog:
        rows = kitelog.transfer.export_purchases(file)
    tell(ngettext("{n} purchase written.", "{n} purchases written.", rows).format(n=rows))


def demo(
    remove: Annotated[bool, typer.Option("--remove", help="Take the demo away again.")] = False,
) -> None:
    """Bring a year of made-up data to look around in, or take it away again."""
    with opened() as kitelog:
        if not remove:
            loaded = kitelog.transfer.demo_load()
            sentence = _(
                "The demo is there: {contacts} contacts, {messages} messages, {purchases} purchases."
            )
            tell(
                sentence.format(
                    contacts=loaded.contacts, messages=loaded.messages, purchases=loaded.purchases
                )
            )
            return
        if not kitelog.transfer.demo_present():
            tell(_("There is no demo to remove."))
            return
        gone = kitelog.transfer.demo_remove()
    tell(_("The demo is gone: {rows} rows removed.").format(rows=sum(gone.removed.values())))
    if gone.kept:
        kept = listed([f"{count} {table}" for table, count in sorted(gone.kept.items())])
        tell(_("Kept, because something of your own hangs on it: {kept}.").format(kept=kept))


def _tell(report: "ImportReport") -> None:
    counts = _(
        "{read} rows read: {new} new, {same} known, {changed} known and different, {rejected} rejected."
    )
    tell(
        counts.format(
            read=report.read,
            new=report.new,
            same=report.same,
            changed=report.changed,
            rejected=report.rejected_total,
        )
    )
    say_rejected(report)
    for known in report.changed_rows[:SHOWN]:
        columns = listed(list(known.columns))
        line = _("Line {line}: {ref} is known and stays as it is; the file differs in {columns}.")
        tell(line.format(line=known.line, ref=known.ref, columns=columns))
    if report.unknown_columns:
        tell(_("Columns not known and ignored: {names}.").format(names=", ".join(report.unknown_columns)))
    if report.assumed_zone:
        sentence = _("{n} rows have times without an offset; they were read as {zone}.")
        tell(sentence.format(n=report.assumed_zone_rows, zone=report.assumed_zone))
    for place in report.guessed_zones[:SHOWN]:
        tell(_("Time zone guessed, check it: {place}.").format(place=place))
    _tell_guarded(report)


def _tell_guarded(report: "ImportReport") -> None:
    """What does not fit the places, one line per contact and rule."""
    for row in report.guarded[:SHOWN]:
        tell(f"{row.sentence} " + _("The first is in line {line}.").format(line=row.example_line))
    if len(report.guarded) > SHOWN:
        tell(_("... and {n} more; --json lists them.").format(n=len(report.guarded) - SHOWN))
