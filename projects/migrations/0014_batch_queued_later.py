from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    ValidateConstraint,
)
from django.db import migrations, models

# Batches from before have queued their mails already; those taken back never will.
QUEUED = "UPDATE projects_invitationbatch SET queued_at = leaves_at WHERE undone_at IS NULL"


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('projects', '0013_implement_links'),
    ]

    operations = [
        migrations.AddField(
            model_name='invitationbatch',
            name='queued_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL(QUEUED, migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name='invitationbatch',
            index=models.Index(condition=models.Q(('queued_at', None), ('undone_at', None)), fields=['leaves_at'], name='batch_to_queue'),
        ),
        AddConstraintNotValid(
            model_name='invitationbatch',
            constraint=models.CheckConstraint(condition=models.Q(('undone_at', None), ('queued_at', None), _connector='OR'), name='batch_undone_or_queued'),
        ),
        ValidateConstraint(
            model_name='invitationbatch',
            name='batch_undone_or_queued',
        ),
    ]
