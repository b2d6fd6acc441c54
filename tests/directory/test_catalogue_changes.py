"""What a newer catalogue changes is told in a family's words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tracker.directory.catalogue.changes import changes, snapshot
from tracker.directory.catalogue.model import (
    Agency,
    Catalogue,
    Contract,
    Fact,
    Limit,
    OtherName,
    Pack,
    Place,
    Provider,
    Rate,
)

FACT = Fact("https://example.org", date(2026, 11, 23), "2026-05")
JPAY = Contract("nj", "jpay", FACT)
STAMP = Rate("nj", "jpay", "stamp", Decimal("0.35"), FACT)
HINT = Rate("", "jpay", "character", Decimal("0.0025"), FACT, payer="inside")
READ_AGAIN = replace(JPAY, fact=replace(FACT, as_of=date(2027, 1, 1)))
OLD = Catalogue(
    version="old",
    providers=(Provider("jpay", "JPay", FACT), Provider("gettingout", "GettingOut", FACT)),
    agencies=(
        Agency("nj", "New Jersey Department of Corrections", "NJ", FACT),
        Agency("us-bop", "Federal Bureau of Prisons", "US", FACT),
    ),
    places=(Place("cook", "Cook County Jail", "IL", FACT),),
    contracts=(JPAY, Contract("nj", "gettingout", FACT, role="replacing")),
    rates=(STAMP,),
    limits=(Limit("contacts", 30, FACT, place="us-bop"),),
    other_names=(OtherName("Rikers Island", "West Facility", "NY", FACT),),
)


def told(newer: Catalogue) -> list[tuple[str, str]]:
    return [(change.kind, change.label) for change in changes(snapshot(OLD), snapshot(newer))]


def test_the_same_catalogue_changes_nothing() -> None:
    assert changes(snapshot(OLD), snapshot(replace(OLD, version="other"))) == []


def test_one_provider_takes_over_from_another() -> None:
    newer = replace(OLD, contracts=(replace(JPAY, role="ended"), Contract("nj", "gettingout", FACT)))
    assert told(newer) == [
        ("changed", "New Jersey: messages with JPay ended"),
        ("changed", "New Jersey: messages with GettingOut now"),
    ]


def test_a_contract_that_is_gone_has_ended() -> None:
    newer = replace(OLD, contracts=OLD.contracts[1:])
    (change,) = changes(snapshot(OLD), snapshot(newer))
    assert (change.key, change.kind) == ("contract:nj:jpay:messages", "gone")
    assert change.label == "New Jersey: messages with JPay ended"
    assert '"provider":"jpay"' in change.before
    assert change.after == ""


@pytest.mark.parametrize(
    ("newer", "label"),
    [
        (
            replace(OLD, contracts=(*OLD.contracts, Contract("nj", "jpay", FACT, service="money"))),
            "New Jersey: deposits with JPay",
        ),
        (
            replace(OLD, rates=(STAMP, Rate("cook", "gettingout", "message", Decimal("0.06"), FACT))),
            "Cook County Jail, IL: $0.06 a message at GettingOut",
        ),
        (
            replace(OLD, rates=(STAMP, HINT)),
            "Elsewhere: $0.0025 a character for the person inside at JPay",
        ),
        (
            replace(OLD, rates=(STAMP, Rate("nj", "jpay", "minute", Decimal(2), FACT, service="video"))),
            "New Jersey: $2.00 a minute (video visits) at JPay",
        ),
        (
            replace(OLD, limits=(*OLD.limits, Limit("photos", 5, FACT, "jpay", "nj"))),
            "New Jersey, JPay: at most 5 photos",
        ),
        (replace(OLD, agencies=(*OLD.agencies, Agency("ny", "DOCCS", "NY", FACT))), "New York"),
    ],
)
def test_a_new_row_says_what_it_is(newer: Catalogue, label: str) -> None:
    assert told(newer) == [("new", label)]


@pytest.mark.parametrize(
    ("newer", "label"),
    [
        (
            replace(OLD, rates=(replace(STAMP, amount=Decimal("0.40")),)),
            "New Jersey: $0.40 a stamp at JPay, before $0.35 a stamp",
        ),
        (
            replace(OLD, rates=(replace(STAMP, packs=(Pack(5, Decimal("1.75")),)),)),
            "New Jersey: $0.35 a stamp at JPay: the packs changed",
        ),
        (
            replace(OLD, limits=(replace(OLD.limits[0], most=100),)),
            "Federal Bureau of Prisons: at most 100 contacts, before 30",
        ),
        (
            replace(
                OLD, agencies=(replace(OLD.agencies[0], steps=("Write.",), starts="family"), OLD.agencies[1])
            ),
            "New Jersey: who must start and how to begin changed",
        ),
        (
            replace(OLD, contracts=(READ_AGAIN, OLD.contracts[1])),
            "New Jersey: messages with JPay: the source was read again",
        ),
        (
            replace(OLD, places=(replace(OLD.places[0], county="Cook"),)),
            "Cook County Jail, IL: details changed",
        ),
    ],
)
def test_a_changed_row_says_what_became_of_it(newer: Catalogue, label: str) -> None:
    assert told(newer) == [("changed", label)]


def test_a_name_that_is_gone_is_no_longer_listed() -> None:
    assert told(replace(OLD, other_names=())) == [
        ("gone", "Rikers Island: another name of West Facility: no longer listed")
    ]


def test_a_price_is_the_same_however_many_zeros_it_is_written_with() -> None:
    assert told(replace(OLD, rates=(replace(STAMP, amount=Decimal("0.3500")),))) == []


def test_a_field_left_as_it_is_by_default_is_not_kept() -> None:
    assert "tax_percent" not in snapshot(OLD)["rate:nj:jpay:messages:text:stamp:family"]
