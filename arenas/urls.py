"""Pages about arenas and meetings."""

from django.urls import path

from arenas.views import (
    agenda,
    answering,
    arena,
    dates,
    event_acts,
    event_feeds,
    event_seats,
    events,
    feeds,
    hats,
    meetings,
    signing_up,
)

app_name = "arenas"

ARENA = "opgaver/<slug:slug>/arenaer/<int:pk>/"
MEETING = "opgaver/<slug:slug>/moeder/<int:pk>/"
EVENT = "arrangementer/<slug:slug>/"
POLL = "opgaver/<slug:slug>/datoer/<int:pk>/"

urlpatterns = [
    path("opgaver/<slug:slug>/moeder/", arena.meetings, name="meetings"),
    path("opgaver/<slug:slug>/arenaer/ny/", arena.new_arena, name="new_arena"),
    path(ARENA, arena.arena, name="arena"),
    path(f"{ARENA}ret/", arena.change_arena, name="change_arena"),
    path(f"{ARENA}spilleregler/", arena.ground_rules, name="ground_rules"),
    path(f"{ARENA}spilleregler/ja/", arena.accept_rules, name="accept_rules"),
    path(f"{ARENA}raad/", hats.advice, name="advice"),
    path(f"{ARENA}hatte/", hats.ask_hat, name="ask_hat"),
    path("opgaver/<slug:slug>/hatte/<int:pk>/svar/", hats.answer_hat, name="answer_hat"),
    path("opgaver/<slug:slug>/hatte/<int:pk>/af/", hats.end_hat, name="end_hat"),
    path(f"{ARENA}find-dato/", dates.new_poll, name="new_poll"),
    path(POLL, dates.poll, name="poll"),
    path(f"{POLL}vaelg/", dates.choose_date, name="choose_date"),
    path(f"{POLL}luk/", dates.close_poll, name="close_poll"),
    path(f"{ARENA}indkald/", meetings.new_meeting, name="new_meeting"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}moede.ics", meetings.ics, name="ics"),
    path(f"{MEETING}ret/", meetings.change_meeting, name="change_meeting"),
    path(f"{MEETING}aflys/", meetings.cancel_meeting, name="cancel_meeting"),
    path(f"{MEETING}kommer/", signing_up.attend, name="attend"),
    path(f"{MEETING}tilmeld/", signing_up.guest, name="guest"),
    path(f"{MEETING}papir/", signing_up.paper, name="paper"),
    path(
        "opgaver/<slug:slug>/tilmeldinger/<int:pk>/afmeld/",
        signing_up.withdraw_paper,
        name="withdraw_paper",
    ),
    path(f"{MEETING}punkt/", agenda.add_item, name="add_item"),
    path(f"{MEETING}materiale/", agenda.add_material, name="add_material"),
    path("opgaver/<slug:slug>/punkter/<int:pk>/", agenda.change_item, name="change_item"),
    path("opgaver/<slug:slug>/punkter/<int:pk>/flyt/", agenda.move_item, name="move_item"),
    path("opgaver/<slug:slug>/punkter/<int:pk>/fjern/", agenda.remove_item, name="remove_item"),
    path(
        "opgaver/<slug:slug>/materialer/<int:pk>/fjern/",
        agenda.remove_material,
        name="remove_material",
    ),
    path("moeder/svar/<str:token>/", answering.reply, name="reply"),
    path("min/kalender/", feeds.feeds, name="feeds"),
    path("min/kalender/ny/", feeds.renew_feed, name="renew_feed"),
    path("kalender/<str:token>.ics", feeds.feed, name="feed"),
    path("arrangementer/", events.events, name="events"),
    path("arrangementer.rss", event_feeds.rss, name="events_rss"),
    path("arrangementer.json", event_feeds.json_feed, name="events_json"),
    path("arrangementer.ics", event_feeds.calendar, name="events_ics"),
    path("arrangementer/indlejret/", event_feeds.embedded, name="events_embedded"),
    path("arrangementer/aarshjul/", events.year_wheel, name="year_wheel"),
    path("arrangementer/nyt/", event_acts.new_event, name="new_event"),
    path(
        "arrangementer/tilmeldinger/<int:pk>/afmeld/",
        event_acts.withdraw_paper,
        name="withdraw_event_paper",
    ),
    path("arrangementer/skridt/<int:pk>/skjul/", event_acts.hide_step, name="hide_step"),
    path(EVENT, events.event, name="event"),
    path(f"{EVENT}arrangement.ics", event_feeds.ics, name="event_ics"),
    path(f"{EVENT}ret/", event_acts.change_event, name="change_event"),
    path(f"{EVENT}udgiv/", event_acts.publish_event, name="publish_event"),
    path(f"{EVENT}aflys/", event_acts.cancel_event, name="cancel_event"),
    path(f"{EVENT}tilmeld/", event_seats.sign_up, name="event_sign_up"),
    path(f"{EVENT}kommer/", event_seats.attend, name="event_attend"),
    path(f"{EVENT}papir/", event_acts.paper, name="event_paper"),
    path(f"{EVENT}fremmoede/", event_acts.attendance, name="event_attendance"),
    path(f"{EVENT}hvad-nu/", event_seats.next_steps, name="next_steps"),
    path("moeder/svar/<str:token>/hvad-nu/", event_seats.guest_steps, name="guest_steps"),
]
