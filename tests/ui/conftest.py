"""Rendering a line of template as a page would."""

from collections.abc import Callable

import pytest
from django.template import engines
from django.utils import translation


@pytest.fixture
def render() -> Callable[..., str]:
    """`render("{% badge %}ny{% endbadge %}", name=value)`, in English, blank lines taken out."""

    def rendered(source: str, **context) -> str:
        with translation.override("en"):
            html = engines["django"].from_string(source).render(context)
        return "\n".join(line.strip() for line in html.splitlines() if line.strip())

    return rendered
