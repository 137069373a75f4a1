"""The list of opgaver, and one opgave whole, as files."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework.request import Request

from projects.api.common import ProjectView
from projects.api.consents import PARTIES
from projects.api.described import parameters_of
from projects.api.parties import whole
from projects.api.projects import narrowed
from projects.enums import InvitationState
from projects.filters import ProjectFilter
from projects.queries.rows import as_rows
from projects.serializers import export
from projects.serializers.consent import EntrySerializer, RoundSerializer, TeamEntrySerializer
from projects.serializers.party import InvitationSerializer, PartySerializer
from projects.serializers.project import ProjectRowSerializer, ProjectSerializer
from samskabelse.history.queries import history_of
from samskabelse.rest.exports import (
    csv_file,
    csv_lines,
    download,
    in_pieces,
    json_items,
    json_list,
    said,
)
from samskabelse.rest.paging import OLDEST
from samskabelse.rest.views import ApiView

CSV = {(200, "text/csv"): OpenApiTypes.STR}
LIST = inline_serializer("ProjectExport", {"results": ProjectRowSerializer(many=True)})
WHOLE = inline_serializer(
    "WholeProject",
    {
        "project": ProjectSerializer(),
        "parties": PartySerializer(many=True),
        "rounds": RoundSerializer(many=True),
        "invitations": InvitationSerializer(many=True, required=False),
        "history": TeamEntrySerializer(many=True),
    },
)


class FileView:
    """A file is sent as what it is, whatever the client says it likes; a refusal is a problem."""

    schema_tag = "exports"

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        return super().perform_content_negotiation(request, force=True)  # type: ignore[misc]


class ProjectsCsvView(FileView, ApiView):
    url_name = "projects_csv"
    parameters = frozenset(ProjectFilter.base_filters)

    @extend_schema(parameters=parameters_of(ProjectFilter, paged=False), responses=CSV)
    def get(self, request: Request) -> StreamingHttpResponse:
        """All public opgaver that the filters let through, as a spreadsheet opens them."""
        rows = as_rows(narrowed(request, ProjectFilter).qs)
        lines = said(in_pieces(rows), lambda piece: csv_lines(map(export.project_row, piece)))
        return download(csv_file(export.project_head(), lines), "opgaver.csv", "text/csv")


class ProjectsJsonView(FileView, ApiView):
    url_name = "projects_json"
    parameters = frozenset(ProjectFilter.base_filters)

    @extend_schema(parameters=parameters_of(ProjectFilter, paged=False), responses=LIST)
    def get(self, request: Request) -> StreamingHttpResponse:
        """The same as JSON, with the fields of the list."""
        rows = as_rows(narrowed(request, ProjectFilter).qs)
        items = said(in_pieces(rows), lambda piece: _items(ProjectRowSerializer, piece))
        parts = chain(['{"results":'], json_list(items), ["}"])
        return download(parts, "opgaver.json", "application/json")


def _items(kind: Any, piece: list[Any]) -> str:
    return json_items(kind(piece, many=True).data)


class WholeView(FileView, ProjectView):
    """One opgave with everything that the person may see of it."""

    schema_tag = "exports"

    def about(self) -> dict[str, Any]:
        return ProjectSerializer(self.project, context={"request": self.request}).data

    def parties(self) -> Iterator[list[Any]]:
        return in_pieces(whole(self.project.parties), OLDEST)

    def rounds(self) -> Iterator[list[Any]]:
        return in_pieces(self.project.rounds.prefetch_related(*PARTIES))

    def invitations(self) -> Iterator[list[Any]]:
        return in_pieces(self.project.invitations.exclude(state=InvitationState.ACCEPTED))

    def entries(self) -> Iterator[list[Any]]:
        entries = history_of(self.project).shown()
        return in_pieces(entries if self.sees_team() else entries.public())


class ProjectCsvView(WholeView):
    url_name = "project_csv"

    @extend_schema(responses=CSV)
    def get(self, request: Request, slug: str) -> StreamingHttpResponse:
        """One opgave as rows: what it is, what is missing, parties, consents and history."""
        lines = csv_file(export.part_head(), self._lines())
        return download(lines, f"{slug}.csv", "text/csv")

    def _lines(self) -> Iterator[str]:
        about = self.about()
        yield csv_lines(export.fact_rows(about))
        yield csv_lines(export.fact_of_gate_rows(about["checklist"]))
        for pieces, rows in (
            (self.parties(), export.party_rows),
            (self.rounds(), export.round_rows),
            (self.entries(), export.entry_rows),
        ):
            yield from said(pieces, lambda piece, rows=rows: csv_lines(rows(piece)))


class ProjectJsonView(WholeView):
    url_name = "project_json"

    @extend_schema(responses=WHOLE)
    def get(self, request: Request, slug: str) -> StreamingHttpResponse:
        """The same as JSON, and for the team also who has been asked."""
        return download(self._parts(), f"{slug}.json", "application/json")

    def _parts(self) -> Iterator[str]:
        yield f'{{"project":{json.dumps(self.about(), ensure_ascii=False)}'
        parts = [
            ("parties", self.parties(), PartySerializer),
            ("rounds", self.rounds(), RoundSerializer),
        ]
        if self.sees_team():
            parts.append(("invitations", self.invitations(), InvitationSerializer))
        entry = TeamEntrySerializer if self.sees_team() else EntrySerializer
        for name, pieces, kind in [*parts, ("history", self.entries(), entry)]:
            items = said(pieces, lambda piece, kind=kind: _items(kind, piece))
            yield from chain([f',"{name}":'], json_list(items))
        yield "}"
