"""Signing in, looking, taking out: each leaves its trace, in the log of one's own school."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from conftest import NOW
from tests.signing import PASSWORD, sign_in
from veturi.cooperation.encounters.actions import close_feed, open_feed
from veturi.directory import exporting
from veturi.directory.models import Export
from veturi.directory.tests.factories import PersonFactory
from veturi.foundation.trail.actions import leave
from veturi.foundation.trail.models import Trace, What

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_throttles():
    cache.clear()


def noted(*names):
    return list(Trace.objects.order_by("pk").values_list("what", *names))


def test_coming_in_and_going_out(aino, college):
    page = Client()
    sign_in(page, aino.user)
    page.post(reverse("account_logout"))

    assert noted("scope", "by", "subject") == [
        ("signed_in", college.scope, aino.user_id, aino.key),
        ("signed_out", college.scope, aino.user_id, aino.key),
    ]
    assert Trace.objects.first().details == {"ways": ["password"]}


def test_a_wrong_password_stands_at_every_school_of_the_account(aino, sten):
    PersonFactory(provider=sten.provider, user=aino.user, is_ours=True)
    Client().post(reverse("account_login"), {"login": aino.user.email.upper(), "password": "väärä"})

    assert sorted(noted("scope", "by")) == sorted(
        ("sign_in_refused", provider.scope, None) for provider in (aino.provider, sten.provider)
    )


def test_what_a_stranger_types_is_not_kept(db):
    Client().post(
        reverse("account_login"), {"login": "salasana@example.invalid", "password": "väärä"}
    )

    assert noted("scope", "by", "subject", "label") == [("sign_in_refused", "", None, "", "")]
    assert "salasana" not in str(Trace.objects.values())


def test_no_address_of_the_network_is_kept(aino):
    sign_in(Client(), aino.user)

    assert "127.0.0.1" not in str(Trace.objects.values())


def test_a_changed_password(aino, college):
    page = Client()
    sign_in(page, aino.user)
    new = "uusi pitkä salasana 7"
    page.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    (row,) = Trace.objects.filter(what=What.SIGN_IN_CHANGED)
    assert (row.by, row.subject) == (aino.user, aino.key)
    assert row.details == {"ways": ["account/email/password_changed"]}


def test_looking_at_a_person_is_noted_once_an_hour(browse, aino, mika, otto, time_machine):
    time_machine.move_to(NOW, tick=False)
    for who in (aino, mika, aino):
        browse(who).get(otto.get_absolute_url())
    assert noted("by", "subject", "label") == [
        ("viewed", aino.user_id, otto.key, "Otto Ohjaaja"),
        ("viewed", mika.user_id, otto.key, "Otto Ohjaaja"),
    ]

    time_machine.move_to(NOW + timedelta(hours=1), tick=False)
    browse(aino).get(otto.get_absolute_url())
    assert len(noted()) == 3


def test_opening_the_form_of_a_person_is_looking(browse, aino, otto):
    browse(aino).get(reverse("directory:person_edit", args=[otto.pk]))

    assert noted("subject") == [("viewed", otto.key)]


def test_ones_own_page_is_ones_own_affair(browse, aino):
    browse(aino).get(aino.get_absolute_url())

    assert noted() == []


def test_who_may_not_look_leaves_no_trace(browse, sten, rea, otto):
    assert browse(sten).get(otto.get_absolute_url()).status_code == 404
    assert browse(rea).get(reverse("directory:person_edit", args=[otto.pk])).status_code == 403

    assert noted() == []


LISTS = {
    "directory:partners": "directory.list:partners",
    "directory:people": "directory.list:people",
    "levels:index": "levels.list:index",
    "reciprocity:index": "reciprocity.list:index",
}


@pytest.mark.parametrize("name", LISTS)
def test_taking_a_list_out_is_noted(browse, rauha, workshop, name):
    browse(rauha).get(reverse(name), {"export": "xlsx"})

    (row,) = Trace.objects.all()
    assert (row.what, row.by, row.subject) == ("exported", rauha.user, LISTS[name])
    assert row.details["format"] == "xlsx"


def test_with_what_it_held(browse, rauha, workshop, bakery, aino):
    workshop.owner = aino
    workshop.save()
    query = {"export": "csv", "q": "Konepaja", "owner": aino.pk, "phase": "identified"}
    browse(rauha, language="en").get(reverse("directory:partners"), query)

    assert Trace.objects.get().details == {
        "rows": 1,
        "format": "csv",
        "filter": "Name or Y-tunnus: Konepaja; Owner: Aino Salmela; Phase: identified",
    }


def test_a_long_list_is_noted_when_it_is_asked_for(browse, rauha, workshop, monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", 0)
    answer = browse(rauha).get(reverse("directory:partners"), {"export": "csv"})

    assert answer.url == Export.objects.get().job.get_absolute_url()
    assert noted("subject") == [("exported", "directory.list:partners")]


def test_a_list_that_is_refused_is_not_noted(browse, mika):
    assert browse(mika).get(reverse("directory:people"), {"export": "csv"}).status_code == 403

    assert noted() == []


def test_a_calendar_address(aino):
    open_feed(aino, at=NOW)
    close_feed(aino, at=NOW)
    close_feed(aino, at=NOW)

    assert noted("subject") == [("feed_opened", aino.key), ("feed_ended", aino.key)]


def test_one_sees_who_has_looked_at_ones_own_page(browse, aino, mika, sten):
    browse(mika).get(aino.get_absolute_url())
    mine, theirs = (
        browse(who, language="en").get("/permissions/").content.decode() for who in (aino, mika)
    )

    assert "Who has looked at your page" in mine and "Mika Koivu" in mine.split("lookers")[-1]
    assert "Nobody has looked at your page yet." in theirs


def test_whoever_looked_and_left_stays_without_a_name(browse, college, aino, sten):
    leave(What.VIEWED, scope=college.scope, by=sten.user, subject=aino.key)

    page = browse(aino, language="en").get("/permissions/").content.decode()
    assert "somebody no longer with us" in page and "Sten" not in page


def test_no_list_leaves_the_house_unnoted():
    """Pages hand lists out by `exporting.export`, which leaves the trace."""
    package = Path(apps.get_app_config("ledger").path).parent
    found = {
        path.name
        for path in package.rglob("*.py")
        if ".export(" in path.read_text() and "tests" not in path.parts
    }

    assert found == {"exporting.py"}
