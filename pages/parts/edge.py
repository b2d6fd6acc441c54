"""The edge where a KitelogError becomes a sentence on the screen, beside the field it is about."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

import streamlit as st

from pages.parts.state import form
from pages.parts.text import literal
from pages.parts.wiring import now
from tracker.errors import FormTakenError, InvalidInputError, KitelogError

T = TypeVar("T")

# Two presses of the same content within this time are one double click, not two entries.
DOUBLE_CLICK = timedelta(seconds=2)


@contextmanager
def told() -> Iterator[None]:
    """Shows the sentence of a KitelogError raised inside, in place of what could not be drawn."""
    try:
        yield
    except KitelogError as error:
        st.error(literal(str(error)), icon=":material/error:")


def submit(name: str, write: Callable[[str], T], content: object = None) -> T | None:
    """Runs the write of a form once; gives its answer, or None when nothing was written.

    Call it from an `on_click` callback, or before any other `st.` call. `write` gets the form's key for the
    `form=` argument of the use case. `content` is what was filled in: the same content pressed twice within
    DOUBLE_CLICK is taken once. A refusal stays with the form: draw it with `beside` and `above`.
    """
    filled, at = form(name), now()
    if filled.taken_at is not None and content == filled.taken and at - filled.taken_at < DOUBLE_CLICK:
        return None
    try:
        answer = write(filled.key)
    except FormTakenError:
        filled.done(content, at)
        return None
    except KitelogError as error:
        filled.problem = (str(error), error.field if isinstance(error, InvalidInputError) else "")
        return None
    filled.done(content, at)
    return answer


def refused(name: str) -> bool:
    """Whether the last try of this form was refused."""
    return form(name).problem is not None


def beside(name: str, field: str) -> None:
    """Shows a form's refusal right below the field it is about."""
    problem = form(name).problem
    if problem and problem[1] == field:
        st.error(literal(problem[0]), icon=":material/error:")


def above(name: str, *fields: str) -> None:
    """Shows a form's refusal that is about none of the `fields` that `beside` shows."""
    problem = form(name).problem
    if problem and problem[1] not in fields:
        st.error(literal(problem[0]), icon=":material/error:")
