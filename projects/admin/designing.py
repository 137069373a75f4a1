"""Solutions, tries and recommendations, to read and never to write."""

from django.contrib import admin

from projects.admin.reading import ReadOnlyAdmin
from projects.models import (
    Disturbance,
    MinorityStatement,
    Objection,
    Probe,
    RecipientAnswer,
    Recommendation,
    Solution,
    SolutionVersion,
)


class VersionsGlance(admin.StackedInline):
    model = SolutionVersion
    extra = 0
    can_delete = False
    fields = readonly_fields = [
        *["number", "title", "idea", "takes", "who_does_what", "risks"],
        *["change", "by", "created_at"],
    ]

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_view_permission(self, request, obj=None) -> bool:
        return request.user.is_staff


@admin.register(Solution)
class SolutionAdmin(ReadOnlyAdmin):
    list_display = ["title", "project", "wild_until", "resting_since", "created_at"]
    list_select_related = ["project", "latest"]
    search_fields = ["versions__title", "project__title"]
    inlines = [VersionsGlance]
    fields = ["project", "wild_until", "resting_since", "rest_reason", "created_at"]


@admin.register(Disturbance)
class DisturbanceAdmin(ReadOnlyAdmin):
    list_display = ["card", "project", "used_on", "by"]
    list_filter = ["card"]
    list_select_related = ["project", "by"]
    search_fields = ["project__title"]
    fields = ["project", "card", "used_on", "happened", "changed", "by", "party", "created_at"]


@admin.register(Objection)
class ObjectionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "at", "lifted_at", "replied_at"]
    list_select_related = ["party__organisation", "party__user"]
    search_fields = ["round__project__title"]
    fields = [
        *["round", "party", "harm", "harmed", "by", "at", "lifted_at"],
        *["reply", "replied_by", "replied_at", "changed"],
    ]


@admin.register(MinorityStatement)
class MinorityStatementAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "by", "at"]
    list_select_related = ["by"]
    search_fields = ["answer__round__project__title"]
    fields = ["answer", "text", "by", "at"]


@admin.register(Probe)
class ProbeAdmin(ReadOnlyAdmin):
    list_display = ["title", "project", "state", "owner_state", "starts_on", "ends_on"]
    list_filter = ["state", "owner_state"]
    list_select_related = ["project"]
    search_fields = ["title", "project__title"]
    fields = [
        *["project", "version", "title", "tried", "size_limit", "starts_on", "ends_on"],
        *["stop_rule", "if_fails", "owner", "owner_state", "owner_note", "state", "started_at"],
        *["stopped_at", "stopped_by", "ending", "stop_reason", "seen", "learnt"],
    ]


@admin.register(Recommendation)
class RecommendationAdmin(ReadOnlyAdmin):
    list_display = ["project", "number", "body", "due", "sent_at"]
    list_select_related = ["project"]
    search_fields = ["project__title"]
    fields = ["project", "number", "version", "text", "body", "due", "sent_at", "sent_by", "party"]


@admin.register(RecipientAnswer)
class RecipientAnswerAdmin(ReadOnlyAdmin):
    list_display = ["project", "verdict", "body", "in_person", "at"]
    list_filter = ["verdict"]
    list_select_related = ["project"]
    search_fields = ["project__title"]
    fields = ["project", "recommendation", "verdict", "reasons", "body", "in_person", "by", "at"]
