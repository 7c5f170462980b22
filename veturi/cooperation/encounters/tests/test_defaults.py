"""A provider's own default amounts: from a day on, for what is logged after."""

from decimal import Decimal

import pytest
from django.utils import timezone

from veturi.cooperation.encounters import actions
from veturi.ledger.models import Contribution, KindSetting

pytestmark = pytest.mark.django_db
ADDRESS = "/settings/gifts/"


def given(**more):
    today = timezone.localdate()
    start = {
        "kind": "encounters.called",
        "partner_gives": "expertise_hours:0.25/deed",
        "we_give": "",
        "valid_from": f"{today.day}.{today.month}.{today.year}",
        "source": "Johtoryhmä 12.3.2026, 4 §",
    }
    return {**start, **more}


def test_a_call_gives_what_the_school_decided(browse, antti, aino, workshop):
    browse(antti).post(ADDRESS, given())

    what = actions.Logged(kind="encounters.called", on=timezone.localdate(), partners=[workshop])
    actions.log(what, by=aino, at=timezone.now())

    assert Contribution.objects.get().amount == Decimal("0.25")


@pytest.mark.parametrize("text", ["kahvia:1/deed", "expertise_hours:1/hour", "jotain"])
def test_what_cannot_be_read_is_refused_and_stays_on_the_form(text, browse, antti):
    answer = browse(antti).post(ADDRESS, given(partner_gives=text))

    assert answer.status_code == 422 and text in answer.content.decode()
    assert not KindSetting.objects.exists()
