"""The names that messages are filtered and edited by, each told apart from the others."""

from collections import Counter
from collections.abc import Mapping

from pages.parts.wiring import remembered


def contact_names() -> dict[int, str]:
    """Every contact by key, archived ones last."""
    present = remembered("contacts.names", lambda kitelog: kitelog.contacts.names())
    archived = remembered("contacts.archived", lambda kitelog: kitelog.contacts.cards(archived=True))
    return told_apart(present | {card.id: card.name for card in archived})


def provider_names() -> dict[int, str]:
    """Every provider by key."""
    cards = remembered("providers", lambda kitelog: kitelog.contacts.providers())
    return told_apart({card.id: card.name for card in cards})


def member_names() -> dict[int, str]:
    """Every member by key."""
    cards = remembered("members", lambda kitelog: kitelog.household.members())
    return told_apart({card.id: card.name for card in cards})


def told_apart(names: Mapping[int, str]) -> dict[int, str]:
    """The same names, a number behind each one that was there before.

    A select box sends back the words of the option that was chosen: equal words would choose the first.
    """
    seen: Counter[str] = Counter()
    told: dict[int, str] = {}
    for key, name in names.items():
        seen[name] += 1
        told[key] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return told
