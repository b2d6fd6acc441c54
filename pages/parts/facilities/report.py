"""What an import of facilities would do, or did."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from pages.parts.text import literal
from pages.parts.wiring import remembered
from tracker.directory.states import STATES
from tracker.transfer import FacilitiesReport
from tracker.wording import _, ngettext

Row = TypeVar("Row")


def title() -> None:
    """How many facilities there are."""
    count = remembered("facilities.listed", lambda kitelog: kitelog.transfer.listed_facilities())
    if not count:
        st.title(_("No list of facilities yet"))
        st.text(
            _("With the list, Kitelog finds a prison or jail by its name, and knows its clock and address.")
        )
        return
    words = ngettext("{n:,} facility from the list", "{n:,} facilities from the list", count)
    st.title(literal(words.format(n=count)))
    st.text(_("A newer list brings what changed. What you set yourself stays, and nothing is removed."))


def counts(report: FacilitiesReport) -> None:
    """The counts of all rows, those that are none left out."""
    told = (
        (report.read, _("{n:,} read")),
        (report.new, _("{n:,} new")),
        (report.changed, _("{n:,} changed")),
        (report.same, _("{n:,} as before")),
        (report.rejected_total, _("{n:,} cannot be taken")),
        (report.not_in_file, _("{n:,} not in this file, kept")),
    )
    st.text(", ".join(words.format(n=number) for number, words in told if number) or _("No rows."))


def sample(report: FacilitiesReport) -> None:
    """The first few, as they are taken."""
    if report.sample:
        st.text(_("The first of them, with the clock there:"))
        st.dataframe(
            [
                {
                    _("Name"): row.name,
                    _("City"): row.city,
                    _("State"): STATES[row.state].name,
                    _("Time zone"): row.zone,
                }
                for row in report.sample
            ],
            hide_index=True,
        )


def details(report: FacilitiesReport) -> None:
    """What is wrong, what changed and what was guessed, each behind its count."""
    numbered = _("Line") if report.by == "line" else _("Feature")
    _section(
        _("Cannot be taken"),
        report.rejected_total,
        report.rejected,
        lambda row: {
            numbered: row.line,
            _("Column"): row.column,
            _("Value"): row.value,
            _("Why"): row.why,
        },
    )
    for what, heading in _headings():
        _section(
            heading,
            report.total(what),
            report.of(what),
            lambda note: {_("Name"): note.name, _("State"): note.state, _("What"): note.words},
        )
    if report.guessed_zones:
        with st.expander(_("Time zone guessed from the state")):
            st.text("\n".join(report.guessed_zones))
    if report.unknown_columns:
        words = _("Columns without use here: {names}.")
        st.text(words.format(names=", ".join(report.unknown_columns)))


def _headings() -> tuple[tuple[str, str], ...]:
    return (
        ("renamed", _("Renamed")),
        ("closed", _("Closed")),
        ("reopened", _("Open again")),
        ("moved", _("Moved")),
        ("merged", _("Added by you, now of the list")),
        ("elsewhere", _("Place not believed")),
    )


def _section(
    heading: str, total: int, rows: Sequence[Row], cells: Callable[[Row], dict[str, object]]
) -> None:
    if not total:
        return
    with st.expander(literal(f"{heading}: {total:,}"), expanded=False):
        st.dataframe([cells(row) for row in rows], hide_index=True)
        if total > len(rows):
            st.text(_("The first {n:,} are shown.").format(n=len(rows)))
