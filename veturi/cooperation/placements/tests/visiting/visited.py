"""What the tests of visits ask and read."""

from datetime import timedelta

from django.urls import reverse

from veturi.cooperation.placements.tests.reading_pages import written

DAY = timedelta(days=1)


DEVICE = {"accept": "application/json"}


ONE = "00000000-0000-4000-8000-000000000001"


def link(name, *args, **query):
    return reverse(f"placements:{name}", args=args, query=query or None)


def correcting(visit, **given):
    names = ("purpose", "findings", "needs", "capacity", "issues", "others_present", "signed_name")
    values = {name: getattr(visit, name) for name in names}
    return {**values, "on": written(visit.on), "hours": str(visit.hours), **given}
