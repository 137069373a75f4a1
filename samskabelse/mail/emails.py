"""The kind that other libraries' mails travel as: ready-made, sealed, never opted out of."""

from django.utils.translation import gettext as _

from samskabelse.mail.enums import Lane, Topic
from samskabelse.mail.kinds import Letter, Skip, mail_kind
from samskabelse.mail.models import OutgoingMail


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
