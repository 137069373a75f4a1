"""What limits and summaries need: who a mail went to as a keyed hash, and how often one wants any."""

from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    ValidateConstraint,
)
from django.db import migrations, models
from django.db.models import Q

STATES = ["queued", "held", "claimed", "handed", "sent", "failed", "unknown", "cancelled"]
TOPICS = [
    ("invitation", "Invitations to take part in a project"),
    ("consent", "Questions that need your party's consent"),
    ("progress", "News about projects you take part in"),
    ("deadline", "Reminders of deadlines"),
    ("role", "Roles you are asked to take"),
    ("digest", "Summaries"),
    ("account", "Your account and signing in"),
]


class Migration(migrations.Migration):
    atomic = False  # an index is built beside the running site

    dependencies = [("mail", "0001_initial")]

    operations = [
        migrations.AddField(
            "outgoingmail",
            "to_key",
            models.CharField(max_length=32, blank=True, db_default=""),
        ),
        migrations.AddField(
            "outgoingmail",
            "weighs",
            models.BooleanField("one of three a week", default=False, db_default=False),
        ),
        migrations.AlterField(
            "outgoingmail",
            "state",
            models.CharField(
                "state",
                max_length=9,
                choices=[
                    ("queued", "Waiting"),
                    ("held", "Waits for the next summary"),
                    ("claimed", "Being sent"),
                    ("handed", "Handed to the mail server, no answer yet"),
                    ("sent", "Sent"),
                    ("failed", "Refused"),
                    ("unknown", "Uncertain: may have been sent"),
                    ("cancelled", "Not sent"),
                ],
                default="queued",
                db_default="queued",
            ),
        ),
        # It comes back at once, wider by one state: what held before holds after.
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [
                        "-- squawk-ignore ban-drop-constraint\n"
                        "ALTER TABLE mail_outgoingmail DROP CONSTRAINT mail_state_known;"
                    ],
                    migrations.RunSQL.noop,
                )
            ],
            [migrations.RemoveConstraint("outgoingmail", "mail_state_known")],
        ),
        AddConstraintNotValid(
            "outgoingmail",
            models.CheckConstraint(condition=Q(state__in=STATES), name="mail_state_known"),
        ),
        ValidateConstraint("outgoingmail", "mail_state_known"),
        AddIndexConcurrently(
            "outgoingmail", models.Index(fields=["to_key", "handed_at"], name="mail_by_key")
        ),
        migrations.CreateModel(
            "RhythmChoice",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField("address", max_length=320)),
                ("topic", models.CharField("topic", max_length=12, choices=TOPICS)),
                (
                    "rhythm",
                    models.CharField(
                        "how often",
                        max_length=6,
                        choices=[
                            ("each", "Every mail at once"),
                            ("daily", "One summary a day"),
                            ("weekly", "One summary a week"),
                        ],
                    ),
                ),
            ],
            options={
                "verbose_name": "how often mails come",
                "verbose_name_plural": "how often mails come",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=["address", "topic"], name="mail_rhythm_once"),
                    models.CheckConstraint(
                        condition=Q(rhythm__in=["each", "daily", "weekly"]) & ~Q(topic="account"),
                        name="mail_rhythm_known",
                    ),
                ],
            },
        ),
    ]
