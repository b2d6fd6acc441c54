"""What a browser session keeps between two runs: its forms, and where it goes next.

Forms live in one plain object. Reading or setting `st.session_state` is a place where Streamlit may stop a
run for the next click; changing a plain object is not, so that nothing is lost between a write and its note.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

import streamlit as st

ME = "me"
GOING = "going"


@dataclass
class Form:
    """One rendered form: its key for the database, what went wrong, what was taken last and when."""

    key: str = field(default_factory=lambda: secrets.token_hex(16))
    problem: tuple[str, str] | None = None
    taken: object = None
    taken_at: datetime | None = None
    notice: object = None

    def done(self, content: object, now: datetime) -> None:
        """After success: the next entry gets a key of its own."""
        self.key, self.problem = secrets.token_hex(16), None
        self.taken, self.taken_at = content, now


def form(name: str) -> Form:
    """This session's form of that name; names are unique across all pages (`log.sent`, `contact.add`)."""
    forms: dict[str, Form] | None = st.session_state.get("forms")
    if forms is None:
        forms = st.session_state["forms"] = {}
    return forms.setdefault(name, Form())


def go(page: str, **params: object) -> NoReturn:
    """Opens another page (`"log.py"`) with query parameters, as an `on_click` or in the page itself."""
    # A callback runs before the pages are declared: the shell switches once they are.
    st.session_state[GOING] = (page, address(**params))
    st.rerun()


def leave() -> None:
    """Goes where `go` was asked to; the shell calls it after it declared the pages."""
    wanted = st.session_state.pop(GOING, None)
    if wanted is not None:
        page, params = wanted
        st.switch_page(page, query_params=params)


def link(page: str, label: str, *, icon: str | None = None, **params: object) -> None:
    """A link to another page; `label` is markdown, so what people typed goes through `literal` first."""
    st.page_link(page, label=label, icon=icon, query_params=address(**params))


def address(**params: object) -> dict[str, str]:
    """Query parameters that carry along who is here; None leaves one out."""
    here = {ME: st.session_state.get(ME), **params}
    return {name: str(value) for name, value in here.items() if value is not None}


def take_params(*names: str) -> dict[str, str]:
    """Query parameters, taken out of the address so that a reload does not ask for them again.

    All in one step: each change of the address is one more that the browser's Back stops at.
    """
    kept = st.query_params.to_dict()
    taken = {name: kept.pop(name) for name in names if name in kept}
    if taken:
        st.query_params.from_dict(kept)
    return taken


def whole(value: str | None) -> int | None:
    """A whole number of an address, None where there is none or something else."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 18 else None
