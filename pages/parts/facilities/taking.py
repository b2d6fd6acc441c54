"""A list that was uploaded: looked at first, then imported, with progress and a way to stop."""

import math
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from pages.parts.wiring import kitelog
from tracker.errors import KitelogError
from tracker.transfer import FacilitiesReport
from tracker.wording import _

KEPT = "facilities.taking"


@dataclass
class Taking:
    """Where one uploaded file stands: what it would do, what is asked for, and what it did."""

    file: str = ""
    preview: FacilitiesReport | None = None
    wanted: bool = False
    skip: bool = False
    stopped: bool = False
    done: FacilitiesReport | None = None
    problem: str = ""


def taking() -> Taking:
    """This session's."""
    kept: Taking | None = st.session_state.get(KEPT)
    if kept is None:
        kept = st.session_state[KEPT] = Taking()
    return kept


def want(present: Taking, *, skip: bool) -> None:
    """Asks for the import. A second press of the button asks for nothing more."""
    if present.done is None:
        present.wanted, present.skip, present.stopped = True, skip, False


def stop(present: Taking) -> None:
    """Takes the wish back. The run that imports ends at its next step, and nothing of it stays."""
    present.wanted, present.stopped = False, True


def look(uploaded: Any, present: Taking) -> None:
    """Finds out what the file would do."""
    report = _run(uploaded, present, _("Reading the list."), dry_run=True)
    if report is not None:
        present.preview = report


def take(uploaded: Any, present: Taking) -> None:
    """Imports the file, and notes what it did before anything is drawn."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(_("Importing. Nothing is kept until all of it is."))
        st.button(_("Stop"), key="facilities.stop", icon=":material/stop:", on_click=stop, args=(present,))
    report = _run(uploaded, present, _("Importing the list."), dry_run=False)
    present.wanted, present.done = False, report
    st.rerun()


def _run(uploaded: Any, present: Taking, words: str, *, dry_run: bool) -> FacilitiesReport | None:
    present.problem = ""
    bar = st.progress(0.0, text=words)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "list"
            path.write_bytes(uploaded.getbuffer())
            return kitelog().transfer.import_facilities(
                path, dry_run=dry_run, skip_bad_rows=present.skip and not dry_run, progress=_shown(bar, words)
            )
    except KitelogError as error:
        present.problem = str(error)
        return None
    finally:
        bar.empty()


def _shown(bar: Any, words: str) -> Callable[[int, int], None]:
    """Moves the bar by whole percents: each move is a message to the browser."""
    percent = -1

    def moved(done: int, total: int) -> None:
        nonlocal percent
        now = math.floor(100 * done / total) if total else 0
        if now > percent:
            percent = now
            bar.progress(now / 100, text=words)

    return moved
