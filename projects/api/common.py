"""What every address about one opgave does first."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from projects.models import Project
from projects.serializers.common import VoiceInput
from projects.serializers.project import ProjectSerializer
from samskabelse.policy.reasons import require
from samskabelse.rest.paging import LARGEST_ID
from samskabelse.rest.views import ApiView

WITH_NAMES = ("initiator", "initiator_organisation", "contact")


class ProjectView(ApiView):
    """An address about one opgave: 404 for whoever may not see it, whatever they ask."""

    schema_tag = "projects"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.project = self.load()

    def load(self) -> Project:
        visible = Project.objects.visible_to(self.request.user).select_related(*WITH_NAMES)
        return get_object_or_404(visible, slug=self.kwargs["slug"])

    def part(self, rows: Any, pk: int) -> Any:
        """One thing in the opgave."""
        if pk > LARGEST_ID:
            raise Http404
        return get_object_or_404(rows, pk=pk)

    def sees_team(self) -> bool:
        return self.request.user.has_perm("projects.see_team", self.project)

    def shown(self) -> Response:
        """The opgave as it is now."""
        context = {"request": self.request}
        return Response(ProjectSerializer(self.load(), context=context).data)


class ProjectActView(ProjectView):
    """One act on the opgave: who may (403) is asked before what was sent is read (422)."""

    permission = ""
    input: type[Serializer] = VoiceInput
    act: Callable[..., Any]

    def post(self, request: Request, slug: str) -> Response:
        require(request.user, self.permission, self.project)
        self.act(self.project.pk, by=request.user, **self.read(self.input))
        return self.shown()
