"""The pages of one's own sign-in that allauth does not have, and what ours know beside its own."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.views import LoginView, PasswordResetFromKeyView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2LoginView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from veturi.foundation.accounts.identities import identities_of, known_providers
from veturi.foundation.accounts.invitations import invitation, invited_by, is_invited
from veturi.foundation.accounts.provider import Coming, Exchange
from veturi.foundation.accounts.steps import Kind, steps_of

JOIN = "allauth.socialaccount"


class SignIn(LoginView):  # type: ignore[misc]  # allauth has no types
    def get_context_data(self, **kw: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kw), "providers": known_providers()}


class SetPassword(PasswordResetFromKeyView):  # type: ignore[misc]  # allauth has no types
    """The page of the link in a letter: whoever is invited may join an identity instead."""

    def get_context_data(self, **kw: Any) -> dict[str, Any]:
        providers = known_providers() if is_invited(self.reset_user) else []
        return {
            **super().get_context_data(**kw),
            "providers": providers,
            "uidb36": self.kwargs["uidb36"],
        }


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    def get_context_data(self, **kw: Any) -> dict[str, Any]:
        """Ask the browser for a key that opens the account by itself."""
        page = super().get_context_data(**kw)
        options = begin_registration(self.request.user, passwordless=True)
        return {**page, "js_data": {"creation_options": options}}


@require_safe
def ways(request: HttpRequest) -> HttpResponse:
    """How one signs in: password, second step, passkeys, identities elsewhere."""
    mine = Authenticator.objects.filter(user=request.user).order_by("created_at")
    codes = mine.filter(type=Kind.RECOVERY_CODES).first()
    identities = identities_of(request.user)
    names = dict(known_providers())
    joined = {one.provider for one in identities}
    page = {
        "app": mine.filter(type=Kind.TOTP).first(),
        "passkeys": [(key, key.wrap().name) for key in mine.filter(type=Kind.WEBAUTHN)],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "identities": [(one, names.get(one.provider, one.extra_data["iss"])) for one in identities],
        "providers": [one for one in known_providers() if one.key not in joined],
        "has_providers": bool(names) or bool(identities),
    }
    return render(request, "accounts/ways.html", page)


@require_safe
def second_step(request: HttpRequest) -> HttpResponse:
    """Where one is led whose role asks for a second step; also the place to choose which."""
    if steps_of(request.user).exists():
        return redirect("mfa_index")
    return render(request, "accounts/second_step.html")


@login_not_required
def identity(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the identity provider: to sign in, or to join its identity to one's own account."""
    exchange = _exchange(request, provider_id)
    if request.method != "POST":
        return redirect("mfa_index")
    if request.POST.get("process") == AuthProcess.CONNECT:
        raise_if_reauthentication_required(request, app=JOIN)
    return _walk(OAuth2LoginView, exchange, request)


@login_not_required
def identity_answer(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the identity provider."""
    return _walk(Coming, _exchange(request, provider_id), request)


@login_not_required
@require_POST
def identity_invited(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the identity provider with an invitation in the hand instead of setting a password."""
    exchange = _exchange(request, provider_id)
    link = invitation(request, request.POST.get("uidb36", ""))
    if invited_by(link) is None:
        return render(request, "account/password_reset_from_key.html", {"token_fail": True})
    try:
        answer: HttpResponse = exchange.get_provider().redirect(
            request, AuthProcess.LOGIN, data=link
        )
    except (OAuth2Error, RequestException) as trouble:
        return _silent(request, exchange, trouble)
    return answer


@require_POST
def identity_removal(request: HttpRequest, key: int) -> HttpResponse:
    """Detach one's own identity; the password or a link in a letter still lets in."""
    mine = get_object_or_404(SocialAccount, user=request.user, pk=key)
    raise_if_reauthentication_required(request, app=JOIN)
    mine.delete()
    get_adapter().send_notification_mail("socialaccount/email/account_disconnected", request.user)
    messages.success(request, _("The account elsewhere was detached."))
    return redirect("mfa_index")


def _exchange(request: HttpRequest, provider_id: str) -> Exchange:
    exchange = Exchange(request, provider_id)
    try:
        exchange.get_provider()
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    return exchange


def _walk(view: Any, exchange: Exchange, request: HttpRequest) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(exchange)(request)
    except (OAuth2Error, RequestException) as trouble:
        return _silent(request, exchange, trouble)
    return answer


def _silent(request: HttpRequest, exchange: Exchange, trouble: Exception) -> HttpResponse:
    """The identity provider does not answer, or not as it should."""
    answer: HttpResponse = render_authentication_error(
        request, exchange.get_provider(), exception=trouble
    )
    return answer
