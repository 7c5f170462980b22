"""By the minute: how the documents in the service are coming along."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from veturi.surfaces.gateways.visma_sign.actions import close, look
from veturi.surfaces.gateways.visma_sign.models import Document
from veturi.surfaces.gateways.visma_sign.refusals import NoAnswer, NotFound
from veturi.surfaces.gateways.visma_sign.rules.statuses import Outcome

A_ROUND = 20
EVERY = timedelta(minutes=10)


def keep_up() -> None:
    """Called each minute: each open document is asked about every ten minutes."""
    if settings.SIGNING_SERVICE:
        ask_about_open(at=timezone.now())


def ask_about_open(*, at: datetime) -> int:
    """How many were asked about; out of reach, the others wait for the next minute."""
    rows = Document.objects.open().asked_before(at - EVERY).select_related("version__agreement")
    asked = 0
    for document in rows.order_by("asked_at", "pk")[:A_ROUND]:
        try:
            look(document, at=at)
        except NotFound:
            close(document, Outcome.CANCELLED, at=at)
        except NoAnswer:
            Document.objects.filter(pk=document.pk).update(asked_at=at)
            break
        asked += 1
    return asked
