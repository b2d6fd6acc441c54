"""The statement as a file: chosen, and read anew whenever its columns or the household's data change."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.parts.text import literal
from pages.parts.wiring import kitelog
from tracker.errors import KitelogError
from tracker.spend.statements import Columns, Statement
from tracker.wording import _

KEPT = "statement.reading"
MOST_MB = 64


@dataclass
class Reading:
    """Where one uploaded file stands: how it is read, what was read of it last, and beside which data."""

    file: str = ""
    columns: Columns | None = None
    statement: Statement | None = None
    revision: int = -1
    fresh: bool = False


def reading() -> Reading:
    """This session's."""
    kept: Reading | None = st.session_state.get(KEPT)
    if kept is None:
        kept = st.session_state[KEPT] = Reading()
    return kept


def read_as(columns: Columns) -> None:
    """Reads the file so from now on."""
    present = reading()
    present.columns, present.fresh = columns, False


def choose() -> Any:
    """The field for the file; what was chosen, None without one."""
    return st.file_uploader(
        _("The statement, as CSV"),
        max_upload_size=MOST_MB,
        key="statement.file",
        help=_("On the bank's page it is often under Download, Export or Account activity."),
    )


def read(uploaded: Any) -> Statement | None:
    """What the file says; why it cannot be read is shown, above what it said by the columns before."""
    present = reading()
    if present.file != uploaded.file_id:
        present = st.session_state[KEPT] = Reading(uploaded.file_id)
    revision = kitelog().database.revision()
    if present.fresh and present.revision == revision:
        return present.statement
    words = _("Reading the statement.")
    bar = st.progress(0.0, text=words)

    def moved(done: int, total: int) -> None:
        bar.progress(min(done / total, 1.0), text=words)

    try:
        present.statement = kitelog().statements.read(uploaded.getvalue(), present.columns, moved)
        present.fresh, present.revision = True, revision
    except KitelogError as error:
        st.error(literal(str(error)), icon=":material/error:")
    finally:
        bar.empty()
    return present.statement
