"""How like a typed word is to each word of the haystack: the same, its beginning, or misspelt."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from tracker.directory.search.haystack import Haystack
from tracker.directory.search.weighing import Floats

# Below this share of letters in common a word is another word.
CUTOFF = 0.66
SHORTEST = 3
MISSPELT, PLURAL = 0.95, 0.97
# A word that is there is seldom another one misspelt.
ANOTHER = 0.85
BEGUN, BEGUN_WHOLE, NOT_LAST = 0.72, 0.24, 0.75


def likeness(haystack: Haystack, typed: Sequence[str], last: str) -> Floats:
    """A row for each typed word over the haystack's words: 1 for the same word, 0 for another one.

    Of the words, `last` may be one that is still being typed.
    """
    table = cdist(
        typed, haystack.words, scorer=OSA.normalized_similarity, score_cutoff=CUTOFF, dtype=np.float32
    )
    table *= MISSPELT
    for word, like in zip(typed, table, strict=True):
        if len(word) < SHORTEST or not word.isalpha():
            like[:] = 0
        elif number_of(haystack, word) is not None:
            like[:] = like * ANOTHER
        first, end = bisect_left(haystack.words, word), bisect_left(haystack.words, word + "{")
        begun = BEGUN + BEGUN_WHOLE * len(word) / haystack.lengths[first:end]
        like[first:end] = np.maximum(like[first:end], begun if word == last else begun * NOT_LAST)
        for form, alike in ((word + "s", PLURAL), (word.removesuffix("s"), PLURAL), (word, 1)):
            number = number_of(haystack, form)
            if number is not None:
                like[number] = alike
    return table


def number_of(haystack: Haystack, word: str) -> int | None:
    """The number of a word; None where no name has it."""
    number = bisect_left(haystack.words, word)
    return number if number < len(haystack.words) and haystack.words[number] == word else None
