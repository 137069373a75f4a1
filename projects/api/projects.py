"""The list of opgaver, raising one, one whole, changing it, its history."""

from typing import Any, TypeVar

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.common import ProjectView
from projects.api.described import page_of, parameters_of
from projects.filters import ListFilter, ProjectFilter
from projects.models import Project
from projects.queries.rows import as_rows
from projects.serializers.consent import EntrySerializer, TeamEntrySerializer
from projects.serializers.project import (
    ChangeInput,
    ProjectRowSerializer,
    ProjectSerializer,
    RaiseInput,
)
from projects.services.raising import Answers, Place, change_project, raise_project
from projects.services.stakeholders import StakeholderRow
from samskabelse.history.queries import history_of
from samskabelse.policy.reasons import require
from samskabelse.rest import paging
from samskabelse.rest.problems import Problem
from samskabelse.rest.views import ApiView

Kind = TypeVar("Kind", bound=ProjectFilter)


def narrowed(request: Request, kind: type[Kind]) -> Kind:
    """The filter with what was asked of it; 400 for a value that it does not have."""
    found = kind(request.query_params, Project.objects.none())
    if not found.form.is_valid():
        raise Problem(400, "invalid_parameter", errors=found.form.errors)
    return found


class ProjectsView(ApiView):
    url_name = "projects"
    schema_tag = "projects"
    parameters = paging.PARAMETERS | set(ListFilter.base_filters)
    key_required = frozenset({"POST"})

    @extend_schema(parameters=parameters_of(ListFilter), responses=page_of(ProjectRowSerializer))
    def get(self, request: Request) -> Response:
        """Public opgaver, narrowed and in the order that you name."""
        asked = narrowed(request, ListFilter)
        rows = as_rows(asked.qs)
        return self.page(rows, ProjectRowSerializer, asked.ordering_asked)

    @extend_schema(request=RaiseInput, responses={201: ProjectSerializer})
    def post(self, request: Request) -> Response:
        """Raise an opgave. It seeks parties at once; your first one waits for a moderator.

        For something that you want to solve together with others: not for your own case, a
        complaint or something that needs repair.
        """
        data = self.read(RaiseInput)
        organisation = data.pop("organisation", None)
        project = raise_project(_answers(data), by=request.user, organisation=organisation)
        shown = ProjectSerializer(project, context={"request": request}).data
        return Response(shown, status=201)


def _answers(data: dict[str, Any]) -> Answers:
    place = Place(data["place"], data["postal_code"], data.get("latitude"), data.get("longitude"))
    return Answers(
        title=data["title"],
        problem=data["problem"],
        themes=data.get("themes", ()),
        route=data["route"],
        place=place,
        stakeholders=[StakeholderRow(**row) for row in data.get("who", [])],
        arena=data.get("arena", {}),
        language=data.get("language") or get_language() or "da",
    )


class ProjectDetailView(ProjectView):
    url_name = "project"

    @extend_schema(responses=ProjectSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """One opgave, with what is missing before it can move on."""
        return Response(ProjectSerializer(self.project, context={"request": request}).data)

    @extend_schema(request=ChangeInput, responses=ProjectSerializer)
    def patch(self, request: Request, slug: str) -> Response:
        """Mend title, problem or place. The old text stays in the history."""
        require(request.user, "projects.change_project", self.project)
        change_project(self.project.pk, by=request.user, **self.read(ChangeInput))
        return self.shown()


class HistoryView(ProjectView):
    url_name = "history"
    schema_tag = "history"
    parameters = paging.PARAMETERS

    @extend_schema(
        parameters=parameters_of(), responses=page_of(TeamEntrySerializer, EntrySerializer)
    )
    def get(self, request: Request, slug: str) -> Response:
        """Who did what, newest first. What is not public is for the team and administrators."""
        entries = history_of(self.project).shown()
        if self.sees_team():
            return self.page(entries, TeamEntrySerializer)
        return self.page(entries.public(), EntrySerializer)
