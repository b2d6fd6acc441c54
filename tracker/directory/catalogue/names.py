"""Names compared with capitals, accents and punctuation aside."""

import re
import unicodedata

_APART = re.compile(r"[^a-z0-9]+")


def plain(name: str) -> str:
    """`CorrLinks / TRULINCS` as `corrlinks trulincs`; apostrophes vanish, other signs part words."""
    letters = name.casefold().replace("'", "").replace("’", "").replace("&", " and ")
    if not letters.isascii():
        parted = unicodedata.normalize("NFKD", letters)
        letters = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return _APART.sub(" ", letters).strip()
