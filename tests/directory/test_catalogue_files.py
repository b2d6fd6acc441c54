"""The catalogue that comes with Kitelog is whole, and a file that is not is named by file, row and field."""

import re
from pathlib import Path

import pytest

from tracker.directory.catalogue import check
from tracker.directory.catalogue.check import main, problems
from tracker.directory.catalogue.facts import facts
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.catalogue.read import CatalogueError, catalogue, read
from tracker.directory.states import STATES

FACT = 'fact = { source = "https://example.org", as_of = 2026-11-23 }'
PROVIDER = f'[[provider]]\nslug = "jpay"\nname = "JPay"\n{FACT}\n'
RATE = f'[[rate]]\nplace = "ny"\nprovider = "jpay"\nunit = "stamp"\namount = 0.0025\n{FACT}\n'


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return catalogue()


def written(folder: Path, text: str, name: str = "rates.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def current(shipped: Catalogue, place: str) -> set[str]:
    rows = (row for row in shipped.contracts if row.place == place and row.service == "messages")
    return {row.provider for row in rows if row.role == "current"}


def test_the_shipped_catalogue_has_no_problems(shipped: Catalogue) -> None:
    assert problems(shipped) == []


def test_every_statement_says_where_it_comes_from_and_when_it_was_read(shipped: Catalogue) -> None:
    unproven = [key for key, _words, fact in facts(shipped) if not fact.source or fact.as_of.year < 2026]
    assert unproven == []


def test_each_of_the_53_agencies_has_a_message_provider_or_the_day_of_the_search(shipped: Catalogue) -> None:
    assert len(shipped.agencies) == 53
    assert {row.state for row in shipped.agencies} <= {*STATES, "US"}
    unknown = {row.code for row in shipped.agencies if not current(shipped, row.code)}
    assert unknown == {row.code for row in shipped.agencies if row.searched}


@pytest.mark.parametrize("code", ["hi", "ms", "ri", "ut", "wy", "ne", "co", "nm", "al", "ak", "dc", "us-ice"])
def test_what_is_known_of_phones_or_video_is_no_message_provider(shipped: Catalogue, code: str) -> None:
    assert [row for row in shipped.contracts if (row.place, row.service) == (code, "messages")] == []


def test_no_company_without_an_app_carries_messages(shipped: Catalogue) -> None:
    silent = {row.slug for row in shipped.providers if not row.loggable}
    assert "gtl-viapath" in silent
    assert [row for row in shipped.contracts if row.service == "messages" and row.provider in silent] == []


@pytest.mark.parametrize(
    ("code", "providers"),
    [
        ("us-bop", {"corrlinks"}),
        ("ny", {"jpay"}),
        ("ca", {"securus", "gettingout"}),
        ("oh", {"gettingout"}),
        ("pa", {"connectnetwork"}),
        ("mo", {"securus"}),
        ("ia", {"corrlinks-state"}),
        ("vt", {"icsolutions"}),
        ("nj", {"jpay"}),
    ],
)
def test_the_current_provider_is_the_one_that_was_found(
    shipped: Catalogue, code: str, providers: set[str]
) -> None:
    assert current(shipped, code) == providers


def test_at_least_twenty_providers_and_postal_mail_can_be_logged(shipped: Catalogue) -> None:
    kinds = [row.kind for row in shipped.providers if row.loggable]
    assert kinds.count("postal") == 1
    assert kinds.count("electronic") >= 20


def test_only_the_bureau_montana_and_georgia_must_invite(shipped: Catalogue) -> None:
    assert {row.code for row in shipped.agencies if row.starts == "inside"} == {"us-bop", "mt", "ga"}


def test_new_york_sells_the_packs_of_its_own_page(shipped: Catalogue) -> None:
    (rate,) = (row for row in shipped.rates if row.place == "ny")
    assert [(pack.units, str(pack.price)) for pack in rate.packs] == [
        (10, "1.50"), (30, "4.20"), (60, "7.80"), (100, "12.00"),
    ]  # fmt: skip
    assert {extra.covers: extra.units for extra in rate.extras} == {
        "photo": 1, "video message": 3, "extra characters": 1,
    }  # fmt: skip


def test_no_text_for_families_says_inmate(shipped: Catalogue) -> None:
    texts = [text for row in shipped.providers for text in (row.name, row.note, *row.steps)]
    texts += [text for row in shipped.agencies for text in (row.note, row.list_note, row.id_name, *row.steps)]
    texts += [row.note for row in (*shipped.contracts, *shipped.rates, *shipped.limits, *shipped.places)]
    assert [text for text in texts if re.search(r"\binmates?\b", text, re.IGNORECASE)] == []


def test_the_version_is_that_of_the_content(tmp_path: Path) -> None:
    first = read(written(tmp_path, RATE)).version
    assert read(tmp_path).version == first
    assert read(written(tmp_path, RATE.replace("0.0025", "0.0026"))).version != first


def test_a_price_is_exact(tmp_path: Path) -> None:
    assert str(read(written(tmp_path, RATE)).rates[0].amount) == "0.0025"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (RATE.replace('"stamp"', '"stampp"'), ["rates.toml", "row 1", "ny, jpay", "unit"]),
        (RATE + RATE.replace("0.0025", '"dear"'), ["rates.toml", "row 2", "amount"]),
        (RATE.replace("amount", "price"), ["rates.toml", "row 1"]),
        (RATE.replace("as_of = 2026-11-23", 'as_of = "soon"'), ["row 1", "fact.as_of"]),
        (RATE.replace(", as_of = 2026-11-23", ""), ["row 1", "fact.as_of"]),
        (RATE + 'colour = "blue"\n', ["row 1", "colour"]),
        (RATE + 'single = "no"\n', ["row 1", "single"]),
        (RATE + "packs = [{ units = 10 }]\n", ["row 1", "packs.0.price"]),
        (RATE.replace("[[rate]]", "[[price]]"), ["rates.toml", "price"]),
        (RATE.replace("[[rate]]", "[rate]"), ["rates.toml", "rate"]),
        (RATE.replace("= 0.0025", "="), ["rates.toml", "TOML"]),
        ('rate = ["ny"]\n', ["rates.toml", "row 1 (ny)"]),
    ],
)
def test_a_wrong_file_is_refused_with_file_row_and_field(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(CatalogueError) as refused:
        read(written(tmp_path, text))
    assert [word for word in words if word not in str(refused.value)] == []
    assert str(refused.value).endswith(".")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rates.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(CatalogueError, match=r"rates\.toml"):
        read(tmp_path)


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no catalogue"):
        read(tmp_path)


def test_rows_of_a_kind_may_lie_in_several_files(tmp_path: Path) -> None:
    written(tmp_path, PROVIDER, "providers.toml")
    written(tmp_path, PROVIDER.replace("jpay", "securus"), "providers_jails.toml")
    assert [row.slug for row in read(tmp_path).providers] == ["jpay", "securus"]


def test_the_check_prints_problems_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main() == 0
    monkeypatch.setattr(check, "catalogue", lambda: read(tmp_path))
    written(tmp_path, RATE)
    assert main() == 1
    assert "rate:ny:jpay:messages:text:stamp:family names the place ny" in capsys.readouterr().err
    written(tmp_path, RATE.replace("stamp", "stone"))
    assert main() == 1
    assert "row 1 (ny, jpay, stone), unit" in capsys.readouterr().err
