"""How allauth's second step behaves here: sealed, drawn into the page, named in our words."""

from collections.abc import Mapping
from typing import ClassVar

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from veturi.foundation.accounts.models import User
from veturi.foundation.accounts.sealing import seal, unseal
from veturi.foundation.accounts.steps import Kind

OURS = "Veturi"


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    request: HttpRequest
    error_messages: ClassVar[Mapping[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This did not match. Try again."),
        "cannot_generate_recovery_codes": gettext_lazy("Set up a second step first."),
    }

    def get_totp_issuer(self) -> str:
        return OURS

    def build_totp_svg(self, url: str) -> Markup:
        """The QR code as part of the page; the policy of the pages allows no style in it."""
        code = segno.make(url, error="m", micro=False)
        drawn = code.svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None)
        return Markup(drawn)  # noqa: S704 (drawn by segno: numbers only)

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What cannot be unsealed any more matches nothing that anybody has."""
        return unseal(encrypted_text) or str(generate_totp_secret())

    def generate_authenticator_name(self, user: User, type: Kind) -> str:  # noqa: A002, ARG002 - allauth's
        return _("My passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": self.request.get_host().partition(":")[0], "name": OURS}
