"""What waits for somebody while solutions are made: a name, an objection, a try, an answer."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import User
from projects.emails.common import (
    letter,
    link,
    mail_language,
    mail_token,
    project_in,
    project_mail,
    queue_to,
)
from projects.enums import OPEN_PHASES, AuthorState, OwnerState
from projects.models import MinorityStatement, Objection, Probe, Recommendation, SolutionAuthor
from samskabelse.mail.addresses import canonical
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Action, Outcome, Skip
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import queue_mail


def queue_author_asked(author: SolutionAuthor) -> None:
    project = author.solution.project
    queue_to("author_asked", author.user, project, key=f"{author.pk}", author=author.pk)


@project_mail("author_asked", lane=Lane.INVITATION, topic=Topic.ROLE)
def author_asked(mail: OutgoingMail) -> Outcome:
    """Will you stand as author of a solution?"""
    author = (
        SolutionAuthor.objects.select_related(
            "solution__project__contact", "solution__latest", "user", "asked_by"
        )
        .filter(pk=mail.params["author"], state=AuthorState.ASKED)
        .first()
    )
    if author is None:
        return Skip("answered meanwhile")
    solution = author.solution
    url = link("projects:solution", solution.project.slug, solution.pk)
    return letter(
        "author_asked",
        solution.project,
        to=author.user,
        signed_by=author.asked_by,
        context={
            "solution": solution.title,
            "asker": author.asked_by.display_name if author.asked_by else _("One of the parties"),
        },
        actions=[Action(_("Read it, and answer"), url, primary=True)],
    )


def queue_objection_raised(objection: Objection) -> None:
    """To the authors, who answer it or change the solution; nobody else has to do something."""
    solution = objection.round.solution_version.solution
    authors = solution.authors.filter(state=AuthorState.ACCEPTED).exclude(user=objection.by)
    for author in authors.select_related("user"):
        queue_to(
            "objection_raised",
            author.user,
            solution.project,
            key=f"{objection.pk}",
            objection=objection.pk,
        )


@project_mail("objection_raised", lane=Lane.REMINDER, topic=Topic.CONSENT)
def objection_raised(mail: OutgoingMail) -> Outcome:
    """A party says that your solution does harm. Answer it, or change the solution."""
    objection = (
        Objection.objects.select_related(
            "round__project__contact",
            "round__solution_version__solution__latest",
            "party__organisation",
            "party__user",
        )
        .filter(pk=mail.params["objection"], lifted_at=None, reply="", changed=None)
        .first()
    )
    if objection is None:
        return Skip("answered meanwhile")
    solution = objection.round.solution_version.solution
    project = objection.round.project
    return letter(
        "objection_raised",
        project,
        to=mail.to_user,
        context={
            "objection": objection,
            "party": objection.party.name,
            "solution": solution.title,
        },
        actions=[
            Action(
                _("Answer or change the solution"),
                link("projects:solution", project.slug, solution.pk),
                primary=True,
            )
        ],
        reason=_("You get this mail because you are an author of the solution."),
    )


def queue_probe_owner_asked(probe: Probe, *, by: User) -> None:
    """To everybody who may commit the party, but for the one who asks."""
    for person in probe.owner.committers():
        if person.pk != by.pk:
            key = f"{probe.pk}:{probe.asked}"
            queue_to("probe_owner_asked", person, probe.project, key=key, probe=probe.pk)


@project_mail("probe_owner_asked", lane=Lane.INVITATION, topic=Topic.ROLE)
def probe_owner_asked(mail: OutgoingMail) -> Outcome:
    """Will your party own operations while this is tried?"""
    probe = _probe(mail)
    if probe is None or probe.owner_state != OwnerState.ASKED or probe.owner_has_left:
        return Skip("answered meanwhile")
    return letter(
        "probe_owner_asked",
        probe.project,
        to=mail.to_user,
        signed_by=probe.created_by,
        context={"probe": probe, "party": probe.owner.name},
        actions=[_see_probe(probe, _("Read the plan, and answer"))],
    )


def queue_probe_stopped(probe: Probe) -> None:
    """To those who own operations: they have to stop it where it happens."""
    for person in probe.owner.committers():
        if person.pk != probe.stopped_by_id:
            queue_to("probe_stopped", person, probe.project, key=f"{probe.pk}", probe=probe.pk)


@project_mail("probe_stopped", lane=Lane.INVITATION, topic=Topic.PROGRESS)
def probe_stopped(mail: OutgoingMail) -> Outcome:
    """A party has stopped the try that you own."""
    probe = _probe(mail)
    if probe is None:
        return Skip("no such try")
    return letter(
        "probe_stopped",
        probe.project,
        to=mail.to_user,
        signed_by=probe.stopped_by,
        context={
            "probe": probe,
            "who": probe.stopped_by.display_name if probe.stopped_by else _("Somebody"),
        },
        actions=[_see_probe(probe, _("See the try"))],
    )


def _probe(mail: OutgoingMail) -> Probe | None:
    rows = Probe.objects.select_related(
        "project__contact", "owner__organisation", "owner__user", "created_by", "stopped_by"
    )
    return rows.filter(pk=mail.params["probe"]).first()


def _see_probe(probe: Probe, label: str) -> Action:
    return Action(label, link("projects:probe", probe.project.slug, probe.pk), primary=True)


def queue_recommendation(sent: Recommendation) -> None:
    """To the address that the convener named; some recipients are reached by letter alone."""
    project = sent.project
    if not project.recipient_email:
        return
    queue_mail(
        "recommendation",
        key=f"recommendation:{sent.pk}",
        to=project.recipient_email,
        language=mail_language(project),
        scope=f"project:{project.pk}",
        params={"project": project.pk, "recommendation": sent.pk},
    )


@project_mail("recommendation", lane=Lane.INVITATION, topic=Topic.DEADLINE)
def recommendation(mail: OutgoingMail) -> Outcome:
    """What the parties recommend, what the minority says, and the day by which to answer."""
    project = project_in(mail.params)
    if project is None or project.verdict or project.phase not in OPEN_PHASES:
        return Skip("answered or closed meanwhile")
    sent = project.recommendations.select_related("version").first()
    if sent is None or sent.pk != mail.params["recommendation"]:
        return Skip("replaced by a newer one")
    if not project.recipient_email or canonical(project.recipient_email) != mail.to_address:
        return Skip("somebody else is the recipient meanwhile")
    expires_at = timezone.now() + timedelta(days=120)
    token = mail_token(mail, recipient_of=project, expires_at=expires_at)
    minority = MinorityStatement.objects.filter(answer__round__solution_version=sent.version)
    return letter(
        "recommendation",
        project,
        to=project.recipient_name,
        signed_by=sent.sent_by,
        context={
            "sent": sent,
            "minority": minority.select_related(
                "answer__party__organisation", "answer__party__user"
            ),
            "page_url": link("projects:recommendations", project.slug),
        },
        actions=[Action(_("Write the answer"), link("projects:answer", token), primary=True)],
        reason=_("You get this mail because %(body)s must answer the project.")
        % {"body": project.recipient_body},
    )
