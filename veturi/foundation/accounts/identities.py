"""How allauth treats identities from elsewhere: only what somebody joined opens an account."""

from typing import Any, NamedTuple

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from veturi.foundation.accounts.door import What, tell
from veturi.foundation.accounts.invitations import invited_by
from veturi.foundation.accounts.models import User


class Known(NamedTuple):
    key: str
    name: str


def known_providers() -> list[Known]:
    """The identity providers that the environment names."""
    return [Known(one["provider_id"], one["name"]) for one in _configured()]


def identities_of(user: User | AnonymousUser) -> list[SocialAccount]:
    return list(SocialAccount.objects.filter(user=user).order_by("date_joined"))


def _configured() -> list[dict[str, Any]]:
    apps: list[dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return apps


class Identities(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def list_apps(
        self,
        request: HttpRequest,  # noqa: ARG002 - allauth's signature
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        """Those of the environment; the table of the database says nothing."""
        apps = [SocialApp(provider="openid_connect", **one) for one in _configured()]
        return [
            app
            for app in apps
            if provider in (None, app.provider, app.provider_id)
            and client_id in (None, app.client_id)
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in whom somebody has joined, join whom an invitation names, refuse the rest."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        guest = invited_by(sociallogin.state.get("data"))
        if guest and not sociallogin.is_existing:
            sociallogin.connect(request, guest)
        elif not sociallogin.is_existing or guest not in (None, sociallogin.user):
            self._refuse(request, sociallogin, joined_elsewhere=sociallogin.is_existing)

    def _refuse(
        self, request: HttpRequest, sociallogin: SocialLogin, *, joined_elsewhere: bool
    ) -> None:
        tell(What.REFUSED, request, ways=(sociallogin.account.provider,))
        page = {
            "name": sociallogin.provider.name,
            "label": sociallogin.account.extra_data["label"],
            "joined_elsewhere": joined_elsewhere,
        }
        raise ImmediateHttpResponse(render(request, "accounts/unknown.html", page, status=403))

    def get_connect_redirect_url(self, *_ignored: Any) -> str:
        return reverse("mfa_index")
