"""Find what staff look after, and what an address is asked; the indexes are built beside the running site."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("projects", "0015_cocreation")]

    operations = [
        AddIndexConcurrently(
            "project",
            models.Index(
                fields=["first_reply_due", "id"],
                condition=Q(first_replied_at=None, first_reply_due__isnull=False),
                name="project_to_reply_to",
            ),
        ),
        AddIndexConcurrently(
            "project",
            models.Index(
                fields=["answer_due", "id"],
                condition=Q(verdict=""),
                name="project_by_answer_due",
            ),
        ),
        AddIndexConcurrently(
            "project",
            models.Index(
                fields=["submitted_at", "id"],
                condition=Q(moderation="held"),
                name="project_held",
            ),
        ),
        AddIndexConcurrently(
            "invitation", models.Index(fields=["email"], name="invitation_to_address")
        ),
    ]
