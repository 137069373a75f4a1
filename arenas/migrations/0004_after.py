import datetime
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


FIX = """
    CREATE FUNCTION minutes_stay_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM arenas_minutes
                   WHERE id = NEW.minutes_id AND fixed_at IS NOT NULL) THEN
            RAISE EXCEPTION 'the minutes are fixed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER minutes_stay_fixed
        BEFORE INSERT OR UPDATE OF title, said, parked ON arenas_minutesitem
        FOR EACH ROW EXECUTE FUNCTION minutes_stay_fixed();
    CREATE TRIGGER minutes_stay_fixed
        BEFORE INSERT OR UPDATE OF what, rule, decided_by, mandate, reason, objections
        ON arenas_decision
        FOR EACH ROW EXECUTE FUNCTION minutes_stay_fixed();
    CREATE TRIGGER minutes_stay_fixed
        BEFORE INSERT OR UPDATE OF text, state, answer, before, after ON arenas_amendment
        FOR EACH ROW EXECUTE FUNCTION minutes_stay_fixed();
"""
FREE = """
    DROP TRIGGER minutes_stay_fixed ON arenas_amendment;
    DROP TRIGGER minutes_stay_fixed ON arenas_decision;
    DROP TRIGGER minutes_stay_fixed ON arenas_minutesitem;
    DROP FUNCTION minutes_stay_fixed();
"""


class Migration(migrations.Migration):
    """Who came, the minutes with their decisions, and corrections. Fixed is fixed in the database."""

    dependencies = [
        ('arenas', '0003_arena_index'),
        ('projects', '0015_cocreation'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='gathering',
            name='attendance_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='meeting',
            name='minutes_reminded_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='signup',
            name='attendance',
            field=models.CharField(blank=True, choices=[('came', 'Came'), ('absent', 'Did not come'), ('excused', 'Sent word that they could not')], db_default='', default='', max_length=10, verbose_name='did they come'),
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('amend_until', models.DateTimeField(blank=True, null=True)),
                ('fixed_at', models.DateTimeField(blank=True, null=True)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='protocol', to='arenas.meeting')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'minutes',
                'verbose_name_plural': 'minutes',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='MinutesItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='number')),
                ('title', models.CharField(max_length=200, verbose_name='item')),
                ('said', models.TextField(blank=True, max_length=10000, verbose_name='what was said')),
                ('parked', models.TextField(blank=True, max_length=2000, verbose_name='parked')),
                ("agenda_item", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='arenas.agendaitem')),
                ("minutes", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='arenas.minutes')),
            ],
            options={
                'verbose_name': 'item of the minutes',
                'verbose_name_plural': 'items of the minutes',
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.TextField(max_length=1000, verbose_name='what was decided')),
                ('rule', models.CharField(choices=[('consent', 'Consent: it is decided when nobody objects with a reason'), ('advice', 'Advice: one decides, after asking everybody it concerns'), ('majority', 'Majority: most votes, one for each party'), ('none', 'Nothing is decided here: we talk and learn')], max_length=20, verbose_name='how')),
                ('decided_by', models.CharField(max_length=300, verbose_name='who decided')),
                ('mandate', models.TextField(blank=True, max_length=1000, verbose_name='mandate')),
                ('reason', models.TextField(max_length=2000, verbose_name='reason')),
                ('objections', models.TextField(blank=True, max_length=2000, verbose_name='objections')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ("minutes", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='arenas.minutes')),
                ("item", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='arenas.minutesitem')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='DecisionAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='from_decision', to='projects.assignment')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='arenas.decision')),
            ],
            options={
                'verbose_name': 'assignment from a decision',
                'verbose_name_plural': 'assignments from decisions',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='correction')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('state', models.CharField(choices=[('open', 'Waits for an answer'), ('accepted', 'Taken into the minutes'), ('beside', 'Stands beside the minutes')], default='open', max_length=10)),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('before', models.TextField(blank=True, max_length=10000, verbose_name='as it was')),
                ('after', models.TextField(blank=True, max_length=10000, verbose_name='as it became')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sign_up', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='amendments', to='arenas.signup')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='arenas.decision')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='arenas.minutes')),
                ("item", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='arenas.minutesitem')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='arenalink',
            name='protocol',
            field=models.ForeignKey(null=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='arenas.minutes'),
        ),
        migrations.AddIndex(
            model_name='minutes',
            index=models.Index(condition=models.Q(('fixed_at', None), ('sent_at__isnull', False)), fields=['amend_until'], name='minutes_to_fix'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amend_until', None), ('sent_at', None)), ('amend_until', django.db.models.expressions.CombinedExpression(models.F('sent_at'), '+', models.Value(datetime.timedelta(days=7)))), _connector='OR'), name='minutes_sent_can_be_amended'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(('fixed_at', None), ('fixed_at', models.F('amend_until')), _connector='OR'), name='minutes_fixed_by_time_alone'),
        ),
        migrations.AddConstraint(
            model_name='minutesitem',
            constraint=models.UniqueConstraint(fields=('minutes', 'position'), name='minutes_item_in_order'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('what', ''), _negated=True), models.Q(('decided_by', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='decision_says_what_who_and_why'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', None), ('item__isnull', False)), models.Q(('decision__isnull', False), ('item', None)), _connector='OR'), name='amendment_is_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'open'), ('answered_at__isnull', False), _connector='XOR'), name='amendment_answered_has_a_date'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'beside'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='amendment_beside_has_an_answer'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='amendment_says_something'),
        ),
        migrations.RunSQL(FIX, FREE),
    ]
