"""Pages about opgaver. The answer from a mail has the shortest address: it is read on phones."""

from django.urls import path

from projects.views import (
    answering,
    consent,
    detail,
    invitations,
    listing,
    moving,
    parties,
    people,
    raising,
    staff,
    stakeholders,
)

app_name = "projects"

urlpatterns = [
    path("svar/<str:token>/", answering.answer, name="answer"),
    path("indbakke/", staff.inbox, name="inbox"),
    path("opgaver/", listing.project_list, name="list"),
    path("opgaver/ny/", raising.start, name="start"),
    path("opgaver/ny/<int:number>/", raising.question, name="question"),
    path("opgaver/ny/gem/", raising.autosave, name="autosave"),
    path("opgaver/ny/ligner/", raising.similar, name="similar"),
    path("opgaver/ny/slet/", raising.drop_draft, name="drop_draft"),
    path("opgaver/ny/send/", raising.review, name="review"),
    path("opgaver/ny/for-en-anden/", staff.enter, name="enter"),
    path("opgaver/ny/andet/<str:kind>/", raising.elsewhere, name="elsewhere"),
    path("opgaver/<slug:slug>/", detail.overview, name="detail"),
    path("opgaver/<slug:slug>/historik/", detail.history, name="history"),
    path("opgaver/<slug:slug>/ret/", detail.edit, name="edit"),
    path("opgaver/<slug:slug>/anmeld/", detail.report, name="report"),
    path("opgaver/<slug:slug>/mails/", detail.mute, name="mute"),
    path("opgaver/<slug:slug>/foerste-svar/", staff.first_reply, name="first_reply"),
    path("opgaver/<slug:slug>/kontakt/", staff.take_contact, name="take_contact"),
    path("opgaver/<slug:slug>/parter/", parties.party_list, name="parties"),
    path("opgaver/<slug:slug>/parter/<int:pk>/", parties.describe, name="describe_party"),
    path("opgaver/<slug:slug>/parter/<int:pk>/forlad/", parties.leave, name="leave"),
    path("opgaver/<slug:slug>/vaer-med/", parties.join, name="join"),
    path("opgaver/<slug:slug>/vaer-med/<int:pk>/", parties.answer_wish, name="answer_wish"),
    path("opgaver/<slug:slug>/interessenter/", stakeholders.stakeholder_list, name="stakeholders"),
    path(
        "opgaver/<slug:slug>/interessenter/<int:pk>/", stakeholders.change, name="stakeholder"
    ),
    path(
        "opgaver/<slug:slug>/interessenter/<int:pk>/fjern/",
        stakeholders.remove,
        name="remove_stakeholder",
    ),
    path("opgaver/<slug:slug>/inviter/", invitations.invite, name="invite"),
    path("opgaver/<slug:slug>/inviter/mange/", invitations.invite_many, name="invite_many"),
    path("opgaver/<slug:slug>/invitationer/<int:pk>/", answering.invitation, name="invitation"),
    path(
        "opgaver/<slug:slug>/invitationer/<int:pk>/igen/",
        invitations.send_again,
        name="send_again",
    ),
    path(
        "opgaver/<slug:slug>/invitationer/<int:pk>/annuller/",
        invitations.cancel,
        name="cancel_invitation",
    ),
    path("opgaver/<slug:slug>/roller/spoerg/", people.ask_role, name="ask_role"),
    path("opgaver/<slug:slug>/roller/tilbyd/", people.offer_role, name="offer_role"),
    path("opgaver/<slug:slug>/roller/<int:pk>/svar/", people.answer_role, name="answer_role"),
    path("opgaver/<slug:slug>/roller/<int:pk>/slut/", people.end_role, name="end_role"),
    path("opgaver/<slug:slug>/modtager/", people.recipient, name="recipient"),
    path("opgaver/<slug:slug>/svar/", people.verdict, name="verdict"),
    path("opgaver/<slug:slug>/samtykke/", consent.consent, name="consent"),
    path("opgaver/<slug:slug>/samtykke/spoerg/", consent.open_round, name="open_round"),
    path("opgaver/<slug:slug>/samtykke/traek/", consent.withdraw_round, name="withdraw_round"),
    path("opgaver/<slug:slug>/samtykke/<int:pk>/forbi/", consent.pass_over, name="pass_over"),
    path("opgaver/<slug:slug>/videre/", moving.advance, name="advance"),
    path("opgaver/<slug:slug>/videre/alligevel/", moving.override, name="override"),
    path("opgaver/<slug:slug>/genaabn/", moving.reopen, name="reopen"),
    path("opgaver/<slug:slug>/luk/", moving.close, name="close"),
]
