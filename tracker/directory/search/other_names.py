"""The catalogue's other names in both directions: a stored facility may bear the old name or the new one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from tracker.directory.catalogue.model import OtherName
from tracker.directory.catalogue.names import plain

Place = tuple[str, str, str]


class OtherNames:
    """Other names by the name they are another one of."""

    def __init__(self, rows: Iterable[OtherName]) -> None:
        self._names: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._aliases: dict[Place, list[str]] = defaultdict(list)
        for row in rows:
            self._names[plain(row.name), row.state].append(row.alias)
            self._names[plain(row.alias), row.state].append(row.name)
            self._aliases[row.name, row.state, row.county].append(row.alias)

    def of(self, spelt: Collection[str], state: str) -> list[str]:
        """The other names of a place that is spelt in these ways."""
        found = [name for form in spelt for name in self._names.get((form, state), ())]
        return [name for name in dict.fromkeys(found) if plain(name) not in spelt] if found else found

    def targets(self) -> Iterator[tuple[Place, list[str]]]:
        """Each place (name, state, county) with its other names."""
        return iter(self._aliases.items())
