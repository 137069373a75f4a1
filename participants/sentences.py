"""What the history says about acts on people and organisations."""

from django.utils.translation import gettext_lazy as _

from samskabelse.history.sentences import register

register(
    {
        "person.changed": _("changed their own profile"),
        "person.kind_claimed": _("told which role they have"),
        "person.verified": _("confirmed the person's role"),
        "person.unverified": _("took back the confirmation of the person's role"),
        "person.trusted": _("let the person's projects appear without waiting"),
        "person.untrusted": _("let the person's projects wait for moderation again"),
        "person.intake_taken": _("made the person a contact for new projects"),
        "person.intake_left": _("no longer lets the person be a contact for new projects"),
        "person.made_administrator": _("made the person an administrator"),
        "person.unmade_administrator": _("took back the person's rights as an administrator"),
        "person.erased": _("deleted their account"),
        "token.made": _("made the key “%(name)s” to the API"),
        "token.revoked": _("deleted the key “%(name)s” to the API"),
        "organisation.founded": _("entered the organisation %(name)s"),
        "organisation.changed": _("changed what the organisation says of itself"),
        "organisation.verified": _("confirmed the organisation"),
        "organisation.unverified": _("took back the confirmation of the organisation"),
        "mandate.granted": _("gave %(who)s a mandate to speak for the organisation"),
        "mandate.withdrawn": _("ended %(who)s's mandate"),
    }
)
