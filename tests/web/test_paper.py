"""Pages for paper come from our own addresses, with our own style and nothing that runs."""

from types import SimpleNamespace
from typing import Any

import pytest
from starlette.applications import Starlette

from tests.web.asgi import get
from tests.world import World, eastern
from tracker.spend import Spend
from tracker.web.downloads import downloads
from tracker.web.headers import SecurityHeaders, policy
from tracker.web.paper import papers


@pytest.fixture
def app(world: World) -> SecurityHeaders:
    opened: Any = SimpleNamespace(spend=Spend(world.database, world.clock))
    return SecurityHeaders(Starlette(routes=[*papers(lambda: opened), *downloads(lambda: opened)]))


def test_a_year_comes_as_a_page_under_the_policy_of_every_page(world: World, app: SecurityHeaders) -> None:
    world.sent(world.contact("<script>Dad</script>"), eastern("2026-11-02 10:00"))
    answer = get(app, "/print/year?year=2026")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"] == policy("localhost:8501")
    assert "&lt;script&gt;Dad&lt;/script&gt;" in answer.text
    # The policy would let a script or a style of the server's own page pass: here there is none at all.
    assert "<script" not in answer.text
    assert "<style" not in answer.text
    assert " style=" not in answer.text


def test_the_style_is_a_file_of_our_own_and_fits_any_paper(app: SecurityHeaders) -> None:
    assert '<link rel="stylesheet" href="/print/paper.css">' in get(app, "/print/year").text
    answer = get(app, "/print/paper.css")
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "@page" in answer.text
    assert "size:" not in answer.text.replace("font-size:", "")
    assert "thead { display: table-header-group; }" in answer.text
    assert "url(" not in answer.text
    assert "@import" not in answer.text


def test_a_year_leaves_as_a_file(world: World, app: SecurityHeaders) -> None:
    world.sent(world.contact("=Dad"), eastern("2026-11-02 10:00"))
    answer = get(app, "/export/year.csv?year=2026")
    assert answer.headers["content-disposition"] == 'attachment; filename="kitelog-year.csv"'
    assert answer.text.splitlines()[0] == "part,name,from,to,sum,amount,unit,note"
    assert "contact,'=Dad,2026-01-01,2026-11-23,messages,1,messages," in answer.text.splitlines()


@pytest.mark.parametrize("address", ["/print/year", "/export/year.csv"])
@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ("year=abc", "Write a year like 2026."),
        ("year=1800", "Choose the year 2026: nothing is logged of another."),
        ("year=9999", "Choose the year 2026: nothing is logged of another."),
        ("contact=x", "Write a whole number, like 30."),
        ("contact=99", "This person is not known. Choose another."),
    ],
)
def test_what_cannot_be_is_answered_with_a_sentence(
    app: SecurityHeaders, address: str, params: str, sentence: str
) -> None:
    answer = get(app, f"{address}?{params}")
    assert (answer.status, answer.text) == (400, sentence)
