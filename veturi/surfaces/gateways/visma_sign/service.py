"""What any signing service can do for us, and the one that is in use."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from django.conf import settings

from veturi.surfaces.gateways.visma_sign.client import Client
from veturi.surfaces.gateways.visma_sign.inviting import Invited, Invitee
from veturi.surfaces.gateways.visma_sign.local import Mood, Twin
from veturi.surfaces.gateways.visma_sign.refusals import NotConfigured
from veturi.surfaces.gateways.visma_sign.rules.requests import Credentials
from veturi.surfaces.gateways.visma_sign.rules.statuses import Json


class SignatureProvider(Protocol):
    """A document is made, given its file, its signers invited; then one asks how it goes."""

    def create(self, name: str, *, valid_until: date) -> str: ...
    def add_file(self, document: str, name: str, content: bytes) -> None: ...
    def invite(self, document: str, invitees: Sequence[Invitee]) -> list[Invited]: ...
    def status(self, document: str) -> Json: ...
    def download(self, document: str) -> bytes: ...
    def cancel(self, document: str) -> None: ...


def provider() -> SignatureProvider:
    """The twin where the settings name its mood, else the real one."""
    if settings.VISMA_SIGN_TWIN:
        return Twin(Mood(settings.VISMA_SIGN_TWIN))
    if not (settings.VISMA_SIGN_IDENTIFIER and settings.VISMA_SIGN_SECRET):
        raise NotConfigured
    credentials = Credentials(settings.VISMA_SIGN_IDENTIFIER, settings.VISMA_SIGN_SECRET)
    return Client(settings.VISMA_SIGN_URL, credentials)
