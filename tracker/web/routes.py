"""Kitelog's own addresses beside the pages."""

from starlette.routing import BaseRoute, Route

from tracker.web.downloads import downloads
from tracker.web.health import Health
from tracker.web.paper import papers


def routes(health: Health) -> list[BaseRoute]:
    """Every address that Kitelog itself answers; `health.kitelog` gives the opened Kitelog."""
    return [
        Route("/healthz", health.answer, methods=["GET"]),
        *downloads(health.kitelog),
        *papers(health.kitelog),
    ]
