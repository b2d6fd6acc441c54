"""What every request passes through, outermost first."""

from starlette.middleware import Middleware

from tracker.web.headers import SecurityHeaders
from tracker.web.lifespan import PlainStart
from tracker.web.origins import SameOrigin
from tracker.web.statics import CompressedStatics

MIDDLEWARE = [
    Middleware(PlainStart),
    Middleware(SecurityHeaders),
    Middleware(SameOrigin),
    Middleware(CompressedStatics),
]
