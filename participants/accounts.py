"""Sign-in by mailed code: one form for those who are known here and those who are not.

allauth does the work; this file says how it looks, what it may cost and where its mails go.
"""

import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm
from allauth.account.internal import templatekit
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from participants.middleware import forget_switched_language
from participants.models import User
from participants.services.accounts import person_signing_in
from samskabelse.mail import limits
from samskabelse.mail.addresses import canonical
from samskabelse.mail.queue import queue_account_mail
from samskabelse.ui.context import site

HOUR, DAY = 60 * 60, 24 * 60 * 60
CODES_PER_HOUR, CODES_PER_DAY = 5, 15  # to one address
CODES_PER_HOUR_FROM_ONE_IP = 100  # a whole town hall may share one
ACCOUNT_MAILS_PER_HOUR = 10  # to one address, all but codes
FRESH = 10 * 60  # seconds since signing in
PASSWORDS_PER_HOUR = 20  # tries on one account
TOO_MANY_CODES = _(
    "Many codes have been asked for in a short time. Use the newest one in your mail, "
    "or try again in an hour."
)

# allauth hands its templates a `site` of its own, which would hide the one our layouts read.
templatekit.get_current_site = lambda request: site(request)["site"]


def count_code(request: HttpRequest, email: str) -> None:
    """Use one of the codes that this address and this IP have left. Raises MailLimitReached.

    Counted in PostgreSQL, so a hundred requests at once get no more than one after the other.
    """
    ip = AccountAdapter(request).get_client_ip(request)
    key = f"code:{canonical(email)}"
    limits.allow(f"code-ip:{ip}", CODES_PER_HOUR_FROM_ONE_IP, HOUR, TOO_MANY_CODES)
    limits.allow(f"{key}:hour", CODES_PER_HOUR, HOUR, TOO_MANY_CODES)
    limits.allow(f"{key}:day", CODES_PER_DAY, DAY, TOO_MANY_CODES)


class SignInForm(RequestLoginCodeForm):
    """Asks for an address and nothing else. An unknown one gets an account, without a word.

    A closed account gets no code but a mail that says whom to ask; the page shows no difference.
    """

    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("We send you a code. You need no password, and no account beforehand."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )
    _user: User | None = None

    def clean_email(self) -> str:
        try:
            return canonical(self.cleaned_data["email"])
        except ValueError:
            raise ValidationError(
                _("This is not a mail address. Look for a typing error.")
            ) from None

    def ask_for_code(self, request: HttpRequest) -> None:
        """Count the code and find or make whom it is for. Raises MailLimitReached."""
        email = self.cleaned_data["email"]
        count_code(request, email)
        person = person_signing_in(email, language=get_language() or settings.LANGUAGE_CODE)
        self._user = person if person.is_active else None


class CodeForm(ConfirmLoginCodeForm):
    """Takes the code with or without its dash. Tries are counted in PostgreSQL, not in the session.

    `tries` names the counter of the code that was sent: guesses made side by side count too.
    """

    code = forms.CharField(
        label=_("Code from the mail"),
        help_text=_("Eight digits. You may leave out the dash."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autocapitalize": "none",
                "class": "code-input",
            }
        ),
        error_messages={"required": _("Write the code from the mail.")},
    )

    def __init__(self, *args: Any, tries: str, max_tries: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tries, self.max_tries = tries, max_tries

    def clean_code(self) -> str:
        if not limits.take(self.tries, self.max_tries, HOUR):
            raise ValidationError(_("This code has been tried too often. Ask for a new one."))
        return super().clean_code()


class PasswordForm(LoginForm):
    """For those who have chosen a password on their security page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].label = _("Your e-mail")
        self.fields["password"].help_text = ""

    def _setup_password_field(self) -> None:
        """Keep it: allauth takes it away because nobody chooses a password when they come."""


class PasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you want to call it?")


class AccountAdapter(DefaultAccountAdapter):
    """Where allauth's acts meet ours."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code in the newest mail. Look again."),
        "too_many_login_attempts": _("Too many tries. Ask for a new code."),
        "rate_limited": TOO_MANY_CODES,
        "invalid_login": _("The address and the password do not belong together."),
        "email_password_mismatch": _("The address and the password do not belong together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """There is no separate sign-up: the one form makes an account when there is none."""
        if request.resolver_match and request.resolver_match.view_name == "account_signup":
            raise ImmediateHttpResponse(HttpResponseRedirect(sign_in_url(request)))
        return True

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue allauth's mail in the fast lane, sealed. What it says expires with its code."""
        request = allauth_context.request
        if template_prefix != "account/email/login_code":  # that one is counted in count_code
            limits.allow(f"account-mail:{canonical(email)}", ACCOUNT_MAILS_PER_HOUR, HOUR)
        context = {
            "request": request,
            "email": email,
            "site_name": settings.MUNICIPALITY_NAME,
            "contact_email": settings.CONTACT_EMAIL,
            "contact_phone": settings.CONTACT_PHONE,
        } | context
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        queue_account_mail(
            email,
            " ".join(subject.split()),
            render_to_string(f"{template_prefix}_message.txt", context).strip(),
            key=f"{template_prefix}:{uuid4()}",
            expires_at=timezone.now() + timedelta(hours=1),
            language=get_language() or settings.LANGUAGE_CODE,
        )

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Password tries are counted in PostgreSQL, whatever the cache forgets."""
        login = credentials.get("email") or ""
        if not limits.take(f"password:{login.strip().lower()}", PASSWORDS_PER_HOUR, HOUR):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """On to where the person was going, by way of the name if we do not know it yet."""
        response = super().post_login(request, user, **kwargs)
        if not user.name:
            where = urlencode({"next": response["Location"]})
            response = HttpResponseRedirect(f"{reverse('participants:welcome')}?{where}")
        forget_switched_language(response)
        return response

    def is_reauthentication_required(self, **kwargs: Any) -> bool:
        """Who has signed in a moment ago need not prove it again to change how they sign in."""
        records = get_authentication_records(self.request, self.request.user)
        fresh = any(time.time() - record["at"] < FRESH for record in records)
        return not fresh and super().is_reauthentication_required(**kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("participants:security")


def sign_in_url(request: HttpRequest) -> str:
    """The one form, keeping where the person was going."""
    query = request.GET.urlencode()
    return resolve_url(settings.LOGIN_URL) + (f"?{query}" if query else "")
