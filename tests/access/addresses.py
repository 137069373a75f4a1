"""What stands in each address of the site, and what its form is sent with."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from arenas.models import Minutes
from arenas.services.minutes import mark_of
from samskabelse.mail.enums import CHOOSABLE_TOPICS
from tests.access.api import API_ABOUT_A_PROJECT, API_FIELDS, API_PARTS
from tests.access.events import EVENT
from tests.access.meetings import DATES, DECISION, ITEM, MEETING, TASK
from tests.access.world import World
from tests.factories.design import PLAN

Args = list[Any]


def _written(minutes: Minutes) -> dict[str, str]:
    """The draft's form as it is sent by somebody who writes on, under the first item."""
    told = {}
    for number, row in enumerate(minutes.items.all()):
        key = row.agenda_item_id or 0
        told |= {
            f"said_{key}": row.said if number else "Vi talte længe.",
            f"parked_{key}": row.parked,
            f"seen_{key}": mark_of(row.said, row.parked),
        }
    return told


# Arguments of the names that take any but the opgave's slug. What takes none is not here.
ARGUMENTS: dict[str, Callable[[World], Args]] = {
    "openid_connect_login": lambda w: ["oidc"],
    "openid_connect_callback": lambda w: ["oidc"],
    "mfa_edit_webauthn": lambda w: [1],
    "mfa_remove_webauthn": lambda w: [1],
    "demo_step_in": lambda w: ["amina"],
    "mail:unsubscribe": lambda w: [w.unsubscribe],
    "mail:demo_mail": lambda w: [w.kept.pk],
    "mail:demo_html": lambda w: [w.kept.pk],
    "participants:organisation": lambda w: [w.organisation.slug],
    "participants:organisation_edit": lambda w: [w.organisation.slug],
    "participants:mandate_declare": lambda w: [w.organisation.slug],
    "participants:mandates": lambda w: [w.organisation.slug],
    "participants:mandate_withdraw": lambda w: [
        w.organisation.mandates.get(user=w.people["speaker"]).pk
    ],
    "projects:answer": lambda w: [w.token],
    "projects:delete_search": lambda w: [w.people["citizen"].saved_searches.get().pk],
    "arenas:reply": lambda w: [w.met.token],
    "arenas:feed": lambda w: [w.met.feed],
    "arenas:room": lambda w: [w.met.room.code],
    "arenas:room_qr": lambda w: [w.met.room.code],
    "arenas:room_point": lambda w: [w.met.room.code],
    "arenas:room_answer": lambda w: [w.met.room.code, w.met.round.pk],
    "arenas:room_news": lambda w: [w.met.room.key],
    "arenas:screen_news": lambda w: [w.met.room.key],
    "arenas:withdraw_event_paper": lambda w: [w.held.paper.pk],
    "arenas:hide_step": lambda w: [w.held.step.pk],
    "arenas:guest_steps": lambda w: [w.held.token],
    "arenas:event_attendance": lambda w: [w.held.begun.slug],
    "arenas:next_steps": lambda w: [w.held.begun.slug],
    **dict.fromkeys(
        [
            "arenas:event",
            "arenas:event_ics",
            "arenas:change_event",
            "arenas:publish_event",
            "arenas:cancel_event",
            "arenas:event_sign_up",
            "arenas:event_attend",
            "arenas:event_paper",
        ],
        lambda w: [w.held.coming.slug],
    ),
    "projects:question": lambda w: [1],
    "projects:elsewhere": lambda w: ["complaint"],
    "projects:template": lambda w: [w.template.pk],
    "projects:use_template": lambda w: [w.template.pk],
}
# The second argument of the names that take an opgave's slug and one thing in it.
PARTS: dict[str, Callable[[World], int | str]] = {
    "projects:describe_party": lambda w: w.party.pk,
    "projects:leave": lambda w: w.party.pk,
    "projects:answer_wish": lambda w: w.wish.pk,
    "projects:stakeholder": lambda w: w.stakeholder.pk,
    "projects:remove_stakeholder": lambda w: w.stakeholder.pk,
    "projects:invitation": lambda w: w.invitation.pk,
    "projects:send_again": lambda w: w.invitation.pk,
    "projects:take_back_invitations": lambda w: w.batch.pk,
    "projects:cancel_invitation": lambda w: w.invitation.pk,
    "projects:answer_role": lambda w: w.role.pk,
    "projects:end_role": lambda w: w.role.pk,
    "projects:pass_over": lambda w: w.answer.pk,
    **API_PARTS,
    "projects:write_view": lambda w: w.party.pk,
    "projects:view_versions": lambda w: w.party.pk,
    "projects:contest": lambda w: w.project.statement_versions.first().pk,
    "projects:contribute": lambda w: 0,
    "projects:answer_contribution": lambda w: w.contribution.pk,
    "projects:remove_resource": lambda w: w.resource.pk,
    "projects:take_resource": lambda w: w.resource.pk,
    "projects:release_resource": lambda w: w.resource.pk,
    "projects:solution": lambda w: w.designed.solution.pk,
    "projects:change_solution": lambda w: w.designed.solution.pk,
    "projects:solution_versions": lambda w: w.designed.solution.pk,
    "projects:rest_solution": lambda w: w.designed.other.pk,
    "projects:wake_solution": lambda w: w.designed.solution.pk,
    "projects:ask_author": lambda w: w.designed.solution.pk,
    "projects:answer_authorship": lambda w: w.designed.asked_author.pk,
    "projects:leave_authorship": lambda w: w.designed.own_author.pk,
    "projects:ask_choice": lambda w: w.designed.solution.pk,
    "projects:answer_said": lambda w: w.designed.said.pk,
    "projects:override_choice": lambda w: w.designed.choice.pk,
    "projects:reply_objection": lambda w: w.designed.objection.pk,
    "projects:minority": lambda w: w.designed.aside.pk,
    "projects:use_card": lambda w: "go_there",
    "projects:probe": lambda w: w.designed.probe.pk,
    "projects:change_probe": lambda w: w.designed.probe.pk,
    "projects:own_probe": lambda w: w.designed.probe.pk,
    "projects:start_probe": lambda w: w.designed.probe.pk,
    "projects:stop_probe": lambda w: w.designed.probe.pk,
    "projects:probe_lessons": lambda w: w.designed.stopped.pk,
    "projects:assignment": lambda w: w.offered.pk,
    "projects:assignment_calendar": lambda w: w.offered.pk,
    "projects:take_assignment": lambda w: w.offered.pk,
    "projects:answer_assignment": lambda w: w.asked.pk,
    "projects:withdraw_assignment": lambda w: w.asked.pk,
    "projects:answer_condition": lambda w: w.conditional.pk,
    "projects:follow_up": lambda w: w.taken.pk,
    "projects:finish_assignment": lambda w: w.taken.pk,
    "projects:release_assignment": lambda w: w.taken.pk,
    "projects:thank": lambda w: w.done.pk,
    "projects:describe_gain": lambda w: "cohesion",
    "projects:reply_finding": lambda w: "paid_work",
    "projects:weigh_finding": lambda w: "paid_work",
    "projects:answer_challenge": lambda w: w.project.challenges.get().pk,
    "projects:pulse": lambda w: w.project.pulses.get(key="meeting:1").pk,
}
PARTS |= {
    f"arenas:{name}": part
    for names, part in (
        (
            "arena change_arena ground_rules accept_rules advice ask_hat new_poll new_meeting",
            lambda w: w.met.arena.pk,
        ),
        ("answer_hat end_hat", lambda w: w.met.hat.pk),
        ("poll choose_date close_poll", lambda w: w.met.poll.pk),
        (
            "meeting ics change_meeting cancel_meeting attend guest paper add_item add_material",
            lambda w: w.met.meeting.pk,
        ),
        (
            "screen open_room close_room steer ask_room put_aside log_card written",
            lambda w: w.met.meeting.pk,
        ),
        (
            "attendance came_too minutes write_minutes send_minutes add_decision",
            lambda w: w.met.drafted.meeting_id,
        ),
        ("amend_minutes", lambda w: w.met.sent.meeting_id),
        ("change_decision remove_decision decision_task", lambda w: w.met.decision.pk),
        ("answer_amendment", lambda w: w.met.amendment.pk),
        ("withdraw_paper", lambda w: w.met.paper.pk),
        ("change_item move_item remove_item", lambda w: w.met.item.pk),
        ("remove_material", lambda w: w.met.material.pk),
    )
    for name in names.split()
}
# Names below /opgaver/<slug>/.
ABOUT_A_PROJECT = [
    "arenas:meetings",
    "arenas:new_arena",
    "projects:detail",
    "projects:history",
    "projects:edit",
    "projects:report",
    "projects:mute",
    "projects:first_reply",
    "projects:take_contact",
    "projects:parties",
    "projects:join",
    "projects:stakeholders",
    "projects:invite",
    "projects:invite_many",
    "projects:ask_role",
    "projects:offer_role",
    "projects:recipient",
    "projects:verdict",
    "projects:consent",
    "projects:open_round",
    "projects:withdraw_round",
    "projects:advance",
    "projects:override",
    "projects:reopen",
    "projects:close",
    *API_ABOUT_A_PROJECT,
    "projects:define",
    "projects:views",
    "projects:missing",
    "projects:frame",
    "projects:change_frame",
    "projects:statement",
    "projects:propose",
    "projects:compare",
    "projects:contributions",
    "projects:resources",
    "projects:design",
    "projects:propose_solution",
    "projects:deck",
    "projects:no_card",
    "projects:plan_probe",
    "projects:recommendations",
    "projects:recommend",
    "projects:implement",
    "projects:timeline",
    "projects:timeline_feed",
    "projects:follow",
    "projects:assignments",
    "projects:ask_assignment",
    "projects:balance",
    "projects:gains",
    "projects:answer_gains",
    "projects:fit",
    "projects:make_template",
    "projects:cocreation",
    "projects:challenge",
    "projects:honesty",
    "projects:declare_step",
    *PARTS,
]


def soon() -> str:
    return (timezone.localdate() + timedelta(days=30)).isoformat()


def plan_of(world: World) -> dict[str, Any]:
    """A small try that the association is asked to own."""
    today = timezone.localdate().isoformat()
    return PLAN | {"starts_on": today, "ends_on": soon(), "owner": world.party.pk}


# What the form of each page is sent with when somebody fills it in well.
FIELDS: dict[str, Callable[[World], dict[str, Any]]] = {
    "set_language": lambda w: {"language": "en", "next": "/"},
    "account_request_login_code": lambda w: {"email": "ny@mail.example"},
    "account_reset_password": lambda w: {"email": "ny@mail.example"},
    "account_password_sign_in": lambda w: {"login": "ny@mail.example", "password": "forkert"},
    "mail:unsubscribe": lambda w: {"stop": "topic"},
    "participants:welcome": lambda w: {
        "name": "Navn",
        "kind": "citizen",
        "acting": "myself",
        "language": "da",
    },
    "participants:profile": lambda w: {"name": "Navn", "kind": "citizen", "language": "da"},
    "participants:contact_choices": lambda w: {
        **dict.fromkeys(CHOOSABLE_TOPICS, "few"),
        "language": "da",
    },
    "participants:unmute": lambda w: {"scope": f"project:{w.project.pk}"},
    "participants:erase": lambda w: {"sure": "on"},
    "participants:tokens": lambda w: {"name": "Regnearket", "days": "30"},
    "participants:revoke_token": lambda w: {"key": "sam_0123456789a"},
    "participants:organisation_new": lambda w: {"name": "Havelauget", "kind": "association"},
    "participants:organisation_edit": lambda w: {"name": "Nyt navn", "kind": "association"},
    "participants:mandates": lambda w: {"email": "ny@mail.example", "what": "speak"},
    "arenas:reply": lambda w: {"svar": "yes"},
    "arenas:new_event": lambda w: EVENT,
    "arenas:change_event": lambda w: EVENT | {"reason": "Salen er optaget."},
    "arenas:cancel_event": lambda w: {"reason": "Sygdom."},
    "arenas:event_sign_up": lambda w: {
        "name": "Ny Nabo",
        "email": "ny@mail.example",
        "sector": "person",
    },
    "arenas:event_attend": lambda w: {"svar": "no"},
    "arenas:event_paper": lambda w: {"name": "Rigmor", "reach": "23 99", "sector": "person"},
    "arenas:event_attendance": lambda w: {"came": [w.held.begun.sign_ups.first().pk]},
    "arenas:next_steps": lambda w: {"text": "Jeg ringer til skolen"},
    "arenas:guest_steps": lambda w: {"text": "Jeg ringer til skolen"},
    "arenas:hide_step": lambda w: {"reason": "Et navn."},
    "arenas:renew_feed": lambda w: {"project": w.project.slug},
    "arenas:new_arena": lambda w: {"title": "Arbejdsgruppen"},
    "arenas:change_arena": lambda w: {"title": "Et andet navn"},
    "arenas:ground_rules": lambda w: {"text": "Man må skifte mening."},
    "arenas:accept_rules": lambda w: {"party": w.party.pk, "rules": w.met.arena.rules_now.pk},
    "arenas:ask_hat": lambda w: {"kind": "catalyst", "user": w.people["staff"].pk},
    "arenas:answer_hat": lambda w: {"svar": "yes"},
    "arenas:new_poll": lambda w: DATES,
    "arenas:poll": lambda w: {f"option_{o.pk}": "yes" for o in w.met.poll.options.all()},
    "arenas:choose_date": lambda w: {"option": w.met.poll.options.first().pk},
    "arenas:new_meeting": lambda w: MEETING,
    "arenas:change_meeting": lambda w: MEETING | {"reason": "Hallen er optaget."},
    "arenas:cancel_meeting": lambda w: {"reason": "Sygdom."},
    "arenas:attend": lambda w: {"svar": "yes"},
    "arenas:guest": lambda w: {"name": "Ny Nabo", "email": "ny@mail.example"},
    "arenas:paper": lambda w: {"name": "Rigmor", "reach": "23 99 88 77"},
    "arenas:attendance": lambda w: {
        f"kom_{row.pk}": "absent" for row in w.met.drafted.meeting.sign_ups.all()
    },
    "arenas:came_too": lambda w: {"name": "Gitte Gik Forbi", "reach": "23 99 88 77"},
    "arenas:write_minutes": lambda w: _written(w.met.drafted),
    "arenas:amend_minutes": lambda w: {
        "about": f"i{w.met.sent.items.first().pk}",
        "text": "Det var i juni.",
    },
    "arenas:answer_amendment": lambda w: {"accept": "no", "text": "", "answer": "Vi hørte maj."},
    "arenas:add_decision": lambda w: DECISION,
    "arenas:change_decision": lambda w: DECISION,
    "arenas:decision_task": lambda w: TASK,
    "arenas:add_item": lambda w: ITEM,
    "arenas:change_item": lambda w: ITEM,
    "arenas:move_item": lambda w: {"way": "up"},
    "arenas:add_material": lambda w: {"title": "Kort", "url": "https://nordager.example/kort"},
    "arenas:enter_room": lambda w: {"code": w.met.room.code},
    "arenas:room": lambda w: {"name": "Ny Nabo", "comes_for": "Gaden"},
    "arenas:room_point": lambda w: {"text": "Hvor er de unge?", "key": str(w.met.room.key)},
    "arenas:room_answer": lambda w: {"text": "Lys"},
    "arenas:steer": lambda w: {"do": "spoke", "party": w.party.pk, "times": "1"},
    "arenas:ask_room": lambda w: {"kind": "consent", "text": "Vi prøver i en måned"},
    "arenas:put_aside": lambda w: {"text": "Parkering", "key": str(w.met.room.key)},
    "arenas:log_card": lambda w: {
        "happened": "Vi stregede ud",
        "changed": "Intet",
        "drawn": w.met.room.cards.first().pk,
    },
    "projects:answer": lambda w: {"svar": "yes"},
    "projects:start": lambda w: {"kind": "shared"},
    "projects:question": lambda w: {
        "title": "Lys på stien",
        "problem": "Der er mørkt.",
        "route": "citizen",
    },
    "projects:autosave": lambda w: {"number": "1", "title": "Lys på stien"},
    "projects:save_search": lambda w: {"q": "lys"},
    "projects:enter": lambda w: {
        "title": "Lys",
        "problem": "Der er mørkt.",
        "name": "Knud",
        "route": "citizen",
    },
    "projects:edit": lambda w: {"title": "Nyt navn", "problem": "Mere om det."},
    "projects:report": lambda w: {"reason": "Der står et navn."},
    "projects:mute": lambda w: {"mute": "yes"},
    "projects:first_reply": lambda w: {"text": "Tak, vi ser på det."},
    "projects:join": lambda w: {"note": "Jeg har en trailer."},
    "projects:stakeholders": lambda w: {"label": "Hundeejerne"},
    "projects:invite": lambda w: {
        "name": "Ny",
        "email": "ny@mail.example",
        "why_you": "Du bor der.",
        "role_promise": "cocreate",
        "language": "da",
    },
    "projects:invite_many": lambda w: {
        "rows": "ny@mail.example; Ny Nabo",
        "why_you": "Du bor der.",
        "role_promise": "cocreate",
        "confirm": "1",
    },
    "projects:ask_role": lambda w: {"kind": "facilitator", "user": w.people["staff"].pk},
    "projects:offer_role": lambda w: {"kind": "convener"},
    "projects:recipient": lambda w: {
        "body": "Byrådet",
        "name": "Rita",
        "email": "rita@mail.example",
        "due": soon(),
    },
    "projects:verdict": lambda w: {"verdict": "partly", "reasons": "Halvdelen."},
    "projects:consent": lambda w: {"position": "consent", "answer": str(w.answer.pk)},
    "projects:override": lambda w: {"reason": "Det haster.", "phase": w.project.phase},
    "projects:reopen": lambda w: {"reason": "Det var noget andet."},
    "projects:close": lambda w: {
        "outcome": "anchored",
        "owner": "Skolen",
        "lessons": "Spørg først.",
    },
    "projects:propose_solution": lambda w: {"title": "Bænk", "idea": "En bænk"},
    "projects:solution": lambda w: {"kind": "concern", "text": "Larm"},
    "projects:change_solution": lambda w: {
        "title": "Bænk",
        "idea": "To bænke",
        "change": "Flere kan sidde",
        "base": "1",
    },
    "projects:rest_solution": lambda w: {"reason": "Til foråret"},
    "projects:ask_author": lambda w: {"user": w.people["committer"].pk},
    "projects:answer_authorship": lambda w: {"svar": "yes"},
    "projects:answer_said": lambda w: {"answer": "Vi lukker kl. 22"},
    "projects:override_choice": lambda w: {"reason": "Fristen"},
    "projects:reply_objection": lambda w: {"reply": "Vi lukker kl. 22"},
    "projects:minority": lambda w: {"text": "For dyrt"},
    "projects:use_card": lambda w: {
        "used_on": timezone.localdate().isoformat(),
        "happened": "Vi gik derhen",
        "changed": "Intet",
    },
    "projects:no_card": lambda w: {"reason": "Vi er nye"},
    "projects:plan_probe": plan_of,
    "projects:change_probe": plan_of,
    "projects:own_probe": lambda w: {"answer": "yes"},
    "projects:stop_probe": lambda w: {"ending": "given_up", "reason": "Nok"},
    "projects:probe_lessons": lambda w: {"learnt": "Spørg først"},
    "projects:recommend": lambda w: {"text": "Gør det", "due": soon()},
    "projects:follow": lambda w: {"follow": "yes"},
    "projects:ask_assignment": lambda w: {
        "what": "Kom til to fredage og lyt",
        "why": "Vi hører det kun her.",
        "open_to_taker": "Hvilke fredage",
        "whom": "all",
        "paid_today": "no",
    },
    "projects:take_assignment": lambda w: {"alone": "on"},
    "projects:answer_assignment": lambda w: {"reply": "if", "condition": "Hvis I henter mig"},
    "projects:answer_condition": lambda w: {"accept": "yes", "note": "Ja"},
    "projects:follow_up": lambda w: {"choice": "missing", "words": "En nøgle"},
    "projects:finish_assignment": lambda w: {"word": "Det gik godt."},
    "projects:release_assignment": lambda w: {"word": "Det blev for meget."},
    "projects:thank": lambda w: {"words": "Tak for det."},
    "projects:describe_gain": lambda w: {"measure": "Hvem hilser", "baseline": "4"},
    "projects:answer_gains": lambda w: {"cohesion_measured": "12", "cohesion_words": "Flere."},
    "projects:fit": lambda w: {"choice": "add", "words": "Naboerne"},
    "projects:reply_finding": lambda w: {"text": "Det gør vi ikke."},
    "projects:weigh_finding": lambda w: {"stance": "dispute", "text": "Det er vi uenige i."},
    "projects:challenge": lambda w: {"text": "Vi hørte det i avisen."},
    "projects:answer_challenge": lambda w: {"answer": "Ja, for I kan ændre alt."},
    "projects:honesty": lambda w: {
        "gate": "closed",
        "chosen_before": "no",
        "fixed_alone": "no",
        "to_save": "unknown",
    },
    "projects:declare_step": lambda w: {"step": "4"},
    "projects:pulse": lambda w: {
        "could_change": "yes",
        "was_decided": "no",
        "was_answered": "partly",
    },
    "projects:make_template": lambda w: {"title": "Fester for alle", "problem": "Det er svært."},
    "projects:describe_party": lambda w: {"brings": "En trailer", "needs": ""},
    "projects:leave": lambda w: {"reason": "other"},
    "projects:answer_wish": lambda w: {"welcome": "yes"},
    "projects:stakeholder": lambda w: {"label": "De unge", "motivation": "Fest"},
    "projects:invitation": lambda w: {"svar": "yes"},
    "projects:answer_role": lambda w: {"svar": "yes"},
    **API_FIELDS,
    "projects:write_view": lambda w: {
        "sees": "Vi ser det her.",
        "feels": "",
        "unknown": "",
        "share": "1",
    },
    "projects:propose": lambda w: {"text": "Et andet problem.", "change": "meaning", "seen": "1"},
    "projects:contest": lambda w: {"reason": "Det er nyt."},
    "projects:contribute": lambda w: {"kind": "question", "text": "Hvem betaler?"},
    "projects:answer_contribution": lambda w: {"answer": "Det gør vi sammen."},
    "projects:resources": lambda w: {
        "owner": w.party.pk,
        "direction": "need",
        "kind": "room",
        "what": "Et lokale",
        "counterpart": "",
    },
    "projects:change_frame": lambda w: {"known": "Det er mørkt.", "seen": "1"},
}


def arguments(name: str, world: World) -> Args:
    """What the pattern of this name wants, from the fixture world."""
    if name in ABOUT_A_PROJECT:
        part = [PARTS[name](world)] if name in PARTS else []
        return [world.project.slug, *part]
    if name.startswith("admin:"):
        return admin_arguments(name, world)
    return ARGUMENTS[name](world) if name in ARGUMENTS else []


def admin_arguments(name: str, world: World) -> Args:
    page = name.removeprefix("admin:")
    if page == "app_list":
        return ["projects"]
    if page == "view_on_site":
        return [0, 1]  # no kind of thing has this number
    own = {
        "projects_project": world.project.pk,
        "projects_report": world.report.pk,
        "projects_contribution": world.contribution.pk,
    }
    model, _, act = page.rpartition("_")
    if model in own and act in {"approve", "hide", "show", "close"}:
        return [own[model]]
    if act in {"change", "history", "delete"} and page.count("_") == 2:
        rows = apps.get_model(model.replace("_", "."))._base_manager.order_by("pk")
        first = rows.values_list("pk", flat=True).first()
        return [own.get(model) or first or 1]
    return []


def url_of(name: str, world: World) -> str:
    return reverse(name, args=arguments(name, world))


def fields_of(name: str, world: World) -> dict[str, Any]:
    return FIELDS[name](world) if name in FIELDS else {}
