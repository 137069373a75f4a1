"""Delopgaver, gains, followers, templates and the fit of the team."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0001_initial'),
        ('projects', '0011_choosing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=160, verbose_name='what')),
                ('why', models.TextField(max_length=1000, verbose_name='why')),
                ('how', models.TextField(blank=True, max_length=2000, verbose_name='how')),
                ('fixed', models.TextField(blank=True, max_length=1000, verbose_name='what is fixed')),
                ('open_to_taker', models.TextField(max_length=1000, verbose_name='what is up to you')),
                ('due', models.DateField(blank=True, null=True, verbose_name='date')),
                ('paid_today', models.CharField(choices=[('no', 'No, nobody is paid for it'), ('partly', 'Partly'), ('yes', 'Yes'), ('unknown', 'I do not know')], default='unknown', max_length=10, verbose_name='done by paid staff today')),
                ('state', models.CharField(choices=[('offered', 'Offered to all'), ('asked', 'Waiting for an answer'), ('conditional', 'Yes, if …'), ('accepted', 'Taken on'), ('declined', 'No, thank you'), ('done', 'Done'), ('released', 'Released'), ('withdrawn', 'Taken back')], max_length=20)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('asked_name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('asked_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answer_note', models.TextField(blank=True, max_length=1000, verbose_name='note')),
                ('condition', models.TextField(blank=True, max_length=1000, verbose_name='condition')),
                ('condition_answer', models.TextField(blank=True, max_length=1000, verbose_name='answer to the condition')),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('asked_missing_at', models.DateTimeField(blank=True, null=True)),
                ('missing', models.TextField(blank=True, max_length=1000, verbose_name='what is missing')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_word', models.TextField(blank=True, max_length=1000, verbose_name='how it went')),
                ('thanks', models.TextField(blank=True, max_length=1000, verbose_name='thanks')),
                ('asked_party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.party')),
                ('giver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('giver_party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='given', to='projects.party')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='projects.project')),
                ('taker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                ('taker_party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='taken', to='projects.party')),
                ('thanked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'assignment',
                'verbose_name_plural': 'assignments',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['project', 'state', '-id'], name='assignment_by_state'), models.Index(condition=models.Q(('asked_missing_at', None), ('state', 'accepted')), fields=['due'], name='assignment_due'), models.Index(condition=models.Q(('asked_email', ''), _negated=True), fields=['asked_email'], name='assignment_asked')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('what', ''), _negated=True), models.Q(('why', ''), _negated=True), models.Q(('open_to_taker', ''), _negated=True)), name='assignment_says_what_why_and_leaves_room'), models.CheckConstraint(condition=models.Q(('asked_party', None), ('asked_email', ''), _connector='OR'), name='assignment_asks_one'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'done']), _negated=True), ('taken_at__isnull', False), _connector='OR'), name='assignment_taken_has_a_yes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'conditional'), _negated=True), models.Q(('condition', ''), _negated=True), _connector='OR'), name='assignment_conditional_says_what'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done', 'released']), _negated=True), models.Q(models.Q(('ended_word', ''), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='assignment_ended_with_a_word')],
            },
        ),
        migrations.CreateModel(
            name='FitQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('change', models.TextField(max_length=2000, verbose_name='what changed')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fit_questions', to='projects.project')),
            ],
            options={
                'verbose_name': 'question about the team',
                'verbose_name_plural': 'questions about the team',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('project',), name='one_open_fit_question')],
            },
        ),
        migrations.CreateModel(
            name='Follower',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('told_until', models.BigIntegerField(default=0)),
                ('summed_up_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='projects.project')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follows', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'follower',
                'verbose_name_plural': 'followers',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('project', 'user'), name='follows_once')],
            },
        ),
        migrations.CreateModel(
            name='Gain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('effectiveness', 'Effectiveness'), ('cohesion', 'Cohesion'), ('innovation', 'Innovation'), ('participation', 'Participation')], max_length=20)),
                ('measure', models.CharField(blank=True, max_length=200, verbose_name='what we look at')),
                ('baseline', models.CharField(blank=True, max_length=200, verbose_name='as it was')),
                ('target', models.CharField(blank=True, max_length=200, verbose_name='as we want it')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gains', to='projects.project')),
            ],
            options={
                'verbose_name': 'gain',
                'verbose_name_plural': 'gains',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('project', 'kind'), name='one_gain_per_kind')],
            },
        ),
        migrations.CreateModel(
            name='GainAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('effectiveness', 'Effectiveness'), ('cohesion', 'Cohesion'), ('innovation', 'Innovation'), ('participation', 'Participation')], max_length=20)),
                ('moment', models.PositiveIntegerField(choices=[(0, 'At the close'), (6, 'After 6 months'), (12, 'After 12 months')])),
                ('measured', models.CharField(blank=True, max_length=200, verbose_name='measured')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='in your own words')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gain_answers', to='projects.party')),
            ],
            options={
                'verbose_name': 'answer about gains',
                'verbose_name_plural': 'answers about gains',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('party', 'kind', 'moment'), name='one_gain_answer_per_party')],
            },
        ),
        migrations.CreateModel(
            name='GainQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.PositiveIntegerField(choices=[(0, 'At the close'), (6, 'After 6 months'), (12, 'After 12 months')])),
                ('closed_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gain_questions', to='projects.party')),
            ],
            options={
                'verbose_name': 'question about gains',
                'verbose_name_plural': 'questions about gains',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('party', 'moment', 'closed_at'), name='gains_asked_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('moment', 0), ('closed_at__isnull', False), _connector='XOR'), name='gain_question_counts_from_a_closing')],
            },
        ),
        migrations.CreateModel(
            name='ProjectTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('problem', models.TextField(max_length=4000, verbose_name='the problem or task')),
                ('groups', models.JSONField(default=list, verbose_name='who it concerns')),
                ('needs', models.TextField(blank=True, max_length=1000, verbose_name='what it takes')),
                ('offers', models.TextField(blank=True, max_length=1000, verbose_name='what parties can bring')),
                ('arena_kind', models.CharField(blank=True, max_length=20)),
                ('arena_frame', models.TextField(blank=True, max_length=1000, verbose_name='how you can meet')),
                ('frame', models.TextField(blank=True, max_length=2000, verbose_name='what one must know')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='made_template', to='projects.project')),
            ],
            options={
                'verbose_name': 'template',
                'verbose_name_plural': 'templates',
                'ordering': ['-id'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['title'], name='template_title_trgm', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.CreateModel(
            name='FitAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.CharField(choices=[('keep', 'The team fits'), ('add', 'Somebody is missing'), ('release', 'Our part is over: thank us and let us go')], max_length=10)),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='in your own words')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fit_answers', to='projects.party')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='projects.fitquestion')),
            ],
            options={
                'verbose_name': 'answer about the team',
                'verbose_name_plural': 'answers about the team',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('question', 'party'), name='one_fit_answer'), models.CheckConstraint(condition=models.Q(('choice', 'keep'), models.Q(('words', ''), _negated=True), _connector='OR'), name='fit_answer_says_who_or_why')],
            },
        ),
    ]
