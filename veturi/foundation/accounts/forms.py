"""Forms at the door: allauth's, with our words and without placeholders."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from veturi.foundation.accounts.door import What, tell
from veturi.foundation.accounts.models import User
from veturi.foundation.accounts.steps import used_before

LONGEST_NAME = 60


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ProveByPasswordForm(PasswordAgainForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


class AppForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of the app proves that the secret has arrived in it."""

    code = forms.CharField(
        label=_("Code from the app"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class _Code(forms.Form):
    """A code of the app or a recovery code; each opens once."""

    user: User

    code = forms.CharField(
        label=_("Code"),
        help_text=_("From your app, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # of the form beside it
        except ValidationError:
            tell(What.REFUSED, context.request, user=self.user, ways=("code",))
            raise
        if used_before(self.user, code):
            tell(What.REFUSED, context.request, user=self.user, ways=("code",))
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_Code, AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    pass


class ProveByCodeForm(_Code, ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    pass


def _credential() -> forms.JSONField:
    """What the browser fills in; without its script nothing comes."""
    return forms.JSONField(
        label=_("Passkey"),
        widget=forms.HiddenInput,
        error_messages={
            "required": _("The browser gave no passkey. It needs JavaScript for that."),
        },
    )


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A key that opens the account by itself: its owner unlocks it by finger, face or PIN."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("By which you know it: the phone, the computer at work."),
        max_length=LONGEST_NAME,
        required=False,
    )
    credential = _credential()
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)


class _Passkey(forms.Form):
    user: User | None
    credential = _credential()

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]  # of the form beside it
        except ValidationError:
            tell(What.REFUSED, context.request, user=self.user, ways=("webauthn",))
            raise


class PasskeyForm(_Passkey, AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    pass


class SignInByPasskeyForm(_Passkey, LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    pass


class ProveByPasskeyForm(_Passkey, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    pass
