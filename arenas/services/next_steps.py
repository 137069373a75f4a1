"""What people take on at an event, and the opgaver that begin with it (R4)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arenas.models import NextStep, SignUp
from arenas.services.common import lock_event
from participants.models import User
from projects.models import Draft
from projects.services.drafts import save_draft
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError

MOST_EACH, MOST_AT_ALL = 10, 1000
A_NEW_ONE = "-"  # the key of no draft, so that none that stands is written in
TITLE = 120  # characters of the text that become the opgave's first title


@transaction.atomic
def say_next_step(sign_up_id: int, text: str, *, by: User | None, with_whom: str = "") -> NextStep:
    """What one will do now, from the beginning of the event. `by` is None for a guest's own link.

    The same words twice are once.
    """
    row = SignUp.objects.select_related("user").get(pk=sign_up_id)
    event = lock_event(row.gathering_id)
    if by is not None and not row.is_of(by):
        require(by, "arenas.steer_event", event)  # for somebody who signed up on paper
    if not event.takes_next_steps():
        raise ActError(
            _("You can say what you will do once the event has begun."), code="not_begun"
        )
    if not text.strip():
        raise ActError(_("Write what you will do."), field="text")
    told = {"text": text.strip(), "with_whom": with_whom.strip()}
    if standing := event.next_steps.filter(sign_up=row, **told).first():
        return standing
    if row.next_steps.count() >= MOST_EACH or event.next_steps.count() >= MOST_AT_ALL:
        raise ActError(_("There are too many already. Begin with those you have."), code="too_many")
    step = NextStep.objects.create(event=event, sign_up=row, **told)
    record(event, "next_step.said", by=by, public=False, step=step.pk)
    return step


@transaction.atomic
def begin_opgave(step_id: int, *, by: User | None) -> Draft:
    """An opgave begins with it: a draft that knows the event. Once; then it is gone on with.

    Whoever is writing another opgave keeps that: a draft of its own is begun here.
    """
    step = NextStep.objects.select_related("sign_up").get(pk=step_id)
    lock_event(step.event_id)
    step = NextStep.objects.select_related("sign_up", "event", "draft").get(pk=step_id)
    if by is not None:
        require(by, "arenas.begin_with_step", step)
    if step.hidden_at:
        raise ActError(_("This has been hidden."), code="hidden")
    if step.draft:
        return step.draft
    step.draft = save_draft(A_NEW_ONE, _answers(step), by=by)
    step.save(update_fields=["draft"])
    record(step.event, "next_step.begun", by=by, public=False, step=step.pk)
    return step.draft


def _answers(step: NextStep) -> dict[str, object]:
    """The first question, half answered in the words that were said."""
    first = step.text.splitlines()[0]
    lines = [step.text]
    if step.with_whom:
        lines.append(str(_("Together with: %(who)s") % {"who": step.with_whom}))
    lines.append(str(_("It began at the event “%(title)s”.") % {"title": step.event.title}))
    return {"problem": {"title": first[:TITLE], "problem": "\n\n".join(lines)}}


@transaction.atomic
def hide_next_step(step_id: int, *, by: User, reason: str) -> NextStep:
    """Out of sight, with a reason; nothing is deleted. For whoever convenes, and administrators."""
    step = NextStep.objects.get(pk=step_id)
    event = lock_event(step.event_id)
    require(by, "arenas.steer_event", event)
    step.refresh_from_db()
    if step.hidden_at:
        return step
    if not reason.strip():
        raise ActError(_("Write why, so that people understand it."), field="reason")
    step.hidden_at, step.hidden_reason = timezone.now(), reason.strip()[:300]
    step.save(update_fields=["hidden_at", "hidden_reason"])
    record(event, "next_step.hidden", by=by, public=False, step=step.pk, reason=step.hidden_reason)
    return step
