"""How allauth behaves here: nobody signs up by themselves, and who passes the door is told."""

import time
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from veturi.foundation.accounts.door import What, tell, ways_of
from veturi.foundation.accounts.letters import CHANGES, tell_of_change
from veturi.foundation.accounts.models import User

JUST_NOW = 5 * 60
WAYS_TO_PROVE: Mapping[str, Promise] = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Accounts are opened by a provider's administrator."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self.authentication_failed(request, **credentials)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        email = str(credentials.get("email", ""))
        tell(What.REFUSED, request, ways=("password",), email=email)

    def post_login(self, request: HttpRequest, user: User, **kw: Any) -> HttpResponse:
        tell(What.CAME_IN, request, user=user, ways=ways_of(request, user), email=user.email)
        answer: HttpResponse = super().post_login(request, user, **kw)
        return answer

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            tell(What.WENT_OUT, request, user=request.user, email=request.user.email)
        super().logout(request)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: Mapping[str, Any] | None = None,  # noqa: ARG002 - allauth's signature
        email: str | None = None,  # noqa: ARG002 - allauth's signature
    ) -> None:
        """One letter of ours with a sentence, instead of a template for each change."""
        if change := CHANGES.get(template_prefix):
            tell_of_change(user, change)
            tell(What.CHANGED, self.request, user=user, ways=(template_prefix,), email=user.email)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": WAYS_TO_PROVE[method["id"]]} for method in methods]

    def is_reauthentication_required(self, *, app: str, **kw: Any) -> bool:
        """Whoever signed in a moment ago need not say again who they are."""
        return super().is_reauthentication_required(app=app, **kw) and not self._came_just_now()

    def _came_just_now(self) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        return bool(records) and time.time() - records[-1]["at"] < JUST_NOW
