"""Two clicks at the same instant."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from projects.models import Project
from projects.services.drafts import publish_draft, save_draft
from projects.services.raising import Answers
from tests.factories.people import UserFactory


@pytest.mark.django_db(transaction=True)
def test_eight_clicks_at_once_make_one_opgave():
    person = UserFactory()
    draft = save_draft("", {}, by=person)
    answers = Answers(title="Mørk sti", problem="Stien er mørk.")

    def click(_number: int) -> int:
        try:
            return publish_draft(draft.key, answers, by=person).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(click, range(8)))
    assert found == {Project.objects.get().pk}
