"""The rows of a comparison of prices, as its chart and its table show them."""

from collections.abc import Sequence

from pages.parts.compare import words
from pages.parts.series import colours
from pages.parts.wiring import remembered
from tracker.directory.catalogue.lookup import provider_named
from tracker.kitelog import Kitelog
from tracker.spend import Compared
from tracker.spend.comparing.words import way_words
from tracker.wording import _


def shown(rows: Sequence[Compared]) -> list[Compared]:
    """The rows without a mix that is packs of one size, which stand there already."""
    return [row for row in rows if row.option.kind != "mix" or not _same_packs(row, rows)]


def several(rows: Sequence[Compared]) -> bool:
    """Whether more than one provider has a price, so that each row must name its own."""
    return len({row.provider for row in rows if row.cost is not None}) > 1


def shades() -> dict[str | None, str]:
    """The colour of each provider that the family knows, by its slug: that of the Spend page."""
    known = remembered("compare.providers", _provider_ids)
    found = colours(known.values())
    return {slug: found[key] for slug, key in known.items()}


def table_row(row: Compared, cost: str, *, several: bool) -> dict[str, object]:
    """One way as a row of the table; `cost` is what the column of its dollars is called."""
    return {
        _("Way to pay"): way_words(words.label(row, several=several), row.unknown),
        cost: row.cost,
        _("What must be bought"): row.bought or _("not known"),
        _("Fees and tax"): None if row.cost is None else row.fees,
        _("A message"): row.per_message,
        _("Left over"): row.left_over,
    }


def _same_packs(mix: Compared, rows: Sequence[Compared]) -> bool:
    return any(row.bought == mix.bought and row.provider == mix.provider for row in rows if row is not mix)


def _provider_ids(kitelog: Kitelog) -> dict[str | None, int]:
    named = [
        (provider_named(kitelog.directory.catalogue, card.name), card)
        for card in kitelog.contacts.providers()
    ]
    return {known.slug: card.id for known, card in named if known}
