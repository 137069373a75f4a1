"""Make a skabelon of a closed opgave: what can be reused, and nobody's name."""

import re
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects.models import Party, Project, ProjectTemplate
from projects.phases import require_phase
from projects.services.common import behalf, lock_project
from projects.services.stakeholders import StakeholderRow
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError

# An address, or eight digits as a telephone number is written.
REACH = re.compile(r"\S+@\S+\.\w+|(?<!\d)(?:\+45\s?)?\d{2}(?:[ .-]?\d{2}){3}(?!\d)")
GROUP_FIELDS = ("label", "organisation_kind", "is_affected", "is_unobvious", "motive")


@dataclass(frozen=True)
class Reusable:
    """What a template says. Each text is the maker's to mend before others see it."""

    title: str
    problem: str
    groups: list[StakeholderRow] = field(default_factory=list)
    needs: str = ""
    offers: str = ""
    arena_kind: str = ""
    arena_frame: str = ""
    frame: str = ""

    @classmethod
    def of(cls, template: ProjectTemplate) -> "Reusable":
        """What a template says now."""
        rows = [StakeholderRow(**row) for row in template.groups]
        texts = ("title", "problem", "needs", "offers", "arena_kind", "arena_frame", "frame")
        return cls(groups=rows, **{name: getattr(template, name) for name in texts})

    @property
    def texts(self) -> dict[str, str]:
        names = ("title", "problem", "needs", "offers", "arena_frame", "frame")
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def make_template(
    project_id: int, content: Reusable, *, by: User, party: Party | None = None
) -> ProjectTemplate:
    """A party lets others start from a closed opgave. A second time it mends what is there.

    Names of people, addresses and telephone numbers are refused: who was asked to take part here
    has not been asked to stand in the next town's template.
    """
    project = lock_project(project_id)
    require(by, "projects.make_template", project)
    require_phase(project, "make_template")
    _check(project, content)
    told = content.texts | {
        "arena_kind": content.arena_kind,
        "groups": [{name: getattr(row, name) for name in GROUP_FIELDS} for row in content.groups],
    }
    known = ProjectTemplate.objects.filter(project=project).first()
    if known and all(getattr(known, name) == value for name, value in told.items()):
        return known
    template = known or ProjectTemplate(project=project, made_by=by, made_at=timezone.now())
    for name, value in told.items():
        setattr(template, name, value)
    template.save()
    record(
        project,
        "template.made",
        by=by,
        on_behalf_of=behalf(by, project, party),
        template=template.pk,
    )
    return template


def _check(project: Project, content: Reusable) -> None:
    for name in ("title", "problem"):
        if not getattr(content, name).strip():
            raise ActError(_("Write something for others to start from."), field=name)
    names = names_in(project)
    for name, text in content.texts.items():
        refuse_personal(text, names, field=name)
    for row in content.groups:
        refuse_personal(row.label, names, field="groups")


def refuse_personal(text: str, names: set[str], *, field: str) -> None:
    """ActError at `field` when the text names somebody or tells how to reach them."""
    found = REACH.search(text)
    if found:
        raise ActError(
            _("“%(text)s” looks like an address or a telephone number. Leave it out.")
            % {"text": found[0]},
            field=field,
        )
    lowered = text.casefold()
    named = next((name for name in sorted(names) if name.casefold() in lowered), "")
    if named:
        raise ActError(
            _("The text names %(name)s. Leave people and parties out.") % {"name": named},
            field=field,
        )


def names_in(project: Project) -> set[str]:
    """Names of people and organisations that have to do with an opgave."""
    mine = (
        Q(parties__project=project)
        | Q(project_roles__project=project)
        | Q(initiated_projects=project)
        | Q(assignments__project=project)
    )
    names = set(User.objects.filter(mine).distinct().values_list("name", flat=True))
    parties = project.parties.filter(organisation__isnull=False)
    names |= set(parties.values_list("organisation__name", flat=True))
    for party in project.parties.active().with_names():
        names |= {person.name for person in party.committers()}
    names |= set(project.invitations.values_list("name", flat=True))
    return {name for name in names | {project.recipient_name} if len(name) > 2}


def suggestion(project: Project) -> Reusable:
    """What a template of this opgave could say, already without whatever names somebody."""
    names = names_in(project)
    arena = getattr(project, "arena", None)
    parties = list(project.parties.active())
    rows = [
        StakeholderRow(**{name: getattr(row, name) for name in GROUP_FIELDS})
        for row in project.stakeholders.all()[:50]
    ]
    return Reusable(
        title=project.title,
        problem="\n\n".join(_impersonal(project.problem.split("\n\n"), names)),
        groups=[row for row in rows if _impersonal([row.label], names)],
        needs="\n".join(_impersonal([party.needs for party in parties], names))[:1000],
        offers="\n".join(_impersonal([party.brings for party in parties], names))[:1000],
        arena_kind=arena.kind if arena else "",
        arena_frame="\n".join(_impersonal([arena.frame], names)) if arena else "",
        frame="\n\n".join(_impersonal([project.lessons], names))[:2000],
    )


def _impersonal(texts: list[str], names: set[str]) -> list[str]:
    kept = []
    for text in texts:
        try:
            refuse_personal(text, names, field="")
        except ActError:
            continue
        if text.strip():
            kept.append(text.strip())
    return list(dict.fromkeys(kept))


def draft_answers(template: ProjectTemplate) -> dict[str, object]:
    """The answers of a draft that begins from a template, as the raise pages keep them."""
    groups = [
        {
            "label": row["label"],
            "organisation_kind": row["organisation_kind"],
            "is_affected": "on" if row["is_affected"] else "",
            "is_unobvious": "on" if row["is_unobvious"] else "",
            "motive": row["motive"],
            "motivation": "",
        }
        for row in template.groups
    ]
    return {
        "template": template.pk,
        "problem": {"title": template.title, "problem": template.problem},
        "who": groups,
        "arena": {"kind": template.arena_kind, "frame": template.arena_frame},
    }
