"""The map of the API: what each room adds to it, and its description. Nobody imports this."""

from django.urls import include, path

from participants.api import routes as people
from projects.api.routes import routes as projects
from samskabelse.rest import views

app_name = "api"

urlpatterns = [
    path("schema/", views.SchemaView.as_view(), name="schema"),
    path("docs/", views.docs, name="docs"),
    path("v1/", include([*people, *projects])),
]
