"""The convener answers a finding; the parties accept the answer or disagree."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.enums import CaseState, PartyStatus, Stance
from projects.models import FindingCase, FindingWord, Party, Project
from projects.phases import require_phase
from projects.services.common import lock_project, voice_name, voice_of
from projects.services.examining import SETTLED, settle_label
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed


@transaction.atomic
def reply_finding(
    project_id: int, code: str, *, by: User, text: str, party: Party | None = None
) -> FindingCase:
    """Answer what the facts ask. The parties may accept the answer or disagree with it."""
    project = lock_project(project_id)
    require(by, "projects.reply_finding", project)
    require_phase(project, "reply_finding")
    case = _case(project, code)
    voice = voice_of(by, project, party)
    if not text.strip():
        raise ActError(_("Write your answer."), field="text")
    last = case.words.filter(stance=Stance.REPLY).last()
    if last and last.text == text.strip() and case.state != CaseState.DISPUTED:
        return case
    _say(case, Stance.REPLY, text, by, voice)
    _turn(project, case, CaseState.ANSWERED)
    _tell(case, "replied", by, voice, text=text.strip())
    return case


@transaction.atomic
def weigh_finding(
    project_id: int,
    code: str,
    party_id: int,
    stance: str,
    *,
    by: User,
    text: str = "",
    read: str = "",
) -> FindingCase:
    """A party accepts the convener's answer, or disagrees: with the answer, or with the finding.

    Whoever gave the answer cannot accept it. Disagreement opens an answered finding again. `read`
    is the id of the answer that they read (0 while there is none):
    refused (`newer_version`) where another has come.
    """
    project = lock_project(project_id)
    party = Party.objects.with_names().get(pk=party_id, project=project)
    if party.status != PartyStatus.ACCEPTED:
        raise NotAllowed
    require(by, "projects.weigh_finding", party)
    require_phase(project, "weigh_finding")
    case = _case(project, code)
    if stance not in {Stance.ACCEPT, Stance.DISPUTE}:
        raise ActError(_("Choose one of the answers."), field="stance")
    if _has_said(case, party, stance, text.strip()):
        return case
    _require_read(case, read)
    if stance == Stance.DISPUTE and not text.strip():
        raise ActError(_("Write what you disagree with."), field="text")
    if stance == Stance.ACCEPT:
        _require_reply_of_others(case, party, by)
    _say(case, stance, text, by, party)
    _turn(project, case, _state_after(case))
    act = "accepted" if stance == Stance.ACCEPT else "disputed"
    _tell(case, act, by, party, text=text)
    return case


def _case(project: Project, code: str) -> FindingCase:
    case = project.findings.filter(code=code).first()
    if case is None:
        raise ActError(_("This is not here any more."), code="gone")
    case.project = project
    if case.state == CaseState.GONE:
        raise ActError(_("The facts have changed. There is nothing to answer."), code="gone")
    return case


def _require_read(case: FindingCase, read: str) -> None:
    """Nobody accepts or disputes an answer that they have not seen."""
    if read and read != case.reply_number:
        raise ActError(
            _("A newer answer came while you wrote. Read it, and send yours again."),
            code="newer_version",
        )


def _has_said(case: FindingCase, party: Party, stance: str, text: str) -> bool:
    """The party's last word since the answer is this very one."""
    last = [word for word in _since_reply(case) if word.party_id == party.pk]
    return bool(last) and (last[-1].stance, last[-1].text) == (stance, text)


def _since_reply(case: FindingCase) -> list[FindingWord]:
    """What has been said to the answer that stands; everything while there is none."""
    words = list(case.words.all())
    replies = [number for number, word in enumerate(words) if word.stance == Stance.REPLY]
    return words[replies[-1] + 1 :] if replies else words


def _require_reply_of_others(case: FindingCase, party: Party, by: User) -> None:
    reply = case.words.filter(stance=Stance.REPLY).last()
    if reply is None or case.state == CaseState.OPEN:
        raise ActError(_("There is no answer to accept yet."), code="no_answer")
    if party.pk == reply.party_id or by.pk == reply.by_id:
        raise ActError(
            _("Another party than the one that answered must accept the answer."), code="own_answer"
        )


def _state_after(case: FindingCase) -> str:
    """Nobody disagrees, and somebody accepts; or not yet. A party's last word counts."""
    if case.state == CaseState.OPEN:
        return CaseState.OPEN
    last = {word.party_id: word.stance for word in _since_reply(case)}
    if Stance.DISPUTE in last.values():
        return CaseState.DISPUTED
    return CaseState.HANDLED


def _say(case: FindingCase, stance: str, text: str, by: User, party: Party | None) -> None:
    FindingWord.objects.create(
        case=case, stance=stance, text=text.strip(), by=by, party=party, at=timezone.now()
    )


def _turn(project: Project, case: FindingCase, state: str) -> None:
    """The case stands so from now on, and with it the label may change."""
    if case.state != state or state == CaseState.ANSWERED:
        case.state, case.since = state, timezone.now()
        case.save(update_fields=["state", "since"])
    settle_label(project)
    project.save(update_fields=SETTLED)


def _tell(case: FindingCase, act: str, by: User, party: Party | None, *, text: str) -> None:
    record(
        case.project,
        f"finding.{act}",
        by=by,
        on_behalf_of=voice_name(party, by),
        finding=case.code,
        text=text.strip(),
        label=case.project.label,
    )
