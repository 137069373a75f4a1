"""The kinds of our own: what other libraries send, ready-made and sealed; and the summary."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samskabelse.mail.enums import Ambiguous, Lane, Topic
from samskabelse.mail.kinds import Action, Letter, Skip, mail_kind
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.resolver import SUMMARY
from samskabelse.mail.summaries import gather, note_told


@mail_kind("account", lane=Lane.CODE, topic=Topic.ACCOUNT)
def account(mail: OutgoingMail) -> Letter | Skip:
    """The mail as it was handed in, in our layout unless it brought its own HTML."""
    content = mail.secret()
    if not content:
        return Skip("nothing to say")
    return Letter(
        subject=content["subject"],
        body=content["text"],
        html=content["html"],
        footer_reason=_("You get this mail because somebody used your address on this site."),
    )


@mail_kind(
    SUMMARY, lane=Lane.DIGEST, topic=Topic.DIGEST, ambiguous=Ambiguous.PARK, settled=note_told
)
def summary(mail: OutgoingMail) -> Letter | Skip:
    """What was held back, by opgave, the newest first. None when nothing of it counts any more."""
    groups = gather(mail, timezone.now())
    count = sum(len(group.items) for group in groups)
    if not count:
        return Skip("nothing to tell")
    return Letter(
        template="summary",
        context={"groups": groups, "count": count},
        actions=[
            Action(
                _("Choose how often we write"),
                settings.BASE_URL + reverse("participants:contact_choices"),
            )
        ],
        footer_reason=_("You get this mail because we collect what need not be a mail of its own."),
    )
