"""Whether it is co-creation: the label, findings, honest answers, the pulse and challenges."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0014_batch_queued_later'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='project',
            name='challenge_due',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='project',
            name='declared_step',
            field=models.PositiveIntegerField(blank=True, choices=[(0, 'Not on the ladder yet'), (1, 'Citizens take part in their own service'), (2, 'Volunteers do something for others'), (3, 'Those who use it shape it, again and again'), (4, 'Those it concerns solve the problem together')], null=True, verbose_name='step that the parties aim at'),
        ),
        migrations.AddField(
            model_name='project',
            name='examined_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='examined'),
        ),
        migrations.AddField(
            model_name='project',
            name='honest_for',
            field=models.CharField(blank=True, db_default='', default='', max_length=20),
        ),
        migrations.AddField(
            model_name='project',
            name='label',
            field=models.CharField(choices=[('cocreation', 'Co-creation'), ('hearing', 'Hearing'), ('information', 'Information')], db_default='cocreation', default='cocreation', max_length=20, verbose_name='label'),
        ),
        migrations.AddField(
            model_name='project',
            name='ladder_step',
            field=models.PositiveIntegerField(choices=[(0, 'Not on the ladder yet'), (1, 'Citizens take part in their own service'), (2, 'Volunteers do something for others'), (3, 'Those who use it shape it, again and again'), (4, 'Those it concerns solve the problem together')], db_default=0, default=0, verbose_name='step that the facts show'),
        ),
        migrations.AddField(
            model_name='project',
            name='open_findings',
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name='unanswered'),
        ),
        migrations.AddField(
            model_name='project',
            name='rungs',
            field=models.JSONField(blank=True, db_default={}, default=dict, verbose_name='what the steps take'),
        ),
        migrations.CreateModel(
            name='FindingCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='finding')),
                ('state', models.CharField(choices=[('open', 'Waits for an answer'), ('answered', 'Answered, and waits for the parties'), ('disputed', 'A party disagrees with the answer'), ('handled', 'The parties accept the answer'), ('gone', 'It is no longer so')], default='open', max_length=20)),
                ('evidence', models.JSONField(default=list, verbose_name='evidence')),
                ('raised_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='raised')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='projects.project')),
            ],
            options={
                'verbose_name': 'finding',
                'verbose_name_plural': 'findings',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='FindingWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stance', models.CharField(choices=[('reply', 'The answer'), ('accept', 'We accept the answer'), ('dispute', 'We disagree')], max_length=20)),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='in your own words')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='projects.findingcase')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.party')),
            ],
            options={
                'verbose_name': 'word about a finding',
                'verbose_name_plural': 'words about findings',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='HonestAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gate', models.CharField(choices=[('draft', 'Draft'), ('seeking', 'Seeking parties'), ('define', 'Define'), ('design', 'Design'), ('implement', 'Implement'), ('closed', 'Closed')], max_length=20, verbose_name='gate')),
                ('chosen_before', models.CharField(choices=[('no', 'No'), ('yes', 'Yes'), ('unknown', 'I do not know')], max_length=10, verbose_name='Was the solution chosen before the parties were invited?')),
                ('fixed_alone', models.CharField(choices=[('no', 'No'), ('yes', 'Yes'), ('unknown', 'I do not know')], max_length=10, verbose_name='Are process, questions and end point fixed without the parties?')),
                ('to_save', models.CharField(choices=[('no', 'No'), ('yes', 'Yes'), ('unknown', 'I do not know')], max_length=10, verbose_name='Is the aim to move a task out of the municipality to save money?')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='in your own words')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.party')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='honest_answers', to='projects.project')),
            ],
            options={
                'verbose_name': 'answer to the three questions',
                'verbose_name_plural': 'answers to the three questions',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Pulse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('meeting', 'After a meeting'), ('gate', 'At a gate')], max_length=20)),
                ('key', models.CharField(max_length=80)),
                ('title', models.CharField(max_length=200, verbose_name='occasion')),
                ('url', models.CharField(blank=True, max_length=300)),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closes_on', models.DateField(verbose_name='open until')),
                ('asked', models.PositiveIntegerField(default=0, verbose_name='asked')),
                ('tally', models.JSONField(default=dict)),
                ('count', models.PositiveIntegerField(default=0)),
                ('shown', models.JSONField(default=dict)),
                ('shown_count', models.PositiveIntegerField(default=0, verbose_name='answers shown')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pulses', to='projects.project')),
            ],
            options={
                'verbose_name': 'pulse',
                'verbose_name_plural': 'pulses',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='PulseVoter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('has_answered', models.BooleanField(default=False)),
                ('pulse', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voters', to='projects.pulse')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pulses', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'asked about the pulse',
                'verbose_name_plural': 'asked about the pulse',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Thresholds',
            fields=[
                ('id', models.PositiveIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('unanswered_findings', models.PositiveIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(7)], verbose_name='unanswered questions that change the label')),
                ('early_agenda_items', models.PositiveIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(40)], verbose_name='agenda items set before anybody else joined')),
                ('paid_assignments', models.PositiveIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='assignments that are paid work today')),
                ('affected_days', models.PositiveIntegerField(default=14, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(365)], verbose_name='days to find those who live with the result')),
                ('contribution_days', models.PositiveIntegerField(default=14, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='days to answer what people write')),
                ('left_parties', models.PositiveIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='private parties that have left')),
                ('changed_percent', models.PositiveIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='percent of the words that must have changed')),
                ('reply_days', models.PositiveIntegerField(default=14, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='days until an undisputed answer stands')),
                ('challenge_days', models.PositiveIntegerField(default=14, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(90)], verbose_name='days to answer “Is this still co-creation?”')),
                ('plan_words', models.TextField(blank=True, default='færdig plan\nfærdige plan\nfærdigt forslag\nfærdige forslag\nfærdig løsning\nfærdige løsning\nendelig plan\nendelige plan\nendelig løsning\nendelige løsning\nprojektforslag\ndispositionsforslag\nskitseprojekt\nhovedprojekt\nlokalplanforslag\nudbudsmateriale\nfinished plan\nfinal plan', max_length=4000, verbose_name='words of a finished plan, one on each line')),
            ],
            options={
                'verbose_name': 'thresholds of findings',
                'verbose_name_plural': 'thresholds of findings',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='thresholds_are_one')],
            },
        ),
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='why you ask')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due', models.DateField(verbose_name='answer deadline')),
                ('answer', models.TextField(blank=True, max_length=4000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='challenges', to='projects.party')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='challenges', to='projects.project')),
            ],
            options={
                'verbose_name': 'challenge of the label',
                'verbose_name_plural': 'challenges of the label',
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('answered_at', None)), fields=['due'], name='challenge_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('party',), name='one_open_challenge'), models.CheckConstraint(condition=models.Q(('answer', ''), ('answered_at__isnull', False), _connector='XOR'), name='challenge_answer_has_a_date'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='challenge_says_why')],
            },
        ),
        migrations.AddIndex(
            model_name='findingcase',
            index=models.Index(condition=models.Q(('state', 'answered')), fields=['since'], name='finding_answered'),
        ),
        migrations.AddConstraint(
            model_name='findingcase',
            constraint=models.UniqueConstraint(fields=('project', 'code'), name='one_case_per_finding'),
        ),
        migrations.AddConstraint(
            model_name='findingword',
            constraint=models.CheckConstraint(condition=models.Q(('stance', 'accept'), models.Q(('text', ''), _negated=True), _connector='OR'), name='finding_word_says_something'),
        ),
        migrations.AddConstraint(
            model_name='pulse',
            constraint=models.UniqueConstraint(fields=('project', 'key'), name='one_pulse_per_occasion'),
        ),
        migrations.AddConstraint(
            model_name='pulse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('shown', {}), ('shown_count', 0)), ('shown_count__gte', 5), _connector='OR'), name='pulse_shows_five_or_none'),
        ),
        migrations.AddConstraint(
            model_name='pulsevoter',
            constraint=models.UniqueConstraint(fields=('pulse', 'user'), name='one_pulse_per_person'),
        ),
    ]
