"""Pages about arenas and meetings."""

from django.urls import path

from arenas.views import (
    agenda,
    amendments,
    answering,
    arena,
    attendance,
    dates,
    decisions,
    feeds,
    hats,
    meetings,
    minutes,
    room_phone,
    room_screen,
    signing_up,
)

app_name = "arenas"

ARENA = "opgaver/<slug:slug>/arenaer/<int:pk>/"
MEETING = "opgaver/<slug:slug>/moeder/<int:pk>/"
DECISION = "opgaver/<slug:slug>/beslutninger/<int:pk>/"
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
    path(f"{MEETING}rum/", room_screen.screen, name="screen"),
    path(f"{MEETING}rum/aabn/", room_screen.open_room, name="open_room"),
    path(f"{MEETING}rum/luk/", room_screen.close_room, name="close_room"),
    path(f"{MEETING}rum/styr/", room_screen.steer, name="steer"),
    path(f"{MEETING}rum/spoerg/", room_screen.ask_room, name="ask_room"),
    path(f"{MEETING}rum/parker/", room_screen.put_aside, name="put_aside"),
    path(f"{MEETING}rum/kort/", room_screen.log_card, name="log_card"),
    path(f"{MEETING}rum/skrevet/", room_screen.written, name="written"),
    path("rum/", room_phone.enter_room, name="enter_room"),
    # `arenas.polling` answers these when nothing is new.
    path("rum/nyt/<uuid:key>/skaerm/", room_screen.screen_news, name="screen_news"),
    path("rum/nyt/<uuid:key>/telefon/", room_phone.room_news, name="room_news"),
    path("rum/<str:code>/", room_phone.room, name="room"),
    path("rum/<str:code>/qr.svg", room_phone.room_qr, name="room_qr"),
    path("rum/<str:code>/punkt/", room_phone.room_point, name="room_point"),
    path("rum/<str:code>/svar/<int:pk>/", room_phone.room_answer, name="room_answer"),
    path(f"{MEETING}fremmoede/", attendance.attendance, name="attendance"),
    path(f"{MEETING}fremmoede/ny/", attendance.came_too, name="came_too"),
    path(f"{MEETING}referat/", minutes.minutes, name="minutes"),
    path(f"{MEETING}referat/skriv/", minutes.write_minutes, name="write_minutes"),
    path(f"{MEETING}referat/send/", minutes.send_minutes, name="send_minutes"),
    path(f"{MEETING}referat/ret/", amendments.amend_minutes, name="amend_minutes"),
    path(f"{MEETING}referat/beslutning/", decisions.add_decision, name="add_decision"),
    path(DECISION, decisions.change_decision, name="change_decision"),
    path(f"{DECISION}fjern/", decisions.remove_decision, name="remove_decision"),
    path(f"{DECISION}delopgave/", decisions.decision_task, name="decision_task"),
    path(
        "opgaver/<slug:slug>/rettelser/<int:pk>/",
        amendments.answer_amendment,
        name="answer_amendment",
    ),
    path("moeder/svar/<str:token>/", answering.reply, name="reply"),
    path("min/kalender/", feeds.feeds, name="feeds"),
    path("min/kalender/ny/", feeds.renew_feed, name="renew_feed"),
    path("kalender/<str:token>.ics", feeds.feed, name="feed"),
]
