"""What the history says about the phase *definere*. No sentence says what a view says."""

from django.utils.translation import gettext_lazy as _

from projects.enums import ContributionKind, Direction, StatementChange
from projects.sentences import label_of
from samskabelse.history.sentences import register, register_values

register(
    {
        "view.shared": _("shared how %(who)s sees the problem"),
        "view.changed": _("changed how %(who)s sees the problem"),
        "statement.proposed": _("wrote version %(version)s of the shared statement: %(change)s"),
        "statement.contested": _(
            "objected that version %(version)s changes the meaning. Everybody is asked again: "
            "“%(reason)s”"
        ),
        "contribution.made": _("wrote at the shared statement: %(kind)s"),
        "contribution.answered": _("answered what somebody wrote at the shared statement"),
        "contribution.hidden": _("hid what somebody wrote, because: “%(reason)s”"),
        "contribution.shown": _("showed what somebody wrote again"),
        "resource.added": _("wrote what %(who)s %(direction)s: %(what)s"),
        "resource.removed": _("took back what %(who)s %(direction)s: %(what)s"),
        "resource.taken": _("said yes on behalf of %(who)s to: %(what)s"),
        "resource.released": _("took back the yes of %(who)s to: %(what)s"),
        "frame.changed": _("changed the frame of the project"),
    }
)
register_values(
    {
        "statement.proposed.change": label_of(StatementChange, inside=True),
        "contribution.made.kind": label_of(ContributionKind, inside=True),
        "resource.added.direction": label_of(Direction, inside=True),
        "resource.removed.direction": label_of(Direction, inside=True),
    }
)
