"""Pages that exist only in demo mode."""

from django.urls import path

from samskabelse.local.demo import views

urlpatterns = [
    path("demo/", views.demo, name="demo"),
    path("demo/rolle/<slug:person>/", views.step_in, name="demo_step_in"),
    path("demo/forfra/", views.restart, name="demo_restart"),
]
