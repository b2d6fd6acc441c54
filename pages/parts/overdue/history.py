"""How earlier waits ended, and where messages get stuck."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.overdue import chart
from pages.parts.text import when
from pages.parts.wiring import remembered, zone
from tracker.overdue import FlagCard
from tracker.wording import _, day_words, ngettext, time_words

# So that the page costs the same however long a family has been writing.
NEWEST = 100


def draw() -> None:
    """The chart when there is enough to see, and the table of the flags that ended."""
    flags = remembered("overdue.flags", lambda kitelog: kitelog.overdue.flags(NEWEST))
    chart.draw(flags)
    ended = [flag for flag in flags if flag.state == "cleared"]
    if not ended:
        return
    st.subheader(_("How earlier waits ended"))
    st.dataframe(table(ended), hide_index=True, alt=_told(ended), key="overdue.history")


def table(flags: Sequence[FlagCard]) -> list[dict[str, str]]:
    """A row for each flag; a dataframe's cells show what was typed as it is."""
    return [
        {
            _("Person"): flag.message.contact,
            _("How it ended"): end_words(flag.ended_by),
            _("Overdue since"): _when(flag.due_at),
            _("Ended"): _when(flag.cleared_at),
            _("Facility"): flag.message.facility or "",
            _("Provider"): flag.message.provider,
            _("Why"): flag.why,
        }
        for flag in flags
    ]


def end_words(ended_by: str | None) -> str:
    """What ended a flag, for people."""
    words = {
        "news": _("News came"),
        "answered": _("Answered"),
        "rejected": _("Rejected"),
        "returned": _("Returned"),
        "closed": _("You closed it"),
        "recounted": _("Counted anew"),
        "deleted": _("You deleted the message"),
    }
    return words.get(ended_by or "", ended_by or "")


def _told(ended: Sequence[FlagCard]) -> str:
    number = len(ended)
    words = ngettext(
        "{n} wait that ended; the newest ended {when}.",
        "{n} waits that ended; the newest ended {when}.",
        number,
    )
    newest = max(flag.cleared_at for flag in ended if flag.cleared_at)
    return words.format(n=number, when=when(newest))


def _when(instant: datetime | None) -> str:
    if instant is None:
        return ""
    local = instant.astimezone(ZoneInfo(zone()))
    return f"{day_words(local.date(), year=True)}, {time_words(local)}"
