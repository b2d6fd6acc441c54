"""Key facts, each true to the catalogue or to the household's own settings."""

from collections.abc import Iterator

import streamlit as st

from pages.parts.text import literal
from pages.parts.wiring import kitelog, settings
from tracker.directory.key_facts import price_inside, price_span
from tracker.directory.price_words import exact_money
from tracker.directory.running import BUREAU
from tracker.directory.words import as_of_words
from tracker.wording import _, allowance_words


def draw() -> None:
    """A short list."""
    st.markdown("\n".join(f"- {literal(fact)}" for fact in _facts()))


def _facts() -> Iterator[str]:
    yield _("A facility has one messaging provider at a time. Each county jail chooses its own.")
    yield _(
        "Where there is no messaging, a letter still goes: postal mail is a provider like any other here."
    )
    yield from _prices()
    allowance = settings().allowance
    yield _(
        "An answer is overdue here after {allowance} without news. Weekends, public holidays there and closed"
        " days do not count. You can change that under Household."
    ).format(allowance=allowance_words(allowance.amount, allowance.unit))
    yield _("What you log stays on your own machine or server. No provider sees it.")


def _prices() -> Iterator[str]:
    for slug in ("jpay", "gettingout"):
        span = price_span(kitelog().directory.catalogue, slug)
        if span is not None:
            yield _(
                "One message at {provider}: {least} to {most} seen, {as_of}; confirm with {provider}."
            ).format(
                provider=span.provider,
                least=exact_money(span.least),
                most=exact_money(span.most),
                as_of=as_of_words(span.as_of),
            )
    inside = price_inside(kitelog().directory.catalogue, BUREAU)
    if inside is not None:
        yield _(
            "In federal prisons you pay nothing; the person inside pays {price} a minute, {as_of};"
            " confirm with CorrLinks."
        ).format(price=exact_money(inside.amount), as_of=as_of_words(inside.fact.as_of))
