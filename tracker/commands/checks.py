"""`kitelog doctor`: looks at the database, the scheduler and the clock, and says what is wrong."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands.output import opened, print_json, tell
from tracker.wording import _, ngettext

if TYPE_CHECKING:
    from tracker.doctor import OldFact

SHOWN = 20


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    add_up: Annotated[
        bool, typer.Option("--mend", help="First add up anew what is kept of spend by month.")
    ] = False,
) -> None:
    """Check that all is well; exit 1 with what is not."""
    from tracker.doctor import examine, facts_to_read_again, mend  # noqa: PLC0415

    with opened() as kitelog:
        if add_up:
            mend(kitelog)
        results = examine(kitelog)
        old = facts_to_read_again(kitelog)
        place = str(kitelog.settings.url.render_as_string(hide_password=True))
    if as_json:
        checks = [{"name": result.name, "findings": list(result.findings)} for result in results]
        ok = not any(result.findings for result in results)
        refresh = [{**asdict(fact), "as_of": fact.as_of.isoformat()} for fact in old]
        print_json({"ok": ok, "database": place, "checks": checks, "refresh": refresh})
    else:
        tell(f"data: {place}")
        for result in results:
            tell(f"{result.name}: {'fine' if not result.findings else ''}".rstrip())
            for finding in result.findings:
                tell(f"  {finding}")
        if old:
            _tell_old(old)
    if any(result.findings for result in results):
        raise typer.Exit(1)


def _tell_old(old: list["OldFact"]) -> None:
    """What somebody should look up again; no fault of this household."""
    sentence = ngettext(
        "{n} fact of the catalogue is older than two years or bears no date:",
        "{n} facts of the catalogue are older than two years or bear no date:",
        len(old),
    )
    tell(sentence.format(n=len(old)))
    for fact in old[:SHOWN]:
        tell(f"  {fact.words} ({fact.source_date or _('undated')})")
    if len(old) > SHOWN:
        tell(_("  ... and {n} more; --json lists them.").format(n=len(old) - SHOWN))
