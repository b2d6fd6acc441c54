"""The words of a comparison: the ways to pay, and what is bought."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tracker.directory.catalogue.model import Covers, Pack
from tracker.directory.price_words import exact_money
from tracker.wording import _, listed, ngettext

POSTAL = "Postal mail"


def option_name(kind: str, unit: str, packs: Sequence[Pack]) -> str:
    """What a way to pay is called: `Single stamps`, `Packs of 30`, `By the month`."""
    if kind == "single":
        return {
            "stamp": _("Single stamps"),
            "message": _("By the message"),
            "character": _("By the character"),
            "page": _("By the page"),
        }[unit]
    if kind == "pack":
        return _("Packs of {units}").format(units=f"{packs[0].units:,}")
    return {
        "mix": _("Best mix of packs"),
        "month": _("By the month"),
        "week": _("By the week"),
        "free": _("Free"),
        "unknown": _("By the minute") if unit == "minute" else _("Price not known"),
        "postal": _("Letters by mail"),
    }[kind]


def way_words(name: str, unknown: Sequence[Covers]) -> str:
    """`By the message, without photos` where nobody knows what these cost."""
    return _("{way}, without photos").format(way=name) if "photo" in unknown else name


def beside_words(amount: Decimal, covers: Sequence[Covers]) -> str:
    """`$0.80 for photos`: what is paid in dollars beside the units."""
    photos, long = "photo" in covers, "extra characters" in covers
    sentence = _("{amount} for photos and long texts") if photos and long else _("{amount} for long texts")
    return (_("{amount} for photos") if not long else sentence).format(amount=exact_money(amount))


def packs_words(packs: Iterable[tuple[Pack, int]]) -> str:
    """`2 packs of 30 and 1 pack of 10`."""
    return listed(
        [
            ngettext("{n:,} pack of {units:,}", "{n:,} packs of {units:,}", count).format(
                n=count, units=pack.units
            )
            for pack, count in packs
        ]
    )
