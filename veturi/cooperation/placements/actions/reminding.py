"""Signers who have not answered are reminded by night, a few times, with a new link."""

from datetime import date, timedelta

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from veturi.cooperation.placements.actions.doors import ask_to_sign
from veturi.cooperation.placements.models import Pass, Signature
from veturi.foundation.mail.models import Letter

REMINDED_AFTER = timedelta(days=5)
MOST_LETTERS = 3


def remind_signers(*, on: date) -> None:
    """The work of the night. Whose letter did not arrive is left to us: the address is wrong."""
    for row in to_remind(on=on):
        if not _is_lost(row):
            ask_to_sign(row, by=None, at=timezone.now())


def to_remind(*, on: date) -> QuerySet[Signature]:
    """Asked by a link some days ago, not answered, and not reminded too often."""
    waiting = Signature.objects.filter(
        signed_at=None,
        declined_at=None,
        version__signed_on=None,
        version__withdrawn_at=None,
        version__agreement__period__called_off_on=None,
        version__agreement__period__student__erased_on=None,
    ).exclude(email="")
    asked = waiting.annotate(letters=Count("passes"), last=Max("passes__made_at"))
    due = asked.filter(
        letters__gte=1, letters__lt=MOST_LETTERS, last__date__lte=on - REMINDED_AFTER
    ).exclude(version__signatures__declined_at__isnull=False)
    return due.select_related("version__agreement__period__student", "person").order_by("pk")


def _is_lost(row: Signature) -> bool:
    latest = Pass.objects.filter(signature=row).latest("made_at", "pk")
    return Letter.objects.failed().filter(key=latest.key).exists()
