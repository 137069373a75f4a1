"""What a page does with a method it is not made for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def post_or_back(page: str, *arguments: str) -> Callable[[Callable], Callable]:
    """An act is a POST. A GET, as after signing in again, leads to the page with its button.

    `page` is a URL name; `arguments` names those of the view that the page takes too.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return redirect(page, **{name: kwargs[name] for name in arguments})
            return view(request, *args, **kwargs)

        return wrapped

    return decorate
