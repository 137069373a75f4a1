"""Raise an opgave: from the answers to the four questions to a published page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import Organisation, User
from participants.services.organisations import declare_mandate, mark_joined
from participants.services.people import find_or_create_person, trust_person
from projects import emails
from projects.enums import Moderation, PartyStatus, Phase, RolePromise, Route
from projects.models import Party, Project, ProjectTemplate
from projects.phases import require_phase
from projects.recipe import BUILDERS
from projects.services.common import behalf, first_reply_deadline, lock_project, voice_name
from projects.services.overtaken import settled
from projects.services.stakeholders import StakeholderRow, add_stakeholders
from projects.services.themes import set_themes
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError, NotAllowed
from samskabelse.web.slugs import free_slug

MAX_SLUG = 80
ENTERED_TWICE = timedelta(minutes=10)
RESERVED_SLUGS = frozenset({"ny", "skabeloner"})  # /opgaver/ny/ is a page of its own


@dataclass(frozen=True)
class Place:
    """Where it is: text, postal code and, if somebody pointed at the map, the point."""

    text: str = ""
    postal_code: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True)
class Answers:
    """The four questions of the recipe (R66). Only the problem is required."""

    title: str
    problem: str
    route: str = Route.CITIZEN
    place: Place = field(default_factory=Place)
    stakeholders: list[StakeholderRow] = field(default_factory=list)
    arena: dict[str, Any] = field(default_factory=dict)
    themes: Sequence[str] = ()  # slugs
    language: str = "da"
    template: int | None = None  # id of the skabelon it was started from


@transaction.atomic
def raise_project(
    answers: Answers, *, by: User, organisation: Organisation | None = None
) -> Project:
    """Make an opgave of the answers and publish it as *søger parter*.

    The raiser becomes its first party, alone or on behalf of `organisation`. The first opgave of
    somebody nobody knows yet waits for a moderator.
    """
    if organisation and not organisation.may_commit(by):
        declare_mandate(organisation.pk, by=by)
    project = create_project(answers, initiator=by, organisation=organisation)
    return publish_project(project.pk, by=by)


@transaction.atomic
def raise_project_for(
    answers: Answers, *, by: User, name: str, email: str, reach: str = ""
) -> Project:
    """Enter an opgave for somebody who phones or writes on paper. It stays theirs (R28).

    With an address the caller can sign in and take over; without one the member of staff stands in
    as initiator, and the caller's name is kept as the author. `reach` is for staff alone: a phone
    number or a postal address. The same call written down twice within minutes is the same opgave.
    """
    require(by, "projects.enter_for_another", None)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # a second click waits here
    caller = find_or_create_person(email, name=name) if email else by
    if entered := _entered_just_now(answers, caller, by=by, author="" if email else name):
        return entered
    project = create_project(answers, initiator=caller, entered_by=by, author="" if email else name)
    if reach:
        project.caller_reach = reach.strip()
        project.save(update_fields=["caller_reach"])
    trust_person(caller.pk, by=by)
    return publish_project(project.pk, by=by)


def _entered_just_now(answers: Answers, caller: User, *, by: User, author: str) -> Project | None:
    """The opgave of an earlier click on the same form, or nothing."""
    return Project.objects.filter(
        entered_by=by,
        initiator=caller,
        source_author=author,
        title=_title_of(answers),
        problem=answers.problem.strip(),
        submitted_at__gt=timezone.now() - ENTERED_TWICE,
    ).first()


def _title_of(answers: Answers) -> str:
    return (answers.title or answers.problem).strip()[:120]


def create_project(
    answers: Answers,
    *,
    initiator: User | None,
    organisation: Organisation | None = None,
    entered_by: User | None = None,
    author: str = "",
    source: str = "",
) -> Project:
    """The draft behind every way in: page, telephone, import and demo."""
    if not answers.problem.strip():
        raise ActError(_("Write what the problem or task is."), field="problem")
    project = Project.objects.create(
        title=_title_of(answers),
        slug=free_slug(
            answers.title or answers.problem,
            Project.objects.all(),
            longest=MAX_SLUG,
            otherwise="opgave",
            reserved=RESERVED_SLUGS,
        ),
        problem=answers.problem.strip(),
        route=answers.route,
        place=answers.place.text.strip(),
        postal_code=answers.place.postal_code,
        latitude=answers.place.latitude,
        longitude=answers.place.longitude,
        language=answers.language,
        initiator=initiator,
        initiator_organisation=organisation,
        entered_by=entered_by,
        source=source,
        source_author=author,
        template=_template_of(answers),
    )
    if answers.themes:
        set_themes(project, answers.themes)
    add_stakeholders(project, answers.stakeholders)
    for build in BUILDERS:
        build(project, answers.arena, initiator)
    return project


def _template_of(answers: Answers) -> ProjectTemplate | None:
    """What it was started from; none when that has gone meanwhile."""
    known = ProjectTemplate.objects.filter(pk=answers.template) if answers.template else None
    return known.first() if known else None


@transaction.atomic
def publish_project(project_id: int, *, by: User) -> Project:
    """Send a draft out as *søger parter*, or to the moderators if nobody knows its author."""
    project = lock_project(project_id)
    if project.phase != Phase.DRAFT:
        return project
    owner = project.initiator or by
    if by.pk not in {owner.pk, project.entered_by_id} and not by.is_staff:
        raise NotAllowed
    held = not (owner.is_trusted or by.is_trusted)
    project.phase = Phase.SEEKING
    project.phase_since = project.submitted_at = timezone.now()
    project.moderation = Moderation.HELD if held else Moderation.CLEAR
    project.contact = next_contact()
    project.first_reply_due = first_reply_deadline()
    project.published_at = None if held else project.submitted_at
    project.save()
    voice = "" if project.speaks_for_a_caller else voice_name(_first_party(project, owner), owner)
    action = "project.submitted" if held else "project.published"
    record(project, action, by=by, on_behalf_of=voice, route=project.route)
    emails.queue_project_received(project)
    return project


def _first_party(project: Project, owner: User) -> Party:
    organisation = project.initiator_organisation
    if organisation:
        mark_joined(organisation)
    return Party.objects.create(
        project=project,
        organisation=organisation,
        user=None if organisation else owner,
        status=PartyStatus.ACCEPTED,
        role_promise=RolePromise.COCREATE,
        accepted_at=timezone.now(),
        accepted_by=owner,
    )


def next_contact() -> User | None:
    """The intake person with the fewest opgaver that still wait for a first answer."""
    waiting = Count("contact_for", filter=Q(contact_for__first_replied_at=None))
    people = User.objects.filter(takes_intake=True, is_active=True).annotate(waiting=waiting)
    return people.order_by("waiting", "id").first()


@transaction.atomic
def change_project(
    project_id: int,
    *,
    by: User,
    party: Party | None = None,
    themes: Sequence[str] | None = None,
    was_shown: Mapping[str, str] | None = None,
    **fields: object,
) -> Project:
    """Mend title, problem, place or themes; None leaves the themes as they are.

    Every version stays in the history, a hidden one unseen. Refused (`newer_version`) where
    somebody else has changed the same field since `was_shown`.
    """
    project = lock_project(project_id)
    require(by, "projects.change_project", project)
    require_phase(project, "change")
    fields, themes = _settled(project, fields, themes, was_shown)
    before = {key: getattr(project, key) for key in fields}
    changed = {key: value for key, value in fields.items() if before[key] != value}
    rethemed = None if themes is None else set_themes(project, themes)
    if not changed and rethemed is None:
        return project
    for key, value in changed.items():
        setattr(project, key, value)
    if changed:
        project.words_learnt = False
        project.save(update_fields=[*changed, "words_learnt"])
    if rethemed:
        before["themes"], changed["themes"] = rethemed
    record(
        project,
        "project.changed",
        by=by,
        on_behalf_of=behalf(by, project, party),
        public=project.moderation != Moderation.HIDDEN,
        old={key: str(before[key] or "") for key in changed},
        new={key: str(value or "") for key, value in changed.items()},
    )
    return project


def _settled(
    project: Project,
    fields: dict[str, object],
    themes: Sequence[str] | None,
    was_shown: Mapping[str, str] | None,
) -> tuple[dict[str, object], Sequence[str] | None]:
    """What of it the person has changed, as far as nobody else has."""
    now = {name: getattr(project, name) for name in fields}
    now["themes"] = [theme.slug for theme in project.themes_in_order()] if was_shown else []
    said = fields if themes is None else fields | {"themes": list(themes)}
    kept = settled(said, now, was_shown)
    rethemed = kept.pop("themes", None)
    return kept, rethemed
