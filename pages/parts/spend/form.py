"""One purchase filled in: a new one, or one to correct."""

from datetime import date
from decimal import Decimal

import streamlit as st

from pages.parts.edge import above, beside, refused
from pages.parts.message.address import FIRST_DAY, LAST_DAY
from pages.parts.message.done import act
from pages.parts.message.names import member_names, provider_names
from pages.parts.message.when import ask_when, forget, given_when
from pages.parts.spend import packs, refund
from pages.parts.who import my_id
from pages.parts.wiring import kitelog, now
from tracker.amounts import CENTS
from tracker.errors import InvalidInputError
from tracker.purchase_rules import EXPIRING
from tracker.spend import Kept, PurchaseCard, PurchaseEntry, read_amount
from tracker.wording import _

KINDS = ("stamps", "credit", "subscription", "fee", "refund")
COUNTED = ("stamps", "subscription", "refund")
BESIDE = ("provider", "message", "kind", "at", "amount", "fee", "units", "unit", "expires", "note")
FIELDS = ("provider", "kind", "amount", "fee", "units", "unit", "expires", "member", "note", "day", "time")


def open_for(card: PurchaseCard | None) -> bool:
    """Whether a form was refused and must stay in sight."""
    return refused(_key(card))


def draw(place: str, card: PurchaseCard | None) -> None:
    """The fields, beginning with what is logged, and the button that logs them."""
    key = _key(card)
    above(key, *BESIDE)
    _seed(key, card)
    with st.container(horizontal=True):
        _provider(key)
        kinds = [_("Stamps"), _("Credit"), _("Subscription"), _("Fee"), _("Refund")]
        words = dict(zip(KINDS, kinds, strict=True))
        st.selectbox(_("What was bought"), KINDS, format_func=words.__getitem__, key=f"{key}.kind", width=180)
    beside(key, "provider")
    provider = str(st.session_state[f"{key}.provider"] or "").strip()
    if provider and st.session_state[f"{key}.kind"] == "stamps":
        packs.draw(key, provider)
    elif provider and st.session_state[f"{key}.kind"] == "refund":
        refund.draw(key, provider, card)
    with st.container(horizontal=True):
        st.text_input(_("Dollars, without the fee"), key=f"{key}.amount", placeholder="4.20", width=180)
        st.text_input(_("Fee in dollars"), key=f"{key}.fee", placeholder="0.00", width=180)
    beside(key, "amount")
    beside(key, "fee")
    _units(key)
    ask_when(key, _("On"), card.at if card else now())
    beside(key, "at")
    _expires(key)
    members = member_names()
    if len(members) > 1 or card:
        st.selectbox(
            _("By"), list(members), index=None, format_func=lambda one: members[one], key=f"{key}.member"
        )
    st.text_input(_("Note (stays here)"), key=f"{key}.note")
    beside(key, "note")
    label = _("Save") if card else _("Log the purchase")
    st.button(label, key=f"{key}.save", type="primary", on_click=_save, args=(place, card))


def _key(card: PurchaseCard | None) -> str:
    return f"spend.form.{card.id if card else 'new'}"


def _seed(key: str, card: PurchaseCard | None) -> None:
    """What the fields begin with."""
    first = {
        "provider": card.provider if card else None,
        "kind": card.kind if card else KINDS[0],
        "amount": _typed(card.amount) if card else "",
        "fee": _typed(card.fee) if card else "",
        "units": card.units if card else None,
        "unit": card.unit if card else None,
        "expires": card.expires if card else None,
        "member": card.member_id if card else my_id(),
        "note": card.note if card else "",
    }
    for name, value in first.items():
        st.session_state.setdefault(f"{key}.{name}", value)
    refund.seed(key, card)


def _typed(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _provider(key: str) -> None:
    st.selectbox(
        _("Provider"),
        list(provider_names().values()),
        index=None,
        key=f"{key}.provider",
        placeholder=_("JPay, CorrLinks, postal mail"),
        accept_new_options=True,
        width=220,
    )


def _expires(key: str) -> None:
    """Through which day stamps and credit are good; most are for ever."""
    if st.session_state[f"{key}.kind"] in EXPIRING:
        st.date_input(
            _("Good until (empty: for ever)"),
            key=f"{key}.expires",
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="MM/DD/YYYY",
            width=220,
        )
    beside(key, "expires")


def _units(key: str) -> None:
    """How many stamps, weeks or months; credit and fees need none."""
    kind = st.session_state[f"{key}.kind"]
    units = {"stamp": _("Stamps"), "message": _("Messages")}
    if kind == "subscription":
        units = {"week": _("Weeks"), "month": _("Months")}
    elif kind not in COUNTED:
        return
    if st.session_state.get(f"{key}.unit") not in units:
        st.session_state[f"{key}.unit"] = next(iter(units))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label = _("How many were taken back") if kind == "refund" else _("How many")
        st.number_input(label, min_value=0, step=1, value=None, key=f"{key}.units", width=180)
        st.segmented_control(
            _("Of what"), list(units), format_func=units.__getitem__, key=f"{key}.unit", required=True
        )
    beside(key, "units")
    beside(key, "unit")


def _save(place: str, card: PurchaseCard | None) -> None:
    key, spend, me = _key(card), kitelog().spend, my_id()
    filled = {name: st.session_state.get(f"{key}.{name}") for name in FIELDS}

    named = str(filled["provider"] or "").strip()
    refunds = filled["kind"] == "refund" and refund.counts(key, named)

    def write(form: str) -> Kept:
        entry, provider = _entry(key, filled, card), _provider_typed(filled)
        number = card.id if card else None
        if refunds:
            return spend.keep_refund(entry, form, provider=provider, purchase_id=number, by=me)
        if number is not None:
            return Kept(spend.edit_purchase(number, entry, form, provider=provider))
        return Kept(spend.log_purchase(entry, form, provider=provider))

    words = _("The purchase was corrected.") if card else _("The purchase was logged.")
    if filled["kind"] == "stamps" and not filled["units"]:
        uncounted = _("{done} It does not say how many stamps, so what is left does not count them.")
        words = uncounted.format(done=words)
    if refunds:
        words = _("{done} Its message counts as refunded.").format(done=words)
    saved = act(
        place,
        write,
        (*filled.values(), refund.chosen(key, named), refunds),
        words,
        # A correction is taken back by correcting it again.
        lambda kept: lambda: spend.take_back(kept, _was(card) if card else None, me),
        form_name=key,
    )
    if saved is not None:
        forget(key)


def _entry(key: str, filled: dict[str, object], card: PurchaseCard | None) -> PurchaseEntry:
    """The entry as filled in. Raises InvalidInputError naming the field."""
    kind, units, unit = str(filled["kind"]), filled["units"], filled["unit"]
    # What this form does not ask for stays as it was logged.
    kept = card if card and card.kind == kind else None
    if kind not in COUNTED:
        units, unit = (kept.units, kept.unit) if kept else (None, None)
    expires = filled["expires"]
    return PurchaseEntry(
        kind=kind,
        at=given_when(key, card.at if card else None),
        amount=read_amount(str(filled["amount"] or ""), "amount", CENTS),
        fee=read_amount(str(filled["fee"] or "0"), "fee", CENTS),
        units=units if isinstance(units, int) else None,
        unit=str(unit) if unit else None,
        member_id=filled["member"] if isinstance(filled["member"], int) else None,
        note=str(filled["note"] or ""),
        message_id=refund.chosen(key, _provider_typed(filled)) if kind == "refund" else None,
        expires=expires if kind in EXPIRING and isinstance(expires, date) else None,
        # Its name counts: one that is new is added with the purchase, or not at all.
        provider_id=0,
    )


def _provider_typed(filled: dict[str, object]) -> str:
    """The provider's name. Raises InvalidInputError where there is none."""
    name = str(filled["provider"] or "").strip()
    if not name:
        raise InvalidInputError(_("Choose the provider, or type its name."), field="provider")
    return name


def _was(card: PurchaseCard) -> PurchaseEntry:
    return PurchaseEntry(**{name: getattr(card, name) for name in PurchaseEntry.__dataclass_fields__})
