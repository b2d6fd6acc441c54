"""Words that somebody typed as one: `singsing`, `greenhaven`."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np

from tracker.directory.search.haystack import Haystack

SHORTEST = 6
# A word that more names have is no two words written as one.
OFTEN = 50


def glued_rows(haystack: Haystack, word: str) -> list[int]:
    """The rows in which several words in a row are this one, or begin with it."""
    if len(word) < SHORTEST or haystack.glued.count(word) > OFTEN:
        return []
    return [row for row in _holding(haystack, word) if _spells(haystack.rows[row].words, word)]


def _holding(haystack: Haystack, word: str) -> Iterator[int]:
    at = haystack.glued.find(word)
    while at >= 0:
        yield int(np.searchsorted(haystack.glued_starts, at, side="right")) - 1
        at = haystack.glued.find(word, at + 1)


def _spells(words: Sequence[str], word: str) -> bool:
    for first in range(len(words) - 1):
        if word.startswith(words[first]) and len(words[first]) < len(word):
            glued = next((text for text in accumulate(words[first:]) if len(text) >= len(word)), "")
            if glued.startswith(word):
                return True
    return False
