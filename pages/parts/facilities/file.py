"""The list as a file: chosen, looked at, imported."""

from typing import Any

import streamlit as st

from pages.parts.facilities import report as report_parts
from pages.parts.facilities.taking import KEPT, Taking, look, take, taking, want
from pages.parts.state import link
from pages.parts.text import literal
from tracker.transfer import FacilitiesReport
from tracker.wording import _, ngettext

MOST_MB = 64


def draw() -> None:
    """The field for the file, and where this file stands."""
    present = taking()
    if present.done is not None:
        _done(present.done)
        return
    st.text(
        _(
            "The list is the file Prison Boundaries of the US government's HIFLD, free to use. Look for it on"
            " the web by that name, and save it as CSV or GeoJSON."
        )
    )
    uploaded = st.file_uploader(
        _("The list, as CSV or GeoJSON"),
        type=["csv", "geojson", "json"],
        max_upload_size=MOST_MB,
        key="facilities.file",
    )
    if uploaded is None:
        return
    if present.file != uploaded.file_id:
        present = st.session_state[KEPT] = Taking(file=uploaded.file_id)
    if present.wanted:
        take(uploaded, present)
    _preview(uploaded, present)


def _preview(uploaded: Any, present: Taking) -> None:
    if present.preview is None:
        look(uploaded, present)
    if present.problem:
        st.error(literal(present.problem), icon=":material/error:")
    if present.stopped:
        st.info(_("Stopped. Nothing was imported."), icon=":material/info:")
    report = present.preview
    if report is None:
        return
    st.subheader(_("What it would do"))
    _wrong(report)
    report_parts.counts(report)
    report_parts.sample(report)
    report_parts.details(report)
    _step(report, present)


def _wrong(report: FacilitiesReport) -> None:
    if not report.refused:
        return
    if not report.read:
        row = report.rejected[0]
        why = f"{row.column}: {row.why}" if row.column else row.why
        words = _("This is no list of facilities. {why}").format(why=why)
        st.error(literal(words), icon=":material/error:")
        return
    words = ngettext(
        "{n:,} row cannot be taken. Correct the file, or leave it out.",
        "{n:,} rows cannot be taken. Correct the file, or leave them out.",
        report.rejected_total,
    )
    st.error(literal(words.format(n=report.rejected_total)), icon=":material/error:")


def _step(report: FacilitiesReport, present: Taking) -> None:
    """The one step from here, where there is any."""
    rows = report.read - report.rejected_total
    if rows <= 0:
        return
    if not report.refused and not report.new and not report.changed:
        st.text(_("All of it is here already."))
        return
    words = _("Import all but these") if report.refused else _("Import")
    st.button(
        words,
        key="facilities.import",
        type="primary",
        icon=":material/upload_file:",
        on_click=want,
        args=(present,),
        kwargs={"skip": report.refused},
    )


def _done(report: FacilitiesReport) -> None:
    st.subheader(_("The list was imported") if report.taken else _("The list was not imported"))
    report_parts.counts(report)
    report_parts.details(report)
    with st.container(horizontal=True, vertical_alignment="center"):
        link("find_provider.py", _("Find provider"), icon=":material/search:")
        st.button(_("Import another list"), key="facilities.again", type="tertiary", on_click=_again)


def _again() -> None:
    st.session_state.pop(KEPT, None)
