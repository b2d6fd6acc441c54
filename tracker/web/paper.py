"""`/print/...`: pages made for paper, which the pages of the screen are not."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from tracker.spend.year.asked import year_paper_text
from tracker.spend.year.paper import STYLE
from tracker.spend.year.paper_style import PAPER_CSS
from tracker.web.downloads import KEPT, Getter, plainly


def papers(kitelog: Getter) -> list[BaseRoute]:
    """The addresses that give pages for paper, and their style sheet."""

    def year(request: Request) -> Response:
        return HTMLResponse(year_paper_text(kitelog().spend, request.query_params), headers=KEPT)

    def style(_request: Request) -> Response:
        return Response(PAPER_CSS, media_type="text/css")

    return [
        Route("/print/year", plainly(year), methods=["GET"]),
        Route(STYLE, style, methods=["GET"]),
    ]
