"""Follow an opgave without taking part. A preference like muting: it stands in no history."""

from django.db import transaction
from django.utils import timezone

from participants.models import User
from projects.models import Follower, Project
from samskabelse.history.queries import history_of
from samskabelse.web.errors import NotAllowed


@transaction.atomic
def follow_project(project: Project, *, by: User, follow: bool) -> None:
    """Hear of an opgave in one summary a week, or no more. Twice is as once."""
    if not follow:
        project.followers.filter(user=by).delete()
        return
    if not project.is_public:
        raise NotAllowed
    latest = history_of(project).values_list("pk", flat=True).first() or 0
    Follower.objects.get_or_create(
        project=project,
        user=by,
        defaults={"told_until": latest, "since": timezone.now(), "summed_up_at": timezone.now()},
    )
