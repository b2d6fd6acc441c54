"""The words in names of prisons and jails: abbreviations, others for the same, those that tell little."""

# One word for what people and lists write in several ways.
SAME = {
    "cor": "correctional", "corr": "correctional", "correct": "correctional", "correction": "correctional",
    "corrections": "correctional", "jails": "jail", "prisons": "prison", "centers": "center",
    "facilities": "facility", "institutions": "institution", "departments": "department",
    "counties": "county", "camps": "camp", "services": "service", "units": "unit",
    "ctr": "center", "cntr": "center", "centre": "center",
    "det": "detention", "detn": "detention",
    "dept": "department", "dep": "department",
    "inst": "institution", "institute": "institution", "fac": "facility", "facil": "facility",
    "pen": "penitentiary", "penit": "penitentiary", "cnty": "county", "cty": "county", "reg": "regional",
    "regl": "regional", "juv": "juvenile", "juvi": "juvenile", "rehab": "rehabilitation", "hosp": "hospital",
    "saint": "st", "sainte": "st", "ste": "st", "fort": "ft", "mount": "mt", "sheriffs": "sheriff",
    "comm": "community", "admin": "administrative", "max": "maximum", "men": "mens", "women": "womens",
    "man": "mens", "woman": "womens", "womans": "womens",
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
}  # fmt: skip

# What a name of a facility shortens, written out beside it.
SHORT = {
    "fci": "federal correctional institution",
    "fcc": "federal correctional complex",
    "fdc": "federal detention center",
    "fmc": "federal medical center",
    "fpc": "federal prison camp",
    "fsl": "federal satellite low",
    "ftc": "federal transfer center",
    "usp": "united states penitentiary",
    "mcc": "metropolitan correctional center",
    "mdc": "metropolitan detention center",
    "mcfp": "medical center federal prisoners",
    "adx": "administrative maximum admax",
    "admax": "administrative maximum adx",
    "sci": "state correctional institution",
    "ci": "correctional institution",
    "cf": "correctional facility",
    "cc": "correctional center",
    "ccc": "community correctional center",
    "rcf": "regional correctional facility",
    "spc": "service processing center",
    "aspc": "arizona state prison complex",
    "csp": "california state prison",
    "doc": "department correctional",
    "jdc": "juvenile detention center",
    "ydc": "youth development center",
    "lapd": "los angeles police department",
    "nyc": "new york city",
}

# What a typed word may also mean; the words it is looked for beside itself.
MEANS: dict[str, tuple[str, ...]] = {
    "co": ("county",),
    "dc": ("detention center",),
    "sp": ("state prison",),
    "so": ("sheriff office",),
    "st": ("state", "street"),
    "jail": ("detention",),
    "detention": ("jail", "correctional"),
    "lockup": ("jail",),
    "prison": ("correctional", "penitentiary"),
    "penitentiary": ("prison", "correctional"),
    "institution": ("facility", "center", "prison"),
    "facility": ("center", "institution", "prison", "complex", "jail"),
    "center": ("facility", "institution", "complex", "jail"),
    "correctional": ("prison", "detention", "penitentiary"),
    "supermax": ("admax", "maximum"),
    "parish": ("county",),
    "county": ("parish", "regional"),
    "youth": ("juvenile",),
    "juvenile": ("youth",),
    "immigration": ("ice", "processing"),
    "fed": ("federal",),
    "med": ("medical",),
    "n": ("north", "northern"),
    "s": ("south", "southern"),
    "e": ("east", "eastern"),
    "w": ("west", "western"),
    "north": ("n",),
    "south": ("s",),
    "east": ("e",),
    "west": ("w",),
    "1": ("i",),
    "2": ("ii",),
    "3": ("iii",),
    "4": ("iv",),
    "i": ("1",),
    "ii": ("2",),
    "iii": ("3",),
    "iv": ("4",),
    "la": ("los angeles",),
    "nyc": ("new york city",),
}

# Words that so many names bear that they tell little.
COMMON = frozenset({
    "adult", "center", "complex", "correctional", "county", "department", "detention", "enforcement",
    "facility", "institution", "jail", "justice", "law", "main", "office", "parish", "penitentiary", "prison",
    "sheriff", "state",
})  # fmt: skip
# Words that a name has beside what the place is called: they count when typed, and are hardly missed.
ASIDE = frozenset({"high", "level", "low", "maximum", "medium", "minimum", "security"}) | SHORT.keys()
# Who types one of these asks for a place for the young.
YOUNG = frozenset({
    "academy", "boy", "boys", "child", "children", "childrens", "girl", "girls", "juvenile", "school", "teen",
    "young", "youth",
})  # fmt: skip
# Words of a sentence around a name.
FILLING = frozenset({
    "a", "an", "and", "at", "by", "for", "from", "in", "is", "me", "my", "near", "of", "on", "or", "the",
    "to", "with",
})  # fmt: skip
