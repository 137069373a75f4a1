"""What people report, and the answer they get."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _

from participants.admin import ActsOnlyAdmin
from projects.admin.pages import AnswerForm, act_and_return, ask
from projects.models import Report
from projects.services import moderation
from samskabelse.web.quoting import quoted

UPHOLD, DISMISS = "uphold", "dismiss"


@admin.register(Report)
class ReportAdmin(ActsOnlyAdmin):
    change_form_template = "admin/projects/report/change_form.html"
    list_display = ["id", "summary", "project", "state", "by", "created_at", "closed_by"]
    list_display_links = ["id", "summary"]
    list_filter = ["state"]
    list_select_related = ["project", "by", "closed_by"]
    search_fields = ["reason", "project__title"]
    actions = None
    fields = [
        *["project", "reason", "state", "by", "created_at"],
        *["answer", "closed_by", "closed_at"],
    ]

    @admin.display(description=_("what is wrong"))
    def summary(self, report: Report) -> str:
        return str(report)

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.close_one)
        return [path("<int:pk>/close/", view, name="projects_report_close"), *super().get_urls()]

    def close_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the answer; the button says whether the report was right."""
        report = get_object_or_404(Report.objects.select_related("project"), pk=pk)
        form = AnswerForm(request.POST or None)
        if form.is_valid():
            return act_and_return(
                request,
                self,
                pk,
                lambda: moderation.close_report(
                    pk,
                    by=request.user,
                    upheld=UPHOLD in request.POST,
                    answer=form.cleaned_data["answer"],
                ),
            )
        return ask(
            request,
            self,
            title=_("Answer the report"),
            form=form,
            rows=[f"{report.project}: {quoted(report.reason)}"],
            buttons=[
                (UPHOLD, _("The report is right")),
                (DISMISS, _("There is nothing wrong")),
            ],
        )
