"""allauth's pages under /konto/, with ours in front where they differ. Names stay allauth's."""

from django.urls import include, path

from participants.views import accounts

urlpatterns = [
    path("", accounts.door, name="account_door"),
    path("login/", accounts.door, name="account_login"),
    path("signup/", accounts.door, name="account_signup"),
    path("login/code/", accounts.sign_in, name="account_request_login_code"),
    path("login/code/confirm/", accounts.confirm_code, name="account_confirm_login_code"),
    path("adgangskode/", accounts.password_sign_in, name="account_password_sign_in"),
    path("sessions/", accounts.sessions, name="usersessions_list"),
    path("2fa/recovery-codes/", accounts.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/download/",
        accounts.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        "oidc/<str:provider_id>/login/callback/",
        accounts.oidc_callback,
        name="openid_connect_callback",
    ),
    path("", include("allauth.urls")),
]
