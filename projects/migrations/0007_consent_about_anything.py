"""A round of consent is about the next phase, or about one version of a text."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

from samskabelse.web.migrations import (
    AddForeignKey,
    AddUniqueConcurrently,
    RemoveUniqueConcurrently,
)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('projects', "0006_statement"),
    ]

    operations = [
        migrations.AddField('consentround', 'about', models.CharField(choices=[('gate', 'The next phase'), ('statement', 'The shared statement of the problem')], default='gate', max_length=20, verbose_name='about')),
        migrations.AlterField('consentround', 'from_phase', models.CharField(blank=True, choices=[('draft', 'Draft'), ('seeking', 'Seeking parties'), ('define', 'Define'), ('design', 'Design'), ('implement', 'Implement'), ('closed', 'Closed')], max_length=20)),
        migrations.AlterField('consentround', 'to_phase', models.CharField(blank=True, choices=[('draft', 'Draft'), ('seeking', 'Seeking parties'), ('define', 'Define'), ('design', 'Design'), ('implement', 'Implement'), ('closed', 'Closed')], max_length=20)),
        migrations.AlterField('consentround', 'state', models.CharField(choices=[('open', 'Open'), ('passed', 'All agreed'), ('withdrawn', 'Withdrawn'), ('overridden', 'Overridden'), ('replaced', 'Replaced by a newer version')], default='open', max_length=20)),
        AddForeignKey('consentround', 'statement_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='projects.statementversion')),
        AddForeignKey('consentanswer', 'carried_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.consentanswer')),
        AddUniqueConcurrently('consentround', models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('project', 'about'), name='one_open_round_about_each')),
        RemoveUniqueConcurrently('consentround', 'one_open_round'),
        AddConstraintNotValid('consentround', models.CheckConstraint(condition=models.Q(models.Q(models.Q(('from_phase', ''), _negated=True), models.Q(('to_phase', ''), _negated=True), ('about', 'gate'), ('statement_version', None)), models.Q(('about', 'statement'), ('from_phase', ''), ('statement_version__isnull', False), ('to_phase', '')), _connector='OR'), name='round_is_about_what_it_says')),
        ValidateConstraint('consentround', 'round_is_about_what_it_says'),
    ]
