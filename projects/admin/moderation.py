"""Opgaver: what waits for a moderator, and the three acts on it."""

from django.contrib import admin
from django.contrib.admin import helpers
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from participants.admin import ActsOnlyAdmin, each
from projects.admin.pages import ReasonForm, act_and_return, ask
from projects.enums import Moderation, ReportState
from projects.models import Party, Project, Report
from projects.queries import inbox
from projects.services import moderation

OPEN_REPORTS = Count("reports", filter=Q(reports__state=ReportState.OPEN))


class QueueFilter(admin.SimpleListFilter):
    """What an administrator comes for."""

    title = _("queue")
    parameter_name = "queue"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [
            ("held", _("Waiting for moderation")),
            ("reported", _("Reported")),
            ("unanswered", _("Without a first answer")),
        ]

    def queryset(self, request, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "held":
                return queryset.filter(moderation=Moderation.HELD)
            case "reported":
                return queryset.filter(open_reports__gt=0)
            case "unanswered":
                return queryset.filter(pk__in=inbox(request.user).values("pk"))
        return queryset


class Glance(admin.StackedInline):
    """Rows beside an opgave, to read only."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_view_permission(self, request, obj=None) -> bool:
        return request.user.is_staff

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        return list(self.fields)


class ReportsGlance(Glance):
    model = Report
    fields = ["reason", "state", "answer", "created_at", "by"]

    def get_queryset(self, request) -> QuerySet:
        return super().get_queryset(request).select_related("by")


class PartiesGlance(Glance):
    model = Party
    fields = ["status", "role_promise", "brings", "needs", "accepted_at"]

    def get_queryset(self, request) -> QuerySet:
        return super().get_queryset(request).select_related("organisation", "user")


@admin.register(Project)
class ProjectAdmin(ActsOnlyAdmin):
    change_form_template = "admin/projects/project/change_form.html"
    list_display = ["title", "phase", "moderation", "author", "reported", "raised"]
    list_filter = [QueueFilter, "moderation", "phase", "route"]
    list_select_related = ["initiator"]
    search_fields = ["title", "problem", "initiator__name", "source_author", "place"]
    inlines = [ReportsGlance, PartiesGlance]
    actions = ["approve", "hide", "show"]
    list_per_page = 50
    fields = [
        *["title", "problem", "page", "moderation", "moderation_reason", "phase", "phase_since"],
        *["author", "initiator_organisation", "entered_by", "route", "place", "postal_code"],
        *["contact", "first_reply_due", "first_reply", "first_replied_at", "first_replied_by"],
        *["recipient_body", "recipient_name", "answer_due", "verdict", "verdict_reasons"],
        *["outcome", "owner_from_here", "lessons"],
        *["source", "source_author", "language", "submitted_at", "published_at"],
    ]

    def get_queryset(self, request) -> QuerySet:
        return super().get_queryset(request).annotate(open_reports=OPEN_REPORTS)

    @admin.display(description=_("author"), ordering="initiator__name")
    def author(self, project: Project) -> str:
        return project.initiator.display_name if project.initiator else project.source_author

    @admin.display(description=_("open reports"), ordering="open_reports")
    def reported(self, project: Project) -> int | None:
        return project.open_reports or None

    @admin.display(description=_("raised"), ordering="submitted_at")
    def raised(self, project: Project) -> str:
        moment = project.submitted_at
        return date_format(localtime(moment), "j.n.Y") if moment else ""

    @admin.display(description=_("page"))
    def page(self, project: Project) -> SafeString:
        return format_html('<a href="{}">{}</a>', project.get_absolute_url(), _("See the page"))

    @admin.action(description=_("Let it appear"))
    def approve(self, request, queryset):
        each(request, queryset, moderation.approve_project, self)

    @admin.action(description=_("Show again"))
    def show(self, request, queryset):
        each(request, queryset, moderation.show_project, self)

    @admin.action(description=_("Hide, with a reason"))
    def hide(self, request, queryset) -> HttpResponse | None:
        form = ReasonForm(request.POST if "reason" in request.POST else None)
        if form.is_valid():
            each(request, queryset, _hidden_because(form.cleaned_data["reason"]), self)
            return None
        rows = list(queryset)
        chosen = [(helpers.ACTION_CHECKBOX_NAME, str(row.pk)) for row in rows]
        return ask(
            request,
            self,
            title=_("Hide, with a reason"),
            form=form,
            rows=rows,
            buttons=[("hide", _("Hide"))],
            hidden=[("action", "hide"), *chosen],
        )

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/approve/", view(self.approve_one), name="projects_project_approve"),
            path("<int:pk>/hide/", view(self.hide_one), name="projects_project_hide"),
            path("<int:pk>/show/", view(self.show_one), name="projects_project_show"),
            *super().get_urls(),
        ]

    def approve_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._do(request, pk, moderation.approve_project)

    def show_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._do(request, pk, moderation.show_project)

    def _do(self, request: HttpRequest, pk: int, act) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        project = get_object_or_404(Project, pk=pk)
        return act_and_return(request, self, pk, lambda: act(project.pk, by=request.user))

    def hide_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the reason, then hide."""
        project = get_object_or_404(Project, pk=pk)
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            act = _hidden_because(form.cleaned_data["reason"])
            return act_and_return(request, self, pk, lambda: act(pk, by=request.user))
        buttons = [("hide", _("Hide"))]
        title = _("Hide, with a reason")
        return ask(request, self, title=title, form=form, rows=[project], buttons=buttons)

    def history_view(self, request, object_id, extra_context=None) -> HttpResponse:
        """The record everybody sees, in place of the admin's own log."""
        project = get_object_or_404(Project, pk=object_id)
        return redirect(reverse("projects:history", args=[project.slug]))


def _hidden_because(reason: str):
    return lambda pk, *, by: moderation.hide_project(pk, by=by, reason=reason)
