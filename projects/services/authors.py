"""Who is named as author of a solution: asked, and answered by themselves."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from projects import emails
from projects.enums import AuthorState
from projects.models import Project, Solution, SolutionAuthor
from projects.phases import require_phase
from projects.services.common import behalf, lock_solution
from samskabelse.history.services import record
from samskabelse.policy.reasons import require
from samskabelse.web.errors import ActError


@transaction.atomic
def ask_author(solution_id: int, user: User, *, by: User) -> SolutionAuthor:
    """An author asks somebody who speaks for a party to stand as author too.

    Who has said no is not asked again by others; they can write a version themselves.
    """
    solution = lock_solution(solution_id)
    require(by, "projects.ask_author", solution)
    require_phase(solution.project, "propose")
    if not solution.project.has_accepted_party_of(user):
        raise ActError(_("Only those who take part can be authors."), field="user")
    author, is_new = SolutionAuthor.objects.get_or_create(
        solution=solution,
        user=user,
        defaults={"asked_by": by, "asked_at": timezone.now()},
    )
    if is_new:
        _record(author, "author.asked", by, solution, public=False)
        emails.queue_author_asked(author)
    elif author.state in {AuthorState.DECLINED, AuthorState.LEFT}:
        raise ActError(_("%(name)s has said no.") % {"name": user.display_name}, field="user")
    return author


@transaction.atomic
def answer_authorship(author_id: int, *, by: User, accept: bool) -> SolutionAuthor:
    """Yes, name me; or no. Nobody is named before that, and a no is nobody else's business."""
    author, solution = lock_author(author_id)
    require(by, "projects.answer_authorship", author)
    wanted = AuthorState.ACCEPTED if accept else AuthorState.DECLINED
    if author.state == wanted:
        return author
    if author.state != AuthorState.ASKED:
        raise ActError(_("You have answered this already."), code="answered")
    require_phase(solution.project, "propose")
    _settle(author, wanted)
    _record(author, f"author.{wanted}", by, solution, public=accept)
    return author


@transaction.atomic
def leave_authorship(author_id: int, *, by: User) -> SolutionAuthor:
    """Take one's name off. What one wrote stays one's own in the versions."""
    author, solution = lock_author(author_id)
    require(by, "projects.answer_authorship", author)
    if author.state != AuthorState.ACCEPTED:
        return author
    _settle(author, AuthorState.LEFT)
    _record(author, "author.left", by, solution)
    return author


def lock_author(author_id: int) -> tuple[SolutionAuthor, Solution]:
    """The authorship and its solution, with the opgave locked."""
    solution_id = SolutionAuthor.objects.values_list("solution_id", flat=True).get(pk=author_id)
    solution = lock_solution(solution_id)
    return SolutionAuthor.objects.select_related("user").get(pk=author_id), solution


def _settle(author: SolutionAuthor, state: str) -> None:
    author.state = state
    author.answered_at = timezone.now()
    author.save(update_fields=["state", "answered_at"])


def _record(
    author: SolutionAuthor, action: str, by: User, solution: Solution, *, public: bool = True
) -> None:
    project: Project = solution.project
    record(
        project,
        action,
        by=by,
        on_behalf_of=behalf(by, project),
        public=public,
        title=solution.title,
        who=author.user.display_name,
        person=author.user_id,
        solution=solution.pk,
    )
