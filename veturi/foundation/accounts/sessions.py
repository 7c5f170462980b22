"""Sign-ins that have ended: the database would keep them for ever."""

from datetime import date, datetime, time

from django.contrib.sessions.models import Session
from django.utils import timezone


def forget_ended(*, on: date) -> None:
    """The work of the night: what ended before this day is deleted."""
    midnight = timezone.make_aware(datetime.combine(on, time.min))
    Session.objects.filter(expire_date__lt=midnight).delete()
