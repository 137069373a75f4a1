"""Pages that exist only where the site runs on one machine."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
