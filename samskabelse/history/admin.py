from typing import Any

from django.contrib import admin

from samskabelse.history.models import Entry


@admin.register(Entry)
class EntryAdmin(admin.ModelAdmin):
    """Read-only for everyone: history is not edited."""

    list_display = ["at", "action", "by", "on_behalf_of", "target_type", "target_id", "is_public"]
    list_filter = ["action", "is_public"]
    search_fields = ["action", "=target_id"]
    list_select_related = ["by"]
    show_full_result_count = False
    date_hierarchy = "at"

    def get_queryset(self, request):
        entries: Any = super().get_queryset(request)
        return entries.shown()

    def has_module_permission(self, request):
        return request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
