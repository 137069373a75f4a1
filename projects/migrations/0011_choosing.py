"""Parties choose a solution in a round of consent, and every answer of the recipient is kept."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

from samskabelse.web.migrations import AddForeignKey, DropReplacedConstraint


def keep_answers(apps, schema_editor):
    """An answer from before stays too: it answered no recommendation."""
    project = apps.get_model("projects", "Project")
    answer = apps.get_model("projects", "RecipientAnswer")
    given = project.objects.exclude(verdict="").filter(answers=None)
    for row in given.iterator(chunk_size=500):
        answer.objects.create(
            project=row,
            verdict=row.verdict,
            reasons=row.verdict_reasons,
            at=row.verdict_at,
            body=row.recipient_body,
        )


ABOUT = models.CharField(
    choices=[
        ("gate", "The next phase"),
        ("statement", "The shared statement of the problem"),
        ("solution", "A solution"),
    ],
    default="gate",
    max_length=20,
    verbose_name="about",
)
VERSION = models.ForeignKey(
    blank=True,
    null=True,
    on_delete=django.db.models.deletion.CASCADE,
    related_name="rounds",
    to="projects.solutionversion",
)
CHOSEN = models.ForeignKey(
    blank=True,
    null=True,
    on_delete=django.db.models.deletion.SET_NULL,
    related_name="chosen_by",
    to="projects.solutionversion",
)
SAID_OF = models.ForeignKey(
    blank=True,
    null=True,
    on_delete=django.db.models.deletion.CASCADE,
    related_name="contributions",
    to="projects.solutionversion",
)
ONE_TARGET = models.CheckConstraint(
    condition=models.Q(("statement_version", None), ("solution_version", None), _connector="XOR"),
    name="contribution_is_about_one_thing",
)
LATEST = models.ForeignKey(
    null=True,
    on_delete=django.db.models.deletion.SET_NULL,
    related_name="+",
    to="projects.solutionversion",
)
SAYS = models.CheckConstraint(
    condition=models.Q(
        models.Q(
            models.Q(("from_phase", ""), _negated=True),
            models.Q(("to_phase", ""), _negated=True),
            ("about", "gate"),
            ("solution_version", None),
            ("statement_version", None),
        ),
        models.Q(
            ("about", "statement"),
            ("from_phase", ""),
            ("solution_version", None),
            ("statement_version__isnull", False),
            ("to_phase", ""),
        ),
        models.Q(
            ("about", "solution"),
            ("from_phase", ""),
            ("solution_version__isnull", False),
            ("statement_version", None),
            ("to_phase", ""),
        ),
        _connector="OR",
    ),
    name="round_is_about_one_thing",
)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("projects", "0010_solutions")]

    operations = [
        migrations.AlterField("consentround", "about", ABOUT),
        AddForeignKey("consentround", "solution_version", VERSION),
        AddForeignKey("solution", "latest", LATEST),
        # Until the former rule goes it refuses a round about a solution, as it should.
        AddConstraintNotValid("consentround", SAYS),
        ValidateConstraint("consentround", "round_is_about_one_thing"),
        DropReplacedConstraint("consentround", "round_is_about_what_it_says"),
        AddForeignKey("contribution", "solution_version", SAID_OF),
        AddConstraintNotValid("contribution", ONE_TARGET),
        ValidateConstraint("contribution", "contribution_is_about_one_thing"),
        DropReplacedConstraint("contribution", "contribution_has_one_target"),
        AddForeignKey("project", "chosen", CHOSEN),
        migrations.AddField(
            "project",
            "undisturbed_reason",
            models.TextField(
                blank=True,
                db_default="",
                max_length=2000,
                verbose_name="why no card was used",
            ),
        ),
        migrations.RunPython(keep_answers, migrations.RunPython.noop, elidable=True),
    ]
