"""People, organisations and mandates for administrators. Every change is a service's act."""

from collections.abc import Callable, Iterable

from allauth.account.decorators import secure_admin_login
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from participants.enums import PUBLIC_KINDS
from participants.models import Mandate, Organisation, User
from participants.queries import organisations_for_admin
from participants.services import administration, organisations, people
from participants.services.accounts import erase_person
from samskabelse.web.errors import ActError

# The door of /admin/ is the door of the site: one way to sign in.
admin.site.login = secure_admin_login(admin.site.login)


def each(
    request: HttpRequest, rows: Iterable, act: Callable, model_admin: admin.ModelAdmin
) -> None:
    """Do one act on every chosen row, and say which were refused and why."""
    done = 0
    for row in rows:
        try:
            act(row.pk, by=request.user)
            done += 1
        except ActError as error:
            model_admin.message_user(request, f"{row}: {error}", messages.ERROR)
    if done:
        text = ngettext("%(n)s row is done.", "%(n)s rows are done.", done) % {"n": done}
        model_admin.message_user(request, text, messages.SUCCESS)


class ActsOnlyAdmin(admin.ModelAdmin):
    """Shows everything; changes only through actions, which are services."""

    show_full_result_count = False

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        # Django shows actions only to those who may change; every field is read-only below.
        return request.user.is_staff

    def has_view_permission(self, request, obj=None) -> bool:
        return request.user.is_staff

    def has_module_permission(self, request) -> bool:
        return request.user.is_staff

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        return list(self.fields)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        hidden = {"show_save": False, "show_save_and_continue": False}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | hidden)


class WaitsForConfirmation(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "waits"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [("yes", _("Waits for confirmation"))]

    def queryset(self, request, queryset: QuerySet) -> QuerySet:
        if self.value() == "yes":
            return queryset.filter(kind__in=PUBLIC_KINDS, kind_verified_at=None)
        return queryset


@admin.register(User)
class UserAdmin(ActsOnlyAdmin):
    list_display = [
        "display_name", "email", "kind", "kind_verified_at", "trusted_at", "takes_intake",
        "is_staff", "last_login",
    ]  # fmt: skip
    list_filter = [WaitsForConfirmation, "kind", "takes_intake", "is_staff", "is_active"]
    search_fields = ["name", "email"]
    ordering = ["-date_joined"]
    fields = [
        "name", "email", "phone", "kind", "title", "kind_verified_at", "trusted_at",
        "takes_intake", "language", "is_staff", "is_superuser", "is_active", "date_joined",
        "last_login",
    ]  # fmt: skip
    actions = [
        "verify", "unverify", "trust", "distrust", "take_intake", "leave_intake",
        "make_administrator", "unmake_administrator", "erase",
    ]  # fmt: skip

    @admin.display(description=_("name"), ordering="name")
    def display_name(self, person: User) -> str:
        return person.display_name

    @admin.action(description=_("Confirm the role"))
    def verify(self, request, queryset):
        each(request, queryset, people.verify_person, self)

    @admin.action(description=_("Take the confirmation of the role back"))
    def unverify(self, request, queryset):
        each(request, queryset, people.unverify_person, self)

    @admin.action(description=_("Let projects appear without waiting"))
    def trust(self, request, queryset):
        each(request, queryset, people.trust_person, self)

    @admin.action(description=_("Let projects wait for moderation"))
    def distrust(self, request, queryset):
        each(request, queryset, administration.distrust_person, self)

    @admin.action(description=_("Make contact person for new projects"))
    def take_intake(self, request, queryset):
        each(request, queryset, _switched(administration.set_takes_intake, on=True), self)

    @admin.action(description=_("No longer contact person for new projects"))
    def leave_intake(self, request, queryset):
        each(request, queryset, _switched(administration.set_takes_intake, on=False), self)

    @admin.action(description=_("Make administrator"))
    def make_administrator(self, request, queryset):
        each(request, queryset, _switched(administration.set_administrator, on=True), self)

    @admin.action(description=_("No longer administrator"))
    def unmake_administrator(self, request, queryset):
        each(request, queryset, _switched(administration.set_administrator, on=False), self)

    @admin.action(description=_("Erase the person (cannot be undone)"))
    def erase(self, request, queryset):
        each(request, queryset.exclude(pk=request.user.pk), erase_person, self)


def _switched(act: Callable, *, on: bool) -> Callable:
    return lambda pk, *, by: act(pk, on=on, by=by)


@admin.register(Organisation)
class OrganisationAdmin(ActsOnlyAdmin):
    list_display = ["name", "kind", "sector_label", "verified_at", "joined_at", "speakers"]
    list_filter = ["kind", ("verified_at", admin.EmptyFieldListFilter)]
    search_fields = ["name", "cvr", "mandates__user__name", "mandates__user__email"]
    fields = [
        "name", "slug", "kind", "department_of", "cvr", "website", "description", "can", "seeks",
        "verified_at", "joined_at", "created_at", "mandates_page",
    ]  # fmt: skip
    actions = ["verify", "unverify"]

    def get_queryset(self, request) -> QuerySet[Organisation]:
        return organisations_for_admin()

    @admin.display(description=_("sector"))
    def sector_label(self, organisation: Organisation) -> str:
        return str(organisation.sector.label)

    @admin.display(description=_("spoken for by"))
    def speakers(self, organisation: Organisation) -> str:
        return ", ".join(mandate.user.display_name for mandate in organisation.standing)

    @admin.display(description=_("mandates"))
    def mandates_page(self, organisation: Organisation) -> str:
        """Where an administrator gives the first mandate of a confirmed organisation."""
        page = reverse("participants:mandates", args=[organisation.slug])
        return format_html('<a href="{}">{}</a>', page, _("Give or end mandates"))

    @admin.action(description=_("Confirm the organisation"))
    def verify(self, request, queryset):
        each(request, queryset, organisations.verify_organisation, self)

    @admin.action(description=_("Take the confirmation of the organisation back"))
    def unverify(self, request, queryset):
        each(request, queryset, administration.unverify_organisation, self)


@admin.register(Mandate)
class MandateAdmin(ActsOnlyAdmin):
    list_display = ["organisation", "user", "commits", "basis", "until", "revoked_at"]
    list_filter = ["basis", "commits", ("revoked_at", admin.EmptyFieldListFilter)]
    list_select_related = ["organisation", "user"]
    search_fields = ["organisation__name", "user__name", "user__email"]
    fields = ["organisation", "user", "commits", "until", "basis", "granted_by", "granted_at"]
    actions = ["withdraw"]

    @admin.action(description=_("End the mandate"))
    def withdraw(self, request, queryset):
        each(request, queryset, organisations.withdraw_mandate, self)
