"""What the commands that import say alike."""

from typing import TYPE_CHECKING

from tracker.commands.output import say
from tracker.wording import _

if TYPE_CHECKING:
    from tracker.transfer import ImportReport

SHOWN = 20


def say_rejected(report: "ImportReport", *, features: bool = False) -> None:
    """The first rows refused, with line (of a map: feature), column and reason; and how many more."""
    words = _("Feature {line}, {column}") if features else _("Line {line}, {column}")
    for row in report.rejected[:SHOWN]:
        where = words.format(line=row.line, column=row.column or _("whole file"))
        say(f"{where}: {row.value!r}: {row.why}" if row.value else f"{where}: {row.why}")
    if report.rejected_total > SHOWN:
        say(_("... and {n} more; --json lists them.").format(n=report.rejected_total - SHOWN))
