"""`kitelog import facilities`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands.imports import SHOWN, DryRun, Json, SkipBadRows, answer, say_rejected
from tracker.commands.output import bar, opened, tell
from tracker.wording import _, ngettext

if TYPE_CHECKING:
    from tracker.transfer import FacilitiesReport


File = Annotated[Path, typer.Argument(metavar="FILE", help="The list of facilities, CSV or GeoJSON.")]


def register(imports: typer.Typer) -> None:
    """Adds the command to those of `kitelog import`."""
    imports.command("facilities")(import_facilities)


def import_facilities(
    file: File, dry_run: DryRun = False, skip_bad_rows: SkipBadRows = False, json: Json = False
) -> None:
    """Take the government's list of prisons and jails: all of it, or nothing when a row is wrong."""
    with opened() as kitelog, bar() as progress:
        report = kitelog.transfer.import_facilities(
            file, dry_run=dry_run, skip_bad_rows=skip_bad_rows, progress=progress
        )
    answer(report, _tell, as_json=json, dry_run=dry_run)


def _tell(report: "FacilitiesReport") -> None:
    counts = _(
        "{read:,} rows read: {new:,} new, {same:,} the same, {changed:,} changed, {rejected:,} rejected."
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
    say_rejected(report, features=report.by != "line")
    for what, heading in _headings():
        _tell_notes(report, what, heading)
    for own in report.doubtful[:SHOWN]:
        names = "; ".join(f"{other.name}, {other.city}" for other in own.candidates)
        sentence = _("Is {name} the same place as {others}? Say so on the page Facilities.")
        tell(sentence.format(name=own.name, others=names))
    if report.not_in_file:
        sentence = ngettext(
            "{n:,} facility of an earlier list is not in this file; it stays as it is.",
            "{n:,} facilities of an earlier list are not in this file; they stay as they are.",
            report.not_in_file,
        )
        tell(sentence.format(n=report.not_in_file))
    if report.unknown_columns:
        tell(_("Columns not known and ignored: {names}.").format(names=", ".join(report.unknown_columns)))
    for place in report.guessed_zones:
        tell(_("Time zone guessed from the state: {place}.").format(place=place))


def _headings() -> tuple[tuple[str, str], ...]:
    return (
        ("renamed", _("Renamed: {n:,}.")),
        ("closed", _("Closed: {n:,}.")),
        ("reopened", _("Open again: {n:,}.")),
        ("moved", _("Moved: {n:,}.")),
        ("merged", _("Added by you, now of the list: {n:,}.")),
        ("elsewhere", _("With a place in another state, which was not taken: {n:,}.")),
    )


def _tell_notes(report: "FacilitiesReport", what: str, heading: str) -> None:
    total = report.total(what)
    if not total:
        return
    tell(heading.format(n=total))
    for note in report.of(what)[:SHOWN]:
        tell(f"  {note.name}, {note.state}: {note.words}")
    if total > SHOWN:
        tell(_("  ... and {n:,} more; --json lists them.").format(n=total - SHOWN))
