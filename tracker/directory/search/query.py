"""What somebody typed, read: its words, and the state it names."""

from dataclasses import dataclass

from tracker.directory.catalogue.names import plain
from tracker.directory.search.vocabulary import COMMON, YOUNG
from tracker.directory.search.words import words_of
from tracker.directory.states import STATES

# Nobody types a longer name; more would only cost time.
LETTERS, WORDS = 200, 12

_NAMES = {plain(state.name): code for code, state in STATES.items()} | {"washington dc": "DC"}
_CODES = {code.casefold(): code for code in STATES}
_LONGEST = max(len(name.split()) for name in _NAMES)
_COUNTY = frozenset({"county", "parish"})
_JAIL = _COUNTY | {"center", "city", "detention", "facility", "jail", "local", "sheriff"}
_SAYS_JAIL = frozenset({"detention", "jail", "sheriff"})


@dataclass(frozen=True, slots=True)
class Query:
    """`text` on one line, and its `words`. `state` is the one named at the end, or else the beginning.

    `rest` are the words beside the state, and `at_end` says where it stood.
    """

    text: str
    words: tuple[str, ...]
    state: str = ""
    rest: tuple[str, ...] = ()
    at_end: bool = False

    @property
    def for_young(self) -> bool:
        """Whether it asks for a place for the young."""
        return not YOUNG.isdisjoint(self.words)

    @property
    def any_jail(self) -> bool:
        """Whether it asks for no jail in particular: `a county jail in Ohio`."""
        return bool(_SAYS_JAIL & set(self.rest)) and set(self.rest) <= _JAIL

    @property
    def is_common(self) -> bool:
        """Whether it has no word that tells one place from another."""
        return COMMON.issuperset(self.words)

    @property
    def names_county(self) -> bool:
        """Whether the state may be a county's name: `Washington County jail`."""
        return bool(self.state) and not self.at_end and self.rest[:1] in (("county",), ("parish",))


def read_query(text: str) -> Query:
    """Reads any text, however long and in whatever letters."""
    seen = "".join(letter if letter.isprintable() else " " for letter in text[:LETTERS])
    shown = " ".join(seen.split())
    typed = plain(shown).split()[:WORDS]
    words = words_of(" ".join(typed))
    # "In", "or" and "me" are a sentence's words, and at the end states.
    if typed and typed[-1] in _CODES and words[-1:] != typed[-1:]:
        words.append(typed[-1])
    state, rest, at_end = _state(typed)
    return Query(shown, tuple(words), state, tuple(words_of(" ".join(rest))), at_end)


def _state(typed: list[str]) -> tuple[str, list[str], bool]:
    """The state, the words beside it, and whether it stood at the end."""
    for length in range(min(_LONGEST, len(typed)), 0, -1):
        last = " ".join(typed[-length:])
        if last in _NAMES:
            return _NAMES[last], typed[:-length], True
    if len(typed) > 1 and typed[-1] in _CODES:
        return _CODES[typed[-1]], typed[:-1], True
    for length in range(min(_LONGEST, len(typed)), 0, -1):
        first = " ".join(typed[:length])
        if first in _NAMES:
            return _NAMES[first], typed[length:], False
    return "", typed, False
