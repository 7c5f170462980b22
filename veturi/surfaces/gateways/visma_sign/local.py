"""The twin of Visma Sign for the demo, the tests and development: no network.

What it keeps lies in the cache; in the mood `signs` everybody has signed when it is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, cast
from uuid import uuid4

from django.core.cache import cache

from veturi.surfaces.gateways.visma_sign.inviting import Invited, Invitee
from veturi.surfaces.gateways.visma_sign.refusals import NotFound, NotReached
from veturi.surfaces.gateways.visma_sign.rules.statuses import Json

KEPT = 7 * 24 * 3600


class Mood(StrEnum):
    WAITS = "waits"
    SIGNS = "signs"
    REFUSES = "refuses"
    EXPIRES = "expires"
    OFFLINE = "offline"


SAYS = {Mood.SIGNS: "signed", Mood.REFUSES: "rejected", Mood.EXPIRES: "expired"}


@dataclass(frozen=True, slots=True)
class Twin:
    """The service in a mood."""

    mood: Mood = Mood.WAITS

    def create(self, name: str, *, valid_until: date) -> str:
        self._refuse()
        uuid = str(uuid4())
        self._keep(uuid, {"name": name, "until": str(valid_until), "files": [], "invited": []})
        return uuid

    def add_file(self, document: str, name: str, content: bytes) -> None:
        kept = self._kept(document)
        self._keep(document, {**kept, "files": [*kept["files"], (name, content)]})

    def invite(self, document: str, invitees: Sequence[Invitee]) -> list[Invited]:
        kept = self._kept(document)
        invited = [Invited(str(uuid4())) for _one in invitees]
        keys = [one.uuid for one in invited]
        self._keep(document, {**kept, "invited": [*kept["invited"], *keys]})
        return invited

    def status(self, document: str) -> Json:
        kept = self._kept(document)
        word = "cancelled" if kept.get("cancelled") else SAYS.get(self.mood, "pending")
        return {
            "uuid": document,
            "name": kept["name"],
            "status": word,
            "files": [{"filename": name} for name, _content in kept["files"]],
            "invitations": [{"uuid": key, "status": word} for key in kept["invited"]],
        }

    def download(self, document: str) -> bytes:
        files = self._kept(document)["files"]
        if not files:
            raise NotFound
        return cast("bytes", files[0][1])

    def cancel(self, document: str) -> None:
        self._keep(document, {**self._kept(document), "cancelled": True})

    def _kept(self, document: str) -> dict[str, Any]:
        self._refuse()
        kept: dict[str, Any] | None = cache.get(f"visma_sign:{document}")
        if kept is None:
            raise NotFound
        return kept

    def _keep(self, document: str, what: dict[str, Any]) -> None:
        cache.set(f"visma_sign:{document}", what, KEPT)

    def _refuse(self) -> None:
        if self.mood == Mood.OFFLINE:
            raise NotReached
