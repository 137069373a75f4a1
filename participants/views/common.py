"""What the views of this room share."""

from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from samskabelse.web.errors import ActError


def next_url(request: HttpRequest, default: str) -> str:
    """Where to go on to, if it is a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else default


def add_refusal(form: BaseForm, error: ActError) -> None:
    """Show a service's refusal at the field it belongs to, with everything typed still there."""
    form.add_error(error.field if error.field in form.fields else None, str(error))
