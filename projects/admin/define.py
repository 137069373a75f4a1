"""What parties and others write: read in the administration, hidden there with a reason."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _

from participants.admin import ActsOnlyAdmin
from projects.admin.pages import ReasonForm, act_and_return, ask
from projects.admin.reading import ReadOnlyAdmin
from projects.models import Contribution, FrameVersion, ProblemView, Resource, StatementVersion
from projects.services.contributions import hide_contribution, show_contribution


@admin.register(ProblemView)
class ProblemViewAdmin(ReadOnlyAdmin):
    """Nobody reads a view here before its time, whoever administers the site."""

    list_display = ["party", "project", "shared_at", "public_at"]
    list_select_related = ["project", "party__organisation", "party__user"]
    search_fields = ["project__title"]
    fields = ["project", "party", "sees", "feels", "unknown", "by", "shared_at", "public_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(public_at__isnull=False)


@admin.register(StatementVersion)
class StatementVersionAdmin(ReadOnlyAdmin):
    list_display = ["project", "number", "change", "author", "at", "contested_at"]
    list_filter = ["change"]
    list_select_related = ["project", "party__organisation", "party__user", "by"]
    search_fields = ["project__title"]
    fields = ["project", "number", "text", "change", "contested_at", "party", "by", "at"]


@admin.register(FrameVersion)
class FrameVersionAdmin(ReadOnlyAdmin):
    list_display = ["project", "number", "author", "at"]
    list_select_related = ["project", "party__organisation", "party__user", "by"]
    search_fields = ["project__title"]
    fields = ["project", "number", "known", "unknown", "ours", "fixed", "party", "by", "at"]


@admin.register(Resource)
class ResourceAdmin(ReadOnlyAdmin):
    list_display = ["party", "direction", "kind", "what", "project"]
    list_filter = ["direction", "kind"]
    list_select_related = ["project", "party__organisation", "party__user"]
    search_fields = ["what", "project__title"]
    fields = ["project", "party", "direction", "kind", "what", "counterpart", "taken_by", "at"]


@admin.register(Contribution)
class ContributionAdmin(ActsOnlyAdmin):
    change_form_template = "admin/projects/contribution/change_form.html"
    list_display = ["__str__", "kind", "project", "by", "at", "answered_at", "hidden_at"]
    list_filter = ["kind", ("hidden_at", admin.EmptyFieldListFilter)]
    list_select_related = ["project", "by"]
    search_fields = ["text", "project__title"]
    actions = None
    fields = [
        *["project", "kind", "text", "by", "party", "at", "statement_version"],
        *["answer", "answered_by", "answered_at", "hidden_at", "hidden_reason"],
    ]

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/hide/", view(self.hide_one), name="projects_contribution_hide"),
            path("<int:pk>/show/", view(self.show_one), name="projects_contribution_show"),
            *super().get_urls(),
        ]

    def hide_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the reason, which everybody sees, then hide."""
        found = get_object_or_404(Contribution, pk=pk)
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            return act_and_return(
                request, self, pk, lambda: hide_contribution(pk, by=request.user, reason=reason)
            )
        buttons = [("hide", _("Hide"))]
        title = _("Hide, with a reason")
        return ask(request, self, title=title, form=form, rows=[found], buttons=buttons)

    def show_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        get_object_or_404(Contribution, pk=pk)
        return act_and_return(request, self, pk, lambda: show_contribution(pk, by=request.user))
