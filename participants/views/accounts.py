"""Sign-in, as allauth's views in our order: one form, one code."""

from typing import Any

from allauth.account import app_settings
from allauth.account.internal.decorators import login_not_required
from allauth.account.views import (
    ConfirmLoginCodeView,
    LoginView,
    RequestLoginCodeView,
)
from allauth.mfa.recovery_codes import views as allauth_recovery
from allauth.socialaccount.providers.openid_connect.views import callback
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from participants.accounts import CodeForm, PasswordForm, count_code, sign_in_url
from samskabelse.mail.limits import MailLimitReached
from samskabelse.web.middleware import writes_on_get


@login_not_required
def door(request: HttpRequest) -> HttpResponse:
    """allauth's separate pages for signing in and signing up are the one form here."""
    return redirect(sign_in_url(request))


class SignInView(RequestLoginCodeView):
    """Asks for the address. Always open again, so that a typing error in it can be put right."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        return None

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            form.ask_for_code(self.request)
        except MailLimitReached as error:
            form.add_error("email", str(error))
            return self.form_invalid(form)
        return super().form_valid(form)


class ConfirmCodeView(ConfirmLoginCodeView):
    """Takes the code. Keeps where the person was going when the code has run out."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self._process = None
        response = super().dispatch(request, *args, **kwargs)
        if self._process is None and not request.user.is_authenticated:
            if request.session.session_key:  # else nobody has asked for a code: GET starts nothing
                messages.warning(request, _("The code has run out. Ask for a new one."))
            return redirect(sign_in_url(request))
        return response

    def get_form_class(self) -> type:
        form_class = super().get_form_class()
        return CodeForm if self._action == "verify" else form_class

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if self._action == "verify":
            state = self._process.state
            kwargs["tries"] = f"code-try:{state['email']}:{state['at']}"
            kwargs["max_tries"] = app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS
        return kwargs

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        try:
            count_code(self.request, self._process.state["email"])
        except MailLimitReached as error:
            messages.warning(self.request, str(error))
            return redirect(self.passthrough_next_url(self.request.path))
        return super()._resend_form_valid(form)


class PasswordSignInView(LoginView):
    """For those who chose a password or a passkey on their security page."""

    template_name = "account/password_sign_in.html"

    def get_form_class(self) -> type:
        return PasswordForm

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        return None


class SessionsView(ListUserSessionsView):
    """Where the person is signed in. allauth clears away ended sessions while it shows them;
    a GET may not write, so ours leaves them out instead."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super(ListUserSessionsView, self).get_context_data(**kwargs)
        rows = UserSession.objects.filter(user_id=self.request.user.pk).order_by("-created_at")
        context["sessions"] = [row for row in rows if row.exists()]
        return context


sign_in = SignInView.as_view()
confirm_code = ConfirmCodeView.as_view()
password_sign_in = never_cache(PasswordSignInView.as_view())
sessions = SessionsView.as_view()
# Both note down that the codes were shown, as it must be known later.
view_recovery_codes = writes_on_get(allauth_recovery.view_recovery_codes)
download_recovery_codes = writes_on_get(allauth_recovery.download_recovery_codes)
# The provider sends the person back with a GET that signs in: it has to write.
oidc_callback = writes_on_get(callback)
