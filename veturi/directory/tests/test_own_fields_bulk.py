"""The school's own fields of many partners changed at once, and given back."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from conftest import NOW
from veturi.directory.actions import bulk
from veturi.directory.actions.own_fields import add_own_field
from veturi.directory.actions.own_values import give_own
from veturi.directory.models import Thing
from veturi.directory.own_fields import own_of
from veturi.directory.rules.own_fields import Picks
from veturi.foundation.history.models import Change
from veturi.foundation.words import Words

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(college):
    return {
        kind: add_own_field(
            college,
            thing=Thing.PARTNER,
            by=None,
            fields={"label_fi": f"Tieto {kind}", "kind": kind, "is_required": True},
            choices=[Words("yksi", "", ""), Words("kaksi", "", "")],
        )
        for kind in ("text", "number", "day", "truth", "choice", "several")
    }


@pytest.fixture
def page(browse, aino):
    return browse(aino, "en")


def chosen(aino, *partners):
    change = bulk.choose([one.pk for one in partners], by=aino, at=NOW)
    return change, reverse("directory:bulk", args=[change.pk])


def test_many_get_them_after_a_look_and_get_back_what_they_had(
    page, aino, made, workshop, bakery, college
):
    one, two = made["choice"].shape.choices
    both = list(made["several"].shape.choices)
    before = {made["text"].name: "A/1", made["choice"].name: one}
    give_own(workshop, before, by=aino)
    change, address = chosen(aino, workshop, bakery)
    given = {
        made["text"].name: "B  2",
        made["number"].name: "0",
        made["day"].name: "1.3.2026",
        made["truth"].name: "False",
        made["choice"].name: str(two),
        made["several"].name: both,
    }

    looked = page.post(address, {**given, "look": ""}).content.decode()
    page.post(address, {**given, "carry_out": ""})

    assert "Tieto choice" in looked and "yksi" in looked
    after = {
        made["text"].name: "B 2",
        made["number"].name: Decimal(0),
        made["day"].name: date(2026, 3, 1),
        made["truth"].name: False,
        made["choice"].name: two,
        made["several"].name: Picks(both),
    }
    assert own_of(workshop) == own_of(bakery) == after
    told = Change.objects.filter(batch=f"bulk:{change.pk}")
    assert told.count() == 2 * len(after)
    assert "Tieto several" in page.get(address).content.decode()

    give_own(bakery, {made["number"].name: Decimal(7)}, by=aino)
    page.post(reverse("directory:bulk_undoing", args=[change.pk]))

    assert {name: value for name, value in own_of(workshop).items() if value} == before
    assert {name: value for name, value in own_of(bakery).items() if value} == {
        made["number"].name: Decimal(7)
    }


def test_what_is_left_open_stays_and_what_is_emptied_goes(page, aino, made, workshop):
    one, _two = made["choice"].shape.choices
    give_own(
        workshop,
        {made["truth"].name: True, made["choice"].name: one, made["text"].name: "A/1"},
        by=aino,
    )
    _change, address = chosen(aino, workshop)
    refused = page.post(address, {"carry_out": ""})
    emptied = {made["choice"].name: "empty", made["truth"].name: "empty"}

    page.post(address, {**emptied, "carry_out": ""})

    assert refused.status_code == 422
    assert {name: value for name, value in own_of(workshop).items() if value} == {
        made["text"].name: "A/1"
    }
