"""`kitelog doctor`: looks at the database, the scheduler and the clock, and says what is wrong."""

from typing import Annotated

import typer

from tracker.commands.output import opened, print_json, tell


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Check that all is well; exit 1 with what is not."""
    from tracker.doctor import examine  # noqa: PLC0415

    with opened() as kitelog:
        results = examine(kitelog)
        place = str(kitelog.settings.url.render_as_string(hide_password=True))
    if as_json:
        checks = [{"name": result.name, "findings": list(result.findings)} for result in results]
        ok = not any(result.findings for result in results)
        print_json({"ok": ok, "database": place, "checks": checks})
    else:
        tell(f"data: {place}")
        for result in results:
            tell(f"{result.name}: {'fine' if not result.findings else ''}".rstrip())
            for finding in result.findings:
                tell(f"  {finding}")
    if any(result.findings for result in results):
        raise typer.Exit(1)
