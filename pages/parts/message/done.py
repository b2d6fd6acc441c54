"""What is being done on a page, and what was just done, with the way back.

`place` names the page or the part of it; each has its own line and its own open form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import streamlit as st

from pages.parts.edge import above, submit
from pages.parts.state import form
from pages.parts.wiring import now
from tracker.wording import _

T = TypeVar("T")

# Long enough to notice a mistake, short enough that the line does not stand there all day.
UNDO_SHOWN = timedelta(minutes=10)


@dataclass(frozen=True)
class Done:
    """What was done, in words as typed; `undo` takes it back."""

    words: str
    at: datetime
    undo: Callable[[], object] | None


def act(
    place: str,
    write: Callable[[str], T],
    content: object,
    words: str | Callable[[T], str],
    undo: Callable[[T], Callable[[], object]] | None = None,
    *,
    form_name: str = "",
) -> T | None:
    """Runs a write once, as `submit` does, and keeps what was done for `show_done`; closes the open form.

    `words` tells it and `undo` gives what takes it back, from the write's answer where they need it. A
    refusal is shown by `show_done`, or, with `form_name`, by that form. The answer must not be None.
    """
    # Taken before the write: from there on nothing may be interrupted until the note is kept.
    line, at = form(_name(place)), now()
    answer = submit(form_name or _name(place), write, (place, content))
    if answer is None:
        return None
    told = words if isinstance(words, str) else words(answer)
    line.notice = Done(told, at, undo(answer) if undo else None)
    stop(place)
    return answer


def silent(write: Callable[[], object]) -> Callable[[str], bool]:
    """A write that gives no answer, as `act` takes it."""

    def written(_form: str) -> bool:
        write()
        return True

    return written


def show_done(place: str) -> None:
    """One line about what was just done, with Undo where it can be taken back; or why it was refused."""
    kept = form(_name(place))
    above(_name(place))
    kept.problem = None
    done = kept.notice
    if not isinstance(done, Done) or now() - done.at > UNDO_SHOWN:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"{_name(place)}.line"):
        st.markdown(":material/check:", width="content")
        st.text(done.words)
        if done.undo is not None:
            st.button(
                _("Undo"), key=f"{_name(place)}.undo", type="tertiary", on_click=_undo, args=(place, done)
            )


def doing(place: str) -> tuple[int, str] | None:
    """Which form is open at a place: the key of what it is about, and what is being done."""
    opened: tuple[int, str] | None = st.session_state.get(f"{place}.doing")
    return opened


def toggle(place: str, about: int, what: str) -> None:
    """Opens a form, or closes it when it is the open one."""
    st.session_state[f"{place}.doing"] = None if doing(place) == (about, what) else (about, what)


def stop(place: str) -> None:
    """Closes the open form of a place."""
    st.session_state[f"{place}.doing"] = None


def opener(place: str, about: int, what: str, label: str, *, first: bool = False) -> None:
    """The button that opens a form and closes it again; `label` is markdown, `first` for the likely step."""
    st.button(
        label,
        key=f"{place}.{about}.{what}",
        type="secondary" if first or doing(place) == (about, what) else "tertiary",
        on_click=toggle,
        args=(place, about, what),
    )


def _undo(place: str, done: Done) -> None:
    line, undo = form(_name(place)), done.undo
    if undo is not None and submit(_name(place), silent(undo), done) is not None:
        line.notice = Done(_("Taken back."), done.at, None)


def _name(place: str) -> str:
    return f"done.{place}"
