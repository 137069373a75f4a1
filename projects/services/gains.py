"""What the parties want to gain, and what each of them says came of it (R33, R34)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects import emails
from projects.enums import GainKind, GainMoment, PartyStatus, Phase
from projects.models import Gain, GainAnswer, GainQuestion, Party, Project
from projects.phases import require_phase
from projects.services.common import behalf, lock_project, voice_name
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed


@dataclass(frozen=True)
class Said:
    """What a party says about one kind. Nothing measured is *ukendt*, which is an answer too."""

    measured: str = ""
    words: str = ""


@transaction.atomic
def describe_gain(
    project_id: int,
    kind: str,
    *,
    by: User,
    measure: str,
    baseline: str,
    target: str,
    party: Party | None = None,
) -> Gain:
    """Write what is looked at, how it was, and how it should become. Empty is not known yet."""
    project = lock_project(project_id)
    require(by, "projects.describe_gains", project)
    require_phase(project, "describe_gains")
    if kind not in GainKind.values:
        raise ActError(_("Choose one of the four gains."), field="kind")
    said = {"measure": measure.strip(), "baseline": baseline.strip(), "target": target.strip()}
    gain = Gain.objects.filter(project=project, kind=kind).first() or Gain(
        project=project, kind=kind
    )
    if gain.pk and all(getattr(gain, name) == text for name, text in said.items()):
        return gain
    for name, text in said.items():
        setattr(gain, name, text)
    gain.save()
    record(project, "gain.described", by=by, on_behalf_of=behalf(by, project, party), kind=kind)
    return gain


@transaction.atomic
def answer_gains(
    party_id: int, said: Mapping[str, Said], *, by: User, moment: int | None = None
) -> list[GainAnswer]:
    """A party says what it got, kind by kind, in its own words. Later words replace earlier ones.

    `moment` None is now: the close while the opgave is open, the latest question after that.
    """
    party = Party.objects.select_related("organisation", "user").get(pk=party_id)
    project = lock_project(party.project_id)
    party.refresh_from_db(fields=["status"])
    if party.status != PartyStatus.ACCEPTED:
        raise NotAllowed
    require(by, "projects.answer_gains", party)
    require_phase(project, "answer_gains")
    if not said or set(said) - set(GainKind.values):
        raise ActError(_("Choose one of the four gains."), field="kind")
    moment = moment_now(project, party) if moment is None else moment
    changed = _changed(party, said, moment, by)
    if changed:
        record(
            project,
            "gains.told",
            by=by,
            on_behalf_of=voice_name(party, by),
            moment=moment,
            kinds=[answer.kind for answer in changed],
        )
    return changed


def _changed(party: Party, said: Mapping[str, Said], moment: int, by: User) -> list[GainAnswer]:
    """The answers that differ from what stands there, saved."""
    standing = {row.kind: row for row in party.gain_answers.filter(moment=moment)}
    changed = []
    for kind, words in said.items():
        row = standing.get(kind) or GainAnswer(party=party, kind=kind, moment=moment)
        new = (words.measured.strip(), words.words.strip())
        if row.pk and (row.measured, row.words) == new:
            continue
        row.measured, row.words = new
        row.by, row.at = by, timezone.now()
        row.save()
        changed.append(row)
    return changed


def moment_now(project: Project, party: Party) -> int:
    """Which of the three moments an answer of today belongs to: the last that was asked about."""
    if project.phase != Phase.CLOSED:
        return GainMoment.CLOSE
    asked = party.gain_questions.filter(closed_at=project.phase_since)
    latest = asked.order_by("-moment").values_list("moment", flat=True).first()
    return latest or GainMoment.CLOSE


def ask_gains(party: Party, moment: int, *, closed_at=None) -> bool:
    """Ask one party by mail, once in its life for each moment. True when it was not asked before.

    Call in a transaction: the row is what makes it once, however many clocks call.
    """
    question, is_new = GainQuestion.objects.get_or_create(
        party=party,
        moment=moment,
        closed_at=closed_at,
        defaults={"asked_at": timezone.now()},
    )
    if is_new:
        emails.queue_gains_asked(question)
    return is_new


def ask_all_gains(project: Project, moment: int, *, closed_at=None) -> int:
    """Ask every party of an opgave. Returns how many were new."""
    parties = project.parties.active().with_names()
    return sum(ask_gains(party, moment, closed_at=closed_at) for party in parties)
