"""Words of names as they are compared: abbreviations written out, capitals and accents aside."""

from tracker.directory.catalogue.names import plain
from tracker.directory.search.vocabulary import FILLING, MEANS, SAME, SHORT


def same(word: str) -> str:
    """The word it is compared as: written out, and in the singular where a list has both."""
    return SAME.get(word, word)


def words_of(text: str) -> list[str]:
    """The words of a name, in order."""
    return [same(word) for word in plain(text).split() if word not in FILLING]


def name_words(text: str) -> list[str]:
    """The words of a facility's name, in which `Co` is a county."""
    return ["county" if word == "co" else word for word in words_of(text)]


def meanings(word: str) -> list[list[str]]:
    """What else a typed word may mean, each as words."""
    others = [*MEANS.get(word, ()), *([SHORT[word]] if word in SHORT else [])]
    return [[same(part) for part in other.split()] for other in others]
