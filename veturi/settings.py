"""All settings, read top to bottom; what differs by installation is in the environment."""

import json
import os
import secrets
import shlex
from datetime import time
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from veturi.foundation.accounts.configuring import identity_providers

PACKAGE = Path(__file__).resolve().parent
VAR = Path(os.environ.get("VETURI_VAR", "var")).resolve()


def env_flag(name: str) -> bool:
    return os.environ.get(name, "") in {"1", "true", "yes"}


def secret_key() -> str:
    """The key of the installation: from the environment, else made once and kept in VAR."""
    if given := os.environ.get("VETURI_SECRET_KEY"):
        return given
    if not env_flag("VETURI_LOCAL"):
        raise ImproperlyConfigured(
            "Set VETURI_SECRET_KEY to a long random text (or VETURI_LOCAL=1 to try Veturi out)."
        )
    kept = VAR / "secret-key"
    if not kept.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(50))
        kept.chmod(0o600)
    return kept.read_text()


def database(url: str) -> dict[str, Any]:
    """`sqlite:PATH` or `postgresql:NAME?host=…` (libpq's own parameters)."""
    scheme, _sep, rest = url.partition(":")
    if scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": rest,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                " PRAGMA mmap_size=268435456; PRAGMA cache_size=-20000;",
            },
        }
    if scheme == "postgresql":
        name, _sep, query = rest.partition("?")
        options = dict(pair.split("=", 1) for pair in query.split("&") if pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": options.pop("user", ""),
            "PASSWORD": options.pop("password", ""),
            "HOST": options.pop("host", ""),
            "PORT": options.pop("port", ""),
            "CONN_MAX_AGE": 60,
            "OPTIONS": options,
        }
    raise ImproperlyConfigured(f"VETURI_DATABASE: sqlite:… or postgresql:…, not “{url}”.")


LOCAL = env_flag("VETURI_LOCAL")
DEBUG = env_flag("VETURI_DEBUG")
DEMO = env_flag("VETURI_DEMO")
DEMO_PEOPLE = "veturi.surfaces.demo.people.PEOPLE"
SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = os.environ.get("VETURI_FORMER_SECRET_KEYS", "").split()
ALLOWED_HOSTS = os.environ.get("VETURI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
ROOT_URLCONF = "veturi.urls"
WSGI_APPLICATION = "veturi.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "django_htmx",
    "django_q",
    "veturi.foundation.accounts",
    "veturi.foundation.design",
    "veturi.foundation.history",
    "veturi.foundation.jobs",
    "veturi.foundation.mail",
    "veturi.foundation.search",
    "veturi.foundation.trail",
    "veturi.directory",
    "veturi.ledger",
    "veturi.cooperation.encounters",
    "veturi.cooperation.placements",
    "veturi.insight.levels",
    "veturi.insight.reciprocity",
    "veturi.surfaces.accesslog",
    "veturi.surfaces.desk",
    "veturi.surfaces.notices",
    "veturi.surfaces.quick",
    "veturi.surfaces.find",
    "veturi.surfaces.pictures",
    "veturi.surfaces.merging",
    "veturi.surfaces.imports",
    "veturi.surfaces.gateways.visma_sign",
    "veturi.surfaces.gateways.ytj",
    "veturi.surfaces.gateways.eperusteet",
    "veturi.surfaces.gateways.ehoks",
    "veturi.surfaces.gateways.sms",
    "veturi.surfaces.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "veturi.foundation.web.middleware.end_idle_sign_in",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "veturi.directory.present.WhoIsHere",
    "veturi.directory.second_step.LeadToSecondStep",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "veturi.foundation.web.middleware.answer_htmx_in_words",
    "veturi.foundation.web.middleware.show_what_only_a_button_opens",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(PACKAGE.glob("**/templates")),
        "OPTIONS": {
            "environment": "veturi.foundation.web.templates.environment",
            "context_processors": ["veturi.surfaces.desk.shell.shell"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

DATABASES = {"default": database(os.environ.get("VETURI_DATABASE", f"sqlite:{VAR}/veturi.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Throttles, and a register's request to wait, are shared by all processes of the server. Of answers
# that are kept for a day there are as many as partners; a flood of throttles pushes none out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "veturi_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # The idle worker tells its state to nobody, instead of to the database twice a second.
    "still": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
Q_CLUSTER = {
    "name": "veturi",
    "orm": "default",
    "cache": "still",
    "workers": int(os.environ.get("VETURI_WORKERS", "1")),
    "timeout": int(os.environ.get("VETURI_STEP_TIMEOUT", "60")),
    "retry": int(os.environ.get("VETURI_STEP_RETRY", "90")),
    "poll": float(os.environ.get("VETURI_POLL", "0.5")),
    "max_attempts": 20,
    "ack_failures": True,
    "save_limit": 500,
    "catch_up": False,
    "label": "Veturi",
}

# What the worker looks for each minute.
EVERY_MINUTE = {
    "wake quiet jobs": "veturi.foundation.jobs.actions.wake_quiet_jobs",
    "send letters": "veturi.foundation.mail.sending.send_waiting",
    "tell what is new": "veturi.surfaces.notices.tailing.keep_up",
    "ask the signing service": "veturi.surfaces.gateways.visma_sign.polling.keep_up",
    "seal the trail": "veturi.foundation.trail.sealing.keep_up",
}
# Work of the night: its name and the function that is called with on=.
NIGHTLY = {
    "periods": "veturi.cooperation.placements.actions.passing.ask_everybody",
    "signers": "veturi.cooperation.placements.actions.reminding.remind_signers",
    "links": "veturi.cooperation.placements.actions.doors.forget_ended",
    "levels": "veturi.insight.levels.night.ask_everybody",
    "ytj": "veturi.surfaces.gateways.ytj.refreshing.refresh_everybody",
    "letters": "veturi.foundation.mail.actions.forget_old",
    "notices": "veturi.surfaces.notices.passing.tell_everybody",
    "digests": "veturi.surfaces.notices.digest.write_everybodys",
    "choices": "veturi.directory.actions.bulk.forget_choices",
    "exports": "veturi.directory.actions.exports.forget_exports",
    "sessions": "veturi.foundation.accounts.sessions.forget_ended",
    "trail": "veturi.foundation.trail.forgetting.forget_old",
    "ehoks": "veturi.surfaces.gateways.ehoks.actions.forgetting.forget_old",
    "files": "veturi.foundation.files.sweeping.sweep",
    "upkeep": "veturi.foundation.jobs.upkeep.take_stock",
}
# Which modules keep words of what is promised: asked as words_of(promises, to=person).
WORDS_OF_PROMISES = (
    "veturi.cooperation.encounters.reading.words_of",
    "veturi.cooperation.placements.reading.visits.words_of",
)
# When those begin that have a time of their own.
NIGHTLY_AT = {"notices": time(5), "digests": time(7)}

# How long it is kept who signed in, looked and exported: until a breach of official secrecy can no
# longer be charged (Criminal Code 39/1889, chapter 40 section 5 and chapter 8 section 1).
TRAIL_YEARS = int(os.environ.get("VETURI_TRAIL_YEARS", "5"))

# The register of companies: PRH's open data, or its twin in a mood (answers, offline or busy).
YTJ_URL = os.environ.get("VETURI_YTJ_URL", "https://avoindata.prh.fi/opendata-ytj-api/v3")
YTJ_TWIN = os.environ.get("VETURI_YTJ_TWIN", "answers" if DEMO else "")

# The signing service: Visma Sign by our credentials, or its twin in a mood (waits, signs, refuses,
# expires or offline); without either there is none.
VISMA_SIGN_URL = os.environ.get("VETURI_VISMA_SIGN_URL", "https://sign.visma.net")
VISMA_SIGN_IDENTIFIER = os.environ.get("VETURI_VISMA_SIGN_IDENTIFIER", "")
VISMA_SIGN_SECRET = os.environ.get("VETURI_VISMA_SIGN_SECRET", "")
VISMA_SIGN_TWIN = os.environ.get("VETURI_VISMA_SIGN_TWIN", "signs" if DEMO else "")
# Which gateway signs agreements: the name of its addresses, empty where there is none.
SIGNING_SERVICE = "visma_sign" if VISMA_SIGN_TWIN or VISMA_SIGN_IDENTIFIER else ""
# The register of qualifications, or its twin in a mood; who asks is told to OPH's services.
EPERUSTEET_URL = os.environ.get(
    "VETURI_EPERUSTEET_URL", "https://virkailija.opintopolku.fi/eperusteet-service"
)
EPERUSTEET_TWIN = os.environ.get("VETURI_EPERUSTEET_TWIN", "answers" if DEMO else "")
CALLER_ID = os.environ.get("VETURI_CALLER_ID", "")
# The register of study plans, asked as the service user of one school, or its twin in a mood
# (answers, mirrors, offline, busy or strange); without either it is not asked.
EHOKS_URL = os.environ.get("VETURI_EHOKS_URL", "https://virkailija.opintopolku.fi").rstrip("/")
EHOKS_USER = os.environ.get("VETURI_EHOKS_USER", "")
EHOKS_PASSWORD = os.environ.get("VETURI_EHOKS_PASSWORD", "")
EHOKS_PROVIDER = os.environ.get("VETURI_EHOKS_PROVIDER", "")
EHOKS_TWIN = os.environ.get("VETURI_EHOKS_TWIN", "mirrors" if DEMO else "")
# What registers have of a period or of a student, told on its page: functions (thing) -> notes.
REGISTER_NOTES = ["veturi.surfaces.gateways.ehoks.reading.notes_of"]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
ACCOUNT_ADAPTER = "veturi.foundation.accounts.adapter.ClosedDoor"
ACCOUNT_FORMS = {
    "login": "veturi.foundation.accounts.forms.SignInForm",
    "reauthenticate": "veturi.foundation.accounts.forms.ProveByPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
}
MFA_ADAPTER = "veturi.foundation.accounts.second_step.SecondStep"
MFA_FORMS = {
    "activate_totp": "veturi.foundation.accounts.forms.AppForm",
    "authenticate": "veturi.foundation.accounts.forms.CodeForm",
    "reauthenticate": "veturi.foundation.accounts.forms.ProveByCodeForm",
    "add_webauthn": "veturi.foundation.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "veturi.foundation.accounts.forms.RenamePasskeyForm",
    "authenticate_webauthn": "veturi.foundation.accounts.forms.PasskeyForm",
    "login_webauthn": "veturi.foundation.accounts.forms.SignInByPasskeyForm",
    "reauthenticate_webauthn": "veturi.foundation.accounts.forms.ProveByPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator wrote the address; nobody signs up here
SOCIALACCOUNT_ADAPTER = "veturi.foundation.accounts.identities.Identities"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": identity_providers(os.environ, local=LOCAL)},
}
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
# Who is told when somebody comes in, goes out or is refused: a name, and the function called.
AT_THE_DOOR = {"trail": "veturi.surfaces.accesslog.door.note"}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = reverse_lazy("desk:home")
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
SESSION_COOKIE_AGE = 12 * 60 * 60
IDLE_MINUTES = int(os.environ.get("VETURI_IDLE_MINUTES", "60"))
SESSION_COOKIE_NAME = "veturi"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "veturi.foundation.web.views.token_refused"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not LOCAL
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = not LOCAL and not env_flag("VETURI_BEHIND_TLS")
SECURE_HSTS_SECONDS = 0 if LOCAL else 31536000
if env_flag("VETURI_BEHIND_TLS"):
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
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

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Helsinki"

STATIC_URL = "/static/"
STATIC_ROOT = None  # files are served from the package itself, hashed by the build
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = r"/dist/.+-[0-9A-Z]{8}\.\w+$"
MEDIA_ROOT = VAR / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
LARGEST_FILE_MB = int(os.environ.get("VETURI_LARGEST_FILE_MB", "10"))
# A command that reads the file and ends with 0 (clean) or 1 (found): for example clamdscan -
VIRUS_SCANNER = shlex.split(os.environ.get("VETURI_VIRUS_SCANNER", ""))
VIRUS_SCANNER_SECONDS = int(os.environ.get("VETURI_VIRUS_SCANNER_SECONDS", "30"))
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Whatever sends a letter puts it in the outbox; the worker hands it to the transport.
EMAIL_BACKEND = "veturi.foundation.mail.backend.Outbox"
MAIL_TRANSPORT = os.environ.get(
    "VETURI_MAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = os.environ.get("VETURI_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("VETURI_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("VETURI_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("VETURI_SMTP_PASSWORD", "")
EMAIL_USE_TLS = env_flag("VETURI_SMTP_TLS")
EMAIL_TIMEOUT = 10
# The service of text messages: any that takes JSON with a key, as it stands here Elisa Dialogi; or
# its twin in a mood (takes, refuses, offline or strange).
SMS_URL = os.environ.get("VETURI_SMS_URL", "")
SMS_KEY = os.environ.get("VETURI_SMS_KEY", "")
SMS_SENDER = os.environ.get("VETURI_SMS_SENDER", "Veturi")
SMS_AUTHORIZATION = os.environ.get("VETURI_SMS_AUTHORIZATION", "apikey {key}")
_DIALOGI = '{"sender": "{sender}", "destination": ["{to}"], "text": "{text}"}'
SMS_BODY = json.loads(os.environ.get("VETURI_SMS_BODY", _DIALOGI))
SMS_TAKEN = frozenset(os.environ.get("VETURI_SMS_TAKEN", "CREATED").upper().split())
SMS_TWIN = os.environ.get("VETURI_SMS_TWIN", "takes" if DEMO else "")
# What sends text messages: a function (to, text) by its dotted name; without one codes go by mail.
_SMS_SERVICE = "veturi.surfaces.gateways.sms.service.send" if SMS_URL or SMS_TWIN else ""
SMS_BACKEND = os.environ.get("VETURI_SMS_BACKEND", _SMS_SERVICE)
DEFAULT_FROM_EMAIL = os.environ.get("VETURI_FROM", "veturi@localhost")
# Letters that the worker writes hold links: this is where the pages are.
ADDRESS = os.environ.get("VETURI_ADDRESS", "http://127.0.0.1:8000").rstrip("/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("VETURI_LOG", "WARNING")},
}
