"""A large town is loaded into an empty database only, and wholly or not at all."""

import pytest
from django.core.management import CommandError, call_command

from veturi.directory.models import Provider
from veturi.surfaces.demo import districts
from veturi.surfaces.demo.models import Loading
from veturi.surfaces.demo.tests.test_districts import load
from veturi.surfaces.demo.town import NotEmpty

pytestmark = pytest.mark.django_db


def test_a_load_that_broke_off_is_named_at_the_next_try(monkeypatch):
    def break_off(_land):
        raise RuntimeError

    monkeypatch.setattr(districts, "_live_lately", break_off)
    with pytest.raises(RuntimeError):
        load([])

    for more in ({}, {"if_empty": True}):
        with pytest.raises(CommandError, match="tiny began on 2026-11-24.*remove the database"):
            call_command("demo", size="40", **more)


def test_a_database_with_a_provider_is_refused_and_left_alone():
    Provider.objects.create(slug="jo", name="Jo täällä")

    with pytest.raises(NotEmpty):
        load([])

    assert not Loading.objects.exists()
