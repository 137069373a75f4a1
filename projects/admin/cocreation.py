"""When the facts raise a question. What is raised can be read here, and changed by nobody."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from projects.admin.reading import ReadOnlyAdmin
from projects.models import Challenge, FindingCase, HonestAnswer, Pulse, Thresholds
from projects.services.thresholds import change_thresholds


@admin.register(Thresholds)
class ThresholdsAdmin(admin.ModelAdmin):
    """One row: added once, when somebody first wants other limits than the usual."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_staff

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """For the menu on every page of the administration, without asking whether there is one."""
        return {"add": False, "change": True, "delete": False, "view": True}

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_staff

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_staff and not Thresholds.objects.exists()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_staff

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        change_thresholds(obj, by=request.user)


@admin.register(FindingCase)
class FindingCaseAdmin(ReadOnlyAdmin):
    list_display = ["project", "code", "state", "raised_at", "since"]
    list_filter = ["state", "code"]
    list_select_related = ["project"]
    search_fields = ["project__title"]
    fields = ["project", "code", "state", "evidence", "raised_at", "since"]


@admin.register(HonestAnswer)
class HonestAnswerAdmin(ReadOnlyAdmin):
    list_display = ["project", "gate", *HonestAnswer.QUESTIONS, "author", "at"]
    list_select_related = ["project", "party__organisation", "party__user", "by"]
    search_fields = ["project__title"]
    fields = ["project", "gate", *HonestAnswer.QUESTIONS, "words", "party", "by", "at"]


@admin.register(Pulse)
class PulseAdmin(ReadOnlyAdmin):
    """Sums that are not shown to everybody are shown to nobody, whoever administers the site."""

    list_display = ["project", "kind", "title", "opened_at", "asked", "shown_count"]
    list_select_related = ["project"]
    search_fields = ["project__title", "title"]
    fields = ["project", "kind", "title", "opened_at", "closes_on", "asked", "shown_count"]


@admin.register(Challenge)
class ChallengeAdmin(ReadOnlyAdmin):
    list_display = ["project", "party", "asked_at", "due", "answered_at"]
    list_select_related = ["project", "party__organisation", "party__user"]
    search_fields = ["project__title"]
    fields = [
        "project",
        "party",
        "text",
        "by",
        "asked_at",
        "due",
        "answer",
        "answered_by",
        "answered_at",
    ]
