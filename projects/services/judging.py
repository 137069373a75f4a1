"""Say something about a solution: support, a concern, a question, or building on it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import ContributionKind
from projects.models import Contribution, Party
from projects.phases import require_phase
from projects.services.common import lock_solution, voice_name, voice_of
from projects.services.contributions import AN_HOUR, MOST_AN_HOUR
from samskabelse.history.services import record
from samskabelse.mail.limits import take
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, Blocked


@transaction.atomic
def say_about_solution(
    solution_id: int, *, by: User, kind: str, text: str, party: Party | None = None
) -> Contribution:
    """Anybody who is signed in is heard; what they say stands at the version they read.

    Kinds are no votes: nothing is counted. At a wild idea nobody can do anything but build on it
    for as long as it is wild (R63): no concern, no question, no praise.
    """
    solution = lock_solution(solution_id)
    project = solution.project
    require(by, "projects.contribute", project)
    require_phase(project, "judge")
    if kind not in ContributionKind.values:
        raise ActError(_("Choose what it is."), field="kind")
    if solution.is_wild and kind != ContributionKind.COMMENT:
        raise Blocked(
            _("A wild idea is not judged yet. Until then you can only build on it."),
            code="wild",
            field="kind",
        )
    if not text.strip():
        raise ActError(_("Write what you want to say."), field="text")
    voice = voice_of(by, project, party)
    said = {"kind": kind, "text": text.strip(), "by": by, "party": voice}
    standing = Contribution.objects.filter(
        solution_version__solution=solution, project=project, **said
    ).first()
    if standing:
        return standing
    if not take(f"contribute:{by.pk}", MOST_AN_HOUR, AN_HOUR):
        raise ActError(_("You have written a lot in a short time. Wait an hour."), code="too_many")
    found = Contribution.objects.create(
        project=project, solution_version=solution.latest, at=timezone.now(), **said
    )
    record(
        project,
        "solution.discussed",
        by=by,
        on_behalf_of=voice_name(voice, by),
        kind=kind,
        title=solution.title,
        solution=solution.pk,
        contribution=found.pk,
    )
    return found
