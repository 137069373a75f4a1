"""A correction of the shared statement mends spelling; consent is carried over nothing else."""

import pytest

from projects.enums import Phase
from projects.models import StatementVersion
from projects.services import statement
from projects.wording import is_only_wording
from samskabelse.web.errors import ActError
from tests.factories.projects import Team, agreed_statement, proposed, team_in

TEXT = (
    "De unge i byen vil gerne mødes om aftenen uden at drikke, og kommunen har en hal, som står "
    "tom, fordi en kommune plan fra 2019 siger, at den lukker klokken 18."
)
SHORT = "Skolevejen er mørk."


@pytest.mark.parametrize(
    ("was", "became"),
    [
        ("mødes", "møddes"),  # one letter more or less, or another in a longer word
        ("kommunen", "kommynen"),
        ("kommunen", "komunen"),
        ("aftenen", "aftenne"),  # two letters changed places
        ("kommune plan", "kommuneplan"),
        ("klokken", "klok ken"),
        ("De unge", "DE UNGE"),
        (", som står tom, ", " – som står\ntom – "),
        ("2019", "(2019)"),
    ],
)
def test_a_correction(was: str, became: str) -> None:
    assert was in TEXT
    assert is_only_wording(TEXT, TEXT.replace(was, became))
    assert is_only_wording(TEXT.replace(was, became), TEXT)


@pytest.mark.parametrize(
    ("was", "became"),
    [
        ("gerne", "aldrig"),
        ("vil gerne", "vil ikke gerne"),
        ("uden at", "at"),
        ("uden", "inden"),
        ("en hal", "ingen hal"),
        ("står", "stor"),
        ("tom", "tam"),
        ("lukker", "åbner"),
        ("gerne", "ugerne"),  # the first letter counts
        ("2019", "2018"),
        ("klokken 18", "klokken 1,8"),
        ("klokken 18", "klokken 18 %"),
        ("De unge i byen", "I byen de unge"),
    ],
)
def test_no_correction(was: str, became: str) -> None:
    assert was in TEXT
    assert not is_only_wording(TEXT, TEXT.replace(was, became))
    assert not is_only_wording(TEXT.replace(was, became), TEXT)


def test_a_figure_is_not_put_together_from_two() -> None:
    assert not is_only_wording("Det koster 1,5 million.", "Det koster 15 million.")


def test_one_word_in_ten_may_be_mended_and_one_in_a_shorter_text() -> None:
    assert is_only_wording("Skolvejen er mørke.", "Skolevejen er mørke.")
    assert not is_only_wording("Skolvejen er mørrke.", "Skolevejen er mørke.")
    wrong, right = "aftennen ", "aftenen "
    rest = "her " * 17
    assert is_only_wording(wrong * 2 + right + rest, right * 3 + rest)
    assert not is_only_wording(wrong * 3 + rest, right * 3 + rest)


def test_a_long_text_that_is_another_is_told_at_once() -> None:
    old = " ".join(f"ord{number}" for number in range(1500))
    assert not is_only_wording(old, old.replace("ord", "tal"))


# --- In the act ---


@pytest.mark.django_db
@pytest.mark.parametrize("small", ["vil ikke gerne", "vil aldrig"])
def test_a_word_that_turns_it_round_is_refused(small: str) -> None:
    team = team_in(Phase.DEFINE)
    proposed(team, TEXT)
    agreed_statement(team)
    refuse(team, TEXT.replace("vil gerne", small))


@pytest.mark.django_db
def test_small_corrections_do_not_add_up() -> None:
    """Each is small enough beside the version before; together they are another text."""
    team = team_in(Phase.DEFINE)
    first = "Skolevejen er mørk, men kommunen mangler lygter."
    proposed(team, first)
    agreed_statement(team)
    proposed(team, first.replace("Skolevejen", "Skolevejene"), change="wording")
    refuse(team, "Skolevejene er mørk, men kommunen mangler lygterne.")
    refuse(team, "Skolevejene er mørk, men kommunerne mangler lygter.")
    # Nor in one word, letter by letter.
    proposed(team, "Skolevejenes er mørk, men kommunen mangler lygter.", change="wording")
    refuse(team, "Skolevejeness lygter er mørk, men kommunen mangler lygter.")
    assert team.project.statement_versions.count() == 3


@pytest.mark.django_db
def test_a_new_meaning_is_what_the_next_corrections_are_compared_with() -> None:
    """Also one that a party made of a correction by objecting to it."""
    team = team_in(Phase.DEFINE)
    proposed(team, SHORT)
    agreed_statement(team)
    second = proposed(team, "Skolevejene er mørk.", change="wording")
    refuse(team, "Skolevejene er mørkk, mørk.")
    statement.contest_wording(
        second.pk, by=team.committer, party_id=team.association.pk, reason="Der er flere veje"
    )
    third = proposed(team, "Skolevejene er mørke.", change="wording")
    assert third.is_correction


def refuse(team: Team, text: str) -> None:
    before = StatementVersion.objects.filter(project=team.project).count()
    with pytest.raises(ActError) as refused:
        proposed(team, text, change="wording")
    assert (refused.value.code, refused.value.field) == ("more_than_wording", "change")
    assert StatementVersion.objects.filter(project=team.project).count() == before
