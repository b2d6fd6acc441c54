"""`/export/...csv`: the record, the tables of spend, balances, a year and compared prices as files."""

from collections.abc import Callable, Iterator

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from tracker.errors import KitelogError
from tracker.kitelog import Kitelog
from tracker.spend.balances.file import balances_csv_text
from tracker.spend.comparing.sheet import cheaper_csv_text, compare_csv_text
from tracker.spend.sheets import spend_csv_text
from tracker.spend.year.asked import year_csv_text

Getter = Callable[[], Kitelog]
KEPT = {"Cache-Control": "no-store"}


def downloads(kitelog: Getter) -> list[BaseRoute]:
    """The addresses that give files."""

    def log(_request: Request) -> Response:
        return _streamed("log", kitelog().transfer.iter_log_csv())

    def purchases(_request: Request) -> Response:
        return _streamed("purchases", kitelog().transfer.iter_purchases_csv())

    def spend(request: Request) -> Response:
        return _streamed("spend", iter([spend_csv_text(kitelog().spend, request.query_params)]))

    def year(request: Request) -> Response:
        return _streamed("year", iter([year_csv_text(kitelog().spend, request.query_params)]))

    def compare(request: Request) -> Response:
        opened, params = kitelog(), request.query_params
        if "contact" in params:
            return _streamed("cheaper", iter([cheaper_csv_text(opened.comparing, params)]))
        return _streamed("compare", iter([compare_csv_text(opened.spend, opened.directory, params)]))

    def balances(request: Request) -> Response:
        return _streamed(
            "balances", iter([balances_csv_text(kitelog().balances.cards(), request.query_params)])
        )

    files = {
        "log": log,
        "purchases": purchases,
        "spend": spend,
        "year": year,
        "compare": compare,
        "balances": balances,
    }
    return [Route(f"/export/{name}.csv", plainly(answer), methods=["GET"]) for name, answer in files.items()]


def plainly(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """The same answer; what Kitelog refuses is its sentence with 400 instead of a traceback."""

    def answered(request: Request) -> Response:
        try:
            return answer(request)
        except KitelogError as error:
            return PlainTextResponse(str(error), 400, headers=KEPT)

    return answered


def _streamed(name: str, pieces: Iterator[str]) -> Response:
    headers = KEPT | {"Content-Disposition": f'attachment; filename="kitelog-{name}.csv"'}
    return StreamingResponse(pieces, media_type="text/csv; charset=utf-8", headers=headers)
