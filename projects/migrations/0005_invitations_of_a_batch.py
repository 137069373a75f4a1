"""Find the invitations of a batch; the index is built beside the running site."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("projects", "0004_invitation_batches")]

    operations = [
        AddIndexConcurrently(
            "invitation",
            models.Index(
                fields=["batch"],
                condition=models.Q(batch__isnull=False),
                name="invitation_of_batch",
            ),
        ),
    ]
