"""The entry "I sent": one tap when nothing but the time is new."""

import streamlit as st

from pages.parts.edge import above, submit
from pages.parts.log import content, cost, fields, guard, known, notice, paid, quote
from pages.parts.state import form
from pages.parts.text import when
from pages.parts.wiring import kitelog, remembered
from tracker.directory.guard.rules import Caution, Terms, cautions
from tracker.errors import KitelogError
from tracker.messages import Entry, Logged
from tracker.wording import _

FORM = "log.sent"
ONCE = {**content.ONCE, paid.LEFT_BEFORE: None, fields.WHEN: fields.NOW}


def draw() -> None:
    """The form."""
    above(FORM, "provider", "at", "cost", "number", *content.FIELDS)
    with st.grid(2, min_column_width=260):
        contact_id = fields.person(_("To"))
        at_provider = st.container()
        with at_provider:
            provider_id = fields.provider(FORM)
        at_cost = st.container()
        with st.container():
            fields.moment(FORM)
        with st.container():
            fields.member()
    found = known.known(provider_id or None)
    quoted = quote.quote(found.priced)
    with at_cost:
        quote.fill_in(quoted)
        cost.field(FORM)
    at_content = content.count(FORM)
    with st.expander(_("Note, text, stamps, how it was paid")):
        content.more(FORM, quote.stamps(quoted))
        paid.field()
    misfits = _misfits(found.held)
    with at_provider:
        guard.show(misfits, guard.OF_PROVIDER)
    with at_content:
        guard.show(misfits, guard.OF_CONTENT)
    asked = guard.warned(misfits)
    words = quote.words(quoted, found.priced.plainest, found.held, content.counted())
    lines = [words, paid.left_words(found.before, quoted)]
    if contact_id is not None and provider_id is not None:
        lines.append(_due_words(contact_id, provider_id))
    if any(lines):
        st.text(" ".join(filter(None, lines)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            _("Log it anyway") if asked else _("Log it"),
            type="primary",
            key=f"log.sent.{form(FORM).key}",
            icon=":material/check:",
            on_click=_log,
            args=(asked,),
        )
        paid.ask(FORM, found.before, quoted)
    quote.source(quoted, found.priced.plainest)
    cost.drawn()


def _misfits(held: Terms) -> tuple[Caution, ...]:
    """What does not fit about the message as it is filled in."""
    return cautions(held, content.counted(), content.photos())


def _due_words(contact_id: int, provider_id: int) -> str:
    """`If nothing comes back it is overdue on Tue 10 Nov, 3:10 PM.`"""
    try:
        at = fields.chosen_at()
        minute = at.replace(second=0, microsecond=0)
        due = remembered(
            "preview",
            lambda k: k.messages.preview(contact_id, provider_id, at),
            contact_id,
            provider_id,
            minute,
        )
    except KitelogError as error:
        return str(error)
    if due.still == "in transit":
        return _("The clock stands still until the next facility is known.")
    if due.due_at is None:
        return _("The clock stands still: the facility is closed, and no end is known.")
    return _("If nothing comes back it is overdue on {when}.").format(when=when(due.due_at))


def _log(asked: frozenset[str]) -> None:
    """Logs it, but first asks about what was filled in since the page could last tell of it."""
    kept, state = notice.kept(), st.session_state
    found = known.known(fields.provider_named(fields.provider_typed()))
    if guard.warned(_misfits(found.held)) - asked:
        return
    # What was typed last may have come with the tap, and nothing was quoted for it yet.
    quoted = quote.quote(found.priced)
    quote.fill_in(quoted)
    name = fields.contacts().get(state[fields.CONTACT], "")
    left = paid.left_before(found.before, quoted)

    def write(key: str) -> tuple[Logged, int | None]:
        entry = Entry(
            contact_id=state[fields.CONTACT],
            provider_id=fields.chosen_provider(),
            at=fields.chosen_at(),
            member_id=state.get(fields.MEMBER),
            characters=content.characters(),
            photos=content.photos(),
            stamps=content.stamps(),
            cost=cost.chosen(),
            paid=paid.way(found.before, left),
            note=state.get(content.NOTE) or "",
            body=state.get(content.BODY) or "",
        )
        if left is not None:
            return paid.openings().log_sent(entry, left, form=key)
        return kitelog().messages.log_sent(entry, form=key), None

    done = submit(FORM, write, _filled_in())
    if done is None:
        if form(FORM).problem is None:
            # The second click cut short the run that was about to empty the fields.
            _empty()
        return
    logged, opening_id = done
    words = _("sent to {name}.").format(name=name)
    if logged.due_at is not None:
        words = _("sent to {name}, due {when}.").format(name=name, when=when(logged.due_at))
    kept.notice = notice.Notice(words, logged.message_id, "delete", opening_id=opening_id)
    _empty()


def _empty() -> None:
    """Leaves the form for the next message."""
    cost.take_over()
    for key, value in ONCE.items():
        st.session_state[key] = value


def _filled_in() -> object:
    """What was filled in, for telling a double click from a second message.

    Logging leaves fields empty, and the second click finds some that the browser has heard of and some not.
    """
    state, taken = st.session_state, form(FORM).taken
    filled = {"who": (state[fields.CONTACT], state.get(fields.PROVIDER)), **{k: state.get(k) for k in ONCE}}
    same = isinstance(taken, dict) and all(filled[k] in (taken[k], ONCE.get(k, taken[k])) for k in filled)
    return taken if same else filled
