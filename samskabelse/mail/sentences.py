from django.utils.translation import gettext_lazy as _

from samskabelse.history.sentences import register

register({"mail.sent_again": _("sent a mail again")})
