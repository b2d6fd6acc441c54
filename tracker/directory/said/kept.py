"""What a facility keeps whatever a newer list says: the names it had, and what the family set itself."""


def with_former(former: str, *names: str, unless: str) -> str:
    """The names a facility had, one a line, the newest last; `unless` is the one it has now."""
    kept = {name.casefold(): name for name in former.splitlines() if name}
    for name in names:
        if name and name.casefold() not in kept:
            kept[name.casefold()] = name
    kept.pop(unless.casefold(), None)
    return "\n".join(kept.values())


def with_edited(edited: str, *columns: str) -> str:
    """The columns the family set itself, parted by spaces, with these among them."""
    return " ".join(dict.fromkeys([*edited.split(), *columns]))
