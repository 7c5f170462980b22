"""What happens at the door: who came in, went out, was refused or changed how they sign in.

Told to whoever asks.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string

from veturi.foundation.accounts.models import User

log = logging.getLogger(__name__)


class What(StrEnum):
    CAME_IN = "came in"
    WENT_OUT = "went out"
    REFUSED = "refused"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Passage:
    what: What
    user: User | None
    ways: tuple[str, ...]
    email: str
    address: str
    at: datetime


def tell(
    what: What,
    request: HttpRequest,
    *,
    user: User | None = None,
    ways: tuple[str, ...] = (),
    email: str = "",
) -> None:
    """Hand the passage to each function named in AT_THE_DOOR."""
    passage = Passage(what, user, ways, email, get_adapter().get_client_ip(request), timezone.now())
    log.info("%s: user %s by %s", what, user and user.pk, "+".join(ways) or "-")
    for name in settings.AT_THE_DOOR.values():
        import_string(name)(passage)


def ways_of(request: HttpRequest, user: User) -> tuple[str, ...]:
    """How the user proved who they are in this session: by password, totp, webauthn, oidc."""
    records = get_authentication_records(request, user)
    return tuple(
        str(record.get("type") or record.get("provider") or record["method"])
        for record in records
        if not record.get("reauthenticated")
    )
