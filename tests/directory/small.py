"""A small catalogue for tests: one prison system with two brands, one without messages, and the Bureau."""

from datetime import date
from decimal import Decimal

from tracker.directory.catalogue.model import (
    Agency,
    Catalogue,
    Contract,
    Fact,
    Limit,
    Mail,
    Pack,
    Place,
    Provider,
    Rate,
)

READ = date(2026, 11, 23)
FACT = Fact("https://example.org/a", READ, "2026-05", "high")
HINT = Fact("https://example.org/b", READ, "", "low")


def provider(slug: str, name: str, **more: object) -> Provider:
    """A provider with four steps."""
    steps = tuple(f"{name}: step {number}." for number in range(1, 5))
    return Provider(slug, name, FACT, **{"steps": steps, "account": slug, **more})  # type: ignore[arg-type]


SMALL = Catalogue(
    version="small",
    providers=(
        provider("jpay", "JPay", other_names=("J-Pay",), starts="either"),
        provider("securus", "Securus eMessaging", starts="family"),
        provider("gettingout", "GettingOut", starts="family"),
        provider("corrlinks", "CorrLinks", starts="inside"),
        provider("corrlinks-state", "CorrLinks (state systems)", account="corrlinks", starts="family"),
        provider("postal-mail", "Postal mail", kind="postal", starts="either"),
        Provider("viapath", "ViaPath", FACT, loggable=False),
    ),
    agencies=(
        Agency("us-bop", "Federal Bureau of Prisons", "US", FACT, starts="inside", note="Text only."),
        Agency("us-ice", "Immigration and Customs Enforcement (ICE)", "US", FACT, searched=READ),
        Agency("ny", "New York State DOCCS", "NY", FACT, starts="either"),
        Agency("ia", "Iowa Department of Corrections", "IA", FACT),
        Agency("wy", "Wyoming Department of Corrections", "WY", HINT, searched=READ),
        Agency(
            "mn",
            "Minnesota Department of Corrections",
            "MN",
            FACT,
            mail=Mail("scanned", FACT, lines=("{name}, {id_number}", "{facility}", "PO Box 1, Springfield")),
        ),
        Agency("ut", "Utah Department of Corrections", "UT", FACT, mail=Mail("ask", FACT), searched=READ),
        Agency("ca", "California Department of Corrections and Rehabilitation", "CA", FACT),
    ),
    places=(Place("cook-county-jail", "Cook County Jails", "IL", FACT, names=("Cook County Jail",)),),
    contracts=(
        Contract("us-bop", "corrlinks", FACT),
        Contract("ny", "securus", FACT, role="brand"),
        Contract("ny", "jpay", FACT),
        Contract("ny", "gettingout", FACT, role="ended", to_day=date(2020, 1, 1)),
        Contract("ia", "corrlinks-state", FACT),
        Contract("wy", "viapath", FACT, service="phone"),
        Contract("mn", "jpay", FACT, to_day=date(2026, 12, 31)),
        Contract("mn", "gettingout", FACT, role="replacing", from_day=date(2027, 1, 1)),
        Contract("ca", "securus", FACT),
        Contract("ca", "gettingout", FACT),
        Contract("cook-county-jail", "gettingout", FACT),
    ),
    rates=(
        Rate(
            "ny",
            "jpay",
            "stamp",
            Decimal("0.15"),
            FACT,
            characters=6000,
            packs=(Pack(10, Decimal("1.50")), Pack(30, Decimal("4.20"))),
        ),
        Rate("us-bop", "corrlinks", "minute", Decimal("0.05"), FACT, payer="inside"),
        Rate("us-bop", "corrlinks", "free", Decimal(0), FACT),
        Rate("cook-county-jail", "gettingout", "message", Decimal("0.06"), FACT),
        Rate("", "gettingout", "message", Decimal("0.25"), HINT),
        Rate("mn", "jpay", "stamp", Decimal("0.40"), HINT, to_day=date(2026, 6, 30)),
        Rate("mn", "jpay", "stamp", Decimal("0.50"), FACT, from_day=date(2026, 7, 1)),
    ),
    limits=(
        Limit("photos", 0, FACT, provider="corrlinks"),
        Limit("contacts", 30, HINT, place="us-bop"),
        Limit("photos", 5, FACT, provider="securus"),
        Limit("characters", 500, HINT, provider="gettingout"),
    ),
)
