"""Names that come in capitals, as people write them: `FCI Elkton`, `McDowell County Jail`."""

import re

from titlecase import titlecase

_CAPITALS = frozenset((
    "FCI", "FCC", "FSL", "USP", "AUSP", "FMC", "MCFP", "FDC", "FPC", "FTC", "MCC", "MDC", "ADX", "ICE", "SPC",
    "CI", "SCI", "MCI", "CCI", "RCI", "TCI", "ASPC", "ATC", "CEC", "IPD", "LAPD", "IIP", "ISF", "YDC", "RYDC",
    "CCA", "SATF", "CIM", "CIW", "DVI", "CAC", "COR", "RTU", "TSI", "CPU", "CAI", "ASD", "IDHS", "ADC",
    "YMCA", "US", "USA", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "NE", "NW", "SE", "SW",
    "PO", "FM", "CR", "HC", "RR", "GH", "MH", "SQ", "NM", "NH", "NC", "SC", "NJ", "NY", "TX", "TN", "PA",
    "VA", "WV", "FL", "CA", "GA", "KS", "AZ",
))  # fmt: skip
_MIXED = (
    "DeKalb", "LaSalle", "DeSoto", "LaPorte", "LaGrange", "DuPage", "DeWitt", "DeBerry", "DeFuniak",
    "DeRidder", "DeQuincy", "DeLand", "LaPlace", "LaBelle", "LaMoure", "LaRue", "MacDougall", "MacCormick",
    "MacLaren", "MacArthur", "d'Alene", "Dr", "Blvd", "Ctr", "Sgt", "Bldg", "Bldgs", "Apt", "Ste", "Pkwy",
    "Hwy",
)  # fmt: skip
_SPELT = {word.upper(): word for word in _MIXED}
# A road's or a unit's own sign, like `A-25`.
_SIGN = re.compile(r"[A-Z]{1,2}-[0-9]+")
# The library leaves these in capitals.
_IRISH = re.compile(r"([DLO]['’])([A-Z])([A-Z]+)")
_EDGES = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)


def title(text: str) -> str:
    """A name in capitals in title case; one that has small letters already stays as it is."""
    if text != text.upper():
        return text
    cased: str = titlecase(text, callback=_known)
    return cased


def _known(word: str, **_more: object) -> str | None:
    edges = _EDGES.fullmatch(word)
    if edges is None:
        return None
    before, core, after = edges.groups()
    spelt = core if core in _CAPITALS or _SIGN.fullmatch(core) else _SPELT.get(core)
    irish = _IRISH.fullmatch(core)
    if spelt is None and irish:
        spelt = irish[1] + irish[2] + irish[3].lower()
    return None if spelt is None else f"{before}{spelt}{after}"
