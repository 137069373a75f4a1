"""One way out for everything that is logged: JSON lines on a server, readable lines at home."""

import re
from typing import Any

import structlog

# The last part of these addresses is a right: whoever reads it in a log could use it.
TOKENS = re.compile(r"((?:/svar|/mail/afmeld)/)[^/\s\"'?]+")


def hide_tokens(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a mailed link is secret by, in whatever field its address stands."""
    return {
        key: TOKENS.sub(r"\1…", value) if isinstance(value, str) else value
        for key, value in event.items()
    }


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.processors.format_exc_info,
    hide_tokens,
]


def logging_config(*, level: str, readable: bool) -> dict[str, Any]:
    """Django's LOGGING setting; also tells structlog to hand its events to the same place."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    renderer: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if readable:
        renderer = structlog.dev.ConsoleRenderer(colors=False)
    formatter = {
        "()": "structlog.stdlib.ProcessorFormatter",
        "processor": renderer,
        "foreign_pre_chain": SHARED,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {"django.request": {"level": "ERROR"}},  # structlog notes each 404 already
        "root": {"handlers": ["console"], "level": level},
    }
