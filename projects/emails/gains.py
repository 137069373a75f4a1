"""What came of it: asked at the close, 6 and 12 months later; and whether the team fits."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from projects.emails.common import letter, link, mail_token, project_mail, queue_to
from projects.enums import GainMoment, PartyStatus
from projects.models import FitQuestion, GainQuestion, Party
from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Action, Outcome, Skip
from samskabelse.mail.models import OutgoingMail

LINK_DAYS = 90


def queue_gains_asked(question: GainQuestion) -> None:
    """To everybody who may answer for the party; its one answer counts for all of them."""
    party = question.party
    for person in party.committers():
        key = f"{question.pk}"
        queue_to("gains_asked", person, party.project, key=key, question=question.pk)


@project_mail("gains_asked", lane=Lane.REMINDER, topic=Topic.PROGRESS, asked_for=True)
def gains_asked(mail: OutgoingMail) -> Outcome:
    """Four gains, each measured or *ukendt*, in your own words."""
    question = (
        GainQuestion.objects.select_related(
            "party__project__contact", "party__organisation", "party__user"
        )
        .filter(pk=mail.params["question"], party__status=PartyStatus.ACCEPTED)
        .first()
    )
    if question is None or not question.party.can_be_spoken_for_by(mail.to_user):
        return Skip("nobody to ask")
    party = question.party
    if party.gain_answers.filter(moment=question.moment).count() >= 4:
        return Skip("answered meanwhile")
    expires_at = timezone.now() + timedelta(days=LINK_DAYS)
    token = mail_token(mail, gain_question=question, user=mail.to_user, expires_at=expires_at)
    return letter(
        "gains_asked",
        party.project,
        to=mail.to_user,
        context={
            "party": party.name,
            "months": question.moment,
            "is_close": question.moment == GainMoment.CLOSE,
        },
        actions=[Action(_("Tell what came of it"), link("projects:answer", token), primary=True)],
        reason=_("You get this mail because you may answer for %(party)s.") % {"party": party.name},
    )


def queue_fit_asked(question: FitQuestion, party: Party) -> None:
    for person in party.committers():
        key = f"{question.pk}:{party.pk}"
        queue_to(
            "fit_asked", person, question.project, key=key, question=question.pk, party=party.pk
        )


@project_mail("fit_asked", lane=Lane.REMINDER, topic=Topic.CONSENT, asked_for=True)
def fit_asked(mail: OutgoingMail) -> Outcome:
    """The problem has changed its meaning. Does the team still fit?"""
    question = (
        FitQuestion.objects.select_related("project__contact", "asked_by")
        .filter(pk=mail.params["question"], closed_at=None)
        .first()
    )
    party = Party.objects.active().with_names().filter(pk=mail.params["party"]).first()
    if question is None or party is None or question.answers.filter(party=party).exists():
        return Skip("answered or closed meanwhile")
    url = link("projects:fit", question.project.slug)
    return letter(
        "fit_asked",
        question.project,
        to=mail.to_user,
        context={
            "party": party.name,
            "change": question.change,
            "asker": question.asked_by.display_name if question.asked_by else "",
        },
        actions=[Action(_("Answer"), f"{url}?part={party.pk}", primary=True)],
        reason=_("You get this mail because you may answer for %(party)s.") % {"party": party.name},
    )
