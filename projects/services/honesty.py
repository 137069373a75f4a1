"""N1–N3 of R15, asked when an opgave is published and at every gate."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import Honest, Phase
from projects.models import HonestAnswer, Party, Project
from projects.phases import next_phase, require_phase
from projects.services.common import lock_project, voice_name, voice_of
from projects.services.examining import SETTLED, settle_label
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError


def gate_now(project: Project) -> str:
    """Which gate an answer of today is given at: the one ahead, named by the phase it opens."""
    return str(next_phase(project.phase) or Phase.CLOSED)


def _gate_of(project: Project, told: str) -> str:
    """The gate that a form was about, where that still holds: sent twice it is one answer.

    The form that publishes an opgave is about the publishing, which opens *Søger parter*.
    """
    is_publishing = told == Phase.SEEKING == project.phase and not project.honest_for
    if told and (is_publishing or told == project.honest_for):
        return told
    return gate_now(project)


@transaction.atomic
def answer_honestly(
    project_id: int,
    *,
    by: User,
    chosen_before: str,
    fixed_alone: str,
    to_save: str,
    words: str = "",
    gate: str = "",
    party: Party | None = None,
) -> HonestAnswer:
    """Say yes or no to the three questions. Everybody reads it, beside what the facts say.

    A yes means that the opgave is called by its true name; it goes on all the same (R15). `gate`
    is the one that the form was about: sent twice, it is one answer.
    """
    project = lock_project(project_id)
    require(by, "projects.answer_honestly", project)
    require_phase(project, "answer_honestly")
    voice = voice_of(by, project, party)
    said = {"chosen_before": chosen_before, "fixed_alone": fixed_alone, "to_save": to_save}
    for name, word in said.items():
        if word not in Honest.values:
            raise ActError(_("Choose one of the answers."), field=name)
    gate = _gate_of(project, gate)
    last = project.honest_answers.filter(gate=gate).first()
    if last and last.by_id == by.pk and last.said == said and last.words == words.strip():
        return last
    answer = HonestAnswer.objects.create(
        project=project,
        gate=gate,
        words=words.strip(),
        by=by,
        party=voice,
        at=timezone.now(),
        **said,
    )
    project.honest_for = gate
    settle_label(project)
    project.save(update_fields=["honest_for", *SETTLED])
    record(
        project,
        "honesty.answered",
        by=by,
        on_behalf_of=voice_name(voice, by),
        gate=gate,
        label=project.label,
        words=words.strip(),
        chosen_before=chosen_before,
        fixed_alone=fixed_alone,
        to_save=to_save,
    )
    return answer
