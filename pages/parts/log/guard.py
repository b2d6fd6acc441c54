"""The guard on the Log page: what does not fit stands beside its field, and nothing is ever blocked."""

from collections.abc import Collection, Iterable

import streamlit as st

from pages.parts.text import literal
from tracker.directory.guard.rules import Caution, Terms, room
from tracker.wording import _, ngettext

# The cautions that stand at the provider's field, and those that stand at the text and the photos.
OF_PROVIDER = ("wrong provider", "federal", "not approved")
OF_CONTENT = ("too long", "too many photos")


def show(cautions: Iterable[Caution], rules: Collection[str]) -> None:
    """The cautions of some rules, where it is called."""
    for caution in cautions:
        if caution.rule not in rules:
            continue
        if caution.level == "warn":
            st.warning(literal(caution.sentence), icon=":material/warning:")
        else:
            st.info(literal(caution.sentence), icon=":material/info:")


def warned(cautions: Iterable[Caution]) -> frozenset[str]:
    """The rules that warn: who logs the message anyway has been asked about these."""
    return frozenset(caution.rule for caution in cautions if caution.level == "warn")


def room_words(terms: Terms, characters: int | None) -> str:
    """`1 stamp for the text, 4,740 characters left.`, as far as it is known; empty without a text."""
    if not characters:
        return ""
    taken = room(terms, characters)
    units, words = taken.units or 0, ""
    if units and taken.unit == "stamp":
        words = ngettext("{n} stamp for the text", "{n} stamps for the text", units).format(n=units)
    elif units > 1:
        words = _("A text this long counts as {n} messages").format(n=units)
    parts = [part for part in (words, left_words(terms, characters)) if part]
    return f"{', '.join(parts)}." if parts else ""


def left_words(terms: Terms, characters: int | None) -> str:
    """`4,740 characters left`; empty without a text, and where no limit is known."""
    left = room(terms, characters).left if characters else None
    if left is None:
        return ""
    return ngettext("{n:,} character left", "{n:,} characters left", left).format(n=left)
