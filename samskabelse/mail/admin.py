"""For administrators: what became of each mail. Never what it said."""

from typing import cast

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samskabelse.mail import services
from samskabelse.mail.addresses import masked
from samskabelse.mail.models import OptOut, OutgoingMail
from samskabelse.web.errors import ActError


class ReadOnlyAdmin(admin.ModelAdmin):
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.is_staff

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyAdmin):
    list_display = ["id", "kind", "state", "lane", "receiver", "sent_at", "attempts", "reason"]
    list_filter = ["state", "kind", "lane", "topic"]
    search_fields = ["=to_address", "dedupe_key"]
    actions = ["send_again"]
    fields = [
        *["kind", "state", "reason", "lane", "topic", "scope", "receiver", "language"],
        *["dedupe_key", "order_key", "message_id", "attempts", "resends"],
        *["created_at", "not_before", "expires_at", "handed_at", "sent_at"],
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutgoingMail]:
        return super().get_queryset(request).defer("params", "sealed")

    @admin.display(description=_("to"), ordering="to_address")
    def receiver(self, mail: OutgoingMail) -> str:
        return masked(mail.to_address)

    @admin.action(description=_("Send again"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[OutgoingMail]) -> None:
        sent = 0
        for mail in queryset:
            try:
                services.send_again(mail.pk, by=cast("Model", request.user))
            except ActError as error:
                messages.error(request, f"{mail}: {error}")
            else:
                sent += 1
        if sent:
            text = ngettext("%(n)s mail is queued.", "%(n)s mails are queued.", sent)
            messages.success(request, text % {"n": sent})


@admin.register(OptOut)
class OptOutAdmin(ReadOnlyAdmin):
    list_display = ["id", "receiver", "topic", "scope", "created_at"]
    list_filter = ["topic"]
    search_fields = ["=address"]
    fields = ["receiver", "topic", "scope", "created_at"]

    @admin.display(description=_("address"), ordering="address")
    def receiver(self, choice: OptOut) -> str:
        return masked(choice.address)
