"""The charges of a statement, each with what it may be; what is answered is kept at once."""

import streamlit as st

from pages.parts.edge import above
from pages.parts.message.done import act
from pages.parts.state import form
from pages.parts.statement import words
from pages.parts.text import bold
from pages.parts.who import my_id
from pages.parts.wiring import kitelog
from tracker.spend.statements import Answer, Proposal, Statement, Taken, filled
from tracker.wording import _, ngettext

PLACE = "statement"
FORM = "statement.answers"
ASKED = ("messages", "phone", "commissary", "other")
SHOWN = 20


def draw(statement: Statement) -> None:
    """The first of them; the next ones follow when these are answered."""
    shown = statement.proposals[:SHOWN]
    for proposal in shown:
        _card(proposal)
    more = len(statement.proposals) - len(shown)
    if more:
        told = ngettext("{n:,} more comes after these.", "{n:,} more come after these.", more)
        st.text(told.format(n=more))
    above(FORM)
    form(FORM).problem = None
    if not shown:
        return
    st.button(
        _("Keep these"),
        key="statement.keep",
        type="primary",
        icon=":material/check:",
        on_click=_keep,
        args=(shown,),
    )


def _card(proposal: Proposal) -> None:
    key = _key(proposal)
    with st.container(border=True, gap="xsmall", key=key):
        st.markdown(bold(words.heading(proposal.line)))
        st.text(words.question(proposal))
        if words.alike(proposal):
            st.text(words.alike(proposal))
        if proposal.same is not None:
            st.session_state.setdefault(f"{key}.what", "same")
        st.segmented_control(
            _("What was it for?"),
            [*ASKED, *(["same"] if proposal.same else [])],
            format_func=words.answer_words,
            key=f"{key}.what",
            label_visibility="collapsed",
        )
        if st.session_state.get(f"{key}.what") == "messages":
            _fields(key, proposal)


def _fields(key: str, proposal: Proposal) -> None:
    """What was bought; nothing is asked of a refund but where."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(proposal.providers) > 1:
            _seed(f"{key}.provider", proposal.bought.provider)
            st.selectbox(_("With"), proposal.providers, key=f"{key}.provider", width=200)
        if proposal.line.refund:
            return
        kinds = {
            "stamps": _("Stamps"),
            "credit": _("Credit"),
            "subscription": _("Subscription"),
            "fee": _("Fee"),
        }
        _seed(f"{key}.kind", proposal.bought.kind)
        st.selectbox(
            _("What was bought"), list(kinds), format_func=kinds.__getitem__, key=f"{key}.kind", width=160
        )
        kind = st.session_state[f"{key}.kind"]
        units = {"stamps": ("stamp", "message"), "subscription": ("month", "week")}.get(kind, ())
        if units:
            _units(key, proposal, units)
        if kind != "fee":
            _seed(f"{key}.fee", f"{proposal.bought.fee:.2f}")
            st.text_input(_("Fee within it"), key=f"{key}.fee", placeholder="0.00", width=110)


def _units(key: str, proposal: Proposal, units: tuple[str, ...]) -> None:
    names = {"stamp": _("stamps"), "message": _("messages"), "month": _("months"), "week": _("weeks")}
    _seed(f"{key}.units", proposal.bought.units)
    if st.session_state.get(f"{key}.unit") not in units:
        told = proposal.bought.unit
        st.session_state[f"{key}.unit"] = told if told in units else units[0]
    st.number_input(
        _("How many"), min_value=1, step=1, key=f"{key}.units", placeholder=_("not known"), width=140
    )
    st.selectbox(_("Of what"), units, format_func=names.__getitem__, key=f"{key}.unit", width=140)


def _seed(key: str, first: object) -> None:
    st.session_state.setdefault(key, first)


def _keep(shown: tuple[Proposal, ...]) -> None:
    typed = {
        proposal.line.fingerprint: {
            name: st.session_state.get(f"{_key(proposal)}.{name}")
            for name in ("what", "provider", "kind", "units", "unit", "fee")
        }
        for proposal in shown
    }
    statements, member = kitelog().statements, my_id()

    def write(form: str) -> Taken:
        answers = [
            _answer(proposal, typed[proposal.line.fingerprint], member)
            for proposal in shown
            if typed[proposal.line.fingerprint]["what"]
        ]
        return statements.take(answers, form)

    act(
        PLACE,
        write,
        typed,
        lambda taken: words.kept_words(len(taken.lines), len(taken.purchases)),
        lambda taken: lambda: statements.take_back(taken),
        form_name=FORM,
    )


def _answer(proposal: Proposal, typed: dict[str, object], member: int | None) -> Answer:
    what = str(typed["what"])
    if what != "messages":
        return Answer(proposal, what, member_id=member)
    bought, units, unit = proposal.bought, typed["units"], typed["unit"]
    given = filled(
        proposal,
        provider=str(typed["provider"] or bought.provider),
        kind=str(typed["kind"] or bought.kind),
        units=units if isinstance(units, int) else None,
        unit=str(unit) if unit else None,
        fee=str(typed["fee"] or ""),
    )
    return Answer(proposal, what, given, member)


def _key(proposal: Proposal) -> str:
    return f"statement.{proposal.line.fingerprint[:16]}"
