"""A phone of Mika’s, whose browser may be killed."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tests.browser.visits.device import DAY, Phone
from veturi.cooperation.placements.actions import periods, visits
from veturi.cooperation.placements.tests.factories import StudentFactory, ready


@pytest.fixture
def running(workshop, otto, mika):
    """A period of Mika's that runs today."""
    today = timezone.localdate()
    student = StudentFactory(provider=mika.provider, given_name="Eetu", family_name="Aho")
    period = ready(
        workshop,
        instructor=otto,
        student=student,
        teacher=mika,
        starts_on=today - 9 * DAY,
        ends_on=today + 60 * DAY,
    )
    return periods.agree(period, on=today - 9 * DAY, by=mika, at=timezone.now())


@pytest.fixture
def sign_in(live_server, client):
    """Put the cookie of a person into a browser, as the door would."""

    def as_person(context, person):
        client.force_login(person.user)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
        )
        return key

    return as_person


@pytest.fixture
def device(tmp_path, live_server, chromium):
    phone = Phone(chromium.browser_type, tmp_path / "phone", live_server.url)
    yield phone
    phone.close()


@pytest.fixture
def phone(device):
    return device.start


@pytest.fixture
def seen(running, mika, workshop):
    """The pages of a planned visit and of one that was made."""
    fields = {"period": running, "partnership": workshop, "purpose": "mid"}
    now = timezone.now()
    due = timezone.localdate()
    planned = visits.plan(fields=fields, due=due, teacher=mika, by=mika, at=now)
    told = {"on": due, "hours": 1, "findings": "Sorvi seisoo", "student_present": True}
    went = visits.record(visits.NewVisit(uuid4(), {**fields, **told}), by=mika, at=now)
    of = f"period-{running.pk}"
    return [
        reverse("placements:visits"),
        reverse("placements:visit_new", query={"of": of}),
        reverse("placements:visit_plan_new", query={"of": of}),
        planned.get_absolute_url(),
        went.get_absolute_url(),
        reverse("placements:visit_correction", args=[went.pk]),
    ]
