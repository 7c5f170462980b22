"""Quick entry as people use it, with and without JavaScript."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from veturi.cooperation.encounters import actions
from veturi.cooperation.encounters.models import Encounter
from veturi.insight.levels.models import Verdict
from veturi.ledger.models import Promise
from veturi.surfaces.quick.table import FIRST, OWNERS

pytestmark = pytest.mark.django_db
LOG = "/log/"


def given(partner=None, **more):
    today = timezone.localdate()
    start = {
        "on": f"{today.day}.{today.month}.{today.year}",
        "sight": "internal",
        "kind": "encounters.called",
        "line": "Sovittiin ajoista.",
    }
    return {**start, **({"partner": partner.pk} if partner else {}), **more}


def test_a_teacher_logs_a_call_and_comes_to_the_partner(browse, mika, workshop):
    answer = browse(mika).post(LOG, given(workshop))

    assert answer.headers["Location"] == workshop.get_absolute_url()
    row = Encounter.objects.get()
    assert (row.kind, row.line, row.made_by) == ("encounters.called", "Sovittiin ajoista.", mika)


def test_the_level_follows_at_once(browse, mika, workshop):
    browse(mika).post(LOG, given(workshop, kind="encounters.met"))

    assert Verdict.objects.standing().get(partner=workshop, layer="everyday").depth == 1


def test_without_javascript_the_partner_is_typed_by_name(browse, mika, workshop):
    browse(mika).post(LOG, given(partner_text="Kattilakosken Konepaja Oy"))

    assert Encounter.objects.get().parties.get().partnership == workshop


def test_an_unknown_partner_is_asked_and_what_was_typed_stays(browse, mika, workshop):
    answer = browse(mika).post(LOG, given(partner_text="Ei ole", line="Tärkeä rivi"))

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422 and not Encounter.objects.exists()
    assert page.select_one("[name=line]").text.strip() == "Tärkeä rivi"
    assert page.select_one("[name=partner_text]")["value"] == "Ei ole"
    assert page.select_one(".errors a")["href"] == "#id_partner_text"


def test_a_partner_of_another_school_cannot_be_logged_with(browse, sten, workshop):
    assert browse(sten).post(LOG, given(workshop)).status_code == 422
    assert not Encounter.objects.exists()


def test_tomorrow_is_refused_with_what_to_do_instead(browse, mika, workshop):
    day = timezone.localdate() + timedelta(days=1)
    answer = browse(mika).post(LOG, given(workshop, on=day.isoformat()))

    assert answer.status_code == 422 and not Encounter.objects.exists()


def test_the_open_promise_is_offered_first_and_kept_when_named(browse, aino, workshop):
    today = timezone.localdate()
    promise = actions.agree_next(
        workshop, text="Soita Otolle", due=today, owner=aino, by=aino, at=timezone.now()
    )
    page = browse(aino)
    address = reverse("quick:entry", query={"partner": workshop.pk, "keeps": promise.pk})
    offered = BeautifulSoup(page.get(address).content, "html.parser").select_one(
        f"[name=keeps][value='{promise.pk}']"
    )

    page.post(LOG, given(workshop, keeps=promise.pk))

    assert offered.has_attr("checked")
    assert Promise.objects.get().kept_by.kind == "encounters.called"


def test_what_is_agreed_next_needs_a_day_and_an_owner(browse, aino, workshop):
    answer = browse(aino).post(LOG, given(workshop, next_text="Lähetä ajat"))
    assert answer.status_code == 422

    browse(aino).post(
        LOG, given(workshop, next_text="Lähetä ajat", next_due="1.12.2027", next_owner=aino.pk)
    )
    assert Promise.objects.get().owner == aino


def test_numbers_that_a_kind_does_not_ask_for_are_not_kept(browse, aino, workshop):
    browse(aino).post(LOG, given(workshop, kind="encounters.called", hours="2,5", people="7"))

    assert (Encounter.objects.get().hours, Encounter.objects.get().people) == (None, None)


def test_every_kind_of_the_catalogue_has_an_owner():
    assert len(OWNERS) == 116
    assert set(FIRST) <= set(OWNERS)


@pytest.mark.parametrize("kind", sorted(OWNERS))
def test_every_kind_can_be_logged(kind, browse, mika, workshop):
    answer = browse(mika).post(LOG, given(workshop, kind="", other_kind=kind))

    assert answer.status_code == 302
    assert Encounter.objects.get().kind == kind
