"""Save a filtered list, and stop hearing about it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from projects.forms.listing import ListForm
from projects.models import SavedSearch
from projects.queries.describing import query_of
from projects.services.searches import delete_search, save_search
from samskabelse.web.errors import ActError
from samskabelse.web.htmx import see_other
from samskabelse.web.methods import post_or_back


@post_or_back("projects:list")
def save(request: HttpRequest) -> HttpResponse:
    """Save the list that is looked at; back to it, whatever comes of it."""
    filters = ListForm(request.POST).filters()
    try:
        save_search(filters, by=request.user)
    except ActError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("Saved. You get a mail on Mondays when something is new."),
        )
    response = redirect(f"{reverse('projects:list')}?{urlencode(query_of(filters))}")
    response.status_code = 303
    return response


@post_or_back("participants:me")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one's own saved search; another's is not there."""
    if SavedSearch.objects.filter(pk=pk).exclude(user=request.user).exists():
        raise Http404
    delete_search(pk, by=request.user)
    messages.success(request, _("The saved search is deleted. You get no more mails about it."))
    return see_other(request, "participants:me")
