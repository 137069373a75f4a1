"""Solutions, cards, tries and recommendations; tables alone."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', "0009_needs_and_offers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Solution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wild_until', models.DateTimeField(blank=True, null=True, verbose_name='not judged until')),
                ('resting_since', models.DateTimeField(blank=True, null=True)),
                ('rest_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it rests')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='solutions', to='projects.project')),
            ],
            options={
                'verbose_name': 'solution',
                'verbose_name_plural': 'solutions',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='SolutionVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('idea', models.TextField(max_length=4000, verbose_name='the idea')),
                ('takes', models.TextField(blank=True, max_length=2000, verbose_name='what it takes')),
                ('who_does_what', models.TextField(blank=True, max_length=2000, verbose_name='who would do what')),
                ('risks', models.TextField(blank=True, max_length=2000, verbose_name='risks')),
                ('change', models.TextField(blank=True, max_length=1000, verbose_name='what was changed, and why')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.party')),
                ('solution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='projects.solution')),
            ],
            options={
                'verbose_name': 'version of a solution',
                'verbose_name_plural': 'versions of solutions',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField(max_length=4000, verbose_name='recommendation')),
                ('body', models.CharField(max_length=160, verbose_name='decision recipient')),
                ('due', models.DateField(verbose_name='answer deadline')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.party')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='projects.project')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='projects.solutionversion')),
            ],
            options={
                'verbose_name': 'recommendation',
                'verbose_name_plural': 'recommendations',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Probe',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('tried', models.TextField(max_length=2000, verbose_name='what is tried')),
                ('size_limit', models.TextField(max_length=500, verbose_name='how big at most')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('stop_rule', models.TextField(max_length=1000, verbose_name='when we stop')),
                ('if_fails', models.TextField(max_length=1000, verbose_name='what we do if it fails')),
                ('owner_state', models.CharField(choices=[('asked', 'Has been asked'), ('accepted', 'Has said yes'), ('declined', 'Has said no')], default='asked', max_length=20)),
                ('owner_note', models.TextField(blank=True, max_length=1000)),
                ('owner_answered_at', models.DateTimeField(blank=True, null=True)),
                ('asked', models.PositiveIntegerField(default=1, verbose_name='times the owner was asked')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('running', 'Being tried'), ('stopped', 'Stopped')], default='planned', max_length=20)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('stopped_at', models.DateTimeField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('stop_rule', 'The stop rule was met'), ('at_its_end', 'The time was up'), ('given_up', 'We gave it up')], max_length=20)),
                ('stop_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it was stopped')),
                ('seen', models.TextField(blank=True, max_length=4000, verbose_name='what we saw')),
                ('learnt', models.TextField(blank=True, max_length=4000, verbose_name='what we learnt')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='owned_probes', to='projects.party')),
                ('owner_answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='probes', to='projects.project')),
                ('stopped_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stopped_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.party')),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='probes', to='projects.solutionversion')),
            ],
            options={
                'verbose_name': 'small try',
                'verbose_name_plural': 'small tries',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('harm', models.TextField(max_length=2000, verbose_name='which harm it does')),
                ('harmed', models.CharField(max_length=200, verbose_name='to whom or what')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('lifted_at', models.DateTimeField(blank=True, help_text='When the party itself no longer objected.', null=True)),
                ('reply', models.TextField(blank=True, max_length=2000, verbose_name='answer')),
                ('replied_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='projects.party')),
                ('replied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replied_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.party')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='projects.consentround')),
                ('changed', models.ForeignKey(blank=True, help_text='The version that was written because of it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answers_to', to='projects.solutionversion')),
            ],
            options={
                'verbose_name': 'objection',
                'verbose_name_plural': 'objections',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Disturbance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('card', models.CharField(choices=[('swap_roles', 'Swap roles'), ('half_budget', 'Half the money'), ('opposite', 'The opposite'), ('stranger', 'A guest from elsewhere'), ('go_there', 'Go there'), ('stop_doing', 'What shall we stop doing?'), ('tomorrow', 'It must work tomorrow'), ('without_us', 'Without the municipality'), ('ten_years', 'Ten years from now'), ('least_likely', 'The one who never comes'), ('no_words', 'Without words'), ('break_it', 'Make it fail')], max_length=20, verbose_name='card')),
                ('used_on', models.DateField(verbose_name='when')),
                ('happened', models.TextField(max_length=2000, verbose_name='what happened')),
                ('changed', models.TextField(max_length=2000, verbose_name='what it changed')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.party')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='disturbances', to='projects.project')),
            ],
            options={
                'verbose_name': 'disturbance',
                'verbose_name_plural': 'disturbances',
                'ordering': ['-used_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('happened', ''), _negated=True), models.Q(('changed', ''), _negated=True)), name='disturbance_has_an_effect')],
            },
        ),
        migrations.CreateModel(
            name='MinorityStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000, verbose_name='minority statement')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='minority_statement', to='projects.consentanswer')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'minority statement',
                'verbose_name_plural': 'minority statements',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='minority_says_something')],
            },
        ),
        migrations.CreateModel(
            name='RecipientAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], max_length=10, verbose_name='answer')),
                ('reasons', models.TextField(max_length=4000, verbose_name='reasons')),
                ('body', models.CharField(max_length=160, verbose_name='decision recipient')),
                ('in_person', models.BooleanField(default=False, help_text='By the recipient, not written down by the convener.')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='projects.project')),
                ('recommendation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='projects.recommendation')),
            ],
            options={
                'verbose_name': 'answer from the decision recipient',
                'verbose_name_plural': 'answers from the decision recipient',
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='recipient_answer_has_reasons')],
            },
        ),
        migrations.CreateModel(
            name='SolutionAuthor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('accepted', 'Author'), ('declined', 'Said no'), ('left', 'No longer author')], default='asked', max_length=20)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('solution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='authors', to='projects.solution')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='authorships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'author of a solution',
                'verbose_name_plural': 'authors of solutions',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('solution', 'user'), name='one_authorship_per_person'), models.CheckConstraint(condition=models.Q(('state', 'asked'), ('answered_at__isnull', False), _connector='XOR'), name='authorship_answered_has_a_date')],
            },
        ),
        migrations.AddConstraint(
            model_name='solutionversion',
            constraint=models.UniqueConstraint(fields=('solution', 'number'), name='one_version_per_number'),
        ),
        migrations.AddConstraint(
            model_name='solutionversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('idea', ''), _negated=True)), name='solution_version_says_something'),
        ),
        migrations.AddConstraint(
            model_name='solution',
            constraint=models.CheckConstraint(condition=models.Q(('resting_since', None), models.Q(('rest_reason', ''), _negated=True), _connector='XOR'), name='solution_rests_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.UniqueConstraint(fields=('project', 'number'), name='one_recommendation_per_number'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='recommendation_says_something'),
        ),
        migrations.AddConstraint(
            model_name='probe',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('size_limit', ''), _negated=True), models.Q(('stop_rule', ''), _negated=True), models.Q(('if_fails', ''), _negated=True)), name='probe_has_a_limit_and_a_stop_rule'),
        ),
        migrations.AddConstraint(
            model_name='probe',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='probe_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='probe',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'running'), _negated=True), models.Q(('owner_state', 'accepted'), ('started_at__isnull', False)), _connector='OR'), name='probe_runs_with_an_owner'),
        ),
        migrations.AddConstraint(
            model_name='probe',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'stopped'), ('stopped_at__isnull', False), models.Q(('ending', ''), _negated=True), models.Q(('stop_reason', ''), _negated=True)), models.Q(models.Q(('state', 'stopped'), _negated=True), ('ending', ''), ('stopped_at', None)), _connector='OR'), name='probe_stopped_says_why'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('harm', ''), _negated=True), models.Q(('harmed', ''), _negated=True)), name='objection_names_a_harm'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('reply', ''), ('replied_at__isnull', False), _connector='XOR'), name='objection_reply_has_a_date'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('round', 'party'), name='one_standing_objection_per_party'),
        ),
    ]
