"""Every act that is recorded can be told, with every fact in words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from projects.enums import Answer, JoinState, Phase, Position, ReportState, RoleState
from projects.services import consent, invitations, moderation, moving, parties, roles
from projects.services.subjects import ACTIONS, ROUND_ACTS
from samskabelse.history.models import Entry
from samskabelse.history.sentences import SENTENCES, register, sentence_for
from tests.factories.people import AdministratorFactory, UserFactory
from tests.factories.projects import asked, invited, team_in

SAID = [Position.CONSENT, Position.STAND_ASIDE, Position.OBJECTION, Position.PASSED_OVER]
# What the services put into f"consent.{...}", by what stands before the brace.
COMPLETIONS = {
    "author.": ["accepted", "declined"],
    "finding.": ["replied", "accepted", "disputed"],
    "hat.": ["accepted", "declined"],
    "sign_up.": ["seated", "waiting", "declined"],
    "assignment.": [
        "offered",
        "asked",
        "withdrawn",
        "expired",
        "accepted",
        "declined",
        "conditional",
        "condition_accepted",
        "condition_refused",
        "taken",
        "moved",
        "missing_told",
        "done",
        "released",
        "thanked",
    ],
    "team.": ["keep", "add"],
    "invitation.": ["accepted", "considering", "declined"],
    "report.": [ReportState.UPHELD, ReportState.DISMISSED],
    "role.": [RoleState.ACCEPTED, RoleState.DECLINED],
    "wish.": [JoinState.WELCOMED, JoinState.DECLINED],
}
# What `action_about` can answer, whatever the parties are asked about.
ABOUT = [
    *(f"{rounds}.{act}" for rounds, _answers in ACTIONS.values() for act in ROUND_ACTS),
    *(f"{answers}.{said}" for _rounds, answers in ACTIONS.values() for said in SAID),
]
APPS = ["arenas", "participants", "projects", "samskabelse/mail"]


def service_files() -> list[Path]:
    return [
        path
        for app in APPS
        for path in [
            *(settings.BASE_DIR / app).glob("services.py"),
            *(settings.BASE_DIR / app).glob("services/*.py"),
        ]
    ]


def recorded_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _name(call).endswith("record"):
                    yield from _actions(call.args[1], function)


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _actions(node: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """The strings an argument can be: as it stands, of two, put together, or from a variable."""
    match node:
        case ast.Constant(value=str(action)):
            yield action
        case ast.IfExp(body=body, orelse=orelse):
            yield from _actions(body, function)
            yield from _actions(orelse, function)
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), _]):
            yield from (f"{start}{end}" for end in COMPLETIONS[start])
        case ast.Name(id=name) if name not in {argument.arg for argument in function.args.args}:
            for step in ast.walk(function):
                if isinstance(step, ast.Assign) and getattr(step.targets[0], "id", None) == name:
                    yield from _actions(step.value, function)
        case ast.Call(func=ast.Name(id="action_about")) | ast.Name():
            pass  # looked at below, or handed to a helper whose callers are looked at
        case _:
            pytest.fail(f"cannot read the action in {ast.unparse(node)}")


def test_every_recorded_action_has_a_sentence() -> None:
    recorded = {action for path in service_files() for action in recorded_in(path)} | set(ABOUT)
    assert len(recorded) > 50
    assert recorded - set(SENTENCES) == set()


def test_every_sentence_has_its_danish() -> None:
    """Written out, not left in English; "%" and placeholders survive."""
    from_us = [s for action, s in SENTENCES.items() if not action.startswith("mail.")]
    with translation.override("da"):
        danish = {str(sentence) for sentence in from_us}
    with translation.override("en"):
        english = {str(sentence) for sentence in from_us}
    assert danish & english == set()


def told(action: str, **data: object) -> str:
    return sentence_for(Entry(action=action, data=data))


@pytest.mark.parametrize(
    ("action", "data", "english", "danish"),
    [
        (
            "project.advanced",
            {"old": "seeking", "to": "define"},
            "moved the project from “Seeking parties” to “Define” with the parties’ consent",
            "flyttede opgaven fra ”Søger parter” til ”Definere” med parternes samtykke",
        ),
        ("invitation.sent", {"who": ""}, "invited a person", "inviterede en person"),
        (
            "recipient.named",
            {"body": "Byrådet", "due": "2026-06-01"},
            "named Byrådet as decision recipient, with answer deadline 1 June 2026",
            "udpegede Byrådet som beslutningsmodtager med svarfrist 1. juni 2026",
        ),
        (
            "party.left",
            {"reason": "time"},
            "left the project: we do not have the time",
            "forlod opgaven: vi har ikke tid",
        ),
        ("party.left", {}, "left the project: …", "forlod opgaven: …"),
        (
            "role.accepted",
            {"role": "baker"},
            "said yes to being baker",
            "sagde ja til at være baker",
        ),
        (
            "minutes.sent",
            {"title": "Torvet", "decisions": 1},
            "sent the minutes of “Torvet”, with 1 decision",
            "sendte referatet af ”Torvet” med 1 beslutning",
        ),
        (
            "invitations.sent",
            {"n": 2},
            "invited 2 people and organisations",
            "inviterede 2 personer og organisationer",
        ),
        (
            "invitations.taken_back",
            {"n": 1},
            "took 1 invitation back before the mails left",
            "tog 1 invitation tilbage, før mailene blev sendt",
        ),
        ("long.gone", {}, "long.gone", "long.gone"),
    ],
)
def test_an_entry_in_words(action: str, data: dict, english: str, danish: str) -> None:
    with translation.override("en"):
        assert told(action, **data) == english
    with translation.override("da"):
        assert told(action, **data) == danish


@pytest.mark.django_db
def test_a_whole_story_reads_without_gaps() -> None:
    """Through most acts: no fact missing, no code shown raw."""
    team = team_in(Phase.CLOSED)
    project, admin = team.project, AdministratorFactory()
    moving.reopen_project(project.pk, by=team.committer, reason="Det var støjen")
    round_ = asked(team)
    answer = round_.answers.get(party=team.association)
    consent.give_consent(answer.pk, "objection", by=team.committer, reason="Vi mangler de unge")
    consent.withdraw_round(round_.pk, by=team.convener)
    moving.override_gate(project.pk, by=team.facilitator, reason="Fristen")
    first = invited(project, UserFactory())
    invitations.send_again(first.pk, by=team.convener)
    invitations.cancel_invitation(first.pk, by=team.convener)
    wish = parties.ask_to_join(project.pk, by=UserFactory(), organisation=None, note="Kaffe")
    parties.answer_wish(wish.pk, by=team.convener, welcome=False, note="Vi er mange")
    roles.end_role(project.roles.get(kind="facilitator").pk, by=team.facilitator)
    parties.leave_project(team.association.pk, by=team.committer, reason="disagree")
    report = moderation.report_project(project.pk, by=UserFactory(), reason="Grimt")
    moderation.close_report(report.pk, by=admin, upheld=True, answer="Ja")
    moderation.hide_project(project.pk, by=admin, reason="Et navn")
    moderation.show_project(project.pk, by=admin)
    codes = {*Phase.values[1:], *Answer.values, "anchored", "convener", "disagree"}
    for language in ("da", "en"):
        with translation.override(language):
            lines = [(entry.action, sentence_for(entry)) for entry in Entry.objects.all()]
        assert [line for line in lines if "…" in line[1] or line[0] == line[1]] == []
        if language == "da":
            words = {word.strip("”:.,") for _action, line in lines for word in line.split()}
            assert words & (codes - {"no"}) == set()


def test_a_sentence_cannot_be_registered_twice() -> None:
    with pytest.raises(ValueError, match=r"project\.shown"):
        register({"project.shown": "did something else"})
