"""`veturi demo`: what it says, and what it refuses."""

import pytest
from django.core.management import CommandError, call_command

from veturi.directory.models import Provider
from veturi.directory.tests.factories import ProviderFactory
from veturi.ledger.models import Deed

pytestmark = pytest.mark.django_db


def test_a_database_with_a_provider_is_refused_and_left_alone():
    ProviderFactory()

    with pytest.raises(CommandError, match="empty database"):
        call_command("demo", size="40")

    assert Provider.objects.count() == 1


def test_if_empty_says_nothing_and_does_nothing_when_it_is_not(capsys):
    ProviderFactory()

    call_command("demo", "--if-empty", size="40")

    assert capsys.readouterr().out == ""
    assert Provider.objects.count() == 1


def test_it_loads_for_the_day_given_and_tells_how_to_come_in(capsys):
    call_command("demo", "--today", "2025-05-06", "--size", "40", "--seed", "2")
    told = capsys.readouterr().out

    assert Deed.objects.order_by("-done_on").first().done_on.isoformat() <= "2025-05-06"
    assert Deed.objects.filter(done_on__year=2025).exists()
    assert "aino.salmela@opisto.invalid" in told
    assert "veturi-demo" in told
    assert "http://127.0.0.1:8000/" in told
    assert "5. " in told


def test_a_load_that_breaks_off_leaves_the_database_empty(monkeypatch):
    from veturi.surfaces.demo import furnishing

    def break_off(_provider, **_more):
        raise RuntimeError

    monkeypatch.setattr(furnishing, "judge", break_off)
    with pytest.raises(RuntimeError):
        call_command("demo", size="40")

    assert not Provider.objects.exists()
