"""The product's settings, with the two floors in front and counters on every answer."""

from samskabelse.settings import *  # noqa: F403
from samskabelse.settings import MIDDLEWARE

MIDDLEWARE = ["benchmarks.floors.FloorsMiddleware", *MIDDLEWARE]
MAIL_HOLD = True  # the worker is started to be weighed, not to write to invented people
