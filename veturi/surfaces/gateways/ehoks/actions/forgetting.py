"""What eHOKS answered is not kept for ever: contact data of instructors are in it."""

from datetime import date, timedelta

from veturi.surfaces.gateways.ehoks.models import Inquiry

KEPT = timedelta(days=90)


def forget_old(*, on: date) -> None:
    """The work of the night: who wants to know after three months asks again."""
    Inquiry.objects.filter(asked_at__date__lt=on - KEPT).delete()
