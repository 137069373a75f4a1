"""The pulse: three anonymous questions after a meeting and at each gate (peers §2.12).

*Kunne du ændre noget? Var det bestemt på forhånd? Har du fået svar?*
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.emails.common import everyone_in
from projects.enums import PulseKind, PulseReply
from projects.models import Project, Pulse, PulseVoter
from projects.models.cocreation import FEWEST
from projects.phases import require_phase
from projects.services.common import lock_project
from samskabelse.history.services import record
from samskabelse.web.errors import ActError, NotAllowed

QUESTIONS = ("could_change", "was_decided", "was_answered")
OPEN_FOR = timedelta(days=14)


def open_pulse(
    project: Project,
    occasion: str,
    *,
    kind: str = PulseKind.MEETING,
    title: str,
    url: str = "",
    people: Iterable[User] | None = None,
) -> Pulse | None:
    """Ask the three questions, as a part of the act that gives the occasion and holds the lock.

    `occasion` names it once in the life of the opgave, such as `meeting:12`: asked again, it is
    the same pulse. `people` are those who were there; None is everybody in the opgave. A mail
    about the occasion can carry `pulse.get_absolute_url()`; the pulse sends none of its own.

    Nobody is asked, and None returned, where fewer would be than can ever be shown.
    """
    standing = project.pulses.filter(key=occasion[:80]).first()
    if standing:
        return standing
    asked = everyone_in(project) if people is None else people
    ids = sorted({person.pk for person in asked if person.is_active})
    if len(ids) < FEWEST:
        return None
    pulse = Pulse.objects.create(
        project=project,
        key=occasion[:80],
        kind=kind,
        title=title[:200],
        url=url,
        closes_on=timezone.localdate() + OPEN_FOR,
        asked=len(ids),
    )
    PulseVoter.objects.bulk_create(PulseVoter(pulse=pulse, user_id=pk) for pk in ids)
    return pulse


def ask_too(pulse: Pulse, people: Iterable[User]) -> int:
    """Ask those of `people` who are not asked yet, while it is open; how many were new.

    A part of the act that learns of them, which holds the opgave's lock.
    """
    if not pulse.is_open:
        return 0
    asked = set(pulse.voters.values_list("user", flat=True))
    new = sorted({person.pk for person in people if person.is_active} - asked)
    PulseVoter.objects.bulk_create(PulseVoter(pulse=pulse, user_id=pk) for pk in new)
    if new:
        pulse.asked += len(new)
        pulse.save(update_fields=["asked"])
    return len(new)


def open_gate_pulse(project: Project) -> Pulse | None:
    """As `open_pulse`, when the opgave has come through a gate."""
    occasion = f"gate:{project.phase}:{project.phase_since:%Y%m%d%H%M%S}"
    return open_pulse(project, occasion, kind=PulseKind.GATE, title=project.phase)


@transaction.atomic
def answer_pulse(pulse_id: int, said: Mapping[str, str], *, by: User) -> None:
    """Answer once. What was said is added to the sums, and to nothing else.

    The history keeps that somebody answered, neither who nor when: its time is the day on which
    the questions were opened. Sending twice counts once.
    """
    project_id = Pulse.objects.values_list("project_id", flat=True).get(pk=pulse_id)
    project = lock_project(project_id)
    pulse = Pulse.objects.get(pk=pulse_id)
    voter = pulse.voters.filter(user=by).first()
    if voter is None:
        raise NotAllowed(_("Those who were there are asked."))
    require_phase(project, "answer_pulse")
    if voter.has_answered:
        return
    if not pulse.is_open:
        raise ActError(_("These questions are closed."), code="closed")
    for question in QUESTIONS:
        if said.get(question) not in PulseReply.values:
            raise ActError(_("Choose one of the answers."), field=question)
    voter.has_answered = True
    voter.save(update_fields=["has_answered"])
    _count(pulse, said)
    day = timezone.localtime(pulse.opened_at).replace(hour=0, minute=0, second=0, microsecond=0)
    record(project, "pulse.answered", by=None, public=False, at=day, pulse=pulse.pk)


def _count(pulse: Pulse, said: Mapping[str, str]) -> None:
    """Add to the sums; every fifth answer, let everybody see the sums of all so far."""
    for question in QUESTIONS:
        sums = pulse.tally.setdefault(question, {})
        sums[said[question]] = sums.get(said[question], 0) + 1
    pulse.count += 1
    if pulse.count % FEWEST == 0:
        pulse.shown, pulse.shown_count = pulse.tally, pulse.count
    pulse.save(update_fields=["tally", "count", "shown", "shown_count"])
