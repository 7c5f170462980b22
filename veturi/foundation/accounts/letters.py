"""Letters that tell a person how their own sign-in has changed."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veturi.foundation.accounts.models import User

# What allauth tells, by the name of its letter; the rest it tells nobody.
CHANGES: dict[str, Promise] = {
    "account/email/password_changed": gettext_lazy("Your password was changed."),
    "account/email/password_set": gettext_lazy("A password was set for your account."),
    "account/email/password_reset": gettext_lazy("Your password was set anew with a link."),
    "mfa/email/totp_activated": gettext_lazy("An authenticator app was added to your sign-in."),
    "mfa/email/totp_deactivated": gettext_lazy(
        "The authenticator app was removed from your sign-in."
    ),
    "mfa/email/recovery_codes_generated": gettext_lazy(
        "New recovery codes were made. The former ones do not work any more."
    ),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added to your sign-in."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed from your sign-in."),
    "socialaccount/email/account_connected": gettext_lazy(
        "An account elsewhere was joined to your sign-in."
    ),
    "socialaccount/email/account_disconnected": gettext_lazy(
        "An account elsewhere was detached from your sign-in."
    ),
}


def tell_of_change(user: User, change: str | Promise, *, language: str | None = None) -> None:
    """In the language of the page, or in the one that is given."""
    with translation.override(language or translation.get_language()):
        text = render_to_string("accounts/changed.txt", {"change": change})
        send_mail(
            _("Your sign-in to Veturi has changed"), text, settings.DEFAULT_FROM_EMAIL, [user.email]
        )
