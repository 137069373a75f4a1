"""The municipality's own themes."""

from django.contrib import admin

from projects.models import Theme
from projects.services.themes import remember_theme


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):
    """Add, rename, order and retire. None is deleted: its opgaver keep it."""

    list_display = ["name", "slug", "position", "is_active"]
    fields = ["name", "slug", "position", "is_active"]
    prepopulated_fields = {"slug": ["name"]}
    show_full_result_count = False

    def has_module_permission(self, request) -> bool:
        return request.user.is_staff

    def has_view_permission(self, request, obj=None) -> bool:
        return request.user.is_staff

    def has_add_permission(self, request) -> bool:
        return request.user.is_staff

    def has_change_permission(self, request, obj=None) -> bool:
        return request.user.is_staff

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def save_model(self, request, obj, form, change) -> None:
        remember_theme(obj, by=request.user)
