"""The shared statement: read it, write the next version, compare two, object to a correction."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from projects.enums import Phase, RoundState
from projects.forms.common import try_act
from projects.forms.define import ContestForm, StatementForm
from projects.models import ConsentRound, Project, StatementVersion
from projects.models.contribution import key_of
from projects.phases import Situation, is_agreed
from projects.queries import first_text
from projects.queries_answers import with_first_answers
from projects.services.statement import contest_wording, propose_statement
from projects.views.actions import Viewer
from projects.views.page import act_page, load_project, project_context, require_perm, require_time
from samskabelse.web.errors import NotAllowed
from samskabelse.web.htmx import see_other
from samskabelse.web.numbers import whole_number
from samskabelse.web.paging import page_of

VERSIONS_PAGE = 5
AT_EACH_PARAGRAPH = 3


def statement(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version with what people wrote at each paragraph, and the versions before."""
    project = load_project(request, slug)
    now = Situation(project)
    page = page_of(versions_of(project), request.GET.get("page"), VERSIONS_PAGE)
    current = versions_of(project).first()
    asked = _last_round(current)
    context = project_context(
        project,
        "projects:define",
        viewer=Viewer(request.user, project, now),
        newest=current,
        paragraphs=_with_contributions(project, current) if current else [],
        page=page,
        round=asked,
        agreed=bool(asked) and is_agreed(now.parties, asked.said),
        is_open=bool(asked) and asked.state == RoundState.OPEN,
        first_text=first_text(project),
        may_write=project.phase == Phase.DEFINE,
    )
    return render(request, "projects/define/statement.html", context)


def versions_of(project: Project):
    return project.statement_versions.select_related("party__organisation", "party__user", "by")


def _last_round(current: StatementVersion | None) -> ConsentRound | None:
    if current is None:
        return None
    asked = current.rounds.select_related("statement_version").with_said().first()
    if asked and asked.state != RoundState.OPEN:
        with_first_answers([asked])
    return asked


def _with_contributions(project: Project, current: StatementVersion) -> list[dict]:
    """Each paragraph with the newest of what was written at it, in whichever version it stood."""
    keys = [key_of(paragraph) for paragraph in current.paragraphs]
    rows = project.contributions.filter(paragraph_key__in=set(keys)).newest_at_each(
        AT_EACH_PARAGRAPH
    )
    at: dict[str, list] = {}
    for row in rows.with_names():
        at.setdefault(row.paragraph_key, []).append(row)
    return [
        {
            "number": number,
            "text": paragraph,
            "contributions": at.get(key, []),
            "has_more": len(at.get(key, [])) == AT_EACH_PARAGRAPH,
        }
        for number, (paragraph, key) in enumerate(zip(current.paragraphs, keys, strict=True))
    ]


def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the next version. Whoever was slower sees the newer text beside what they wrote."""
    project = load_project(request, slug)
    require_perm(request, "projects.propose_statement", project)
    require_time(request, project, "define")
    current = versions_of(project).first()
    number = current.number if current else 0
    initial = {"text": current.text if current else "", "seen": number, "change": "meaning"}
    form = StatementForm(
        request.POST or None,
        project=project,
        user=request.user,
        initial=initial,
        is_first=current is None,
    )
    if request.method == "POST" and form.is_valid():
        act = partial(propose_statement, project.pk, by=request.user)
        version = try_act(form, lambda: act(**form.cleaned_data))
        if version:
            messages.success(request, _("Saved as version %(n)s.") % {"n": version.number})
            return see_other(request, "projects:statement", slug)
        current = versions_of(project).first()
    return _propose_page(request, project, form, current)


def _propose_page(request, project: Project, form, current) -> HttpResponse:
    """With the newer version, when there is one, and what differs between it and what was typed."""
    said = getattr(form, "cleaned_data", {})
    typed, seen = said.get("text", ""), said.get("seen")
    newer = current if current and seen is not None and seen != current.number else None
    if newer:
        form.data = form.data.copy()
        form.data["seen"] = newer.number
        if "change" not in form.fields:
            form.fields["change"] = StatementForm.base_fields["change"]
    context = {
        "project": project,
        "form": form,
        "current": current,
        "newer": newer,
        "typed": typed,
    }
    status = 422 if form.errors else 200
    return render(request, "projects/define/propose.html", context, status=status)


def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Any two versions, by default the newest with the one before. 0 is the initiator's text."""
    project = load_project(request, slug)
    current = versions_of(project).first()
    newest = current.number if current else 0
    to = _number(request.GET.get("til"), newest)
    from_ = _number(request.GET.get("fra"), max(to - 1, 0))
    found = {row.number: row for row in versions_of(project).filter(number__in=[from_, to])}
    texts = {number: row.text for number, row in found.items()} | {0: first_text(project)}
    context = project_context(
        project,
        "projects:define",
        old=texts.get(from_, ""),
        new=texts.get(to, ""),
        old_number=from_ if from_ in texts else 0,
        new_number=to if to in texts else 0,
        version=found.get(to),
        newest=newest,
    )
    return render(request, "projects/define/compare.html", context)


def _number(text: str | None, otherwise: int) -> int:
    number = whole_number(text)
    return otherwise if number is None else number


def contest(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that a correction of the wording is more than that."""
    project = load_project(request, slug)
    version = get_object_or_404(project.statement_versions, pk=pk)
    voice = project.party_of(request.user)
    if voice is None:
        raise NotAllowed
    return act_page(
        request,
        project,
        ContestForm(request.POST or None, project=project, user=request.user),
        partial(contest_wording, version.pk, by=request.user, party_id=voice.pk),
        done=_("It counts as a change of meaning. Everybody is asked again."),
        to="projects:statement",
        heading=_("Version %(number)s changes the meaning") % {"number": version.number},
        button=_("Object"),
        intro=_("Then all parties are asked again whether they consent."),
    )
