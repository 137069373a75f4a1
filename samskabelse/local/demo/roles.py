"""The roles a newcomer can step into, and what waits for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.models import ImportedRow
from samskabelse.local.demo.cast import PEOPLE
from samskabelse.local.demo.seeding import SOURCE


@dataclass(frozen=True)
class Hint:
    """Something to try: a sentence, and the page to start on."""

    text: str | Promise
    page: str
    story: str = ""  # whose slug the page takes


@dataclass(frozen=True)
class Role:
    person: str
    title: str | Promise
    about: str | Promise
    hints: tuple[Hint, ...]


ROLES = (
    Role(
        "amina",
        _("Citizen"),
        _("Has raised a project about the crossing by the school, and reads aloud in another."),
        (
            Hint(_("Answer the pupils, who want to take part"), "projects:parties", "kryds"),
            Hint(_("Invite somebody by mail"), "projects:invite", "kryds"),
            Hint(_("Raise a new project"), "projects:start"),
        ),
    ),
    Role(
        "joergen",
        _("Neighbour"),
        _("Has been invited by Amina and has not answered."),
        (
            Hint(_("Answer the invitation"), "participants:me"),
            Hint(_("Read the project he is invited to"), "projects:detail", "kryds"),
            Hint(_("Take on something that is offered"), "projects:assignments", "stormflod"),
        ),
    ),
    Role(
        "lone",
        _("Speaks for an association"),
        _("Chairs the sports club and may commit it. The others have answered, she has not."),
        (
            Hint(_("Consent, stand aside or object"), "projects:consent", "ungeliv"),
            Hint(_("See what the other parties bring and need"), "projects:parties", "ungeliv"),
            Hint(_("Ask somebody for an assignment"), "projects:ask_assignment", "ungeliv"),
        ),
    ),
    Role(
        "henrik",
        _("Speaks for the road department"),
        _("Plans traffic in the municipality and may commit his department."),
        (
            Hint(_("Answer Amina on behalf of the department"), "participants:me"),
            Hint(_("See what waits for the municipality"), "projects:inbox"),
        ),
    ),
    Role(
        "mette",
        _("Convener"),
        _("Brings two teams together. One of them cannot move on yet."),
        (
            Hint(_("Name who must answer, and by when"), "projects:recipient", "kuffert"),
            Hint(_("See who has answered the invitations"), "projects:parties", "kuffert"),
            Hint(_("Follow the consent in the other team"), "projects:detail", "ungeliv"),
        ),
    ),
    Role(
        "bodil",
        _("Decision recipient and politician"),
        _("Chairs the committee. One answer is two weeks overdue, and everybody can see it."),
        (
            Hint(_("Give the overdue answer, with reasons"), "projects:verdict", "skolegaard"),
            Hint(_("Read what the parties want"), "projects:detail", "skolegaard"),
        ),
    ),
    Role(
        "ditte",
        _("First contact in the municipality"),
        _("Answers new projects. One has waited longer than was promised."),
        (
            Hint(_("Give the first answer"), "projects:first_reply", "bus"),
            Hint(_("See the inbox with its deadlines"), "projects:inbox"),
            Hint(_("Read what the facts ask about the square"), "projects:cocreation", "torvet"),
            Hint(_("Write a project down for somebody who phones"), "projects:enter"),
        ),
    ),
    Role(
        "sanne",
        _("Administrator"),
        _("Keeps it decent: looks at new people's projects and at reports."),
        (
            Hint(_("Look at the project that waits"), "admin:projects_project_changelist"),
            Hint(_("Answer the report"), "admin:projects_report_changelist"),
            Hint(_("See the mails and what became of them"), "admin:mail_outgoingmail_changelist"),
        ),
    ),
)
EMAILS = {spec.key: spec.email for spec in PEOPLE}
QUERIES = {
    "admin:projects_project_changelist": "?queue=held",
    "admin:projects_report_changelist": "?state__exact=open",
}


@dataclass(frozen=True)
class Card:
    """A role as the page shows it."""

    role: Role
    user: User
    hints: list[tuple[str | Promise, str]]


def cards() -> Iterator[Card]:
    """One card for each role whose person is there, in two queries."""
    emails = [EMAILS[role.person] for role in ROLES]
    people = {user.email: user for user in get_user_model().objects.filter(email__in=emails)}
    rows = ImportedRow.objects.filter(source=SOURCE).values_list("external_id", "project__slug")
    slugs = dict(rows)
    for role in ROLES:
        if user := people.get(EMAILS[role.person]):
            hints = [(hint.text, url) for hint in role.hints if (url := _url(hint, slugs))]
            yield Card(role, user, hints)


def _url(hint: Hint, slugs: dict[str, str]) -> str:
    if hint.story and hint.story not in slugs:
        return ""
    return reverse(hint.page, args=[slugs[hint.story]] if hint.story else []) + QUERIES.get(
        hint.page, ""
    )


def role_person(key: str) -> User | None:
    """The person behind a role. Nobody else can be stepped into."""
    if key not in {role.person for role in ROLES}:
        return None
    return get_user_model().objects.filter(email=EMAILS[key], is_active=True).first()
