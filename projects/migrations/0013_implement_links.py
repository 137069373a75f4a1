"""Mailed links to delopgaver and to questions about gains; what an opgave was started from."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

from samskabelse.web.migrations import AddForeignKey

DROP = (
    "-- squawk-ignore ban-drop-constraint\n"
    'ALTER TABLE "projects_mailtoken" DROP CONSTRAINT "token_is_for_one_thing"'
)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('projects', '0012_implement'),
    ]

    operations = [
        AddForeignKey('project', 'template', models.ForeignKey(blank=True, help_text='What it was started from.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='offspring', to='projects.projecttemplate')),
        AddForeignKey('mailtoken', 'assignment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='projects.assignment')),
        AddForeignKey('mailtoken', 'gain_question', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='projects.gainquestion')),
        # The new one, which follows at once, asks for the same and knows the new columns.
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL([DROP])],
            state_operations=[migrations.RemoveConstraint('mailtoken', 'token_is_for_one_thing')],
        ),
        AddConstraintNotValid('mailtoken', models.CheckConstraint(condition=models.Q(models.Q(('assignment__isnull', True), ('consent_answer__isnull', True), ('gain_question__isnull', True), ('invitation__isnull', False), ('recipient_of__isnull', True), ('role__isnull', True)), models.Q(('assignment__isnull', True), ('consent_answer__isnull', False), ('gain_question__isnull', True), ('invitation__isnull', True), ('recipient_of__isnull', True), ('role__isnull', True)), models.Q(('assignment__isnull', True), ('consent_answer__isnull', True), ('gain_question__isnull', True), ('invitation__isnull', True), ('recipient_of__isnull', True), ('role__isnull', False)), models.Q(('assignment__isnull', True), ('consent_answer__isnull', True), ('gain_question__isnull', True), ('invitation__isnull', True), ('recipient_of__isnull', False), ('role__isnull', True)), models.Q(('assignment__isnull', False), ('consent_answer__isnull', True), ('gain_question__isnull', True), ('invitation__isnull', True), ('recipient_of__isnull', True), ('role__isnull', True)), models.Q(('assignment__isnull', True), ('consent_answer__isnull', True), ('gain_question__isnull', False), ('invitation__isnull', True), ('recipient_of__isnull', True), ('role__isnull', True)), _connector='OR'), name='token_is_for_one_thing')),
        ValidateConstraint('mailtoken', 'token_is_for_one_thing'),
    ]
