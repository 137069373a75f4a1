"""No stretch of the list, searched or not, reads the whole table of opgaver."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Theme
from projects.queries import Filters, needing_parties, similar_projects, stretch_of
from projects.queries.lists import newest_of, points_of
from projects.services.words import learn_words
from tests.factories.projects import raised

MANY = 12_000
# One in three has a common word, one in a thousand a rare one.
FILL = """
INSERT INTO projects_project (title, slug, problem, route, phase, phase_since, moderation,
    moderation_reason, place, postal_code, language, caller_reach, first_reply, recipient_body,
    recipient_name, recipient_email, verdict, verdict_reasons, planned_outcome, outcome,
    owner_from_here, lessons, source, source_author, created_at, submitted_at, published_at)
SELECT 'Opgave nummer ' || n, 'mange-' || n,
    CASE WHEN n %% 3 = 0 THEN 'Borgerne mangler lys. ' ELSE '' END ||
    CASE WHEN n %% 1000 = 0 THEN 'Et vandværk. ' ELSE '' END || repeat('Det er svært. ', 20),
    CASE WHEN n %% 10 = 0 THEN 'staff' ELSE 'citizen' END, 'seeking', now(), 'clear', '',
    'Søby', (8000 + n %% 100)::text, 'da', '', '', '', '', '', '', '', '', '', '', '', '', '',
    now(), now(), now()
FROM generate_series(1, %s) n
"""


@pytest.fixture
def many(db) -> Theme:
    theme = Theme.objects.get_or_create(slug="trafik", defaults={"name": "Trafik"})[0]
    with connection.cursor() as cursor:
        cursor.execute(FILL, [MANY])
    raised(themes=["trafik"])
    learn_words(limit=200)
    with connection.cursor() as cursor:
        for table in ("project", "searchword", "projecttheme", "party"):
            cursor.execute(f"ANALYZE projects_{table}")
    return theme


READS = {
    "all": lambda: stretch_of(Filters(), size=20),
    "older": lambda: stretch_of(Filters(), after="3000", size=20),
    "phase": lambda: stretch_of(Filters(phase="closed"), size=20),
    "route": lambda: stretch_of(Filters(route="staff"), size=20),
    "theme": lambda: stretch_of(Filters(theme="trafik"), size=20),
    "postal code": lambda: stretch_of(Filters(postal_code="8042"), size=20),
    "needs parties": lambda: stretch_of(Filters(needs_parties=True), size=20),
    "common word": lambda: stretch_of(Filters(text="borgerne"), size=20),
    "rare word": lambda: stretch_of(Filters(text="vandværket"), size=20),
    "typing error": lambda: stretch_of(Filters(text="vandvræk"), size=20),
    "several words": lambda: stretch_of(Filters(text="borgerne vandværk lys"), size=20),
    "none": lambda: stretch_of(Filters(text="kvantefysik"), size=20),
    "word and filters": lambda: stretch_of(
        Filters(text="borgerne", theme="trafik", postal_code="8042"), size=20
    ),
    "feed": lambda: list(newest_of(Filters(text="vandværk"))[:30]),
    "points": lambda: points_of(Filters(phase="closed"), limit=300),
    "similar": lambda: similar_projects("Borgerne mangler et vandværk", "Det er mørkt."),
    "front page": needing_parties,
}


def test_the_table_of_opgaver_is_never_read_whole(many):
    read_whole = [name for name, read in READS.items() if _scans(read)]
    assert read_whole == []


def _scans(read) -> bool:
    with CaptureQueriesContext(connection) as asked:
        read()
    assert asked.captured_queries
    return any("Seq Scan on projects_project " in _plan(row["sql"]) for row in asked)


def _plan(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(row[0] for row in cursor.fetchall())


def test_the_check_would_notice(many):
    """The same check on a read that has no index."""
    model = type(many)._meta.apps.get_model("projects", "Project")
    assert _scans(lambda: list(model.objects.filter(lessons__contains="x")[:1]))
