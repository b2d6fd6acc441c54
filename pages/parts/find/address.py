"""What the Find provider page shows, as its address says it: what was typed, and the result chosen."""

import re

import streamlit as st

from pages.parts.message.done import stop
from pages.parts.wiring import kitelog, remembered
from tracker.directory import Answer, Found
from tracker.directory.catalogue.lookup import agency
from tracker.directory.states import STATES
from tracker.errors import NotFoundError
from tracker.wording import _

PLACE = "find"
KINDS = ("federal", "state", "county", "local", "multi")
CHOICE = ("facility", "agency", "name", "state", "kind")
MOST_TYPED, SHOWN = 200, 10
_NUMBER = re.compile("[0-9]{1,17}")


def text() -> str:
    """What was typed, to the letter; no name is longer than MOST_TYPED."""
    return st.query_params.get("q", "")[:MOST_TYPED]


def results() -> tuple[Found, ...]:
    """What was found for the text, best first."""
    typed = text().strip()
    if not typed:
        return ()
    return remembered("find", lambda kitelog: kitelog.directory.search(typed, limit=SHOWN), typed)


def answered(found: tuple[Found, ...]) -> Answer | None:
    """The answer that was chosen, else the best result's, else None.

    Raises NotFoundError where the address names a facility or agency that is not there.
    """
    facility, code = st.query_params.get("facility", ""), st.query_params.get("agency", "")
    if facility:
        return _facility(facility)
    if code:
        return _agency(code)
    name, state, kind = typed_choice()
    if name or (state and kind):
        return remembered(
            "find.typed",
            lambda kitelog: kitelog.directory.answer_typed(name, state, kind or None),
            name,
            state,
            kind,
        )
    return found[0].answer if found else None


def typed_choice() -> tuple[str, str, str]:
    """Name, state and kind of a place that is not in the list; what the address has wrong is empty."""
    name, state, kind = (st.query_params.get(part, "") for part in ("name", "state", "kind"))
    return name.strip()[:MOST_TYPED], state if state in STATES else "", kind if kind in KINDS else ""


def choice_of(answer: Answer) -> dict[str, str]:
    """What the address says of an answer."""
    place = answer.place
    if place.id is not None:
        return {"facility": str(place.id)}
    if not place.name and answer.agency and agency(kitelog().directory.catalogue, answer.agency):
        return {"agency": answer.agency}
    parts = {"name": place.name, "state": place.state, "kind": place.kind or ""}
    return {name: value for name, value in parts.items() if value}


def matched(found: tuple[Found, ...], answer: Answer) -> str:
    """The other name by which an answer was found; empty when it was its own."""
    return next((one.matched for one in found if choice_of(one.answer) == choice_of(answer)), "")


def type_in(value: str) -> None:
    """Another text; the result that was chosen before is left."""
    choose({})
    if value:
        st.query_params["q"] = value
    else:
        st.query_params.pop("q", None)


def choose(choice: dict[str, str]) -> None:
    """Chooses a result, or none; a form that was open is about another place, and closes."""
    stop(PLACE)
    for name in CHOICE:
        st.query_params.pop(name, None)
    st.query_params.update(choice)


def _facility(key: str) -> Answer:
    if not _NUMBER.fullmatch(key):
        raise NotFoundError(_("This facility is no longer there. Look for it again."))
    number = int(key)
    return remembered("find.facility", lambda kitelog: kitelog.directory.answer(number), number)


def _agency(code: str) -> Answer:
    if agency(kitelog().directory.catalogue, code) is None:
        raise NotFoundError(_("This agency is not known. Choose one below."))
    return remembered("find.agency", lambda kitelog: kitelog.directory.answer_for_agency(code), code)
