"""The page of weights: adopted from a day on, refused on the form."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from veturi.ledger.kinds import Currency
from veturi.ledger.models import WeightSet

pytestmark = pytest.mark.django_db


def posted(browse, antti, *, days=0, weight="2", source="Johtoryhmä 12.3.2026, 4 §"):
    when = timezone.localdate() + timedelta(days=days)
    given = {
        "valid_from": f"{when.day}.{when.month}.{when.year}",
        "source": source,
        **{currency.value: weight for currency in Currency},
    }
    return browse(antti, "en").post(reverse("reciprocity:weights"), given)


def test_weights_are_adopted_and_listed_with_their_source(antti, browse):
    assert posted(browse, antti).status_code == 302

    page = browse(antti).get(reverse("reciprocity:weights")).content.decode()
    assert "Johtoryhmä 12.3.2026, 4 §" in page and WeightSet.objects.get().name in page


@pytest.mark.parametrize("wrong", [{"days": -1}, {"weight": "0"}, {"source": ""}])
def test_what_is_refused_stays_on_the_form(wrong, antti, browse):
    answer = posted(browse, antti, **wrong)

    assert answer.status_code == 422 and not WeightSet.objects.exists()
    assert f'value="{wrong.get("weight", "2")}"' in answer.content.decode()


def test_a_second_set_from_the_same_day_is_refused(antti, browse):
    posted(browse, antti)

    assert posted(browse, antti, weight="3").status_code == 422
    assert set(WeightSet.objects.get().weights.values()) == {"2"}


def test_who_may_not_keep_rules_adopts_none(aino, browse):
    assert posted(browse, aino).status_code == 403
