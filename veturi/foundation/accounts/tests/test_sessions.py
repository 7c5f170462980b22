"""Sign-ins that have ended leave the database at night; those in force stay."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.module_loading import import_string

pytestmark = pytest.mark.django_db


def work_of_the_night():
    """As the worker finds it, by its name in the settings."""
    import_string(settings.NIGHTLY["sessions"])(on=timezone.localdate())


def sign_in(*, until):
    session = SessionStore()
    session["who"] = "aino"
    session.save()
    Session.objects.filter(pk=session.session_key).update(expire_date=until)
    return session.session_key


def test_the_night_forgets_what_ended_before_it():
    now = timezone.now()
    sign_in(until=now - timedelta(days=40))
    sign_in(until=now - timedelta(days=1))
    in_force = sign_in(until=now + timedelta(hours=12))

    work_of_the_night()

    assert [session.pk for session in Session.objects.all()] == [in_force]


def test_who_is_signed_in_stays_so(browse, aino):
    page = browse(aino)

    work_of_the_night()

    assert page.get("/").status_code == 200
