"""Move on, move on all the same, go back, prepare to close."""

from drf_spectacular.utils import extend_schema

from projects.api.common import ProjectActView
from projects.serializers.common import ReasonInput
from projects.serializers.consent import ClosingInput, GateInput, OverrideInput
from projects.serializers.project import ProjectSerializer
from projects.services import moving as acts


@extend_schema(request=GateInput, responses=ProjectSerializer)
class AdvanceView(ProjectActView):
    """Move on when nothing is missing. Otherwise 409, and `blockers` says what is.

    With `phase` the same request twice moves it once: the second is answered 409, `moved_on`.
    """

    url_name = "advance"
    schema_tag = "phases"
    permission = "projects.advance_project"
    input = GateInput
    act = staticmethod(acts.advance_project)


@extend_schema(request=OverrideInput, responses=ProjectSerializer)
class OverrideView(ProjectActView):
    """Move on although something is missing. For the facilitator, with a reason for ever.

    With `phase` the same request twice moves it once: the second is answered 409, `moved_on`.
    """

    url_name = "override"
    schema_tag = "phases"
    permission = "projects.override_gate"
    input = OverrideInput
    act = staticmethod(acts.override_gate)


@extend_schema(request=ReasonInput, responses=ProjectSerializer)
class ReopenView(ProjectActView):
    """Any party takes the opgave back to `define`, and says why."""

    url_name = "reopen"
    schema_tag = "phases"
    permission = "projects.reopen_project"
    input = ReasonInput
    act = staticmethod(acts.reopen_project)


@extend_schema(request=ClosingInput, responses=ProjectSerializer)
class ClosingView(ProjectActView):
    """Write how it ended, who owns it from here and what was learnt; then ask the parties."""

    url_name = "closing"
    schema_tag = "phases"
    permission = "projects.prepare_closing"
    input = ClosingInput
    act = staticmethod(acts.prepare_closing)
