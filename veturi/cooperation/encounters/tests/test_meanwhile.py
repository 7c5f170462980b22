"""Two correct the same entry, or move the same promise: neither overwrites the other unseen."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from veturi.cooperation.encounters import actions
from veturi.cooperation.encounters.forms import EncounterForm
from veturi.directory.models import Person
from veturi.foundation.history.models import Change
from veturi.foundation.web.meanwhile import told
from veturi.ledger.models import Deed

pytestmark = pytest.mark.django_db

ORIGINAL = re.compile(r'name="original" value="([^"]+)"')


def original(answer):
    return ORIGINAL.search(answer.content.decode())[1]


@pytest.fixture
def met(workshop, otto, aino):
    what = actions.Logged(
        kind="encounters.met",
        on=timezone.localdate(),
        partners=[workshop],
        present=[otto],
        line="Sovittiin",
    )
    return actions.log(what, by=aino, at=timezone.now())


@pytest.fixture
def typed(met, otto):
    day = met.on
    return {
        "kind": "encounters.met",
        "on": f"{day.day}.{day.month}.{day.year}",
        "line": "Sovittiin",
        "sight": "internal",
        "present": [otto.pk],
    }


def test_a_correction_keeps_what_another_corrected(browse, aino, antti, met, typed):
    address = reverse("encounters:correction", args=[met.pk])
    mine, theirs = browse(aino, "en"), browse(antti, "en")
    shown = original(mine.get(address))
    theirs.save(address, {**typed, "line": "Sovittiin käynti"})

    answer = mine.post(address, {**typed, "present": [], "original": shown})

    met.refresh_from_db()
    assert answer.status_code == 302
    assert (met.line, met.presences.count()) == ("Sovittiin käynti", 0)
    assert "stays: In one line." in mine.get(answer.headers["Location"]).content.decode()


def test_a_correction_of_what_another_corrected_is_asked(browse, aino, antti, met, typed):
    address = reverse("encounters:correction", args=[met.pk])
    mine = browse(aino, "en")
    shown = original(mine.get(address))
    browse(antti).save(address, {**typed, "line": "Sovittiin käynti"})
    deeds, changes = Deed.objects.count(), Change.objects.count()

    answer = mine.post(address, {**typed, "line": "Sovittiin retki", "original": shown})

    met.refresh_from_db()
    assert answer.status_code == 409
    assert "Antti Vuori saved theirs on" in answer.content.decode()
    assert met.line == "Sovittiin käynti"
    assert (Deed.objects.count(), Change.objects.count()) == (deeds, changes)


@pytest.mark.parametrize(("days", "status"), [(3, 409), (0, 302)])
def test_a_promise_moved_by_two_is_asked(browse, workshop, aino, antti, days, status):
    today = timezone.localdate()
    promise = actions.agree_next(
        workshop, text="Soita", due=today, owner=aino, by=aino, at=timezone.now()
    )
    address = reverse("encounters:move", args=[promise.pk])
    mine = browse(aino, "en")
    shown = original(mine.get(address))
    soon = today + timedelta(days=7)
    actions.move_promise(promise, due=soon, owner=antti, by=antti, at=timezone.now())

    typed = {"due": str(today + timedelta(days=days)), "owner": aino.pk, "original": shown}
    answer = mine.post(address, typed)

    promise.refresh_from_db()
    assert answer.status_code == status
    assert (promise.due, promise.owner) == (soon, antti)


def test_whom_one_met_and_what_it_was_is_told_by_name(otto):
    fields = EncounterForm(people_there=Person.objects.filter(pk=otto.pk)).fields

    assert told(fields["present"], str(otto.pk)) == "Otto Ohjaaja"
    assert told(fields["present"], "") == ""
    assert told(fields["kind"], "encounters.met") not in ("", "encounters.met")
