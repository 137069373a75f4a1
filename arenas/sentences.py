"""What the history says about acts on arenas."""

from django.utils.translation import gettext_lazy as _

from samskabelse.history.sentences import register

register({"arena.planned": _("wrote how the parties mean to meet")})
