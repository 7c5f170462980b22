"""The one door to eHOKS: whose it is, and that it is left in peace when it needs a pause."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from django.conf import settings
from django.core.cache import cache

from veturi.directory.models import Provider
from veturi.surfaces.gateways.ehoks.client import Client
from veturi.surfaces.gateways.ehoks.local import Mood, Twin
from veturi.surfaces.gateways.ehoks.refusals import (
    Busy,
    NotConfigured,
    NotReached,
    OtherLearner,
)
from veturi.surfaces.gateways.ehoks.rules.hoks import Json

RESTS_UNTIL, LOST = "ehoks:rests-until", "ehoks:lost"
# After each answer that did not come the pause is twice as long.
FIRST_REST, LONGEST_REST = 5, 600
FORGETS = 3600
Answer = TypeVar("Answer")


class Register(Protocol):
    """What the client and its twin have in common."""

    def hoks_of(self, study_right: str) -> Json: ...
    def replace(self, hoks: Json) -> None: ...


def is_in_use(provider: Provider) -> bool:
    """The service user is one school’s: to another it would show what is not its own."""
    if settings.EHOKS_TWIN:
        return True
    return bool(settings.EHOKS_USER) and provider.slug == settings.EHOKS_PROVIDER


def register(provider: Provider) -> Register:
    """The twin where the settings name its mood, else the real one."""
    if not is_in_use(provider):
        raise NotConfigured
    if settings.EHOKS_TWIN:
        return Twin(Mood(settings.EHOKS_TWIN))
    return Client(
        settings.EHOKS_URL, settings.CALLER_ID, settings.EHOKS_USER, settings.EHOKS_PASSWORD
    )


def hoks_of(study_right: str, *, learner: str, provider: Provider, at: datetime) -> Json:
    """The HOKS of a study right, when it is the learner’s: a number is easily mistyped."""
    asked = register(provider)
    hoks = _rested(lambda: asked.hoks_of(study_right), at=at)
    if hoks.get("opiskeluoikeus-oid") != study_right:
        raise OtherLearner
    if learner and hoks.get("oppija-oid") != learner:
        raise OtherLearner
    return hoks


def replace(hoks: Json, *, provider: Provider, at: datetime) -> None:
    """Sent once: whether it arrived when no answer came is seen by looking."""
    asked = register(provider)
    _rested(lambda: asked.replace(hoks), at=at)


def _rested(ask: Callable[[], Answer], *, at: datetime) -> Answer:
    until: datetime | None = cache.get(RESTS_UNTIL)
    if until is not None and at < until:
        raise Busy(int((until - at).total_seconds()) + 1)
    try:
        answer = ask()
    except Busy as busy:
        _rest(busy.retry_after, at=at)
        raise
    except NotReached:
        lost: int = cache.get(LOST, 0)
        cache.set(LOST, lost + 1, FORGETS)
        _rest(min(FIRST_REST * 2**lost, LONGEST_REST), at=at)
        raise
    cache.delete(LOST)
    return answer


def _rest(seconds: int, *, at: datetime) -> None:
    cache.set(RESTS_UNTIL, at + timedelta(seconds=seconds), seconds)
