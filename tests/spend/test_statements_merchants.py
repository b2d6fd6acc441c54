"""Providers are found however a bank writes them, and nobody else is taken for one."""

from datetime import date

import pytest

from tracker.directory.catalogue.read import catalogue
from tracker.spend.statements import check
from tracker.spend.statements.check import main, problems
from tracker.spend.statements.merchants import (
    MerchantsError,
    Recogniser,
    merchants,
    read_merchants,
    recogniser,
    words_of,
)

FACT = 'fact = { source = "https://example.org", as_of = 2026-11-23 }'
ROW = f'[[merchant]]\nname = "JPay"\nslug = "jpay"\nspellings = ["jpay"]\n{FACT}\n'


def named(description: str) -> str:
    found = recogniser().find(words_of(description))
    return found.slug if found else ""


SPELT = {
    "JPAY *MSG 800-574-5729 FL": "jpay",
    "POS DEBIT 1123 WWW.JPAY.COM": "jpay",
    "jpay8005745729": "jpay",
    "Jpáy* media": "jpay",
    "CHECKCARD 1110 SECURUS TECHNOLOGI 972": "securus",
    "SECURUSTECHNOL": "securus",
    "CORRECTIONAL BILLIN 800-844-6591": "securus",
    "GTL*INMATE PHONE SVC": "gtl-viapath",
    "GLOBAL TEL*LINK": "gtl-viapath",
    "VIAPATH TECHNOLOGIES": "gtl-viapath",
    "GTL *CONNECTNETWO 877": "connectnetwork",
    "CONNECT NETWORK": "connectnetwork",
    "PAYPAL *GETTINGOUT": "gettingout",
    "GETTING OUT/TELMATE": "gettingout",
    "CORRLINKS": "corrlinks",
    "TRULINCS": "corrlinks",
    "SMARTJAILMAIL.COM": "smartinmate",
    "SMART COMMUNICATIO": "smartinmate",
    "SMART INMATE": "smartinmate",
    "SQ *HOME WAV": "homewav",
    "ACCESS CORRECTIO 866-345-1884": "access-corrections",
    "ICSOLUTIONS LLC": "icsolutions",
    "INMATE CALLING SOLUTIO": "icsolutions",
    "NCIC INMATE COMM": "ncic",
    "CIDNET*ENCARTELE": "cidnet",
    "CHIRP TEXTING": "cpc",
    "INMATESALES.COM": "cpc",
    "TEXTBEHIND INC": "textbehind",
    "PP*JPAYINC": "jpay",
    "JPAY*MONEYTRANSFER": "jpay",
    "GETTINGOUTCOM": "gettingout",
    "GTLINMATEPHONE": "gtl-viapath",
    "GTLCONNECTNETWORK": "connectnetwork",
    "TOUCHPAY HOLDINGS": "gtl-viapath",
    "GLOBALTEL*LINK": "gtl-viapath",
    "INMATE CANTEEN 715-386-5700": "turnkey",
}


@pytest.mark.parametrize(("description", "slug"), SPELT.items())
def test_a_provider_is_found_as_banks_write_it(description: str, slug: str) -> None:
    assert named(description) == slug


def test_a_provider_that_the_catalogue_does_not_know_is_found_all_the_same() -> None:
    found = recogniser().find(words_of("PAYTEL.COM 800-729-8355"))
    assert found is not None
    assert (found.name, found.slugs) == ("Pay Tel", ())


@pytest.mark.parametrize(
    "description",
    [
        "", "WALMART", "JPAYNE PLUMBING", "CHIRP BOOKS", "SMART COMMERCE", "CROWN BURGERS", "GTL LOGISTICS",
        "ACCESS CONTROL INC", "HOME DEPOT", "TEXT MESSAGE FEE", "IC BUS", "CONNECT GYM", "GETTING THERE TAXI",
        "SMART COMMUNICATIONS MAKATI", "ADVANCED SECURUSHIELD", "GTLAW", "HOMEWAVES SALON", "PAY TELEPHONE",
        "JPAYINCOME TAX", "CONNECTNETWORKING", "TOUCHPAYMENT", "SWANSON SERVICE STATION", "GETTING OUTDOORS",
        "GTL AUTO BODY", "CIDNETWORK", "NCICS", "CHIRP AUDIOBOOK",
        "RELIANCE STEEL", "SWANSON HEALTH", "* - ' &", "京都",
    ],
)  # fmt: skip
def test_others_are_left_alone(description: str) -> None:
    assert named(description) == ""


def test_the_spellings_that_come_along_have_no_problems() -> None:
    assert problems(merchants(), date(2027, 1, 1)) == []
    assert main() == 0


def test_every_app_of_the_catalogue_that_charges_cards_is_spelt() -> None:
    spelt = {slug for row in merchants() for slug in row.slugs}
    silent = {"postal-mail", "ameelio"}  # they cost stamps from a shop, or nothing
    assert {row.slug for row in catalogue().providers} - spelt == silent


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('"jpay"]', '"jp"]'), "so short"),
        (('"jpay"]', '"jpa|y"]'), "so short"),
        (('"jpay"]', '"JPay!"]'), "small letters"),
        (('"jpay"]', '"j|pay| services"]'), "one bar"),
        (('"jpay"]', '"jpay", "j pay"]'), "is there twice"),
        (('["jpay"]', "[]"), "no spelling"),
        (('"jpay"\ns', '"jpai"\ns'), "no provider jpai"),
        (('slug = "jpay"', 'slug = "gtl-viapath"'), "names no provider"),
        (('slug = "jpay"', 'but = ["1"]'), "no word"),
        (("https://example.org", " "), "no source"),
        (("2026-11-23", "2027-11-23"), "still to come"),
    ],
)
def test_a_bad_row_is_named(change: tuple[str, str], sentence: str) -> None:
    found = problems(read_merchants(ROW.replace(*change)), date(2026, 11, 24))
    assert sentence in "\n".join(found)


def test_two_rows_that_are_taken_for_one_another_are_named() -> None:
    other = ROW.replace('name = "JPay"', 'name = "Other"').replace('"jpay"]', '"jpay media"]')
    rows = read_merchants(ROW + other.replace("jpay media", "j pay"))
    assert any("is found as JPay" in problem for problem in problems(rows))
    assert problems(read_merchants(ROW + other)) == []
    assert Recogniser(read_merchants(ROW + other)).find(["jpay", "media"]).name == "Other"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[merchant", "cannot be read as TOML"),
        (ROW.replace("spellings", "spelling"), "merchants.toml, merchant"),
        (ROW.replace("[[merchant]]", "[[merchants]]"), r"\[\[merchant\]\]"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(MerchantsError, match=sentence):
        read_merchants(text)


def test_the_check_prints_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "merchants", lambda: read_merchants(ROW.replace("https://example.org", " ")))
    assert main() == 1
    assert "JPay has no source." in capsys.readouterr().err
