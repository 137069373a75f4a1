"""Pages about people and organisations."""

from django.urls import path

from participants.views import mandates, me, organisations, own_data, tokens

app_name = "participants"

urlpatterns = [
    path("min/", me.overview, name="me"),
    path("min/velkommen/", me.welcome, name="welcome"),
    path("min/profil/", me.profile, name="profile"),
    path("min/mails/", me.contact_choices, name="contact_choices"),
    path("min/mails/hoer-igen/", me.unmute, name="unmute"),
    path("min/sikkerhed/", me.security, name="security"),
    path("min/noegler/", tokens.tokens, name="tokens"),
    path("min/noegler/slet/", tokens.revoke, name="revoke_token"),
    path("min/oplysninger/", own_data.own_data, name="own_data"),
    path("min/oplysninger/hent/", own_data.download, name="download_data"),
    path("min/oplysninger/slet/", own_data.erase, name="erase"),
    path("parter/ny/", organisations.new, name="organisation_new"),
    path("parter/<slug:slug>/", organisations.detail, name="organisation"),
    path("parter/<slug:slug>/ret/", organisations.edit, name="organisation_edit"),
    path("parter/<slug:slug>/tal-for/", mandates.declare, name="mandate_declare"),
    path("parter/<slug:slug>/mandater/", mandates.of_organisation, name="mandates"),
    path("parter/mandat/<int:pk>/slut/", mandates.withdraw, name="mandate_withdraw"),
]
