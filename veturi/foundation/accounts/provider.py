"""An identity provider by OpenID Connect; allauth looks for `provider_classes` in this module.

allauth's own provider skips the signature of the ID token, knows no nonce and lets addresses of
mail speak. Here the token is checked whole, and of a person we keep who says so, whom, and a label.
"""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from veturi.foundation.accounts.id_token import NotGenuine, read_id_token

LABELS = ("email", "preferred_username", "name", "sub")
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Exchange(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """One walk to the identity provider and back."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        if config.get("issuer") != self._app.settings["issuer"]:
            raise OAuth2Error("The discovery document is of another issuer.")
        if missing := [name for name in ENDPOINTS if name not in config]:
            raise OAuth2Error(f"The discovery document lacks {missing}.")
        return config

    @property
    def basic_auth(self) -> bool:
        """What the discovery document says; when it says nothing, what the standard says."""
        methods = self.openid_config.get("token_endpoint_auth_methods_supported", [])
        return "client_secret_post" not in methods

    @property
    def _app(self) -> Any:
        return self.get_provider().app

    def complete_login(
        self,
        request: HttpRequest,
        app: Any,
        token: SocialToken,  # noqa: ARG002 - allauth's signature
        **kwargs: Any,
    ) -> SocialLogin:
        try:
            claims = read_id_token(
                kwargs["response"].get("id_token", ""),
                keys=self._keys(),
                issuer=app.settings["issuer"],
                client_id=app.client_id,
                nonce=self.nonce,
            )
        except NotGenuine as fault:
            raise OAuth2Error(str(fault)) from fault
        return self.get_provider().sociallogin_from_response(request, claims)

    def _keys(self) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            return dict(answer.json())


class IdentityProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth has no types
    oauth2_adapter_class = Exchange
    supports_token_authentication = False

    def redirect(
        self, request: HttpRequest, process: str, next_url: Any = None, data: Any = None, **kw: Any
    ) -> HttpResponse:
        """Leave by a page of ours with a link: the policy of our pages ends a form's way here."""
        nonce = secrets.token_urlsafe(24)
        kw |= {"auth_params": {"nonce": nonce}, "scope": self.get_default_scope(), "nonce": nonce}
        answer: HttpResponse = super().redirect(request, process, next_url, data, **kw)
        if "Location" not in answer.headers:
            return answer
        page = {"name": self.name, "address": answer.headers["Location"]}
        return render(request, "accounts/leaving.html", page)

    def extract_uid(self, data: Mapping[str, Any]) -> str:
        """A subject is unique at its issuer only."""
        return hashlib.sha256(f"{data['iss']}\n{data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: Mapping[str, Any]) -> dict[str, str]:
        label = next(str(data[name]) for name in LABELS if data.get(name))
        return {"iss": data["iss"], "sub": data["sub"], "label": label[:200]}

    def extract_common_fields(self, data: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - allauth's
        return {}

    def extract_email_addresses(self, data: Mapping[str, Any]) -> list[Any]:  # noqa: ARG002 - allauth's
        """None: an address of mail, verified or not, never leads to an account."""
        return []


class Coming(OAuth2CallbackView):  # type: ignore[misc]  # allauth has no types
    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        """The nonce comes back with the state that the session kept; each is used once."""
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, answer


provider_classes = [IdentityProvider]
