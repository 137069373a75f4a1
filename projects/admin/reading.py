"""Everything else about opgaver, to read and never to write. Tokens are shown to nobody."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from participants.admin import ActsOnlyAdmin
from projects.models import (
    ConsentAnswer,
    ConsentRound,
    ImportedRow,
    Invitation,
    JoinRequest,
    Party,
    ProjectRole,
)
from samskabelse.mail.addresses import masked


class ReadOnlyAdmin(ActsOnlyAdmin):
    actions = None

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Party)
class PartyAdmin(ReadOnlyAdmin):
    list_display = ["name", "project", "status", "role_promise", "accepted_at", "left_at"]
    list_filter = ["status", "role_promise"]
    list_select_related = ["project", "organisation", "user"]
    search_fields = ["organisation__name", "user__name", "project__title"]
    fields = [
        *["project", "organisation", "user", "status", "role_promise", "brings", "needs"],
        *["accepted_at", "accepted_by", "left_at", "leave_reason", "leave_note"],
    ]

    @admin.display(description=_("name"))
    def name(self, party: Party) -> str:
        return party.name


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ["shown_as", "project", "state", "issue", "last_sent_at", "expires_at"]
    list_filter = ["state", "role_promise"]
    list_select_related = ["project"]
    search_fields = ["name", "organisation_name", "=email", "project__title"]
    fields = [
        *["project", "name", "receiver", "organisation_name", "organisation_kind"],
        *["role_promise", "why_you", "language", "invited_by", "state", "issue", "created_at"],
        *["last_sent_at", "reminded_at", "expires_at", "answered_at", "answered_by", "answer_note"],
    ]

    @admin.display(description=_("invited"))
    def shown_as(self, invitation: Invitation) -> str:
        return invitation.shown_as

    @admin.display(description=_("e-mail"))
    def receiver(self, invitation: Invitation) -> str:
        return masked(invitation.email)


class AnswersGlance(admin.StackedInline):
    model = ConsentAnswer
    extra = 0
    can_delete = False
    fields = readonly_fields = [
        *["party", "position", "reason", "by", "at", "reminders", "last_reminded_at"]
    ]

    def get_queryset(self, request) -> QuerySet:
        answers = super().get_queryset(request)
        return answers.select_related("party__organisation", "party__user", "by")

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_view_permission(self, request, obj=None) -> bool:
        return request.user.is_staff


@admin.register(ConsentRound)
class ConsentRoundAdmin(ReadOnlyAdmin):
    list_display = ["project", "about", "label", "state", "opened_at", "closed_at"]
    list_filter = ["state", "about", "to_phase"]
    list_select_related = ["project", "statement_version", "solution_version"]
    search_fields = ["project__title"]
    inlines = [AnswersGlance]
    fields = [
        *["project", "about", "label", "statement_version", "solution_version", "state"],
        *["opened_at", "opened_by", "closed_at"],
    ]

    @admin.display(description=_("question"))
    def label(self, consent_round: ConsentRound) -> str:
        return consent_round.label


@admin.register(JoinRequest)
class JoinRequestAdmin(ReadOnlyAdmin):
    list_display = ["name", "project", "state", "created_at", "answered_at"]
    list_filter = ["state"]
    list_select_related = ["project", "organisation", "user"]
    search_fields = ["organisation__name", "user__name", "project__title"]
    fields = [
        *["project", "user", "organisation", "note", "state", "answer_note"],
        *["created_at", "answered_at", "answered_by"],
    ]

    @admin.display(description=_("name"))
    def name(self, wish: JoinRequest) -> str:
        return wish.name


@admin.register(ProjectRole)
class ProjectRoleAdmin(ReadOnlyAdmin):
    list_display = ["user", "kind", "project", "state", "asked_at", "answered_at", "ended_at"]
    list_filter = ["kind", "state"]
    list_select_related = ["project", "user"]
    search_fields = ["user__name", "project__title"]
    fields = ["project", "user", "kind", "state", "asked_by", "asked_at", "answered_at", "ended_at"]


@admin.register(ImportedRow)
class ImportedRowAdmin(ReadOnlyAdmin):
    list_display = ["source", "external_id", "project"]
    list_filter = ["source"]
    list_select_related = ["project"]
    search_fields = ["=external_id", "project__title"]
    fields = ["source", "external_id", "project"]
