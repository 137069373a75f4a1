"""The mails as people read them, in both languages."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings

from participants.models import User
from participants.services.people import find_or_create_person
from projects.emails.common import mail_language
from projects.enums import Answer, Phase
from projects.services import moderation, parties, raising, roles
from projects.services.answering import answer_invitation
from projects.services.raising import Answers, Place
from projects.services.reminders import tick
from samskabelse.mail.kinds import KINDS
from samskabelse.mail.models import KeptMail, OutgoingMail
from tests.factories.people import AdministratorFactory, UserFactory, VerifiedStaffFactory
from tests.factories.projects import (
    asked,
    citizen,
    everybody_consents,
    invited,
    name_recipient,
    raised,
    team_seeking,
)
from tests.projects.post import deliver, keep_mails

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Traveller]:
    keep_mails(settings)
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def after(clock: time_machine.Traveller, days: int) -> list[KeptMail]:
    clock.shift(timedelta(days=days))
    tick()
    return deliver()


def letters_to(person: User) -> list[KeptMail]:
    mails = list(KeptMail.objects.filter(to_address=person.email).order_by("id"))
    for mail in mails:
        mail.text = mail.text.replace("\r\n", "\n")
    return mails


def lone(language: str = "da") -> User:
    return UserFactory(name="Lone Lund", language=language)


def invite(person: User, **fields: Any) -> None:
    bente = citizen("Bente Holm", phone="12 34 56 78")
    project = raised(bente, title="Fester i 9. klasse")
    return invited(project, person, language=person.language, **fields)


def test_the_invitation() -> None:
    person = lone()
    invite(person)
    deliver()
    (mail,) = letters_to(person)
    body = re.sub(r"/svar/[\w-]+/", "/svar/TOKEN/", mail.text)
    assert mail.subject == "Lone, vil du være med til at løse noget? (Ordrup)"
    assert body.split("\n\n-- \n")[0].split("\n\nJa, jeg vil være med")[0].strip() == (
        "Hej Lone\n\n"
        "Bente Holm spørger, om du vil være med til at løse noget, som ingen af os kan løse alene."
        "\n\nFester i 9. klasse\nHvor: Ordrup 2920\nMed er allerede: Bente Holm\n\n"
        "Mange unge synes, det er svært at være med, hvis de ikke drikker.\n\n"
        "Hvorfor netop dig: Du kender de andre.\n\n"
        "Du bliver bedt om at være med til at definere, designe og udføre: "
        "du bestemmer sammen med os.\n\n"
        "Svar med ét klik herunder senest 1. april 2026. Du behøver ikke oprette dig som bruger. "
        "Ja, måske og nej er alle tre gode svar, og du kan altid stoppe igen.\n\n"
        f"Læs først om opgaven: {_site()}/opgaver/fester-i-9-klasse/\n\n"
        "Bente Holm har givet os dit navn og din mailadresse, så vi kunne spørge dig. "
        "Nordager Kommune har ansvaret for oplysningerne og bruger dem kun til det. Svarer du "
        "ikke, sender vi én påmindelse og sletter oplysningerne senest 1. maj 2026. "
        f"Dine rettigheder: {_site()}/privatliv/"
    )
    assert "12 34 56 78" not in mail.text  # hers is for those she works with
    for answer in ("yes", "maybe", "no"):
        assert f"/svar/TOKEN/?svar={answer}" in body


def _site() -> str:
    return settings.BASE_URL


@pytest.mark.parametrize(
    ("place", "subject"),
    [
        ("Ordrup", "Lone, will you help solve something in Ordrup?"),
        ("Store Heddinge", "Lone, will you help solve something in Store Heddinge?"),
        ("Skolevej 3", "Lone, will you help? Lys"),
        ("Nørregade", "Lone, will you help? Lys"),
        ("Ved søen", "Lone, will you help? Lys"),
        ("", "Lone, will you help? Lys"),
    ],
)
def test_the_subject_names_the_place_when_it_reads_well(place: str, subject: str) -> None:
    project = raised(citizen(), title="Lys", place=Place(text=place))
    person = lone("en")
    invited(project, person, language="en")
    deliver()
    assert [mail.subject for mail in letters_to(person)] == [subject]


def test_the_reminder_says_what_happens_if_you_do_nothing(clock) -> None:
    person = lone()
    invite(person)
    deliver()
    after(clock, 7)
    _first, reminder = letters_to(person)
    assert reminder.subject == "Lone, må vi få dit svar? Fester i 9. klasse"
    assert "Gør du ikke noget, sker der ikke mere." in reminder.text


def test_the_number_of_a_citizen_is_not_given_to_strangers_and_that_of_staff_is() -> None:
    numbers = []
    for make in (citizen, VerifiedStaffFactory):
        person = lone()
        invited(raised(make(name="Bente Holm", phone="12 34 56 78")), person)
        deliver()
        (mail,) = letters_to(person)
        numbers.append(re.search(r"Bente Holm\nSpørgsmål\? Ring til (.*)", mail.text)[1])
    assert numbers == ["Samskabelse i Nordager Kommune, 00 00 00 00", "12 34 56 78"]


def test_a_mail_is_written_in_a_language_of_the_site() -> None:
    project = raised(citizen(), language="es")
    assert mail_language(project) == "da"
    person = lone()
    invited(project, person, language=project.language)
    deliver()
    (mail,) = letters_to(person)
    assert "Hej Lone" in mail.text
    assert find_or_create_person("ny@mail.example", language="es").language == "da"


def test_who_wears_a_hat_hears_what_becomes_of_it() -> None:
    team = team_seeking()
    everybody_consents(asked(team))
    told = OutgoingMail.objects.filter(kind="phase_moved").values_list("to_user", flat=True)
    assert {team.convener.pk, team.facilitator.pk, team.initiator.pk} <= set(told)


def test_who_signs_without_a_phone_lends_nobody_elses_number() -> None:
    person = lone()
    invited(raised(citizen("Bente Holm")), person)
    deliver()
    (mail,) = letters_to(person)
    whom_to_call = "Ring til Samskabelse i Nordager Kommune, 00 00 00 00"
    assert f"Bente Holm\nSpørgsmål? {whom_to_call}" in mail.text


def test_three_different_reminders_of_the_deadline(clock) -> None:
    team = team_seeking(named=False)
    name_recipient(team, days=20)
    deliver()
    for days in (6, 11, 4):
        after(clock, days)
    subjects = [mail.subject.partition(":")[0] for mail in letters_to(team.recipient)]
    assert subjects == [
        "Børne- og Skoleudvalget bliver bedt om at svare senest 22. marts 2026",
        "14 dage til svarfristen",
        "3 dage til svarfristen",
        "Svaret er forsinket, og det kan alle se",
    ]


def test_the_second_question_for_consent_is_the_last(clock) -> None:
    team = team_seeking()
    asked(team)
    deliver()
    after(clock, 7)
    after(clock, 7)
    mails = [mail for mail in letters_to(team.committer) if "definere" in mail.text.lower()]
    first, second, last = mails[-3:]
    assert first.subject.startswith("Må ”")
    assert "minder dig om det en sidste gang 16. marts 2026" in second.text
    assert last.subject.startswith("Sidste påmindelse: Må ”")
    assert "fra 23. marts 2026 gå videre uden jeres svar" in last.text


def everything(clock: time_machine.Traveller, language: str) -> None:
    """A life in which every kind of mail is sent."""
    User.objects.update(language=language)
    held = raising.raise_project(
        Answers(title="Lys på stien", problem="Der er mørkt.", language=language),
        by=UserFactory(language=language),
    )
    deliver()
    admin = AdministratorFactory()
    moderation.approve_project(held.pk, by=admin)
    deliver()
    moderation.reply_first(held.pk, by=VerifiedStaffFactory(name="Per"), text="Tak, vi ringer.")
    report = moderation.report_project(held.pk, by=UserFactory(language=language), reason="Støj")
    moderation.close_report(report.pk, by=admin, upheld=False, answer="Vi ser intet galt.")
    deliver()
    moderation.hide_project(held.pk, by=admin, reason="Der står et navn")
    deliver()
    for answer in Answer:
        person = UserFactory(language=language)
        row = invited(raised(citizen(language=language)), person, language=language)
        answer_invitation(row.pk, answer, by=person, note="Hej!")
    waiting = invited(raised(citizen(language=language)), UserFactory(), language=language)
    deliver()
    team = team_seeking()
    User.objects.update(language=language)
    project = team.project
    project.language = language
    project.save()
    name_recipient(team, days=20)
    roles.ask_role(project.pk, UserFactory(language=language), "facilitator", by=team.committer)
    for welcome in (True, False):
        who = UserFactory(language=language)
        wish = parties.ask_to_join(project.pk, by=who, organisation=None, note="Jeg har kaffe")
        deliver()
        parties.answer_wish(wish.pk, by=team.convener, welcome=welcome, note="Velkommen")
    consent_round = asked(team)
    deliver()
    after(clock, 7)
    after(clock, 7)
    assert waiting.pk
    everybody_consents(consent_round)
    deliver()
    while team.refresh().phase != Phase.CLOSED:
        everybody_consents(asked(team))
        User.objects.update(language=language)
        deliver()


# What the phases add is sent in tests of their own: implement/test_assignment_mails.py,
# implement/test_fit.py, implement/test_following.py, test_solutions.py, test_probes.py,
# test_recommending.py and test_saved_searches.py.
OF_OTHER_STORIES = {
    "assignment_answered", "assignment_asked", "assignment_ended", "assignment_missing",
    "assignment_question", "assignment_reminder", "assignment_thanked", "author_asked",
    "challenge_answered", "challenge_asked", "challenge_reminder",
    "condition_accepted", "fit_asked", "follow_summary", "objection_raised", "probe_owner_asked",
    "probe_stopped", "recommendation", "search_digest",
}  # fmt: skip


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_kind_of_mail_can_be_read(clock, language: str) -> None:
    everything(clock, language)
    ours = {kind for kind in KINDS if KINDS[kind].render.__module__.startswith("projects.")}
    sent = OutgoingMail.objects.filter(state="sent", language=language)
    assert ours - set(sent.values_list("kind", flat=True)) == OF_OTHER_STORIES
    mails = KeptMail.objects.filter(
        message_id__in=sent.values_list("message_id", flat=True)
    ).order_by("id")
    for mail in mails:
        assert_reads_well(mail, language)


FORBIDDEN = re.compile(r"None|%\(|\{\{|\{%|&quot;|&#x27;|&amp;|\bNaN\b|datetime|  \w|\n\n\n\n")
DANISH_ONLY = re.compile(r"\b(ikke|opgave|opgaven|du|senest)\b")
ENGLISH_ONLY = re.compile(r"\b(the|you|project|answer)\b")


def assert_reads_well(mail: KeptMail, language: str) -> None:
    text = mail.text.replace("\r\n", "\n")
    written = f"{mail.subject}\n{text}"
    words = re.sub(r"https?://\S+", "", written)
    assert FORBIDDEN.search(words) is None, words
    assert mail.subject == " ".join(mail.subject.split())
    if language == "da":
        assert ENGLISH_ONLY.search(words) is None, words
        assert "—" not in words
    else:
        said_by_people = re.compile(r"Mange unge .*|Spørg de unge .*")
        assert DANISH_ONLY.search(said_by_people.sub("", words)) is None, words
