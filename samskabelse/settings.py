"""Settings, all driven by the environment. docs/settings.md lists every variable."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env
from whitenoise.compress import Compressor

from samskabelse.local.database import embedded_database_config
from samskabelse.local.secrets import ensure_secret_key
from samskabelse.logs import logging_config

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

# --- What kind of site this is ------------------------------------------------------------
DEMO_MODE = env.bool("DEMO_MODE", default=False)
DEBUG = env.bool("DEBUG", default=False)
PORT = env.int("PORT", default=8000)
BASE_URL = env.str("BASE_URL", default=f"http://localhost:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECRET_KEY = env.str("SECRET_KEY", default="") or ensure_secret_key(VAR_DIR)

# --- The municipality ---------------------------------------------------------------------
MUNICIPALITY_NAME = env.str("MUNICIPALITY_NAME", default="Nordager Kommune")
MUNICIPALITY_MAIL_DOMAINS = env.list("MUNICIPALITY_MAIL_DOMAINS", default=["nordager.example"])
CONTACT_NAME = env.str("CONTACT_NAME", default="Samskabelse i Nordager Kommune")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="samskabelse@nordager.example")
CONTACT_PHONE = env.str("CONTACT_PHONE", default="00 00 00 00")
ACCESSIBILITY_STATEMENT_URL = env.str("ACCESSIBILITY_STATEMENT_URL", default="")
FIRST_REPLY_WORKING_DAYS = env.int("FIRST_REPLY_WORKING_DAYS", default=2)
ANSWER_WEEKS = env.int("ANSWER_WEEKS", default=8)
INVITATION_DAYS = env.int("INVITATION_DAYS", default=30)
INVITATION_REMINDER_DAYS = env.int("INVITATION_REMINDER_DAYS", default=7)
WILD_DAYS = env.int("WILD_DAYS", default=7)
CONSENT_REMINDER_DAYS = env.int("CONSENT_REMINDER_DAYS", default=7)

# --- Map ----------------------------------------------------------------------------------
# Without an address the map has no ground and nothing loads from elsewhere.
MAP_TILES_URL = env.str("MAP_TILES_URL", default="")
MAP_TILES_ORIGIN = "/".join(MAP_TILES_URL.split("/")[:3])
MAP_ATTRIBUTION = env.str("MAP_ATTRIBUTION", default="")
MAP = {"tiles": MAP_TILES_URL, "attribution": MAP_ATTRIBUTION}

# --- Apps ---------------------------------------------------------------------------------
INSTALLED_APPS = [
    "arenas",
    "projects",
    "participants",
    "samskabelse.local",
    "samskabelse.ui",
    "samskabelse.mail",
    "samskabelse.rest",
    "samskabelse.web",
    "samskabelse.policy",
    "samskabelse.history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_linear_migrations",
    "django_structlog",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "rest_framework",
    "rules",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "samskabelse.web.middleware.HealthMiddleware",
    "samskabelse.web.middleware.PlainTextMiddleware",
    "arenas.polling.RoomNewsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "participants.middleware.ApiTokenMiddleware",
    "participants.middleware.PersonLanguageMiddleware",
    "samskabelse.web.middleware.PlainAddressMiddleware",
    "samskabelse.policy.middleware.PolicyMiddleware",
    "samskabelse.web.middleware.ActErrorMiddleware",
    "samskabelse.web.middleware.ReadOnlyMiddleware",
]

ROOT_URLCONF = "samskabelse.urls"
WSGI_APPLICATION = "samskabelse.wsgi.application"
ASGI_APPLICATION = "samskabelse.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["samskabelse.ui.templatetags.ui", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samskabelse.ui.context.site",
            ],
        },
    },
]
FORM_RENDERER = "samskabelse.ui.forms.DesignSystemRenderer"

# --- Data ---------------------------------------------------------------------------------
DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", default="")
    if env.str("DATABASE_URL", default="")
    else embedded_database_config(VAR_DIR / env.str("EMBEDDED_DATABASE", default="postgres"))
}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
# Pages ask small questions: compiling one to machine code (jit) costs more than it saves.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
    "-c jit=off -c statement_timeout=15s -c lock_timeout=5s "
    "-c idle_in_transaction_session_timeout=30s"
)
REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    # Parts of pages that are the same for everybody, for `{% cache %}`: in the process, until it
    # ends. Nothing that depends on who looks, and each names in its key what it depends on.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.dummy.DummyCache"
        if DEBUG
        else "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Whole pages as visitors see them: see samskabelse/web/keeping.py.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache"
        if env.bool("KEEP_PAGES", default=not DEBUG)
        else "django.core.cache.backends.dummy.DummyCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}

# --- People -------------------------------------------------------------------------------
AUTH_USER_MODEL = "participants.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "participants:me"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "participants.accounts.AccountAdapter"
ACCOUNT_FORMS = {"request_login_code": "participants.accounts.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": True, "length": 8}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # a mail may be slow
ACCOUNT_LOGIN_TIMEOUT = 20 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 2
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
MFA_TOTP_ISSUER = MUNICIPALITY_NAME
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_TOTP_TOLERANCE = 1  # a code just before and after its half minute (RFC 6238 §5.2)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "participants.accounts.PasskeyForm"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO_MODE
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env.str("OIDC_NAME", default="MitID"),
                "client_id": env.str("OIDC_CLIENT_ID", default=""),
                "secret": env.str("OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ]
        if OIDC_SERVER_URL
        else []
    }
}

# --- Language and time --------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
FORMAT_MODULE_PATH = ["samskabelse.formats"]

# --- Mail ---------------------------------------------------------------------------------
# "smtp" talks to the server below; "browser" keeps the mails in the database for /demo/.
MAIL_TRANSPORT = env.str("MAIL_TRANSPORT", default="browser" if DEMO_MODE else "smtp")
MAIL_FROM = env.str("MAIL_FROM", default=f"{MUNICIPALITY_NAME} <{CONTACT_EMAIL}>")
SMTP_HOST = env.str("SMTP_HOST", default="localhost")
SMTP_PORT = env.int("SMTP_PORT", default=25)
SMTP_USER = env.str("SMTP_USER", default="")
SMTP_PASSWORD = env.str("SMTP_PASSWORD", default="")
SMTP_STARTTLS = env.bool("SMTP_STARTTLS", default=False)
MAIL_JOURNAL = env.str("MAIL_JOURNAL", default="")
MAIL_HOLD = env.bool("MAIL_HOLD", default=False)
MAIL_QUIET_HOURS = env.str("MAIL_QUIET_HOURS", default="" if DEMO_MODE else "20-8")
DEFAULT_FROM_EMAIL = MAIL_FROM
EMAIL_BACKEND = "samskabelse.mail.backend.OutboxBackend"

# --- Static files -------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if env.bool("PLAIN_STATIC", default=DEBUG)
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Maps of other people's scripts are large, and only developers' tools ask for them.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]

# --- Security -----------------------------------------------------------------------------
HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Who may show the embeddable list of events in a frame; no other page may be shown in one.
EMBED_ANCESTORS = env.list("EMBED_ANCESTORS", default=["*"])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000  # ten thousand invitees come back from their preview
SILENCED_SYSTEM_CHECKS: list[str] = env.list("SILENCED_CHECKS", default=[])

# --- API ----------------------------------------------------------------------------------
MIGRATION_MODULES = {"knox": None}  # its own table would stay empty
KNOX_TOKEN_MODEL = "participants.ApiToken"  # noqa: S105  a name
REST_KNOX = {"TOKEN_PREFIX": "sam_", "TOKEN_TTL": None, "AUTH_HEADER_PREFIX": "Bearer"}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["samskabelse.rest.authentication.PersonAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": [],  # the policy registry has let them in
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["samskabelse.rest.parsers.BoundedJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "samskabelse.rest.schema.ApiSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "samskabelse.rest.problems.answer_to",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Samskabelse",
    "DESCRIPTION": "Opgaver, their parties, invitations, consents, phases and history.",
    "VERSION": "1",
    "COMPONENT_SPLIT_REQUEST": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "LeaveReason": "projects.enums.LeaveReason",
        "Outcome": "projects.enums.Outcome",
        "Phase": "projects.enums.Phase",
        "InvitationState": "projects.enums.InvitationState",
        "RoundState": "projects.enums.RoundState",
    },
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "samskabelse.rest.schema.close_shapes",
    ],
}

# --- Work in the background ---------------------------------------------------------------
CELERY = {
    "broker_url": REDIS_URL or "memory://localhost",
    "task_ignore_result": True,
    "task_serializer": "json",
    "accept_content": ["json"],
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "worker_prefetch_multiplier": 1,
    "task_time_limit": 120 if REDIS_URL else None,
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
    "worker_enable_remote_control": False,
    "worker_hijack_root_logger": False,
    "timezone": TIME_ZONE,
    "broker_transport_options": {
        "visibility_timeout": 600,
        "socket_timeout": 10,
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
        "health_check_interval": 25,
        "global_keyprefix": "samskabelse:",
    }
    if REDIS_URL
    else {},
}

# --- Log ----------------------------------------------------------------------------------
LOGGING = logging_config(level=env.str("LOG_LEVEL", default="WARNING"), readable=DEBUG or DEMO_MODE)
