"""Who may come where: every URL name, by GET and by POST, for every role.

The tables are written by hand and held against the site; a name that is missing here fails. They
tell what a person meets who follows the address and who sends its form filled in well:
200 a page, 302 and 303 sent on after an act, `in` sent to sign-in, 403 not for you, 404 not there
for you, 405 not this way, 409 and 422 understood and refused. The opgave that the names below
/opgaver/<slug>/ are asked about is being carried out, and its parties are just asked to close it.
What the acts themselves refuse in which phase is in `tests/projects/test_matrix.py`.
"""

import pytest
from django.urls import reverse

from tests.access.addresses import ABOUT_A_PROJECT, FIELDS, PARTS, fields_of, url_of
from tests.access.api import API_BY_DOOR, API_BY_ROLE
from tests.access.routes import names
from tests.access.tour import ADMIN_DOORS, DOORS, Tour, visit
from tests.access.world import ROLES, World

pytestmark = pytest.mark.django_db

# Names whose pages know people only by the doors of the policy registry.
# Columns: anonymous, citizen, unverified claim to be staff, verified staff, administrator.
BY_DOOR = """
home                               GET  200 200 200 200 200
home                               POST 200 200 200 200 200
livez                              GET  200 200 200 200 200
livez                              POST 200 200 200 200 200
readyz                             GET  200 200 200 200 200
readyz                             POST 200 200 200 200 200
about                              GET  200 200 200 200 200
about                              POST 200 200 200 200 200
privacy                            GET  200 200 200 200 200
privacy                            POST 200 200 200 200 200
accessibility_statement            GET  302 302 302 302 302
accessibility_statement            POST 302 302 302 302 302
accessibility                      GET  200 200 200 200 200
accessibility                      POST 200 200 200 200 200
set_language                       GET  302 302 302 302 302
set_language                       POST 302 302 302 302 302
account_door                       GET  302 302 302 302 302
account_door                       POST 302 302 302 302 302
account_login                      GET  302 302 302 302 302
account_login                      POST 302 302 302 302 302
account_signup                     GET  302 302 302 302 302
account_signup                     POST 302 302 302 302 302
account_request_login_code         GET  200 302 302 302 302
account_request_login_code         POST 302 302 302 302 302
account_confirm_login_code         GET  302 302 302 302 302
account_confirm_login_code         POST 302 302 302 302 302
account_password_sign_in           GET  200 302 302 302 302
account_password_sign_in           POST 200 302 302 302 302
usersessions_list                  GET   in 200 200 200 200
usersessions_list                  POST  in 302 302 302 302
mfa_view_recovery_codes            GET   in 404 404 404 404
mfa_view_recovery_codes            POST  in 405 405 405 405
mfa_download_recovery_codes        GET   in 404 404 404 404
mfa_download_recovery_codes        POST  in 404 404 404 404
openid_connect_callback            GET  404 404 404 404 404
openid_connect_callback            POST 404 404 404 404 404
account_logout                     GET  302 200 200 200 200
account_logout                     POST 302 302 302 302 302
account_inactive                   GET  200 200 200 200 200
account_inactive                   POST 405 405 405 405 405
account_reauthenticate             GET   in 403 403 403 403
account_reauthenticate             POST  in 403 403 403 403
account_email                      GET   in 200 200 200 200
account_email                      POST  in 302 302 302 302
account_email_verification_sent    GET  302 302 302 302 302
account_email_verification_sent    POST 302 302 302 302 302
account_change_password            GET   in 302 302 302 302
account_change_password            POST  in 302 302 302 302
account_set_password               GET   in 200 200 200 200
account_set_password               POST  in 200 200 200 200
account_reset_password             GET  200 200 200 200 200
account_reset_password             POST 302 302 302 302 302
account_confirm_password_reset_code GET  302 302 302 302 302
account_confirm_password_reset_code POST 302 302 302 302 302
account_complete_password_reset    GET  302 302 302 302 302
account_complete_password_reset    POST 302 302 302 302 302
account_password_reset_completed   GET  200 200 200 200 200
account_password_reset_completed   POST 405 405 405 405 405
mfa_index                          GET   in 200 200 200 200
mfa_index                          POST  in 405 405 405 405
mfa_authenticate                   GET  302 302 302 302 302
mfa_authenticate                   POST 302 302 302 302 302
mfa_reauthenticate                 GET   in 403 403 403 403
mfa_reauthenticate                 POST  in 403 403 403 403
mfa_activate_totp                  GET   in 200 200 200 200
mfa_activate_totp                  POST  in 200 200 200 200
mfa_deactivate_totp                GET   in 404 404 404 404
mfa_deactivate_totp                POST  in 404 404 404 404
mfa_generate_recovery_codes        GET   in 200 200 200 200
mfa_generate_recovery_codes        POST  in 200 200 200 200
mfa_list_webauthn                  GET   in 200 200 200 200
mfa_list_webauthn                  POST  in 405 405 405 405
mfa_add_webauthn                   GET   in 200 200 200 200
mfa_add_webauthn                   POST  in 200 200 200 200
mfa_reauthenticate_webauthn        GET   in 403 403 403 403
mfa_reauthenticate_webauthn        POST  in 403 403 403 403
mfa_remove_webauthn                GET   in 404 404 404 404
mfa_remove_webauthn                POST  in 404 404 404 404
mfa_edit_webauthn                  GET   in 404 404 404 404
mfa_edit_webauthn                  POST  in 404 404 404 404
mfa_login_webauthn                 GET  302 302 302 302 302
mfa_login_webauthn                 POST 302 302 302 302 302
socialaccount_login_cancelled      GET  200 200 200 200 200
socialaccount_login_cancelled      POST 405 405 405 405 405
socialaccount_login_error          GET  401 401 401 401 401
socialaccount_login_error          POST 405 405 405 405 405
socialaccount_signup               GET  302 302 302 302 302
socialaccount_signup               POST 302 302 302 302 302
socialaccount_connections          GET   in 200 200 200 200
socialaccount_connections          POST  in 200 200 200 200
openid_connect_login               GET  404 404 404 404 404
openid_connect_login               POST 404 404 404 404 404
demo                               GET  404 404 404 404 404
demo                               POST 404 404 404 404 404
demo_step_in                       GET  404 404 404 404 404
demo_step_in                       POST 404 404 404 404 404
demo_restart                       GET  404 404 404 404 404
demo_restart                       POST 404 404 404 404 404
components                         GET   in 403 403 200 200
components                         POST  in 403 403 200 200
mail:unsubscribe                   GET  200 200 200 200 200
mail:unsubscribe                   POST 303 303 303 303 303
mail:demo_box                      GET  404 404 404 404 404
mail:demo_box                      POST 404 404 404 404 404
mail:demo_mail                     GET  404 404 404 404 404
mail:demo_mail                     POST 404 404 404 404 404
mail:demo_html                     GET  404 404 404 404 404
mail:demo_html                     POST 404 404 404 404 404
arenas:feeds                       GET   in 200 200 200 200
arenas:feeds                       POST  in 200 200 200 200
arenas:renew_feed                  GET   in 302 302 302 302
arenas:renew_feed                  POST  in 303 303 303 303
arenas:feed                        GET  200 200 200 200 200
arenas:feed                        POST 200 200 200 200 200
arenas:events                      GET  200 200 200 200 200
arenas:events                      POST 200 200 200 200 200
arenas:events_rss                  GET  200 200 200 200 200
arenas:events_rss                  POST 405 405 405 405 405
arenas:events_json                 GET  200 200 200 200 200
arenas:events_json                 POST 405 405 405 405 405
arenas:events_ics                  GET  200 200 200 200 200
arenas:events_ics                  POST 405 405 405 405 405
arenas:events_embedded             GET  200 200 200 200 200
arenas:events_embedded             POST 405 405 405 405 405
arenas:event_ics                   GET  200 200 200 200 200
arenas:event_ics                   POST 405 405 405 405 405
arenas:year_wheel                  GET  200 200 200 200 200
arenas:year_wheel                  POST 200 200 200 200 200
arenas:event                       GET  200 200 200 200 200
arenas:event                       POST 200 200 200 200 200
arenas:event_sign_up               GET  200 200 200 200 200
arenas:event_sign_up               POST 200 303 303 303 303
arenas:guest_steps                 GET  200 200 200 200 200
arenas:guest_steps                 POST 303 403 403 403 403
arenas:new_event                   GET   in 403 403 200 200
arenas:new_event                   POST  in 403 403 303 303
arenas:change_event                GET   in 403 403 200 200
arenas:change_event                POST  in 403 403 303 303
arenas:cancel_event                GET   in 403 403 200 200
arenas:cancel_event                POST  in 403 403 303 303
arenas:event_paper                 GET   in 403 403 200 200
arenas:event_paper                 POST  in 403 403 303 303
arenas:event_attendance            GET   in 403 403 200 200
arenas:event_attendance            POST  in 403 403 303 303
arenas:hide_step                   GET   in 403 403 200 200
arenas:hide_step                   POST  in 403 403 303 303
arenas:publish_event               GET   in 302 302 302 302
arenas:publish_event               POST  in 403 403 303 303
arenas:withdraw_event_paper        GET   in 302 302 302 302
arenas:withdraw_event_paper        POST  in 403 403 303 303
arenas:event_attend                GET   in 302 302 302 302
arenas:event_attend                POST  in 303 409 409 409
arenas:next_steps                  GET   in 200 403 403 403
arenas:next_steps                  POST  in 303 403 403 403
participants:me                    GET   in 200 200 200 200
participants:me                    POST  in 200 200 200 200
participants:welcome               GET   in 200 200 200 200
participants:welcome               POST  in 302 302 302 302
participants:profile               GET   in 200 200 200 200
participants:profile               POST  in 302 302 302 302
participants:contact_choices       GET   in 200 200 200 200
participants:contact_choices       POST  in 302 302 302 302
participants:unmute                GET   in 302 302 302 302
participants:unmute                POST  in 302 302 302 302
participants:security              GET   in 200 200 200 200
participants:security              POST  in 200 200 200 200
participants:own_data              GET   in 200 200 200 200
participants:own_data              POST  in 200 200 200 200
participants:download_data         GET   in 200 200 200 200
participants:download_data         POST  in 200 200 200 200
participants:erase                 GET   in 200 200 200 200
participants:erase                 POST  in 302 302 302 302
participants:organisation_new      GET   in 200 200 200 200
participants:organisation_new      POST  in 302 302 302 302
participants:organisation          GET  200 200 200 200 200
participants:organisation          POST 200 200 200 200 200
participants:organisation_edit     GET   in 403 403 403 200
participants:organisation_edit     POST  in 403 403 403 302
participants:mandate_declare       GET   in 302 302 302 302
participants:mandate_declare       POST  in 403 403 403 403
participants:mandates              GET   in 403 403 403 200
participants:mandates              POST  in 403 403 403 302
participants:mandate_withdraw      GET   in 302 302 302 302
participants:mandate_withdraw      POST  in 403 403 403 302
participants:tokens                GET   in 200 200 200 200
participants:tokens                POST  in 200 200 200 200
participants:revoke_token          GET   in 302 302 302 302
participants:revoke_token          POST  in 302 302 302 302
projects:inbox                     GET   in 403 403 200 200
projects:inbox                     POST  in 403 403 405 405
projects:list                      GET  200 200 200 200 200
projects:list                      POST 200 200 200 200 200
projects:rss                       GET  200 200 200 200 200
projects:rss                       POST 405 405 405 405 405
projects:json_feed                 GET  200 200 200 200 200
projects:json_feed                 POST 405 405 405 405 405
projects:points                    GET  200 200 200 200 200
projects:points                    POST 405 405 405 405 405
projects:save_search               GET   in 302 302 302 302
projects:save_search               POST  in 303 303 303 303
projects:delete_search             GET   in 302 302 302 302
projects:delete_search             POST  in 303 404 404 404
projects:start                     GET  200 200 200 200 200
projects:start                     POST 303 303 303 303 303
projects:question                  GET  200 200 200 200 200
projects:question                  POST 303 303 303 303 303
projects:autosave                  GET  405 405 405 405 405
projects:autosave                  POST 200 200 200 200 200
projects:similar                   GET  200 200 200 200 200
projects:similar                   POST 405 405 405 405 405
projects:drop_draft                GET  405 405 405 405 405
projects:drop_draft                POST 303 303 303 303 303
projects:review                    GET  303 303 303 303 303
projects:review                    POST  in 303 303 303 303
projects:enter                     GET   in 403 403 200 200
projects:enter                     POST  in 403 403 303 303
projects:elsewhere                 GET  200 200 200 200 200
projects:elsewhere                 POST 405 405 405 405 405
projects:municipality              GET  200 200 200 200 200
projects:municipality              POST 200 200 200 200 200
arenas:enter_room                  GET  200 200 200 200 200
arenas:enter_room                  POST 303 303 303 303 303
arenas:room                        GET  200 200 200 200 200
arenas:room                        POST 303 303 303 303 303
arenas:room_qr                     GET  200 200 200 200 200
arenas:room_qr                     POST 200 200 200 200 200
arenas:room_point                  GET  302 302 302 302 302
arenas:room_point                  POST 303 303 303 303 303
arenas:room_answer                 GET  302 302 302 302 302
arenas:room_answer                 POST 303 303 303 303 303
arenas:room_news                   GET  286 286 286 286 286
arenas:room_news                   POST 286 286 286 286 286
arenas:screen_news                 GET  403 403 403 403 403
arenas:screen_news                 POST 403 403 403 403 403
projects:templates                 GET  200 200 200 200 200
projects:templates                 POST 200 200 200 200 200
projects:template                  GET  200 200 200 200 200
projects:template                  POST 200 200 200 200 200
projects:use_template              GET  302 302 302 302 302
projects:use_template              POST 303 303 303 303 303
"""

# Names about one opgave. Columns: anonymous, citizen (whom the mail with the link invited),
# initiator, speaker (mandate without commit), committer, convener, facilitator, staff,
# unverified claim to be staff, official (who was asked to be facilitator), politician,
# administrator.
BY_ROLE = """
arenas:meetings                    GET  200 200 200 200 200 200 200 200 200 200 200 200
arenas:meetings                    POST 200 200 200 200 200 200 200 200 200 200 200 200
arenas:new_arena                   GET   in 403 200 200 200 200 200 403 403 403 403 403
arenas:new_arena                   POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:arena                       GET  200 200 200 200 200 200 200 200 200 200 200 200
arenas:arena                       POST 200 200 200 200 200 200 200 200 200 200 200 200
arenas:change_arena                GET   in 403 200 200 200 200 200 403 403 403 403 403
arenas:change_arena                POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:ground_rules                GET   in 403 200 200 200 200 200 403 403 403 403 403
arenas:ground_rules                POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:accept_rules                GET   in 302 302 302 302 302 302 302 302 302 302 302
arenas:accept_rules                POST  in 404 404 404 303 404 404 404 404 404 404 404
arenas:advice                      GET  200 200 200 200 200 200 200 200 200 200 200 200
arenas:advice                      POST 200 200 200 200 200 200 200 200 200 200 200 200
arenas:ask_hat                     GET   in 403 200 200 200 200 200 403 403 403 403 403
arenas:ask_hat                     POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:answer_hat                  GET   in 403 403 403 403 403 403 403 403 200 403 403
arenas:answer_hat                  POST  in 403 403 403 403 403 403 403 403 303 403 403
arenas:end_hat                     GET   in 302 302 302 302 302 302 302 302 302 302 302
arenas:end_hat                     POST  in 403 403 403 403 403 403 403 403 303 403 403
arenas:new_poll                    GET   in 403 200 200 200 200 200 403 403 403 403 403
arenas:new_poll                    POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:poll                        GET   in 403 200 200 200 200 200 403 403 403 403 403
arenas:poll                        POST  in 403 303 403 303 303 303 403 403 403 403 403
arenas:choose_date                 GET   in 302 302 302 302 302 302 302 302 302 302 302
arenas:choose_date                 POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:close_poll                  GET   in 302 302 302 302 302 302 302 302 302 302 302
arenas:close_poll                  POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:new_meeting                 GET   in 403 200 200 200 200 200 403 403 403 403 403
arenas:new_meeting                 POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:meeting                     GET  200 200 200 200 200 200 200 200 200 200 200 200
arenas:meeting                     POST 200 200 200 200 200 200 200 200 200 200 200 200
arenas:ics                         GET  200 200 200 200 200 200 200 200 200 200 200 200
arenas:ics                         POST 200 200 200 200 200 200 200 200 200 200 200 200
arenas:change_meeting              GET   in 403 403 403 403 200 200 403 403 403 403 403
arenas:change_meeting              POST  in 403 403 403 403 303 303 403 403 403 403 403
arenas:cancel_meeting              GET   in 403 403 403 403 200 200 403 403 403 403 403
arenas:cancel_meeting              POST  in 403 403 403 403 303 303 403 403 403 403 403
arenas:attend                      GET   in 302 302 302 302 302 302 302 302 302 302 302
arenas:attend                      POST  in 303 303 303 303 303 303 303 303 303 303 303
arenas:guest                       GET  200 200 200 200 200 200 200 200 200 200 200 200
arenas:guest                       POST 200 200 200 200 200 200 200 200 200 200 200 200
arenas:paper                       GET   in 403 403 403 403 200 200 200 403 200 200 200
arenas:paper                       POST  in 403 403 403 403 303 303 303 403 303 303 303
arenas:withdraw_paper              GET   in 302 302 302 302 302 302 302 302 302 302 302
arenas:withdraw_paper              POST  in 403 403 403 403 303 303 303 403 303 303 303
arenas:add_item                    GET   in 403 200 200 200 200 200 403 403 403 403 403
arenas:add_item                    POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:add_material                GET   in 403 200 200 200 200 200 403 403 403 403 403
arenas:add_material                POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:change_item                 GET   in 403 403 403 200 200 200 403 403 403 403 403
arenas:change_item                 POST  in 403 403 403 303 303 303 403 403 403 403 403
arenas:move_item                   GET   in 302 302 302 302 302 302 302 302 302 302 302
arenas:move_item                   POST  in 403 403 403 403 303 303 403 403 403 403 403
arenas:remove_item                 GET   in 302 302 302 302 302 302 302 302 302 302 302
arenas:remove_item                 POST  in 403 403 403 303 303 303 403 403 403 403 403
arenas:remove_material             GET   in 302 302 302 302 302 302 302 302 302 302 302
arenas:remove_material             POST  in 403 403 403 303 303 303 403 403 403 403 403
arenas:minutes                     GET  200 200 200 200 200 200 200 200 200 200 200 200
arenas:minutes                     POST 200 200 200 200 200 200 200 200 200 200 200 200
arenas:attendance                  GET   in 403 403 403 403 200 200 403 403 403 403 403
arenas:attendance                  POST  in 403 403 403 403 303 303 403 403 403 403 403
arenas:came_too                    GET   in 403 403 403 403 200 200 403 403 403 403 403
arenas:came_too                    POST  in 403 403 403 403 303 303 403 403 403 403 403
arenas:write_minutes               GET   in 403 200 200 200 200 200 403 403 403 403 403
arenas:write_minutes               POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:send_minutes                GET   in 403 403 403 403 200 200 403 403 403 403 403
arenas:send_minutes                POST  in 403 403 403 403 303 303 403 403 403 403 403
arenas:amend_minutes               GET   in 403 200 403 200 200 200 403 403 403 403 403
arenas:amend_minutes               POST  in 403 303 403 303 303 303 403 403 403 403 403
arenas:answer_amendment            GET   in 403 403 403 403 200 200 403 403 403 403 403
arenas:answer_amendment            POST  in 403 403 403 403 303 303 403 403 403 403 403
arenas:add_decision                GET   in 403 200 200 200 200 200 403 403 403 403 403
arenas:add_decision                POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:change_decision             GET   in 403 200 200 200 200 200 403 403 403 403 403
arenas:change_decision             POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:remove_decision             GET   in 302 302 302 302 302 302 302 302 302 302 302
arenas:remove_decision             POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:decision_task               GET   in 403 200 200 200 200 200 403 403 403 403 403
arenas:decision_task               POST  in 403 303 303 303 303 303 403 403 403 403 403
arenas:reply                       GET  200 200 200 200 200 200 200 200 200 200 200 200
arenas:reply                       POST 200 403 403 403 200 403 403 403 403 403 403 403
arenas:screen                      GET   in 403 403 403 403 200 200 403 403 403 403 403
arenas:screen                      POST  in 403 403 403 403 200 200 403 403 403 403 403
arenas:open_room                   GET   in 302 302 302 302 302 302 302 302 302 302 302
arenas:open_room                   POST  in 403 403 403 403 303 303 403 403 403 403 403
arenas:close_room                  GET   in 302 302 302 302 302 302 302 302 302 302 302
arenas:close_room                  POST  in 403 403 403 403 303 303 403 403 403 403 403
arenas:steer                       GET   in 302 302 302 302 302 302 302 302 302 302 302
arenas:steer                       POST  in 403 403 403 403 303 303 403 403 403 403 403
arenas:ask_room                    GET   in 403 403 403 403 200 200 403 403 403 403 403
arenas:ask_room                    POST  in 403 403 403 403 303 303 403 403 403 403 403
arenas:put_aside                   GET   in 403 403 403 403 200 200 403 403 403 403 403
arenas:put_aside                   POST  in 403 403 403 403 303 303 403 403 403 403 403
arenas:log_card                    GET   in 403 403 403 403 200 200 403 403 403 403 403
arenas:log_card                    POST  in 403 403 403 403 303 303 403 403 403 403 403
arenas:written                     GET   in 403 200 200 200 200 200 403 403 403 403 200
arenas:written                     POST  in 403 200 200 200 200 200 403 403 403 403 200
projects:answer                    GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:answer                    POST 200 200 422 422 422 422 422 422 422 422 422 422
projects:detail                    GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:detail                    POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:history                   GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:history                   POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:edit                      GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:edit                      POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:report                    GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:report                    POST 303 303 303 303 303 303 303 303 303 303 303 303
projects:mute                      GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:mute                      POST  in 303 303 303 303 303 303 303 303 303 303 303
projects:first_reply               GET   in 403 403 403 403 403 403 200 403 200 200 200
projects:first_reply               POST  in 403 403 403 403 403 403 303 403 303 303 303
projects:take_contact              GET   in 403 403 403 403 403 403 302 403 302 302 302
projects:take_contact              POST  in 403 403 403 403 403 403 303 403 303 303 303
projects:parties                   GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:parties                   POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:describe_party            GET   in 403 403 200 200 403 403 403 403 403 403 403
projects:describe_party            POST  in 403 403 303 303 403 403 403 403 403 403 403
projects:leave                     GET   in 403 403 403 200 403 403 403 403 403 403 403
projects:leave                     POST  in 403 403 403 303 403 403 403 403 403 403 403
projects:join                      GET   in 200 200 200 200 200 200 200 200 200 200 200
projects:join                      POST  in 303 422 303 303 303 303 303 303 303 303 303
projects:answer_wish               GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:answer_wish               POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:stakeholders              GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:stakeholders              POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:stakeholder               GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:stakeholder               POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:remove_stakeholder        GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:remove_stakeholder        POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:invite                    GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:invite                    POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:invite_many               GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:invite_many               POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:invitation                GET   in 200 404 404 404 404 404 404 404 404 404 404
projects:invitation                POST  in 200 404 404 404 404 404 404 404 404 404 404
projects:send_again                GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:send_again                POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:take_back_invitations     GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:take_back_invitations     POST  in 403 404 404 404 303 404 403 403 403 403 403
projects:cancel_invitation         GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:cancel_invitation         POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:ask_role                  GET   in 403 200 200 200 200 200 200 403 200 200 200
projects:ask_role                  POST  in 403 303 303 303 422 422 422 403 422 422 422
projects:offer_role                GET   in 403 200 200 200 200 200 200 403 200 200 200
projects:offer_role                POST  in 403 409 409 409 409 409 409 403 409 409 409
projects:answer_role               GET   in 403 403 403 403 403 403 403 403 200 403 403
projects:answer_role               POST  in 403 403 403 403 403 403 403 403 303 403 403
projects:end_role                  GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:end_role                  POST  in 403 403 403 403 403 403 403 403 303 403 403
projects:recipient                 GET   in 403 403 403 403 200 403 403 403 403 403 403
projects:recipient                 POST  in 403 403 403 403 422 403 403 403 403 403 403
projects:verdict                   GET   in 403 403 403 403 200 403 403 403 403 403 403
projects:verdict                   POST  in 403 403 403 403 303 403 403 403 403 403 403
projects:consent                   GET   in 200 200 200 200 200 200 200 200 200 200 200
projects:consent                   POST  in 403 422 403 303 403 403 403 403 403 403 403
projects:open_round                GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:open_round                POST  in 403 409 409 409 409 409 403 403 403 403 403
projects:withdraw_round            GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:withdraw_round            POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:pass_over                 GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:pass_over                 POST  in 403 403 403 403 303 303 403 403 403 403 403
projects:advance                   GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:advance                   POST  in 403 409 409 409 409 409 403 403 403 403 403
projects:override                  GET   in 403 403 403 403 403 200 403 403 403 403 403
projects:override                  POST  in 403 403 403 403 403 303 403 403 403 403 403
projects:reopen                    GET   in 403 200 200 200 403 403 403 403 403 403 403
projects:reopen                    POST  in 403 303 303 303 403 403 403 403 403 403 403
projects:close                     GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:close                     POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:define                    GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:define                    POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:views                     GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:views                     POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:view_versions             GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:view_versions             POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:missing                   GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:missing                   POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:frame                     GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:frame                     POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:statement                 GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:statement                 POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:compare                   GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:compare                   POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:contributions             GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:contributions             POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:resources                 GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:resources                 POST 403 403 422 303 303 403 403 403 403 403 403 403
projects:write_view                GET   in 403 403 409 409 403 403 403 403 403 403 403
projects:write_view                POST  in 403 403 422 422 403 403 403 403 403 403 403
projects:propose                   GET   in 403 409 409 409 403 403 403 403 403 403 403
projects:propose                   POST  in 403 422 422 422 403 403 403 403 403 403 403
projects:contest                   GET   in 403 200 200 200 403 403 403 403 403 403 403
projects:contest                   POST  in 403 422 422 422 403 403 403 403 403 403 403
projects:contribute                GET   in 200 200 200 200 200 200 200 200 200 200 200
projects:contribute                POST  in 303 303 303 303 303 303 303 303 303 303 303
projects:answer_contribution       GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:answer_contribution       POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:change_frame              GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:change_frame              POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:remove_resource           GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:remove_resource           POST  in 403 403 303 303 403 403 403 403 403 403 403
projects:take_resource             GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:take_resource             POST  in 403 303 403 403 403 403 403 403 403 403 403
projects:release_resource          GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:release_resource          POST  in 303 303 303 303 303 303 303 303 303 303 303
projects:design                    GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:design                    POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:solution                  GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:solution                  POST 403 303 303 303 303 303 303 303 303 303 303 303
projects:solution_versions         GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:solution_versions         POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:deck                      GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:deck                      POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:probe                     GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:probe                     POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:recommendations           GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:recommendations           POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:propose_solution          GET   in 403 200 200 200 403 403 403 403 403 403 403
projects:propose_solution          POST  in 403 303 303 303 403 403 403 403 403 403 403
projects:change_solution           GET   in 403 200 200 200 403 403 403 403 403 403 403
projects:change_solution           POST  in 403 303 303 303 403 403 403 403 403 403 403
projects:rest_solution             GET   in 403 200 403 403 200 200 403 403 403 403 403
projects:rest_solution             POST  in 403 303 403 403 303 303 403 403 403 403 403
projects:wake_solution             GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:wake_solution             POST  in 403 303 303 303 403 403 403 403 403 403 403
projects:ask_author                GET   in 403 200 403 403 403 403 403 403 403 403 403
projects:ask_author                POST  in 403 303 403 403 403 403 403 403 403 403 403
projects:answer_authorship         GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:answer_authorship         POST  in 403 403 303 403 403 403 403 403 403 403 403
projects:leave_authorship          GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:leave_authorship          POST  in 403 303 403 403 403 403 403 403 403 403 403
projects:answer_said               GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:answer_said               POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:ask_choice                GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:ask_choice                POST  in 403 303 303 303 403 403 403 403 403 403 403
projects:override_choice           GET   in 403 403 403 403 403 200 403 403 403 403 403
projects:override_choice           POST  in 403 403 403 403 403 303 403 403 403 403 403
projects:reply_objection           GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:reply_objection           POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:minority                  GET   in 403 403 403 200 403 403 403 403 403 403 403
projects:minority                  POST  in 403 403 403 303 403 403 403 403 403 403 403
projects:use_card                  GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:use_card                  POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:no_card                   GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:no_card                   POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:plan_probe                GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:plan_probe                POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:change_probe              GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:change_probe              POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:own_probe                 GET   in 403 403 403 200 403 403 403 403 403 403 403
projects:own_probe                 POST  in 403 403 403 303 403 403 403 403 403 403 403
projects:start_probe               GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:start_probe               POST  in 403 409 409 409 409 409 403 403 403 403 403
projects:stop_probe                GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:stop_probe                POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:probe_lessons             GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:probe_lessons             POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:recommend                 GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:recommend                 POST  in 403 422 422 422 422 422 403 403 403 403 403
projects:implement                 GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:implement                 POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:timeline                  GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:timeline                  POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:timeline_feed             GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:timeline_feed             POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:assignments               GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:assignments               POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:assignment                GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:assignment                POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:assignment_calendar       GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:assignment_calendar       POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:balance                   GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:balance                   POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:gains                     GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:gains                     POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:follow                    GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:follow                    POST  in 303 303 303 303 303 303 303 303 303 303 303
projects:ask_assignment            GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:ask_assignment            POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:take_assignment           GET   in 200 200 200 200 200 200 200 200 200 200 200
projects:take_assignment           POST  in 303 303 303 303 303 303 303 303 303 303 303
projects:answer_assignment         GET   in 403 403 403 200 403 403 403 403 403 403 403
projects:answer_assignment         POST  in 403 403 403 303 403 403 403 403 403 403 403
projects:withdraw_assignment       GET   in 302 302 302 302 302 302 302 302 302 302 302
projects:withdraw_assignment       POST  in 403 403 403 403 303 303 403 403 403 403 403
projects:answer_condition          GET   in 403 403 403 403 200 403 403 403 403 403 403
projects:answer_condition          POST  in 403 403 403 403 303 403 403 403 403 403 403
projects:follow_up                 GET   in 403 403 200 200 403 403 403 403 403 403 403
projects:follow_up                 POST  in 403 403 303 303 403 403 403 403 403 403 403
projects:finish_assignment         GET   in 403 403 200 200 403 403 403 403 403 403 403
projects:finish_assignment         POST  in 403 403 303 303 403 403 403 403 403 403 403
projects:release_assignment        GET   in 403 403 200 200 200 200 403 403 403 403 403
projects:release_assignment        POST  in 403 403 303 303 303 303 403 403 403 403 403
projects:thank                     GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:thank                     POST  in 403 303 422 422 303 303 403 403 403 403 403
projects:describe_gain             GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:describe_gain             POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:answer_gains              GET   in 403 200 200 200 403 403 403 403 403 403 403
projects:answer_gains              POST  in 403 303 303 303 403 403 403 403 403 403 403
projects:fit                       GET   in 403 200 200 200 200 200 403 403 403 403 200
projects:fit                       POST  in 403 303 303 303 403 403 403 403 403 403 403
projects:cocreation                GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:cocreation                POST 200 200 200 200 200 200 200 200 200 200 200 200
projects:reply_finding             GET   in 403 403 403 403 200 403 403 403 403 403 403
projects:reply_finding             POST  in 403 403 403 403 303 403 403 403 403 403 403
projects:weigh_finding             GET   in 403 200 200 200 403 403 403 403 403 403 403
projects:weigh_finding             POST  in 403 303 303 303 403 403 403 403 403 403 403
projects:challenge                 GET   in 403 200 200 200 403 403 403 403 403 403 403
projects:challenge                 POST  in 403 303 303 303 403 403 403 403 403 403 403
projects:answer_challenge          GET   in 403 403 403 403 200 403 403 403 403 403 403
projects:answer_challenge          POST  in 403 403 403 403 303 403 403 403 403 403 403
projects:honesty                   GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:honesty                   POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:declare_step              GET   in 403 200 200 200 200 200 403 403 403 403 403
projects:declare_step              POST  in 403 303 303 303 303 303 403 403 403 403 403
projects:pulse                     GET  200 200 200 200 200 200 200 200 200 200 200 200
projects:pulse                     POST 403 403 403 403 303 403 403 403 403 403 403 403
projects:make_template             GET   in 403 409 409 409 403 403 403 403 403 403 403
projects:make_template             POST  in 403 422 422 422 403 403 403 403 403 403 403
"""

# The administration is for administrators; what they may do in it is little: nothing but themes is
# added and nothing is deleted there, and what is changed is changed by acts. Columns: list, add,
# history, delete, change.
ADMINISTRATOR_GETS = """
participants_user          200 403 200 403 200
participants_organisation  200 403 200 403 200
participants_mandate       200 403 200 403 200
projects_project           200 403 302 403 200
projects_party             200 403 200 403 200
projects_invitation        200 403 200 403 200
projects_consentround      200 403 200 403 200
projects_joinrequest       200 403 200 403 200
projects_projectrole       200 403 200 403 200
projects_importedrow       200 403 200 403 200
projects_theme             200 200 200 403 200
projects_report            200 403 200 403 200
projects_problemview       200 403 200 403 200
projects_statementversion  200 403 200 403 200
projects_frameversion      200 403 200 403 200
projects_resource          200 403 200 403 200
projects_contribution      200 403 200 403 200
mail_outgoingmail          200 403 200 403 200
mail_optout                200 403 200 403 200
history_entry              200 403 200 403 200
projects_solution          200 403 200 403 200
projects_disturbance       200 403 200 403 200
projects_objection         200 403 200 403 200
projects_minoritystatement 200 403 200 403 200
projects_probe             200 403 200 403 200
projects_recommendation    200 403 200 403 200
projects_recipientanswer   200 403 200 403 200
projects_findingcase       200 403 200 403 200
projects_honestanswer      200 403 200 403 200
projects_pulse             200 403 200 403 200
projects_challenge         200 403 200 403 200
projects_thresholds        200 403 200 403 200
"""
ADMINISTRATOR_POSTS = """
participants_user          200 403 200 403 302
participants_organisation  200 403 200 403 302
participants_mandate       200 403 200 403 302
projects_project           200 403 302 403 200
projects_party             200 403 200 403 403
projects_invitation        200 403 200 403 403
projects_consentround      200 403 200 403 403
projects_joinrequest       200 403 200 403 403
projects_projectrole       200 403 200 403 403
projects_importedrow       200 403 200 403 403
projects_theme             200 200 200 403 200
projects_report            200 403 200 403 302
projects_problemview       200 403 200 403 403
projects_statementversion  200 403 200 403 403
projects_frameversion      200 403 200 403 403
projects_resource          200 403 200 403 403
projects_contribution      200 403 200 403 302
mail_outgoingmail          200 403 200 403 403
mail_optout                200 403 200 403 403
history_entry              200 403 200 403 403
projects_solution          200 403 200 403 403
projects_disturbance       200 403 200 403 403
projects_objection         200 403 200 403 403
projects_minoritystatement 200 403 200 403 403
projects_probe             200 403 200 403 403
projects_recommendation    200 403 200 403 403
projects_recipientanswer   200 403 200 403 403
projects_findingcase       200 403 200 403 403
projects_honestanswer      200 403 200 403 403
projects_pulse             200 403 200 403 403
projects_challenge         200 403 200 403 403
projects_thresholds        200 403 200 403 200
"""
PAGES = ["changelist", "add", "history", "delete", "change"]
# The rest of the administration: GET and POST by an administrator.
ADMINISTRATOR_ELSEWHERE = """
index                      200 200
login                      302 200
logout                     405 200
password_change            200 200
password_change_done       200 405
autocomplete               403 405
jsi18n                     200 405
view_on_site               404 404
projects_project_approve   405 303
projects_project_hide      200 200
projects_project_show      405 303
projects_report_close      200 200
projects_contribution_hide 200 200
projects_contribution_show 405 303
app_list                   200 200
"""


def rows_of(table: str) -> dict[tuple[str, str], list[str]]:
    """(name, method) → cells."""
    lines = [line.split() for line in table.splitlines() if line]
    return {(line[0], line[1]): line[2:] for line in lines}


EXPECTED = {
    key: dict(zip(roles, cells, strict=True))
    for table, roles in (
        (BY_DOOR + API_BY_DOOR, DOORS),
        (BY_ROLE + API_BY_ROLE, ROLES),
    )
    for key, cells in rows_of(table).items()
}
ADMIN_GRID = {
    (f"admin:{line.split()[0]}_{page}", method): cell
    for method, table in (("GET", ADMINISTRATOR_GETS), ("POST", ADMINISTRATOR_POSTS))
    for line in table.strip().splitlines()
    for page, cell in zip(PAGES, line.split()[1:], strict=True)
} | {
    (f"admin:{line.split()[0]}", method): cell
    for line in ADMINISTRATOR_ELSEWHERE.strip().splitlines()
    for method, cell in zip(("GET", "POST"), line.split()[1:], strict=True)
}


def test_every_name_is_in_the_matrix():
    written = {name for name, _method in [*EXPECTED, *ADMIN_GRID]}
    assert set(names()) - written == set(), "new names: say here who may come"
    assert written - set(names()) == set(), "names that are gone"


def test_everybody_meets_what_is_written(tour: Tour):
    wrong = [
        f"{visit.place}: {visit.cell}, not {EXPECTED[visit.name, visit.method][visit.role]}"
        for visit in tour.visits
        if (visit.name, visit.method) in EXPECTED
        and visit.cell != EXPECTED[visit.name, visit.method][visit.role]
    ]
    assert wrong == []


def test_head_is_answered_as_get(tour: Tour):
    got = {(visit.role, visit.name): visit.cell for visit in tour.visits if visit.method == "GET"}
    heads = [visit for visit in tour.visits if visit.method == "HEAD"]
    assert len(heads) > 150
    assert [v.place for v in heads if v.cell != got[v.role, v.name]] == []
    assert [v.place for v in heads if v.body] == []


def test_the_administration_is_for_administrators(tour: Tour):
    outsiders = dict(zip(ADMIN_DOORS, ["in", "403", "403"], strict=False))
    wrong = [
        f"{visit.place}: {visit.cell}"
        for visit in tour.visits
        if visit.name.startswith("admin:")
        and visit.role in outsiders
        and visit.cell != outsiders[visit.role]
    ]
    assert wrong == []


def test_administrators_meet_what_is_written(tour: Tour):
    found = {
        (visit.name, visit.method): visit.cell
        for visit in tour.visits
        if visit.is_library and visit.method != "HEAD"
    }
    assert {key: cell for key, cell in found.items() if cell != ADMIN_GRID[key]} == {}


# How an opgave is seen. Rows: the state it is in; columns: who looks at its pages for everybody
# (detail, parties, history, meetings). Its raiser is the initiator of the opgave above; held,
# hidden and draft ones are not there for anybody but their raiser, staff, officials and
# administrators; politicians do not moderate.
SEEN = """
draft       404 404 200 404 404 404 404 404 404 404 404 404
held        404 404 200 404 404 404 404 200 404 200 404 200
hidden      404 404 200 404 404 404 404 200 404 200 404 200
seeking     200 200 200 200 200 200 200 200 200 200 200 200
define      200 200 200 200 200 200 200 200 200 200 200 200
design      200 200 200 200 200 200 200 200 200 200 200 200
implement   200 200 200 200 200 200 200 200 200 200 200 200
closed      200 200 200 200 200 200 200 200 200 200 200 200
"""
SEEN_BY = {line.split()[0]: line.split()[1:] for line in SEEN.strip().splitlines()}


@pytest.mark.parametrize("state", SEEN_BY)
@pytest.mark.parametrize(
    "name", ["projects:detail", "projects:parties", "projects:history", "arenas:meetings"]
)
def test_who_sees_an_opgave(world: World, name: str, state: str):
    roles = ROLES if name == "projects:detail" else ["citizen", "committer", "staff"]
    url = reverse(name, args=[world.by_state[state].slug])
    seen = {role: str(visit(world, role, "GET", url).status_code) for role in roles}
    expected = dict(zip(ROLES, SEEN_BY[state], strict=True))
    assert seen == {role: expected[role] for role in roles}


@pytest.mark.parametrize("state", ["draft", "held", "hidden"])
def test_an_opgave_not_seen_is_not_there_by_any_road(world: World, state: str):
    """Every name below /opgaver/<slug>/, also with things that are really in it."""
    slug = world.by_state[state].slug
    found = {}
    for name in ABOUT_A_PROJECT:
        inside = [part_in(world.by_state[state], name)] if name in PARTS else []
        url = reverse(name, args=[slug, *inside])
        for method in ("GET", "POST"):
            sent = {} if (name.startswith("api:") and method == "GET") else fields_of(name, world)
            found[name, method] = visit(world, "citizen", method, url, sent).status_code
    at_the_door = {"projects:first_reply", "projects:take_contact"}  # refused before it is sought
    wanted = {key: 403 if key[0] in at_the_door else 404 for key in found}
    # Whoever opens the address of an act is led to its page, whatever is there or not.
    told = {key: status for key, status in found.items() if status not in {302, wanted[key]}}
    assert told == {}


def part_in(project, name: str) -> int:
    """A thing of the wanted kind in this opgave, or a number that is nobody's."""
    kinds = {
        "projects:describe_party": "parties",
        "projects:leave": "parties",
        "projects:answer_wish": "join_requests",
        "projects:stakeholder": "stakeholders",
        "projects:remove_stakeholder": "stakeholders",
        "projects:invitation": "invitations",
        "projects:send_again": "invitations",
        "projects:take_back_invitations": "invitation_batches",
        "projects:cancel_invitation": "invitations",
        "projects:answer_role": "roles",
        "projects:end_role": "roles",
        "projects:write_view": "parties",
        "projects:view_versions": "parties",
        "projects:contest": "statement_versions",
        "projects:answer_contribution": "contributions",
        "projects:remove_resource": "resources",
        "projects:take_resource": "resources",
        "projects:release_resource": "resources",
        "projects:solution": "solutions",
        "projects:change_solution": "solutions",
        "projects:solution_versions": "solutions",
        "projects:rest_solution": "solutions",
        "projects:probe": "probes",
        "projects:stop_probe": "probes",
        "arenas:arena": "arenas",
        "projects:assignment": "assignments",
    }
    rows = getattr(project, kinds[name]).all() if name in kinds else []
    return next((row.pk for row in rows), 1)


def test_the_demo_is_there_in_demo_mode_only(world: World, settings):
    settings.DEMO_MODE = True
    found = {
        name: visit(world, "anonymous", "GET", url_of(name, world)).status_code
        for name in names()
        if name.startswith(("demo", "mail:demo"))
    }
    assert found == {
        "demo": 200,
        "demo_step_in": 405,
        "demo_restart": 405,
        "mail:demo_box": 200,
        "mail:demo_mail": 200,
        "mail:demo_html": 200,
    }


# --- garbage: an address or a field that nobody means is never an error of the server -------------

HUGE = 10**40
ODD_SLUGS = ["-", "_", "a" * 300, "0", "ny-1", "None", "administrator"]
ODD_TEXTS = ["\x00", "a\x00b", "\U0001f600%\\'\"<>", "-1", str(HUGE), "a" * 5000]
QUERIES = [
    "page=-1", f"page={HUGE}", "page=%00", "page[]=1&page=2", "after=%00", f"after={HUGE}",
    "svar=%00", "part=%00", f"part={HUGE}", "interessent=%D9%A3", f"interessent={HUGE}",
    "next=%00", "q=%00", "q=%FF%FE", "phase=%00", "title=%00aaaaaaaaaa", "kind=%00", "from=%00",
    "to=%00", "%FF=%FF", "a=" + "b" * 4000,
]  # fmt: skip


def failures(world: World, requests: list[tuple[str, str, str, dict]]) -> list[str]:
    failed = []
    for role, method, url, data in requests:
        try:
            status = visit(world, role, method, url, data or None).status_code
        except Exception as error:  # noqa: BLE001  each is a page that would say 500
            failed.append(f"{role} {method} {url[:90]} {str(data)[:60]}: {error!r:.120}")
        else:
            failed += [f"{role} {method} {url[:90]}: {status}"] if status >= 500 else []
    return failed


def test_no_query_breaks_a_page(world: World):
    found = [
        ("convener", "GET", f"{url_of(name, world)}?{query}", {})
        for name in names()
        if name in ABOUT_A_PROJECT or name in {"home", "participants:me", "participants:mandates"}
        for query in QUERIES[:12:3]
    ]
    found += [
        (role, "GET", f"{url_of(name, world)}?{query}", {})
        for name, role in (
            ("projects:list", "anonymous"),
            ("projects:similar", "anonymous"),
            ("projects:history", "convener"),
            ("projects:timeline", "convener"),
            ("projects:assignments", "convener"),
            ("projects:invite", "convener"),
            ("projects:consent", "committer"),
            ("projects:answer", "anonymous"),
            ("projects:question", "citizen"),
            ("projects:inbox", "staff"),
            ("participants:welcome", "citizen"),
            ("account_request_login_code", "anonymous"),
        )
        for query in QUERIES
    ]
    assert failures(world, found) == []


def test_no_number_or_word_in_an_address_breaks_a_page(world: World):
    found = []
    for name in [*PARTS, "mfa_edit_webauthn", "mfa_remove_webauthn"]:
        start = [world.project.slug] if name in PARTS else []
        for number in (0, 2**31, 2**63 - 1, 2**63, HUGE):
            for method in ("GET", "POST"):
                found.append(("convener", method, reverse(name, args=[*start, number]), {}))
    found.append(("convener", "POST", reverse("participants:mandate_withdraw", args=[HUGE]), {}))
    found += [
        ("staff", "GET", reverse(name, args=[slug]), {})
        for name in ("projects:detail", "participants:organisation", "demo_step_in")
        for slug in ODD_SLUGS
    ]
    found += [
        ("anonymous", "GET", f"{start}{word}/", {})
        for start in (
            "/svar/",
            "/moeder/svar/",
            "/mail/afmeld/",
            "/opgaver/ny/andet/",
            "/opgaver/",
            "/parter/",
        )
        for word in ("%00", "%FF%FE", "%2e%2e", "æøå", "a" * 3000, "{{7}}")
    ]
    found += [
        ("administrator", "GET", f"/admin/projects/project/{w}/change/", {}) for w in ("%00", HUGE)
    ]
    assert failures(world, found) == []


# Forms that only somebody who speaks for the association is shown.
FOR_A_PARTY = {
    "projects:answer_assignment",
    "projects:follow_up",
    "projects:finish_assignment",
    "projects:answer_gains",
    "projects:fit",
    "projects:make_template",
    "projects:weigh_finding",
    "projects:challenge",
    "projects:pulse",
}


def test_no_field_breaks_a_form(world: World):
    """Every form of the site with every field full of each odd text, and with lists for words."""
    found = []
    for name in names():
        data = fields_of(name, world)
        role = {"projects:enter": "staff", "projects:first_reply": "staff"}.get(name, "convener")
        role = {"projects:consent": "committer", "projects:leave": "committer"}.get(name, role)
        role = {"projects:answer_role": "official", "projects:reopen": "initiator"}.get(name, role)
        role = {"arenas:answer_hat": "official", "arenas:accept_rules": "committer"}.get(name, role)
        role = "committer" if name in FOR_A_PARTY else role
        url = url_of(name, world)
        if name in FIELDS:
            found += [(role, "POST", url, dict.fromkeys(data, text)) for text in ODD_TEXTS]
            first = next(iter(data))
            found.append((role, "POST", url, data | {first: "a\x00b"}))
            found.append((role, "POST", url, {key: [value, value] for key, value in data.items()}))
    assert len(found) > 250
    assert failures(world, found) == []
