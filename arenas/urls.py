"""Pages about arenas."""

from django.urls import path

from arenas.views import arena as views

app_name = "arenas"

urlpatterns = [
    path("opgaver/<slug:slug>/moeder/", views.arena, name="arena"),
    path("opgaver/<slug:slug>/moeder/plan/", views.plan, name="plan"),
]
